"""What is counted: categorical variables, the star of tables that crosses them, the true counts.

A *cell* is the number of persons who have given categories of some variables; its address ``At``
names them, and a variable that it does not name is at its total. The *finest* cells of a table have
a leaf of each of its variables; every other cell, its *margins*, is a sum of these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

At: TypeAlias = tuple[tuple[str, str], ...]
"""``((variable, category), …)`` in the order of the variables' codes; ``()`` is everybody."""

TableKey: TypeAlias = tuple[str, ...]
"""The codes of the variables that a table crosses, the centre first."""

Finest: TypeAlias = tuple[str, ...]
"""A leaf of each variable of a table, in its order."""


def address(at: Mapping[str, str]) -> At:
    return tuple(sorted(at.items()))


@dataclass(frozen=True)
class Variable:
    """A question with one answer per person: ``leaves`` share everybody out, *non renseigné* included.

    ``groups`` are wider categories, each of at least two leaves, nested or apart. In a category
    that is ``sensitive``, it must not show that a whole line of a table is there.
    """

    code: str
    leaves: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sensitive: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = self.categories
        if not self.leaves or len(set(names)) != len(names):
            raise ValueError(f"variable {self.code}: no leaf, or the same category twice")
        if not set(self.sensitive) <= set(names):
            raise ValueError(f"variable {self.code}: an unknown category is sensitive")
        for name, members in self.groups.items():
            distinct = set(members)
            if not distinct < set(self.leaves) or not 2 <= len(distinct) == len(members):
                raise ValueError(f"variable {self.code}: group {name} is not some of its leaves")
        for one, other in combinations(map(set, self.groups.values()), 2):
            if one & other and not (one < other or other < one):
                raise ValueError(f"variable {self.code}: two groups overlap")

    @property
    def categories(self) -> tuple[str, ...]:
        """Groups, the widest first, then leaves."""
        wide = sorted(self.groups, key=lambda name: -len(self.groups[name]))
        return (*wide, *self.leaves)

    def leaves_of(self, category: str) -> tuple[str, ...]:
        """Those that a category is made of; ``KeyError`` when it has none."""
        return (category,) if category in self.leaves else self.groups[category]


@dataclass(frozen=True)
class Catalogue:
    """The tables that may be published, fixed for a whole year under a ``version``.

    It is a star: each table crosses the ``centre`` with variables that no other table has. The
    protection rests on this shape; it is refused otherwise.

    - ``impossible``: cells that cannot be, within one table; printed as a dash, never as a number.
    - ``merges``: for a year in which a total of the centre is too small, what replaces its leaves,
      in order: each step shares the leaves out among leaves and groups. The last resort, everybody
      together, is implied.
    - ``calendar``: the variable whose leaves are the periods closed one after the other, ``None``
      when there is none. Its table alone, ``(centre, calendar)``, is published during the year.
    """

    version: str
    variables: tuple[Variable, ...]
    centre: str
    tables: tuple[TableKey, ...]
    impossible: tuple[At, ...] = ()
    merges: tuple[tuple[str, ...], ...] = ()
    calendar: str | None = None

    def __post_init__(self) -> None:
        codes = [variable.code for variable in self.variables]
        crossed = [code for table in self.tables for code in table[1:]]
        if len(set(codes)) != len(codes) or sorted([self.centre, *crossed]) != sorted(codes):
            raise ValueError("catalogue: each variable but the centre is in one table, once")
        if any(table[:1] != (self.centre,) or len(table) < 2 for table in self.tables):
            raise ValueError("catalogue: a table crosses the centre, named first, with other variables")
        if self.calendar is not None and (self.centre, self.calendar) not in self.tables:
            raise ValueError("catalogue: the calendar has a table of its own with the centre")
        for at in self.impossible:
            self._check_impossible(at)
        for step in self.merges:
            self._check_merge(step)

    def _check_impossible(self, at: At) -> None:
        codes = {code for code, _ in at}
        if at != address(dict(at)) or not any(codes <= set(table) for table in self.tables):
            raise ValueError("catalogue: what is impossible must be so within one table")
        if not at or any(category not in self[code].categories for code, category in at):
            raise ValueError("catalogue: an unknown category is impossible")

    def _check_merge(self, step: tuple[str, ...]) -> None:
        centre = self[self.centre]
        leaves = [leaf for category in step for leaf in centre.leaves_of(category)]
        if sorted(leaves) != sorted(centre.leaves):
            raise ValueError("catalogue: a merge shares out every leaf of the centre")

    def __getitem__(self, code: str) -> Variable:
        for variable in self.variables:
            if variable.code == code:
                return variable
        raise KeyError(code)

    @property
    def periods(self) -> tuple[str, ...]:
        """The leaves of the calendar, in order; empty without one."""
        return () if self.calendar is None else self[self.calendar].leaves

    @property
    def of_the_calendar(self) -> tuple[TableKey, ...]:
        """The tables published before the year is over: one, or none."""
        return () if self.calendar is None else ((self.centre, self.calendar),)


@dataclass(frozen=True)
class Counts:
    """The true numbers of persons of one ``release``, frozen: finest cells of each table.

    - ``period`` names the population, say ``"2012"``, and ``release`` the file, say ``"2012-T2"``.
    - ``closed``: the leaves of the calendar counted so far, from the first; the whole of it for
      the yearly detail, and empty for a catalogue without calendar.
    - ``tables``: persons in each finest cell; a cell that is not there is 0. Before the year is
      over, only the table of the calendar is looked at.
    """

    release: str
    period: str
    closed: tuple[str, ...]
    tables: Mapping[TableKey, Mapping[Finest, int]] = field(repr=False)


def counted(
    catalogue: Catalogue,
    records: Iterable[Mapping[str, str]],
    release: str,
    period: str,
    closed: tuple[str, ...] | None = None,
) -> Counts:
    """Count records, each a leaf by variable; those of ``closed`` periods only, all by default."""
    periods = catalogue.periods if closed is None else closed
    whole = periods == catalogue.periods
    keys = catalogue.tables if whole else catalogue.of_the_calendar
    tables: dict[TableKey, dict[Finest, int]] = {key: {} for key in keys}
    for record in records:
        if catalogue.calendar is None or record[catalogue.calendar] in periods:
            for key, cells in tables.items():
                finest = tuple(record[code] for code in key)
                cells[finest] = cells.get(finest, 0) + 1
    return Counts(release, period, periods, tables)
