"""The key on paper: copied back without a slip, and enough when everything else is lost."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import pdf_file
from exports.recovery_sheet import recovery_sheet
from models.casework import PERSONNE
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from models.roles import Role
from storage import header, keys, paper_key, rekey, vault
from storage.failures import VaultDamaged, VaultInUse, WrongPassphrase
from tests import vaults
from tests.campaigns.header import quick_derivation
from tests.vaults import PASSPHRASE, USER, Watch

NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"
TODAY = date(2012, 6, 15)

master_keys = st.binary(min_size=32, max_size=32)


@given(master_keys)
def test_what_is_printed_is_read_back(master_key: bytes):
    written = paper_key.groups(master_key)
    assert len(written) == 14
    assert {len(group) for group in written} == {4}
    for copied in (" ".join(written), "-".join(written).lower(), "".join(written), "\n".join(written)):
        assert paper_key.decoded(copied) == master_key
    assert paper_key.decoded(" ".join(written).replace("0", "o").replace("1", "l")) == master_key
    assert paper_key.decoded(" ".join(written).replace("0", "O").replace("1", "I")) == master_key


def slips(text: str, rng: random.Random) -> str:
    """One sign replaced, two swapped, one left out or one too many."""
    place, digits = rng.randrange(len(text)), paper_key._DIGITS
    match rng.randrange(4):
        case 0:
            return text[:place] + rng.choice(digits) + text[place + 1 :]
        case 1:
            other = rng.randrange(len(text))
            swapped = list(text)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            return "".join(swapped)
        case 2:
            return text[:place] + text[place + 1 :]
        case _:
            return text[:place] + rng.choice(digits) + text[place:]


def mistyped(runs: int, seed: int) -> tuple[int, int]:
    """So many slips: how many really changed something, and how many of those were taken for a key."""
    rng, tried, accepted = random.Random(seed), 0, 0
    for _ in range(runs):
        written = "".join(paper_key.groups(rng.randbytes(32)))
        slipped = slips(written, rng)
        if slipped == written:
            continue
        tried += 1
        try:
            paper_key.decoded(slipped)
        except Failure:
            continue
        accepted += 1
    return tried, accepted


def test_no_slip_of_the_hand_is_taken_for_a_key(monkeypatch: pytest.MonkeyPatch):
    tried, accepted = mistyped(4_000, 1)
    assert tried > 3_500
    assert accepted == 0
    monkeypatch.setattr(paper_key, "_checksum", lambda _: bytes(3))
    assert mistyped(200, 1)[1] > 0, "the control: without a checksum"


@pytest.mark.parametrize(
    ("written", "told"),
    [("", "vous en avez donné 0"), ("AAAA " * 13, "donné 52"), ("UUUU " * 14, "Le signe « U »"),
     ("é" * 56, "Le signe « É »"), ("0000 " * 14, "Un signe au moins est faux")],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told(written: str, told: str):
    with pytest.raises(Failure, match=rf"{told}.*rien n’a été modifié"):
        paper_key.decoded(written)


@pytest.fixture
def folder(tmp_path: Path, clock: Watch, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed vault of Claire's and Anne-Lise's, with one person."""
    monkeypatch.setattr(keys, "_derive", quick_derivation)
    monkeypatch.setattr(keys, "raised", lambda *_: None)
    monkeypatch.setattr(keys, "calibrated", lambda: keys.FLOOR)
    with vault.create(tmp_path / "coffre", USER, PASSPHRASE, clock) as made:
        made.users.add("Anne-Lise", Role.INTERVENANT)
        made.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))
    return made.folder


@pytest.fixture
def sheet(folder: Path, clock: Watch) -> str:
    with vault.open_vault(folder, PASSPHRASE, clock, USER) as opened:
        return " ".join(opened.paper_key.groups())


def opens(opening: vault.Opening) -> vault.Vault:
    opened = vault.open_database(opening, Watch())
    assert opened.records.count(PERSONNE) == 1
    assert opened.journal.troubles_found == ()
    return opened


