"""What a period counts of the records: who, with which status, and what has no date."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.counts import tabulate
from models.counting import Fact, Material, Observation, Observations, Somebody, observe
from models.dates import Period, VagueDate
from models.fields import Unit
from models.forms import accueil, acte

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
SPRING, SUMMER = date(2012, 4, 2), date(2012, 7, 2)
BEFORE, AFTER = date(2011, 5, 2), date(2013, 1, 7)


def fact(unit: Unit, situation: int, day: date | None, **codes: str) -> Fact:
    """A record of the only person."""
    return Fact(unit, 1, situation, day, {code: frozenset(said.split()) for code, said in codes.items()})


def intake(situation: int, day: date | None, statut: str = accueil.VICTIME) -> Fact:
    return fact(Unit.SITUATION, situation, day, statut=statut)


def act(situation: int, day: date | None, nature: str = "entretien.bureau") -> Fact:
    return fact(Unit.ACTE, situation, day, nature=nature)


def seen(*facts: Fact, birth: VagueDate | None = None, period: Period = YEAR) -> Observations:
    return observe(Material({1: Somebody({}, birth)}, facts), period)


def numbers(observed: Observations) -> Mapping[Unit, int]:
    return {unit: len(observed.of(unit)) for unit in Unit if observed.of(unit)}


def person(observed: Observations) -> Observation:
    (only,) = observed.of(Unit.PERSONNE)
    return only


@pytest.mark.parametrize("day", [None, AFTER, BEFORE])
def test_an_act_of_the_period_counts_with_its_intake_whatever_the_date_of_that_one(day: date | None):
    observed = seen(intake(1, day, accueil.MIS_EN_CAUSE), act(1, SUMMER))
    assert numbers(observed) == {Unit.PERSONNE: 1, Unit.SITUATION: 1, Unit.ACTE: 1}
    assert person(observed).codes["statut"] == {accueil.MIS_EN_CAUSE}
    assert not person(observed).new
    assert not observed.of(Unit.SITUATION)[0].new


def test_an_attempt_without_answer_is_an_act_and_receives_nobody():
    assert numbers(seen(intake(1, BEFORE), act(1, SUMMER, acte.TENTATIVE))) == {Unit.ACTE: 1}


def test_somebody_is_new_when_her_first_dated_intake_is_in_the_period():
    assert person(seen(intake(1, None), intake(2, SPRING))).new
    assert not person(seen(intake(1, BEFORE), intake(2, SPRING))).new


def test_what_has_no_date_is_in_no_period_and_is_told():
    observed = seen(intake(1, SPRING), act(1, None), act(1, None), fact(Unit.ORIENTATION, 1, None))
    assert numbers(observed) == {Unit.PERSONNE: 1, Unit.SITUATION: 1}
    assert observed.undated == {Unit.ACTE: 2, Unit.ORIENTATION: 1}
    assert tabulate(observed).undated == observed.undated
    assert seen(intake(1, AFTER)).undated == {}


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (accueil.VICTIME, accueil.MIS_EN_CAUSE, accueil.VICTIME),
        (accueil.MIS_EN_CAUSE, accueil.HORS_CHAMP_PENAL, accueil.MIS_EN_CAUSE),
        ("victime.presumee", "hors_champ_penal.proche", "victime.presumee"),
        ("victime.presumee", "victime.declaree", "victime.declaree"),
        ("hors_champ_penal", "non_renseigne", "hors_champ_penal"),
        ("hors_champ_penal", "", "hors_champ_penal"),
    ],
)
def test_of_two_situations_of_one_day_the_status_does_not_depend_on_the_order_of_entry(
    one: str, other: str, kept: str
):
    for first, second in ((one, other), (other, one)):
        observed = seen(intake(1, SPRING, first), intake(2, SPRING, second), intake(3, SUMMER, "victime"))
        assert person(observed).codes["statut"] == {kept}


def test_the_status_of_a_quarter_may_differ_from_that_of_the_year():
    facts = (intake(1, SPRING, accueil.VICTIME), intake(2, SUMMER, accueil.MIS_EN_CAUSE))
    third_quarter = Period(date(2012, 7, 1), date(2012, 9, 30))
    assert person(seen(*facts)).codes["statut"] == {accueil.VICTIME}
    assert person(seen(*facts, period=third_quarter)).codes["statut"] == {accueil.MIS_EN_CAUSE}


@pytest.mark.parametrize("unit", [Unit.EVALUATION, Unit.ORIENTATION])
def test_an_evaluation_or_an_orientation_of_the_period_counts_its_situation_and_its_person(unit: Unit):
    observed = seen(intake(1, BEFORE), intake(2, BEFORE), fact(unit, 1, SUMMER))
    assert numbers(observed) == {Unit.PERSONNE: 1, Unit.SITUATION: 1, unit: 1}


FACTS = st.builds(
    fact,
    st.sampled_from([unit for unit in Unit if unit is not Unit.PERSONNE]),
    st.just(1),
    st.sampled_from([None, BEFORE, SPRING, SUMMER, AFTER]),
)


@given(st.lists(FACTS, max_size=6).map(lambda facts: [intake(1, BEFORE), *facts]))
def test_an_evaluated_situation_is_among_those_followed(facts: list[Fact]):
    """Of one situation: what is published subtracts the ones from the others."""
    observed = seen(*facts)
    assert len(observed.of(Unit.EVALUATION)) <= len(observed.of(Unit.SITUATION))
    assert len(observed.of(Unit.SITUATION)) == len(observed.of(Unit.PERSONNE))


@pytest.mark.parametrize(
    ("years", "younger", "older"),
    [
        (18, "ans_0_17", "ans_18_24"),
        (25, "ans_18_24", "ans_25_34"),
        (35, "ans_25_34", "ans_35_44"),
        (45, "ans_35_44", "ans_45_59"),
        (60, "ans_45_59", "ans_60_plus"),
    ],
)
def test_the_band_changes_on_the_birthday_and_not_the_day_before(years: int, younger: str, older: str):
    birthday = SPRING.replace(year=SPRING.year - years)
    for born, age, band in (
        (birthday, years, older),
        (birthday + timedelta(days=1), years - 1, younger),
    ):
        codes = person(seen(intake(1, SPRING), birth=VagueDate("", born, born))).codes
        assert codes["tranche_age"] == {band}
        assert codes["majorite"] == {"mineur" if age < 18 else "majeur"}


@pytest.mark.parametrize(
    ("birth", "majority", "band"),
    [
        (VagueDate("", date(2012, 1, 1), date(2012, 12, 31)), "mineur", "ans_0_17"),
        (VagueDate("", date(1952, 4, 3), date(1952, 4, 3)), "majeur", "ans_45_59"),
        (VagueDate("", date(1952, 4, 2), date(1952, 4, 2)), "majeur", "ans_60_plus"),
        (VagueDate("", date(1850, 1, 1), date(1850, 1, 1)), "majeur", "ans_60_plus"),
    ],
)
def test_each_age_has_its_band_even_an_impossible_one(birth: VagueDate, majority: str, band: str):
    codes = person(seen(intake(1, SPRING), birth=birth)).codes
    assert (codes["majorite"], codes["tranche_age"]) == ({majority}, {band})
