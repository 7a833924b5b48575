"""The vault of every released version opens, becomes one of this version, and is restored from its copies."""

import shutil
from pathlib import Path

import pytest

from models.casework import NOUNS, PERSONNE
from models.forms import personne
from storage import archive, backups, header, migration, restoration, vault
from storage.failures import DiskTrouble, no_room
from storage.vault import Vault
from tests import vaults
from tests.golden import coffre as golden
from tests.vaults import Watch

VERSIONS = sorted(path.name for path in golden.FOLDER.iterdir())


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a vault as that version left it."""
    return Path(shutil.copytree(golden.FOLDER / request.param, tmp_path / "coffre"))


def check(opened: Vault, folder: Path) -> None:
    """What is there is what was written down when the vault was made."""
    expected, people = golden.expected(folder), opened.records.all(PERSONNE)
    names = sorted(f"{each.answers[personne.NOM]} {each.answers[personne.PRENOM]}" for each in people)
    assert names == expected["noms"]
    counts = {noun.code: opened.records.count(noun) for noun in NOUNS}
    assert expected["comptes"].items() <= counts.items()
    assert opened.damages() == []
    assert opened.journal.troubles_found == ()
    assert not migration.is_late(opened._database)


@pytest.mark.usefixtures("quick")
def test_it_opens_as_one_of_this_version_after_a_verified_copy(old: Path, tmp_path: Path):
    was = golden.schema(old)
    with vault.open_vault(old, golden.PASSPHRASE, Watch()) as opened:
        check(opened, old)
        found = opened.records.search("Zelie")
        assert len(found) == 1
    with vault.open_vault(old, golden.PASSPHRASE, Watch()) as again:
        check(again, old)
    copies = list((old / backups.FOLDER).iterdir())
    assert len(copies) == (was < len(migration.steps()))
    for copy in copies:
        assert "avant-mise-a-jour" in copy.name
        assert archive.check(copy).schema == was
        restored = restoration.restore(copy, tmp_path / "restauré", golden.PASSPHRASE, Watch())
        assert restored.users == (golden.USER,)
        with vault.open_vault(tmp_path / "restauré", golden.PASSPHRASE, Watch()) as opened:
            check(opened, old)
        restoration.restore(copy, old, golden.PASSPHRASE, Watch())
        with vault.open_vault(old, golden.PASSPHRASE, Watch()) as opened:
            check(opened, old)


@pytest.mark.usefixtures("quick")
def test_without_room_for_the_copy_it_stays_of_its_version(old: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise no_room(old, 10, 1)

    was = vaults.contents(old)[header.database_name(1)]
    with monkeypatch.context() as patch:
        patch.setattr(backups, "_check_room", full)
        if golden.schema(old) < len(migration.steps()):
            with pytest.raises(DiskTrouble, match="pas assez de place"):
                vault.open_vault(old, golden.PASSPHRASE, Watch())
            assert vaults.contents(old)[header.database_name(1)][:2] == was[:2]
    with vault.open_vault(old, golden.PASSPHRASE, Watch()) as opened:
        check(opened, old)


def test_the_vault_that_this_version_makes_can_be_golden(tmp_path: Path):
    """The script that makes the next one works."""
    golden.make(tmp_path / "coffre")
    assert golden.schema(tmp_path / "coffre") == len(migration.steps())
    assert golden.expected(tmp_path / "coffre")["comptes"]["personne"] == 5
    assert sum(path.stat().st_size for path in (tmp_path / "coffre").iterdir()) < 600_000
