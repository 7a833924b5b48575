"""A backup, a restoration, a change of schema and a purge: done whole, or not begun."""

import contextlib
import functools
import shutil
import time
from collections.abc import Generator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from models.casework import PERSONNE
from models.conservation import Ground
from models.fields import Answers
from models.forms import personne
from storage import archive, backups, derived, durable, keys, migration, purges, restoration, vault
from storage import folder as folders
from storage.conservation import Conservation
from storage.database import Database
from storage.vault import Vault
from tests.campaigns import models
from tests.campaigns.operations import LONG, Operation, Ready, Seen, Spoilt, quick
from tests.golden import coffre as golden
from tests.pages import decrypted
from tests.vaults import PASSPHRASE, Watch
from ui import safeguards

_BEFORE, _SINCE, _GONE = 12, 6, 5


def name(number: int) -> str:
    """No two begin alike, so that an index keeps each of them whole."""
    return f"{'bcdfghjklmnpqrstvwxz'[number]}{number}xyloquant"


def _enter(opened: Vault, first: int, count: int) -> None:
    for number in range(first, first + count):
        opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": name(number)}))


@contextlib.contextmanager
def _model() -> Generator[tuple[Path, Path]]:
    """A vault with a backup of it, made before some persons were entered."""
    with quick(), models.made(0) as made, TemporaryDirectory() as stick:
        with vault.open_database(made, Watch()) as opened:
            _enter(opened, 0, _BEFORE)
            backup = safeguards.back_up(opened, Path(stick)).path
            _enter(opened, _BEFORE, _SINCE)
        yield made.folder, backup


def _opened(folder: Path) -> Vault:
    return vault.open_vault(folder, PASSPHRASE, Watch())


def _whole(opened: Vault) -> str:
    found = [*opened.damages(), *derived.damages(opened._database), *opened.journal.troubles_found]
    left = [path.name for path in opened.folder.iterdir() if durable.PART in path.name]
    return ", ".join([*found, *(f"{each} is left over" for each in left)])


@contextlib.contextmanager
def backup(spoilt: Spoilt) -> Generator[Ready]:
    """Each backup that bears its name is good, and the next one leaves nothing of an interrupted one."""
    with _model() as (model, _):

        def act(folder: Path) -> None:
            with spoilt(), _opened(folder) as opened:
                place = opened.backups.folder
                opened.backups.note(backups.seal(opened.backups.snapshot(place), place))

        def sound(folder: Path) -> Seen:
            there = list(folder.glob(f"{backups.FOLDER}/*{archive.SUFFIX}"))
            for path in there:
                restoration.verify(path, PASSPHRASE, Watch())
            with _opened(folder) as opened:
                persons, place = opened.records.count(PERSONNE), opened.backups.folder
                made = backups.seal(opened.backups.snapshot(place), place)
                left = [path.name for path in made.path.parent.iterdir() if durable.PART in path.name]
                found = _whole(opened) + ", ".join(left)
            return bool(there), found or ("" if persons == _BEFORE + _SINCE else f"{persons} persons")

        yield Ready(model, act, sound)


@contextlib.contextmanager
def restore(spoilt: Spoilt) -> Generator[Ready]:
    """The vault is the present one or that of the backup; the present one is then kept aside, whole."""
    with _model() as (model, made):

        def act(folder: Path) -> None:
            with spoilt():
                restoration.restore(made, folder, PASSPHRASE, Watch())

        def sound(folder: Path) -> Seen:
            with _opened(folder) as opened:
                found, persons = _whole(opened), opened.records.count(PERSONNE)
            if persons not in (_BEFORE, _BEFORE + _SINCE):
                return False, f"{persons} persons"
            done = persons == _BEFORE
            return done, found + (_aside(folder) if done else "")

        yield Ready(model, act, sound)


def _aside(folder: Path) -> str:
    """What is wrong with the vault that was put aside."""
    with TemporaryDirectory() as place:
        (kept,) = (folder / folders.ASIDE).iterdir()
        with _opened(Path(shutil.copytree(kept, Path(place) / "coffre"))) as opened:
            persons = opened.records.count(PERSONNE)
    return "" if persons == _BEFORE + _SINCE else f"{persons} persons are kept aside"


