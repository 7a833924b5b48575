"""The proof of a publication, checked in whole numbers: no solver, no float, nothing believed.

Written apart from what protects: it reads the catalogue, the true counts, what is printed and the
worlds, finds by itself all that must be shown possible, and says what is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from exports.protection.cells import At, Catalogue, Counts, Finest, TableKey, address
from exports.protection.grid import Atom
from exports.protection.published import Publication

World: TypeAlias = tuple[int, ...]
"""Persons in each atom of a table."""


@dataclass(frozen=True)
class Evidence:
    """The counter-worlds of one table, in the order of ``atoms``.

    An atom is a class of leaves for each variable of the table; ``repr`` tells no number.
    """

    key: TableKey
    atoms: tuple[Atom, ...]
    worlds: tuple[World, ...] = field(repr=False)


Allowed: TypeAlias = Callable[[Evidence, World], bool]
"""Whether a world of a table is one that all else that is published leaves possible."""


def faults(
    catalogue: Catalogue,
    counts: Counts,
    history: Sequence[Publication],
    publication: Publication,
    evidence: Iterable[Evidence],
    allowed: Allowed | None = None,
) -> tuple[str, ...]:
    """What is not proven, a word and a table each; empty when everything is.

    With ``allowed``, the worlds that it refuses prove nothing.
    """
    proven = {each.key: each for each in evidence}
    found: list[str] = []
    centre: set[tuple[tuple[At, int | None], ...]] = set()
    for key in sorted({table.vars for table in publication.tables}):
        known = _known(key, (*history, publication))
        centre.add(
            tuple(sorted((at, known[at]) for at in known if {code for code, _ in at} <= {catalogue.centre}))
        )
        if key in proven:
            table = _Table(catalogue, counts, publication.k, known, proven[key], allowed)
            found += [f"{fault}: {'×'.join(key)}" for fault in table.faults()]
        else:
            found.append(f"no evidence: {'×'.join(key)}")
    if len(centre) > 1 or any(value is None for totals in centre for _, value in totals):
        found.append("the totals of the centre")
    return tuple(found)


def _known(key: TableKey, publications: Iterable[Publication]) -> dict[At, int | None]:
    """Every address ever shown in a table, with its number if one was printed; -1 if two were."""
    known: dict[At, int | None] = {}
    for publication in publications:
        for table in publication.tables:
            for at, value in table.numbers.items() if table.vars == key else ():
                before = known.get(at)
                both = value is not None and before is not None and value != before
                known[at] = -1 if both else before if value is None else value
    return known


class _Table:
    def __init__(
        self,
        catalogue: Catalogue,
        counts: Counts,
        k: int,
        known: Mapping[At, int | None],
        evidence: Evidence,
        allowed: Allowed | None,
    ) -> None:
        self._possible = [each for each in evidence.worlds if allowed is None or allowed(evidence, each)]
        self._catalogue, self._key, self._k = catalogue, evidence.key, k
        self._known, self._evidence = known, evidence
        self._finest = tuple(_finest(catalogue, counts, evidence.key))
        self._whole_year = set(catalogue.tables) <= set(counts.tables)
        cells = counts.tables[evidence.key]
        self._truth = {finest: cells.get(finest, 0) for finest in self._finest}
        self._held = {at: self._atoms_of(at) for at in known}
        self._true = [sum(self._truth.get(each, 0) for each in product(*atom)) for atom in evidence.atoms]
        self._counts = {at: sum(self._true[atom] for atom in held) for at, held in self._held.items()}

    def faults(self) -> Iterator[str]:
        if not self._atoms_share_out():
            yield "atoms"
            return
        if any(value not in (None, self._counts[at]) for at, value in self._known.items()):
            yield "I0"
        if any(value in range(1, self._k) for value in self._known.values()):
            yield "I1"
        if not all(map(self._agrees, self._evidence.worlds)):
            yield "world"
            return
        if self._tables_depend() and not all(map(self._keeps_the_centre, self._evidence.worlds)):
            yield "centre"
        for name, held, low, high, readers in self._required():
            if not self._shown_possible(held, low, high, readers):
                yield name

    def _atoms_share_out(self) -> bool:
        """Every possible finest cell is in one atom, and no printed cell cuts an atom."""
        each = [finest for atom in self._evidence.atoms for finest in product(*atom)]
        possible = set(self._finest)
        if len(each) != len(set(each)) or not possible <= set(each):
            return False
        if sum(self._truth.values()) != sum(self._true):
            return False
        for atom in self._evidence.atoms:
            if not any(finest in possible for finest in product(*atom)):
                return False
        return all(self._whole(at) for at in self._known)

    def _whole(self, at: At) -> bool:
        inside = frozenset(
            number
            for number, atom in enumerate(self._evidence.atoms)
            if any(self._is_in(finest, at) for finest in product(*atom))
        )
        return inside == self._held[at]

    def _agrees(self, world: World) -> bool:
        """Whole numbers, none negative, and every printed number as it is printed."""
        if len(world) != len(self._evidence.atoms) or any(
            type(each) is not int or each < 0 for each in world
        ):
            return False
        return all(
            value is None or sum(world[atom] for atom in self._held[at]) == value
            for at, value in self._known.items()
        )

    def _tables_depend(self) -> bool:
        """Whether what is impossible may tie tables together by totals of the centre not printed."""
        centre = self._catalogue.centre
        leaves = [address({centre: leaf}) for leaf in self._catalogue[centre].leaves]
        crossed = any(len(at) > 1 and centre in dict(at) for at in self._catalogue.impossible)
        return crossed and self._whole_year and any(self._known.get(at) is None for at in leaves)

    def _keeps_the_centre(self, world: World) -> bool:
        """Whether each leaf of the centre has as many persons as in truth."""
        for leaf in self._catalogue[self._catalogue.centre].leaves:
            held = [number for number, atom in enumerate(self._evidence.atoms) if leaf in atom[0]]
            if any(len(self._evidence.atoms[number][0]) > 1 for number in held):
                return False
            if sum(world[number] for number in held) != sum(self._true[number] for number in held):
                return False
        return True

    def _required(self) -> Iterator[tuple[str, frozenset[int], int, int | None, frozenset[int]]]:
        """What must be possible: name, atoms, least and most persons there, and who may be reading."""
        occupied = frozenset(number for number, count in enumerate(self._true) if count)
        for at, count in self._counts.items():
            held = self._held[at]
            if 0 < count < self._k:
                yield "I2", held, 0, 0, occupied - held
                yield "I3", held, self._k, None, occupied
                for reader in occupied & held if count > 1 else ():
                    yield "I5", held, 1, 1, frozenset({reader})
            for line in self._lines(at):
                if count == self._counts[line] > 0 and self._held[line] - held:
                    yield "I4", self._held[line] - held, self._k, None, occupied

    def _lines(self, at: At) -> Iterator[At]:
        """The known lines of which a cell is one sensitive category."""
        for code, category in at:
            line = address({other: each for other, each in at if other != code})
            if line in self._known and category in self._catalogue[code].sensitive:
                yield line

    def _shown_possible(
        self, held: frozenset[int], low: int, high: int | None, readers: frozenset[int]
    ) -> bool:
        """Some worlds are so, and in one at least of them each reader is where she is."""
        met = [
            world
            for world in self._possible
            if low <= (total := sum(world[atom] for atom in held)) and (high is None or total <= high)
        ]
        return bool(met) and all(any(world[reader] for world in met) for reader in readers)

    def _atoms_of(self, at: At) -> frozenset[int]:
        return frozenset(
            number
            for number, atom in enumerate(self._evidence.atoms)
            if self._is_in(tuple(leaves[0] for leaves in atom), at)
        )

    def _is_in(self, finest: Finest, at: At) -> bool:
        leaves = dict(zip(self._key, finest, strict=True))
        return all(leaves[code] in self._catalogue[code].leaves_of(category) for code, category in at)


def _finest(catalogue: Catalogue, counts: Counts, key: TableKey) -> Iterator[Finest]:
    """The finest cells in which somebody may be."""
    choices = [counts.closed if code == catalogue.calendar else catalogue[code].leaves for code in key]
    excluded = [dict(at) for at in catalogue.impossible if all(code in key for code, _ in at)]
    for finest in product(*choices):
        leaves = dict(zip(key, finest, strict=True))
        if not any(
            all(leaves[code] in catalogue[code].leaves_of(category) for code, category in at.items())
            for at in excluded
        ):
            yield finest
