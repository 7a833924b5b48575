"""Dates as people say them: exact days, and vague dates kept as an interval with the words said."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

EARLIEST_YEAR = 1880
"""No living person and no fact of hers is older; an earlier year is a slip of the finger."""

OLDEST_AGE = 120
"""In years; nobody who is received is older, and nothing of her life either."""


@dataclass(frozen=True)
class VagueDate:
    """A date as it was said; the day meant lies between ``earliest`` and ``latest``, both included.

    Both bounds are ``None`` when the words were kept without being understood.
    """

    words: str
    earliest: date | None = None
    latest: date | None = None

    @property
    def exact(self) -> date | None:
        return self.earliest if self.earliest == self.latest else None

    @property
    def middle(self) -> date | None:
        """The day to sort and to compute by: the middle of the interval, the earlier of two."""
        if self.earliest is None or self.latest is None:
            return None
        return self.earliest + (self.latest - self.earliest) // 2


@dataclass(frozen=True)
class Period:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def written(day: date) -> str:
    """``12/03/1987``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def in_words(day: date) -> str:
    """``12 mars 1987``, ``1er mars 1987``."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def named(period: Period) -> str:
    """``année 2012``, ``mars 2012``, ``1er trimestre 2012`` or ``du … au …``."""
    start, end = period.start, period.end
    if start.day == 1 and end == _month_end(end.year, end.month) and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"année {start.year}"
        if start.month == end.month:
            return f"{MONTHS[start.month - 1]} {start.year}"
        if (start.month - 1) % 3 == 0 and end.month == start.month + 2:
            number = (start.month + 2) // 3
            return f"{'1er' if number == 1 else f'{number}e'} trimestre {start.year}"
    return f"du {in_words(start)} au {in_words(end)}"


def day(text: str, today: date) -> date:
    """The exact day written in French: ``12/03/2012``, ``12 mars 2012``, ``12/03``, ``hier``.

    Raises ``ValueError`` when the text is no exact day; a year of two figures is none, since some
    of the days asked for are still to come.
    """
    if _SHORT_YEAR.search(text) or _SHORT_YEAR_NAMED.search(_plain(text)):
        raise ValueError("not an exact day")
    understood = vague(text, today)
    if understood.exact is not None:
        return understood.exact
    short = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})", text.strip())
    if short is None:
        raise ValueError("not an exact day")
    return date(today.year, int(short[2]), int(short[1]))


def vague(text: str, today: date) -> VagueDate:
    """What was said, understood as far as it can be; never fails.

    ``today`` is the day on which it was said: "hier", "l'été dernier", "34 ans" are relative to it.
    """
    said = _BORN.sub("", _plain(text))
    said = _COUNTED.sub(lambda found: str(_NUMBERS[found[0]]), said)
    for understand in (
        _exact_day,
        _short_year,
        _month,
        _year,
        _age,
        _season,
        _ago,
        _near,
    ):
        bounds = understand(said, today)
        if bounds is not None:
            return VagueDate(text.strip(), *bounds)
    return VagueDate(text.strip())


def age_on(birth: VagueDate, on: date) -> int | None:
    """Age in full years on a day; of a vague birth, that of the middle of its interval.

    Of what is left of the interval on that day: whoever is there is born.
    """
    if birth.earliest is None or birth.middle is None or on < birth.earliest:
        return None
    born = min(birth.middle, on)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


Bounds = tuple[date, date]

_BORN = re.compile(r"^(?:(?:elle|il) est )?nee? ")
"""What is said of a birth before its date; anywhere else it is no more than words."""

_NUMBERS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
}
_COUNTED = re.compile(rf"(?<![\w-])(?:{'|'.join(_NUMBERS)})(?= (?:jours?|semaines?|mois|ans?)(?!\w))")

_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2})(?!\d)")

_SHORT_YEAR_NAMED = re.compile(r"[a-z]\.? \d{2}$")
"""``12 mars 87``."""

_MONTH_NUMBERS: dict[str, int] = {}

_DECADES = {
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
}


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").split())


_MONTH_NUMBERS.update({_plain(name): number for number, name in enumerate(MONTHS, start=1)})
_MONTH_NUMBERS.update(jan=1, janv=1, fev=2, fevr=2, avr=4, juil=7, sept=9, oct=10, nov=11, dec=12)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _possible(year: int) -> bool:
    return EARLIEST_YEAR <= year <= 2200


def _one(year: int, month: int, day_number: int) -> Bounds | None:
    try:
        only = date(year, month, day_number)
    except ValueError:
        return None
    return (only, only) if _possible(year) else None


def _exact_day(said: str, today: date) -> Bounds | None:
    relative = {"aujourd'hui": 0, "ce jour": 0, "hier": 1, "avant-hier": 2, "avant hier": 2}
    if said in relative:
        only = today - timedelta(days=relative[said])
        return only, only
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", said):
        return _one(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(?:le )?(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", said):
        return _one(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{2})(\d{2})(\d{4})", said):
        return _one(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(?:le )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4}|\d{2})", said):
        month = _MONTH_NUMBERS.get(found[2])
        return None if month is None else _one(_whole_year(found[3], today), month, int(found[1]))
    return None


def _whole_year(written: str, today: date) -> int:
    """Of two figures: of the years that end so, the latest that is not in the future."""
    return int(written) if len(written) == 4 else today.year - (today.year - int(written)) % 100


def _short_year(said: str, today: date) -> Bounds | None:
    """``12/03/87``."""
    found = _SHORT_YEAR.fullmatch(said.removeprefix("le "))
    return None if found is None else _one(_whole_year(found[3], today), int(found[2]), int(found[1]))


def _month(said: str, today: date) -> Bounds | None:
    if found := re.fullmatch(r"(\d{1,2})[/.\- ](\d{4})", said):
        month, year = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(?:en |debut |mi-|fin )?([a-z]+)\.? (\d{4}|\d{2})", said):
        month, year = _MONTH_NUMBERS.get(found[1], 0), _whole_year(found[2], today)
    else:
        return None
    if not 1 <= month <= 12 or not _possible(year):
        return None
    first, last = date(year, month, 1), _month_end(year, month)
    if said.startswith("debut "):
        last = date(year, month, 10)
    elif said.startswith("mi-"):
        first, last = date(year, month, 11), date(year, month, 20)
    elif said.startswith("fin "):
        first = date(year, month, 21)
    return first, last


def _year(said: str, today: date) -> Bounds | None:
    if said in ("l'annee derniere", "l'an dernier", "l'an passe"):
        year = today.year - 1
    elif said == "cette annee":
        return date(today.year, 1, 1), today
    elif found := re.fullmatch(r"(?:en )?(?:(debut|mi|fin)[ -])?(\d{4})", said):
        year = int(found[2])
        if _possible(year) and found[1] is not None:
            first_month = {"debut": 1, "mi": 5, "fin": 9}[found[1]]
            return date(year, first_month, 1), _month_end(year, first_month + 3)
    else:
        return None
    return (date(year, 1, 1), date(year, 12, 31)) if _possible(year) else None


def _age(said: str, today: date) -> Bounds | None:
    """Birth interval of a person who is that age today; "environ" widens it by two years."""
    if found := re.fullmatch(r"(\d{1,2}) mois", said):
        months = int(found[1])
        return _months_before(today, months + 1) + timedelta(days=1), _months_before(today, months)
    ages = _ages(said)
    if ages is None or ages[0] > ages[1] or sum(ages) > 2 * OLDEST_AGE:
        return None
    return _years_before(today, ages[1] + 1) + timedelta(days=1), _years_before(today, ages[0])


def _ages(said: str) -> tuple[int, int] | None:
    """The youngest and the oldest that she can be."""
    if found := re.fullmatch(r"(environ |vers )?(\d{1,3}) ?ans?( environ)?", said):
        years, spread = int(found[2]), 2 if found[1] or found[3] else 0
        return max(0, years - spread), years + spread
    if found := re.fullmatch(r"(?:entre )?(\d{1,3}) ?(?:et|a|ou|-|/) ?(\d{1,3}) ?ans", said):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(r"(?:dans )?(?:(la|une) )?([a-z]+|[2-9]0 ?aine)(?: d'annees)?", said):
        years = int(found[2][:2]) if found[2][0].isdigit() else _DECADES.get(found[2])
        spread = (-5, 5) if found[1] == "une" else (0, 9)
        return None if years is None else (years + spread[0], years + spread[1])
    return None


def _years_before(day: date, years: int) -> date:
    return _months_before(day, 12 * years)


def _months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or the last one of its month."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1).day))


def _season(said: str, today: date) -> Bounds | None:
    found = re.fullmatch(
        r"(?:a |en |au |l'|le |cet |cette |ce )*(printemps|ete|automne|hiver)"
        r"(?: (dernier|derniere|\d{4}))?",
        said,
    )
    if found is None:
        return None
    first_month = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12}[found[1]]
    if found[2] is not None and found[2].isdigit():
        year = int(found[2])
        return _season_of(year, first_month) if _possible(year) else None
    begun = today.year if date(today.year, first_month, 1) <= today else today.year - 1
    season = _season_of(begun, first_month)
    if found[2] is not None and today <= season[1]:  # "dernier" is never the one still on
        return _season_of(begun - 1, first_month)
    return season


def _season_of(year: int, first_month: int) -> Bounds:
    last_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
    return date(year, first_month, 1), _month_end(last_year, last_month)


def _ago(said: str, today: date) -> Bounds | None:
    if said == "la semaine derniere":
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if said in ("le mois dernier", "le mois passe"):
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    found = re.fullmatch(r"il y a (\d{1,3}) (jour|semaine|an)s?|il y a (\d{1,3}) mois", said)
    if found is None:
        return None
    if found[3] is not None:
        return _around(today - timedelta(days=int(int(found[3]) * 30.44)), 15, today)
    count = int(found[1])
    if found[2] == "an":
        return _around(_years_before(today, count), 182, today)
    days, spread = (count, 0) if found[2] == "jour" else (7 * count, 3)
    return _around(today - timedelta(days=days), spread, today)


def _around(middle: date, spread_days: int, today: date) -> Bounds:
    spread = timedelta(days=spread_days)
    return middle - spread, min(today, middle + spread)


def _near(said: str, today: date) -> Bounds | None:
    """Words before a date that is understood: "vers mars 2011", "depuis 2009", "depuis 3 ans"."""
    found = re.fullmatch(r"(?:(?:vers|environ|depuis|courant) )+(.+)", said)
    if found is None:
        return None
    inner = vague(found[1], today)
    if inner.earliest is None or inner.latest is None:
        return None
    return inner.earliest, inner.latest
