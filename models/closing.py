"""Who is counted in which quarter of a year, once and for all: the accounting of what is published."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from models.counting import Observations
from models.dates import Period
from models.fields import NON_RENSEIGNE, Unit
from models.forms import accueil

QUARTERS = (1, 2, 3, 4)
LAST = QUARTERS[-1]


@dataclass(frozen=True)
class Counted:
    """A person counted in a closed quarter; ``person`` is her number, which means nothing elsewhere.

    ``status`` is the first level of the status that she was counted with: it does not change any more.
    """

    person: int
    quarter: int
    status: str


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def up_to(year: int, quarter: int) -> Period:
    """From the first day of the year to the last one of the quarter."""
    return Period(date(year, 1, 1), quarter_of_year(year, quarter).end)


def quarter_of_year(year: int, quarter: int) -> Period:
    start = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // LAST, 3 * quarter % 12 + 1, 1)
    return Period(start, after - timedelta(days=1))


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def newcomers(observed: Observations, known: Set[int], first_open: int) -> tuple[Counted, ...]:
    """The persons of the period who are not counted yet, each in the quarter that counts her.

    That is the quarter of her first fact of the year, or the first open one when that quarter is
    closed: a late record joins the next period. Without a status, she is out of the penal field.
    """
    found: list[Counted] = []
    for each in observed.of(Unit.PERSONNE):
        if each.person not in known and each.day is not None:
            quarter = max(quarter_of(each.day), first_open)
            found.append(Counted(each.person, quarter, status(each.codes[accueil.STATUT.code])))
    return tuple(found)


def status(codes: frozenset[str]) -> str:
    """With which one of the three a person is counted."""
    said = first_level(codes)
    return accueil.HORS_CHAMP_PENAL if said == NON_RENSEIGNE.code else said


def late(observed: Observations, known: Set[int], first_open: int) -> int:
    """How many persons came in a closed quarter, and were recorded after it was closed."""
    seen = observed.of(Unit.PERSONNE)
    return sum(
        each.person not in known and each.day is not None and quarter_of(each.day) < first_open
        for each in seen
    )


def first_level(codes: frozenset[str]) -> str:
    """``victime`` of ``victime.presumee``; *non renseigné* when nothing was said."""
    return next(iter(sorted(codes)), NON_RENSEIGNE.code).partition(".")[0]


def matched(
    counted: Sequence[Counted], roots: Mapping[int, int], known: Set[int]
) -> dict[Counted, int | None]:
    """For each person counted, the number under which her facts are read now.

    That of the file into which hers was merged, when it was; ``None`` when that file is matched
    already or is no more: she stays counted, and nothing is known of her.
    """
    taken: set[int] = set()
    found: dict[Counted, int | None] = {}
    for each in sorted(
        counted, key=lambda one: (roots.get(one.person, one.person) != one.person, one.person)
    ):
        root = roots.get(each.person, each.person)
        found[each] = root if root in known and root not in taken else None
        taken.add(root)
    return found
