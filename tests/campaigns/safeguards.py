"""A backup, a restoration, a change of schema and a purge, killed anywhere: done whole, or not begun."""

import contextlib
import functools
import shutil
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from unittest import mock

from models.casework import PERSONNE
from models.conservation import Ground
from models.fields import Answers
from models.forms import personne
from storage import archive, backups, derived, durable, keys, migration, purges, restoration, vault
from storage import folder as folders
from storage.database import Database
from storage.vault import Vault
from tests.campaigns import Campaign, Outcome, kills, models
from tests.campaigns.header import quick_derivation
from tests.golden import coffre as golden
from tests.pages import decrypted
from tests.vaults import PASSPHRASE, Watch
from ui import safeguards

_BEFORE, _SINCE, _GONE = 12, 6, 5
_LONG = 1.0
"""Seconds during which a control is in a state that it should not be in."""

Spoilt: TypeAlias = Callable[[], AbstractContextManager[object]]
"""What makes the program bad, for a control."""


def name(number: int) -> str:
    """No two begin alike, so that an index keeps each of them whole."""
    return f"{'bcdfghjklmnpqrstvwxz'[number]}{number}xyloquant"


def _enter(opened: Vault, first: int, count: int) -> None:
    for number in range(first, first + count):
        opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": name(number)}))


@contextlib.contextmanager
def _quick() -> Generator[None]:
    with (
        mock.patch.object(keys, "_derive", quick_derivation),
        mock.patch.object(keys, "raised", return_value=None),
    ):
        yield


@contextlib.contextmanager
def _model() -> Generator[tuple[Path, Path]]:
    """A vault with a backup of it, made before some persons were entered."""
    with _quick(), models.made(0) as made, TemporaryDirectory() as stick:
        with vault.open_database(made, Watch()) as opened:
            _enter(opened, 0, _BEFORE)
            backup = safeguards.back_up(opened, Path(stick)).path
            _enter(opened, _BEFORE, _SINCE)
        yield made.folder, backup


def _told(look: Callable[[Path], str]) -> Callable[[Path], str]:
    def sound(folder: Path) -> str:
        try:
            return look(folder)
        except Exception as error:  # whatever it is, an opening should not end so
            return str(error) or repr(error)

    return sound


def _opened(folder: Path) -> Vault:
    return vault.open_vault(folder, PASSPHRASE, Watch())


def _whole(opened: Vault) -> str:
    found = [*opened.damages(), *derived.damages(opened._database), *opened.journal.troubles_found]
    left = [path.name for path in opened.folder.iterdir() if durable.PART in path.name]
    return ", ".join([*found, *(f"{each} is left over" for each in left)])


