"""The whole main journey with the keyboard alone: no click, no widget reached but by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import main
from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION
from models.forms import accueil, evaluation, orientation, personne
from storage import keys, vault
from tests.vaults import PASSPHRASE, Watch
from tests.windows import leave, press, settle, type_in
from ui import saver
from ui.window import Window

KEY = Qt.Key


class Keyboard:
    def __init__(self, bot: QtBot, window: Window) -> None:
        self.bot, self.window = bot, window

    @property
    def place(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def at(self) -> str:
        """The name of what has the keyboard, or of what it is part of."""
        widget: QWidget | None = self.place
        while widget is not None and not widget.objectName().strip():
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    def press(self, key: Qt.Key, *, control: bool = False, alt: bool = False) -> None:
        press(self.place, key, control=control, alt=alt)
        settle()

    def tab_to(self, name: str, most: int = 60) -> None:
        for _ in range(most):
            if self.at() == name:
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab; the keyboard is on {self.at()}")

    def write(self, text: str) -> None:
        type_in(self.place, text)

    def answer(self, name: str, text: str) -> None:
        """Tab to a line or a list, and type."""
        self.tab_to(name)
        self.write(text)

    def choose(self, name: str, label: str) -> None:
        """Tab to radio buttons, then the arrows and Space."""
        self.tab_to(name)
        for _ in range(10):
            if self.place.accessibleName() == label:
                break
            self.press(KEY.Key_Right)
        self.press(KEY.Key_Space)

    def wait_open(self) -> None:
        self.bot.waitUntil(lambda: self.window.workspace is not None, timeout=20_000)
        settle()

    def page(self) -> str:
        assert self.window.workspace is not None
        return self.window.workspace.page.objectName()

    def name_file(self, path: Path) -> None:
        """In the window that asks where to write."""
        self.bot.waitUntil(lambda: bool(self.window.findChildren(QFileDialog)))
        (dialog,) = self.window.findChildren(QFileDialog)
        dialog.activateWindow()
        self.bot.waitUntil(lambda: dialog.isAncestorOf(self.place))
        self.tab_to("fileNameEdit")
        press(self.place, KEY.Key_A, control=True)
        self.write(str(path))
        self.press(KEY.Key_Return)
        self.window.activateWindow()  # as the system does when the other window goes
        self.bot.waitUntil(lambda: QApplication.focusWidget() is not None)


@pytest.fixture
def keyboard(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    monkeypatch.setattr(keys, "calibrated", lambda: keys.FLOOR)
    monkeypatch.setattr(saver, "PAUSE", 20)
    window = main.build([], clock=Watch(), preferences=tmp_path / "preferences.json")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Keyboard(qtbot, window)
    leave(window)
    settle()


def test_from_the_first_day_to_the_files_without_a_mouse(keyboard: Keyboard, tmp_path: Path) -> None:
    folder = tmp_path / "coffre"
    keyboard.answer("nouveau.dossier", "")
    press(keyboard.place, KEY.Key_A, control=True)
    keyboard.write(str(folder))
    keyboard.answer("nouveau.utilisateur", "Claire")
    keyboard.press(KEY.Key_Return)
    keyboard.answer("nouveau.phrase", PASSPHRASE)
    keyboard.answer("nouveau.phrase_encore", PASSPHRASE)
    keyboard.press(KEY.Key_Return)
    keyboard.bot.waitUntil(lambda: keyboard.at() == "secours.imprimer", timeout=20_000)
    keyboard.tab_to("secours.plus_tard")
    keyboard.press(KEY.Key_Return)
    keyboard.wait_open()

    assert keyboard.at() == "recherche"
    keyboard.write("Étienne-Dubois Zoé")
    keyboard.press(KEY.Key_Return)
    assert keyboard.page() == "page.situation"
    keyboard.answer(accueil.ORIGINE.code, "équipage")
    keyboard.answer(accueil.STATUT.code, "victime déclarée")
    keyboard.answer(accueil.PROBLEMATIQUE.code, "ex-conjoint")
    keyboard.press(KEY.Key_Tab)
    keyboard.press(KEY.Key_2, control=True)
    keyboard.choose(personne.SEXE.code, "Femme")

    keyboard.press(KEY.Key_3, control=True)
    keyboard.tab_to("evaluation.ajouter")
    keyboard.press(KEY.Key_Return)
    keyboard.choose(evaluation.BESOINS[0].code, "Urgent (48 h)")
    keyboard.press(KEY.Key_6, control=True)
    keyboard.tab_to("orientation.ajouter")
    keyboard.press(KEY.Key_Return)
    keyboard.answer(orientation.DESTINATAIRE.code, "avocat")
    keyboard.press(KEY.Key_Tab)

    keyboard.press(KEY.Key_F12)
    assert keyboard.window.workspace is None
    assert keyboard.at() == "coffre.phrase"
    keyboard.write(PASSPHRASE)
    keyboard.press(KEY.Key_Return)
    keyboard.wait_open()
    assert keyboard.page() == "page.situation", "back to the same place"

    keyboard.press(KEY.Key_K, control=True)
    keyboard.write("zoe etienne")
    keyboard.press(KEY.Key_Return)
    assert keyboard.page() == "page.personne"
    keyboard.tab_to("situation.ouvrir")
    keyboard.press(KEY.Key_Return)
    assert keyboard.page() == "page.situation"
    keyboard.press(KEY.Key_8, control=True)
    assert keyboard.page() == "page.ordonnance"
    keyboard.press(KEY.Key_E, alt=True)
    keyboard.bot.waitUntil(lambda: keyboard.at() == "ordonnance.sans_danger")
    keyboard.press(KEY.Key_Space)
    keyboard.tab_to("ordonnance.continuer")
    keyboard.press(KEY.Key_Return)
    keyboard.name_file(tmp_path / "brouillon.pdf")
    assert (tmp_path / "brouillon.pdf").read_bytes().startswith(b"%PDF")

    keyboard.press(KEY.Key_T, control=True)
    assert keyboard.page() == "page.statistiques"
    keyboard.press(KEY.Key_B, alt=True)
    keyboard.bot.waitUntil(lambda: keyboard.place.objectName() == "publier.annee")
    keyboard.press(KEY.Key_P, alt=True)
    keyboard.bot.waitUntil(lambda: keyboard.place.objectName() == "publier.confirmer", timeout=30_000)
    keyboard.press(KEY.Key_C, alt=True)
    (tmp_path / "comptage").mkdir()
    keyboard.name_file(tmp_path / "comptage")
    made = tmp_path / "comptage" / "comptage-2011.xlsx"
    keyboard.bot.waitUntil(made.exists, timeout=30_000)

    keyboard.window.lock()
    with vault.open_vault(folder, PASSPHRASE, Watch()) as opened:
        records = opened.records
        (person,) = records.all(PERSONNE)
        (situation,) = records.of(person, SITUATION)
        assert person.answers[personne.SEXE] == "femme"
        assert (situation.answers[accueil.STATUT] or "").startswith("victime.")
        assert records.of(situation, EVALUATION)[0].answers[evaluation.BESOINS[0]] == evaluation.URGENT
        assert records.of(situation, ORIENTATION)[0].answers[orientation.DESTINATAIRE] == "avocat"
