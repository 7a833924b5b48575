"""A situation without an act: it is said, and the interview is noted in one gesture."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from models.casework import ACTE
from models.fields import Answers
from models.forms import accueil, acte
from tests.windows import Screen, press

RECEIVED = date(2012, 6, 11)


def received(screen: Screen) -> None:
    screen.situation(intake=Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, RECEIVED))


@pytest.mark.parametrize("by", ["rail", "section", "key"])
def test_the_interview_is_noted_in_one_gesture_on_the_day_of_the_reception(screen: Screen, by: str) -> None:
    received(screen)
    assert screen.records.all(ACTE) == (), "no act is written by the program alone"
    if by == "key":
        press(screen.focus(), Qt.Key.Key_E, control=True)
    else:
        screen.click("lacunes.acte.noter" if by == "rail" else "acte.entretien")
    noted = screen.only(ACTE).answers
    assert (noted[acte.DATE_ACTE], noted[acte.NATURE]) == (RECEIVED, "entretien.bureau")
    assert screen.notice == "Entretien au bureau du 11/06/2012 : noté dans les actes."
    assert not screen.is_seen("lacunes.acte")
    assert not screen.is_seen("acte.entretien")
    screen.click("avis.action")
    assert screen.records.all(ACTE) == ()
    assert screen.is_seen("lacunes.acte")


def test_something_is_missing_as_long_as_there_is_no_act(screen: Screen) -> None:
    received(screen)
    while closing := _closing(screen):
        screen.click(closing[0])
    assert screen.seen("lacunes.titre", QLabel).text() == "À noter"
    screen.click("lacunes.suivante")
    assert screen.focus().objectName() == "acte.entretien"
    screen.click("acte.ajouter")
    assert screen.seen("lacunes.titre", QLabel).text() == "Rien ne manque."
    screen.click("acte.retirer")
    assert screen.seen("lacunes.titre", QLabel).text() == "À noter"


def test_the_key_notes_no_second_interview(screen: Screen) -> None:
    received(screen)
    for _ in range(2):
        press(screen.focus(), Qt.Key.Key_E, control=True)
    assert len(screen.records.all(ACTE)) == 1
    assert screen.focus().objectName() == "acte.ajouter"


def _closing(screen: Screen) -> list[str]:
    every = (each for each in screen.page.findChildren(QPushButton) if each.isVisible())
    return [name for each in every if (name := each.objectName()).endswith(".clore") and "lacune." in name]
