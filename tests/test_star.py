"""The catalogue of the publication: one table for each variable, read from counted questions alone."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from exports import star
from exports.catalogue import Catalogue, Category, catalogue_of
from exports.star import CATALOGUE, QUESTIONS, read
from models.casework import FORMS
from models.counting import Fact, Material, Somebody, observe
from models.dates import Period, VagueDate
from models.fields import ChoiceField, Option, Unit
from models.forms import accueil, acte, evaluation
from models.profile import UNKNOWN, Profile, profiles

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
MAY, JUNE = date(2012, 5, 2), date(2012, 6, 1)


def codes(**said: str) -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in said.items()}


def of_year(*facts: Fact, birth: VagueDate | None = None, **own: str) -> Profile:
    """The only person of a year."""
    (found,) = profiles(observe(Material({1: Somebody(codes(**own), birth)}, facts), YEAR)).values()
    return found


def fact(unit: Unit, day: date, situation: int = 1, **said: str) -> Fact:
    return Fact(unit, 1, situation, day, codes(**said))


def intake(day: date = MAY, situation: int = 1, **said: str) -> Fact:
    return fact(Unit.SITUATION, day, situation, **{"statut": "victime", **said})


def told(profile: Profile) -> dict[str, str]:
    return dict(read(CATALOGUE, profile))


def test_the_catalogue_is_a_star_and_reads_back_from_what_is_kept():
    assert catalogue_of(json.loads(json.dumps(CATALOGUE.data()))) == CATALOGUE
    tables = CATALOGUE.star.tables
    assert len({code for table in tables for code in table}) == 1 + len(tables)


def test_every_category_of_every_person_is_one_of_its_variable():
    for variable in CATALOGUE.variables:
        assert told(UNKNOWN)[variable.code] == variable.unknown
        assert variable.unknown in {leaf.code for leaf in variable.leaves}


def test_the_questions_that_enter_are_all_declared_counted():
    counted = {field.code for form in FORMS for field in form.counted}
    assert set(_questions_read()) <= counted | {"tranche_age"}


def _questions_read() -> Iterator[str]:
    """The questions that the catalogue looks at, found by watching it look."""

    class Watched(dict[str, frozenset[str]]):
        def get(self, key: str, default: object = None) -> frozenset[str]:  # pyright: ignore[reportIncompatibleMethodOverride]
            seen.add(key)
            return super().get(key, frozenset())

    seen: set[str] = set()
    everything = {unit: (Watched(),) for unit in Unit}
    destination = Watched(destinataire=frozenset(("ccas",)))
    everything[Unit.ORIENTATION] = (destination,)
    for question in QUESTIONS:
        question.read(Profile(Watched(), Watched(), everything))
    assert {"sexe", "problematique", "nature", "etat", "danger_peur"} <= seen
    yield from seen


@pytest.mark.parametrize("counted", [True, False])
def test_a_question_enters_only_when_it_is_declared_counted(counted: bool):
    asked = ChoiceField(code="essai", label="Essai", options=(Option("rouge", "Rouge"),), counted=counted)
    recoding = [("rouge", "Rouge", ("rouge",)), ("non_renseigne", "Non renseigné", ("non_renseigne",))]

    def enter() -> None:
        star._single(asked, "Essai", "Essai", "Essai", recoding, lambda profile: profile.intake)

    if counted:
        enter()
    else:
        with pytest.raises(ValueError, match="not counted"):
            enter()


def test_an_option_added_to_a_question_has_to_be_given_its_place():
    wider = replace(accueil.RESIDENCE, options=(*accueil.RESIDENCE.options, Option("bateau", "Bateau")))
    known = [("tout", "Tout", tuple(accueil.RESIDENCE.labels))]
    with pytest.raises(ValueError, match="nowhere"):
        star._single(wider, "Résidence", "x", "x", known, lambda profile: profile.intake)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(1994, 5, 3), "0_17"),
        (date(1994, 5, 2), "18_24"),
        (date(1987, 5, 3), "18_24"),
        (date(1987, 5, 2), "25_59"),
        (date(1952, 5, 3), "25_59"),
        (date(1952, 5, 2), "60_plus"),
        (date(2012, 5, 2), "0_17"),
    ],
)
def test_the_age_is_that_of_the_first_day_to_the_very_birthday(born: date, band: str):
    assert told(of_year(intake(), birth=VagueDate("", born, born)))["tranche_age"] == band


def test_a_minor_who_turns_18_in_the_year_stays_a_minor_of_that_year():
    birthday = date(1994, 5, 20)
    later = fact(Unit.ACTE, JUNE, nature="entretien.bureau")
    profile = of_year(intake(), later, birth=VagueDate("", birthday, birthday))
    assert told(profile)["tranche_age"] == "0_17"
    next_year = Period(date(2012, 6, 1), date(2013, 5, 31))
    material = Material({1: Somebody({}, VagueDate("", birthday, birthday))}, (intake(), later))
    (hers,) = profiles(observe(material, next_year)).values()
    assert told(hers)["tranche_age"] == "18_24"


def test_no_birth_is_not_recorded():
    assert told(of_year(intake()))["tranche_age"] == "non_renseigne"


def test_of_several_situations_the_first_gives_what_has_one_answer_and_each_gives_what_has_several():
    first = intake(MAY, 1, problematique="violences_couple.ex_conjoint", violences="physiques verbales")
    second = intake(
        JUNE, 2, statut="mis_en_cause", problematique="voisinage", violences="mariage_force",
        problematiques_associees="addictions",
    )  # fmt: skip
    hers = told(of_year(second, first))
    assert hers["problematique"] == "violences_couple"
    violences = {code for code, said in hers.items() if code.startswith("violence_") and said == "oui"}
    assert violences == {"violence_physiques", "violence_verbales", "violence_contrainte"}
    assert hers["associee_addictions"] == "oui"
    assert hers["associee_mineurs"] == "non"


def test_a_status_changed_during_the_year_is_the_first_one():
    profile = of_year(intake(MAY, 1, statut="mis_en_cause.audition"), intake(JUNE, 2))
    assert star.STATUT.read(profile) == "mis_en_cause"
    same_day = of_year(intake(MAY, 1, statut="hors_champ_penal"), intake(MAY, 2, statut="victime.presumee"))
    assert star.STATUT.read(same_day) == "victime"


def test_what_was_refused_or_not_raised_is_no_violence_and_no_need():
    hers = told(
        of_year(
            intake(violences="refuse"),
            fact(Unit.EVALUATION, MAY, besoin_sante="non_aborde", besoin_droits="urgent", danger_peur="non"),
        )
    )
    assert not [code for code, said in hers.items() if code.startswith("violence_") and said == "oui"]
    assert (hers["besoin_sante"], hers["besoin_droits"], hers["danger"]) == ("non", "oui", "non")


def test_one_criterion_of_danger_is_enough():
    profile = of_year(intake(), fact(Unit.EVALUATION, MAY, danger_armes_a_feu="oui", danger_peur="non"))
    assert told(profile)["danger"] == "oui"


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ((), "non"),
        (("pas_de_place",), "impossible"),
        (("refus_structure", "non_aboutie"), "impossible"),
        (("pas_de_place", "effective"), "faite"),
        (("refusee",), "faite"),
        (("ne_sait_pas",), "faite"),
        (("",), "faite"),
    ],
)
def test_an_orientation_is_impossible_when_none_of_its_kind_could_be_done(
    outcomes: tuple[str, ...], said: str
):
    towards = [
        fact(Unit.ORIENTATION, MAY, destinataire="hebergement_urgence", etat=outcome) for outcome in outcomes
    ]
    elsewhere = fact(Unit.ORIENTATION, MAY, destinataire="ccas", etat="pas_de_place")
    hers = told(of_year(intake(), elsewhere, *towards))
    assert hers["orientation_hebergement"] == said
    assert hers["orientation_social"] == "impossible"


def test_an_order_is_prepared_when_its_act_is_noted():
    with_it = of_year(intake(), fact(Unit.ACTE, MAY, nature=acte.ORDONNANCE_DE_PROTECTION))
    without = of_year(intake(), fact(Unit.ACTE, MAY, nature="ecrit.attestation"))
    assert (told(with_it)["ordonnance"], told(without)["ordonnance"]) == ("oui", "non")


def test_an_act_of_another_year_is_not_in_this_one():
    before = fact(Unit.ACTE, date(2011, 12, 31), nature=acte.ORDONNANCE_DE_PROTECTION)
    assert told(of_year(before, intake()))["ordonnance"] == "non"


def older(without: str = "", narrowed: str = "") -> Catalogue:
    """The catalogue of a program that knew less."""
    variables = [
        replace(each, leaves=each.leaves[1:], groups=()) if each.code == narrowed else each
        for each in CATALOGUE.variables
        if each.code != without
    ]
    return replace(CATALOGUE, version="0", variables=tuple(variables))


def test_a_year_begun_with_another_catalogue_ends_with_it():
    profile = of_year(intake(residence="commune_du_poste"), sexe="femme")
    assert "sexe" not in read(older(without="sexe"), profile)
    assert read(older(narrowed="residence"), profile)["residence"] == "non_renseigne"
    gone = replace(CATALOGUE.variables[0], code="question_retiree")
    wider = replace(CATALOGUE, variables=(*CATALOGUE.variables, gone))
    assert read(wider, profile)["question_retiree"] == gone.unknown


def test_every_need_has_its_table():
    assert [each.variable.code for each in star.BESOINS] == [field.code for field in evaluation.BESOINS]


def test_a_variable_that_contradicts_itself_is_refused():
    with pytest.raises(ValueError, match="not there"):
        replace(CATALOGUE.variables[0], unknown="ailleurs")
    with pytest.raises(ValueError, match="not there"):
        replace(CATALOGUE.variables[0], groups=(Category("g", "G", ("ailleurs", "femme")),))
