"""À propos: the versions, and what protects here and now, found by looking."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from models.edition import VERSION
from storage import network, process, protections, vault
from storage.network import Refusal
from tests.windows import Screen

ROOT = Path(__file__).parents[1]


def told(folder: Path) -> dict[str, bool | None]:
    return {each.name: each.holds for each in protections.protections(folder)}


def test_the_version_is_that_of_the_project():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_the_page_shows_versions_places_and_protections(screen: Screen):
    screen.click("aller.reglages")
    screen.click("reglages.apropos")
    assert screen.page.objectName() == "page.apropos"
    words = "\n".join(each.text() for each in screen.page.findChildren(QLabel))
    for expected in (VERSION, "SQLCipher 4", str(screen.vault.folder), "EUPL", "Réseau", "Mémoire d’échange"):
        assert expected in words


@pytest.mark.parametrize(
    ("refusal", "holds"),
    [(Refusal.BY_THE_SYSTEM, True), (Refusal.BY_PYTHON_ALONE, False), (Refusal.NONE, False)],
)
def test_the_network_is_told_as_it_is_found(
    opened: vault.Vault, monkeypatch: pytest.MonkeyPatch, refusal: Refusal, holds: bool
):
    monkeypatch.setattr(network, "refusal", lambda: refusal)
    assert told(opened.folder)["Réseau"] is holds


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_rights_that_were_opened_are_told(opened: vault.Vault):
    assert told(opened.folder)["Droits du dossier"] is True
    (opened.folder / "clefs.json").chmod(0o644)
    assert told(opened.folder)["Droits du dossier"] is False


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_everything_in_the_folder_is_its_owners_alone(opened: vault.Vault):
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in opened.folder.iterdir()}
    assert set(modes.values()) == {"0o600"}, modes
    assert opened.folder.stat().st_mode & 0o777 == 0o700


def test_memory_that_can_be_read_is_told(opened: vault.Vault, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "is_hidden", lambda: False)
    assert told(opened.folder)["Mémoire"] is False
    monkeypatch.setattr(process, "is_hidden", lambda: True)
    assert told(opened.folder)["Mémoire"] is True


@pytest.mark.skipif(not Path("/proc").exists(), reason="swap is looked for as on Linux")
def test_swap_in_clear_is_told(opened: vault.Vault, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protections, "_swap_devices", lambda: ["/swapfile"])
    assert told(opened.folder)["Mémoire d’échange"] is False
    monkeypatch.setattr(protections, "_swap_devices", lambda: ["/dev/zram0"])
    assert told(opened.folder)["Mémoire d’échange"] is True
    monkeypatch.setattr(protections, "_swap_devices", list)
    assert told(opened.folder)["Mémoire d’échange"] is True


def test_every_line_says_what_to_do_or_what_holds(opened: vault.Vault):
    for each in protections.protections(opened.folder):
        assert re.search(r"[.]$", each.told)
        assert len(each.told) > 20
