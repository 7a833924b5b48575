"""A first contact, with the person across the desk: by the keyboard alone, in at most 25 gestures.

A gesture is a click, or a key that is not a character of what is written.
"""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from models.casework import ORIENTATION, PERSONNE, SITUATION
from models.fields import NON_RENSEIGNE
from models.forms import accueil, orientation, personne
from tests.windows import Screen, press, settle, type_in
from ui import saver

MOST = 25


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "PAUSE", 20)


@dataclass
class Hand:
    """Writes and presses where the keyboard is, and counts."""

    screen: Screen
    gestures: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        type_in(self.screen.focus(), text)

    def press(self, key: Qt.Key, *, control: bool = False) -> None:
        self.gestures.append(key.name)
        press(self.screen.focus(), key, control=control)
        settle()

    def go_to(self, code: str) -> None:
        """Tab until the keyboard is on the question."""
        for _ in range(12):
            if self.question() == code:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{code} is not reached by a few tabs: {self.question()} is")

    def question(self) -> str:
        widget: QWidget | None = self.screen.focus()
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return "" if widget is None else widget.objectName()

    def choose(self, code: str, text: str) -> None:
        """Enough of an answer for the list to find it, then Tab."""
        self.go_to(code)
        self.write(text)
        self.press(Qt.Key.Key_Tab)


def test_a_first_contact_with_an_orientation_takes_few_gestures(screen: Screen) -> None:
    hand = Hand(screen)
    hand.press(Qt.Key.Key_K, control=True)
    hand.write("Étienne-Dubois Zoé")
    hand.press(Qt.Key.Key_Return)
    hand.choose(accueil.ORIGINE.code, "équipage")
    hand.choose(accueil.STATUT.code, "victime déclarée")
    hand.choose(accueil.PROBLEMATIQUE.code, "ex-conjoint")
    hand.press(Qt.Key.Key_6, control=True)
    if hand.question() == "orientation.ajouter":
        hand.press(Qt.Key.Key_Return)
    hand.choose(orientation.DESTINATAIRE.code, "avocat")
    screen.page.flush()

    assert len(hand.gestures) <= MOST, hand.gestures
    situation = screen.only(SITUATION).answers
    assert screen.only(PERSONNE).answers[personne.NOM] == "Étienne-Dubois"
    assert situation[accueil.ORIGINE] is not None
    assert (situation[accueil.STATUT] or "").startswith("victime.")
    assert (situation[accueil.PROBLEMATIQUE] or "").startswith("violences_couple.")
    assert screen.only(ORIENTATION).answers[orientation.DESTINATAIRE] == "avocat"


def test_the_control_a_journey_of_too_many_gestures_is_noticed(screen: Screen) -> None:
    hand = Hand(screen)
    screen.situation()
    for _ in range(MOST + 1):
        hand.press(Qt.Key.Key_Tab)
    assert len(hand.gestures) > MOST


def gaps(screen: Screen) -> list[QPushButton]:
    settle()
    every = screen.page.findChildren(QPushButton)
    return [each for each in every if each.objectName().startswith("lacune.") and each.isVisible()]


def test_each_gap_is_closed_in_one_gesture(screen: Screen) -> None:
    screen.situation()
    links = [each.objectName() for each in gaps(screen) if not each.objectName().endswith(".clore")]
    assert len(links) > 5
    for name in links:
        screen.click(f"{name}.clore")
        assert not screen.is_seen(name)
    screen.page.flush()
    assert gaps(screen) == []
    person, situation = screen.only(PERSONNE).answers, screen.only(SITUATION).answers
    assert person[personne.SEXE] == situation[accueil.STATUT] == NON_RENSEIGNE.code
    birth = person[personne.NAISSANCE]
    assert birth is not None
    assert birth.earliest is birth.latest is None


def test_no_gap_is_cut(screen: Screen) -> None:
    screen.situation()
    settle()
    assert [each.text() for each in gaps(screen) if each.text().endswith("…")] == []


def test_a_gap_closed_by_mistake_is_opened_again(screen: Screen) -> None:
    situation = screen.situation()
    screen.click(f"lacune.{accueil.STATUT.code}.clore")
    assert screen.seen(accueil.STATUT.code, QLineEdit).text() == NON_RENSEIGNE.label
    screen.workspace.undo()
    assert screen.answers(situation)[accueil.STATUT] is None
    assert screen.is_seen(f"lacune.{accueil.STATUT.code}")
