"""Which cells a release shows: the parts of the centre, the level of detail, the periods it closes."""

from collections.abc import Iterable, Iterator, Sequence

from exports.protection.cells import At, Catalogue, TableKey, Variable
from exports.protection.grid import addresses


def parts(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    """How the centre may be shown, the finest first; ``()`` when everybody is together."""
    return (catalogue[catalogue.centre].leaves, *catalogue.merges, ())


def levels(variable: Variable) -> tuple[tuple[str, ...], ...]:
    """The categories shown, from all of them to those that are in no other."""
    shown = [variable.categories]
    while len(coarser := _parents(variable, shown[-1])) < len(shown[-1]):
        shown.append(coarser)
    return tuple(shown)


def _parents(variable: Variable, categories: Sequence[str]) -> tuple[str, ...]:
    """Without the finest categories, where a wider one holds them."""
    spans = {category: set(variable.leaves_of(category)) for category in categories}
    return tuple(
        category
        for category, span in spans.items()
        if not any(span < other for other in spans.values()) or any(other < span for other in spans.values())
    )


def detail(catalogue: Catalogue, key: TableKey, shown: Sequence[str], level: int) -> tuple[At, ...]:
    """The addresses of a table of the year; at its last level, when it has not that many."""
    choices = {catalogue.centre: shown}
    for code in key[1:]:
        every = levels(catalogue[code])
        choices[code] = every[min(level, len(every) - 1)]
    return tuple(addresses(choices))


def depth(catalogue: Catalogue, key: TableKey) -> int:
    """How many levels a table can be shown at; that of the calendar never changes."""
    codes = () if key in catalogue.of_the_calendar else key[1:]
    return max((len(levels(catalogue[code])) for code in codes), default=1)


def rows(catalogue: Catalogue, closed: Sequence[str]) -> tuple[At, ...]:
    """The addresses of a release within the year: what the last closed period completes."""
    (key,) = catalogue.of_the_calendar
    completed = [
        category
        for category in catalogue[key[1]].categories
        if closed[-1] in (leaves := catalogue[key[1]].leaves_of(category)) and set(leaves) <= set(closed)
    ]
    every = addresses({catalogue.centre: catalogue[catalogue.centre].leaves, key[1]: completed})
    return tuple(at for at in every if any(code == key[1] for code, _ in at))


def margins(centre: str, every: Iterable[At]) -> Iterator[At]:
    """The addresses that are totals of the centre."""
    return (at for at in every if all(code == centre for code, _ in at))
