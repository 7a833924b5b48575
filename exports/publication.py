"""Counts that may leave the program: a table that could betray a few persons is withheld whole.

This holds until small counts are protected cell by cell. Of two units, only situations and
evaluated situations nest so that a difference would tell of somebody (an evaluation makes its
situation counted): more situations than persons says that some came back, and nothing of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.counts import Count
from exports.tables import FEW, Heading, Kind, Table
from models.conditions import When, leaves
from models.dates import Period
from models.fields import NON_RENSEIGNE, Unit

SMALL = (
    "Tableau retenu en entier : il contient au moins un effectif de 1 à 5, ou qui repose sur 1 à"
    " 5 personnes. Publié, il pourrait les faire reconnaître."
)
DEDUCIBLE = (
    "Tableau retenu en entier : une soustraction entre ses nombres, ou avec ceux d’un autre tableau"
    " de ce document, donnerait un effectif de 1 à 5."
)


@dataclass(frozen=True)
class Withheld:
    """A table without its numbers, and why."""

    heading: Heading
    reason: str


@dataclass(frozen=True)
class Publication:
    """The tables of one file; it cannot be built with a number that tells of a few persons."""

    period: Period
    tables: tuple[Table | Withheld, ...]

    def __post_init__(self) -> None:
        shown = [table for table in self.tables if isinstance(table, Table)]
        if any(_small(table) for table in shown):
            raise ValueError("a published table contains a small number")
        if any(difference in FEW for _, difference in _differences(shown)):
            raise ValueError("a small number can be computed from the published tables")

    def __getitem__(self, code: str) -> Table | Withheld:
        for table in self.tables:
            if table.heading.code == code:
                return table
        raise KeyError(code)

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        return tuple(table for table in self.tables if isinstance(table, Withheld))


def publishable(count: Count) -> Publication:
    """Withhold what must be, and nothing else than whole tables."""
    reasons = {table.heading.code: SMALL for table in count.tables if _small(table)}
    shown = [table for table in count.tables if table.heading.code not in reasons]
    while betrayer := _betrayer(shown):
        reasons[betrayer.heading.code] = DEDUCIBLE
        shown.remove(betrayer)
    return Publication(
        count.period,
        tuple(
            Withheld(table.heading, reasons[table.heading.code]) if table.heading.code in reasons else table
            for table in count.tables
        ),
    )


def _small(table: Table) -> bool:
    return table.thin or any(number in FEW for number in (table.base, *table.counts))


def _betrayer(shown: Sequence[Table]) -> Table | None:
    for table, difference in _differences(shown):
        if difference in FEW:
            return table
    return None


def _differences(shown: Sequence[Table]) -> Iterator[tuple[Table, int]]:
    """Each number that a reader obtains by subtraction, with the table to take away for it."""
    whole: dict[Unit, int] = {}
    for table in shown:
        whole[table.heading.unit] = max(table.base, whole.get(table.heading.unit, 0))
    asked_of_some = [table for table in shown if table.base < whole[table.heading.unit]]
    for table in shown:
        if table.heading.kind is Kind.MULTIPLE:
            yield from ((table, number) for number in _inside(table))
        if table.heading.unit is Unit.EVALUATION and Unit.SITUATION in whole:
            yield table, whole[Unit.SITUATION] - table.base
        if table.heading.conditional:
            yield from ((table, abs(known - table.base)) for known in _known_of_condition(table, shown))
    for index, table in enumerate(asked_of_some):
        unit = table.heading.unit
        yield table, whole[unit] - table.base
        for earlier in asked_of_some[:index]:
            if earlier.heading.unit is unit:
                yield table, abs(earlier.base - table.base)
                yield table, whole[unit] - earlier.base - table.base


def _inside(table: Table) -> Iterator[int]:
    """What the lines of a multiple table give: of those who chose something, how many did not choose
    this, and how many answers there are beyond one each.
    """
    field = table.heading.field
    options = () if field is None else field.all_options
    exclusive = {option.code for option in options if option.exclusive} | {NON_RENSEIGNE.code}
    chosen = [row.count for row in table.rows if row.code not in exclusive]
    choosing = table.base - sum(row.count for row in table.rows if row.code in exclusive)
    yield from (choosing - count for count in chosen)
    yield sum(chosen) - choosing


def _known_of_condition(asked: Table, shown: Sequence[Table]) -> Iterator[int]:
    """The published numbers of things for which a part of the condition is true."""
    heading = asked.heading
    if heading.field is None or heading.field.relevant is None:
        return
    tables = {table.heading.code: table for table in shown}
    for leaf in leaves(heading.field.relevant):
        code = f"{heading.unit.value}.{leaf.field.code}"
        for published in (code, f"{code}.detail"):
            if published in tables:
                yield from _known_of_leaf(leaf, tables[published])


def _known_of_leaf(leaf: When, table: Table) -> Iterator[int]:
    """Rows that add up where one answer is given; each row by itself where several are.

    A first level of which only a part makes the condition true is added and left out.
    """
    sure = [row.count for row in table.rows if _within(row.code, leaf.options)]
    if table.heading.kind is Kind.MULTIPLE:
        yield from sure
        return
    partly = [option.partition(".")[0] for option in leaf.options if "." in option]
    detailed = table.heading.code.endswith(".detail")
    possible = [] if detailed else [row.count for row in table.rows if row.code in partly]
    yield sum(sure)
    yield sum(sure) + sum(possible)


def _within(code: str, options: Sequence[str]) -> bool:
    return any(code == option or code.startswith(f"{option}.") for option in options)
