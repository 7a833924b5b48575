"""A creation, an opening and records entered: what was said to be there is, and all goes on afterwards."""

import contextlib
import os
from collections.abc import Generator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from models.failure import Failure
from storage import derived, disk, header, keys, vault
from storage.database import Database
from storage.vault import Vault
from tests.campaigns import models
from tests.campaigns.operations import Operation, Ready, Seen, Spoilt, quick
from tests.vaults import PASSPHRASE, USER, Watch

_FIRST, _RECORDS = 1_000, 5
_MODEL = {0, 1}


def whole(opened: Vault) -> str:
    return "".join([*derived.damages(opened._database), *opened.journal.troubles_found])


@contextlib.contextmanager
def creation(spoilt: Spoilt) -> Generator[Ready]:
    """There is a vault, that opens; or there is none yet, and it can be made there."""
    with quick(), TemporaryDirectory() as place:

        def act(folder: Path) -> None:
            with spoilt():
                vault.prepare(folder, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)

        def sound(folder: Path) -> Seen:
            done = (folder / header.NAME).exists()
            if not done:
                vault.prepare(folder, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
            with vault.open_vault(folder, PASSPHRASE, Watch()) as opened:
                models.enter(opened, 0)
                found = whole(opened)
            names = {path.name for path in folder.iterdir()}
            left = names - {header.NAME, header.COPY, "coffre-0001.db", disk.BALLAST}
            return done, found + ", ".join(left)

        yield Ready(Path(place) / "none", act, sound)


@contextlib.contextmanager
def opening(spoilt: Spoilt) -> Generator[Ready]:
    """An opening during which the search index is made anew; done when its session is counted."""
    with quick(), models.made(len(_MODEL)) as made:
        with vault.open_database(made, Watch()) as opened:
            opened._database.execute("UPDATE coffre SET declarations = 'those of yesterday'")
            opened._database.execute("DELETE FROM suivi")
        before = header.read(made.folder).header.anchor.sequence

        def act(folder: Path) -> None:
            with spoilt():
                vault.open_database(models.at(made, folder), Watch()).close()

        def sound(folder: Path) -> Seen:
            done = header.read(folder).header.anchor.sequence > before
            with vault.open_database(models.at(made, folder), Watch()) as opened:
                missing = _MODEL - models.numbers(opened)
                return done, f"{len(missing)} records are missing" if missing else whole(opened)

        yield Ready(made.folder, act, sound)


@contextlib.contextmanager
def writing(spoilt: Spoilt) -> Generator[Ready]:
    """Records, a checkpoint, the end; what is refused is left, and the next one tried."""
    with quick(), models.made(len(_MODEL)) as made:

        def act(folder: Path) -> None:
            refused: Failure | None = None
            with spoilt(), vault.open_database(models.at(made, folder), Watch()) as opened:
                for number in range(_FIRST, _FIRST + _RECORDS):
                    try:
                        models.enter(opened, number)
                    except Failure as failure:
                        refused = failure
                    else:
                        _acknowledge(folder, number)
                opened.checkpoint()
            if refused is not None:
                raise refused

        def sound(folder: Path) -> Seen:
            with vault.open_database(models.at(made, folder), Watch()) as opened:
                held, found = models.numbers(opened), whole(opened)
            missing = (_MODEL | _acknowledged(folder)) - held
            done = set(range(_FIRST, _FIRST + _RECORDS)) <= held
            return done, f"{len(missing)} acknowledged records are missing" if missing else found

        yield Ready(made.folder, act, sound)


def _said(folder: Path) -> Path:
    """Where it is acknowledged: beside the disk that fails."""
    return folder.with_name(f"dit-{folder.name}")


def _acknowledge(folder: Path, number: int) -> None:
    with _said(folder).open("a") as file:
        file.write(f"{number}\n")


def _acknowledged(folder: Path) -> set[int]:
    if not _said(folder).exists():
        return set()
    told = {int(each) for each in _said(folder).read_text().split()}
    os.unlink(_said(folder))
    return told


def _keys_first() -> AbstractContextManager[object]:
    """The control: the key file that makes a vault is written before its database."""
    first = vault._first_database

    def bad(path: Path, head: header.Header, master_key: bytes, *rest: Any) -> None:
        header.write(path.parent, head, master_key)
        first(path, head, master_key, *rest)

    return mock.patch.object(vault, "_first_database", bad)


def _marked_first() -> AbstractContextManager[object]:
    """The control: the index is said to be of today before it is made anew."""
    rebuild = derived.rebuild

    def bad(database: Database) -> None:
        database.execute("UPDATE coffre SET declarations = ?", (derived.declarations(),))
        rebuild(database)

    return mock.patch.object(derived, "rebuild", bad)


CREATION = Operation("creation", "la création d’un coffre", creation, _keys_first)
OPENING = Operation("ouverture", "l’ouverture d’un coffre", opening, _marked_first)
WRITING = Operation("saisie", "la saisie", writing)
