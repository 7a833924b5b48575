"""Which sums of one table are masked: all the small ones, and as few others as the proof allows."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from exports.protection.cells import At, Variable
from exports.protection.grid import Grid, Members
from exports.protection.solver import Solver
from exports.protection.targets import Target, targets

World: TypeAlias = tuple[int, ...]
"""The persons in each atom."""

_LEVELS = (10_000.0, 300.0, 10.0)
"""What masking a sum costs, by how many variables its address names: never by its count."""
_MASKED = 0.01


class Unreachable(Exception):
    """A target has no world even with everything masked."""


@dataclass(frozen=True)
class Facts:
    """What is known of a table before it is masked.

    ``fixed``: sums that are printed whatever happens; ``hidden``: those that an earlier release
    masked, and that stay so. ``held``: members that never move, though they are not shown;
    ``reserved``: members that do not move whenever they can be kept. ``reserves``: targets met
    whenever they can be.
    """

    grid: Grid
    truth: tuple[int, ...]
    fixed: frozenset[int]
    hidden: frozenset[int] = frozenset()
    held: tuple[Members, ...] = ()
    reserved: tuple[Members, ...] = ()
    reserves: tuple[Target, ...] = ()


@dataclass
class Masked:
    """Sums by number: ``primary`` are small, ``secondary`` protect others; ``worlds`` prove it."""

    primary: frozenset[int]
    secondary: frozenset[int]
    worlds: tuple[World, ...] = field(repr=False)
    zeros: frozenset[int] = frozenset()
    """Small, but shown: what is printed says that nobody is there."""

    @property
    def sums(self) -> frozenset[int]:
        return (self.primary | self.secondary) - self.zeros


def masked(
    facts: Facts,
    variables: Mapping[str, Variable],
    k: int,
    seed: bytes,
    deadline: float,
    tell: Callable[[], None],
) -> Masked:
    """Mask one table; ``Unreachable`` when it cannot be protected beside what is already printed."""
    wanted = targets(facts.grid, variables, facts.truth, k)
    work = _Masking(facts, wanted, k, seed, deadline, tell)
    for target in (*wanted, *facts.reserves):
        work.cover(target)
    for number in work.from_the_most_valuable():
        work.uncover(number)
    return work.result()


@dataclass(frozen=True)
class _Answer:
    """A world that serves a target, the shown sums it moves, whether it keeps what is reserved."""

    world: World
    moved: frozenset[int]
    reserved: bool

    def serves(self, target: Target, readers: tuple[int, ...]) -> bool:
        return target.met(self.world) and all(self.world[atom] for atom in readers)


_Asked: TypeAlias = tuple[Target, tuple[int, ...]]
"""A target, and the readers that one world serves."""


class _Masking:
    def __init__(
        self,
        facts: Facts,
        wanted: Sequence[Target],
        k: int,
        seed: bytes,
        deadline: float,
        tell: Callable[[], None],
    ) -> None:
        self._facts, self._tell = facts, tell
        self._sums = _with_those_of((*wanted, *facts.reserves), facts)
        self._numbers = {members: number for number, members in enumerate(self._sums)}
        self._values = [sum(facts.truth[atom] for atom in members) for members in self._sums]
        self._shown = len(facts.grid.sums)
        self._held = {self._numbers[members] for members in facts.held}
        self._kept = {self._numbers[members] for members in facts.reserved}
        self._solver = Solver(facts.truth, self._sums, deadline)
        self._costs = _costs(facts.grid, seed)
        self._solver.price(self._costs)
        small = {number for number in range(self._shown) if self._values[number] < k}
        self._primary = frozenset(small - facts.fixed)
        self._answers: dict[_Asked, _Answer] = {}
        self._masked: set[int] = set()
        self._mask(self._primary | facts.hidden)

    def cover(self, target: Target) -> None:
        """Find the worlds of a target, masking what they move."""
        kept = self._kept and target not in self._facts.reserves
        ways = (True, False) if kept else (False,)
        found = self._worlds((target, target.readers), self._facts.fixed, ways, [*self._answers.values()])
        if not found and target not in self._facts.reserves:
            raise Unreachable
        self._answers |= found
        for answer in found.values():
            self._mask(answer.moved)

    def from_the_most_valuable(self) -> list[int]:
        """The secondary sums, in the order in which printing them is tried."""
        secondary = self._masked - self._primary - self._facts.hidden
        return sorted(secondary, key=lambda number: (-self._costs[number], number))

    def uncover(self, number: int) -> None:
        """Print a sum after all, if each world that moves it can be replaced by one that does not."""
        printed = self._printed() | {number}
        moving = {asked: answer for asked, answer in self._answers.items() if number in answer.moved}
        known = [answer for answer in self._answers.values() if number not in answer.moved]
        replaced: dict[_Asked, _Answer] = {}
        for asked, answer in moving.items():
            found = self._worlds(asked, printed, (answer.reserved,), known)
            if not found:
                return
            replaced |= found
            known += found.values()
        self._answers = {each: self._answers[each] for each in self._answers if each not in moving} | replaced
        self._masked.discard(number)

    def result(self) -> Masked:
        worlds = dict.fromkeys((self._facts.truth, *(answer.world for answer in self._answers.values())))
        zeros = frozenset(number for number in self._masked if self._certainly_nobody(number))
        secondary = frozenset(self._masked) - self._primary
        return Masked(self._primary, secondary, tuple(worlds), zeros - self._facts.hidden)

    def _certainly_nobody(self, number: int) -> bool:
        if self._values[number] or any(number in answer.moved for answer in self._answers.values()):
            return False
        return self._solver.world(number, 1, None, (), self._printed() | self._held) is None

    def _printed(self) -> set[int]:
        return set(range(self._shown)) - self._masked

    def _worlds(
        self, asked: _Asked, fixed: Collection[int], ways: tuple[bool, ...], known: Sequence[_Answer]
    ) -> dict[_Asked, _Answer]:
        """One world for all the readers, or else one for each; nothing when one has none."""
        target, readers = asked
        together = self._answer(asked, fixed, ways, known)
        if together is not None:
            return {asked: together}
        found: dict[_Asked, _Answer] = {}
        for reader in readers if len(readers) > 1 else ():
            answer = self._answer((target, (reader,)), fixed, ways, (*known, *found.values()))
            if answer is None:
                return {}
            found[target, (reader,)] = answer
        return found

    def _answer(
        self, asked: _Asked, fixed: Collection[int], ways: tuple[bool, ...], known: Sequence[_Answer]
    ) -> _Answer | None:
        """One that is known, or else one that is looked for, first keeping what is reserved."""
        self._tell()
        target, readers = asked
        for answer in known:
            if answer.reserved in ways[:1] and answer.serves(*asked) and not answer.moved & set(fixed):
                return answer
        for reserved in ways:
            every = {*fixed, *self._held, *(self._kept if reserved else ())}
            number = self._numbers[target.members]
            world = self._solver.world(number, target.least, target.most, readers, every)
            if world is not None:
                return _Answer(world, self._moved(world), reserved)
        return None

    def _moved(self, world: World) -> frozenset[int]:
        """The shown sums that a world changes."""
        values = self._facts.grid.totals(world)
        return frozenset(number for number, value in enumerate(values) if value != self._values[number])

    def _mask(self, numbers: Collection[int]) -> None:
        fresh = set(numbers) - self._masked
        if fresh:
            self._masked |= fresh
            self._solver.price(dict.fromkeys(fresh, _MASKED))


def _with_those_of(wanted: Sequence[Target], facts: Facts) -> tuple[Members, ...]:
    """The sums of a table, then those that only targets and reserves speak of."""
    more = (*(target.members for target in wanted), *facts.held, *facts.reserved)
    return tuple(dict.fromkeys((*facts.grid.sums, *more)))


def _costs(grid: Grid, seed: bytes) -> dict[int, float]:
    """By level, times a secret chance of the year: a mask must not tell which count it protects."""
    return {
        number: max(_cost(at) for at in named) * (1 + _chance(seed, grid, min(named)))
        for number, named in enumerate(grid.addresses)
    }


def _cost(at: At) -> float:
    return _LEVELS[min(len(at), len(_LEVELS) - 1)]


def _chance(seed: bytes, grid: Grid, at: At) -> float:
    """From 0 to 1, the same on every machine."""
    digest = hmac.digest(seed, repr((grid.key, at)).encode(), hashlib.sha256)
    return int.from_bytes(digest[:4], "big") / 2**32
