"""A closed vault whose database file was damaged: always noticed, and told as damage and nothing else."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest import mock

from storage import vault
from storage.database import Database
from storage.failures import VaultDamaged
from storage.vault import Opening
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.vaults import Watch

_PAGE, _SECTOR, _SALT = 4096, 512, 16
_SENTENCE = "La base du coffre est endommagée"

Damage = Callable[[bytearray, random.Random], object]


def _flip(content: bytearray, rng: random.Random) -> None:
    content[rng.randrange(_SALT, len(content))] ^= 1 << rng.randrange(8)


def _flip_salt(content: bytearray, rng: random.Random) -> None:
    content[rng.randrange(_SALT)] ^= 1 << rng.randrange(8)


def _zero_sector(content: bytearray, rng: random.Random) -> None:
    start = rng.randrange(1, len(content) // _SECTOR) * _SECTOR
    content[start : start + _SECTOR] = bytes(_SECTOR)


def _random_page(content: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(content) // _PAGE) * _PAGE
    content[start : start + _PAGE] = rng.randbytes(_PAGE)


def _swap_pages(content: bytearray, rng: random.Random) -> None:
    one, other = (each * _PAGE for each in rng.sample(range(len(content) // _PAGE), 2))
    first = content[one : one + _PAGE]
    content[one : one + _PAGE] = content[other : other + _PAGE]
    content[other : other + _PAGE] = first


def _truncate(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(1, len(content)) :]


def _truncate_on_page(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(1, len(content) // _PAGE) * _PAGE :]


def _lengthen(content: bytearray, rng: random.Random) -> None:
    content.extend(rng.randbytes(rng.choice((1, _SECTOR, _PAGE, 3 * _PAGE))))


KINDS: Mapping[str, Damage] = {
    "a bit": _flip,
    "a bit of the salt": _flip_salt,
    "a sector of zeros": _zero_sector,
    "a page of noise": _random_page,
    "two pages swapped": _swap_pages,
    "cut anywhere": _truncate,
    "cut on a page": _truncate_on_page,
    "longer": _lengthen,
}


def corruptions(runs: int, seed: int) -> Outcome:
    rng, kinds, found = random.Random(seed), list(KINDS), list[str]()
    with models.made(40) as made:
        file = made.folder / made.head.database_name
        whole = {path: path.read_bytes() for path in made.folder.iterdir()}
        for number in range(runs):
            kind = kinds[number % len(kinds)]
            content = bytearray(whole[file])
            KINDS[kind](content, rng)
            file.write_bytes(content)
            told = _told(made, kind)
            found.append(f"{kind}: {told}" if told else "")
            _put_back(made.folder, whole)
    return outcome(found)


def _told(made: Opening, kind: str) -> str:
    """What is wrong with how it is told; a salt that is given anew is no damage, and nothing is lost then."""
    try:
        with vault.open_database(models.at(made, made.folder), Watch()) as opened:
            if kind == "a bit of the salt" and models.numbers(opened) == set(range(40)):
                return ""
            return "it opened"
    except VaultDamaged as failure:
        return "" if str(failure).startswith(_SENTENCE) else str(failure)


def _put_back(folder: Path, whole: Mapping[Path, bytes]) -> None:
    for path in folder.iterdir():
        if path not in whole:
            path.unlink()
    for path, content in whole.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


def unchecked(runs: int, seed: int) -> Outcome:
    """A program that opens without the checks of the engine."""
    with mock.patch.object(Database, "damages", return_value=[]):
        return corruptions(runs, seed)


CAMPAIGNS = (
    Campaign(
        "alterations",
        "Fichier du coffre altéré, de huit façons",
        corruptions,
        unchecked,
        full=5_000,
        short=200,
        control_runs=40,
    ),
)
