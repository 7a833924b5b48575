"""The key file altered by someone who knows its format and makes the checksum right again: it never opens."""

import copy
import hashlib
import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from models.failure import Failure
from models.roles import Role
from storage import attempts, durable, header, keys, vault
from storage.header import COPY, NAME
from tests.campaigns import Campaign, Outcome, outcome
from tests.vaults import PASSPHRASE, USER, Watch

MASTER_KEY = bytes(range(32))

ODD_VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**64, 10**30, 0.5, float("nan"), float("inf"), 1e308,
    "", "é", "\ud800", "\0", "０", "a" * 32, "A" * 32, "0" * 64, "argon2id", "responsable",
    [], [[]], {}, {"": ""}, [None] * 3,
)  # fmt: skip


def quick_derivation(passphrase: str, salt: bytes, cost: keys.Cost) -> bytes:
    """In place of Argon2id, for the thousands of headers that are tried here."""
    return hashlib.sha256(repr((passphrase, salt, cost)).encode()).digest()


def make(folder: Path) -> None:
    """A key file of two users, one of whom has still to choose her passphrase."""
    anchor = header.Anchor(sequence=5)
    head = header.Header("0123456789abcdef" * 2, 3, "SQLCipher 4", (), anchor, paper="2012-06-15")
    for name, role, phrase in (
        (USER, Role.RESPONSABLE, PASSPHRASE),
        ("Anne-Lise", Role.INTERVENANT, "Phrase 2 !"),
    ):
        slot_id = hashlib.sha256(name.encode()).hexdigest()[:16]
        wrapped = keys.wrap(MASTER_KEY, phrase, keys.FLOOR, head.context(slot_id))
        head = head.with_slot(header.Slot(slot_id, name, role, wrapped, provisional=name != USER))
    header.write(folder, head, MASTER_KEY)


def both(folder: Path, data: bytes) -> None:
    for name in (NAME, COPY):
        (folder / name).write_bytes(data)


def sealed(content: dict[str, Any]) -> bytes:
    """The checksum made right again, as anyone can."""
    content["somme"] = header._checksum(content)
    return json.dumps(content).encode()


def content_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / NAME).read_bytes())


def unlock(folder: Path, passphrase: str, user: str | None = None) -> vault.Opening:
    """Without the wait after several failures, which is not what is tried here."""
    attempts.forget(folder)
    return vault.unlock(folder, passphrase, Watch(), user)


def mutated(value: Any, rng: Random) -> Any:
    """The same JSON with one thing changed somewhere."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        return _mutated_mapping(value, rng)
    if isinstance(value, list) and value and rng.random() < 0.85:
        return _mutated_list(value, rng)
    if isinstance(value, str) and value and rng.random() < 0.6:
        index = rng.randrange(len(value))
        other = value[:index] + rng.choice("0af é\0") + value[index + 1 :]
        return rng.choice([value[:index], value + "0", value.upper(), other])
    if isinstance(value, int) and not isinstance(value, bool) and rng.random() < 0.6:
        return value + rng.choice([-1, 1, 2**20, 2**40])
    return rng.choice(ODD_VALUES)


def _mutated_mapping(value: dict[str, Any], rng: Random) -> dict[str, Any]:
    key = rng.choice(sorted(value))
    match rng.random():
        case chance if chance < 0.7:
            return value | {key: mutated(value[key], rng)}
        case chance if chance < 0.8:
            return {name: value[name] for name in value if name != key}
        case chance if chance < 0.9:
            return value | {rng.choice(["x", "clef", "é", "provisoire", "papier"]): rng.choice(ODD_VALUES)}
        case _:
            return value | {key: value[rng.choice(sorted(value))]}


def _mutated_list(value: list[Any], rng: Random) -> list[Any]:
    index = rng.randrange(len(value))
    match rng.random():
        case chance if chance < 0.7:
            return [*value[:index], mutated(value[index], rng), *value[index + 1 :]]
        case chance if chance < 0.8:
            return [*value, copy.deepcopy(value[index])]
        case _:
            return value[:index] + value[index + 1 :]


def tried(folder: Path, good: dict[str, Any], rng: Random) -> str:
    """One mutation: what is wrong with what came of it, empty when it was refused in words."""
    content = mutated(copy.deepcopy(good), rng)
    if not isinstance(content, dict):
        return ""
    both(folder, sealed(content))
    try:
        opening = unlock(folder, PASSPHRASE)
    except Failure:
        return ""
    except Exception as error:
        return f"{type(error).__name__} is not caught"
    unchanged = {**content, "somme": None} == {**good, "somme": None}
    return "" if unchanged and opening.master_key == MASTER_KEY else "an altered key file opens"


def mutations(runs: int, seed: int) -> Outcome:
    """So many structured mutations; disk and derivation are made quick, the rest is the program's own."""
    rng = Random(seed)
    with (
        TemporaryDirectory() as place,
        mock.patch.object(keys, "_derive", quick_derivation),
        mock.patch.object(durable, "sync_folder", return_value=None),
    ):
        folder = Path(place)
        make(folder)
        good = content_of(folder)
        return outcome([tried(folder, good, rng) for _ in range(runs)])


def without_authenticity(runs: int, seed: int) -> Outcome:
    """The control: the code under the master key is not looked at."""
    with mock.patch.object(header.ReadHeader, "is_authentic", return_value=True):
        return mutations(runs, seed)


CAMPAIGNS = (
    Campaign(
        "entete",
        "Fichier des clefs altéré, somme de contrôle refaite",
        mutations,
        without_authenticity,
        full=100_000,
        short=2_000,
        control_runs=300,
    ),
)
