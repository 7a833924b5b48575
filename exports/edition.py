"""One edition of the figures for the supervisor: what was published of a period, with its words.

It is what every writer of a file is given: protected numbers, never the true ones behind a mask.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from exports.catalogue import Catalogue, Category, Variable, catalogue_of
from exports.layout import number
from exports.protection.cells import address
from exports.protection.published import Publication, PublishedTable
from exports.protection.written import from_json, seal, to_json
from exports.volumes import Volume, volume_of
from models.closing import quarter_of_year, year_of
from models.dates import Period, named

EVERYBODY = Category("", "Ensemble")
"""The column of all statuses together."""


@dataclass(frozen=True)
class Line:
    """One category: a number for each column of its table, ``None`` where it is masked.

    ``inside`` a group, whose line is above; ``is_group`` when it adds up the lines below.
    """

    category: Category
    cells: tuple[int | None, ...]
    inside: bool = False
    is_group: bool = False


@dataclass(frozen=True)
class Crossing:
    """One table: a variable by status. All its numbers are persons.

    - ``columns``: the statuses, put together in a year in which one has too few persons, then
      everybody; ``totals`` their numbers.
    - ``lines``: in the order in which they are read; those of too fine a level are not there.
    - ``regrouped``: for each column, the exact sum of its masked lines, groups left out; ``None``
      when none is masked.
    """

    variable: Variable
    columns: tuple[Category, ...]
    totals: tuple[int | None, ...]
    lines: tuple[Line, ...]
    regrouped: tuple[int | None, ...]

    @property
    def masked(self) -> int:
        return sum(cell is None for line in self.lines for cell in line.cells)

    @property
    def size(self) -> int:
        return sum(len(line.cells) for line in self.lines)

    @property
    def finest(self) -> tuple[Line, ...]:
        """Lines that share everybody out: of a group and its leaves, the leaves when they are there."""
        return _finest(self.lines)

    def line(self, code: str) -> Line:
        """``KeyError`` when it is not there."""
        for line in self.lines:
            if line.category.code == code:
                return line
        raise KeyError(code)


@dataclass(frozen=True)
class Earlier:
    """A publication of the same year that came before: its name and the day on which it was stopped."""

    name: str
    stopped_on: date


@dataclass(frozen=True)
class Edition:
    """``catalogue`` gives the words of ``publication``; ``volumes`` are of a year, none of a quarter."""

    publication: Publication
    catalogue: Catalogue
    stopped_on: date
    volumes: tuple[Volume, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    @property
    def name(self) -> str:
        """``2012-T1``, or ``2012`` of the year: also the stem of its files."""
        return self.publication.release

    @property
    def year(self) -> int:
        return int(self.publication.period)

    @property
    def quarter(self) -> int | None:
        """From 1 to 3; ``None`` of a year."""
        return None if self.name == self.publication.period else int(self.name[-1])

    @property
    def period(self) -> Period:
        return year_of(self.year) if self.quarter is None else quarter_of_year(self.year, self.quarter)

    @property
    def title(self) -> str:
        """``Année 2012``, ``1er trimestre 2012``."""
        words = named(self.period)
        return words[0].upper() + words[1:]

    @property
    def k(self) -> int:
        return self.publication.k

    @property
    def reason(self) -> str:
        """Why there are totals only; empty when the detail is there."""
        return self.publication.reason

    @property
    def seal(self) -> str:
        """The digest that ``publication.json`` bears."""
        return seal(self.publication)

    @cached_property
    def columns(self) -> tuple[Category, ...]:
        """The statuses, or what stands for them, then everybody."""
        there = {
            category
            for table in self._tables
            for at in table.numbers
            for code, category in at
            if code == self._status
        }
        told = [each for each in self.catalogue.status.rows if each.code in there]
        return (*told, EVERYBODY)

    @cached_property
    def totals(self) -> tuple[int | None, ...]:
        """Persons of the year by column; nothing but ``None`` of a quarter."""
        printed = self.publication.totals
        return tuple(printed.get(_at({}, self._status, column)) for column in self.columns)

    @property
    def total(self) -> int | None:
        """All persons of the year."""
        return self.totals[-1]

    @property
    def partition(self) -> tuple[tuple[Category, int | None], ...]:
        """The persons of each status: 84, 44 and 195 of 323."""
        return tuple(zip(self.columns[:-1], self.totals, strict=False))

    @property
    def sum(self) -> str:
        """``323 = 84 + 44 + 195``; empty when it is not all printed."""
        counts = [count for _, count in self.partition if count is not None]
        if self.total is None or not counts or len(counts) < len(self.partition):
            return ""
        return f"{number(self.total)} = {' + '.join(map(number, counts))}"

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every table, in the order of the catalogue."""
        keys = {table.vars: table for table in self._tables}
        tables = ((each, keys.get((self._status, each.code))) for each in self.catalogue.crossed)
        return tuple(self._crossing(variable, table) for variable, table in tables if table is not None)

    def crossing(self, code: str) -> Crossing:
        """The table of a variable; ``KeyError`` when it is not there."""
        for each in self.crossings:
            if each.variable.code == code:
                return each
        raise KeyError(code)

    @property
    def families(self) -> tuple[tuple[str, tuple[Crossing, ...]], ...]:
        """Tables by subject."""
        subjects: dict[str, list[Crossing]] = {}
        for each in self.crossings:
            subjects.setdefault(each.variable.family, []).append(each)
        return tuple((title, tuple(members)) for title, members in subjects.items())

    @property
    def masked(self) -> tuple[int, int]:
        """How many numbers are masked, and of how many."""
        return sum(each.masked for each in self.crossings), sum(each.size for each in self.crossings)

    @property
    def _status(self) -> str:
        return self.catalogue.status.code

    @property
    def _tables(self) -> tuple[PublishedTable, ...]:
        return tuple(table for table in self.publication.tables if table.release == self.name)

    def _crossing(self, variable: Variable, table: PublishedTable) -> Crossing:
        listed = table.numbers
        grouped = {leaf for group in variable.groups for leaf in group.leaves}
        lines = tuple(
            Line(
                row,
                tuple(
                    listed.get(_at({variable.code: row.code}, self._status, column))
                    for column in self.columns
                ),
                row.code in grouped,
                bool(row.leaves),
            )
            for row in variable.rows
            if any(dict(at).get(variable.code) == row.code for at in listed)
        )
        sums = tuple(_regrouped(lines, index, total) for index, total in enumerate(self.totals))
        return Crossing(variable, self.columns, self.totals, lines, sums)


