"""A file that leaves is whole, for its owner alone, or is not there."""

import errno
import os
import stat
from pathlib import Path

import pytest

from exports import files
from models.failure import Failure

DATA = b"des octets" * 1000


def refusal(path: Path, *, replace: bool = False) -> str:
    with pytest.raises(Failure) as refused:
        files.write(path, DATA, replace=replace)
    return str(refused.value)


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    files.write(tmp_path / "comptage-2012.xlsx", DATA)
    assert (tmp_path / "comptage-2012.xlsx").read_bytes() == DATA
    assert os.listdir(tmp_path) == ["comptage-2012.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_file_is_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        files.write(tmp_path / "brouillon.pdf", DATA)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "brouillon.pdf").stat().st_mode) == 0o600


def test_a_file_that_is_already_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "comptage-2012.xlsx"
    path.write_bytes(b"ancien")
    assert "existe déjà" in refusal(path)
    assert path.read_bytes() == b"ancien"
    assert os.listdir(tmp_path) == [path.name]


def test_a_file_is_replaced_when_it_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "comptage-2012.xlsx"
    path.write_bytes(b"ancien")
    files.write(path, DATA, replace=True)
    assert path.read_bytes() == DATA


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "n’existe pas" in refusal(tmp_path / "parti" / "comptage.pdf")
    (tmp_path / "fichier").write_bytes(b"")
    assert "n’existe pas" in refusal(tmp_path / "fichier" / "comptage.pdf")


def test_a_name_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "comptage").mkdir()
    assert refusal(tmp_path / "comptage", replace=True)
    assert os.listdir(tmp_path) == ["comptage"]


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        ("fsync", errno.ENOSPC, "plus assez de place"),
        ("fsync", errno.EIO, "n’a pas pu écrire"),
        ("replace", errno.EROFS, "n’accepte pas ce fichier"),
        ("replace", errno.EACCES, "n’accepte pas ce fichier"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_a_disk_that_refuses_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, sentence: str, replace: bool
) -> None:
    path = tmp_path / "comptage-2012.xlsx"
    if replace:
        path.write_bytes(b"ancien")

    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, call, refuse)
    told = refusal(path, replace=replace)
    assert sentence in told
    assert "dans le coffre" in told
    assert os.listdir(tmp_path) == ([path.name] if replace else [])
    assert not replace or path.read_bytes() == b"ancien"
