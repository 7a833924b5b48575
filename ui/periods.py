"""The periods that are asked for most."""

from datetime import date, timedelta

from models.dates import Period, written
from models.failure import Failure

QUICK = (
    ("mois", "Ce &mois-ci"),
    ("mois_dernier", "Le mois der&nier"),
    ("trimestre", "Ce &trimestre"),
    ("annee", "&Cette année"),
    ("annee_derniere", "L’année &dernière"),
)
"""Name and words of each."""


def period(start: date | None, end: date | None) -> Period:
    """``Failure`` when a date is missing, or when it ends before it starts."""
    if start is None or end is None:
        raise Failure(
            "Il faut deux dates qui existent, par exemple 01/01/2012 et 31/12/2012. Corrigez la période."
        )
    if end < start:
        raise Failure(
            f"La période finit (le {written(end)}) avant de commencer (le {written(start)}). "
            "Inversez les deux dates."
        )
    return Period(start, end)


def quick_period(name: str, today: date) -> Period:
    """The month, quarter or year of today, or the month or the year before, whole."""
    month = Period(today.replace(day=1), _end_of_month(today))
    if name == "mois":
        return month
    if name == "mois_dernier":
        return before(month)
    if name == "trimestre":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        return Period(first, _end_of_month(first.replace(month=first.month + 2)))
    year = today.year if name == "annee" else today.year - 1
    return Period(date(year, 1, 1), date(year, 12, 31))


def before(period: Period) -> Period:
    """The period to compare with: the year, the months or the days of the same number just before."""
    start, end = period.start, period.end
    last = start - timedelta(days=1)
    if start.day == 1 and end == _end_of_month(end):
        months = 12 * (end.year - start.year) + end.month - start.month + 1
        count = 12 * start.year + start.month - 1 - months
        return Period(date(count // 12, count % 12 + 1, 1), last)
    return Period(start - (end - start) - timedelta(days=1), last)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
