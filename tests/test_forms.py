"""The questions asked: what holds of every form, and the promises of a few."""

import json
import re
from collections.abc import Iterable, Iterator

import pytest

from models.casework import ALL_FORMS as DECLARED
from models.casework import FORMS, NOUNS
from models.conditions import AllOf, Condition, OneOf, When, leaves
from models.fields import (
    Answers,
    AnyField,
    ClosedField,
    Form,
    ListField,
    MultiChoiceField,
    TextField,
    Unit,
)
from models.forms import accueil, acte, echeance, evaluation, ordonnance, orientation, personne, piece
from tests.golden import formulaires

MOST_REQUIRED = 12
"""More, and the answers would be filled in to please the form (domain: minimum set)."""


def every_form() -> Iterator[Form]:
    """The forms, and those of the items of their lists."""
    for form in DECLARED:
        yield form
        yield from (field.item for field in form.fields if isinstance(field, ListField))


def each(fields: Iterable[tuple[Form, AnyField]]) -> pytest.MarkDecorator:
    """Run the test for each of these questions."""
    named = [pytest.param(form, field, id=f"{form.code}.{field.code}") for form, field in fields]
    return pytest.mark.parametrize(("form", "field"), named)


ALL_FORMS = list(every_form())
ALL_FIELDS = [(form, field) for form in ALL_FORMS for field in form.fields]
CLOSED = [(form, field) for form, field in ALL_FIELDS if isinstance(field, ClosedField)]
CONDITIONED = [(form, field) for form, field in ALL_FIELDS if field.relevant is not None]


def texts(form: Form) -> Iterator[str]:
    """Everything of the form that a person can read."""
    yield form.label
    for section in form.sections:
        yield from (section.label, section.hint)
    for field in form.fields:
        yield from (field.label, field.hint)
        if isinstance(field, ClosedField):
            for option in field.options:
                yield from (option.label, *(child.label for child in option.children))
        if isinstance(field, ListField):
            yield field.noun


READ = sorted({text for form in ALL_FORMS for text in texts(form) if text})


# Every form.


def test_every_question_ever_released_is_still_declared():
    assert formulaires.lost(formulaires.released(), formulaires.declared()) == []


def test_the_golden_file_sees_what_is_dropped_or_retyped():
    def golden(type_name: str, *options: str) -> formulaires.Golden:
        return {"essai": {"question": {"type": type_name, "options": list(options)}}}

    before = golden("ChoiceField", "a", "b")
    gone = ["essai.question is no longer declared: retire it instead"]
    assert formulaires.lost(before, golden("ChoiceField", "a", "b", "c")) == []
    assert formulaires.lost(before, golden("ChoiceField", "a")) == [
        "essai.question lost its option b: retire it"
    ]
    assert formulaires.lost(before, golden("MultiChoiceField", "a", "b")) == [
        "essai.question was a ChoiceField, now a MultiChoiceField"
    ]
    assert formulaires.lost(before, {"essai": {}}) == formulaires.lost(before, {}) == gone


def test_the_golden_file_is_written_as_its_command_writes_it():
    text = json.dumps(formulaires.released(), indent=1, ensure_ascii=False) + "\n"
    assert formulaires.FILE.read_text("utf-8") == text


def test_few_questions_are_required():
    required = [(form.code, field.code) for form in ALL_FORMS for field in form.fields if field.required]
    assert len(required) <= MOST_REQUIRED, required


def test_no_narrative_is_ever_required():
    assert not [f.code for form in ALL_FORMS for f in form.fields if f.required and isinstance(f, TextField)]


@pytest.mark.parametrize("text", READ)
def test_what_is_read_is_french_typography(text: str):
    assert text == " ".join(text.split(" ")).strip()
    assert not re.search(r"['\"`]|\.\.\.|  ", text), "typographic apostrophes, « quotes » and … only"
    assert not re.search(r"[^\s][;:?!»]|«[^\s]", text), "a space before ; : ? ! » and after «"
    assert not re.search(r"\bcoupables?\b", text, re.IGNORECASE), "mis en cause, never coupable"


@pytest.mark.parametrize("text", sorted(READ))
def test_what_is_read_begins_like_a_sentence_or_an_item(text: str):
    assert re.match(r"[A-ZÀÂÉÈÊÎÔÛÇŒ0-9«]|un |une ", text)


@each(ALL_FIELDS)
def test_labels_are_headings_and_hints_are_sentences(form: Form, field: AnyField):
    assert not field.label.endswith((".", ":"))
    assert not field.hint or field.hint.endswith(".")
    assert all(not section.hint or section.hint.endswith(".") for section in form.sections)


@each(CLOSED)
def test_closed_lists_offer_a_choice_and_distinct_labels(form: Form, field: ClosedField):
    assert len(field.options) >= 2
    labels = list(field.labels.values())
    assert len(set(labels)) == len(labels)


