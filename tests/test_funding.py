"""Months, part of a full time and euros of the posts in a year, by figures worked out by hand."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit

from models import funding
from models.fields import Answers
from models.forms import poste
from storage import vault
from tests import windows
from tests.windows import Screen

FULL = Answers(
    poste.POSTE,
    {
        "intitule": "Premier poste",
        "quotite": poste.TEMPS_PLEIN,
        "debut": date(2007, 1, 1),
        "cout": 40_000,
    },
)
HALF = Answers(
    poste.POSTE,
    {"intitule": "Second poste", "quotite": poste.MI_TEMPS, "debut": date(2013, 4, 1), "cout": 18_000},
)


def station(*posts: Answers) -> Answers:
    return Answers(poste.FORM, {"postes": posts})


def test_a_whole_year_costs_what_a_year_costs():
    (share,) = funding.shares(station(FULL), 2012)
    assert (share.months, share.full_time, share.euros) == (12, 1, 40_000)


def test_a_half_time_post_from_april_is_due_nine_twelfths():
    first, second = funding.shares(station(FULL, HALF), 2013)
    assert (second.months, second.euros) == (9, 13_500)
    assert second.full_time == Fraction(3, 8)
    assert funding.full_time((first, second)) == Fraction(11, 8)
    assert funding.euros((first, second)) == 53_500


def test_a_month_left_in_its_middle_counts_by_its_days():
    (share,) = funding.shares(station(HALF.with_(poste.FIN, date(2014, 6, 15))), 2014)
    assert share.months == Fraction(11, 2)
    assert share.euros == 8_250


def test_a_post_of_another_year_is_not_there():
    assert funding.shares(station(HALF), 2012) == ()
    assert funding.shares(station(FULL.with_(poste.FIN, date(2011, 12, 31))), 2012) == ()


def test_a_leap_february_has_twenty_nine_days():
    assert funding.months_of(date(2012, 2, 1), date(2012, 2, 29), 2012) == 1
    assert funding.months_of(date(2012, 2, 29), date(2012, 2, 29), 2012) == Fraction(1, 29)


def test_what_is_not_known_well_enough_is_left_out_and_no_sum_is_made_of_it():
    assert funding.shares(station(FULL.with_(poste.DEBUT, None)), 2012) == ()
    assert funding.shares(station(FULL.with_(poste.QUOTITE, poste.AUTRE)), 2012) == ()
    unpriced = funding.shares(station(FULL, FULL.with_(poste.COUT, None)), 2012)
    assert [share.euros for share in unpriced] == [40_000, None]
    assert funding.euros(unpriced) is None
    assert funding.euros(()) is None


@given(begins=st.dates(date(1990, 1, 1), date(2030, 12, 31)), days=st.integers(0, 4000))
def test_the_months_of_the_years_add_up_wherever_one_cuts(begins: date, days: int):
    """Cut in two on any day, a post lasts and weighs the same."""
    ends = date.fromordinal(begins.toordinal() + days)
    cut = date.fromordinal(begins.toordinal() + days // 2)
    after = date.fromordinal(cut.toordinal() + 1)
    for year in {begins.year, cut.year, ends.year}:
        whole = funding.months_of(begins, ends, year)
        assert whole == funding.months_of(begins, cut, year) + funding.months_of(after, ends, year)
        assert 0 <= whole <= funding.MONTHS


def test_the_station_is_kept_whole(opened: vault.Vault):
    opened.station.save(station(FULL, HALF))
    opened.station.save(station(FULL, HALF).with_(poste.NOM, "Commissariat"))
    assert opened.station.answers == station(FULL, HALF).with_(poste.NOM, "Commissariat")


def test_what_is_typed_of_the_station_is_saved_and_shown_again(screen: Screen):
    screen.workspace.show_settings()
    windows.type_in(screen.seen("nom", QLineEdit), "Commissariat")
    screen.workspace.show_today()
    assert screen.vault.station.answers[poste.NOM] == "Commissariat"
    screen.workspace.show_settings()
    assert screen.seen("nom", QLineEdit).text() == "Commissariat"
