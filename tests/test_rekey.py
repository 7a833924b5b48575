"""A vault under a new key: who stays keeps her work, who goes keeps nothing but her old copies."""

import contextlib
import os
import shutil
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from models import fictitious
from models.casework import PERSONNE
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, personne
from models.journal import Act
from models.roles import Role
from storage import database, header, keys, rekey, vault
from storage.database import Database
from storage.failures import DiskTrouble, VaultDamaged, VaultInUse, WrongPassphrase, disk_gone
from storage.rekey import Renewed, Stopping
from tests import vaults
from tests.campaigns.header import quick_derivation
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch

COLLEAGUE = "Anne-Lise"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_derive", quick_derivation)
    monkeypatch.setattr(keys, "raised", lambda *_: None)
    monkeypatch.setattr(database, "_STEPS", 200)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault of Claire's, with three persons' whole stories in it and many short ones."""
    folder, clock = tmp_path_factory.mktemp("model") / "coffre", Watch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_derive", quick_derivation)
        with vault.create(folder, USER, PASSPHRASE, clock, cost=keys.FLOOR) as made:
            for seed in range(3):
                case = fictitious.person(Random(seed), accueil.VICTIME, clock.now.date(), clock.now.date())
                vaults.enter(made.records, case)
            with made.records.transaction():
                for number in range(40):
                    made.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"Nom{number} " + "x" * 3000}))
    return folder


@pytest.fixture
def folder(model: Path, tmp_path: Path) -> Path:
    return shutil.copytree(model, tmp_path / "coffre")


def add(folder: Path, name: str, role: Role = Role.INTERVENANT) -> tuple[str, str]:
    """A user more: her identifier and her passphrase."""
    with vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
        phrase = opened.users.add(name, role)
        return next(each.id for each in opened.users.all() if each.name == name), phrase


def renew(folder: Path, **options: Any) -> Renewed:
    return rekey.renew(folder, USER, PASSPHRASE, Watch(), **options)


def everything(opened: vault.Vault) -> list[tuple[str, list[Any]]]:
    """Every row of every table of the vault."""
    tables = opened._database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
    )
    return [(name, opened._database.rows(f'SELECT * FROM "{name}"')) for (name,) in tables]


def test_the_data_is_the_same_under_a_key_that_has_nothing_of_the_former(folder: Path, clock: Watch):
    with vault.open_vault(folder, PASSPHRASE, clock) as opened:
        before, former = everything(opened), opened._keyring.master_key
        found = [each.code for each in opened.records.search("Nom7")]
    renewed = renew(folder)
    assert renewed.phrases == {}
    assert renewed.opening.master_key != former
    assert {path.name for path in folder.iterdir()} == {
        "clefs.json", "clefs.json.bak", "coffre-0002.db", "ballast"
    }  # fmt: skip
    with vault.open_database(renewed.opening, clock) as opened:
        now = everything(opened)
        assert [name for name, _ in now] == [name for name, _ in before]
        changed = [name for (name, rows), (_, others) in zip(now, before, strict=True) if rows != others]
        assert changed == ["coffre", "journal"], "the number of the session, the seals"
        assert opened.journal.troubles_found == (), "sealed again under the new key"
        assert [each.act for each in opened.journal.entries()][:2] == [Act.OUVERTURE, Act.CLEF_CHANGEE]
        assert [each.code for each in opened.records.search("Nom7")] == found
        assert opened.damages() == []
    with pytest.raises(VaultDamaged):
        Database(folder / "coffre-0002.db", keys.database_key(former))


def test_who_is_removed_opens_nothing_any_more_and_who_was_away_gets_a_passphrase(folder: Path):
    gone, hers = add(folder, COLLEAGUE)
    away, former = add(folder, "Zoé")
    kept = folder.with_name("old copy")
    shutil.copytree(folder, kept)
    renewed = renew(folder, without=frozenset({gone}))
    assert set(renewed.phrases) == {"Zoé"}
    assert vault.users(folder) == (USER, "Zoé")
    with pytest.raises(Failure, match="n’est pas celui d’un utilisateur"):
        vault.unlock(folder, hers, Watch(), COLLEAGUE)
    for phrase in (hers, former):
        with pytest.raises(WrongPassphrase):
            vault.unlock(folder, phrase, Watch())
    with vault.open_vault(folder, renewed.phrases["Zoé"], Watch(), "Zoé") as opened:
        assert (opened.users.me.id, opened.users.me.provisional) == (away, True)
        assert opened.name_of(gone) == "une personne qui n’a plus accès au coffre"
    assert vault.unlock(kept, hers, Watch(), COLLEAGUE), "what an old copy opens, the window says"


def test_who_is_there_keeps_her_passphrase(folder: Path):
    present, hers = add(folder, COLLEAGUE)
    renewed = renew(folder, present={present: hers})
    assert renewed.phrases == {}
    vault.open_vault(folder, hers, Watch(), COLLEAGUE).close()
    with pytest.raises(WrongPassphrase, match="La phrase donnée pour Anne-Lise n’est pas la sienne"):
        renew(folder, present={present: WRONG_PASSPHRASE})


def test_it_is_for_whoever_manages_the_vault_and_never_leaves_it_without_one(folder: Path):
    other, hers = add(folder, COLLEAGUE)
    mine = header.read(folder).header.slots[0].id
    before = header.read(folder)
    with pytest.raises(Failure, match="Seule une personne responsable"):
        rekey.renew(folder, COLLEAGUE, hers, Watch(), without=frozenset({mine}))
    with pytest.raises(Failure, match="On ne se retire pas soi-même"):
        renew(folder, without=frozenset({mine}))
    with pytest.raises(WrongPassphrase):
        rekey.renew(folder, USER, WRONG_PASSPHRASE, Watch(), without=frozenset({other}))
    assert header.read(folder) == before


def unharmed(folder: Path) -> None:
    """Still of the first generation, with nothing more in it."""
    assert {path.name for path in folder.iterdir()} <= {
        "clefs.json", "clefs.json.bak", "coffre-0001.db", "ballast"
    }  # fmt: skip
    with vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
        assert opened.records.count(PERSONNE) > 40
        assert opened.damages() == []


def test_it_can_be_stopped_and_says_how_far_it_is(folder: Path):
    seen: list[tuple[int, int]] = []
    with pytest.raises(Stopping, match=r"Arrêté avant la fin.*Rien n’a été modifié"):
        renew(folder, progress=lambda *far: seen.append(far), stopped=lambda: len(seen) > 2)
    unharmed(folder)
    renew(folder, progress=lambda *far: seen.append(far))
    assert all(0 <= done <= most for done, most in seen)
    assert len({done for done, _ in seen}) > 2


def test_another_session_is_told_and_waited_for(folder: Path):
    with vault.open_vault(folder, PASSPHRASE, Watch(), USER), pytest.raises(VaultInUse, match="par Claire"):
        renew(folder)
    unharmed(folder)


def test_a_damaged_vault_is_not_copied(folder: Path):
    path = folder / "coffre-0001.db"
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)
    with pytest.raises(VaultDamaged):
        renew(folder)
    assert header.read(folder).header.generation == 1


def test_a_copy_that_lacks_a_row_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch):
    real = Database.copy_under

    def unfaithful(self: Database, path: Path, key: str, goes_on: Any) -> bool:
        done = real(self, path, key, goes_on)
        copy = Database(path, key)
        copy.execute("DELETE FROM acte")
        copy.close()
        return done

    monkeypatch.setattr(Database, "copy_under", unfaithful)
    with pytest.raises(VaultDamaged, match="fidèle"):
        renew(folder)
    unharmed(folder)


def test_what_was_altered_in_the_journal_before_is_noted_not_covered(folder: Path):
    with vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
        opened._database.execute("DROP TRIGGER journal_inchange")
        opened._database.execute("UPDATE journal SET auteur = 'x' WHERE numero = 1")
    renewed = renew(folder)
    with vault.open_database(renewed.opening, Watch()) as opened:
        acts = [each.act for each in opened.journal.entries()]
        assert acts.count(Act.ANOMALIE) >= 1
        assert opened.journal.troubles_found == ()


def test_too_little_room_is_told_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100_000))
        with pytest.raises(DiskTrouble, match="disque est plein"):
            renew(folder)
    unharmed(folder)


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
def test_a_disk_that_fails_leaves_one_generation_or_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
):
    real, count = getattr(os, call), 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(5, "failed")
        return real(*arguments, **named)

    gone, hers = add(folder, COLLEAGUE)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        try:
            renew(folder, without=frozenset({gone}))
        except DiskTrouble:
            assert header.read(folder).header.generation == 1
            assert vault.unlock(folder, hers, Watch(), COLLEAGUE)
        else:
            assert header.read(folder).header.generation == 2
            assert vault.users(folder) == (USER,)
    with vault.open_vault(folder, PASSPHRASE, Watch(), USER) as opened:
        assert opened.damages() == []
        assert opened.records.count(PERSONNE) > 40
    assert header.damages(folder) == []
    assert len(list(folder.glob("coffre-*"))) == 1


def test_what_an_interruption_left_is_swept_and_a_later_generation_is_put_aside(folder: Path):
    for name in ("coffre-0002.db.part", "coffre-0002.db.part-wal", "coffre-0007.db", "coffre-0007.db-wal"):
        (folder / name).write_bytes(b"x")
    renewed = renew(folder)
    assert renewed.opening.head.generation == 8, "never the number of a file that is there"
    (folder / "coffre-0003.db").write_bytes(b"former")
    (folder / "coffre-0009.db").write_bytes(b"later")
    vault.open_database(renewed.opening, Watch()).close()
    assert {path.name for path in folder.iterdir()} == {
        "clefs.json", "clefs.json.bak", "coffre-0008.db", "ballast", "mises-de-cote"
    }  # fmt: skip
    assert (folder / "mises-de-cote" / "coffre-0009-1.db").read_bytes() == b"later"


@pytest.mark.parametrize("refused", [0, 2], ids=["the control: none", "the last one"])
def test_a_copy_of_which_the_end_stays_beside_it_takes_no_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, refused: int
):
    """What the disk does not bring into the file is in another, which the renaming leaves behind."""
    add(folder, "Anne-Lise")
    checkpoint, calls = Database.checkpoint, list[Path]()

    def refusing(database: Database) -> bool:
        calls.extend([database._path] if database._path.suffix == ".part" else [])
        if refused and len(calls) == refused:
            raise disk_gone(folder)
        return checkpoint(database)

    gone = frozenset(slot.id for slot in header.read(folder).header.slots if slot.name == "Anne-Lise")
    with monkeypatch.context() as patch, contextlib.suppress(DiskTrouble):
        patch.setattr(Database, "checkpoint", refusing)
        rekey.renew(folder, USER, PASSPHRASE, Watch(), without=gone)
    assert len(calls) == 2
    assert ("Anne-Lise" in vault.users(folder)) is bool(refused)
    assert [path.name for path in folder.iterdir() if "part" in path.name] == []
    vault.open_vault(folder, PASSPHRASE, Watch(), USER).close()
