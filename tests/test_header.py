"""The key file: its two copies, and what damage, alteration and a newer program make of it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.failure import Failure
from models.roles import Role
from storage import header, keys, vault
from storage.failures import HeaderDamaged, NewerVault
from storage.header import COPY, NAME
from tests.campaigns.header import (
    MASTER_KEY,
    both,
    content_of,
    make,
    mutated,
    quick_derivation,
    sealed,
    unlock,
)
from tests.vaults import PASSPHRASE, USER


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key file of two users."""
    monkeypatch.setattr(keys, "_derive", quick_derivation)
    make(tmp_path)
    return tmp_path


def test_a_header_is_read_as_it_was_written(tmp_path: Path):
    wrapped = keys.Wrapped(keys.FLOOR, bytes(16), bytes(12), bytes(48))
    head = header.Header(
        vault_id="ab" * 16,
        generation=12,
        engine="SQLCipher 4",
        slots=(
            header.Slot("01" * 8, "Zoé \ud800", Role.RESPONSABLE, wrapped),
            header.Slot("02" * 8, "Zoé", Role.INTERVENANT, wrapped, provisional=True),
        ),
        anchor=header.Anchor(41, "f00d"),
        paper="2012-06-15",
    )
    header.write(tmp_path, head, MASTER_KEY)
    read = header.read(tmp_path)
    assert read.header == head
    assert read.is_authentic(MASTER_KEY)
    assert not read.is_authentic(bytes(32))
    assert head.database_name == "coffre-0012.db"


def test_the_two_copies_are_identical(folder: Path):
    assert (folder / NAME).read_bytes() == (folder / COPY).read_bytes()


def test_each_user_opens_with_her_own_passphrase_under_her_own_name(folder: Path):
    assert vault.users(folder) == (USER, "Anne-Lise")
    for user in (None, "Anne-Lise"):
        opening = unlock(folder, "Phrase 2 !", user)
        assert (opening.slot.name, opening.master_key) == ("Anne-Lise", MASTER_KEY)
    with pytest.raises(Failure, match="incorrecte"):
        unlock(folder, "Phrase 2 !", USER)
    with pytest.raises(Failure, match="n’est pas celui d’un utilisateur"):
        unlock(folder, PASSPHRASE, "Inconnue")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\0" * 700, None], ids=repr)
def test_a_damaged_copy_is_made_up_for_by_the_other(folder: Path, damage: bytes | None):
    before = header.read(folder).header
    for lost, left in ((NAME, COPY), (COPY, NAME)):
        good = (folder / left).read_bytes()
        (folder / lost).unlink() if damage is None else (folder / lost).write_bytes(damage)
        assert header.read(folder).header == before
        both(folder, good)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1}', b"\0" * 700, b"0" * (2 << 20)])
def test_with_both_copies_damaged_it_is_said_not_to_be_the_passphrase(folder: Path, damage: bytes):
    both(folder, damage)
    with pytest.raises(HeaderDamaged, match=r"endommagé.*Ce n’est pas votre phrase de passe"):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("newer_copies", [(NAME, COPY), (NAME,), (COPY,)])
@pytest.mark.parametrize("other", ["whole", "damaged", "missing"])
def test_a_header_from_a_newer_program_is_refused(folder: Path, newer_copies: tuple[str, ...], other: str):
    """Even in one copy: a newer program may have been interrupted between the two."""
    newer = sealed({"format": header.FORMAT + 1, "tout": "autre"})
    for name in (NAME, COPY):
        if name in newer_copies:
            (folder / name).write_bytes(newer)
        elif other == "damaged":
            (folder / name).write_bytes(b"?")
        elif other == "missing":
            (folder / name).unlink()
    with pytest.raises(NewerVault, match=r"version plus récente.*Rien n’a été modifié"):
        unlock(folder, PASSPHRASE)


