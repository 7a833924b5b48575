"""What a form promises: it checks itself, its answers are typed, and it never shows one by accident."""

from datetime import date

import pytest

from models.conditions import AllOf, OneOf, When, when
from models.dates import VagueDate, vague
from models.fields import (
    NE_SAIT_PAS,
    NON_RENSEIGNE,
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    Form,
    ListField,
    MultiChoiceField,
    NumberField,
    Option,
    PhoneField,
    Section,
    TextField,
    TreeChoiceField,
    Unit,
    VagueDateField,
    YesNoField,
)
from models.validation import problems
from models.wording import summary, words

TODAY = date(2026, 11, 18)

NOM = TextField(code="nom", label="Nom", required=True)
RECIT = TextField(code="recit", label="Récit", lines=5)
TELEPHONE = PhoneField(code="telephone", label="Téléphone")
ADRESSE = AddressField(code="adresse", label="Adresse")
JOUR = DateField(code="jour", label="Jour", past_only=True)
RENDEZ_VOUS = DateField(code="rendez_vous", label="Rendez-vous")
NAISSANCE = VagueDateField(code="naissance", label="Naissance", past_only=True)
NOMBRE = NumberField(code="nombre", label="Nombre", minimum=1, maximum=10)
TYPE = TreeChoiceField(
    code="type",
    label="Type",
    counted=True,
    options=(
        Option("couple", "Couple", children=(Option("ex", "Ex"), Option("actuel", "Actuel"))),
        Option("voisin", "Voisin"),
    ),
)
FORMES = MultiChoiceField(
    code="formes",
    label="Formes",
    relevant=when(TYPE, "couple"),
    options=(
        Option("coups", "Coups"),
        Option("mots", "Mots"),
        Option("aucune", "Aucune", exclusive=True),
        NE_SAIT_PAS,
    ),
)
PREUVE = ChoiceField(
    code="preuve",
    label="Preuve",
    required=True,
    relevant=when(FORMES, "coups"),
    options=(Option("certificat", "Certificat"), Option("aucune", "Aucune")),
)
ARME = YesNoField(code="arme", label="Arme")
PRENOM = TextField(code="prenom", label="Prénom")
AGE = NumberField(code="age", label="Âge", maximum=17)
ENFANT = Form("enfant", "Enfant", (Section("Enfant", (PRENOM, AGE)),))
ENFANTS = ListField(code="enfants", label="Enfants", item=ENFANT, noun="un enfant")
ANCIEN = TextField(code="ancien", label="Ancien", retired=True)

FORM = Form(
    code="essai",
    label="Essai",
    unit=Unit.SITUATION,
    fact_date=JOUR,
    sections=(
        Section("Qui", (NOM, TELEPHONE, ADRESSE, NAISSANCE)),
        Section(
            "Quoi",
            (JOUR, RENDEZ_VOUS, NOMBRE, TYPE, FORMES, PREUVE, ARME, RECIT, ENFANTS, ANCIEN),
        ),
    ),
)


def form(*fields: AnyField, unit: Unit | None = Unit.SITUATION, fact_date: DateField | None = None) -> Form:
    return Form("essai", "Essai", (Section("Section", fields),), unit=unit, fact_date=fact_date)


# A form checks itself when it is built.


@pytest.mark.parametrize("code", ["", "Nom", "nom-usage", "1er", "prénom", "nom usage", "_nom", "nom\n"])
def test_a_code_that_is_no_plain_word_is_refused(code: str):
    with pytest.raises(ValueError, match="is not a code"):
        TextField(code=code, label="Nom")
    with pytest.raises(ValueError, match="is not a code"):
        Option(code, "Nom")


def test_a_question_without_label_is_refused():
    with pytest.raises(ValueError, match="no label"):
        TextField(code="nom", label="  ")


def test_a_question_both_required_and_retired_is_refused():
    with pytest.raises(ValueError, match="both required and retired"):
        TextField(code="nom", label="Nom", required=True, retired=True)


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="minimum above maximum"):
        NumberField(code="nombre", label="Nombre", minimum=2, maximum=1)


def test_a_closed_list_without_options_is_refused():
    with pytest.raises(ValueError, match="no option"):
        ChoiceField(code="choix", label="Choix", options=())


