"""A vault: the folder that holds the keys and the encrypted database, made, opened and closed."""

import contextlib
import uuid
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.counting import Material
from models.failure import Failure
from models.journal import Act
from models.passphrase import weakness
from models.roles import Role
from storage import backups, checks, derived, disk, header, keys, migration, moment, purges
from storage import folder as folders
from storage.affairs import Affairs
from storage.agenda import Agenda
from storage.audit import Audit
from storage.backups import Backups, Source
from storage.conservation import Conservation
from storage.database import ENGINE, Database
from storage.departures import Departures
from storage.directory import Directory
from storage.exhibits import Exhibits
from storage.failures import (
    VaultInUse,
    read_only,
    vault_in_use,
)
from storage.glossary import Glossary
from storage.imports import Imports
from storage.journal import Journal, troubles
from storage.keyring import Keyring
from storage.merges import Merges
from storage.moment import Clock
from storage.opening import Opening, unlock, users
from storage.paper_key import PaperKey
from storage.publications import Publications
from storage.records import Records
from storage.resumption import Resumption
from storage.station import Station
from storage.users import Users, checked, new_id

__all__ = [
    "Clock", "Opening", "Vault", "create", "is_large", "open_database", "open_vault", "prepare", "unlock",
    "users",
]  # fmt: skip

_LARGE = 100 << 20
"""Bytes that are checked in half a second or more."""


class Vault:
    """An open vault."""

    def __init__(
        self, opening: Opening, keyring: Keyring, database: Database, journal: Journal, clock: Clock
    ) -> None:
        self.folder = opening.folder
        self.failed = opening.failed
        self.users = Users(keyring)
        self.paper_key = PaperKey(keyring)
        self.journal = journal
        self.audit = Audit(database)
        self.records = Records(database, clock, opening.slot.id, journal)
        self.affairs = Affairs(database, self.records)
        self.agenda = Agenda(database, self.records)
        self.merges = Merges(database, self.records, self.affairs, clock, opening.slot.id)
        self.exhibits = Exhibits(database, self.records, clock, opening.slot.id)
        self.directory = Directory(database, clock, opening.slot.id)
        self.departures = Departures(database, clock, opening.slot.id, journal)
        self.glossary = Glossary(database)
        self.imports = Imports(database, self.records, clock, opening.slot.id)
        self.backups = Backups(database, _source(opening), clock, opening.slot.id, journal)
        self.conservation = Conservation(
            database, _source(opening), self.users, journal, clock, opening.slot.id
        )
        self.resumption = Resumption(database, self.records, opening.slot.id)
        self.station = Station(database, clock, opening.slot.id)
        self.publications = Publications(database, clock, opening.slot.id)
        self._opened, self._keyring, self._database = opening, keyring, database

    @property
    def user(self) -> str:
        """The name of whoever opened it."""
        return self.users.me.name

    @property
    def mark(self) -> str:
        """What tells this vault from another, and nothing of whose it is: « 3F7A-91C2 »."""
        short = self._keyring.head.vault_id[:8].upper()
        return f"{short[:4]}-{short[4:]}"

    @property
    def is_fictitious(self) -> bool:
        """Whether it was made for a demonstration, with invented persons."""
        return bool(self._database.value("SELECT fictif FROM coffre"))

    def name_of(self, author: str) -> str:
        """The name of a user by the identifier that records bear."""
        return self.users.name_of(author)

    def material(self, until: date) -> Material:
        """What a count may see: closed answers of the facts dated no later than ``until``."""
        return derived.material(self._database, until)

    def damages(self) -> list[str]:
        """What the checks of database, search index and count find, in French; empty when sound."""
        return self._database.damages() or derived.damages(self._database)

    def checkpoint(self) -> None:
        """Bring the last changes from the journal into the database file.

        To be called after each validated form and a few seconds after a deletion: one flipped
        bit in the journal loses what waits there, and what was deleted is still in the file.
        Nothing is done when the vault is closed or a change is under way; raises ``Failure`` alone.
        """
        if self._database.checkpoint() and self._keyring.head.anchor.head != self.journal.head():
            self._keyring.change(lambda head: header.anchored(head, self.journal.head()))

    def strengthen(self) -> None:
        """Bring her slot to the cost that this machine bears, if it is higher: a second, on any thread."""
        if self._opened.stronger is None:
            return
        wrapped, former = self._opened.stronger(), self._opened.slot.wrapped
        if self._keyring.slot.wrapped == former:
            self._keyring.change_slot(self._keyring.mine, wrapped=wrapped)

    def close(self) -> None:
        """Whatever the disk still takes: the end of the journal may be missing, what was saved is not."""
        if not self._database.is_closed:
            with contextlib.suppress(Failure):
                self.journal.note(Act.FERMETURE)
                self.checkpoint()
        self._keyring.close()
        folders.end_session(self.folder)
        self._database.close()

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    folder: Path,
    user: str,
    passphrase: str,
    clock: Clock,
    *,
    cost: keys.Cost | None = None,
    fictitious: bool = False,
) -> Vault:
    """A new vault in a folder that is new or empty; its first user manages it."""
    return open_database(prepare(folder, user, passphrase, clock, cost=cost, fictitious=fictitious), clock)