def back_up(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
    """Each backup that bears its name is good, and the next one leaves nothing of an interrupted one."""
    with _model() as (model, _):

        def act(folder: Path) -> None:
            with spoilt(), _opened(folder) as opened:
                place = opened.backups.folder
                opened.backups.note(backups.seal(opened.backups.snapshot(place), place))

        def sound(folder: Path) -> str:
            for path in folder.glob(f"{backups.FOLDER}/*{archive.SUFFIX}"):
                restoration.verify(path, PASSPHRASE, Watch())
            with _opened(folder) as opened:
                place = opened.backups.folder
                made = backups.seal(opened.backups.snapshot(place), place)
                left = [path.name for path in made.path.parent.iterdir() if durable.PART in path.name]
                return _whole(opened) + ", ".join(left)

        return kills.killed(model, act, _told(sound), runs, seed)


def restore(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
    """The vault is the present one or that of the backup; the present one is then kept aside, whole."""
    with _model() as (model, backup):

        def act(folder: Path) -> None:
            with spoilt():
                restoration.restore(backup, folder, PASSPHRASE, Watch())

        def sound(folder: Path) -> str:
            with _opened(folder) as opened:
                found, persons = _whole(opened), opened.records.count(PERSONNE)
            if persons not in (_BEFORE, _BEFORE + _SINCE):
                return f"{persons} persons"
            if persons == _BEFORE:
                found += _aside(folder)
            return found

        return kills.killed(model, act, _told(sound), runs, seed)


def _aside(folder: Path) -> str:
    """What is wrong with the vault that was put aside."""
    with TemporaryDirectory() as place:
        (kept,) = (folder / folders.ASIDE).iterdir()
        with _opened(Path(shutil.copytree(kept, Path(place) / "coffre"))) as opened:
            persons = opened.records.count(PERSONNE)
    return "" if persons == _BEFORE + _SINCE else f"{persons} persons are kept aside"


def migrate(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
    """A vault of the first schema opens with all that it held, and a verified copy of it is there first."""
    model = golden.FOLDER / "0001"
    persons = golden.expected(model)["comptes"]["personne"]
    with mock.patch.object(keys, "_derive", functools.cache(keys._derive)):
        vault.unlock(model, PASSPHRASE, Watch())  # each process then knows what the passphrase derives

        def act(folder: Path) -> None:
            with spoilt(), _opened(folder):
                pass

        def sound(folder: Path) -> str:
            master_key = vault.unlock(folder, PASSPHRASE, Watch()).master_key
            database = Database(folder / "coffre-0001.db", keys.database_key(master_key))
            begun = migration.version(database) > 1
            database.close()
            copies = list(folder.glob(f"{backups.FOLDER}/*{archive.SUFFIX}"))
            for path in copies:
                restoration.verify(path, PASSPHRASE, Watch())
            if begun and not copies:
                return "migrated without a copy"
            with _opened(folder) as opened:
                whole = opened.records.count(PERSONNE) == persons and not migration.is_late(opened._database)
                return _whole(opened) if whole else "not what it held"

        return kills.killed(model, act, _told(sound), runs, seed)


def purge(runs: int, seed: int, spoilt: Spoilt | None = None) -> Outcome:
    """All the persons are gone, without a word of them in any page, or none is."""
    with _model() as (model, _):

        def act(folder: Path) -> None:
            with _opened(folder) as opened:
                gone = [each.id for each in opened.records.all(PERSONNE)[:_GONE]]
                for each in [gone] if spoilt is None else [[one] for one in gone]:
                    opened.conservation.eliminate(each, Ground.DUREE)
                    time.sleep(0 if spoilt is None else 0.1)

        def sound(folder: Path) -> str:
            with _opened(folder) as opened:
                found, persons = _whole(opened), opened.records.count(PERSONNE)
                noted, key = len(purges.noted(opened._database)), opened.backups.source.master_key
            if (persons, noted) not in ((_BEFORE + _SINCE, 0), (_BEFORE + _SINCE - _GONE, _GONE)):
                return f"{persons} persons are there, {noted} are noted as gone"
            data = decrypted(folder / "coffre-0001.db", keys.database_key(key)) if noted else b""
            return found + "".join(name(number) for number in range(_GONE) if name(number).encode() in data)

        return kills.killed(model, act, _told(sound), runs, seed)


def named_too_early(runs: int, seed: int) -> Outcome:
    """The control: the backup is written under its own name."""
    write = archive.write

    def bad(path: Path, keys_file: bytes, base: Path, *rest: Any) -> None:
        final = path.with_name(path.name.removesuffix(durable.PART))
        final.write_bytes(base.read_bytes()[:9000])
        time.sleep(_LONG)
        final.unlink()
        write(path, keys_file, base, *rest)

    return back_up(runs, seed, lambda: mock.patch.object(archive, "write", bad))


def taken_away_first(runs: int, seed: int) -> Outcome:
    """The control: the present database goes before the restored one takes its place."""
    aside = restoration._copy_aside

    def bad(folder: Path, *rest: Any) -> Path | None:
        kept = aside(folder, *rest)
        for path in folder.glob("coffre-*.db"):
            path.unlink()
        time.sleep(_LONG)
        return kept

    return restore(runs, seed, lambda: mock.patch.object(restoration, "_copy_aside", bad))


def numbered_too_early(runs: int, seed: int) -> Outcome:
    """The control: the schema says that it is new before it is."""
    migrated = migration.migrate

    def bad(database: Database, *rest: Any) -> None:
        number = migration.version(database)
        database.execute(f"PRAGMA user_version = {len(migration.steps())}")
        time.sleep(_LONG)
        database.execute(f"PRAGMA user_version = {number}")
        migrated(database, *rest)

    return migrate(runs, seed, lambda: mock.patch.object(migration, "migrate", bad))


def one_after_the_other(runs: int, seed: int) -> Outcome:
    """The control: each person in a transaction of her own."""
    return purge(runs, seed, contextlib.nullcontext)


CAMPAIGNS = tuple(
    Campaign(code, f"Arrêt brutal pendant {what}", run, control, full=200, short=10, control_runs=12)
    for code, what, run, control in (
        ("sauvegarde", "une sauvegarde", back_up, named_too_early),
        ("restauration", "une restauration", restore, taken_away_first),
        ("migration", "une mise à niveau", migrate, numbered_too_early),
        ("purge", "une élimination", purge, one_after_the_other),
    )
)
