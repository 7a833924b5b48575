"""What the tests stand on: quick vaults, and a clock that stands still."""

import functools
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from storage import backups, disk, keys, vault
from storage.backups import Made, Snapshot, Source
from tests import vaults, windows
from tests.vaults import Watch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("permanence", deadline=None, print_blob=True)
settings.load_profile("permanence")


@pytest.fixture(scope="session", autouse=True)
def small_ballast() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "BALLAST_BYTES", 64 * 1024)
        yield


@pytest.fixture(autouse=True)
def every_backup_restored() -> Iterator[None]:
    """Whatever the test is about, the backups that it made and left as they were can be restored."""
    seal, made = backups.seal, list[tuple[Path, Source, str]]()

    def noted(snapshot: Snapshot, *how: Any, **named: Any) -> Made:
        done = seal(snapshot, *how, **named)
        made.append((done.path, snapshot.source, digest(done.path)))
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backups, "seal", noted)
        yield
    for path, source, written in made:
        if digest(path) == written:
            assert vaults.unsound(path, source) == ()


def digest(path: Path) -> str:
    """Empty for a file that is no more."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> vault.Opening:
    """A closed vault with nobody in it; to be copied, never opened."""
    folder = tmp_path_factory.mktemp("vault") / "coffre"
    return vault.prepare(folder, vaults.USER, vaults.PASSPHRASE, Watch(), cost=keys.FLOOR)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, made_once: vault.Opening) -> None:
    """No time spent on deriving keys: the passphrase of the vaults opens them, no other does."""
    monkeypatch.setattr(keys, "_derive", functools.cache(keys._derive))


@pytest.fixture
def opening(made_once: vault.Opening, tmp_path: Path) -> vault.Opening:
    """A closed vault of the test's own, its keys open."""
    return vaults.copied(made_once, tmp_path / "coffre")


@pytest.fixture
def opened(opening: vault.Opening, clock: Watch) -> Iterator[vault.Vault]:
    """An open vault of the test's own, with nobody in it."""
    with vault.open_database(opening, clock) as each:
        yield each


@pytest.fixture
def screen(qapp: object, opening: vault.Opening, clock: Watch, tmp_path: Path) -> Iterator[windows.Screen]:
    """The window, on a vault of the test's own with nobody in it."""
    with windows.open_screen(opening, clock, tmp_path / "preferences.json") as each:
        yield each
