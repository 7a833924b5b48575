"""What is done elsewhere to small counts, on the same tables: it is there to be broken."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from exports.protection.cells import At, Catalogue, Counts, TableKey, address
from exports.protection.published import Publication, PublishedCell, PublishedTable


def plain_threshold(catalogue: Catalogue, counts: Counts, k: int) -> Publication:
    """Every number but those from 0 to k - 1."""
    return _publication(
        catalogue, counts, k, {key: _small(catalogue, counts, key, k) for key in counts.tables}
    )


def second_cell(catalogue: Catalogue, counts: Counts, k: int) -> Publication:
    """Where one cell of a line is hidden, its smallest neighbour is hidden too."""
    hidden: dict[TableKey, set[At]] = {}
    for key in counts.tables:
        hidden[key] = _small(catalogue, counts, key, k)
        while alone := next(_alone(catalogue, counts, key, hidden[key]), None):
            hidden[key].add(alone)
    return _publication(catalogue, counts, k, hidden)


def numbers(catalogue: Catalogue, counts: Counts, key: TableKey) -> Mapping[At, int]:
    """The true count at every address of a table."""
    found: dict[At, int] = {}
    for choice in product(*((None, *catalogue[code].categories) for code in key)):
        at = address({code: category for code, category in zip(key, choice, strict=True) if category})
        if not _merge(catalogue, at):
            found[at] = sum(
                persons
                for finest, persons in counts.tables[key].items()
                if all(
                    dict(zip(key, finest, strict=True))[code] in catalogue[code].leaves_of(category)
                    for code, category in at
                )
            )
    return found


def _merge(catalogue: Catalogue, at: At) -> bool:
    return any(code == catalogue.centre and category in catalogue[code].groups for code, category in at)


def _margin(catalogue: Catalogue, at: At) -> bool:
    return all(code == catalogue.centre for code, _ in at)


def _small(catalogue: Catalogue, counts: Counts, key: TableKey, k: int) -> set[At]:
    every = numbers(catalogue, counts, key)
    return {at for at, count in every.items() if count < k and not _margin(catalogue, at)}


def _alone(catalogue: Catalogue, counts: Counts, key: TableKey, hidden: set[At]) -> Iterator[At]:
    """The neighbour to hide, for each line with one hidden cell."""
    every = numbers(catalogue, counts, key)
    for line in _lines(catalogue, key, every):
        masked = [at for at in line if at in hidden]
        open_ones = [at for at in line if at not in hidden and not _margin(catalogue, at)]
        if len(masked) == 1 and open_ones:
            yield min(open_ones, key=lambda at: (every[at], at))


def _lines(catalogue: Catalogue, key: TableKey, every: Mapping[At, int]) -> Iterator[Sequence[At]]:
    """The leaves along one variable, all else equal; and those of each group."""
    for code in key:
        spans = [catalogue[code].leaves, *catalogue[code].groups.values()]
        for at in every:
            if code not in dict(at):
                for span in spans if code != catalogue.centre else spans[:1]:
                    yield [address({**dict(at), code: leaf}) for leaf in span]


def _publication(
    catalogue: Catalogue, counts: Counts, k: int, hidden: Mapping[TableKey, set[At]]
) -> Publication:
    tables = tuple(
        PublishedTable(
            counts.release,
            counts.period,
            key,
            tuple(
                PublishedCell(dict(at), None if at in hidden[key] else count)
                for at, count in numbers(catalogue, counts, key).items()
            ),
        )
        for key in counts.tables
    )
    return Publication(
        counts.release, counts.period, k, catalogue.version, catalogue.centre, catalogue.variables, tables
    )