@each(CONDITIONED)
def test_a_conditioned_question_can_be_hidden_and_can_be_shown(form: Form, field: AnyField):
    assert field.relevant is not None
    assert not Answers(form).asks(field)
    assert Answers(form, enough(field.relevant)).asks(field)


def enough(condition: Condition) -> dict[str, object]:
    """Answers that make the condition true."""
    match condition:
        case When(field, options):
            value = frozenset(options[:1]) if isinstance(field, MultiChoiceField) else options[0]
            return {**(enough(field.relevant) if field.relevant else {}), field.code: value}
        case AllOf(conditions):
            return {code: value for each in conditions for code, value in enough(each).items()}
        case OneOf(conditions):
            return enough(conditions[0])


def test_facts_are_dated_in_every_form_that_is_counted_but_for_the_person():
    for form in FORMS:
        dated = form.unit is not None and form.unit is not Unit.PERSONNE
        assert (form.fact_date is not None) == dated, form.code


def test_nationality_is_asked_only_where_the_law_demands_it_and_religion_nowhere():
    sensitive = re.compile("nationalit|relig|securite_sociale|numero_secu")
    asked = [(form.code, field.code) for form, field in ALL_FIELDS if sensitive.search(field.code)]
    assert asked == [("ordonnance", "nationalite")]


@pytest.mark.parametrize(
    ("form", "label"),
    [
        (personne.FORM, "Contact sans danger"),
        (accueil.FORM, "Violences"),
        (accueil.FORM, "Enfants"),
        (evaluation.FORM, "Danger dans le couple"),
        (ordonnance.FORM, "Faits"),
        (ordonnance.FORM, "Adresse cachée"),
        (piece.FORM, "Ce qu’elle révèle"),
    ],
)
def test_a_sensitive_section_says_why_and_is_never_first(form: Form, label: str):
    (section,) = [section for section in form.sections if section.label == label]
    assert section.hint
    assert form.sections[0] is not section


# The promises of a few.


def test_each_kind_of_record_has_its_own_form():
    assert len({noun.code for noun in NOUNS}) == len({id(noun.form) for noun in NOUNS}) == len(NOUNS) == 8


def test_the_status_is_the_exclusive_triple_of_the_activity_report():
    assert [option.code for option in accueil.STATUT.options] == [
        accueil.VICTIME,
        accueil.MIS_EN_CAUSE,
        accueil.HORS_CHAMP_PENAL,
    ]


def test_associated_problems_are_the_main_ones_or_none():
    main = [option.code for option in accueil.PROBLEMATIQUE.options]
    assert [option.code for option in accueil.PROBLEMATIQUES_ASSOCIEES.options] == [*main, "aucune"]


def test_an_attempt_to_reach_her_is_an_answer_of_the_list():
    assert acte.TENTATIVE in acte.NATURE.labels


def test_needs_are_thirteen_on_one_scale_each_with_a_note():
    assert len(evaluation.BESOINS) == len(evaluation.NOTES_BESOINS) == 13
    assert all(besoin.options is evaluation.NIVEAUX and besoin.counted for besoin in evaluation.BESOINS)


def test_the_published_questions_on_danger_are_fifteen_and_ask_for_no_score():
    assert len(evaluation.CRITERES) == 15
    assert all(critere.label.endswith("?") and critere.counted for critere in evaluation.CRITERES)
    assert not any("score" in field.code or "total" in field.code for field in evaluation.FORM.fields)


def test_the_measures_are_those_of_article_515_11_in_order():
    numbered = [option.label.split(" — ")[0] for option in ordonnance.MESURES.options]
    assert [number for number in numbered if "°" in number] == [
        *("1°", "1° bis", "2°", "2° bis", "2° ter", "3°", "3° bis", "4°", "5°", "6°", "6° bis", "7°")
    ]


@pytest.mark.parametrize(
    ("codes", "field"),
    [
        (ordonnance.MESURES_MARIAGE_FORCE, ordonnance.MESURES),
        ((ordonnance.DISSIMULATION,), ordonnance.MESURES),
        ((ordonnance.VIOLENCES_DU_COUPLE, ordonnance.MARIAGE_FORCE), ordonnance.FONDEMENT),
        (accueil.LIENS_DU_COUPLE, accueil.LIEN),
        ((evaluation.URGENT,), evaluation.BESOINS[0]),
        (("aucune",), orientation.DESTINATAIRE),
        (("rappeler",), echeance.NATURE),
    ],
)
def test_codes_named_by_the_program_are_in_their_lists(codes: tuple[str, ...], field: ClosedField):
    assert set(codes) <= set(field.labels)


def test_the_dossier_is_never_counted():
    assert ordonnance.FORM.unit is None
    assert ordonnance.FORM.counted == ()
    assert ordonnance.TEXTE_A_JOUR_AU.year >= 2025


def test_every_condition_is_on_a_question_that_is_still_asked():
    conditions = [field.relevant for _, field in CONDITIONED if field.relevant is not None]
    assert not any(leaf.field.retired for condition in conditions for leaf in leaves(condition))