def prepare(
    folder: Path,
    user: str,
    passphrase: str,
    clock: Clock,
    *,
    cost: keys.Cost | None = None,
    fictitious: bool = False,
) -> Opening:
    """Make a vault and leave its database closed; the key file, written last, makes it one.

    ``cost`` is measured on this machine when it is not given.
    """
    name = checked(user)
    if weak := weakness(passphrase):
        raise Failure(weak)
    folders.check_new(folder)
    slot_id, master_key = new_id(), keys.new_master_key()
    blank = header.Header(uuid.uuid4().hex, generation=1, engine=ENGINE, slots=())
    wrapped = keys.wrap(master_key, passphrase, cost or keys.calibrated(), blank.context(slot_id))
    slot = header.Slot(slot_id, name, Role.RESPONSABLE, wrapped)
    head = blank.with_slot(slot)
    with folders.creation(folder):
        disk.take_ballast(folder)
        _first_database(folder / head.database_name, head, master_key, clock, fictitious)
        header.write(folder, head, master_key)
    return Opening(folder, head, slot, master_key)


def open_database(opening: Opening, clock: Clock) -> Vault:
    """Open, check and, when needed, migrate the database; then the vault is in use."""
    folder = opening.folder
    if not disk.may_change(folder):
        raise read_only(folder)
    database = _database(opening)
    try:
        opening = checks.as_it_is_now(opening)
        migration.check(database)
        checks.sound(database)
        checks.identity(database, opening.head)
        late = migration.is_late(database)
        if late:
            backups.before_migration(database, _source(opening), clock)
        migration.migrate(database)
        if not derived.is_current(database):
            derived.rebuild(database)
        journal = Journal(database, clock, opening.slot.id, keys.journal_key(opening.master_key))
        journal.begin(opening.head.anchor.head, opening.failed.failed)
        if late:
            journal.note(Act.MIGRATION, count=migration.version(database))
        keyring = _begin_session(opening, database, journal.head(), clock)
        purges.settle(folder, opening.head.vault_id, database)
    except BaseException:
        database.close()
        raise
    return Vault(opening, keyring, database, journal, clock)


def is_large(opening: Opening) -> bool:
    """Whether ``open_database`` is for another thread than that of a window: its checks take a while."""
    path = opening.folder / opening.head.database_name
    return path.exists() and path.stat().st_size > _LARGE


def _source(opening: Opening) -> Source:
    return Source(opening.folder, opening.head.vault_id, opening.master_key)


def _database(opening: Opening) -> Database:
    try:
        return Database(opening.folder / opening.head.database_name, keys.database_key(opening.master_key))
    except VaultInUse:
        raise vault_in_use(folders.session(opening.folder)) from None


def open_vault(folder: Path, passphrase: str, clock: Clock, user: str | None = None) -> Vault:
    """``unlock`` then ``open_database``."""
    return open_database(unlock(folder, passphrase, clock, user), clock)


def _first_database(
    path: Path, head: header.Header, master_key: bytes, clock: Clock, fictitious: bool
) -> None:
    database = Database(path, keys.database_key(master_key), create=True)
    try:
        migration.migrate(database)
        database.execute(
            "INSERT INTO coffre (seul, identifiant, cree_le, fictif, sequence, declarations)"
            " VALUES (1, ?, ?, ?, 0, ?)",
            (head.vault_id, moment.now(clock).isoformat(), int(fictitious), derived.declarations()),
        )
    finally:
        database.close()


@dataclass(frozen=True)
class Verified:
    """A closed vault as its checks found it: ``damages`` in French, empty when all is sound."""

    damages: tuple[str, ...]
    persons: int


def verify(folder: Path, passphrase: str, clock: Clock, user: str | None = None) -> Verified:
    """Check key file, database, search index and count as they are, repairing nothing."""
    damages = [*header.damages(folder)]
    opening = unlock(folder, passphrase, clock, user)
    database = _database(opening)
    try:
        migration.check(database)
        checks.identity(database, opening.head)
        damages += database.damages()
        if not damages and derived.is_of_these_declarations(database):
            damages += derived.damages(database)
        if not damages and migration.version(database) == len(migration.steps()):
            damages += _journal_troubles(opening, database)
        return Verified(tuple(damages), int(database.value("SELECT count(*) FROM personne")))
    finally:
        database.close()


def _journal_troubles(opening: Opening, database: Database) -> list[str]:
    key = keys.journal_key(opening.master_key)
    return [f"journal : {each}" for each in troubles(database, key, opening.head.anchor.head)]


def _begin_session(opening: Opening, database: Database, end: str, clock: Clock) -> Keyring:
    """Number the session in the database, then in the key file: an older database is noticed from now on."""
    with database.transaction():
        database.execute("UPDATE coffre SET sequence = sequence + 1")
        # Writing this, even unchanged, writes the first page anew, and with it the salt at the head of
        # the file: nothing else protects it, and nothing needs it before the next writing.
        database.execute(f"PRAGMA user_version = {migration.version(database)}")
    database.checkpoint()
    keyring, sequence = Keyring(opening), int(database.value("SELECT sequence FROM coffre"))
    keyring.change(lambda head: replace(head, engine=ENGINE, anchor=header.Anchor(sequence, end)))
    try:
        folders.begin_session(opening.folder, opening.head.generation, opening.slot.name, moment.now(clock))
    except OSError as error:
        raise disk.trouble(error, opening.folder) from None
    return keyring
