"""Backups and restorations on disks that fail: full at each megabyte, failing at each call."""

import errno
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.casework import PERSONNE, SITUATION
from models.conservation import Ground
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, personne
from storage import archive, backups, disk, restoration, vault
from storage.backups import Made
from storage.failures import DiskTrouble
from tests.vaults import PASSPHRASE, Watch
from ui import safeguards

HELD, SINCE = 40, 3


def fill(opened: vault.Vault, count: int) -> None:
    for number in range(count):
        who = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"N{number}"}))
        opened.records.add(SITUATION, Answers(accueil.FORM, {"demande": "y" * 20_000}), who)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many kilobytes; only who administers the machine can make one."""
    made: list[Path] = []

    def mount(kilobytes: int) -> Path:
        place = tmp_path / f"disque-{kilobytes}-{len(made)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be made here")
        made.append(place)
        return place

    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room is not looked at before: the disk itself says that it is full."""
    if shutil.which("mount") is None:
        pytest.skip("no disk can be made here")
    monkeypatch.setattr(backups, "_check_room", lambda *_: None)


@pytest.mark.usefixtures("unforeseen")
def test_a_stick_that_fills_up_holds_a_good_backup_or_nothing(
    opened: vault.Vault, small: Callable[[int], Path]
):
    fill(opened, HELD)
    made, refused = 0, list[str]()
    for kilobytes in (64, 400, 900, 1200, 1500, 2500, 6000):
        stick = small(kilobytes)
        try:
            safeguards.back_up(opened, stick)
        except DiskTrouble as trouble:
            refused.append(str(trouble))
            assert list(stick.iterdir()) == []
        else:
            made += 1
            (path,) = stick.iterdir()
            assert archive.check(path).counts["personne"] == HELD
    assert made > 1
    assert len(refused) > 1
    assert all("pas assez de place" in told for told in refused)
    assert opened.damages() == []


@pytest.mark.usefixtures("unforeseen", "quick")
def test_a_vault_whose_disk_fills_up_is_restored_or_stays(
    opened: vault.Vault, small: Callable[[int], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(disk, "BALLAST_BYTES", 4096)
    fill(opened, HELD)
    made = safeguards.back_up(opened, tmp_path)
    fill(opened, SINCE)
    opened.close()
    (opened.folder / disk.BALLAST).unlink()
    held = sum(path.stat().st_size for path in opened.folder.iterdir()) // 1024
    seen: set[int] = set()
    for share in (1.1, 1.6, 2.2, 3.5, 6):
        folder = small(int(held * share) + 64) / "coffre"
        shutil.copytree(opened.folder, folder)
        try:
            restoration.restore(made.path, folder, PASSPHRASE, Watch())
            expected = HELD
        except Failure:
            expected = HELD + SINCE
        assert persons(folder) == expected
        seen.add(expected)
    assert seen == {HELD, HELD + SINCE}


@pytest.mark.usefixtures("quick")
def test_an_elimination_on_a_full_disk_is_told_loses_nothing_and_is_done_again(
    opened: vault.Vault, small: Callable[[int], Path]
):
    fill(opened, HELD)
    opened.close()
    (opened.folder / disk.BALLAST).unlink(missing_ok=True)
    place = small(sum(path.stat().st_size for path in opened.folder.iterdir()) // 1024 * 3)
    shutil.copytree(opened.folder, place / "coffre")
    with vault.open_vault(place / "coffre", PASSPHRASE, Watch()) as there:
        gone = [each.id for each in there.records.all(PERSONNE)[:SINCE]]
        (place / "photos").write_bytes(bytes(shutil.disk_usage(place).free))
        with pytest.raises(DiskTrouble, match=r"Le disque est plein.*tout ce qui était déjà enregistré"):
            there.conservation.eliminate(gone, Ground.DUREE)
        assert there.records.count(PERSONNE) == HELD
        assert there.damages() == []
        (place / "photos").unlink()
        assert there.conservation.eliminate(gone, Ground.DUREE).persons == SINCE
    assert persons(place / "coffre") == HELD - SINCE


def persons(folder: Path) -> int:
    """Of a vault, looked at elsewhere, where there is room to open it."""
    with vault.open_vault(elsewhere(folder), PASSPHRASE, Watch()) as opened:
        assert opened.damages() == []
        assert not [path.name for path in opened.folder.iterdir() if "part" in path.name]
        return opened.records.count(PERSONNE)


def elsewhere(folder: Path) -> Path:
    place = folder.parent.parent / "regard"
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(folder, place / "coffre"))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("over", "for_good"), [(True, False), (True, True), (False, False)], ids=["over", "over, for good", "new"]
)
def test_each_call_of_the_system_may_fail_during_a_restoration(
    opened: vault.Vault, tmp_path: Path, over: bool, for_good: bool
):
    fill(opened, 2)
    made = safeguards.back_up(opened, tmp_path)
    fill(opened, 1)
    opened.close()
    failed = 0
    for nth in itertools.count(1, 4):
        folder = tmp_path / f"essai-{nth}" / "coffre"
        if over:
            shutil.copytree(opened.folder, folder)
        with pytest.MonkeyPatch.context() as patch:
            count = failing(patch, nth, for_good=for_good)
            done = attempt(made, folder)
            if count() < nth:
                assert done
                break
        failed += not done
        if over:
            assert persons(folder) in ((2,) if done else (2, 3))
        elif done:
            assert persons(folder) == 2
        else:
            restoration.restore(made.path, folder, PASSPHRASE, Watch())
            assert persons(folder) == 2
        shutil.rmtree(folder.parent)
    assert failed > 5


def attempt(made: Made, folder: Path) -> bool:
    """Whether it was restored; whatever else than a sentence goes through."""
    try:
        restoration.restore(made.path, folder, PASSPHRASE, Watch())
    except Failure:
        return False
    return True


def failing(patch: pytest.MonkeyPatch, nth: int, *, for_good: bool) -> Callable[[], int]:
    """Have the n-th call fail; how many there were."""
    count = 0

    def made(call: Callable[..., object]) -> Callable[..., object]:
        def called(*arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == nth or (for_good and count > nth):
                raise OSError(errno.EIO, "failed")
            return call(*arguments, **named)

        return called

    for name in ("open", "fsync", "replace", "link", "mkdir", "unlink", "rmdir"):
        patch.setattr(os, name, made(getattr(os, name)))
    return lambda: count
