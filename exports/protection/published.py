"""What left the program: cells with their number, or ``None`` where it is masked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from exports.protection.cells import At, TableKey, Variable, address


@dataclass(frozen=True)
class PublishedCell:
    """A number of persons, ``None`` when masked; a variable absent from ``at`` is at its total."""

    at: Mapping[str, str]
    value: int | None

    @property
    def address(self) -> At:
        return address(self.at)


@dataclass(frozen=True)
class PublishedTable:
    """One table of one release; ``period`` names the population, and ``vars`` what it crosses.

    A cell that is not listed was not published at all: impossible, or finer than what is printed.
    """

    release: str
    period: str
    vars: TableKey
    cells: tuple[PublishedCell, ...]

    def __getitem__(self, at: Mapping[str, str]) -> int | None:
        """The number printed there; ``None`` when masked, ``KeyError`` when not listed."""
        return self.numbers[address(at)]

    @property
    def numbers(self) -> Mapping[At, int | None]:
        return {cell.address: cell.value for cell in self.cells}

    @property
    def masked(self) -> tuple[At, ...]:
        return tuple(cell.address for cell in self.cells if cell.value is None)


@dataclass(frozen=True)
class Publication:
    """The content of one ``publication.json``: what a reader has, and nothing else.

    - ``k``: no number from 1 to ``k`` - 1 is printed, or can be proven.
    - ``catalogue``: its version; ``centre``: the variable that each table crosses.
    - ``periods``: the sub-periods of each period, whose names are categories of the calendar.
    - ``reason``: why the detail is withheld, a French sentence; empty when it is there.
    - ``source``: the post that publishes; ``number`` its rank in the ledger, from 1, and
      ``previous`` the digest of the one before (empty for the first, or outside a ledger).
    """

    release: str
    period: str
    k: int
    catalogue: str
    centre: str
    variables: tuple[Variable, ...]
    tables: tuple[PublishedTable, ...]
    periods: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    impossible: tuple[At, ...] = ()
    reason: str = ""
    source: str = ""
    number: int = 1
    previous: str = ""

    def __getitem__(self, code: str) -> Variable:
        for variable in self.variables:
            if variable.code == code:
                return variable
        raise KeyError(code)

    def table(self, key: TableKey) -> PublishedTable:
        """The table of these variables in this release; ``KeyError`` when it is not there."""
        for table in self.tables:
            if table.vars == key and table.release == self.release:
                return table
        raise KeyError(key)

    @property
    def totals(self) -> Mapping[At, int]:
        """The printed totals of the centre, everybody's at ``()``."""
        every = [each for table in self.tables for each in table.numbers.items()]
        centre = {self.centre}
        return {at: value for at, value in every if value is not None and {code for code, _ in at} <= centre}


def together(publications: Iterable[Publication]) -> Publication:
    """Every publication of one population as one, in the order given: what a reader puts together.

    ``ValueError`` when they are not of the same period, threshold and catalogue.
    """
    every = tuple(publications)
    last = every[-1]
    same = {(each.period, each.k, each.catalogue, each.source) for each in every}
    if len(same) > 1 or any(each.variables != last.variables for each in every):
        raise ValueError("publications of different populations")
    return replace(last, tables=tuple(table for each in every for table in each.tables))
