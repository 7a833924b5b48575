"""The search for a counter-world as near the truth as can be.

What it finds is believed by nobody: ``verification`` checks each world in whole numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from math import inf

from exports.protection.grid import Members
from exports.solving import Program, Row, whole


class Solver:
    """Over one table: ``truth`` gives the persons in each atom, ``sums`` the numbers that may move.

    The columns are the atoms, then what each sum gains, then what it loses.
    """

    def __init__(self, truth: Sequence[int], sums: Sequence[Members], deadline: float) -> None:
        self._atoms, self._sums = len(truth), sums
        self._values = [sum(truth[atom] for atom in members) for members in sums]
        self._costs = [0.0] * len(sums)
        self._program = Program(self._atoms + 2 * len(sums), list(map(self._row, range(len(sums)))), deadline)

    def price(self, costs: Mapping[int, float]) -> None:
        """What it costs to move some sums, by one person either way."""
        for number, cost in costs.items():
            self._costs[number] = cost
        self._program.price([*(0.0 for _ in range(self._atoms)), *self._costs, *self._costs])

    def world(
        self, number: int, least: int, most: int | None, kept: Collection[int], fixed: Collection[int]
    ) -> tuple[int, ...] | None:
        """The atoms of a world where a sum is from ``least`` to ``most``; ``None`` if there is none.

        At least one person stays in each atom ``kept``; the sums ``fixed`` are as in truth.
        """
        low = least - self._values[number]
        high = inf if most is None else most - self._values[number]
        if number in fixed:
            if low > 0 or high < 0:
                return None
            low = high = 0
        gain, loss = [inf] * len(self._sums), [inf] * len(self._sums)
        for each in fixed:
            gain[each] = loss[each] = 0
        gain[number], loss[number] = max(high, 0), max(-low, 0)
        lower = [0.0] * (self._atoms + 2 * len(self._sums))
        for atom in kept:
            lower[atom] = 1
        lower[self._atoms + number] = max(low, 0)
        lower[self._atoms + len(self._sums) + number] = max(-high, 0)
        self._program.bound(lower, [*(inf for _ in range(self._atoms)), *gain, *loss])
        return self._found(fixed)

    def _row(self, number: int) -> Row:
        """The atoms of a sum, less what it gains, plus what it loses, make its true value."""
        members, value = self._sums[number], self._values[number]
        gain = self._atoms + number
        return (
            (*members, gain, gain + len(self._sums)),
            (*(1.0 for _ in members), -1.0, 1.0),
            value,
            value,
        )

    def _found(self, fixed: Collection[int]) -> tuple[int, ...] | None:
        """A corner of the program, mostly whole by the shape of the tables; asked whole otherwise."""
        values = self._program.solved()
        if values is None:
            return None
        world = whole(values[: self._atoms])
        if world is None or not self._agrees(world, fixed):
            values = self._program.solved(whole=range(self._atoms))
            world = None if values is None else whole(values[: self._atoms])
        return world

    def _agrees(self, world: tuple[int, ...], fixed: Collection[int]) -> bool:
        return min(world, default=0) >= 0 and all(
            sum(world[atom] for atom in self._sums[number]) == self._values[number] for number in fixed
        )