@contextlib.contextmanager
def migrate(spoilt: Spoilt) -> Generator[Ready]:
    """A vault of the first schema opens with all that it held, and a verified copy of it is there first."""
    model = golden.FOLDER / "0001"
    persons = golden.expected(model)["comptes"]["personne"]
    with mock.patch.object(keys, "_derive", functools.cache(keys._derive)):
        vault.unlock(model, PASSPHRASE, Watch())  # each process then knows what the passphrase derives

        def act(folder: Path) -> None:
            with spoilt(), _opened(folder):
                pass

        def sound(folder: Path) -> Seen:
            master_key = vault.unlock(folder, PASSPHRASE, Watch()).master_key
            database = Database(folder / "coffre-0001.db", keys.database_key(master_key))
            begun, done = migration.version(database) > 1, not migration.is_late(database)
            database.close()
            copies = list(folder.glob(f"{backups.FOLDER}/*{archive.SUFFIX}"))
            for path in copies:
                restoration.verify(path, PASSPHRASE, Watch())
            if begun and not copies:
                return done, "migrated without a copy"
            with _opened(folder) as opened:
                whole = opened.records.count(PERSONNE) == persons and not migration.is_late(opened._database)
                return done, _whole(opened) if whole else "not what it held"

        yield Ready(model, act, sound)


@contextlib.contextmanager
def purge(spoilt: Spoilt) -> Generator[Ready]:
    """All the persons are gone, without a word of them in any page, or none is."""
    with _model() as (model, _):

        def act(folder: Path) -> None:
            with spoilt(), _opened(folder) as opened:
                gone = [each.id for each in opened.records.all(PERSONNE)[:_GONE]]
                opened.conservation.eliminate(gone, Ground.DUREE)

        def sound(folder: Path) -> Seen:
            with _opened(folder) as opened:
                found, persons = _whole(opened), opened.records.count(PERSONNE)
                noted, key = len(purges.noted(opened._database)), opened.backups.source.master_key
            done = noted == _GONE
            if (persons, noted) not in ((_BEFORE + _SINCE, 0), (_BEFORE + _SINCE - _GONE, _GONE)):
                return done, f"{persons} persons are there, {noted} are noted as gone"
            data = decrypted(folder / "coffre-0001.db", keys.database_key(key)) if done else b""
            return done, found + "".join(
                name(number) for number in range(_GONE) if name(number).encode() in data
            )

        yield Ready(model, act, sound)


def _named_too_early() -> AbstractContextManager[object]:
    """The control: the backup is written under its own name."""
    write = archive.write

    def bad(path: Path, keys_file: bytes, base: Path, *rest: Any) -> None:
        final = path.with_name(path.name.removesuffix(durable.PART))
        final.write_bytes(base.read_bytes()[:9000])
        time.sleep(LONG)
        final.unlink()
        write(path, keys_file, base, *rest)

    return mock.patch.object(archive, "write", bad)


def _taken_away_first() -> AbstractContextManager[object]:
    """The control: the present database goes before the restored one takes its place."""
    aside = restoration._copy_aside

    def bad(folder: Path, *rest: Any) -> Path | None:
        kept = aside(folder, *rest)
        for path in folder.glob("coffre-*.db"):
            path.unlink()
        time.sleep(LONG)
        return kept

    return mock.patch.object(restoration, "_copy_aside", bad)


def _numbered_too_early() -> AbstractContextManager[object]:
    """The control: the schema says that it is new before it is."""
    migrated = migration.migrate

    def bad(database: Database, *rest: Any) -> None:
        number = migration.version(database)
        database.execute(f"PRAGMA user_version = {len(migration.steps())}")
        time.sleep(LONG)
        database.execute(f"PRAGMA user_version = {number}")
        migrated(database, *rest)

    return mock.patch.object(migration, "migrate", bad)


def _one_after_the_other() -> AbstractContextManager[object]:
    """The control: each person in a transaction of her own."""
    eliminate = Conservation.eliminate

    def bad(self: Conservation, persons: list[str], ground: Ground) -> None:
        for each in persons:
            eliminate(self, [each], ground)
            time.sleep(LONG / 10)

    return mock.patch.object(Conservation, "eliminate", bad)


OPERATIONS = (
    Operation("sauvegarde", "une sauvegarde", backup, _named_too_early),
    Operation("restauration", "une restauration", restore, _taken_away_first),
    Operation("migration", "une mise à niveau", migrate, _numbered_too_early),
    Operation("purge", "une élimination", purge, _one_after_the_other),
)
