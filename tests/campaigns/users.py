"""A passphrase changed and a user removed: one state or the other, never between."""

import contextlib
import time
from collections.abc import Generator
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

from models.roles import Role
from storage import attempts, derived, durable, header, rekey, vault
from storage import folder as folders
from storage.failures import WrongPassphrase
from tests.campaigns import models
from tests.campaigns.operations import LONG, Operation, Ready, Seen, Spoilt, quick
from tests.vaults import PASSPHRASE, USER, Watch

COLLEAGUE = "Anne-Lise"
NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"
_PERSONS = 20


@contextlib.contextmanager
def _model() -> Generator[tuple[Path, str]]:
    """A vault of two users, and the passphrase of the second; the derivation is made quick."""
    with quick(), models.made(_PERSONS) as made:
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
        found = [*opened.damages(), *derived.damages(opened._database), *opened.journal.troubles_found]
        if len(models.numbers(opened)) != _PERSONS:
            found.append("persons are missing")
        database = opened._database._path.name
    expected = {header.NAME, header.COPY, database, "ballast"}
    left = {path.name for path in folder.iterdir() if path.name != folders.ASIDE} - expected
    return ", ".join([*found, *(f"{name} is left over" for name in sorted(left))])


@contextlib.contextmanager
def passphrase_change(spoilt: Spoilt) -> Generator[Ready]:
    """Exactly one of the two passphrases opens, and her colleague's as before."""
    with _model() as (model, phrase):

        def act(folder: Path) -> None:
            with spoilt(), vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
                opened.users.change_passphrase(PASSPHRASE, NEW)

        def sound(folder: Path) -> Seen:
            valid = [each for each in (PASSPHRASE, NEW) if opens(folder, each, USER)]
            if len(valid) != 1 or not opens(folder, phrase, COLLEAGUE):
                return False, f"{len(valid)} of the two passphrases open"
            return valid == [NEW], whole(folder, valid[0])

        yield Ready(model, act, sound)


@contextlib.contextmanager
def user_removal(spoilt: Spoilt) -> Generator[Ready]:
    """Whoever was removed still opens if and only if the former generation is the current one."""
    with _model() as (model, phrase):

        def act(folder: Path) -> None:
            slots = header.read(folder).header.slots
            gone = frozenset(slot.id for slot in slots if slot.name == COLLEAGUE)
            with spoilt():
                rekey.renew(folder, USER, PASSPHRASE, Watch(), without=gone)

        def sound(folder: Path) -> Seen:
            head = header.read(folder).header
            stays = COLLEAGUE in {slot.name for slot in head.slots}
            if (head.generation == 1) != stays:
                return False, "the generation and the users do not go together"
            if stays and not opens(folder, phrase, COLLEAGUE):
                return False, "not removed, and shut out"
            return not stays, whole(folder, PASSPHRASE)

        yield Ready(model, act, sound)


def _in_place() -> AbstractContextManager[object]:
    """The control: the key file is taken away, then written."""
    write = durable.write

    def bad(path: Path, data: bytes) -> None:
        if path.name == header.NAME:
            for name in (header.NAME, header.COPY):
                (path.parent / name).unlink(missing_ok=True)
            time.sleep(LONG)
        write(path, data)

    return mock.patch.object(durable, "write", bad)


def _too_early() -> AbstractContextManager[object]:
    """The control: the former generation goes before the key file names the new one."""
    commit = rekey._commit

    def bad(opened: vault.Opening, head: header.Header, master_key: bytes) -> None:
        folders.forget_database(opened.folder / opened.head.database_name)
        time.sleep(LONG)
        commit(opened, head, master_key)

    return mock.patch.object(rekey, "_commit", bad)


OPERATIONS = (
    Operation("phrase", "un changement de phrase de passe", passphrase_change, _in_place),
    Operation("retrait", "le retrait d’un utilisateur", user_removal, _too_early),
)
