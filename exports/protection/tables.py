"""One table of a release: what it shows, at which level, masked and with its evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.protection import levels
from exports.protection.cells import At, TableKey, address
from exports.protection.grid import Grid, Members, grid
from exports.protection.masking import Facts, Masked, masked
from exports.protection.order import Order
from exports.protection.published import PublishedCell, PublishedTable
from exports.protection.reasons import Mask
from exports.protection.targets import Target
from exports.protection.verification import Evidence

_PLENTY = 3
"""A status whose periods hold on average so many thresholds is not about to have a small one."""


@dataclass(frozen=True)
class Table:
    """A table as it will be published, and why; ``loss`` is the share of its finest cells masked."""

    published: PublishedTable
    masks: Mapping[At, Mask]
    evidence: Evidence
    loss: float


def protected(
    order: Order, key: TableKey, shown: Sequence[str], deadline: float, tell: Callable[[], None]
) -> Table:
    """Mask a table at the first level of detail that is not mostly masked, or the least masked one.

    ``Unreachable`` when it cannot be protected with these parts of the centre.
    """
    if not order.whole:
        return _at(order, key, levels.rows(order.catalogue, order.counts.closed), deadline, tell)
    tried: list[Table] = []
    for level in range(levels.depth(order.catalogue, key)):
        addresses = levels.detail(order.catalogue, key, shown, level)
        tried.append(_at(order, key, addresses, deadline, tell))
        if tried[-1].loss <= 1 / 2:
            break
    return min(tried, key=lambda table: table.loss)


def _at(order: Order, key: TableKey, shown: Sequence[At], deadline: float, tell: Callable[[], None]) -> Table:
    facts = _facts(order, key, shown)
    variables = {code: order.catalogue[code] for code in key}
    result = masked(facts, variables, order.k, order.seed, deadline, tell)
    values = facts.grid.totals(facts.truth)
    numbers = {at: facts.grid.names[at] for at in shown if at in facts.grid.names}
    cells = tuple(
        PublishedCell(dict(at), None if number in result.sums else values[number])
        for at, number in numbers.items()
    )
    return Table(
        PublishedTable(order.counts.release, order.counts.period, key, cells),
        {at: _why(facts, result, number) for at, number in numbers.items() if number in result.sums},
        Evidence(key, facts.grid.atoms, result.worlds),
        _loss([number for number in numbers.values() if len(facts.grid.sums[number]) == 1], result),
    )


def _loss(finest: Sequence[int], result: Masked) -> float:
    return len(result.sums.intersection(finest)) / max(1, len(set(finest)))


def _why(facts: Facts, result: Masked, number: int) -> Mask:
    if number in result.primary:
        return Mask.SMALL
    return Mask.EARLIER if number in facts.hidden else Mask.COMPLEMENT


def _facts(order: Order, key: TableKey, shown: Sequence[At]) -> Facts:
    before = dict[At, int | None]()
    for at, value in order.before(key):
        before[at] = value if value is not None else before.get(at)
    together = _leaves(order) if order.whole and _merged_beside_impossible(order, shown) else ()
    numbers = grid(order.catalogue, key, order.counts.closed, dict.fromkeys((*shown, *before)), together)
    truth = numbers.counts(order.counts.tables[key])
    printed = [at for at, value in before.items() if value is not None]
    if order.whole:
        printed += levels.margins(order.catalogue.centre, shown)
    fixed = frozenset(numbers.names[at] for at in printed if at in numbers.names)
    hidden = frozenset(numbers.names[at] for at in before if at in numbers.names) - fixed
    reserved = () if order.whole else tuple(_to_date(order, numbers, truth))
    reserves = () if order.whole else tuple(_reserves(order, numbers, truth))
    held = tuple(_parts(order, numbers)) if together else ()
    return Facts(numbers, tuple(truth), fixed, hidden, held, reserved, reserves)


def _leaves(order: Order) -> tuple[At, ...]:
    centre = order.catalogue.centre
    return tuple(address({centre: leaf}) for leaf in order.catalogue[centre].leaves)


def _merged_beside_impossible(order: Order, shown: Sequence[At]) -> bool:
    """Whether tables would depend on each other by totals of the centre that none of them shows.

    A leaf of the centre that is shown within a wider part has a total which the tables share. They
    are independent all the same, unless it cannot be everywhere: then it is kept as it is.
    """
    centre = order.catalogue.centre
    crossed = any(len(at) > 1 and centre in dict(at) for at in order.catalogue.impossible)
    return crossed and not set(_leaves(order)) <= set(shown)


def _to_date(order: Order, numbers: Grid, truth: Sequence[int]) -> Iterator[Members]:
    """The totals of the centre since the start of the year: its last release will print them."""
    if len(order.counts.closed) > 1:
        for members in _parts(order, numbers):
            if sum(truth[atom] for atom in members) > order.k:
                yield members


def _reserves(order: Order, numbers: Grid, truth: Sequence[int]) -> Iterator[Target]:
    """Before the last period: room for it to be small, and the year's totals printed all the same.

    If all earlier periods of a status were printed, its total would give the last one away.
    """
    closed = len(order.counts.closed)
    if closed != len(order.catalogue.periods) - 1:
        return
    for members in (*_parts(order, numbers), tuple(range(len(truth)))):
        total = sum(truth[atom] for atom in members)
        if order.k < total < _PLENTY * order.k * closed:
            yield Target(members, total + order.k, None, (), order.k)
            yield Target(members, 0, total - order.k, (), order.k)


def _parts(order: Order, numbers: Grid) -> Iterator[Members]:
    """The atoms of each leaf of the centre; the table of the calendar tells them apart."""
    for leaf in order.catalogue[order.catalogue.centre].leaves:
        yield tuple(number for number, atom in enumerate(numbers.atoms) if leaf in atom[0])


def totals(centre: str, shown: Sequence[str]) -> tuple[At, ...]:
    """Everybody, then each part of the centre."""
    return ((), *(address({centre: part}) for part in shown))
