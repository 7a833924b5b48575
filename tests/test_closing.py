"""Who is counted in which quarter: once, late ones in the next, the status of the first time kept."""

from datetime import date

import pytest

from models.closing import Counted, late, matched, newcomers, quarter_of, quarter_of_year, up_to
from models.counting import Fact, Material, Observations, Somebody, observe
from models.fields import Unit


def intakes(*several: tuple[int, date, str]) -> Observations:
    """Person, day, status of each; observed over the whole year."""
    facts = tuple(
        Fact(Unit.SITUATION, person, number, day, {"statut": frozenset(filter(None, (statut,)))})
        for number, (person, day, statut) in enumerate(several)
    )
    return observe(Material({fact.person: Somebody({}, None) for fact in facts}, facts), up_to(2012, 4))


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        (1, date(2012, 1, 1), date(2012, 3, 31)),
        (2, date(2012, 4, 1), date(2012, 6, 30)),
        (3, date(2012, 7, 1), date(2012, 9, 30)),
        (4, date(2012, 10, 1), date(2012, 12, 31)),
    ],
)
def test_quarters_share_out_the_year_day_by_day(quarter: int, start: date, end: date):
    period = quarter_of_year(2012, quarter)
    assert (period.start, period.end) == (start, end)
    assert quarter_of(start) == quarter_of(end) == quarter


def test_a_person_is_counted_in_the_quarter_of_her_first_fact():
    observed = intakes((1, date(2012, 3, 31), "victime.declaree"), (2, date(2012, 4, 1), ""))
    again = intakes((1, date(2012, 3, 31), "victime"), (1, date(2012, 5, 1), "mis_en_cause"))
    assert newcomers(observed, set(), 1) == (
        Counted(1, 1, "victime"),
        Counted(2, 2, "hors_champ_penal"),
    )
    assert newcomers(again, set(), 1) == (Counted(1, 1, "victime"),)
    assert newcomers(again, {1}, 2) == ()


def test_a_late_record_joins_the_first_open_quarter():
    observed = intakes((1, date(2012, 2, 1), "victime"), (2, date(2012, 8, 1), "victime"))
    assert newcomers(observed, set(), 2) == (Counted(1, 2, "victime"), Counted(2, 3, "victime"))
    assert late(observed, set(), 2) == 1
    assert late(observed, {1}, 2) == 0
    assert late(observed, set(), 5) == 2, "a closed year: they join nothing"


def test_a_person_counted_is_read_in_the_file_into_which_hers_was_merged():
    one, two = Counted(1, 1, "victime"), Counted(2, 1, "mis_en_cause")
    assert matched((one, two), {}, {1, 2}) == {one: 1, two: 2}
    assert matched((one, two), {1: 2}, {2}) == {one: None, two: 2}
    assert matched((one,), {1: 2}, {2}) == {one: 2}
    assert matched((one, two), {}, {2}) == {one: None, two: 2}, "erased"
