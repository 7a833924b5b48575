"""Linear programs, by HiGHS: silent, on one thread, with the same answer to the same question.

Nothing that rests on its answers trusts them: counter-worlds are checked in whole numbers, and an
attack only has to be believed when it succeeds.
"""

from collections.abc import Collection, Sequence
from math import inf
from time import monotonic
from typing import Any

import numpy as np

try:
    import highspy
except ImportError:  # a program without its solver says so, and goes without
    highspy = None

Row = tuple[Sequence[int], Sequence[float], float, float]
"""Columns, their coefficients, least and most."""

_ANSWERS = frozenset({"kOptimal", "kInfeasible", "kUnbounded", "kUnboundedOrInfeasible"})
_NEARLY = 1e-6


class SolverMissing(Exception):
    """The library is not there."""


class TimedOut(Exception):
    """No answer before the deadline, on the clock of ``time.monotonic``."""


class Program:
    """Columns that are at least 0, held by ``rows``; asked for a least cost, again and again."""

    def __init__(self, columns: int, rows: Sequence[Row], deadline: float = inf) -> None:
        self._highs, self._deadline = _highs(), deadline
        self._columns = np.arange(columns, dtype=np.int32)
        self._highs.passModel(_model(columns, rows))

    def price(self, costs: Sequence[float]) -> None:
        """The cost of each column."""
        self._highs.changeColsCost(len(self._columns), self._columns, np.array(costs, dtype=float))

    def bound(self, lower: Sequence[float], upper: Sequence[float]) -> None:
        """The least and the most of each column."""
        low, high = np.array(lower, dtype=float), np.array(upper, dtype=float)
        self._highs.changeColsBounds(len(self._columns), self._columns, low, high)

    def solved(self, *, whole: Collection[int] = ()) -> list[float] | None:
        """The columns at the least cost, those ``whole`` in whole numbers.

        ``None`` when no column will do, or when there is no least cost.
        """
        if not whole:
            return self._run()
        chosen = np.array(sorted(whole), dtype=np.int32)
        self._highs.changeColsIntegrality(len(chosen), chosen, np.ones(len(chosen), dtype=np.uint8))
        try:
            return self._run()
        finally:
            self._highs.changeColsIntegrality(len(chosen), chosen, np.zeros(len(chosen), dtype=np.uint8))

    def _run(self) -> list[float] | None:
        """From the last answer, which is near; from nothing, when that led nowhere.

        Whoever solves first in a process decides for all of it how many threads there are, and
        HiGHS answers nothing to who asks for another number: then it starts over.
        """
        if (status := self._status()) not in _ANSWERS:
            self._highs.clearSolver()
            self._highs.resetGlobalScheduler(True)
            status = self._status()
        if status not in _ANSWERS:
            raise TimedOut
        return list(self._highs.getSolution().col_value) if status == "kOptimal" else None

    def _status(self) -> str:
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimedOut
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        return self._highs.getModelStatus().name


def whole(values: Sequence[float]) -> tuple[int, ...] | None:
    """The same in whole numbers, ``None`` when one is not nearly so."""
    rounded = tuple(map(round, values))
    near = all(abs(value - each) < _NEARLY for value, each in zip(values, rounded, strict=True))
    return rounded if near else None


def _highs() -> Any:
    if highspy is None:
        raise SolverMissing

    class Quiet(highspy.Highs):
        """Says nothing, not even its name when it starts."""

        def enableCallbacks(self) -> None:
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    highs = Quiet()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    return highs


_OPTIONS: dict[str, Any] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "solver": "simplex",
    "mip_rel_gap": 0.0,
}


def _model(columns: int, rows: Sequence[Row]) -> Any:
    assert highspy is not None
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.full(columns, inf)
    model.row_lower_ = np.array([low for _, _, low, _ in rows], dtype=float)
    model.row_upper_ = np.array([high for _, _, _, high in rows], dtype=float)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = columns, len(rows)
    matrix.start_ = np.cumsum([0, *(len(named) for named, _, _, _ in rows)], dtype=np.int32)
    matrix.index_ = np.array([each for named, _, _, _ in rows for each in named], dtype=np.int32)
    matrix.value_ = np.array([each for _, values, _, _ in rows for each in values], dtype=float)
    return model
