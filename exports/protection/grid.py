"""One table as numbers that may move: its atoms, and every cell as a sum of them.

An *atom* is a class of leaves of each variable that no shown cell tells apart. Two addresses that
hold the same atoms, because the rest is impossible, are one number and share one *sum*.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeAlias

from exports.protection.cells import At, Catalogue, Finest, TableKey, address

Leaves: TypeAlias = tuple[str, ...]
Atom: TypeAlias = tuple[Leaves, ...]
"""For each variable of the table, in its order, a class of leaves."""

Members: TypeAlias = tuple[int, ...]
"""The numbers of the atoms that a sum adds up, in order."""


class Contradiction(Exception):
    """The counts say what the catalogue or the ledger excludes."""


@dataclass(frozen=True)
class Grid:
    """``sums`` are the distinct numbers; ``names`` gives the sum of each address shown or known."""

    key: TableKey
    atoms: tuple[Atom, ...]
    sums: tuple[Members, ...]
    names: Mapping[At, int]

    @cached_property
    def addresses(self) -> tuple[tuple[At, ...], ...]:
        """The names of each sum."""
        named: list[list[At]] = [[] for _ in self.sums]
        for at, number in self.names.items():
            named[number].append(at)
        return tuple(map(tuple, named))

    def totals(self, values: Sequence[int]) -> list[int]:
        """The value of each sum when the atoms have these."""
        return [sum(values[atom] for atom in members) for members in self.sums]

    def counts(self, cells: Mapping[Finest, int]) -> list[int]:
        """How many persons are in each atom; ``Contradiction`` when some are in none."""
        values = [
            sum(cells.get(finest, 0) for finest in product(*atom)) if cells else 0 for atom in self.atoms
        ]
        if sum(values) != sum(cells.values()):
            raise Contradiction
        return values


def grid(
    catalogue: Catalogue, key: TableKey, closed: Leaves, shown: Iterable[At], apart: Iterable[At] = ()
) -> Grid:
    """The table ``key`` over the ``closed`` periods, with the cells at the addresses ``shown``.

    Its atoms also tell ``apart`` addresses that are not shown.
    """
    every = tuple(shown)
    classes = [_classes(catalogue, code, closed, (*every, *apart)) for code in key]
    excluded = [dict(at) for at in catalogue.impossible if {code for code, _ in at} <= set(key)]
    atoms = tuple(
        atom for atom in product(*classes) if not excluded or _possible(catalogue, key, atom, excluded)
    )
    names: dict[At, int] = {}
    numbers: dict[Members, int] = {}
    for at in every:
        members = tuple(_members(catalogue, key, atoms, dict(at)))
        if members:
            names[at] = numbers.setdefault(members, len(numbers))
    return Grid(key, atoms, tuple(numbers), names)


def addresses(categories: Mapping[str, Sequence[str]]) -> Iterator[At]:
    """Every crossing of these categories of these variables, totals included."""
    choices = [[None, *each] for each in categories.values()]
    for choice in product(*choices):
        pairs = zip(categories, choice, strict=True)
        yield address({code: category for code, category in pairs if category is not None})


def _classes(catalogue: Catalogue, code: str, closed: Leaves, shown: Iterable[At]) -> list[Leaves]:
    """The leaves of a variable, those together that no shown address tells apart."""
    variable = catalogue[code]
    wide = {category for at in shown for each, category in at if each == code}
    spans = [frozenset(variable.leaves_of(category)) for category in sorted(wide)]
    together: dict[tuple[bool, ...], list[str]] = {}
    for leaf in closed if code == catalogue.calendar else variable.leaves:
        together.setdefault(tuple(leaf in span for span in spans), []).append(leaf)
    return [tuple(leaves) for leaves in together.values()]


def _possible(catalogue: Catalogue, key: TableKey, atom: Atom, excluded: Sequence[Mapping[str, str]]) -> bool:
    """Whether somebody may be in one of its finest cells."""
    return any(
        not any(
            all(leaf in catalogue[code].leaves_of(at[code]) for code, leaf in finest if code in at)
            for at in excluded
        )
        for finest in (tuple(zip(key, leaves, strict=True)) for leaves in product(*atom))
    )


def _members(
    catalogue: Catalogue, key: TableKey, atoms: Sequence[Atom], at: Mapping[str, str]
) -> Iterator[int]:
    spans = [(place, catalogue[code].leaves_of(at[code])) for place, code in enumerate(key) if code in at]
    for number, atom in enumerate(atoms):
        if all(atom[place][0] in span for place, span in spans):
            yield number