def test_the_sheet_gives_a_new_passphrase_to_whoever_forgot(folder: Path, sheet: str):
    with opens(paper_key.recover(folder, sheet, "Anne-Lise", NEW)) as opened:
        assert [each.name for each in opened.users.all()] == [USER, "Anne-Lise"]
        assert (opened.users.me.role, opened.users.me.provisional) == (Role.INTERVENANT, False)
    vault.open_vault(folder, NEW, Watch(), "Anne-Lise").close()
    vault.open_vault(folder, PASSPHRASE, Watch(), USER).close()
    with pytest.raises(Failure, match="n’est pas celui d’un utilisateur"):
        paper_key.recover(folder, sheet, "Zoé", NEW)
    with pytest.raises(Failure, match="trop facile"):
        paper_key.recover(folder, sheet, USER, "azerty")


def lose(folder: Path) -> None:
    for name in (header.NAME, header.COPY):
        (folder / name).unlink()


def damage(folder: Path) -> None:
    for name in (header.NAME, header.COPY):
        (folder / name).write_bytes(b"?")


def alter(folder: Path) -> None:
    """As anyone can: a key file of the same format, sealed with another key."""
    header.write(folder, header.read(folder).header, bytes(32))


@pytest.mark.parametrize("spoil", [lose, damage, alter])
def test_the_sheet_alone_is_enough_when_the_key_file_is_lost(
    folder: Path, sheet: str, spoil: Callable[[Path], None]
):
    spoil(folder)
    with opens(paper_key.recover(folder, sheet, "Claire", NEW)) as opened:
        assert [(each.name, each.role) for each in opened.users.all()] == [(USER, Role.RESPONSABLE)]
    vault.open_vault(folder, NEW, Watch(), USER).close()
    with pytest.raises(WrongPassphrase):
        vault.open_vault(folder, PASSPHRASE, Watch(), USER)


def test_the_sheet_of_another_vault_writes_nothing(folder: Path, sheet: str):
    other = " ".join(paper_key.groups(bytes(range(32))))
    before = vaults.contents(folder)
    with pytest.raises(Failure, match="n’est pas celle de ce coffre"):
        paper_key.recover(folder, other, USER, NEW)
    assert vaults.contents(folder) == before
    lose(folder)
    before = vaults.contents(folder)
    with pytest.raises(VaultDamaged, match="ce n’est pas la sienne, ou la base est endommagée"):
        paper_key.recover(folder, other, USER, NEW)
    assert vaults.contents(folder) == before


def test_no_slot_is_written_before_the_database_has_opened(folder: Path, sheet: str):
    path = folder / "coffre-0001.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    before = vaults.contents(folder)
    with pytest.raises(VaultDamaged):
        paper_key.recover(folder, sheet, USER, NEW)
    assert vaults.contents(folder) == before
    path.write_bytes(whole)
    opened = vault.open_vault(folder, PASSPHRASE, Watch(), USER)
    with opened, pytest.raises(VaultInUse, match="par Claire"):
        paper_key.recover(folder, sheet, USER, NEW)
    vault.open_vault(folder, PASSPHRASE, Watch(), USER).close()


def test_a_change_of_key_makes_the_former_sheet_useless(folder: Path, sheet: str):
    renewed = rekey.renew(folder, USER, PASSPHRASE, Watch())
    with pytest.raises(Failure, match="date d’avant un changement de sa clef"):
        paper_key.recover(folder, sheet, USER, NEW)
    with opens(renewed.opening) as opened:
        assert opened.paper_key.checked_on is None
        assert " ".join(opened.paper_key.groups()) != sheet


def test_the_sheet_is_checked_back_by_some_of_its_groups(folder: Path, clock: Watch):
    with vault.open_vault(folder, PASSPHRASE, clock, USER) as opened:
        key, right = opened.paper_key, opened.paper_key.groups()
        assert key.checked_on is None
        with pytest.raises(Failure, match="Le groupe 10 n’est pas celui de la feuille"):
            key.check([(2, right[2]), (9, right[8])], TODAY)
        assert key.checked_on is None
        key.check([(2, right[2].lower()), (9, f" {right[9]} ")], TODAY)
    with vault.open_vault(folder, PASSPHRASE, clock, USER) as opened:
        assert opened.paper_key.checked_on == TODAY


def test_the_sheet_bears_the_key_and_nothing_else_of_the_vault():
    written = paper_key.groups(bytes(range(32)))
    data = recovery_sheet(written, "3F7A-91C2", TODAY)
    (page,) = pdf_file.page_texts(data)
    shown = [group for group in written if group in page]
    assert shown == list(written)
    assert "3F7A-91C2" in page
    assert paper_key.decoded(" ".join(written)) == bytes(range(32))
