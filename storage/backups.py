"""The backups of an open vault: one verified file each, in a folder or on a stick, and how long they stay.

The copy of the database is made through the one connection that there is, while nothing else uses it;
checking it and writing the file is work on that copy alone. Both are for another thread.
"""

import contextlib
import errno
import os
import re
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from models.backup import BEFORE_MIGRATION, LIFE, Place, kept
from models.edition import VERSION
from models.failure import Failure
from models.journal import Act
from storage import archive, durable, header, keys, migration, moment, purges
from storage.archive import Manifest, Progress, Stopped, never, unheeded
from storage.database import ENGINE, Database
from storage.failures import DiskTrouble, backup_damaged, backup_stopped, no_room, place_gone, place_refused
from storage.folder import ASIDE
from storage.journal import Journal

FOLDER = "sauvegardes"
"""Beside the database: the backups that are made by themselves."""

_ROOM = 8 << 20
"""Bytes that stay free beside what is written."""

_MIGRATION = "-avant-mise-a-jour"


@dataclass(frozen=True, repr=False)
class Source:
    """The vault that is backed up."""

    folder: Path
    vault_id: str
    master_key: bytes


@dataclass(frozen=True, repr=False)
class Snapshot:
    """An encrypted copy of the database, not checked yet, and what goes with it in the file."""

    source: Source
    base: Path
    keys_file: bytes
    manifest: Manifest
    purged: frozenset[str]
    changes: int
    suffix: str = ""


@dataclass(frozen=True)
class Made:
    """A backup that is there, verified."""

    path: Path
    at: datetime
    place: Place
    session: int
    digest: str
    changes: int


@dataclass(frozen=True)
class Past:
    """A backup as the register has it."""

    at: datetime
    author: str
    place: Place
    session: int


class Backups:
    """Backs up one open vault, and knows which backups were made."""

    def __init__(
        self, database: Database, source: Source, clock: moment.Clock, author: str, journal: Journal
    ) -> None:
        self._database, self.source, self._clock, self._author = database, source, clock, author
        self._journal = journal
        self._changes_before = database.changes

    @property
    def folder(self) -> Path:
        """Where those of the vault's own disk are."""
        return self.source.folder / FOLDER

    def snapshot(self, destination: Path, stopped: Stopped = never) -> Snapshot:
        """Copy the database as it is now; ``seal`` makes a backup of it.

        On the vault's own disk, or straight where the backup goes when that one is full. It may run on
        another thread than that of the vault, which then waits to change anything.
        """
        with self._database.held():
            if stopped():
                raise backup_stopped()
            self._database.checkpoint()
            try:
                return _snapshot(self._database, self.source, self.folder, self._clock)
            except DiskTrouble:
                if destination == self.folder:
                    raise
                return _snapshot(self._database, self.source, destination, self._clock)

    def give_up(self) -> None:
        """End the copy that another thread makes, if there is one."""
        self._database.give_up_copy()

    def note(self, made: Made) -> None:
        """Enter a backup in the register; beside the vault, what was changed before it needs no other."""
        before = self._database.changes
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO sauvegarde (le, auteur, lieu, session, empreinte) VALUES (?, ?, ?, ?, ?)",
                (made.at.isoformat(), self._author, made.place.value, made.session, made.digest),
            )
            self._journal.note(Act.SAUVEGARDE)
        if made.place is Place.POSTE:
            self._changes_before = made.changes + self._database.changes - before

    def last(self, place: Place | None = None) -> Past | None:
        """The latest one, there or anywhere."""
        rows = self._database.rows(
            "SELECT le, auteur, lieu, session FROM sauvegarde WHERE ? IS NULL OR lieu = ?"
            " ORDER BY numero DESC LIMIT 1",
            (place and place.value, place and place.value),
        )
        for at, author, where, session in rows:
            return Past(datetime.fromisoformat(at), author, Place(where), session)
        return None

    def alive(self) -> tuple[Past, ...]:
        """Those made no longer ago than a backup may be kept, the latest first."""
        rows = self._database.rows("SELECT le, auteur, lieu, session FROM sauvegarde ORDER BY numero DESC")
        every = (
            Past(datetime.fromisoformat(at), author, Place(where), session)
            for at, author, where, session in rows
        )
        return tuple(each for each in every if moment.now(self._clock) - each.at <= LIFE)

    def is_due(self) -> bool:
        """Whether something was changed since the latest one beside the vault; not where nothing ever was."""
        last, session = self.last(Place.POSTE), self._session()
        if self._database.changes > self._changes_before or (last and last.session < session - 1):
            return True
        if last is None:
            return bool(self._database.value("SELECT 1 FROM personne LIMIT 1"))
        self._database.execute(
            "UPDATE sauvegarde SET session = ? WHERE session = ? AND lieu = 'poste'", (session, last.session)
        )
        self._changes_before = self._database.changes
        return False

    def without_stick(self) -> timedelta:
        """How long ago the last backup on another disk is, or else the making of the vault."""
        last = self.last(Place.CLE)
        since = (
            last.at if last else datetime.fromisoformat(self._database.value("SELECT cree_le FROM coffre"))
        )
        return moment.now(self._clock) - since

    def _session(self) -> int:
        return int(self._database.value("SELECT sequence FROM coffre"))


