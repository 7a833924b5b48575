"""The key file of a vault (``clefs.json``): its format, its checks, its two copies.

What is wrong with it is told apart: a checksum without a key tells damage, a code under the
master key tells alteration. It is written by whoever has the master key, and by nobody else.
"""

import contextlib
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from models.roles import Role
from storage import disk, durable, keys
from storage.failures import DiskTrouble, HeaderDamaged, header_damaged, newer_vault

FORMAT = 1
NAME, COPY = "clefs.json", "clefs.json.bak"

LONGEST_NAME = 80
"""Characters of the name of a user."""

_LARGEST = 1 << 20
"""Bytes; a key file is about 1 kB per user."""


@dataclass(frozen=True)
class Slot:
    """One user's way to the master key."""

    id: str
    name: str
    role: Role
    wrapped: keys.Wrapped
    provisional: bool = False
    """Its passphrase was made by someone else, to be used once."""


@dataclass(frozen=True)
class Anchor:
    """What the last session left: its number, and a place reserved for the head of the audit journal."""

    sequence: int = 0
    head: str = ""


@dataclass(frozen=True)
class Header:
    """The key file, apart from its two seals.

    ``generation`` numbers the database file: the header is the one commit point when the
    key of the data changes.
    """

    vault_id: str
    generation: int
    engine: str
    slots: tuple[Slot, ...]
    anchor: Anchor = Anchor()
    paper: str = ""
    """The day on which the paper key of this generation was copied back from the sheet."""

    @property
    def database_name(self) -> str:
        return database_name(self.generation)

    def context(self, slot_id: str) -> bytes:
        """What a slot is bound to, so that it opens no other vault and no other user's slot."""
        return f"permanence|{FORMAT}|{self.vault_id}|{slot_id}".encode()

    def slot(self, slot_id: str) -> Slot | None:
        return next((each for each in self.slots if each.id == slot_id), None)

    def with_slot(self, slot: Slot) -> "Header":
        """In the place of the slot that has its identifier, else after the others."""
        if self.slot(slot.id) is None:
            return replace(self, slots=(*self.slots, slot))
        return replace(self, slots=tuple(slot if each.id == slot.id else each for each in self.slots))


@dataclass(frozen=True)
class ReadHeader:
    """A header as it was read: checksum right, authenticity not yet known."""

    header: Header
    mac: bytes

    def is_authentic(self, master_key: bytes) -> bool:
        return keys.header_mac_matches(master_key, _authenticated(self.header), self.mac)


def anchored(head: Header, end: str) -> Header:
    """With this end of the journal."""
    return replace(head, anchor=replace(head.anchor, head=end))


def database_name(generation: int) -> str:
    return f"coffre-{generation:04}.db"


def write(folder: Path, header: Header, master_key: bytes) -> None:
    """Write the first copy, then the second, identical."""
    content = _content(header)
    content["mac"] = keys.header_mac(master_key, _authenticated(header)).hex()
    content["somme"] = _checksum(content)
    data = json.dumps(content, indent=1, sort_keys=True).encode()
    durable.write(folder / NAME, data)
    durable.write(folder / COPY, data)


def read(folder: Path) -> ReadHeader:
    """The first copy that is whole, or the second.

    Raises ``HeaderDamaged``, ``NewerVault`` or ``DiskTrouble``.
    A whole copy of a newer format is refused even if the other is known: an older program
    must not write over it.
    """
    try:
        whole = _parse(_bytes(folder / NAME))
    except (HeaderDamaged, DiskTrouble) as refusal:
        try:
            return _parse(_bytes(folder / COPY))
        except (HeaderDamaged, DiskTrouble):
            raise refusal from None
    with contextlib.suppress(HeaderDamaged, DiskTrouble):
        _parse(_bytes(folder / COPY))
    return whole


def first(folder: Path) -> Header:
    """What the first copy says, whatever the second does."""
    return _parse(_bytes(folder / NAME)).header


def damages(folder: Path) -> list[str]:
    """The copies that cannot be read, or that are not the same; empty when both are."""
    found: list[str] = []
    read: list[ReadHeader] = []
    for name in (NAME, COPY):
        try:
            read.append(_parse(_bytes(folder / name)))
        except HeaderDamaged:
            found.append(f"{name} illisible")
    if len(found) == 1:
        found[0] += ", mais l’autre copie est bonne et la refera à la prochaine ouverture"
    if len(read) == 2 and read[0] != read[1]:
        found.append(f"{NAME} et {COPY} différents")
    return found


def _bytes(path: Path) -> bytes:
    try:
        data = durable.read(path, _LARGEST + 1)
    except FileNotFoundError:
        raise header_damaged("il manque") from None
    except OSError as error:
        if error.errno in durable.NOT_A_FILE:
            raise header_damaged("illisible") from None
        raise disk.trouble(error, path.parent) from None
    if not data:
        raise header_damaged("vide")
    if len(data) > _LARGEST:
        raise header_damaged("taille anormale")
    return data


