"""A vault: the folder that holds the keys and the encrypted database, made, opened and closed."""

import contextlib
import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher3

from models.counting import Material
from models.failure import Failure
from models.passphrase import weakness
from storage import derived, durable, header, keys, migration
from storage.database import Database
from storage.failures import (
    VaultInUse,
    disk_full,
    header_damaged,
    not_a_vault,
    older_vault,
    read_only,
    vault_damaged,
    vault_in_use,
)
from storage.records import Records

BALLAST, BALLAST_BYTES = "ballast", 16 * 1024 * 1024
"""Released when the disk is full, so that what is on the screen can still be saved."""

SESSION = "session.json"
"""Who has the vault open and since when: only the message; the lock of the database is the truth."""

Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True)
class Opening:
    """A vault whose keys are open and whose database is not yet.

    The derivation takes a second and may run on another thread; the database then opens
    on the thread that will use it.
    """

    folder: Path
    head: header.Header
    slot: header.Slot
    master_key: bytes

    def __repr__(self) -> str:
        return f"Opening({self.folder})"


class Vault:
    """An open vault."""

    def __init__(self, opening: Opening, database: Database, clock: Clock) -> None:
        self.folder = opening.folder
        self.user = opening.slot.name
        self.records = Records(database, clock, opening.slot.id)
        self._database = database

    @property
    def is_fictitious(self) -> bool:
        """Whether it was made for a demonstration, with invented persons."""
        return bool(self._database.value("SELECT fictif FROM coffre"))

    def material(self, until: date) -> Material:
        """What a count may see: closed answers of the facts dated no later than ``until``."""
        return derived.material(self._database, until)

    def damages(self) -> list[str]:
        """What the checks of database, search index and count find, in French; empty when sound."""
        return self._database.damages() + derived.damages(self._database)

    def checkpoint(self) -> None:
        """Bring the last changes from the journal into the database file."""
        self._database.checkpoint()

    def close(self) -> None:
        self._database.close()
        (self.folder / SESSION).unlink(missing_ok=True)

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
    if not user.strip():
        raise Failure("Indiquez votre nom ou vos initiales : le coffre dit qui l’a ouvert.")
    if weak := weakness(passphrase):
        raise Failure(weak)
    _check_new(folder)
    vault_id, slot_id, master_key = uuid.uuid4().hex, os.urandom(8).hex(), keys.new_master_key()
    blank = header.Header(vault_id, 1, _engine(), ())
    wrapped = keys.wrap(master_key, passphrase, cost or keys.calibrated(), blank.context(slot_id))
    slot = header.Slot(slot_id, user.strip(), header.MANAGER, wrapped)
    full = blank.with_slot(slot)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        with contextlib.suppress(OSError):
            durable.write(folder / BALLAST, os.urandom(BALLAST_BYTES))
        _first_database(folder / full.database_name, full, master_key, clock(), fictitious)
        header.write(folder, full, master_key)
    except OSError as error:
        raise _disk_trouble(error, folder) from None
    return Opening(folder, full, slot, master_key)


def unlock(folder: Path, passphrase: str, user: str | None = None) -> Opening:
    """Open the keys, touching nothing on the disk; ``user`` names the slot, else each is tried."""
    _check_folder(folder)
    read = header.read(folder)
    slots = [slot for slot in read.header.slots if user in (None, slot.name)]
    if not slots:
        raise Failure("Ce nom n’est pas celui d’un utilisateur de ce coffre. Rien n’a été modifié.")
    opening = _first_that_opens(folder, read.header, slots, passphrase)
    if not read.is_authentic(opening.master_key):
        raise header_damaged("il a été modifié hors du programme")
    return opening


def users(folder: Path) -> tuple[str, ...]:
    """Names of the users of a vault, as its key file says them."""
    _check_folder(folder)
    return tuple(slot.name for slot in header.read(folder).header.slots)


def open_database(opening: Opening, clock: Clock) -> Vault:
    """Open, check and, when needed, migrate the database; then the vault is in use."""
    path = opening.folder / opening.head.database_name
    if not os.access(opening.folder, os.W_OK):
        raise read_only(opening.folder)
    try:
        database = Database(path, keys.database_key(opening.master_key))
    except VaultInUse:
        raise vault_in_use(_who(opening.folder)) from None
    try:
        if found := database.damages():
            raise vault_damaged(
                "une anomalie trouvée" if len(found) == 1 else f"{len(found)} anomalies trouvées"
            )
        migration.migrate(database)
        _check_identity(database, opening.head)
        if not derived.is_current(database):
            derived.rebuild(database)
        _begin_session(opening, database, clock)
    except BaseException:
        database.close()
        raise
    return Vault(opening, database, clock)


