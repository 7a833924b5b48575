"""A first day through the real window, on a real encrypted file, with the keyboard and the mouse."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import main
from exports.pdf_file import page_texts
from models.closing import LAST
from models.forms import accueil, evaluation, orientation, personne
from storage import vault
from tests.windows import leave
from ui.choices import SearchChoice
from ui.pages.ordonnance import OrdonnancePage
from ui.pages.statistiques import Statistiques
from ui.window import Window, Workspace

PHRASE = "sept mots tirés au hasard pour essayer"
DAY = datetime(2012, 5, 14, 9, 30, tzinfo=timezone(timedelta(hours=2)))

W = TypeVar("W", bound=QWidget)


class Hand:
    """What a person does: look, click, type."""

    def __init__(self, bot: QtBot, window: Window) -> None:
        self.bot, self.window = bot, window

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None, "the vault is closed"
        return self.window.workspace

    def see(self, name: str, kind: type[W]) -> W:
        """The visible widget of that name, once it is there."""

        def seen() -> list[W]:
            return [each for each in self.window.findChildren(kind, name) if each.isVisible()]

        self.bot.waitUntil(lambda: bool(seen()), timeout=5_000)
        return seen()[0]

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        self.bot.mouseClick(self.see(name, QAbstractButton), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        widget = self.see(name, QWidget)
        widget.setFocus()
        target = widget.focusProxy() or widget
        assert isinstance(target, QLineEdit | QPlainTextEdit)
        target.selectAll()
        self.keys(target, text)

    def keys(self, widget: QWidget, text: str) -> None:
        """Key after key, accents included, which Qt's own test typist does not know."""
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    def enter(self, name: str) -> None:
        self.bot.keyClick(self.see(name, QLineEdit), Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def choose(self, name: str, words: str) -> None:
        """Type enough of an answer in a long list, then Tab; or click it in a short one."""
        widget = self.see(name, QWidget)
        if isinstance(widget, SearchChoice):
            line = widget.lineEdit()
            assert line is not None
            line.setFocus()
            line.selectAll()
            self.keys(line, words)
            self.bot.keyClick(line, Qt.Key.Key_Tab)
        else:
            button = next(each for each in widget.findChildren(QRadioButton) if each.text() == words)
            self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def page(self) -> str:
        return self.workspace.page.objectName()


@pytest.fixture
def hand(qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    window = main.build([], clock=lambda: DAY, preferences=tmp_path / "preferences.json")
    qtbot.addWidget(window)
    window.show()
    yield Hand(qtbot, window)
    leave(window)


def create(hand: Hand, folder: Path) -> None:
    hand.type("nouveau.dossier", str(folder))
    hand.type("nouveau.utilisateur", "Claire")
    hand.click("nouveau.suivant")
    hand.type("nouveau.phrase", PHRASE)
    hand.type("nouveau.phrase_encore", PHRASE)
    hand.click("nouveau.creer")
    hand.bot.waitUntil(lambda: hand.sees("secours.plus_tard"), timeout=30_000)
    hand.click("secours.plus_tard")
    hand.bot.waitUntil(lambda: hand.window.workspace is not None, timeout=30_000)


def test_a_whole_day(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "coffre"
    create(hand, folder)
    assert hand.page() == "page.aujourdhui"

    # She comes in: her name typed in the search box becomes her file.
    hand.type("recherche", "Étienne-Dubois Zoé")
    hand.enter("recherche")
    assert hand.page() == "page.situation"
    assert "tienne" not in hand.window.windowTitle()
    hand.choose(accueil.STATUT.code, "victime déclarée")
    hand.choose(accueil.ORIGINE.code, "équipage")
    hand.choose(accueil.PROBLEMATIQUE.code, "ex-conjoint")
    hand.type(accueil.EXPOSE.code, "Dispute hier soir, elle a dormi chez une voisine.")

    # Her needs, then where to send her.
    hand.click("evaluation.ajouter")
    hand.choose(evaluation.BESOINS[0].code, "Urgent (48 h)")
    hand.click("orientation.ajouter")
    hand.choose(orientation.DESTINATAIRE.code, "avocat")
    saved = hand.see("enregistre", QLabel)
    hand.bot.waitUntil(lambda: saved.text() == "Enregistré à 09:30:00", timeout=5_000)

    # Someone opens the door; nothing is asked, nothing is lost.
    hand.type(personne.PRENOM.code, "Zoé-Lou")
    hand.key(Qt.Key.Key_F12)
    assert hand.window.workspace is None
    assert hand.window.windowTitle() == "Permanence"

    hand.type("coffre.phrase", "pas celle-là, une autre de sept mots")
    hand.click("coffre.ouvrir")
    told = hand.window.findChild(QLabel, "deverrouillage.probleme")
    assert told is not None
    hand.bot.waitUntil(lambda: told.text().startswith("Phrase de passe incorrecte"), timeout=30_000)
    hand.type("coffre.phrase", PHRASE)
    hand.enter("coffre.phrase")
    hand.bot.waitUntil(lambda: hand.window.workspace is not None, timeout=30_000)

    # Found again, whatever the accents and the order.
    assert hand.page() == "page.situation", "back to the same place"
    hand.click("aller.aujourdhui")
    hand.type("recherche", "zoe etienne")
    hand.enter("recherche")
    assert hand.page() == "page.personne"
    hand.click("situation.ouvrir")
    assert hand.see(accueil.EXPOSE.code, QPlainTextEdit).toPlainText().startswith("Dispute hier soir")

    # The draft of the order.
    hand.click("section.ordonnance")
    order = hand.workspace.page
    assert isinstance(order, OrdonnancePage)
    order.export(tmp_path / "brouillon.pdf")
    text = " ".join(page_texts((tmp_path / "brouillon.pdf").read_bytes()))
    assert "Étienne-Dubois" in text or "ÉTIENNE-DUBOIS" in text
    assert "Zoé-Lou" in text

    # The figures of the year: one person is too few to be told apart.
    hand.click("aller.statistiques")
    statistics = hand.workspace.page
    assert isinstance(statistics, Statistiques)
    assert hand.see("statistiques.familles", QListWidget).count() > 1
    statistics.show_publishing()
    statistics.publishing.choose(DAY.year - 1, LAST)
    statistics.publishing.look()
    hand.bot.waitUntil(lambda: statistics.publishing.is_ready, timeout=30_000)
    with hand.bot.waitSignal(statistics.publishing.published, timeout=30_000):
        statistics.publishing.publish(tmp_path)
    book = openpyxl.load_workbook(tmp_path / f"comptage-{DAY.year - 1}.xlsx")
    numbers = [c.value for sheet in book for row in sheet for c in row if isinstance(c.value, int | float)]
    assert not [number for number in numbers if 1 <= number <= 5]

    hand.window.lock()
    with vault.open_vault(folder, PHRASE, lambda: DAY) as opened:
        (person,) = opened.records.recent_persons()
        assert person.name == "ÉTIENNE-DUBOIS Zoé-Lou"
        assert opened.damages() == []


def test_a_second_window_is_told_who_has_the_vault(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    create(hand, tmp_path / "coffre")
    second = main.build([str(tmp_path / "coffre")], clock=lambda: DAY, preferences=tmp_path / "p2.json")
    qtbot.addWidget(second)
    second.show()
    other = Hand(qtbot, second)
    other.type("coffre.phrase", PHRASE)
    other.click("coffre.ouvrir")
    told = second.findChild(QLabel, "deverrouillage.probleme")
    assert told is not None
    qtbot.waitUntil(lambda: "déjà ouvert par Claire" in told.text(), timeout=30_000)
    assert second.workspace is None


def test_the_window_speaks_french_qt_included(hand: Hand) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    hand.bot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuler"


def test_building_the_window_enters_no_event_loop_and_opens_nothing(hand: Hand) -> None:
    assert hand.window.workspace is None
    assert hand.see("page.deverrouillage", QWidget)
