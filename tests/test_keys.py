"""The keys: what opens a slot, what does not, and what each derivation gives."""

import hashlib
import hmac
import math
import unicodedata
from dataclasses import replace

import pytest

from storage import keys
from storage.failures import WrongPassphrase
from tests.vaults import PASSPHRASE, WRONG_PASSPHRASE

CONTEXT = b"permanence|1|vault|slot"
MASTER_KEY = bytes(range(32))


@pytest.fixture(scope="module")
def wrapped() -> keys.Wrapped:
    return keys.wrap(MASTER_KEY, PASSPHRASE, keys.FLOOR, CONTEXT)


def test_the_right_passphrase_opens_its_slot(wrapped: keys.Wrapped):
    assert keys.unwrap(wrapped, PASSPHRASE, CONTEXT) == MASTER_KEY


@pytest.mark.parametrize("other", [WRONG_PASSPHRASE, "", PASSPHRASE.upper(), "\ud800"])
def test_another_passphrase_does_not(wrapped: keys.Wrapped, other: str):
    with pytest.raises(WrongPassphrase):
        keys.unwrap(wrapped, other, CONTEXT)


@pytest.mark.parametrize("changed", ["context", "salt", "nonce", "sealed", "passes", "lanes", "memory"])
def test_a_slot_opens_only_where_and_as_it_was_made(wrapped: keys.Wrapped, changed: str):
    context, other = CONTEXT, wrapped
    cost = wrapped.cost
    match changed:
        case "context":
            context = CONTEXT + b"2"
        case "passes":
            other = replace(wrapped, cost=replace(cost, passes=cost.passes + 1))
        case "lanes":
            other = replace(wrapped, cost=replace(cost, lanes=cost.lanes - 1))
        case "memory":
            other = replace(wrapped, cost=replace(cost, memory=cost.memory + 1))
        case _:
            value: bytes = getattr(wrapped, changed)
            other = replace(wrapped, **{changed: bytes([value[0] ^ 1]) + value[1:]})
    with pytest.raises(WrongPassphrase):
        keys.unwrap(other, PASSPHRASE, context)


def test_the_same_accents_open_however_the_keyboard_composed_them():
    composed = "été à l’hôtel de la forêt brûlée, où l’âne est resté"
    slot = keys.wrap(MASTER_KEY, unicodedata.normalize("NFC", composed), keys.FLOOR, CONTEXT)
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert keys.unwrap(slot, decomposed, CONTEXT) == MASTER_KEY


def test_two_slots_of_one_passphrase_have_nothing_in_common(wrapped: keys.Wrapped):
    other = keys.wrap(MASTER_KEY, PASSPHRASE, keys.FLOOR, CONTEXT)
    assert not {wrapped.salt, wrapped.nonce, wrapped.sealed} & {other.salt, other.nonce, other.sealed}
    assert keys.new_master_key() != keys.new_master_key()


def hkdf(master_key: bytes, purpose: bytes, length: int) -> bytes:
    """RFC 5869 with an empty salt, written from the text of the RFC."""
    pseudo_random = hmac.new(bytes(32), master_key, hashlib.sha256).digest()
    block, out = b"", b""
    for counter in range(1, math.ceil(length / 32) + 1):
        block = hmac.new(pseudo_random, block + purpose + bytes([counter]), hashlib.sha256).digest()
        out += block
    return out[:length]


def test_the_database_gets_its_key_and_its_salt_and_the_header_another_key():
    assert keys.database_key(MASTER_KEY) == hkdf(MASTER_KEY, b"permanence/1/db", 48).hex()
    header_key = hkdf(MASTER_KEY, b"permanence/1/entete", 32)
    assert keys.header_mac(MASTER_KEY, b"content") == hmac.digest(header_key, b"content", "sha256")
    assert header_key.hex() not in keys.database_key(MASTER_KEY)


def test_a_header_mac_matches_its_content_alone():
    mac = keys.header_mac(MASTER_KEY, b"content")
    assert keys.header_mac_matches(MASTER_KEY, b"content", mac)
    assert not keys.header_mac_matches(MASTER_KEY, b"contenu", mac)
    assert not keys.header_mac_matches(bytes(32), b"content", mac)
    assert not keys.header_mac_matches(MASTER_KEY, b"content", mac[:-1])


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [
        (64 * 1024 - 1, 3, 4),
        (2048 * 1024 + 1, 3, 4),
        (65536, 0, 4),
        (65536, 25, 4),
        (65536, 3, 0),
        (65536, 3, 17),
    ],
)
def test_a_cost_that_weakens_or_exhausts_is_refused(memory: int, passes: int, lanes: int):
    assert keys.Cost(65536, 3, 4) == keys.FLOOR
    with pytest.raises(ValueError, match="out of bounds"):
        keys.Cost(memory, passes, lanes)


@pytest.mark.parametrize(
    ("seconds_per_256_mib", "gigabytes", "chosen_mib"),
    [
        (0.5, 16, 512),  # fast: doubled once
        (0.1, 64, 1024),  # very fast: never above 1 GiB
        (0.1, 2, 512),  # never above a quarter of the memory
        (1.0, 8, 256),  # about a second as it starts
        (0.79, 8, 256),  # doubled, it would be too long
        (2.0, 8, 128),  # slow: halved
        (9.0, 8, 64),  # very slow: never below the floor
        (1.0, 0.125, 64),  # hardly any memory: the floor all the same
    ],
)
def test_the_cost_takes_about_a_second_within_its_bounds(
    monkeypatch: pytest.MonkeyPatch, seconds_per_256_mib: float, gigabytes: float, chosen_mib: int
):
    monkeypatch.setattr(keys, "total_memory", lambda: int(gigabytes * 2**30))
    monkeypatch.setattr(keys, "_seconds", lambda cost: seconds_per_256_mib * cost.memory / (256 * 1024))
    assert keys.calibrated() == keys.Cost(chosen_mib * 1024, 3, 4)


def test_a_machine_that_cannot_give_the_memory_gets_a_cost_that_it_can(monkeypatch: pytest.MonkeyPatch):
    def derive(passphrase: str, salt: bytes, cost: keys.Cost) -> bytes:
        if cost.memory > 100 * 1024:
            raise MemoryError
        return bytes(32)

    monkeypatch.setattr(keys, "_derive", derive)
    monkeypatch.setattr(keys, "total_memory", lambda: 2**40)
    assert keys.calibrated() == keys.FLOOR
