"""Backups: one file that opens, verified; refused when altered; nothing lost whatever the disk does."""

import errno
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.backup import BEFORE_MIGRATION, DAILY, LIFE, ON_STICK, WEEKLY, Place, kept
from models.casework import PERSONNE, SITUATION
from models.edition import VERSION
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, personne
from storage import archive, backups, header, keys, purges, restoration, vault
from storage.backups import Made
from storage.database import Database
from storage.failures import BackupDamaged, BackupStopped, DiskTrouble, NewerVault, WrongPassphrase
from tests import vaults
from tests.test_backup_faults import failing
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch
from ui import safeguards

NOON = datetime(2012, 6, 15, 12, 0)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "clé"
    place.mkdir()
    return place


def fill(opened: vault.Vault, count: int = 3) -> None:
    for number in range(count):
        person = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"Chimérac{number}"}))
        opened.records.add(SITUATION, Answers(accueil.FORM, {"demande": "Être hébergée"}), person)


def backed_up(opened: vault.Vault, folder: Path) -> Made:
    fill(opened)
    return safeguards.back_up(opened, folder)


def names(opened: vault.Vault) -> list[str | None]:
    return [each.answers[personne.NOM] for each in opened.records.all(PERSONNE)]


@pytest.mark.usefixtures("quick")
def test_a_backup_restored_elsewhere_is_the_vault(opened: vault.Vault, stick: Path, tmp_path: Path):
    made = backed_up(opened, stick)
    was, damages = names(opened), opened.damages()
    restored = restoration.restore(made.path, tmp_path / "autre", PASSPHRASE, Watch())
    assert (restored.persons, restored.users, restored.aside) == (3, (USER,), None)
    with vault.open_vault(tmp_path / "autre", PASSPHRASE, Watch()) as again:
        assert (names(again), again.damages()) == (was, damages)
        assert again.records.search("chimerac1")
    assert not (tmp_path / "autre" / "restauration.part").exists()


@pytest.mark.usefixtures("quick")
def test_a_backup_over_its_vault_keeps_the_present_aside(opened: vault.Vault, stick: Path):
    made = backed_up(opened, stick)
    fill(opened, 1)
    opened.close()
    folder = opened.folder
    restored = restoration.restore(made.path, folder, PASSPHRASE, Watch())
    assert not restored.former_keys
    assert {path.name for path in folder.iterdir()} == {
        "clefs.json", "clefs.json.bak", "coffre-0002.db", "ballast", "mises-de-cote", "sauvegardes"
    }  # fmt: skip
    with vault.open_vault(folder, PASSPHRASE, Watch()) as again:
        assert len(names(again)) == 3
        assert again.damages() == []
    assert restored.aside is not None
    aside = shutil.copytree(restored.aside, folder.parent / "de-cote")
    with vault.open_vault(aside, PASSPHRASE, Watch()) as before:
        assert len(names(before)) == 4


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("lost", ["database", "keys", "first page", "all"])
def test_a_damaged_vault_is_restored_in_its_own_folder(opened: vault.Vault, stick: Path, lost: str):
    made = backed_up(opened, stick)
    opened.close()
    database = opened.folder / "coffre-0001.db"
    if lost in ("keys", "all"):
        (opened.folder / header.NAME).write_bytes(b"?")
        (opened.folder / header.COPY).unlink()
    if lost in ("database", "all"):
        database.unlink()
    if lost == "first page":
        database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
    restored = restoration.restore(made.path, opened.folder, PASSPHRASE, Watch())
    assert restored.former_keys is (lost in ("keys", "all"))
    with vault.open_vault(opened.folder, PASSPHRASE, Watch()) as again:
        assert len(names(again)) == 3


