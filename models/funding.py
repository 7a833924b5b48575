"""What the posts of a station were in a year: months present, part of a full time, euros in proportion."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from models.fields import Answers
from models.forms import poste

MONTHS = 12


@dataclass(frozen=True)
class Share:
    """One post in one year.

    ``part`` is that of a full time (1 for a full-time post), ``months`` those of presence, a month begun
    or left counting by its days; ``euros`` is the cost of a whole year in proportion, to the nearest
    euro, ``None`` when the cost is not known.
    """

    title: str
    part: Fraction
    months: Fraction
    euros: int | None

    @property
    def full_time(self) -> Fraction:
        """Full-time equivalent over the year."""
        return self.part * self.months / MONTHS


def shares(station: Answers, year: int) -> tuple[Share, ...]:
    """The posts that were there in the year, in their order; what is not known well enough is left out."""
    found = (_share(item, year) for item in station[poste.POSTES] or ())
    return tuple(share for share in found if share is not None)


def full_time(several: tuple[Share, ...]) -> Fraction:
    """Full-time equivalent of the station over the year."""
    return sum((share.full_time for share in several), Fraction())


def euros(several: tuple[Share, ...]) -> int | None:
    """The sum of what is printed for each post; ``None`` when one of them is not known."""
    costs = [share.euros for share in several if share.euros is not None]
    return sum(costs) if several and len(costs) == len(several) else None


def _share(item: Answers, year: int) -> Share | None:
    part, begins = _part(item), item[poste.DEBUT]
    if part is None or begins is None:
        return None
    months = months_of(begins, item[poste.FIN], year)
    if not months:
        return None
    cost = item[poste.COUT]
    due = None if cost is None else _rounded(cost * months / MONTHS)
    return Share(item[poste.INTITULE] or "Poste", part, months, due)


def _part(item: Answers) -> Fraction | None:
    match item[poste.QUOTITE]:
        case poste.TEMPS_PLEIN:
            return Fraction(1)
        case poste.MI_TEMPS:
            return Fraction(1, 2)
        case poste.AUTRE:
            percent = item[poste.POURCENTAGE]
            return None if percent is None else Fraction(percent, 100)
        case _:
            return None


def months_of(begins: date, ends: date | None, year: int) -> Fraction:
    """Months of presence in a year, both days included; of a part of a month, its days over all its days."""
    total = Fraction()
    for month in range(1, MONTHS + 1):
        days = monthrange(year, month)[1]
        first = max(begins, date(year, month, 1))
        last = min(ends or date.max, date(year, month, days))
        total += Fraction(max(0, (last - first).days + 1), days)
    return total


def _rounded(amount: Fraction) -> int:
    """To the nearest, a half upwards."""
    return int(amount + Fraction(1, 2))
