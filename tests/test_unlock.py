"""The first screen: one vault, one passphrase, plain sentences."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import main
from exports.pdf_file import page_texts
from exports.pdfium import Reader
from models.departure import Departure
from models.passphrase import RULE
from models.roles import Role
from storage import attempts, disk, keys, paper_key, vault
from storage.database import Database
from storage.failures import disk_full
from storage.vault import Opening
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch, database
from tests.windows import leave, press, settle, type_in
from ui import printing
from ui.preferences import Preferences
from ui.window import Window

NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrated", lambda: keys.FLOOR)
    monkeypatch.setattr(keys, "raised", lambda *_: None)


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

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.unlock.findChildren(QWidget, name))

    def wait_seen(self, name: str) -> None:
        self.bot.waitUntil(lambda: self.sees(name), timeout=20_000)

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
    leave(made.window)
    settle()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    """The very first day: no vault is known."""
    made = door_to(qtbot, None, tmp_path / "preferences.json")
    yield made
    leave(made.window)
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


@pytest.mark.parametrize(("large", "beside"), [(0, True), (100 << 20, False)], ids=["large", "small"])
def test_a_large_vault_is_checked_beside_the_window(
    door: Door, monkeypatch: pytest.MonkeyPatch, large: int, beside: bool
):
    """It takes seconds, in which the window would be dead; a small one is open at once."""
    damages, threads = Database.damages, list[threading.Thread]()

    def noted(database: Database) -> list[str]:
        threads.append(threading.current_thread())
        return damages(database)

    monkeypatch.setattr(vault, "_LARGE", large)
    monkeypatch.setattr(Database, "damages", noted)
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_open()
    assert (threading.main_thread() not in threads) is beside


def test_a_large_vault_that_is_damaged_is_told(door: Door, opening: Opening, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vault, "_LARGE", 0)
    file = database(opening)
    file.write_bytes(file.read_bytes()[:8192] + bytes(4096) + file.read_bytes()[12288:])
    type_in(door.line("coffre.phrase"), PASSPHRASE)
    press(door.line("coffre.phrase"), Qt.Key.Key_Return)
    door.wait_refused()
    assert door.problem.startswith("La base du coffre est endommagée")
    assert "Restaurez la dernière sauvegarde" in door.problem


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


def fill(first: Door, folder: Path) -> None:
    """The two first steps, up to the button that makes the vault."""
    first.write("nouveau.dossier", str(folder))
    first.write("nouveau.utilisateur", "Claire")
    first.button("nouveau.suivant").click()
    for name in ("nouveau.phrase", "nouveau.phrase_encore"):
        first.write(name, PASSPHRASE)


def test_the_first_day_a_vault_is_made_in_three_short_steps(first: Door, tmp_path: Path):
    assert first.line("nouveau.utilisateur").hasFocus()
    create, go_on = first.button("nouveau.creer"), first.button("nouveau.suivant")
    advice = first.window.unlock.findChild(QLabel, "nouveau.conseil")
    assert advice is not None
    assert not go_on.isEnabled()
    first.write("nouveau.dossier", str(tmp_path / "coffre"))
    first.write("nouveau.utilisateur", "Claire")
    press(first.line("nouveau.utilisateur"), Qt.Key.Key_Return)
    assert first.line("nouveau.phrase").hasFocus()
    assert advice.text() == RULE
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
    first.wait_seen("secours.imprimer")
    assert first.window.workspace is None
    vault_ = first.window.unlock.entering.vault
    assert vault_ is not None
    groups, (one, two) = vault_.paper_key.groups(), first.window.unlock.entering.sheet._places
    first.write("secours.groupe_1", groups[one])
    first.write("secours.groupe_2", "FAUX")
    first.button("secours.verifier").click()
    told = first.window.unlock.findChild(QLabel, "secours.probleme")
    assert told is not None
    assert f"Le groupe {two + 1} n’est pas celui de la feuille" in told.text()
    first.write("secours.groupe_2", groups[two])
    first.button("secours.verifier").click()
    first.wait_open()
    assert vault_.paper_key.checked_on is not None
    assert vault.users(tmp_path / "coffre") == ("Claire",)
    assert first.line("secours.groupe_1").text() == "", "forgotten at once"


def test_the_words_that_are_proposed_are_shown_and_typed_once(first: Door):
    first.write("nouveau.utilisateur", "Claire")
    first.button("nouveau.suivant").click()
    first.button("nouveau.proposer").click()
    words = first.window.unlock.findChild(QLabel, "nouveau.mots")
    assert words is not None
    assert words.isVisible()
    assert len(words.text().split()) == 7
    assert first.line("nouveau.phrase_encore").hasFocus()
    assert not first.button("nouveau.creer").isEnabled()
    type_in(first.line("nouveau.phrase_encore"), words.text())
    assert first.button("nouveau.creer").isEnabled()
    first.write("nouveau.phrase", "une autre")
    assert not words.isVisible()


def test_the_sheet_is_never_written_beside_the_vault_and_is_registered(first: Door, tmp_path: Path):
    fill(first, tmp_path / "coffre")
    first.button("nouveau.creer").click()
    first.wait_seen("secours.imprimer")
    sheet, opened = first.window.unlock.entering.sheet, first.window.unlock.entering.vault
    assert opened is not None
    sheet.export(tmp_path / "coffre" / "feuille.pdf")
    told = first.window.unlock.findChild(QLabel, "secours.probleme")
    assert told is not None
    assert "celui d’un coffre" in told.text()
    assert not (tmp_path / "coffre" / "feuille.pdf").exists()
    sheet.export(tmp_path / "feuille.pdf")
    assert not told.isVisible()
    assert [each.kind for each in opened.departures.all()] == [Departure.SECOURS]
    (page,) = page_texts((tmp_path / "feuille.pdf").read_bytes())
    assert all(group in page for group in opened.paper_key.groups())


def test_the_sheet_is_printed_without_a_file(first: Door, tmp_path: Path):
    fill(first, tmp_path / "coffre")
    first.button("nouveau.creer").click()
    first.wait_seen("secours.imprimer")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    printing.send(printer, first.window.unlock.entering.sheet._pdf())
    with Reader((tmp_path / "papier.pdf").read_bytes()) as reader:
        drawn = reader.raster(0, 300)
    assert len(reader) == 1
    assert len(set(drawn.data)) > 20, "not a blank page"


def test_a_window_that_closes_on_the_sheet_closes_the_vault(first: Door, tmp_path: Path):
    fill(first, tmp_path / "coffre")
    first.button("nouveau.creer").click()
    first.wait_seen("secours.imprimer")
    first.window.lock()
    assert first.window.unlock.entering.vault is None
    assert not (tmp_path / "coffre" / "session.json").exists()
    assert first.line("coffre.phrase").isVisible()


def test_whoever_was_given_a_passphrase_chooses_her_own_before_anything_else(door: Door, opening: Opening):
    with vault.open_database(opening, Watch()) as opened:
        handed = opened.users.add("Anne-Lise", Role.INTERVENANT)
    door.window.unlock._open.set_folder(opening.folder)
    who = door.window.unlock.findChild(QComboBox, "coffre.utilisateur")
    assert who is not None
    who.setCurrentText("Anne-Lise")
    door.write("coffre.phrase", handed)
    door.button("coffre.ouvrir").click()
    door.wait_seen("choix.garder")
    assert door.window.workspace is None
    for name in ("choix.phrase", "choix.phrase_encore"):
        door.write(name, NEW)
    door.button("choix.garder").click()
    door.wait_open()
    door.window.lock()
    vault.open_vault(opening.folder, NEW, Watch(), "Anne-Lise").close()


def test_the_sheet_opens_the_vault_when_the_passphrase_is_forgotten(door: Door, opening: Opening):
    door.button("coffre.oubliee").click()
    assert door.line("secours.clef").hasFocus()
    groups = paper_key.groups(opening.master_key)
    door.write("secours.clef", " ".join(groups)[:-1] + "?")
    for name in ("secours.phrase", "secours.phrase_encore"):
        door.write(name, NEW)
    door.button("secours.ouvrir").click()
    door.wait_refused()
    assert "Le signe « ? »" in door.problem
    door.write("secours.clef", " ".join(groups).lower())
    door.button("secours.ouvrir").click()
    door.wait_open()
    door.window.lock()
    vault.open_vault(opening.folder, NEW, Watch(), USER).close()


def test_after_too_many_wrong_passphrases_she_waits_and_is_told_at_the_next_opening(
    door: Door, opening: Opening
):
    for _ in range(3):
        door.write("coffre.phrase", WRONG_PASSPHRASE)
        door.button("coffre.ouvrir").click()
        door.wait_refused()
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.bot.waitUntil(lambda: "prochain essai possible dans 5 s" in door.problem, timeout=20_000)
    assert not door.button("coffre.ouvrir").isEnabled()
    assert "5 s" in door.button("coffre.ouvrir").text()
    attempts_ = attempts.read(opening.folder)
    long_ago = {"echecs": attempts_.failed, "dernier": "2012-06-14T08:00:00+02:00"}
    (opening.folder / attempts.NAME).write_text(json.dumps(long_ago))
    door.window.unlock._open.wait(0)
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    assert door.window.workspace is not None
    assert "3 phrases incorrectes ont été essayées" in door.window.workspace.notices.sentence


def test_a_vault_is_not_made_over_something(first: Door, tmp_path: Path):
    (tmp_path / "coffre").mkdir()
    (tmp_path / "coffre" / "photo.jpg").touch()
    fill(first, tmp_path / "coffre")
    first.button("nouveau.creer").click()
    first.wait_refused()
    assert first.line("nouveau.utilisateur").text() == "Claire", "nothing to type again"
    assert first.line("nouveau.phrase").text() == PASSPHRASE


def test_a_full_disk_is_told(first: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise disk_full(released=False)

    monkeypatch.setattr(disk, "take_ballast", full)
    fill(first, tmp_path / "coffre")
    first.button("nouveau.creer").click()
    first.wait_refused()
    assert "disque est plein" in first.problem


def test_the_vault_is_known_the_next_day_and_the_other_way_in_is_one_click_away(
    door: Door, qtbot: QtBot, tmp_path: Path, opening: Opening
):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    leave(door.window)
    next_day = door_to(qtbot, None, tmp_path / "preferences.json")
    assert next_day.line("coffre.dossier").text() == str(opening.folder)
    next_day.button("coffre.nouveau").click()
    assert next_day.line("nouveau.utilisateur").isVisible()
    next_day.button("nouveau.retour").click()
    assert next_day.line("coffre.phrase").hasFocus()
    leave(next_day.window)


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


def test_who_was_added_while_the_vault_was_open_is_among_those_who_open_it(door: Door):
    who = door.window.unlock.findChild(QComboBox, "coffre.utilisateur")
    assert who is not None
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_open()
    assert door.window.workspace is not None
    door.window.workspace._vault.users.add("Anne-Lise", Role.INTERVENANT)
    door.window.lock()
    assert {who.itemText(place) for place in range(who.count())} == {USER, "Anne-Lise"}
    assert who.currentText() == USER


def test_a_home_that_nobody_has_is_only_a_folder_that_is_not_there(door: Door):
    door.write("coffre.dossier", "~personne-de-ce-nom/coffre")
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    door.wait_refused()
    assert "n’existe pas" in door.problem


def test_a_window_that_closes_opens_no_vault(door: Door, opening: Opening):
    door.write("coffre.phrase", PASSPHRASE)
    door.button("coffre.ouvrir").click()
    leave(door.window)
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