@pytest.mark.usefixtures("quick")
def test_an_older_database_is_still_noticed_after_a_restoration(opened: vault.Vault, stick: Path):
    made = backed_up(opened, stick)
    opened.close()
    restored = restoration.restore(made.path, opened.folder, PASSPHRASE, Watch())
    assert restored.aside is not None
    shutil.copyfile(restored.aside / "coffre-0001.db", opened.folder / "coffre-0002.db")
    with pytest.raises(Failure, match="plus ancienne que la dernière session"):
        vault.open_vault(opened.folder, PASSPHRASE, Watch())


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_restored_changes_nothing(opened: vault.Vault, stick: Path, tmp_path: Path):
    made = backed_up(opened, stick)
    opened.close()
    before = vaults.contents(opened.folder)
    with pytest.raises(WrongPassphrase):
        restoration.restore(made.path, opened.folder, WRONG_PASSPHRASE, Watch())
    with pytest.raises(Failure, match="n’est pas une sauvegarde de Permanence"):
        restoration.restore(opened.folder / header.NAME, opened.folder, PASSPHRASE, Watch())
    assert vaults.contents(opened.folder) == before
    with pytest.raises(Failure, match="n’est pas vide"):
        restoration.restore(made.path, tmp_path, PASSPHRASE, Watch())
    with pytest.raises(Failure, match="n’existe pas, ou plus"):
        restoration.restore(tmp_path / "rien.sauvegarde", tmp_path / "n", PASSPHRASE, Watch())
    with pytest.raises(WrongPassphrase):
        restoration.restore(made.path, tmp_path / "n", WRONG_PASSPHRASE, Watch())
    assert not (tmp_path / "n").exists()


@pytest.mark.usefixtures("quick")
def test_a_backup_is_not_restored_over_another_vault_nor_an_open_one(
    opened: vault.Vault, stick: Path, tmp_path: Path
):
    made = backed_up(opened, stick)
    with vault.create(tmp_path / "autre", USER, PASSPHRASE, Watch(), cost=keys.FLOOR):
        pass
    with pytest.raises(Failure, match="celle d’un autre coffre"):
        restoration.restore(made.path, tmp_path / "autre", PASSPHRASE, Watch())
    with vault.open_vault(tmp_path / "autre", PASSPHRASE, Watch()) as intact:
        assert names(intact) == []


