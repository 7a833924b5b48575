"""On which days she may be called, read in the words that were agreed with her; never guessed."""

import re
from datetime import date, timedelta

from models.calendar import DAYS, is_holiday
from models.spelling import words

EVERY_DAY = frozenset(range(7))
_WEEKDAYS, _WEEKEND = frozenset(range(5)), frozenset((5, 6))

_PLAIN = frozenset(
    words(
        "a apres au aux avant d de des du en entre et h heure heures jour jours jusqu jusque journee l la le"
        " les matin matinee matins midi min ou par partir plutot que seulement soir soiree soirs tous toute"
        " toutes uniquement vers"
    )
)
"""Words that say when in the day, or nothing of the days; any other one leaves the whole not understood."""

_TO = r"(?:a|au|jusqu au)"
_RANGE = re.compile(rf"\b({'|'.join(DAYS)}) {_TO} ({'|'.join(DAYS)})\b")


def safe_days(said: str) -> frozenset[int] | None:
    """The days of the week that are agreed, Monday being 0; ``None`` as soon as a word is not understood.

    « sauf », « pas », « une semaine sur deux » are for her to read, not for a program.
    """
    text = " ".join(words(re.sub(r"(?<=[a-zé])\s*[-–]\s*(?=[a-z])", " à ", said.casefold())))
    text = re.sub(rf"\b({'|'.join(DAYS)})s\b", r"\1", text).replace("week a end", "weekend")
    text = text.replace("week end", "weekend").replace("apres a midi", "apres midi")
    if re.search(r"\d jours?\b", text):  # every so many days
        return None
    found: set[int] = set()
    for first, last in _RANGE.findall(text):
        start, end = DAYS.index(first), DAYS.index(last)
        found.update(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    for word in text.split():
        if word in DAYS:
            found.add(DAYS.index(word))
        elif word in ("semaine", "weekend"):
            found |= _WEEKDAYS if word == "semaine" else _WEEKEND
        elif word not in _PLAIN and not re.fullmatch(r"\d{1,2}(h\d{0,2})?", word):
            return None
    return frozenset(found) or EVERY_DAY


def is_safe(said: str, day: date) -> bool | None:
    """Whether that day was agreed; on a public holiday whoever should be away may be at home."""
    days = safe_days(said)
    return None if days is None else day.weekday() in days and not is_holiday(day)


def next_safe(said: str, day: date) -> date | None:
    """The first day agreed, that day or after; ``None`` when the words are not understood."""
    agreed = safe_days(said) or frozenset()
    days = (day + timedelta(days=ahead) for ahead in range(60))
    return next((each for each in days if each.weekday() in agreed and not is_holiday(each)), None)
