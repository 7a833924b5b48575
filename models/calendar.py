"""Days as a French office knows them: how they are said, public holidays, the next day of work."""

import re
from datetime import date, timedelta
from functools import cache

from models import dates
from models.dates import in_words, written
from models.spelling import words

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SATURDAY = 5

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, Ascension Day and Whit Monday."""


_AHEAD = {"demain": 1, "apres demain": 2, "dans une semaine": 7, "dans un jour": 1}
_IN = re.compile(r"dans (\d{1,3}) (jours?|semaines?)")


def day(text: str, today: date, *, past: bool = False) -> date:
    """An exact day as it is typed; also « demain », « dans 15 jours », « mardi ».

    A day of the week is the next one, or where only the ``past`` is asked for the latest one, today
    included. Raises ``ValueError`` when the text is no exact day.
    """
    said = " ".join(words(text)).removeprefix("le ")
    if said in DAYS:
        ahead = (DAYS.index(said) - today.weekday()) % 7
        return today - timedelta(days=-ahead % 7) if past else today + timedelta(days=ahead or 7)
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    if found := _IN.fullmatch(said):
        return today + timedelta(days=int(found[1]) * (7 if found[2].startswith("semaine") else 1))
    return dates.day(text, today)


def is_holiday(day: date) -> bool:
    """A public holiday of article L. 3133-1 of the Code du travail: whoever works is at home."""
    return (day.month, day.day) in _FIXED or (day - _easter(day.year)).days in _AFTER_EASTER


def is_worked(day: date) -> bool:
    return day.weekday() < _SATURDAY and not is_holiday(day)


def next_worked(day: date) -> date:
    """The day itself when the office is open."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def named(day: date) -> str:
    """``mardi 19/06/2012``."""
    return f"{DAYS[day.weekday()]} {written(day)}"


def named_in_words(day: date) -> str:
    """``mardi 19 juin 2012``."""
    return f"{DAYS[day.weekday()]} {in_words(day)}"


@cache
def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning (Meeus, *Astronomical Algorithms*, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
