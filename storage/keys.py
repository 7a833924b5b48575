"""Keys of a vault: a random master key, wrapped once per user by what the passphrase derives.

``passphrase ─Argon2id→ KEK ─AES-256-GCM→ master key ─HKDF-SHA256→ database, header, journal``
"""

import math
import os
import time
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.passphrase import normalized
from storage.failures import memory_short, wrong_passphrase
from storage.process import total_memory

MASTER_KEY_BYTES, SALT_BYTES, NONCE_BYTES = 32, 16, 12

MIB = 1024
"""Argon2 counts its memory in KiB."""


@dataclass(frozen=True)
class Cost:
    """Argon2id parameters; ``memory`` in KiB.

    A key file can be written by an attacker: values outside the bounds are refused, so
    that it can neither weaken the derivation nor exhaust the machine.
    """

    memory: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        if not (64 * MIB <= self.memory <= 2048 * MIB and 1 <= self.passes <= 24 and 1 <= self.lanes <= 16):
            raise ValueError("Argon2id parameters out of bounds")


FLOOR = Cost(64 * MIB, 3, 4)
"""RFC 9106, second recommended option."""

START = Cost(256 * MIB, 3, 4)

LEAST_SECONDS, MOST_SECONDS = 0.8, 1.5
"""What an opening may cost on the machine that made the vault."""


@dataclass(frozen=True)
class Wrapped:
    """The master key as a slot holds it."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes


def new_master_key() -> bytes:
    return os.urandom(MASTER_KEY_BYTES)


def calibrated() -> Cost:
    """Parameters that take about a second on this machine.

    From 256 MiB, halved or doubled; never below 64 MiB, nor above 1 GiB or a quarter of the
    machine's memory.
    """
    ceiling = _ceiling()
    cost = replace(START, memory=min(START.memory, ceiling))
    taken = _seconds(cost)
    while taken > MOST_SECONDS and cost.memory > FLOOR.memory:
        cost = replace(cost, memory=max(FLOOR.memory, cost.memory // 2))
        taken = _seconds(cost)
    while taken < LEAST_SECONDS and cost.memory * 2 <= ceiling:
        doubled = replace(cost, memory=cost.memory * 2)
        taken = _seconds(doubled)
        if taken > MOST_SECONDS:
            break
        cost = doubled
    return cost


def raised(cost: Cost, seconds: float) -> Cost | None:
    """A higher cost that this machine bears, as one derivation of ``seconds`` shows; never a lower one."""
    doubled = cost.memory * 2
    if seconds >= LEAST_SECONDS or 2 * seconds > MOST_SECONDS or doubled > _ceiling():
        return None
    return replace(cost, memory=doubled)


def wrap(master_key: bytes, passphrase: str, cost: Cost, context: bytes) -> Wrapped:
    """Seal the master key; ``context`` is authenticated with it (vault and slot)."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    sealed = AESGCM(_kek(passphrase, salt, cost)).encrypt(nonce, master_key, _bound(context, cost, salt))
    return Wrapped(cost, salt, nonce, sealed)


def unwrap(wrapped: Wrapped, passphrase: str, context: bytes) -> bytes:
    """The master key.

    ``WrongPassphrase`` when the slot does not open, ``MemoryShort`` when it cannot be tried.
    """
    kek = _kek(passphrase, wrapped.salt, wrapped.cost)
    try:
        return AESGCM(kek).decrypt(wrapped.nonce, wrapped.sealed, _bound(context, wrapped.cost, wrapped.salt))
    except InvalidTag:
        raise wrong_passphrase() from None


def database_key(master_key: bytes) -> str:
    """Key then salt for SQLCipher, 96 hexadecimal digits.

    The salt is given too: SQLCipher otherwise reads it from the head of the file, where
    a torn write would make the whole vault unreadable.
    """
    return _expand(master_key, b"db", 32 + 16).hex()


def header_mac(master_key: bytes, content: bytes) -> bytes:
    return _header_hmac(master_key, content).finalize()


def header_mac_matches(master_key: bytes, content: bytes, mac: bytes) -> bool:
    try:
        _header_hmac(master_key, content).verify(mac)
    except InvalidSignature:
        return False
    return True


def journal_key(master_key: bytes) -> bytes:
    """The key of the seals of the audit journal."""
    return _expand(master_key, b"journal", 32)


def journal_seal(journal_key: bytes, content: bytes) -> str:
    """HMAC-SHA256, in hexadecimal."""
    code = hmac.HMAC(journal_key, hashes.SHA256())
    code.update(content)
    return code.finalize().hex()


def _header_hmac(master_key: bytes, content: bytes) -> hmac.HMAC:
    code = hmac.HMAC(_expand(master_key, b"entete", 32), hashes.SHA256())
    code.update(content)
    return code


def _expand(master_key: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=b"permanence/1/" + purpose).derive(master_key)


def _ceiling() -> int:
    """KiB that a derivation may take on this machine."""
    return max(FLOOR.memory, min(1024 * MIB, total_memory() // 4 // 1024))


def _seconds(cost: Cost) -> float:
    """What one derivation takes; endless when the machine lacks the memory for it."""
    started = time.perf_counter()
    try:
        _derive("calibration", bytes(SALT_BYTES), cost)
    except MemoryError:
        return math.inf
    return time.perf_counter() - started


def _kek(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return _derive(passphrase, salt, cost)
    except MemoryError:
        raise memory_short() from None


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    ).derive(normalized(passphrase).encode("utf-8", "surrogatepass"))


def _bound(context: bytes, cost: Cost, salt: bytes) -> bytes:
    return b"%s|argon2id|%d|%d|%d|%s" % (
        context,
        cost.memory,
        cost.passes,
        cost.lanes,
        salt.hex().encode(),
    )