def _parse(data: bytes) -> ReadHeader:
    """Checksum before format: whatever the format to come, a whole file is an object with these two."""
    try:
        content = _mapping(json.loads(data))
        if content["somme"] != _checksum(content):
            raise header_damaged("somme de contrôle inexacte")
        if _whole(content["format"], 1) > FORMAT:
            raise newer_vault()
        mac = _hexadecimal(content.pop("mac"), 32)
        content.pop("somme")
        return ReadHeader(_header(content), mac)
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise header_damaged("contenu illisible") from None


def _checksum(content: dict[str, Any]) -> str:
    """SHA-256 without a key: it tells damage apart from a wrong passphrase, it protects nothing."""
    rest = {key: value for key, value in content.items() if key != "somme"}
    return hashlib.sha256(_canonical(rest)).hexdigest()


def _authenticated(header: Header) -> bytes:
    return _canonical(_content(header))


def _canonical(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def _content(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "coffre": header.vault_id,
        "generation": header.generation,
        "moteur": header.engine,
        "emplacements": [_slot_content(slot) for slot in header.slots],
        "ancre": {"sequence": header.anchor.sequence, "tete": header.anchor.head},
        **({"papier": header.paper} if header.paper else {}),
    }


def _slot_content(slot: Slot) -> dict[str, Any]:
    wrapped = slot.wrapped
    return {
        "id": slot.id,
        "nom": slot.name,
        "role": slot.role.value,
        "kdf": {
            "algorithme": "argon2id",
            "memoire_kio": wrapped.cost.memory,
            "passes": wrapped.cost.passes,
            "voies": wrapped.cost.lanes,
            "sel": wrapped.salt.hex(),
        },
        "nonce": wrapped.nonce.hex(),
        "clef": wrapped.sealed.hex(),
        **({"provisoire": True} if slot.provisional else {}),
    }


def _header(content: dict[str, Any]) -> Header:
    paper = _note(content, "papier")
    _only(content, "format", "coffre", "generation", "moteur", "emplacements", "ancre")
    anchor = _mapping(content["ancre"])
    _only(anchor, "sequence", "tete")
    if _whole(content["format"], 1) != FORMAT:
        raise ValueError("format")
    slots = tuple(_slot(_mapping(each)) for each in _sequence(content["emplacements"]))
    if not slots or len({slot.id for slot in slots}) != len(slots):
        raise ValueError("slots")
    return Header(
        vault_id=_hexadecimal(content["coffre"], 16).hex(),
        generation=_whole(content["generation"], 1),
        engine=_text(content["moteur"]),
        slots=slots,
        anchor=Anchor(_whole(anchor["sequence"], 0), _text(anchor["tete"])),
        paper=paper,
    )


def _slot(content: dict[str, Any]) -> Slot:
    provisional = _flag(content, "provisoire")
    _only(content, "id", "nom", "role", "kdf", "nonce", "clef")
    kdf = _mapping(content["kdf"])
    _only(kdf, "algorithme", "memoire_kio", "passes", "voies", "sel")
    if kdf["algorithme"] != "argon2id":
        raise ValueError("slot")
    cost = keys.Cost(_whole(kdf["memoire_kio"], 1), _whole(kdf["passes"], 1), _whole(kdf["voies"], 1))
    return Slot(
        id=_hexadecimal(content["id"], 8).hex(),
        name=_text(content["nom"]),
        role=Role(content["role"]),
        provisional=provisional,
        wrapped=keys.Wrapped(
            cost,
            salt=_hexadecimal(kdf["sel"], keys.SALT_BYTES),
            nonce=_hexadecimal(content["nonce"], keys.NONCE_BYTES),
            sealed=_hexadecimal(content["clef"], keys.MASTER_KEY_BYTES + 16),
        ),
    )


def _flag(content: dict[str, Any], name: str) -> bool:
    """Taken out; written only when it is true: one value has one writing."""
    if name not in content:
        return False
    if content.pop(name) is not True:
        raise ValueError(name)
    return True


def _note(content: dict[str, Any], name: str) -> str:
    """Taken out; written only when there is one."""
    if name not in content:
        return ""
    note = _text(content.pop(name))
    if not note:
        raise ValueError(name)
    return note


def _only(content: dict[str, Any], *names: str) -> None:
    if set(content) != set(names):
        raise ValueError("names")


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("mapping")
    return cast("dict[str, Any]", value)


def _sequence(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("sequence")
    return cast("list[object]", value)


def _whole(value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << 53:
        raise ValueError("number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _hexadecimal(value: object, size: int) -> bytes:
    """Lower-case hexadecimal of exactly ``size`` bytes: one value has one writing."""
    data = bytes.fromhex(_text(value))
    if len(data) != size or data.hex() != value:
        raise ValueError("hexadecimal")
    return data