def seal(snapshot: Snapshot, folder: Path, progress: Progress = unheeded, stopped: Stopped = never) -> Made:
    """Check the copy and make the file of the backup in a folder; then remove those of another age.

    Touches no connection but its own to the copy, and may run on another thread. Raises ``Failure``;
    the copy is gone in any case, and nothing is left of a backup that is not good.
    """
    name = _name(snapshot.source.vault_id, snapshot.manifest.made_at, snapshot.suffix)
    part = folder / (name + durable.PART)
    try:
        _check_room(folder, snapshot.base.stat().st_size)
        _verify(snapshot)
        archive.write(
            part,
            snapshot.keys_file,
            snapshot.base,
            snapshot.manifest,
            snapshot.source.master_key,
            progress,
            stopped,
        )
        path = _free(folder / name)
        digest = archive.end_digest(part)
        durable.rename(part, path)
        purges.write(folder, snapshot.source.vault_id, snapshot.purged)
    except OSError as error:
        raise trouble(error, folder) from None
    finally:
        for left in (part, *_beside(snapshot.base)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    place = Place.POSTE if is_on_disk_of(snapshot.source.folder, folder) else Place.CLE
    rotate(folder, snapshot.source.vault_id, snapshot.manifest.made_at, place)
    at, session = snapshot.manifest.made_at, snapshot.manifest.session
    return Made(path, at, place, session, digest, snapshot.changes)


def before_migration(database: Database, source: Source, clock: moment.Clock) -> Path:
    """A verified copy of a vault whose schema is about to change; raises ``Failure``."""
    snapshot = _snapshot(database, source, source.folder / FOLDER, clock)
    return seal(replace(snapshot, suffix=_MIGRATION), source.folder / FOLDER).path


def found(folder: Path, vault_id: str) -> list[Path]:
    """The backups of this vault in a folder, the latest first; none where it cannot be read."""
    dated = _dated(folder, vault_id)
    return sorted(dated, key=lambda path: (dated[path], path.name), reverse=True)


def remove_older(source: Source, than: Path) -> int:
    """Remove the backups of the vault's own disk made before this one, and what was put aside there: they
    hold what was erased since. How many.
    """
    dated = _dated(source.folder / FOLDER, source.vault_id)
    older = [path for path, at in dated.items() if path != than and at <= dated[than]]
    aside = source.folder / ASIDE
    older += list(aside.iterdir()) if aside.is_dir() else []
    for path in older:
        with contextlib.suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    return len(older)


def rotate(folder: Path, vault_id: str, now: datetime, place: Place) -> None:
    """Remove the backups of this vault that are no longer kept there; a disk that refuses keeps them."""
    dated = _dated(folder, vault_id)
    ordinary = {path: at for path, at in dated.items() if _MIGRATION not in path.name}
    before = sorted((at, path) for path, at in dated.items() if path not in ordinary)
    local = now.replace(tzinfo=None)
    stay = kept(list(ordinary.values()), local, place)
    gone = [path for path, at in ordinary.items() if at not in stay]
    gone += [path for _, path in before[:-BEFORE_MIGRATION]]
    gone += [path for at, path in before[-BEFORE_MIGRATION:] if local - at > LIFE]
    for path in gone:
        with contextlib.suppress(OSError):
            path.unlink()


def is_on_disk_of(folder: Path, other: Path) -> bool:
    """Whether two folders are on one disk, which would be lost with both."""
    try:
        return os.stat(folder).st_dev == os.stat(other).st_dev
    except OSError:
        return False


def trouble(error: OSError, folder: Path) -> Failure:
    """What the system answered where a backup is written or read."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_room(folder, _ROOM, _free_bytes(folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return place_refused(folder)
    return place_gone(folder)


def _snapshot(database: Database, source: Source, folder: Path, clock: moment.Clock) -> Snapshot:
    now = moment.now(clock)
    base = folder / (_name(source.vault_id, now, "") + ".base" + durable.PART)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder, source.vault_id)
        size = int(database.value("PRAGMA page_count")) * int(database.value("PRAGMA page_size"))
        _check_room(folder, 2 * size)
        keys_file = (source.folder / header.NAME).read_bytes()
        durable.create(base)
        manifest = Manifest(
            vault_id=source.vault_id,
            made_at=now,
            program=VERSION,
            engine=ENGINE,
            schema=migration.version(database),
            generation=header.first(source.folder).generation,
            session=int(database.value("SELECT sequence FROM coffre")),
            counts=database.counts(),
        )
        database.copy_into(base)
        return Snapshot(source, base, keys_file, manifest, purges.noted(database), database.changes)
    except BaseException as error:
        for left in _beside(base):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise trouble(error, folder) from None
        raise


def _verify(snapshot: Snapshot) -> None:
    """Open the copy as a restoration would, with both checks of the engine, and count its rows."""
    database = Database(snapshot.base, keys.database_key(snapshot.source.master_key))
    try:
        if database.damages() or database.counts() != snapshot.manifest.counts:
            raise backup_damaged("la copie n’est pas celle du coffre")
    finally:
        database.close()


def _check_room(folder: Path, needed: int) -> None:
    free = _free_bytes(folder)
    if free < needed + _ROOM:
        raise no_room(folder, needed + _ROOM, free)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _prefix(vault_id: str) -> str:
    return f"permanence-{vault_id[:8]}-"


def _name(vault_id: str, at: datetime, suffix: str) -> str:
    return f"{_prefix(vault_id)}{at:%Y%m%d-%H%M%S}{suffix}{archive.SUFFIX}"


def _free(path: Path) -> Path:
    """The same name, or the same with a number: a backup never replaces another."""
    number, wanted = 1, path
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return path


def _dated(folder: Path, vault_id: str) -> dict[Path, datetime]:
    """The backups of this vault that a folder holds, by the moment that their names say."""
    named = re.compile(
        re.escape(_prefix(vault_id)) + rf"(\d{{8}}-\d{{6}})(?:{_MIGRATION})?(?:-\d+)?\{archive.SUFFIX}"
    )
    dated: dict[Path, datetime] = {}
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if told := named.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    dated[path] = datetime.strptime(told[1], "%Y%m%d-%H%M%S")
    return dated


def _beside(base: Path) -> tuple[Path, ...]:
    return base, *(base.with_name(base.name + end) for end in ("-wal", "-journal", "-shm"))


def _sweep(folder: Path, vault_id: str) -> None:
    """Remove what interrupted backups of this vault left."""
    for left in folder.glob(f"{_prefix(vault_id)[:-1]}*{durable.PART}*"):
        with contextlib.suppress(OSError):
            left.unlink()