def open_vault(folder: Path, passphrase: str, clock: Clock, user: str | None = None) -> Vault:
    """``unlock`` then ``open_database``."""
    return open_database(unlock(folder, passphrase, user), clock)


def _first_that_opens(
    folder: Path, found: header.Header, slots: list[header.Slot], passphrase: str
) -> Opening:
    refusal: Failure | None = None
    for slot in slots:
        try:
            master_key = keys.unwrap(slot.wrapped, passphrase, found.context(slot.id))
        except Failure as error:
            refusal = error
        else:
            return Opening(folder, found, slot, master_key)
    assert refusal is not None
    raise refusal


def _first_database(
    path: Path, head: header.Header, master_key: bytes, now: datetime, fictitious: bool
) -> None:
    database = Database(path, keys.database_key(master_key), create=True)
    try:
        migration.migrate(database)
        with database.transaction():
            database.execute(
                "INSERT INTO coffre (seul, identifiant, cree_le, fictif, sequence, declarations)"
                " VALUES (1, ?, ?, ?, 0, ?)",
                (
                    head.vault_id,
                    now.isoformat(timespec="seconds"),
                    int(fictitious),
                    derived.declarations(),
                ),
            )
    finally:
        database.close()
    path.chmod(0o600)


def _check_identity(database: Database, head: header.Header) -> None:
    identity, sequence = database.rows("SELECT identifiant, sequence FROM coffre")[0]
    if identity != head.vault_id:
        raise vault_damaged("elle appartient à un autre coffre")
    if sequence < head.anchor.sequence:
        raise older_vault()


def _begin_session(opening: Opening, database: Database, clock: Clock) -> None:
    """Number the session in the database, then in the key file: an older database is noticed from now on."""
    with database.transaction():
        database.execute("UPDATE coffre SET sequence = sequence + 1")
    database.checkpoint()
    sequence = int(database.value("SELECT sequence FROM coffre"))
    begun = replace(
        opening.head,
        engine=_engine(),
        anchor=replace(opening.head.anchor, sequence=sequence),
        attempts=header.Attempts(),
    )
    note: dict[str, str] = {"utilisateur": opening.slot.name, "depuis": clock().isoformat(timespec="minutes")}
    try:
        header.write(opening.folder, begun, opening.master_key)
        durable.write(opening.folder / SESSION, json.dumps(note, ensure_ascii=False).encode())
    except OSError as error:
        raise _disk_trouble(error, opening.folder) from None
    _sweep(opening.folder)


def _sweep(folder: Path) -> None:
    """Files that an interrupted writing left behind."""
    for stray in folder.glob(f"*{durable.PART}"):
        with contextlib.suppress(OSError):
            stray.unlink()


def _who(folder: Path) -> str:
    """`` par Claire depuis 09:12``, or nothing when the note cannot be read."""
    try:
        note = json.loads((folder / SESSION).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["depuis"])
        return f" par {note['utilisateur']} depuis le {since:%d/%m/%Y à %H:%M}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        raise not_a_vault(
            f"Le dossier « {folder} » n’existe pas. Vérifiez le chemin, ou branchez la clé USB."
        )
    if not folder.is_dir():
        raise not_a_vault(
            f"« {folder} » est un fichier. Indiquez le dossier du coffre, celui qui contient {header.NAME}."
        )
    if not (folder / header.NAME).exists() and not (folder / header.COPY).exists():
        raise not_a_vault(
            f"Le dossier « {folder} » ne contient pas de coffre Permanence ({header.NAME} n’y est pas)."
        )


def _check_new(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise not_a_vault(f"« {folder} » est un fichier. Choisissez un dossier nouveau ou vide.")
    if folder.exists() and any(folder.iterdir()):
        raise not_a_vault(f"Le dossier « {folder} » n’est pas vide. Choisissez un dossier nouveau ou vide.")


def _disk_trouble(error: OSError, folder: Path) -> Failure:
    if error.errno == 28:
        return disk_full()
    return read_only(folder)


def _engine() -> str:
    return f"SQLCipher 4, SQLite {sqlcipher3.sqlite_version}"
