"""What is asked to be published, with what was published before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from exports.protection.cells import At, Catalogue, Counts, TableKey
from exports.protection.published import Publication


@dataclass(frozen=True)
class Order:
    """The arguments of ``protect``, checked by it; ``repr`` tells neither a count nor the seed."""

    catalogue: Catalogue
    counts: Counts = field(repr=False)
    history: tuple[Publication, ...] = field(repr=False)
    k: int
    seed: bytes = field(repr=False)

    @property
    def whole(self) -> bool:
        """Whether it is the detail of the year, and not the rows of a period within it."""
        every = set(self.catalogue.tables) <= set(self.counts.tables)
        return every and self.counts.closed == self.catalogue.periods

    @property
    def keys(self) -> tuple[TableKey, ...]:
        return self.catalogue.tables if self.whole else self.catalogue.of_the_calendar

    @property
    def total(self) -> int:
        return sum(self.counts.tables[self.keys[0]].values())

    def number(self, key: TableKey, at: At) -> int:
        """The true number of persons at an address of a table."""
        leaves = {key.index(code): self.catalogue[code].leaves_of(category) for code, category in at}
        return sum(
            persons
            for finest, persons in self.counts.tables[key].items()
            if all(finest[place] in span for place, span in leaves.items())
        )

    def before(self, key: TableKey) -> Iterator[tuple[At, int | None]]:
        """What earlier publications showed of a table."""
        for publication in self.history:
            for table in publication.tables:
                if table.vars == key:
                    yield from table.numbers.items()

    def unchanged(self) -> bool:
        """Whether each number printed before is still true."""
        return all(
            value in (None, self.number(key, at)) for key in self.keys for at, value in self.before(key)
        )

    def nothing_small(self) -> bool:
        """Whether no count of the calendar, however fine, is under the threshold: it may all be shown."""
        return all(
            self.counts.tables[key].get(finest, 0) > self.k
            for key in self.catalogue.of_the_calendar
            for finest in product(self.catalogue[self.catalogue.centre].leaves, self.counts.closed)
        )
