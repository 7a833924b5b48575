"""A passphrase changed and a user removed, killed anywhere: one state or the other, never between."""

import contextlib
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias
from unittest import mock

from models.failure import Failure
from models.roles import Role
from storage import attempts, derived, durable, header, keys, rekey, vault
from storage import folder as folders
from storage.failures import WrongPassphrase
from tests.campaigns import Campaign, Outcome, kills, models
from tests.campaigns.header import quick_derivation
from tests.vaults import PASSPHRASE, USER, Watch

COLLEAGUE = "Anne-Lise"
NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"
_PERSONS = 20

_LONG = 1.0
"""Seconds during which a control is in a state that it should not be in."""

Spoilt: TypeAlias = Callable[[], AbstractContextManager[object]]
"""What makes the program bad, for a control."""


@contextlib.contextmanager
def _model() -> Generator[tuple[Path, str]]:
    """A vault of two users, and the passphrase of the second; the derivation is made quick."""
    with (
        mock.patch.object(keys, "_derive", quick_derivation),
        mock.patch.object(keys, "raised", return_value=None),
        models.made(_PERSONS) as made,
    ):
        with vault.open_database(made, Watch()) as opened:
            phrase = opened.users.add(COLLEAGUE, Role.INTERVENANT)
        yield made.folder, phrase


def opens(folder: Path, passphrase: str, user: str) -> bool:
    """Whether this passphrase opens it; any other failure than hers is raised."""
    attempts.forget(folder)
    try:
        vault.unlock(folder, passphrase, Watch(), user)
    except WrongPassphrase:
        return False
    return True


def whole(folder: Path, passphrase: str) -> str:
    """What is broken once it is opened with it; nothing may be left over then."""
    with vault.open_vault(folder, passphrase, Watch(), USER) as opened:
        found = [*opened.damages(), *derived.damages(opened._database)]
        if len(models.numbers(opened)) != _PERSONS:
            found.append("persons are missing")
        database = opened._database._path.name
    expected = {header.NAME, header.COPY, database, "ballast"}
    left = {path.name for path in folder.iterdir() if path.name != folders.ASIDE} - expected
    return ", ".join([*found, *(f"{name} is left over" for name in sorted(left))])


def _told(look: Callable[[Path], str]) -> Callable[[Path], str]:
    def sound(folder: Path) -> str:
        try:
            return look(folder)
        except Failure as failure:
            return str(failure)

    return sound


def change_passphrase(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
    """Exactly one of the two passphrases opens, and her colleague's as before."""
    with _model() as (model, phrase):

        def act(folder: Path) -> None:
            with spoilt(), vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
                opened.users.change_passphrase(PASSPHRASE, NEW)

        def sound(folder: Path) -> str:
            valid = [each for each in (PASSPHRASE, NEW) if opens(folder, each, USER)]
            if len(valid) != 1 or not opens(folder, phrase, COLLEAGUE):
                return f"{len(valid)} of the two passphrases open"
            return whole(folder, valid[0])

        return kills.killed(model, act, _told(sound), runs, seed)


def remove_user(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
    """Whoever was removed still opens if and only if the former generation is the current one."""
    with _model() as (model, phrase):

        def act(folder: Path) -> None:
            slots = header.read(folder).header.slots
            gone = frozenset(slot.id for slot in slots if slot.name == COLLEAGUE)
            with spoilt():
                rekey.renew(folder, USER, PASSPHRASE, Watch(), without=gone)

        def sound(folder: Path) -> str:
            head = header.read(folder).header
            named = {slot.name for slot in head.slots}
            if (head.generation == 1) != (COLLEAGUE in named):
                return "the generation and the users do not go together"
            if COLLEAGUE in named and not opens(folder, phrase, COLLEAGUE):
                return "not removed, and shut out"
            return whole(folder, PASSPHRASE)

        return kills.killed(model, act, _told(sound), runs, seed)


def in_place(runs: int, seed: int) -> Outcome:
    """The control: the key file is taken away, then written."""
    write = durable.write

    def bad(path: Path, data: bytes) -> None:
        if path.name == header.NAME:
            for name in (header.NAME, header.COPY):
                (path.parent / name).unlink(missing_ok=True)
            time.sleep(_LONG)
        write(path, data)

    return change_passphrase(runs, seed, lambda: mock.patch.object(durable, "write", bad))


def too_early(runs: int, seed: int) -> Outcome:
    """The control: the former generation goes before the key file names the new one."""
    commit = rekey._commit

    def bad(opened: vault.Opening, head: header.Header, master_key: bytes) -> None:
        folders.forget_database(opened.folder / opened.head.database_name)
        time.sleep(_LONG)
        commit(opened, head, master_key)

    return remove_user(runs, seed, lambda: mock.patch.object(rekey, "_commit", bad))


CAMPAIGNS = (
    Campaign(
        "phrase",
        "Arrêt brutal pendant un changement de phrase de passe",
        change_passphrase,
        in_place,
        full=200,
        short=10,
        control_runs=12,
    ),
    Campaign(
        "retrait",
        "Arrêt brutal pendant le retrait d’un utilisateur",
        remove_user,
        too_early,
        full=200,
        short=10,
        control_runs=12,
    ),
)
