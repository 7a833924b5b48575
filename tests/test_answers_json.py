"""Answers come back from the file as they went, and what this program does not know stays there."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.casework import FORMS
from models.dates import VagueDate
from models.fields import Address, Answers, Form, ListField
from models.forms import accueil, personne
from storage.answers_json import dumped, loaded
from tests import strategies

ITEM_FORMS = [field.item for form in FORMS for field in form.fields if isinstance(field, ListField)]


@pytest.mark.parametrize("form", [*FORMS, *ITEM_FORMS], ids=repr)
@given(data=st.data())
def test_answers_come_back_as_they_went(form: Form, data: st.DataObject):
    answers = data.draw(strategies.answers(form))
    text = dumped(answers)
    assert loaded(form, text) == answers
    assert dumped(loaded(form, text), text) == text


def test_the_file_holds_plain_words_under_the_codes_of_the_questions():
    answers = Answers(
        personne.FORM,
        {
            "nom": "Lévêque",
            "naissance": VagueDate("l’été 1987", date(1987, 6, 1), date(1987, 8, 31)),
            "canaux_surs": frozenset(["sms", "appel"]),
            "adresse": Address("3 rue Haute", "", "01000", "Bourg"),
        },
    )
    assert json.loads(dumped(answers)) == {
        "nom": "Lévêque",
        "naissance": {"mots": "l’été 1987", "du": "1987-06-01", "au": "1987-08-31"},
        "canaux_surs": ["appel", "sms"],
        "adresse": {"voie": "3 rue Haute", "complement": "", "code_postal": "01000", "commune": "Bourg"},
    }


@given(answers=strategies.answers(personne.FORM), changed=strategies.answers(personne.FORM))
def test_questions_of_a_newer_program_are_kept(answers: Answers, changed: Answers):
    of_tomorrow = {"question_de_demain": {"a": [1, "é"]}, "autre": None}
    newer = json.dumps({**json.loads(dumped(answers)), **of_tomorrow})
    kept = json.loads(dumped(changed, newer))
    assert {code: kept[code] for code in of_tomorrow} == of_tomorrow
    assert loaded(personne.FORM, json.dumps(kept)) == changed


def test_a_question_that_lost_its_answer_does_not_get_it_back():
    before = dumped(Answers(personne.FORM, {"nom": "A", "prenom": "B"}))
    assert json.loads(dumped(Answers(personne.FORM, {"prenom": "B"}), before)) == {"prenom": "B"}


def child(name: str) -> Answers:
    return Answers(accueil.ENFANT, {accueil.PRENOM_ENFANT.code: name})


def situation(*names: str) -> Answers:
    return Answers(accueil.FORM, {accueil.ENFANTS.code: tuple(map(child, names))})


@pytest.mark.parametrize(
    ("names", "school_of_each"),
    [
        (("Ana", "Bo"), ["A", "B"]),
        (("Bo", "Ana"), ["B", "A"]),
        (("Bo",), ["B"]),
        (("Ana", "Zoé"), ["A", "B"]),
        (("Ana", "Bo", "Zoé"), ["A", "B", None]),
        (("Zoé", "Yves", "Ana"), [None, None, "A"]),
        ((), []),
    ],
)
def test_what_a_newer_program_said_of_an_item_follows_it(names: tuple[str, ...], school_of_each: list[str]):
    newer: Any = json.loads(dumped(situation("Ana", "Bo")))
    items = newer[accueil.ENFANTS.code]
    items[0]["ecole_de_demain"], items[1]["ecole_de_demain"] = "A", "B"
    kept = json.loads(dumped(situation(*names), json.dumps(newer)))
    assert [each.get("ecole_de_demain") for each in kept.get(accueil.ENFANTS.code, [])] == school_of_each


def test_half_a_character_is_written_as_a_question_mark():
    text = dumped(Answers(personne.FORM, {"nom": "A\ud83d"}))
    text.encode()
    assert loaded(personne.FORM, text)[personne.NOM] == "A?"