def _at(rest: Mapping[str, str], status: str, column: Category) -> tuple[tuple[str, str], ...]:
    return address({**rest, **({status: column.code} if column is not EVERYBODY else {})})


def _regrouped(lines: Sequence[Line], column: int, total: int | None) -> int | None:
    """What the finest masked lines add up to: the total less the finest printed ones."""
    given = [line.cells[column] for line in _finest(lines)]
    if total is None or None not in given:
        return None
    return total - sum(each for each in given if each is not None)


def _finest(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A group whose own lines are not there is itself one of the finest."""
    below = {line.category.code for line in lines}
    return tuple(line for line in lines if not (line.is_group and below & set(line.category.leaves)))


def edition_json(edition: Edition) -> str:
    """All of it, to be kept: the same text each time."""
    content = {
        "publication": json.loads(to_json(edition.publication)),
        "catalogue": edition.catalogue.data(),
        "stopped_on": edition.stopped_on.isoformat(),
        "volumes": [each.data() for each in edition.volumes],
        "earlier": [[each.name, each.stopped_on.isoformat()] for each in edition.earlier],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def edition_of(text: str) -> Edition:
    """The reverse of ``edition_json``."""
    told = json.loads(text)
    return Edition(
        from_json(json.dumps(told["publication"], ensure_ascii=False).encode()),
        catalogue_of(told["catalogue"]),
        date.fromisoformat(told["stopped_on"]),
        tuple(volume_of(each) for each in told["volumes"]),
        tuple(Earlier(name, date.fromisoformat(day)) for name, day in told["earlier"]),
    )