def test_an_option_declared_twice_is_refused():
    with pytest.raises(ValueError, match="declared twice"):
        ChoiceField(code="choix", label="Choix", options=(Option("a", "A"), Option("a", "B")))
    with pytest.raises(ValueError, match="declared twice"):
        Option("a", "A", children=(Option("b", "B"), Option("b", "C")))


def test_declaring_the_answer_that_every_list_offers_is_refused():
    with pytest.raises(ValueError, match="in every list already"):
        ChoiceField(code="choix", label="Choix", options=(NON_RENSEIGNE,))


def test_children_outside_a_tree_are_refused():
    with pytest.raises(ValueError, match="only a TreeChoiceField"):
        MultiChoiceField(code="choix", label="Choix", options=TYPE.options)


def test_two_questions_of_the_same_code_are_refused():
    with pytest.raises(ValueError, match="declared twice"):
        form(NOM, TextField(code="nom", label="Nom encore"))


def test_counting_in_a_form_that_counts_nothing_is_refused():
    with pytest.raises(ValueError, match="counts nothing"):
        form(TYPE, unit=None)


def test_a_date_of_fact_that_is_not_asked_is_refused():
    with pytest.raises(ValueError, match="date of fact"):
        form(NOM, fact_date=JOUR)


def test_a_list_inside_a_list_is_refused():
    with pytest.raises(ValueError, match="list inside a list"):
        ListField(code="listes", label="Listes", item=form(ENFANTS), noun="une liste")


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (When(ARME, ("oui",)), "not asked before it"),
        (When(NOM, ("leroy",)), "an open question"),
        (When(TYPE, ("inconnu",)), "not there"),
        (When(TYPE, ("couple.inconnu",)), "not there"),
        (When(TYPE, ()), "not there"),
        (AllOf((When(TYPE, ("couple",)), When(ARME, ("oui",)))), "not asked before it"),
        (OneOf((When(TYPE, ("couple",)), When(TYPE, ("inconnu",)))), "not there"),
    ],
)
def test_a_condition_that_could_never_hold_is_refused(condition: When | AllOf | OneOf, why: str):
    hidden = TextField(code="cache", label="Caché", relevant=condition)
    with pytest.raises(ValueError, match=why):
        form(NOM, TYPE, hidden, ARME)


def test_free_text_cannot_be_counted():
    with pytest.raises(TypeError):
        TextField(code="nom", label="Nom", counted=True)  # pyright: ignore[reportCallIssue]


# Options.


def test_every_closed_list_offers_not_recorded_last():
    assert TYPE.all_options[-1] is NON_RENSEIGNE
    assert list(TYPE.labels) == ["couple", "couple.ex", "couple.actuel", "voisin", "non_renseigne"]
    assert TYPE.labels["couple.ex"] == "Couple › Ex"


# Conditions.


def test_a_question_is_asked_only_when_its_condition_holds():
    empty = Answers(FORM)
    assert not empty.asks(FORMES)
    assert not empty.with_(TYPE, "voisin").asks(FORMES)
    assert empty.with_(TYPE, "couple").asks(FORMES)


def test_an_option_with_children_stands_for_all_of_them():
    assert Answers(FORM).with_(TYPE, "couple.ex").asks(FORMES)


def test_a_hidden_answer_hides_what_depends_on_it_and_comes_back_with_it():
    answers = Answers(FORM).with_(TYPE, "couple").with_(FORMES, frozenset({"coups", "mots"}))
    assert answers.asks(PREUVE)
    hidden = answers.with_(TYPE, "voisin")
    assert hidden[FORMES] == {"coups", "mots"}
    assert not hidden.asks(PREUVE)
    assert hidden.with_(TYPE, "couple").asks(PREUVE)


def test_conditions_combine():
    both = AllOf((when(TYPE, "couple"), when(ARME, "oui")))
    either = OneOf((when(TYPE, "couple"), when(ARME, "oui")))
    all_of = TextField(code="tout", label="Tout", relevant=both)
    one_of = TextField(code="un", label="Un", relevant=either)
    asked = form(TYPE, ARME, all_of, one_of)
    one = Answers(asked).with_(ARME, "oui")
    assert (one.asks(all_of), one.asks(one_of)) == (False, True)
    two = one.with_(TYPE, "couple.ex")
    assert (two.asks(all_of), two.asks(one_of)) == (True, True)


def test_a_retired_question_is_kept_but_no_longer_asked():
    answers = Answers(FORM, {"ancien": "jadis"})
    assert answers[ANCIEN] == "jadis"
    assert not answers.asks(ANCIEN)
    assert ANCIEN not in FORM.asked
    assert ANCIEN in FORM.fields


