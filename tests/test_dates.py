"""Dates as people say them: never refused, never made more exact than they are."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models import dates
from models.dates import Period, VagueDate, age_on, in_words, vague, written

TODAY = date(2026, 11, 18)

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
words = st.sampled_from(
    (
        *("vers", "environ", "depuis", "courant", "en", "le", "la", "l'", "l’", "il", "y", "a", "mi-"),
        *("début", "fin", "cet", "cette", "dernier", "dernière", "été", "hiver", "printemps", "automne"),
        *("mars", "1er", "février", "août", "hier", "semaine", "mois", "an", "ans", "année", "jours"),
        *("0", "1", "3", "12", "29", "31", "34", "120", "999", "1879", "1880", "1987", "2026", "9999"),
        *("12/03", "29/02/2023", "12/03/87", "/", " ", "né", "née", "deux", "douze", "-"),
    )
)
sayings = st.lists(words, max_size=6)
said = st.one_of(st.text(), sayings.map(" ".join), sayings.map("".join))


def bounds(text: str, today: date = TODAY) -> tuple[date | None, date | None]:
    found = vague(text, today)
    return found.earliest, found.latest


@given(said, days)
@example("il y a 999 ans", TODAY)
@example("hiver 2200", TODAY)
@example("vers " * 2000, TODAY)
@example("a " * 20_000, TODAY)
@example("29/02/2023", TODAY)
@example("0 ans", date(2024, 2, 29))
def test_whatever_is_said_is_kept_and_bounds_stay_in_order(text: str, today: date):
    found = vague(text, today)
    assert found.words == text.strip()
    assert (found.earliest is None) == (found.latest is None)
    if found.earliest is not None and found.latest is not None:
        assert found.earliest <= found.latest
        assert found.middle is not None
        assert found.earliest <= found.middle <= found.latest


@given(days, days)
def test_an_exact_day_is_understood_in_figures_and_in_words(day: date, today: date):
    for text in (written(day), in_words(day), day.isoformat(), f"{day.day}.{day.month}.{day.year}"):
        assert vague(text, today).exact == day
        assert dates.day(text, today) == day


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("12/03/1987", date(1987, 3, 12), date(1987, 3, 12)),
        ("29/02/2024", date(2024, 2, 29), date(2024, 2, 29)),
        ("1er mars 2011", date(2011, 3, 1), date(2011, 3, 1)),
        ("mars 1987", date(1987, 3, 1), date(1987, 3, 31)),
        ("février 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2023", date(2023, 2, 1), date(2023, 2, 28)),
        ("fin août 2025", date(2025, 8, 21), date(2025, 8, 31)),
        ("mi-mars 2025", date(2025, 3, 11), date(2025, 3, 20)),
        ("1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("l’an dernier", date(2025, 1, 1), date(2025, 12, 31)),
        ("hier", date(2026, 11, 17), date(2026, 11, 17)),
        ("la semaine dernière", date(2026, 11, 9), date(2026, 11, 15)),
        ("le mois dernier", date(2026, 10, 1), date(2026, 10, 31)),
        ("il y a 3 jours", date(2026, 11, 15), date(2026, 11, 15)),
        ("l’été dernier", date(2026, 6, 1), date(2026, 8, 31)),
        ("L'ÉTÉ DERNIER", date(2026, 6, 1), date(2026, 8, 31)),
        ("l’automne dernier", date(2025, 9, 1), date(2025, 11, 30)),
        ("cet automne", date(2026, 9, 1), date(2026, 11, 30)),
        ("hiver 2023", date(2023, 12, 1), date(2024, 2, 29)),
        ("vers mars 2011", date(2011, 3, 1), date(2011, 3, 31)),
        ("depuis 2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("34 ans", date(1991, 11, 19), date(1992, 11, 18)),
        ("environ 34 ans", date(1989, 11, 19), date(1994, 11, 18)),
        ("8 mois", date(2026, 2, 19), date(2026, 3, 18)),
        ("12/03/87", date(1987, 3, 12), date(1987, 3, 12)),
        ("1.2.03", date(2003, 2, 1), date(2003, 2, 1)),
        ("12/03/26", date(2026, 3, 12), date(2026, 3, 12)),
        ("12/03/27", date(1927, 3, 12), date(1927, 3, 12)),
        ("12 mars 87", date(1987, 3, 12), date(1987, 3, 12)),
        ("12 sept. 1987", date(1987, 9, 12), date(1987, 9, 12)),
        ("mars 87", date(1987, 3, 1), date(1987, 3, 31)),
        ("12031987", date(1987, 3, 12), date(1987, 3, 12)),
        ("34ans", *bounds("34 ans")),
        ("30-35 ans", date(1990, 11, 19), date(1996, 11, 18)),
        ("entre 30 et 35 ans", *bounds("30-35 ans")),
        ("la trentaine", *bounds("30-39 ans")),
        ("quarantaine", *bounds("40-49 ans")),
        ("dans la quarantaine", *bounds("40-49 ans")),
        ("40aine", *bounds("40-49 ans")),
        ("la 40aine", *bounds("40-49 ans")),
        ("une 40 aine", *bounds("35-45 ans")),
        ("une trentaine d’années", *bounds("25-35 ans")),
        ("début 2012", date(2012, 1, 1), date(2012, 4, 30)),
        ("mi-2012", date(2012, 5, 1), date(2012, 8, 31)),
        ("fin 2012", date(2012, 9, 1), date(2012, 12, 31)),
        ("depuis début 2012", date(2012, 1, 1), date(2012, 4, 30)),
        ("il y a deux ans", *bounds("il y a 2 ans")),
        ("Il y a un an", *bounds("il y a 1 an")),
        ("il y a une semaine", *bounds("il y a 1 semaine")),
        ("il y a douze mois", *bounds("il y a 12 mois")),
        ("environ dix ans", *bounds("environ 10 ans")),
        ("né en 1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("née le 12/03/1987", date(1987, 3, 12), date(1987, 3, 12)),
        ("Née le 12/03/87", date(1987, 3, 12), date(1987, 3, 12)),
        ("elle est née le 12 mars 1987", date(1987, 3, 12), date(1987, 3, 12)),
        ("née vers mars 1987", date(1987, 3, 1), date(1987, 3, 31)),
    ],
)
def test_words_give_the_interval_they_mean(text: str, earliest: date, latest: date):
    assert bounds(text) == (earliest, latest)
    assert earliest is not None
    assert vague(f" {text} ", TODAY).words == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "avant Noël",
        "29/02/2023",
        "31/04/2020",
        "13/2020",
        "1879",
        "31/02/87",
        "121 ans",
        "99 à 999 ans",
        "35 à 30 ans",
        "31021987",
        "12 mois 87",
        "un jour",
        "née",
    ],
)
def test_words_that_are_not_understood_are_kept_without_bounds(text: str):
    assert vague(text, TODAY) == VagueDate(text, None, None)
    assert vague(text, TODAY).middle is None


@pytest.mark.parametrize(
    ("today", "earliest"),
    [(date(2026, 1, 15), date(2024, 12, 1)), (date(2026, 3, 1), date(2025, 12, 1))],
)
def test_last_winter_is_never_the_one_still_on(today: date, earliest: date):
    assert bounds("l’hiver dernier", today)[0] == earliest


@given(st.dates(date(1960, 1, 1), date(2060, 12, 31)), st.integers(0, 365 * 110))
@example(date(2008, 2, 29), 18 * 365 + 4)
@example(date(2024, 2, 29), 0)
def test_an_age_said_on_a_day_holds_the_birth_and_no_other_age_does(born: date, later: int):
    on = born + timedelta(days=later)
    age = age_on(VagueDate("", born, born), on)
    assert age is not None
    for years in (age - 1, age, age + 1):
        earliest, latest = bounds(f"{years} ans", on) if years >= 0 else (None, None)
        if earliest is not None and latest is not None:
            assert (earliest <= born <= latest) == (years == age)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 6, 15), date(2026, 6, 14), 17),
        (date(2008, 6, 15), date(2026, 6, 15), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 6, 15), date(2026, 6, 15), 0),
    ],
)
def test_ages_change_on_the_birthday(born: date, on: date, age: int):
    assert age_on(VagueDate("", born, born), on) == age


def test_nobody_has_an_age_before_birth_or_without_one():
    assert age_on(vague("15/06/2026", TODAY), date(2026, 6, 14)) is None
    assert age_on(vague("jeune", TODAY), TODAY) is None


def test_the_age_of_a_vague_birth_is_that_of_the_middle_of_its_interval():
    assert age_on(vague("1990", TODAY), date(2026, 7, 1)) == 35
    assert age_on(vague("1990", TODAY), date(2026, 7, 2)) == 36


def test_whoever_is_received_in_the_year_of_her_birth_has_an_age():
    """The middle of 2026 is still to come."""
    born = vague("2026", TODAY)
    assert age_on(born, date(2026, 1, 1)) == age_on(born, date(2026, 3, 1)) == age_on(born, TODAY) == 0
    assert age_on(born, date(2025, 12, 31)) is None


def test_a_short_day_belongs_to_the_current_year():
    assert dates.day("3/2", TODAY) == date(2026, 2, 3)
    assert dates.day(" 12-03 ", TODAY) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["", "mars 2012", "34 ans", "31/02", "demain", "12/03/87", "le 15/01/27"])
def test_what_is_no_exact_day_is_refused_where_one_is_needed(text: str):
    with pytest.raises(ValueError, match="day"):
        dates.day(text, TODAY)


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2012, 1, 1), date(2012, 12, 31), "année 2012"),
        (date(2012, 2, 1), date(2012, 2, 29), "février 2012"),
        (date(2012, 1, 1), date(2012, 3, 31), "1er trimestre 2012"),
        (date(2012, 10, 1), date(2012, 12, 31), "4e trimestre 2012"),
        (date(2012, 2, 1), date(2012, 4, 30), "du 1er février 2012 au 30 avril 2012"),
        (date(2012, 1, 2), date(2012, 12, 31), "du 2 janvier 2012 au 31 décembre 2012"),
    ],
)
def test_periods_have_the_name_people_use(start: date, end: date, name: str):
    assert dates.named(Period(start, end)) == name


def test_a_period_holds_both_its_ends_and_cannot_end_before_it_starts():
    year = Period(date(2012, 1, 1), date(2012, 12, 31))
    assert date(2012, 1, 1) in year
    assert date(2012, 12, 31) in year
    assert date(2013, 1, 1) not in year
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2012, 1, 2), date(2012, 1, 1))
