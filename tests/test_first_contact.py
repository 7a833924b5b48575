"""A first contact, with the person across the desk: by the keyboard alone, in at most 25 gestures.

A gesture is a click, or a key that is not a character of what is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from models.casework import ACTE, ORIENTATION, PERSONNE, SITUATION
from models.fields import NON_RENSEIGNE, Answers, AnyField
from models.forms import accueil, acte, orientation, personne
from models.intake import beginning, contradiction
from tests.windows import Screen, press, settle, type_in
from ui import saver
from ui.search_choice import SearchChoice

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

    def answer(self, text: str) -> None:
        """Type it, or go to the button that has it."""
        if isinstance(self.screen.focus(), QRadioButton):
            while self.screen.focus().accessibleName() != text:
                self.press(Qt.Key.Key_Right)
            self.press(Qt.Key.Key_Space)
        else:
            self.write(text)


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


CONTACTS = {
    "a victim brought by a patrol": (
        "Benallal Yasmine 12/3/85",
        "avocat",
        {
            accueil.ORIGINE: ("patrouille", "police.intervention"),
            accueil.CADRE: ("main courante", "main_courante"),
            accueil.STATUT: ("victime déclarée", "victime.declaree"),
            accueil.PROBLEMATIQUE: ("mari", "violences_couple.couple_actuel"),
            accueil.RESIDENCE: ("Commune du poste", "commune_du_poste"),
            personne.SEXE: ("Femme", "femme"),
            personne.ACCORD_CONTACT: ("Oui", "oui"),
        },
    ),
    "a mis en cause seen in garde à vue": (
        "M. DUPOND Kévin 1990",
        "cpca",
        {
            accueil.ORIGINE: ("gav", "police.garde_a_vue"),
            accueil.CADRE: ("gav", "garde_a_vue"),
            accueil.STATUT: ("gav", "mis_en_cause.audition"),
            accueil.PROBLEMATIQUE: ("éviction", "situation_mis_en_cause.eviction"),
            accueil.RESIDENCE: ("Sans domicile stable", "sans_domicile_stable"),
            personne.ACCORD_CONTACT: ("Non", "non"),
        },
    ),
    "somebody without a home who gives no name": (
        "? Petit Louis la cinquantaine",
        "115",
        {
            accueil.ORIGINE: ("équipage", "police.intervention"),
            accueil.CADRE: ("rien", "aucune"),
            accueil.STATUT: ("sdf", "hors_champ_penal.sans_domicile"),
            accueil.PROBLEMATIQUE: ("sdf", "precarite.hebergement"),
            accueil.RESIDENCE: ("Sans domicile stable", "sans_domicile_stable"),
            personne.SEXE: ("Homme", "homme"),
            personne.ACCORD_CONTACT: ("Non renseigné", NON_RENSEIGNE.code),
        },
    ),
    "a child whom the school sends": (
        "Marchal Léo 9 ans",
        "ase",
        {
            accueil.ORIGINE: ("école", "partenaire.education_nationale"),
            accueil.CADRE: ("aucune", "aucune"),
            accueil.STATUT: ("collatérale", "victime.collaterale"),
            accueil.PROBLEMATIQUE: ("mineur en danger", "mineurs.danger"),
            accueil.RESIDENCE: ("Commune du poste", "commune_du_poste"),
            personne.SEXE: ("Homme", "homme"),
            personne.ACCORD_CONTACT: ("Oui", "oui"),
        },
    ),
    "somebody on the telephone": (
        "Mme Traoré Awa 06 39 98 12 34",
        "solidarité femmes",
        {
            accueil.ORIGINE: ("spontanée", "personne.spontanee"),
            accueil.CADRE: ("plainte", "plainte"),
            accueil.STATUT: ("présumée", "victime.presumee"),
            accueil.PROBLEMATIQUE: ("ex", "violences_couple.ex_conjoint"),
            accueil.RESIDENCE: ("Commune du poste", "commune_du_poste"),
            personne.NAISSANCE: ("32 ans", None),
            personne.ACCORD_CONTACT: ("Oui", "oui"),
        },
    ),
}


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
def test_a_first_contact_that_leaves_no_gap_takes_few_gestures(
    screen: Screen, contact: tuple[str, str, Mapping[AnyField, tuple[str, str | None]]]
) -> None:
    """Ctrl+Enter goes from one missing answer to the next."""
    line, service, answers = contact
    hand = Hand(screen)
    hand.press(Qt.Key.Key_K, control=True)
    hand.write(line)
    hand.press(Qt.Key.Key_Return)
    for question, (said, _) in answers.items():
        if hand.question() != question.code:
            hand.press(Qt.Key.Key_Return, control=True)
        assert hand.question() == question.code
        hand.answer(said)
    hand.press(Qt.Key.Key_Return, control=True)
    assert gaps(screen) == []
    assert hand.question() == "acte.entretien"
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_6, control=True)
    hand.press(Qt.Key.Key_Return)
    hand.choose(orientation.DESTINATAIRE.code, service)
    screen.page.flush()

    assert len(hand.gestures) <= MOST, hand.gestures
    situation, person = screen.only(SITUATION).answers, screen.only(PERSONNE).answers
    for question, (_, code) in answers.items():
        given = person if question in personne.FORM.fields else situation
        assert code is None or given.codes(cast("Any", question)) == {code}, question.code
    assert situation[accueil.RANG] == "premier"
    assert screen.only(ORIENTATION).answers[orientation.DESTINATAIRE] is not None
    assert screen.only(ACTE).answers[acte.NATURE] == acte.AU_BUREAU


def test_the_next_gap_is_reached_while_the_list_is_open_and_from_a_button(screen: Screen) -> None:
    """A list that is open keeps the keys of the page to itself."""
    situation = screen.situation()
    choice = screen.seen(accueil.ORIGINE.code, SearchChoice)
    type_in(choice, "patrouille")
    assert choice._popup.isVisible()
    press(choice._popup, Qt.Key.Key_Return, control=True)
    settle()
    assert Hand(screen).question() == accueil.CADRE.code
    screen.click("lacunes.suivante")
    assert Hand(screen).question() == accueil.RANG.code
    screen.page.flush()
    assert screen.answers(situation)[accueil.ORIGINE] == "police.intervention"


@pytest.mark.parametrize(
    ("before", "rank"),
    [
        ((), "premier"),
        ((date(2012, 1, 1),), "retour_annee"),
        ((date(2011, 12, 31),), "retour_anterieur"),
        ((date(2011, 12, 31), date(2012, 6, 14)), "retour_annee"),
        ((None, date(2012, 6, 14)), None),
    ],
)
def test_whether_she_comes_back_is_known_from_her_other_situations(
    before: tuple[date | None, ...], rank: str | None
) -> None:
    assert beginning(date(2012, 6, 15), before)[accueil.RANG] == rank


def test_who_comes_back_is_not_asked_whether_she_does(screen: Screen) -> None:
    screen.situation()
    screen.workspace.show_person(screen.only(PERSONNE).id)
    screen.click("situation.nouvelle")
    assert f"lacune.{accueil.RANG.code}" not in {each.objectName() for each in gaps(screen)}
    latest = screen.records.of(screen.only(PERSONNE), SITUATION)[0]
    assert screen.answers(latest)[accueil.RANG] == "retour_annee"


def test_an_age_that_is_not_understood_stays_missing(screen: Screen) -> None:
    screen.situation()
    line = screen.seen(personne.NAISSANCE.code, QWidget).findChildren(QLineEdit)[0]
    for said, missing in (("vers la fin", True), ("la quarantaine", False), ("Ne sait pas", False)):
        line.setText(said)
        assert screen.is_seen(f"lacune.{personne.NAISSANCE.code}") is missing, said


def test_an_earlier_reception_speaks_against_a_first_one(screen: Screen) -> None:
    """It is said beside the question, and corrected in one gesture."""
    first = Answers(accueil.FORM).with_(accueil.RANG, "premier")
    situation = screen.situation(intake=first.with_(accueil.DATE_ACCUEIL, date(2012, 6, 15)))
    assert not screen.is_seen("rang.corriger")
    earlier = screen.records.add(PERSONNE, Answers(personne.FORM))
    screen.records.add(SITUATION, first.with_(accueil.DATE_ACCUEIL, date(2011, 4, 26)), earlier)
    screen.vault.merges.merge(screen.records.get(PERSONNE, situation.owner_id or ""), earlier)
    screen.workspace.show_today()
    screen.workspace.show_latest()
    assert screen.seen("rang.contredit", QLabel).text() == "Reçue le 26/04/2011 :"
    assert screen.answers(situation)[accueil.RANG] == "premier", "nothing changes by itself"
    screen.click("rang.corriger")
    screen.page.flush()
    assert screen.answers(situation)[accueil.RANG] == "retour_anterieur"
    assert not screen.is_seen("rang.corriger")


@pytest.mark.parametrize(
    ("rank", "others", "right"),
    [
        ("premier", (), None),
        ("premier", (date(2012, 6, 15), date(2012, 7, 1)), None),
        ("premier", (date(2012, 1, 1),), "retour_annee"),
        ("retour_anterieur", (date(2011, 1, 1),), None),
        ("retour_anterieur", (date(2011, 1, 1), date(2012, 1, 1)), "retour_annee"),
        ("retour_annee", (date(2011, 1, 1),), None),
        (None, (date(2011, 1, 1),), None),
    ],
)
def test_only_what_cannot_be_true_is_contradicted(
    rank: str | None, others: tuple[date, ...], right: str | None
) -> None:
    intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 6, 15)).with_(accueil.RANG, rank)
    found = contradiction(intake, others)
    assert (found and found[1]) == right
