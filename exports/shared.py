"""What the volumes say of persons: a line of acts bounds how many have one, and is proven with their tables.

An act or an orientation concerns one person: there are no more persons than acts. And a line is given only
when it rests on enough persons. Each count that the tables of persons hide must still be possible in a world
that agrees with both; a volume that would forbid it is not given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

from exports.protection.cells import Catalogue, Counts
from exports.protection.published import Publication
from exports.protection.release import Proof
from exports.protection.verification import Allowed, Evidence, World, faults
from exports.star import FAITE, IMPOSSIBLE, ORDONNANCE, ORIENTATIONS
from exports.volumes import Volume
from models.fields import OUI

_DONE = ("effective", "en_cours", "refusee")
_NOT_DONE = ("pas_de_place", "impossible")
_WITHHELD = {
    ORDONNANCE.variable.code: (("ecrits", "temps_ordonnance"), ("actes",), ("temps",)),
    **{each.variable.code: (("orientations",),) for each in ORIENTATIONS},
}
"""By variable, the volumes that bound it, the closest first."""


@dataclass(frozen=True)
class Bound:
    """Persons in some leaves of some variables, added up: from ``least`` to ``most``."""

    leaves: Mapping[str, frozenset[str]]
    least: int
    most: int


def given(
    volumes: Sequence[Volume],
    proof: Proof,
    catalogue: Catalogue,
    counts: Counts,
    history: Sequence[Publication],
) -> tuple[Volume, ...]:
    """The volumes, without those with which some hidden count of persons would be too well known."""
    kept = list(volumes)
    k = proof.publication.k
    while (known := bounds(kept, k)) and (found := _unproven(known, proof, catalogue, counts, history)):
        kept = _fewer(kept, found)
    return tuple(kept)


def _fewer(volumes: Sequence[Volume], unproven: Sequence[str]) -> list[Volume]:
    """Without the closest to the variables of which something is not proven; else without any."""
    told = {each.code for each in volumes if each.total is not None}
    closest = (set(codes) for variable in unproven for codes in _WITHHELD.get(variable, ()))
    gone = next((codes for codes in closest if told & codes), told)
    return [
        replace(each, lines=(), others=None, total=None) if each.code in gone else each for each in volumes
    ]


def _unproven(
    known: Sequence[Bound],
    proof: Proof,
    catalogue: Catalogue,
    counts: Counts,
    history: Sequence[Publication],
) -> list[str]:
    """The variables of which something is not proven any more."""
    allowed = allowing(known, proof.evidence, counts)
    found = faults(catalogue, counts, history, proof.publication, proof.evidence, allowed)
    return [fault.rpartition("×")[-1] for fault in found]


def bounds(volumes: Iterable[Volume], k: int) -> tuple[Bound, ...]:
    """What a reader of the volumes knows of persons."""
    told = {each.code: each for each in volumes if each.total is not None}
    return (*_of_orders(told, k), *_of_orientations(told, k))


def _of_orders(told: Mapping[str, Volume], k: int) -> Iterator[Bound]:
    orders = {ORDONNANCE.variable.code: frozenset({OUI.code})}
    for code, line in (("ecrits", "ordonnance"), ("actes", "ecrit")):
        if code in told:
            least = k if code == "ecrits" and _rests(told[code], (line,)) else 0
            yield Bound(orders, least, _pool(told[code], (line,)))
    if "temps" in told:
        yield Bound(orders, 0, told["temps"].total or 0)


def _of_orientations(told: Mapping[str, Volume], k: int) -> Iterator[Bound]:
    """Of each kind of service, a person has at least the orientation that she is counted for.

    What is done and what is not bound together no more than each: a person of one or the other may be either.
    """
    if "orientations" not in told:
        return
    volume = told["orientations"]
    for leaves, lines in (
        ({FAITE}, _DONE),
        ({IMPOSSIBLE}, _NOT_DONE),
        ({FAITE, IMPOSSIBLE}, (*_DONE, *_NOT_DONE)),
    ):
        everywhere = {each.variable.code: frozenset(leaves) for each in ORIENTATIONS}
        least = k if FAITE in leaves and _rests(volume, lines) else 0
        yield Bound(everywhere, least, _pool(volume, lines))


def _pool(volume: Volume, lines: Sequence[str]) -> int:
    """Acts in some lines, and in all those that one of them is put together with."""
    counts = [each.count for each in volume.lines if each.code in lines]
    return sum(each or 0 for each in counts) + ((volume.others or 0) if None in counts else 0)


def _rests(volume: Volume, lines: Sequence[str]) -> bool:
    """Whether a line is given, which rests on enough persons."""
    return any(each.code in lines and each.count is not None for each in volume.lines)


def allowing(known: Sequence[Bound], evidence: Sequence[Evidence], counts: Counts) -> Allowed:
    """Whether a world of a table goes with some worlds of the others, in which everybody is where she is."""
    tables = {each.key: _Inside(each, counts, known) for each in evidence}
    worlds = [
        {key: table.best(place, most=most) for key, table in tables.items()}
        for place in range(len(known))
        for most in (False, True)
    ]
    worlds.append({key: table.truth for key, table in tables.items()})
    choices = [{key: tables[key].sums(world) for key, world in each.items()} for each in worlds]

    def allowed(one: Evidence, world: World) -> bool:
        mine = tables[one.key]
        return not mine.bound or any(
            _hold(
                known,
                [mine.sums(world), *(sums for key, sums in choice.items() if key != one.key)],
                mine.bound,
            )
            for choice in choices
        )

    return allowed


_Sums: TypeAlias = Sequence[tuple[int, int]]
"""For each bound, the persons who must be within it, and those who may be."""


def _hold(known: Sequence[Bound], tables: Sequence[_Sums], places: Iterable[int]) -> bool:
    """Whether these bounds hold for these tables together."""
    return all(
        sum(sums[place][0] for sums in tables) <= known[place].most
        and sum(sums[place][1] for sums in tables) >= known[place].least
        for place in places
    )


class _Inside:
    """How much of each world of a table is within each bound."""

    def __init__(self, evidence: Evidence, counts: Counts, known: Sequence[Bound]) -> None:
        cells = counts.tables[evidence.key]
        self.truth = tuple(sum(cells.get(finest, 0) for finest in product(*atom)) for atom in evidence.atoms)
        self.bound = tuple(place for place, each in enumerate(known) if set(each.leaves) & set(evidence.key))
        self._parts = [_parts(evidence, each) for each in known]
        self._unmoved = [self.truth, *(each for each in evidence.worlds if self._leaves_everybody(each))]

    def _leaves_everybody(self, world: World) -> bool:
        return all(persons or not true for persons, true in zip(world, self.truth, strict=True))

    def best(self, place: int, *, most: bool) -> World:
        """The world with the fewest or the most persons within a bound."""
        found = sorted(self._unmoved, key=lambda world: self.sums(world)[place])
        return found[-1 if most else 0]

    def sums(self, world: World) -> _Sums:
        """Where the leaves of an atom are on both sides, somebody who is there is counted on each."""
        return [
            (
                sum(world[atom] for atom in inside) + sum(self.truth[atom] > 0 for atom in across),
                sum(world[atom] for atom in (*inside, *across)),
            )
            for inside, across in self._parts
        ]


def _parts(evidence: Evidence, bound: Bound) -> tuple[list[int], list[int]]:
    """The atoms that are within a bound, and those that are within it in part."""
    inside: list[int] = []
    across: list[int] = []
    for code, leaves in bound.leaves.items():
        if code in evidence.key:
            place = evidence.key.index(code)
            for number, atom in enumerate(evidence.atoms):
                if leaves.issuperset(atom[place]):
                    inside.append(number)
                elif not leaves.isdisjoint(atom[place]):
                    across.append(number)
    return inside, across
