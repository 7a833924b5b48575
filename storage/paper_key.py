"""The master key on paper: 56 characters in 14 groups of four, for the day when no passphrase is left.

Crockford's base 32, which no eye confuses: neither I, L, O nor U; small letters, spaces and hyphens are
as good. Three bytes of checksum tell a slip of the hand before anything is tried.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from models.failure import Failure
from models.passphrase import weakness
from models.roles import Role
from storage import checks, header, keys, migration, users
from storage import folder as folders
from storage.database import ENGINE, Database
from storage.failures import (
    NOTHING_CHANGED,
    HeaderDamaged,
    VaultDamaged,
    VaultInUse,
    vault_in_use,
)
from storage.header import Header, Slot
from storage.keyring import Keyring
from storage.opening import Opening

GROUPS, GROUP = 14, 4

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -·.\t\n\r")
_CHECKSUM = 3


def groups(master_key: bytes) -> tuple[str, ...]:
    """What the sheet bears."""
    number = int.from_bytes(master_key + _checksum(master_key), "big")
    bits = 5 * GROUPS * GROUP
    text = "".join(_DIGITS[number >> (bits - 5 * (place + 1)) & 31] for place in range(bits // 5))
    return tuple(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def decoded(written: str) -> bytes:
    """The master key; ``Failure`` when what was typed is not what was printed."""
    text = written.upper().translate(_READ_AS)
    if unknown := sorted({each for each in text if each not in _DIGITS}):
        raise Failure(
            f"Le signe « {unknown[0]} » n’est dans aucune clef de secours : que des chiffres et des lettres, "
            f"sans U. Vérifiez la feuille ; {_UNTOUCHED}"
        )
    if len(text) != GROUPS * GROUP:
        raise Failure(
            f"La clef de secours a {GROUPS * GROUP} signes, en {GROUPS} groupes de {GROUP} ; vous en avez "
            f"donné {len(text)}. Vérifiez la feuille ; {_UNTOUCHED}"
        )
    number = 0
    for each in text:
        number = number << 5 | _DIGITS.index(each)
    data = number.to_bytes(keys.MASTER_KEY_BYTES + _CHECKSUM, "big")
    master_key, checksum = data[: keys.MASTER_KEY_BYTES], data[keys.MASTER_KEY_BYTES :]
    if checksum != _checksum(master_key):
        raise Failure(f"Un signe au moins est faux. Relisez la feuille groupe par groupe ; {_UNTOUCHED}")
    return master_key


_UNTOUCHED = "rien n’a été modifié."


class PaperKey:
    """The sheet of one open vault."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    @property
    def checked_on(self) -> date | None:
        """The day on which it was copied back from the sheet; ``None`` when it never was."""
        written = self._keyring.head.paper
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            return None

    def groups(self) -> tuple[str, ...]:
        return groups(self._keyring.master_key)

    def check(self, copied: Iterable[tuple[int, str]], today: date) -> None:
        """Some groups, by their place from 0, as read on the sheet; ``Failure`` tells which one is wrong."""
        right = self.groups()
        for place, written in copied:
            if written.upper().translate(_READ_AS) != right[place]:
                raise Failure(
                    f"Le groupe {place + 1} n’est pas celui de la feuille. Relisez-le ; si la feuille est "
                    "illisible, imprimez-la de nouveau."
                )
        self._keyring.change(lambda head: replace(head, paper=today.isoformat()))


def recover(folder: Path, written: str, user: str, passphrase: str) -> Opening:
    """Open a vault by its sheet and give ``user`` a new passphrase; a second, on any thread.

    Nothing is written before the database has opened under this key. When the key file is lost or altered,
    it is made anew, with ``user`` alone, who manages the vault.
    """
    if weak := weakness(passphrase):
        raise Failure(weak)
    master_key = decoded(written)
    head = _known(folder, master_key)
    if head is None:
        head = _made_anew(folder, master_key)
        slot = _new_slot(head, user, passphrase, master_key)
    else:
        former = next((each for each in head.slots if each.name == user), None)
        if former is None:
            raise Failure(f"Ce nom n’est pas celui d’un utilisateur de ce coffre. {NOTHING_CHANGED}")
        _try(folder, head, master_key)
        wrapped = keys.wrap(master_key, passphrase, former.wrapped.cost, head.context(former.id))
        slot = replace(former, wrapped=wrapped, provisional=False)
    head = head.with_slot(slot)
    header.write(folder, head, master_key)
    return Opening(folder, head, slot, master_key)


def _known(folder: Path, master_key: bytes) -> Header | None:
    """The key file, if it is there, whole and of this key; ``None`` when it is to be made anew."""
    try:
        folders.check(folder)
        read = header.read(folder)
    except (HeaderDamaged, folders.NotAVault):
        if not folders.newest(folder):
            raise
        return None
    if read.is_authentic(master_key):
        return read.header
    path = folder / read.header.database_name
    if path.exists() and _opens(path, master_key):
        return None
    raise Failure(
        "Cette feuille n’est pas celle de ce coffre, ou date d’avant un changement de sa clef. Prenez la "
        f"plus récente ; {_UNTOUCHED}"
    )


def _opens(path: Path, master_key: bytes) -> bool:
    try:
        Database(path, keys.database_key(master_key)).close()
    except VaultDamaged:
        return False
    return True


def _try(folder: Path, head: Header, master_key: bytes) -> None:
    database = _database(folder, head.database_name, master_key)
    try:
        migration.check(database)
        checks.identity(database, head)
    finally:
        database.close()


def _made_anew(folder: Path, master_key: bytes) -> Header:
    """What the newest database of the folder says of itself, without any user."""
    generation, path = folders.newest(folder)[-1]
    database = _database(folder, path.name, master_key)
    try:
        migration.check(database)
        vault_id = str(database.value("SELECT identifiant FROM coffre"))
        sequence = int(database.value("SELECT sequence FROM coffre"))
    finally:
        database.close()
    return Header(vault_id, generation, ENGINE, (), header.Anchor(sequence))


def _new_slot(head: Header, user: str, passphrase: str, master_key: bytes) -> Slot:
    slot_id = users.new_id()
    wrapped = keys.wrap(master_key, passphrase, keys.calibrated(), head.context(slot_id))
    return Slot(slot_id, users.checked(user), Role.RESPONSABLE, wrapped)


def _database(folder: Path, name: str, master_key: bytes) -> Database:
    try:
        return Database(folder / name, keys.database_key(master_key))
    except VaultInUse:
        raise vault_in_use(folders.session(folder)) from None
    except VaultDamaged:
        raise VaultDamaged(
            "La base du coffre ne s’ouvre pas avec cette feuille : ce n’est pas la sienne, ou la base est "
            f"endommagée. {NOTHING_CHANGED}"
        ) from None


def _checksum(master_key: bytes) -> bytes:
    return hashlib.sha256(b"permanence/papier/1" + master_key).digest()[:_CHECKSUM]
