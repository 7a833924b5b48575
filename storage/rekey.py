"""A new generation of a vault: all its data under a new key, for those who stay.

It is what removing a user, a lost paper key or a stolen copy ask for. The present generation is only read;
the new one is written beside it, verified, made durable; the renaming of the key file is the one moment at
which it takes its place, with the slots that go with it. Neither ``PRAGMA rekey``, seen to report success
on a full disk with the former key still in place, nor ``Connection.backup``.
"""

import contextlib
import shutil
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from models.failure import Failure
from models.journal import Act
from models.roles import Action, require
from storage import checks, derived, disk, durable, header, keys, migration, opening, phrases, users
from storage import folder as folders
from storage.database import ENGINE, Database
from storage.failures import (
    NOTHING_CHANGED,
    DiskTrouble,
    HeaderDamaged,
    VaultDamaged,
    VaultInUse,
    WrongPassphrase,
    vault_in_use,
)
from storage.header import Header, Slot
from storage.journal import Journal, reseal
from storage.moment import Clock
from storage.opening import Opening

Progress: TypeAlias = Callable[[int, int], None]
"""Bytes written, and how many there are to write at most."""

Stopped: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, repr=False)
class Renewed:
    """The vault under its new key, and the passphrases to hand over to those who were not there, by name."""

    opening: Opening
    phrases: Mapping[str, str]


class Stopping(Failure):
    """Somebody asked that it stop, before it was done."""


@dataclass(frozen=True, repr=False)
class _Change:
    """From the generation that ``opened`` opens to that of ``head``."""

    opened: Opening
    head: Header
    master_key: bytes
    act: Act
    clock: Clock

    @property
    def path(self) -> Path:
        return self.opened.folder / self.head.database_name

    @property
    def key(self) -> str:
        return keys.database_key(self.master_key)


def renew(
    folder: Path,
    user: str,
    passphrase: str,
    clock: Clock,
    *,
    without: frozenset[str] = frozenset(),
    present: Mapping[str, str] | None = None,
    progress: Progress = lambda _done, _most: None,
    stopped: Stopped = lambda: False,
) -> Renewed:
    """Change the key of a closed vault, by one who manages it; some seconds, on any thread.

    ``without`` are the identifiers of those who lose access. ``present`` are the passphrases, by identifier,
    of those who are there to give theirs; the others get one to hand over.
    """
    opened = opening.unlock(folder, passphrase, clock, user)
    mine = opened.slot
    require(mine.role, Action.SECOURS)
    staying = [slot for slot in opened.head.slots if slot.id not in without]
    if mine not in staying:
        raise Failure(f"On ne se retire pas soi-même : un autre responsable peut le faire. {NOTHING_CHANGED}")
    users.check_managed(staying)
    known = {**(present or {}), mine.id: passphrase}
    for slot in staying:
        if slot.id in known and slot is not mine:
            _check(opened, slot, known[slot.id])
    head, master_key, handed = _new_keys(opened, staying, known)
    act = Act.UTILISATEUR_RETIRE if without else Act.CLEF_CHANGEE
    change = _Change(opened, head, master_key, act, clock)
    with _opened(opened) as database:
        end = _write_beside(change, database, progress, stopped)
    head = header.anchored(head, end)
    _commit(opened, head, master_key)
    renewed = head.slot(mine.id)
    assert renewed is not None
    return Renewed(Opening(folder, head, renewed, master_key), handed)


def _check(opened: Opening, slot: Slot, passphrase: str) -> None:
    """What she typed is what she opens it with: a slip of the keyboard would lock her out."""
    try:
        keys.unwrap(slot.wrapped, passphrase, opened.head.context(slot.id))
    except WrongPassphrase:
        raise WrongPassphrase(
            f"La phrase donnée pour {slot.name} n’est pas la sienne. Qu’elle soit retapée, ou laissez vide "
            f"pour en donner une nouvelle. {NOTHING_CHANGED}"
        ) from None