@pytest.mark.usefixtures("quick")
def test_one_altered_byte_anywhere_is_refused(opened: vault.Vault, stick: Path):
    made = backed_up(opened, stick)
    data = made.path.read_bytes()
    altered = stick / "altérée.sauvegarde"
    for place in [
        *range(0, 60, 3),
        *range(60, len(data) - 1500, 9973),
        *range(len(data) - 1500, len(data), 11),
    ]:
        altered.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(BackupDamaged):
            archive.check(altered)
    for damaged in (data[:-1], data + b"\n", data[: len(data) // 2], b""):
        altered.write_bytes(damaged)
        with pytest.raises(BackupDamaged):
            archive.check(altered)
    altered.write_bytes(data)
    assert archive.check(altered).counts["personne"] == 3


@pytest.mark.usefixtures("quick")
def test_a_forged_manifest_is_refused_though_its_digest_is_right(opened: vault.Vault, stick: Path):
    """Someone without the keys puts the database of an older backup in a newer one."""
    older = backed_up(opened, stick)
    newer = backed_up(opened, stick)
    forged, unpacked = stick / "forgée.sauvegarde", stick / "d"
    unpacked.mkdir()
    manifest = archive.unpack(older.path, unpacked)
    archive.write(
        forged, (unpacked / header.NAME).read_bytes(), unpacked / "coffre-0001.db", manifest, bytes(32)
    )
    archive.check(forged)
    with pytest.raises(BackupDamaged, match="son sceau n’est pas celui du coffre"):
        restoration.verify(forged, PASSPHRASE, Watch())
    assert restoration.verify(newer.path, PASSPHRASE, Watch()).counts["personne"] == 6


def test_a_backup_of_a_newer_program_is_told(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "FORMAT", 2)
    made = backed_up(opened, stick)
    monkeypatch.setattr(archive, "FORMAT", 1)
    with pytest.raises(NewerVault, match="version plus récente"):
        archive.check(made.path)
    made.path.unlink()


def test_a_backup_says_which_program_made_it(opened: vault.Vault, stick: Path):
    made = backed_up(opened, stick)
    assert archive.read(made.path).program == VERSION
    assert f"faite par Permanence {VERSION}" in safeguards.told_described(restoration.described(made.path))


def test_a_backup_names_nobody(opened: vault.Vault, stick: Path):
    made = backed_up(opened, stick)
    everything = made.path.name.encode() + made.path.read_bytes()
    for word in (b"Chim", b"hberg", b"SQLite format", b"CREATE TABLE"):
        assert word not in everything
    assert str(opened.folder.parent).encode() not in everything
    if os.name != "nt":
        assert made.path.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_lost_rows_is_not_called_a_backup(opened: vault.Vault, stick: Path):
    fill(opened)
    snapshot = opened.backups.snapshot(stick)
    snapshot.manifest.counts["personne"] += 1  # pyright: ignore[reportIndexIssue]
    with pytest.raises(BackupDamaged, match="la copie n’est pas celle du coffre"):
        backups.seal(snapshot, stick)
    assert list(stick.iterdir()) == []
    assert list(opened.backups.folder.iterdir()) == []


def test_a_backup_that_cannot_be_restored_is_noticed_in_any_test(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    """The control of what is looked at after each test that made one."""
    good = backed_up(opened, stick)
    assert vaults.unsound(good.path, opened.backups.source) == ()
    copy_into = Database.copy_into

    def bad(database: Database, path: Path) -> None:
        copy_into(database, path)
        path.write_bytes(path.read_bytes()[:-4096])

    with monkeypatch.context() as patch:
        patch.setattr(Database, "copy_into", bad)
        patch.setattr(backups, "_verify", lambda _: None)
        made = safeguards.back_up(opened, stick)
    assert vaults.unsound(made.path, opened.backups.source)
    made.path.unlink()


def test_a_backup_that_is_stopped_leaves_nothing(opened: vault.Vault, stick: Path):
    fill(opened)
    told: list[tuple[int, int]] = []
    for stopped in (lambda: True, lambda: len(told) > 3):
        snapshot = opened.backups.snapshot(stick)
        with pytest.raises(BackupStopped, match="aucun fichier n’a été laissé"):
            backups.seal(snapshot, stick, lambda done, most: told.append((done, most)), stopped)
        assert list(stick.iterdir()) == []
        assert list(opened.backups.folder.iterdir()) == []
    assert all(0 < done <= most for done, most in told)


def test_backups_are_due_when_something_was_changed(opened: vault.Vault, clock: Watch):
    assert not opened.backups.is_due()
    fill(opened, 1)
    assert opened.backups.is_due()
    safeguards.back_up(opened, folder_of(opened))
    assert not opened.backups.is_due()
    snapshot = opened.backups.snapshot(opened.backups.folder)
    fill(opened, 1)  # while the copy is being checked
    opened.backups.note(backups.seal(snapshot, opened.backups.folder))
    assert opened.backups.is_due()


def test_a_backup_on_a_stick_does_not_stand_for_the_one_beside_the_vault(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backups, "is_on_disk_of", lambda *_: False)
    backed_up(opened, stick)
    assert opened.backups.is_due()


def test_a_session_that_ended_badly_is_backed_up_by_the_next(opening: vault.Opening, clock: Watch):
    with vault.open_database(opening, clock) as first:
        fill(first, 1)
        safeguards.back_up(first, folder_of(first))
    with vault.open_database(vaults.again(opening), clock) as changed:
        fill(changed, 1)  # and the machine is switched off
    with vault.open_database(vaults.again(opening), clock) as third:
        assert third.backups.is_due()
        safeguards.back_up(third, folder_of(third))
    for _ in range(3):
        with vault.open_database(vaults.again(opening), clock) as quiet:
            assert not quiet.backups.is_due()


def folder_of(opened: vault.Vault) -> Path:
    opened.backups.folder.mkdir(exist_ok=True)
    return opened.backups.folder


def test_what_was_made_on_the_same_disk_does_not_count_as_a_copy_elsewhere(
    opened: vault.Vault, stick: Path, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    clock.advance(days=9)
    made = backed_up(opened, stick)
    assert made.place is Place.POSTE
    assert safeguards.SAME_DISK in safeguards.told_made(made)
    assert opened.backups.without_stick().days == 9
    monkeypatch.setattr(backups, "is_on_disk_of", lambda *_: False)
    made = backed_up(opened, stick)
    assert safeguards.SAME_DISK not in safeguards.told_made(made)
    assert opened.backups.without_stick().days == 0


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "pas assez de place"),
        (errno.EROFS, "n’accepte pas qu’on y écrive"),
        (errno.EIO, "ne répond plus"),
    ],
)
def test_a_stick_that_refuses_is_told_and_loses_nothing(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
):
    first = backed_up(opened, stick)
    snapshot = opened.backups.snapshot(stick)
    calls = 0
    rename = os.replace

    def refuse(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OSError(code, "refused")
        rename(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DiskTrouble, match=told):
        backups.seal(snapshot, stick)
    assert list(stick.iterdir()) == [first.path]
    assert opened.damages() == []


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("for_good", [False, True])
def test_each_call_of_the_system_may_fail_during_a_backup(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, for_good: bool
):
    """The n-th opening, writing out, renaming or removal fails, for each n: no bad backup, no stray."""
    fill(opened)
    failed = 0
    for nth in range(1, 200):
        with monkeypatch.context() as patch:
            count = failing(patch, nth, for_good=for_good)
            try:
                opened.backups.note(backups.seal(opened.backups.snapshot(stick), stick))
            except DiskTrouble:
                failed += 1
            if count() < nth:
                break
        for path in stick.glob("*.sauvegarde"):
            assert archive.check(path).counts["personne"] == 3
        if not for_good:
            assert not [path for path in stick.iterdir() if "part" in path.name]
    assert failed > 5
    assert opened.damages() == []
    backups.seal(opened.backups.snapshot(stick), stick)
    assert not [path for path in (*stick.iterdir(), *opened.backups.folder.iterdir()) if "part" in path.name]


def test_a_full_disk_is_told_before_anything_is_written(
    opened: vault.Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(opened)
    snapshot = opened.backups.snapshot(stick)
    monkeypatch.setattr(backups, "_free_bytes", lambda _folder: 3_000_000)
    with pytest.raises(DiskTrouble, match=r"il faut \d+ Mo, il reste 3 Mo"):
        backups.seal(snapshot, stick)
    assert list(stick.iterdir()) == []
    monkeypatch.setattr(backups, "_free_bytes", lambda folder: 3_000_000 if folder != stick else 1 << 40)
    made = backups.seal(opened.backups.snapshot(stick), stick)
    assert archive.check(made.path).counts["personne"] == 3


moments = st.lists(
    st.integers(0, 200 * 24).map(lambda hours: NOON - timedelta(hours=hours)), min_size=1, unique=True
)


@given(moments)
def test_no_more_are_kept_than_is_said_and_none_past_its_life(made: list[datetime]):
    for place, most in ((Place.POSTE, DAILY + WEEKLY), (Place.CLE, ON_STICK)):
        stay = kept(made, NOON, place)
        assert max(made) in stay
        assert len(stay) <= most + 1
        assert all(NOON - each <= LIFE for each in stay - {max(made)})
        assert kept([*stay], NOON, place) == stay


@given(moments)
def test_the_last_days_and_weeks_are_kept(made: list[datetime]):
    stay = kept(made, NOON, Place.POSTE)
    alive = [each for each in made if NOON - each <= LIFE]
    days = sorted({each.date() for each in alive})
    assert {each.date() for each in stay} >= set(days[-DAILY:])
    assert len({each.date() for each in stay}) >= min(len(days), DAILY + 1)


def test_a_clock_that_moved_back_removes_nothing_but_the_surplus():
    future = [NOON + timedelta(days=number) for number in range(90, 100)]
    assert kept([NOON, *future], NOON, Place.CLE) == set(sorted(future)[-ON_STICK:])


def test_a_rotation_touches_the_backups_of_its_vault_alone(opened: vault.Vault, stick: Path, clock: Watch):
    other = stick / "permanence-00000000-20100101-000000.sauvegarde"
    for path in (other, stick / "lettre.odt"):
        path.write_bytes(b"?")
    for _ in range(12):
        clock.advance(days=8)
        backed_up(opened, stick)
    made = backups.found(stick, opened.backups.source.vault_id)
    assert len(made) == 8  # of the last sixty days
    assert other.exists()
    assert (stick / "lettre.odt").exists()


def test_copies_before_a_change_of_schema_have_a_life_of_their_own(opened: vault.Vault, clock: Watch):
    for _ in range(4):
        clock.advance(days=3)
        backups.before_migration(opened._database, opened.backups.source, clock)
    for _ in range(2):
        backed_up(opened, folder_of(opened))
    names_left = [path.name for path in opened.backups.folder.iterdir()]
    assert sum("avant-mise-a-jour" in name for name in names_left) == BEFORE_MIGRATION
    clock.advance(days=61)
    backed_up(opened, folder_of(opened))
    assert len(list(opened.backups.folder.glob("*.sauvegarde"))) == 1


def test_the_list_of_the_purged_survives_beside_the_backups(tmp_path: Path):
    one, other = "1" * 32, "2" * 32
    purges.write(tmp_path, "a" * 32, frozenset({one}))
    purges.write(tmp_path, "a" * 32, frozenset({other}))
    assert purges.read(tmp_path, "a" * 32) == {one, other}
    assert purges.read(tmp_path, "b" * 32) == frozenset()
    (tmp_path / "permanence-aaaaaaaa.purges").write_bytes(b"[")
    assert purges.read(tmp_path, "a" * 32) == frozenset()
