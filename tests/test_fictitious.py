"""Fictitious persons: valid, complete, coherent, always the same for a seed, and never mistaken for real."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import fictitious
from models.casework import FORMS
from models.counting import AGE_BANDS
from models.dates import Period, age_on
from models.fictitious import FictitiousCase, words
from models.fields import (
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    Form,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    Option,
    PhoneField,
    Section,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import (
    accueil,
    acte,
    echeance,
    evaluation,
    faits,
    mesures,
    ordonnance,
    orientation,
    personne,
)
from models.taken import TAKEN
from models.validation import problems
from models.wording import words as shown

TODAY = date(2013, 1, 10)
YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
SEED_YEAR = {accueil.VICTIME: 84, accueil.MIS_EN_CAUSE: 44, accueil.HORS_CHAMP_PENAL: 195}
"""The year whose published figures are known."""

STATUSES = tuple(SEED_YEAR)


@pytest.fixture(scope="module")
def cases() -> tuple[FictitiousCase, ...]:
    """Three hundred persons, each drawn on its own."""
    return tuple(
        fictitious.person(Random(seed), STATUSES[seed % 3], TODAY - timedelta(days=seed), TODAY)
        for seed in range(300)
    )


@pytest.fixture(scope="module", params=range(3))
def year(request: pytest.FixtureRequest) -> tuple[FictitiousCase, ...]:
    return fictitious.population(Random(request.param), SEED_YEAR, YEAR, TODAY)


def with_items(answers: Answers) -> Iterator[Answers]:
    """The answers, and those of the items of their lists."""
    yield answers
    for field in answers.answered():
        if isinstance(field, ListField):
            yield from answers[field] or ()


def every_answers(cases: Iterable[FictitiousCase]) -> Iterator[Answers]:
    for case in cases:
        for _, answers in case.records():
            yield from with_items(answers)


# Any form.


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(seed=st.integers(0), today=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_any_form_is_filled_with_valid_answers(form: Form, seed: int, today: date):
    answers = fictitious.answers(form, Random(seed), today)
    assert problems(answers, today) == ()
    linked = {field for field in form.asked if isinstance(field, LinksField)}
    assert set(answers.answered()) == {field for field in form.asked if answers.asks(field)} - linked


def test_a_new_question_of_any_type_is_filled_with_nothing_to_edit():
    options = (Option("a", "A"), Option("b", "B", retired=True))
    tree = (Option("a", "A", children=(Option("c", "C"), Option("d", "D", retired=True))),)
    item = Form("objet", "Objet", (Section("Objet", (TextField(code="nom", label="Nom"),)),))
    fields: tuple[AnyField, ...] = (
        TextField(code="ligne", label="Ligne"),
        TextField(code="recit", label="Récit", lines=3),
        PhoneField(code="telephone", label="Téléphone"),
        AddressField(code="adresse", label="Adresse"),
        DateField(code="passe", label="Passé", past_only=True),
        DateField(code="avenir", label="Avenir"),
        VagueDateField(code="quand", label="Quand", past_only=True),
        NumberField(code="nombre", label="Nombre", minimum=3, maximum=3),
        ChoiceField(code="choix", label="Choix", options=options),
        TreeChoiceField(code="arbre", label="Arbre", options=tree),
        MultiChoiceField(code="cases", label="Cases", options=options),
        MultiChoiceField(code="seule", label="Seule", options=(Option("rien", "Rien", exclusive=True),)),
        YesNoField(code="oui_non", label="Oui ou non"),
        ListField(code="liste", label="Liste", item=item, noun="un objet"),
    )
    form = Form("essai", "Essai", (Section("Section", fields),))
    answers = fictitious.answers(form, Random(1), TODAY)
    assert tuple(answers.answered()) == fields
    assert problems(answers, TODAY) == ()
    assert answers.codes(fields[8]) == answers.codes(fields[10]) == {"a"}
    assert answers.codes(fields[9]) == {"a.c"}


def test_what_is_given_replaces_what_would_be_invented():
    filled = fictitious.answers(personne.FORM, Random(1), TODAY, given={personne.NOM: "Chimérac"})
    assert filled[personne.NOM] == "Chimérac"
    filled = fictitious.answers(personne.FORM, Random(1), TODAY, given={personne.NOM: None})
    assert personne.NOM not in filled.answered()


def test_what_is_given_to_a_hidden_question_is_left_out():
    filled = fictitious.answers(
        personne.FORM,
        Random(1),
        TODAY,
        given={personne.ACCORD_CONTACT: "non", personne.HORAIRES_SURS: "le matin"},
    )
    assert filled[personne.HORAIRES_SURS] is None


# A person.


def test_nothing_is_wrong_with_three_hundred_persons(cases: tuple[FictitiousCase, ...]):
    assert [problem for answers in every_answers(cases) for problem in problems(answers, TODAY)] == []


def test_no_hidden_question_is_answered(cases: tuple[FictitiousCase, ...]):
    for answers in every_answers(cases):
        assert all(answers.asks(field) or field.internal for field in answers.answered())


def test_no_required_question_is_left_out(cases: tuple[FictitiousCase, ...]):
    assert [gap.code for answers in every_answers(cases) for gap in answers.gaps()] == []


UNINVENTED: set[AnyField] = {
    *(each.field for each in TAKEN if each.field is not ordonnance.UNION),
    *ordonnance.S_SECRETS.fields,
    *ordonnance.PERMIS.fields,
    *(field for section in mesures.SECTIONS.values() for field in section.fields),
    faits.PIECES_FAIT,
    ordonnance.NAISSANCE_ETAT_CIVIL,
    ordonnance.DEFENDEUR_OU,
    ordonnance.GROSSESSE,
}
"""What the file says already, what is hidden, what few ask for, links to exhibits that are no records yet."""


def test_every_question_is_answered_by_somebody(cases: tuple[FictitiousCase, ...]):
    answered = {field for answers in every_answers(cases) for field in answers.answered()}
    items = [field.item for form in FORMS for field in form.asked if isinstance(field, ListField)]
    asked = {field for form in (*FORMS, *items) for field in form.asked}
    assert [field.code for field in asked - answered - UNINVENTED] == []


def test_a_seed_always_gives_the_same_person():
    def drawn(seed: int) -> FictitiousCase:
        return fictitious.person(Random(seed), accueil.VICTIME, date(2012, 5, 2), TODAY)

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_the_person_is_received_on_the_day_and_with_the_status_asked_for():
    for statut in STATUSES:
        situation = fictitious.person(Random(1), statut, date(2012, 5, 2), TODAY).situation
        assert situation[accueil.DATE_ACCUEIL] == date(2012, 5, 2)
        assert (situation[accueil.STATUT] or "").startswith(f"{statut}.")


def test_nobody_is_received_after_today():
    with pytest.raises(ValueError, match="after today"):
        fictitious.person(Random(1), accueil.VICTIME, TODAY + timedelta(days=1), TODAY)


def test_what_happens_comes_in_order(cases: tuple[FictitiousCase, ...]):
    for case in cases:
        day = case.situation[accueil.DATE_ACCUEIL]
        assert day is not None
        acts = [act[acte.DATE_ACTE] or TODAY for act in case.actes]
        assert acts == sorted(acts)
        assert acts[0] == day
        dated = [*acts, case.situation[accueil.CLOTURE_LE], case.personne[personne.CONTACT_VERIFIE_LE]]
        dated += [each[evaluation.DATE_EVALUATION] for each in case.evaluations]
        for each in case.orientations:
            dated += [each[orientation.DATE_ORIENTATION], each[orientation.ETAT_VERIFIE_LE]]
        assert all(day <= each <= TODAY for each in dated if each is not None)
        for each in case.echeances:
            due, done = each[echeance.DATE_ECHEANCE], each[echeance.FAITE_LE]
            assert due is not None
            assert due > day
            assert done is None or due <= done <= TODAY


def test_a_closed_situation_has_a_date_and_a_reason_and_is_an_old_one(cases: tuple[FictitiousCase, ...]):
    closed = [case.situation for case in cases if case.situation[accueil.CLOTURE_LE]]
    assert 50 < len(closed) < 250
    assert all(situation[accueil.MOTIF_CLOTURE] for situation in closed)
    assert all((situation[accueil.DATE_ACCUEIL] or TODAY) < date(2012, 10, 1) for situation in closed)


def test_dossiers_are_for_adult_victims_of_their_couple_or_of_a_forced_marriage(
    year: tuple[FictitiousCase, ...],
):
    for case in year:
        if case.ordonnance is None:
            continue
        forced = case.ordonnance[ordonnance.FONDEMENT] == ordonnance.MARIAGE_FORCE
        measures = case.ordonnance[ordonnance.MESURES] or frozenset()
        assert age(case) >= 18
        assert (case.situation[accueil.PROBLEMATIQUE] or "").startswith("violences_couple.")
        assert forced == (case.situation[accueil.LIEN] not in accueil.LIENS_DU_COUPLE)
        assert not forced or measures <= set(ordonnance.MESURES_MARIAGE_FORCE)
        for fait in case.ordonnance[ordonnance.FAITS] or ():
            when = fait[ordonnance.DATE_FAIT]
            assert when is not None
            assert when.earliest is not None
            assert when.earliest < (case.situation[accueil.DATE_ACCUEIL] or TODAY)


def test_a_dossier_names_no_town_where_its_person_may_live(year: tuple[FictitiousCase, ...]):
    towns = re.compile("|".join(town for _, town in words.COMMUNES), re.IGNORECASE)
    dossiers = [case.ordonnance for case in year if case.ordonnance is not None]
    assert len(dossiers) >= 6
    for dossier in dossiers:
        for answers in with_items(dossier):
            assert not [field.code for field in answers.answered() if towns.search(shown(answers, field))]


def test_nobody_can_be_mistaken_for_a_real_person(cases: tuple[FictitiousCase, ...]):
    reserved = re.compile("(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) [0-9]{2} [0-9]{2}")
    for answers in every_answers(cases):
        for field in answers.answered():
            match field:
                case TextField(lines=lines) if lines > 1:
                    assert (answers[field] or "").startswith("[Fictif] ")
                case PhoneField():
                    assert reserved.fullmatch(answers[field] or "")
                case AddressField():
                    address = answers[field]
                    assert address is not None
                    assert re.fullmatch("00[0-9]{3}", address.postal_code), "no real postal code begins so"
                case _ if field in (personne.NOM, personne.NOM_USAGE, ordonnance.DEFENDEUR_NOM):
                    assert answers[field] in words.NOMS
                case _ if field is personne.COURRIEL:
                    assert re.fullmatch(r"[a-z.]+@exemple\.invalid", answers[personne.COURRIEL] or "")
                case _:
                    pass


# A year.


def age(case: FictitiousCase) -> int:
    birth, day = case.personne[personne.NAISSANCE], case.situation[accueil.DATE_ACCUEIL]
    assert birth is not None
    assert day is not None
    found = age_on(birth, day)
    assert found is not None
    return found


def test_a_year_has_as_many_persons_of_each_status_as_was_asked(year: tuple[FictitiousCase, ...]):
    assert Counter(statut(case) for case in year) == SEED_YEAR
    days = [case.situation[accueil.DATE_ACCUEIL] for case in year]
    assert all(day is not None and day in YEAR for day in days)
    assert days == sorted(days, key=lambda day: day or TODAY)


def statut(case: FictitiousCase) -> str:
    return (case.situation[accueil.STATUT] or "").partition(".")[0]


def parents(codes: Iterable[str]) -> set[str]:
    return {code.partition(".")[0] for code in codes}


def month(case: FictitiousCase) -> int:
    return (case.situation[accueil.DATE_ACCUEIL] or TODAY).month


VARIABLES: dict[str, Callable[[FictitiousCase], Iterable[object]]] = {
    "sex": lambda case: case.personne.codes(personne.SEXE),
    "age": lambda case: [code for code, _, low, high in AGE_BANDS if low <= age(case) <= high],
    "quarter": lambda case: [(month(case) - 1) // 3],
    "dossier": lambda case: [case.ordonnance is not None],
    "orientation": lambda case: {each[orientation.DESTINATAIRE] for each in case.orientations},
    **{
        field.code: lambda case, field=field: parents(case.situation.codes(field)) or {None}
        for field in (
            accueil.ORIGINE,
            accueil.CADRE,
            accueil.RANG,
            accueil.PROBLEMATIQUE,
            accueil.PROBLEMATIQUES_ASSOCIEES,
            accueil.VIOLENCES,
            accueil.RESIDENCE,
            accueil.CONNU,
            accueil.MINEURS_AU_FOYER,
        )
    },
}


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_tables_of_a_year_by_status_have_no_small_count(year: tuple[FictitiousCase, ...], variable: str):
    table = Counter((statut(case), answer) for case in year for answer in VARIABLES[variable](case))
    assert {cell: count for cell, count in table.items() if count < 6} == {}


@pytest.mark.parametrize("besoin", evaluation.BESOINS, ids=lambda field: field.code)
def test_levels_of_need_have_no_small_count(year: tuple[FictitiousCase, ...], besoin: ChoiceField):
    table = Counter(each[besoin] for case in year for each in case.evaluations)
    assert {level: count for level, count in table.items() if count < 6} == {}
