"""What she keeps of her safety plan: numbers and things to take, and not a word of what for."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from exports import pdf_file, plan
from exports.dossier import Dossier
from exports.neutral_note import tells
from models.casework import EVALUATION, PERSONNE, SITUATION
from models.departure import Departure
from models.failure import Failure
from models.fields import Address, Answers, AnyField
from models.forms import accueil, evaluation, ordonnance, personne
from tests.windows import Screen, settle
from ui.pages.situation import SituationPage
from ui.plan_paper import PlanPaper

AGREED: Mapping[AnyField, str] = {
    evaluation.PLAN[0]: "fait",
    evaluation.NOTE_APPELER: "Solène 06 39 98 12 34 ; 3919 ; gendarmerie 0199001122 ; maman 01 99 00 33 44",
    evaluation.NOTES_PLAN[1]: "mirabelle",
    evaluation.NOTES_PLAN[2]: "par la cave",
    evaluation.NOTE_LIEU: "Chez Solène, résidence Kerbihan",
    evaluation.SAC: "prevu",
    evaluation.NOTE_SAC: "carte Vitale, doudou, copie de la plainte",
    evaluation.PLAN_SECURITE: "appeler le voisin si les volets sont fermés",
}


def agreed(**changed: str | None) -> Answers:
    values = {field.code: value for field, value in AGREED.items()}
    return Answers(evaluation.FORM, {**values, **changed})


def dossier(answers: Answers, *others: Answers) -> Dossier:
    her = Answers(personne.FORM).with_(personne.ADRESSE, Address("31 rue Kléber", "", "93100", "Montreuil"))
    return Dossier(her, Answers(accueil.FORM), answers, Answers(ordonnance.FORM), other_parties=tuple(others))


def printed(answers: Answers, *others: Answers) -> str:
    data = plan.pdf(plan.plan(answers), dossier(answers, *others), safe_to_carry=True)
    return "\n".join(pdf_file.page_texts(data))


def test_the_paper_bears_numbers_and_things_and_nothing_that_tells():
    said = printed(agreed())
    for kept in ("Solène 06 39 98 12 34", "maman 01 99 00 33 44", "carte Vitale", "doudou"):
        assert kept in said
    assert not tells(said)
    for secret in ("3919", "gendarmerie", "plainte", "mirabelle", "cave", "Kerbihan", "volets"):
        assert secret not in said
    assert plan.plan(agreed()).aloud == 3, "what is left out is said aloud"


def test_a_bag_agreed_on_without_a_list_has_what_anybody_takes():
    assert plan.plan(agreed(note_plan_sac=None)).things == plan.USUAL
    assert plan.plan(agreed(note_plan_sac=None, plan_sac="non")).things == ()


@pytest.mark.parametrize("who", ["Maître Bellocq, avocate", "l’assistante sociale", "le foyer", "CIDFF"])
def test_whom_one_calls_for_help_is_said_aloud(who: str):
    asked = plan.plan(agreed(note_plan_appeler=f"{who} 01 99 00 55 66"))
    assert (asked.numbers, asked.aloud) == ((), 2)


@pytest.mark.parametrize("written", ["Solène, 31 rue Kléber", "Solène, résidence Kerbihan"])
def test_neither_where_she_lives_nor_where_she_would_go_is_on_it(written: str):
    with pytest.raises(Failure, match="le lieu où aller"):
        printed(agreed(note_plan_appeler=written))


def test_it_tells_nothing_of_the_other_party():
    his = Answers(personne.FORM).with_(personne.TELEPHONE, "06 39 98 12 34")
    with pytest.raises(Failure, match="ne peut pas être fait en l’état"):
        printed(agreed(), his)


def test_nothing_is_made_when_she_cannot_carry_it_or_when_there_is_nothing():
    with pytest.raises(Failure, match="à haute voix"):
        plan.pdf(plan.plan(agreed()), dossier(agreed()), safe_to_carry=False)
    with pytest.raises(Failure, match="qui appeler"):
        printed(Answers(evaluation.FORM))


def test_it_is_made_from_the_evaluation_once_she_can_carry_it(screen: Screen, tmp_path: Path):
    person = screen.records.add(PERSONNE, Answers(personne.FORM))
    situation = screen.records.add(SITUATION, Answers(accueil.FORM), person)
    evaluated = screen.records.add(EVALUATION, Answers(evaluation.FORM), situation)
    screen.workspace.show_situation(situation.id)
    page = screen.page
    assert isinstance(page, SituationPage)
    screen.click("evaluation.deplier")
    assert not screen.is_seen("plan.deplier"), "nothing of a plan yet"
    card = page._lists[EVALUATION].latest
    assert card is not None
    card.view.give(evaluation.NOTE_APPELER, "Solène 06 39 98 12 34")
    screen.click("plan.deplier")
    assert "Solène" in screen.seen("plan.contenu", QLabel).text()

    paper = page.findChild(PlanPaper)
    assert paper is not None
    assert not screen.seen("plan.enregistrer", QPushButton).isEnabled()
    paper.export(tmp_path / "note.pdf")
    assert not (tmp_path / "note.pdf").exists(), "not before the question is answered"
    next(each for each in paper.findChildren(QRadioButton) if each.text() == "Oui").click()
    paper.export(tmp_path / "note.pdf")
    assert "Solène" in "".join(pdf_file.page_texts((tmp_path / "note.pdf").read_bytes()))
    assert [each.kind for each in screen.vault.departures.of(evaluated)] == [Departure.PLAN]
    settle()
    assert not screen.seen("plan.enregistrer", QPushButton).isEnabled(), "it is asked again"
    screen.click("plan.apercu")
    assert screen.page.objectName() == "page.apercu"
