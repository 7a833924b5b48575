"""The first screen: one vault, one passphrase, plain sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

import main
from models.passphrase import RULE
from storage import disk, keys, vault
from storage.failures import disk_full
from storage.vault import Opening
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch
from tests.windows import press, settle, type_in
from ui.preferences import Preferences
from ui.window import Window


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrated", lambda: keys.FLOOR)


class Door:
    """The lock screen, and hands."""

    def __init__(self, bot: QtBot, window: Window) -> None:
        self.bot, self.window = bot, window

    def line(self, name: str) -> QLineEdit:
        found = self.window.unlock.findChild(QLineEdit, name)
        assert found is not None, name
        return found

    def button(self, name: str) -> QPushButton:
        found = self.window.unlock.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def write(self, name: str, text: str) -> None:
        self.line(name).setFocus()
        self.line(name).selectAll()
        type_in(self.line(name), text)

    @property
    def problem(self) -> str:
        told = self.window.unlock.findChild(QLabel, "deverrouillage.probleme")
        assert told is not None
        return told.text() if told.isVisible() else ""

    def wait_open(self) -> None:
        self.bot.waitUntil(lambda: self.window.workspace is not None, timeout=20_000)

    def wait_refused(self) -> None:
        self.bot.waitUntil(lambda: bool(self.problem), timeout=20_000)


def door_to(qtbot: QtBot, folder: Path | None, preferences: Path) -> Door:
    window = main.build([str(folder)] if folder else [], clock=Watch(), preferences=preferences)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Door(qtbot, window)


@pytest.fixture
def door(qtbot: QtBot, opening: Opening, tmp_path: Path) -> Iterator[Door]:
    """In front of a vault that is there."""
    made = door_to(qtbot, opening.folder, tmp_path / "preferences.json")
    yield made
    made.window.close()
    settle()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    """The very first day: no vault is known."""
    made = door_to(qtbot, None, tmp_path / "preferences.json")
    yield made
    made.window.close()
    settle()


def test_the_keyboard_is_on_the_passphrase_and_enter_opens(door: Door):
    assert door.line("coffre.phrase").hasFocus()
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_open()
    assert door.line("coffre.phrase").text() == "", "forgotten at once"


def test_a_wrong_passphrase_is_told_and_the_right_one_opens_after_it(door: Door):
    door.write("coffre.phrase", WRONG_PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_refused()
    assert door.problem.startswith("Phrase de passe incorrecte")
    assert WRONG_PASSPHRASE not in door.problem
    assert door.line("coffre.phrase").hasFocus()
    assert door.line("coffre.phrase").hasSelectedText(), "to be typed over"
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_open()


def test_a_folder_that_is_no_vault_is_told(door: Door, tmp_path: Path):
    door.write("coffre.dossier", str(tmp_path / "ailleurs"))
    door.write("coffre.phrase", PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_refused()
    assert "Rien n’a été modifié" in door.problem


def test_the_passphrase_is_hidden_unless_asked(door: Door):
    line = door.line("coffre.phrase")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    (eye,) = line.actions()
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_told(door: Door):
    told = door.window.unlock.findChild(QLabel, "coffre.majuscules")
    assert told is not None
    type_in(door.line("coffre.phrase"), "A")
    assert told.isVisible(), "a capital without Shift"
    type_in(door.line("coffre.phrase"), "a")
    assert not told.isVisible()


def test_who_opens_is_known(door: Door):
    who = door.window.unlock.findChild(QComboBox, "coffre.utilisateur")
    assert who is not None
    assert who.currentText() == USER


def test_waiting_is_shown_and_nothing_can_be_pressed_twice(door: Door):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    busy = door.window.unlock.findChild(QProgressBar)
    assert busy is not None
    assert busy.isVisible()
    assert not door.button("coffre.ouvrir").isEnabled()
    door.wait_open()
    assert not busy.isVisible()


def test_the_first_day_a_vault_is_made_in_a_few_words(first: Door, tmp_path: Path):
    assert first.line("nouveau.utilisateur").hasFocus()
    create = first.button("nouveau.creer")
    advice = first.window.unlock.findChild(QLabel, "nouveau.conseil")
    assert advice is not None
    assert advice.text() == RULE
    first.write("nouveau.dossier", str(tmp_path / "coffre"))
    first.write("nouveau.utilisateur", "Claire")
    first.write("nouveau.phrase", "facile")
    assert "trop facile" in advice.text()
    assert not create.isEnabled()
    first.write("nouveau.phrase", PASSPHRASE)
    assert "retapez-la" in advice.text()
    first.write("nouveau.phrase_encore", WRONG_PASSPHRASE)
    assert "pas les mêmes" in advice.text()
    first.write("nouveau.phrase_encore", PASSPHRASE)
    assert create.isEnabled()
    press(first.line("nouveau.phrase_encore"), Qt.Key.Key_Return)
    first.wait_open()
    assert vault.users(tmp_path / "coffre") == ("Claire",)


def test_a_vault_is_not_made_over_something(first: Door, tmp_path: Path):
    (tmp_path / "coffre").mkdir()
    (tmp_path / "coffre" / "photo.jpg").touch()
    first.write("nouveau.dossier", str(tmp_path / "coffre"))
    first.write("nouveau.utilisateur", "Claire")
    for name in ("nouveau.phrase", "nouveau.phrase_encore"):
        first.write(name, PASSPHRASE)
    first.button("nouveau.creer").click()
    first.wait_refused()
    assert first.line("nouveau.utilisateur").text() == "Claire", "nothing to type again"
    assert first.line("nouveau.phrase").text() == PASSPHRASE


def test_a_full_disk_is_told(first: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise disk_full(released=False)

    monkeypatch.setattr(disk, "take_ballast", full)
    first.write("nouveau.dossier", str(tmp_path / "coffre"))
    first.write("nouveau.utilisateur", "Claire")
    for name in ("nouveau.phrase", "nouveau.phrase_encore"):
        first.write(name, PASSPHRASE)
    first.button("nouveau.creer").click()
    first.wait_refused()
    assert "disque est plein" in first.problem


def test_the_vault_is_known_the_next_day_and_the_other_way_in_is_one_click_away(
    door: Door, qtbot: QtBot, tmp_path: Path, opening: Opening
):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    door.window.close()
    next_day = door_to(qtbot, None, tmp_path / "preferences.json")
    assert next_day.line("coffre.dossier").text() == str(opening.folder)
    next_day.button("coffre.nouveau").click()
    assert next_day.line("nouveau.utilisateur").isVisible()
    next_day.button("nouveau.retour").click()
    assert next_day.line("coffre.phrase").hasFocus()
    next_day.window.close()


def test_after_the_lock_only_the_passphrase_is_asked(door: Door):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    door.window.lock()
    assert door.line("coffre.phrase").hasFocus()
    assert door.problem == ""
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_open()


def test_a_home_that_nobody_has_is_only_a_folder_that_is_not_there(door: Door):
    door.write("coffre.dossier", "~personne-de-ce-nom/coffre")
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_refused()
    assert "n’existe pas" in door.problem


def test_a_window_that_closes_opens_no_vault(door: Door, opening: Opening):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.window.close()
    settle()
    assert door.window.workspace is None
    assert not (opening.folder / "session.json").exists()


def test_the_vault_is_remembered_by_its_whole_path(
    door: Door, opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(opening.folder.parent)
    door.write("coffre.dossier", opening.folder.name)
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    assert Preferences(tmp_path / "preferences.json").vault == opening.folder


@pytest.fixture
def someone_else(opening: Opening) -> vault.Vault:
    """Another session that has the vault."""
    return vault.open_vault(opening.folder, PASSPHRASE, Watch())


def refused_because_in_use(door: Door) -> None:
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_refused()
    assert door.problem.startswith(f"Ce coffre est déjà ouvert par {USER} depuis le 15/06/2012 à 09:12.")


def test_she_can_wait_for_a_vault_in_use_and_it_opens_by_itself(
    someone_else: vault.Vault, door: Door, monkeypatch: pytest.MonkeyPatch
):
    door.window.unlock._attempts.setInterval(50)
    refused_because_in_use(door)
    door.button("deverrouillage.attendre").click()
    door.bot.wait(300)
    assert door.window.workspace is None
    assert door.problem.startswith("En attente")
    someone_else.close()
    door.wait_open()
    assert door.window.unlock._wanted is None


def test_she_can_stop_waiting(someone_else: vault.Vault, door: Door):
    door.window.unlock._attempts.setInterval(20)
    refused_because_in_use(door)
    door.button("deverrouillage.attendre").click()
    door.button("deverrouillage.renoncer").click()
    someone_else.close()
    door.bot.wait(200)
    assert door.window.workspace is None
    assert door.problem.startswith("L’attente est terminée")
    assert door.window.unlock._wanted is None, "the keys are forgotten"
    assert door.line("coffre.phrase").text() == ""


def test_the_keys_are_not_kept_for_ever_while_waiting(someone_else: vault.Vault, door: Door):
    door.window.unlock._longest.setInterval(100)
    refused_because_in_use(door)
    door.button("deverrouillage.attendre").click()
    door.bot.waitUntil(lambda: door.problem.startswith("L’attente est terminée"))
    assert door.window.unlock._wanted is None
    someone_else.close()


def test_there_is_nothing_to_wait_for_after_another_failure(door: Door):
    door.write("coffre.phrase", WRONG_PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_refused()
    assert not door.button("deverrouillage.attendre").isVisible()
