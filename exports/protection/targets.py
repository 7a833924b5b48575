"""What must stay possible for a reader of a table: each target asks for one counter-world.

A world is a number of persons for each atom, which agrees with all that is printed. The reader may
be one of the persons counted: *outside* a cell, she keeps at least herself in her atom.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.protection.cells import At, Variable, address
from exports.protection.grid import Grid, Members


@dataclass(frozen=True)
class Target:
    """Worlds in which the atoms ``members`` hold together from ``least`` to ``most`` persons.

    ``readers``: the atoms in which a counted person may read; one world that keeps 1 person in all
    of them will do, or else one for each. ``gap`` is how far the truth is, for the order of work.
    """

    members: Members
    least: int
    most: int | None
    readers: tuple[int, ...]
    gap: int

    def met(self, world: Sequence[int]) -> bool:
        held = sum(world[atom] for atom in self.members)
        return held >= self.least and (self.most is None or held <= self.most)


def targets(
    grid: Grid, variables: Mapping[str, Variable], truth: Sequence[int], k: int
) -> tuple[Target, ...]:
    """All those of a table, the hardest first."""
    small = {
        members: total for members, total in zip(grid.sums, grid.totals(truth), strict=True) if total < k
    }
    occupied = tuple(atom for atom, count in enumerate(truth) if count)
    found = [target for members in small for target in _small(members, truth, occupied, k)]
    found += [Target(elsewhere, k, None, occupied, k) for elsewhere in _unanimous(grid, variables, truth)]
    return tuple(dict.fromkeys(sorted(found, key=lambda target: -target.gap)))


def _small(members: Members, truth: Sequence[int], occupied: tuple[int, ...], k: int) -> Iterator[Target]:
    """I2, I3 and I5 of a cell of 1 to k - 1 persons; one of 0 concerns nobody."""
    total = sum(truth[atom] for atom in members)
    inside = [atom for atom in occupied if atom in members]
    if total:
        outside = tuple(atom for atom in occupied if atom not in members)
        yield Target(members, k, None, occupied, k - total)
        yield Target(members, 0, 0, outside, total)
    if total > 1:
        for atom in inside:
            yield Target(members, 1, 1, (atom,), total - 1)


def _unanimous(grid: Grid, variables: Mapping[str, Variable], truth: Sequence[int]) -> Iterator[Members]:
    """I4: where else a whole line could be, when it is all in one sensitive category."""
    totals = grid.totals(truth)
    for at, cell in grid.names.items():
        for code, category in at:
            line = grid.names.get(_without(at, code))
            if line is None or category not in variables[code].sensitive:
                continue
            elsewhere = tuple(atom for atom in grid.sums[line] if atom not in grid.sums[cell])
            if elsewhere and totals[line] == totals[cell] > 0:
                yield elsewhere


def _without(at: At, code: str) -> At:
    return address({each: category for each, category in at if each != code})