def _new_keys(
    opened: Opening, staying: list[Slot], known: Mapping[str, str]
) -> tuple[Header, bytes, dict[str, str]]:
    """The header of the next generation, its master key, and the passphrases to hand over by name."""
    master_key, handed = keys.new_master_key(), dict[str, str]()
    generation = folders.next_generation(opened.folder, opened.head.generation)
    head = replace(opened.head, generation=generation, engine=ENGINE, slots=(), paper="")
    for slot in staying:
        phrase = known.get(slot.id)
        if phrase is None:
            phrase = handed[slot.name] = phrases.proposed()
        wrapped = keys.wrap(master_key, phrase, slot.wrapped.cost, head.context(slot.id))
        provisional = slot.provisional or slot.id not in known
        head = head.with_slot(replace(slot, wrapped=wrapped, provisional=provisional))
    return head, master_key, handed


@contextlib.contextmanager
def _opened(opened: Opening) -> Generator[Database]:
    """The database that is left, held against any other session, and sound."""
    path = opened.folder / opened.head.database_name
    try:
        database = Database(path, keys.database_key(opened.master_key))
    except VaultInUse:
        raise vault_in_use(folders.session(opened.folder)) from None
    try:
        checks.as_it_is_now(opened)
        migration.check(database)
        if migration.is_late(database):
            raise Failure(f"Ouvrez d’abord le coffre : il doit être mis à niveau. {NOTHING_CHANGED}")
        checks.sound(database)
        checks.identity(database, opened.head)
        yield database
    finally:
        database.close()


def _write_beside(change: _Change, former: Database, progress: Progress, stopped: Stopped) -> str:
    """The whole of the data under the new key, verified, durable and named; nothing names it yet.

    Returns the end of its journal.
    """
    folder, part = change.opened.folder, change.path.with_name(change.path.name + durable.PART)
    size = (folder / change.opened.head.database_name).stat().st_size
    if shutil.disk_usage(folder).free < 2 * size:
        raise disk.full(folder)

    def goes_on() -> bool:
        with contextlib.suppress(OSError):
            progress(min(part.stat().st_size, size), size)
        return not stopped()

    try:
        part.unlink(missing_ok=True)
        durable.create(part)
        if not former.copy_under(part, change.key, goes_on):
            raise Stopping(f"Arrêté avant la fin : le coffre garde sa clef. {NOTHING_CHANGED}")
        end = _made_ours(change, former, part)
        durable.sync(part)
        durable.rename(part, change.path)
        folders.forget_database(part)
    except OSError as error:
        folders.forget_database(part)
        raise disk.trouble(error, folder) from None
    except BaseException:
        folders.forget_database(part)
        raise
    return end


def _made_ours(change: _Change, former: Database, part: Path) -> str:
    """Verify the copy, then seal its journal under the new key, with what was done; its new end."""
    copy = Database(part, change.key)
    try:
        if copy.damages() or _shape(copy) != _shape(former):
            raise VaultDamaged(f"La copie sous la nouvelle clef n’est pas fidèle. {NOTHING_CHANGED}")
        if derived.is_of_these_declarations(copy) and derived.damages(copy):
            raise VaultDamaged(f"L’index de la copie n’est pas fidèle. {NOTHING_CHANGED}")
        end = _sealed(change, copy)
        copy.checkpoint()  # closing would do it too, but says nothing of a disk that refuses
        return end
    finally:
        copy.close()


def _sealed(change: _Change, copy: Database) -> str:
    key = keys.journal_key(change.master_key)
    with copy.transaction():
        found = reseal(copy, keys.journal_key(change.opened.master_key), key)
        journal = Journal(copy, change.clock, change.opened.slot.id, key)
        if found:
            journal.note(Act.ANOMALIE, count=len(found))
        journal.note(change.act)
    return journal.head()


def _shape(database: Database) -> object:
    """The schema, its version, and how many rows each table has."""
    schema = database.rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return migration.version(database), schema, database.counts()


def _commit(opened: Opening, head: Header, master_key: bytes) -> None:
    """From the renaming of the first copy on, the vault is of the new generation."""
    folder = opened.folder
    try:
        header.write(folder, head, master_key)
    except OSError as error:
        if not _is_written(folder, head):
            folders.forget_database(folder / head.database_name)
            raise disk.trouble(error, folder) from None
        return  # the second copy still names the former database: the next opening mends it and sweeps
    folders.forget_database(folder / opened.head.database_name)


def _is_written(folder: Path, head: Header) -> bool:
    try:
        return header.first(folder) == head
    except (HeaderDamaged, DiskTrouble):
        return False