# Answers.


def test_an_answer_is_read_by_its_question():
    answers = Answers(FORM).with_(NOM, "Leroy").with_(NOMBRE, 3)
    assert (answers[NOM], answers[NOMBRE], answers[RECIT]) == ("Leroy", 3, None)


def test_answering_leaves_the_earlier_answers_as_they_were():
    before = Answers(FORM).with_(NOM, "Leroy")
    after = before.with_(NOM, "Martin")
    assert (before[NOM], after[NOM]) == ("Leroy", "Martin")


@pytest.mark.parametrize(
    ("field", "nothing"),
    [(NOM, None), (NOM, ""), (FORMES, frozenset()), (ENFANTS, ()), (ADRESSE, Address())],
)
def test_an_empty_answer_is_no_answer(field: AnyField, nothing: object):
    answers = Answers(FORM, {field.code: nothing})
    assert answers == Answers(FORM)
    assert not answers
    assert list(answers.answered()) == []


def test_zero_is_an_answer():
    assert Answers(ENFANT).with_(AGE, 0)[AGE] == 0
    assert list(Answers(ENFANT).with_(AGE, 0).answered()) == [AGE]


def test_a_question_of_another_form_is_refused():
    with pytest.raises(KeyError, match="not asked by the form essai"):
        Answers(FORM)[PRENOM]
    with pytest.raises(KeyError, match="not asked by the form essai"):
        Answers(FORM).with_(PRENOM, "Anne")
    with pytest.raises(KeyError):
        FORM.field("prenom")


def test_option_codes_are_read_alike_for_every_closed_question():
    answers = Answers(FORM).with_(TYPE, "couple.ex").with_(FORMES, frozenset({"mots"})).with_(ARME, "non")
    assert answers.codes(TYPE) == {"couple.ex"}
    assert answers.codes(FORMES) == {"mots"}
    assert answers.codes(ARME) == {"non"}
    assert answers.codes(PREUVE) == answers.codes(NOM) == frozenset()


def test_gaps_are_the_required_questions_that_are_asked_and_unanswered():
    answers = Answers(FORM)
    assert answers.gaps() == (NOM,)
    answers = answers.with_(TYPE, "couple").with_(FORMES, frozenset({"coups"}))
    assert answers.gaps() == (NOM, PREUVE)
    assert answers.with_(NOM, "Leroy").with_(PREUVE, "non_renseigne").gaps() == ()


def test_the_representation_of_answers_tells_no_answer():
    child = Answers(ENFANT).with_(PRENOM, "secret-prenom")
    answers = (
        Answers(FORM)
        .with_(NOM, "secret-nom")
        .with_(ADRESSE, Address(street="secret-rue"))
        .with_(NAISSANCE, VagueDate("secret-date"))
        .with_(ENFANTS, (child,))
    )
    for shown in (repr(answers), str(answers), f"{answers!r}", repr([answers]), repr(child)):
        assert "secret" not in shown
    assert repr(answers) == "Answers(essai: nom, adresse, naissance, enfants)"
    assert repr(Answers(FORM)) == "Answers(essai: nothing)"


# What is wrong with an answer.