def test_a_newer_format_with_a_wrong_checksum_is_but_damage(folder: Path):
    newer = content_of(folder) | {"format": header.FORMAT + 1}
    (folder / NAME).write_bytes(json.dumps(newer).encode())
    assert unlock(folder, PASSPHRASE).master_key == MASTER_KEY
    (folder / COPY).unlink()
    with pytest.raises(HeaderDamaged):
        unlock(folder, PASSPHRASE)


def promote(content: dict[str, Any]) -> None:
    content["emplacements"][1]["role"] = Role.RESPONSABLE.value


def rename(content: dict[str, Any]) -> None:
    content["emplacements"][1]["nom"] = "Quelqu’un d’autre"


def go_back(content: dict[str, Any]) -> None:
    content["generation"] = 2


def forget_the_anchor(content: dict[str, Any]) -> None:
    content["ancre"]["sequence"] = 0


def drop_a_user(content: dict[str, Any]) -> None:
    del content["emplacements"][1]


def swap_users(content: dict[str, Any]) -> None:
    content["emplacements"].reverse()


def change_the_mac(content: dict[str, Any]) -> None:
    content["mac"] = "0" * 64


@pytest.mark.parametrize(
    "alter", [promote, rename, go_back, forget_the_anchor, drop_a_user, swap_users, change_the_mac]
)
def test_a_header_altered_with_its_checksum_made_right_is_refused(
    folder: Path, alter: Callable[[dict[str, Any]], None]
):
    content = content_of(folder)
    alter(content)
    both(folder, sealed(content))
    with pytest.raises(HeaderDamaged, match="modifié hors du programme"):
        unlock(folder, PASSPHRASE)


def test_every_single_flipped_bit_is_noticed(folder: Path):
    good = (folder / NAME).read_bytes()
    for position in range(len(good)):
        for bit in range(8):
            flipped = bytearray(good)
            flipped[position] ^= 1 << bit
            with pytest.raises(HeaderDamaged):
                header._parse(bytes(flipped))


@pytest.mark.parametrize(
    ("key", "value"), [("provisoire", False), ("provisoire", 1), ("provisoire", ""), ("provisoire", None)]
)
def test_what_is_said_of_a_slot_has_one_writing(folder: Path, key: str, value: object):
    content = content_of(folder)
    assert content["emplacements"][1][key] is True
    content["emplacements"][1][key] = value
    both(folder, sealed(content))
    with pytest.raises(HeaderDamaged, match="contenu illisible"):
        unlock(folder, PASSPHRASE)


def test_what_is_refused_is_told_in_the_words_of_what_was_altered(folder: Path):
    """The campaign of mutations tells neither how nor why they were refused."""
    rng, good = Random(20120615), content_of(folder)
    refusals: set[str] = set()
    for _ in range(400):
        content = mutated(copy.deepcopy(good), rng)
        if isinstance(content, dict):
            both(folder, sealed(content))
            try:
                unlock(folder, PASSPHRASE)
            except Failure as failure:
                refusals.add(str(failure).split(" (")[-1][:20])
    assert refusals == {
        "contenu illisible). ",
        "il a été modifié hor",
        "Phrase de passe inco",
        "Ce coffre a été créé",
    }


def test_no_random_or_cut_header_ever_surprises(folder: Path):
    rng, good = Random(9), (folder / NAME).read_bytes()
    for _ in range(500):
        cut = good[: rng.randrange(len(good))]
        both(folder, rng.choice([cut, rng.randbytes(rng.randrange(900)), cut + rng.randbytes(20)]))
        with pytest.raises(HeaderDamaged):
            unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_deeply_nested_header_does_not_exhaust_the_stack(folder: Path, opening: str):
    both(folder, opening.encode() * 100_000)
    with pytest.raises(HeaderDamaged):
        unlock(folder, PASSPHRASE)


def test_nothing_secret_shows_when_an_opening_is_printed(folder: Path):
    opening = unlock(folder, PASSPHRASE)
    assert MASTER_KEY.hex() not in f"{opening!r} {opening}"
    assert repr(MASTER_KEY) not in repr(opening)