def sentences(field: AnyField, value: object) -> list[str]:
    return [problem.sentence for problem in problems(Answers(FORM, {field.code: value}), TODAY)]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (NOM, "a\x00b", "Ce texte contient un caractère invisible interdit ; retapez-le."),
        (
            TELEPHONE,
            "06 39",
            "Ce numéro n’a pas une forme connue. Exemples : 06 12 34 56 78, +32 475 12 34 56, 3919.",
        ),
        (ADRESSE, Address(postal_code="9330"), "Un code postal français a cinq chiffres."),
        (JOUR, date(2026, 11, 19), "Cette date est dans l’avenir (nous sommes le 18/11/2026)."),
        (JOUR, date(1879, 12, 31), "Cette date est antérieure à 1880 ; vérifiez l’année."),
        (NAISSANCE, vague("2027", TODAY), "Cette date est dans l’avenir (nous sommes le 18/11/2026)."),
        (
            NAISSANCE,
            vague("1904", TODAY),
            "Cette date remonte à plus de 120 ans, un âge impossible ; vérifiez l’année.",
        ),
        (
            JOUR,
            date(1905, 11, 18),
            "Cette date remonte à plus de 120 ans, un âge impossible ; vérifiez l’année.",
        ),
        (NOMBRE, 11, "Indiquez un nombre entre 1 et 10."),
        (NOMBRE, 0, "Indiquez un nombre entre 1 et 10."),
        (ARME, "peut_etre", "Cette réponse n’est pas dans la liste."),
        (TYPE, "couple.voisin", "Cette réponse n’est pas dans la liste."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(field: AnyField, value: object, sentence: str):
    assert sentences(field, value) == [sentence]


def test_an_age_of_one_hundred_and_twenty_is_still_possible():
    assert sentences(NAISSANCE, vague("120 ans", TODAY)) == []
    assert sentences(NAISSANCE, vague("1905", TODAY)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (NOM, "Leroy"),
        (RECIT, "Plusieurs\nlignes, 40 000 caractères : " + "é" * 40_000),
        (TELEPHONE, "+33 6 39 98 00 01"),
        (ADRESSE, Address(town="Exempleville")),
        (JOUR, TODAY),
        (RENDEZ_VOUS, date(2027, 1, 1)),
        (NAISSANCE, vague("2026", TODAY)),
        (NAISSANCE, vague("on ne sait pas", TODAY)),
        (NOMBRE, 1),
        (NOMBRE, 10),
        (TYPE, "couple"),
        (TYPE, "couple.ex"),
        (TYPE, "non_renseigne"),
        (ARME, "ne_sait_pas"),
    ],
)
def test_a_right_answer_raises_no_problem(field: AnyField, value: object):
    assert sentences(field, value) == []


@pytest.mark.parametrize("alone", ["aucune", "ne_sait_pas", "non_renseigne"])
def test_an_exclusive_answer_goes_with_no_other(alone: str):
    couple = Answers(FORM).with_(TYPE, "couple")
    assert problems(couple.with_(FORMES, frozenset({alone})), TODAY) == ()
    (problem,) = problems(couple.with_(FORMES, frozenset({alone, "mots"})), TODAY)
    assert problem.sentence == f"« {FORMES.labels[alone]} » ne va pas avec une autre réponse."


def test_a_problem_in_a_list_says_where_it_is():
    children = (Answers(ENFANT).with_(AGE, 3), Answers(ENFANT).with_(AGE, 18))
    (problem,) = problems(Answers(FORM).with_(ENFANTS, children), TODAY)
    assert (problem.path, problem.sentence) == ("enfants.1.age", "Indiquez un nombre entre 0 et 17.")


def test_a_hidden_answer_is_not_checked():
    assert problems(Answers(FORM, {"formes": frozenset({"inconnue"})}), TODAY) == ()


def test_a_missing_answer_is_no_problem():
    assert problems(Answers(FORM), TODAY) == ()


# Answers in words.


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (NOM, "Leroy", "Leroy"),
        (TELEPHONE, "+33639980001", "06 39 98 00 01"),
        (ADRESSE, Address("3 rue du Modèle", town="Fablebourg"), "3 rue du Modèle, Fablebourg"),
        (JOUR, date(2026, 3, 1), "01/03/2026"),
        (NAISSANCE, vague(" l’été dernier ", TODAY), "l’été dernier"),
        (NOMBRE, 3, "3"),
        (TYPE, "couple.ex", "Couple › Ex"),
        (FORMES, frozenset({"mots", "coups"}), "Coups ; Mots"),
        (ARME, "ne_sait_pas", "Ne sait pas"),
    ],
)
def test_an_answer_is_shown_in_words_and_its_absence_as_nothing(field: AnyField, value: object, text: str):
    assert words(Answers(FORM, {field.code: value}), field) == text
    assert words(Answers(FORM), field) == ""


def test_items_of_a_list_are_shown_one_a_line():
    children = (Answers(ENFANT).with_(PRENOM, "Ana").with_(AGE, 3), Answers(ENFANT).with_(PRENOM, "Léo"))
    assert words(Answers(FORM).with_(ENFANTS, children), ENFANTS) == "Ana · 3\nLéo"


def test_a_summary_leaves_out_what_is_hidden():
    answers = Answers(FORM).with_(NOM, "Leroy").with_(FORMES, frozenset({"mots"}))
    assert summary(answers) == "Leroy"
    assert summary(answers.with_(TYPE, "couple")) == "Leroy · Couple · Mots"
