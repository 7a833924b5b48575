"""A reader who knows the method, has the published files alone, and computes what they give away.

Written apart from the protection, which it does not import: on small tables it goes through every
whole-number world one by one; on larger ones it solves its own programs, over all tables at once.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor, inf

import highspy
import numpy as np

Cell = frozenset[tuple[str, str]]
Finest = tuple[tuple[str, ...], tuple[str, ...]]
"""The variables of a table, sorted, and a leaf of each."""

Span = Callable[[Sequence[Finest], Sequence[Finest]], tuple[int, int] | None]
"""Least and most persons in some finest cells together, somebody being in each of others."""


@dataclass(frozen=True)
class Leak:
    """What is derived: of which cell, and as whom (``None`` for somebody outside)."""

    kind: str
    cell: Cell
    low: int
    high: int
    reader: Finest | None = None


DONE, NOT_DONE = ("effective", "en_cours", "refusee"), ("pas_de_place", "impossible")
EVERY_ACT = ("0_14", "15_29", "30_59", "60_plus")

SHARED = (
    ("ecrits", ("ordonnance",), "ordonnance", ("oui",)),
    ("actes", ("ecrit",), "ordonnance", ("oui",)),
    ("temps", EVERY_ACT, "ordonnance", ("oui",)),
    ("orientations", DONE, "orientation_", ("faite",)),
    ("orientations", NOT_DONE, "orientation_", ("impossible",)),
    ("orientations", (*DONE, *NOT_DONE), "orientation_", ("faite", "impossible")),
)
"""Lines of a table of acts, each of which concerns one person, and where that person is counted for it."""

MAKES_IT_SO = {("ecrits", "oui"), ("orientations", "faite")}
"""Where each person of such a line is counted for it: at least as many as a line must rest on."""


class Files:
    """The publications of one population, as they were read from their bytes.

    ``activity`` is the table of acts of the data package: what bounds the persons behind them.
    """

    def __init__(self, files: Iterable[bytes], activity: bytes | None = None) -> None:
        told = [json.loads(data) for data in files]
        self.k: int = told[0]["k"]
        self.variables: Mapping[str, Mapping] = told[0]["variables"]
        self.impossible = [frozenset(at.items()) for each in told for at in each["impossible"]]
        self.known: dict[Cell, int | None] = {}
        self.tables: dict[tuple[str, ...], None] = {}
        self.contradictions: list[tuple[Cell, int, int]] = []
        for table in (table for each in told for table in each["tables"]):
            self.tables[tuple(sorted(table["vars"]))] = None
            for cell in table["cells"]:
                self._learn(frozenset(cell["at"].items()), cell["value"])
        self.caps = [] if activity is None else list(self._caps(activity))

    def _caps(self, activity: bytes) -> Iterator[tuple[list[Finest], int, int]]:
        """Some finest cells, and the least and most persons that are in them together."""
        told: dict[str, dict[str, int | None]] = {}
        for row in csv.DictReader(io.StringIO(activity.decode())):
            lines = told.setdefault(row["tableau"], {})
            lines[row["ligne"]] = int(row["effectif"]) if row["effectif"] else None
        for name, lines, code, leaves in SHARED:
            counts = told.get(name, {})
            if counts.get("total") is None:
                continue
            given = [counts[line] for line in lines if counts[line] is not None]
            most = sum(each or 0 for each in given)
            most += (counts["autres"] or 0) if len(given) < len(lines) else 0
            least = self.k if given and (name, leaves[0]) in MAKES_IT_SO else 0
            held = [
                each
                for table in self.tables
                for each in self.finest(table)
                if any(of.startswith(code) and leaf in leaves for of, leaf in zip(*each, strict=True))
            ]
            yield held, least, most

    def _learn(self, cell: Cell, value: int | None) -> None:
        before = self.known.get(cell)
        if value is not None and before is not None and value != before:
            self.contradictions.append((cell, before, value))
        self.known[cell] = before if value is None else value

    def leaves(self, code: str, category: str) -> Sequence[str]:
        return self.variables[code]["groups"].get(category, [category])

    def finest(self, table: tuple[str, ...]) -> list[Finest]:
        every = product(*(self.variables[code]["leaves"] for code in table))
        return [(table, leaves) for leaves in every if not self._excluded((table, leaves))]

    def _excluded(self, finest: Finest) -> bool:
        return any(
            {code for code, _ in at} <= set(finest[0]) and self.holds(at, finest) for at in self.impossible
        )

    def holds(self, cell: Cell, finest: Finest) -> bool:
        leaf = dict(zip(*finest, strict=True))
        return all(code in leaf and leaf[code] in self.leaves(code, category) for code, category in cell)

    def within(self, cell: Cell, finest: Iterable[Finest]) -> list[Finest]:
        """The finest cells of a cell, among those of one table."""
        return [each for each in finest if self.holds(cell, each)]


def worlds(files: Files, table: tuple[str, ...]) -> Iterator[dict[Finest, int]]:
    """Every whole-number world of one table alone, one by one."""
    finest = files.finest(table)
    printed = [
        (set(files.within(cell, finest)), value)
        for cell, value in files.known.items()
        if value is not None and {code for code, _ in cell} <= set(table)
    ]

    def extended(world: dict[Finest, int], left: list[Finest]) -> Iterator[dict[Finest, int]]:
        slack = inf
        for held, value in printed:
            used = sum(world[each] for each in held if each in world)
            open_ones = held & set(left)
            if used > value or (not open_ones and used != value):
                return
            if left and left[0] in held:
                slack = min(slack, value - used)
        if not left:
            yield dict(world)
            return
        assert slack < inf, "a cell without bound cannot be gone through"
        for count in range(int(slack) + 1):
            yield from extended(world | {left[0]: count}, left[1:])

    yield from extended({}, finest)


class Reader:
    """Least and most persons of any cell, given everything printed in every table at once.

    Tables that share no number but printed ones say nothing of one another: each knot of the others
    is a program of its own.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self.of_table: dict[tuple[str, ...], list[Finest]] = {t: files.finest(t) for t in files.tables}
        self._knot_of: dict[tuple[str, ...], _Knot] = {}
        for tables in self._knots():
            self._knot_of |= dict.fromkeys(tables, _Knot(self, tables))

    def _knots(self) -> list[list[tuple[str, ...]]]:
        knots: list[list[tuple[str, ...]]] = []
        for table in self.files.tables:
            tied = [knot for knot in knots if any(self._are_tied(one, table) for one in knot)]
            knots = [knot for knot in knots if knot not in tied]
            knots.append([*(one for knot in tied for one in knot), table])
        return knots

    def _are_tied(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        capped = ({table for table, _ in held} for held, _, _ in self.files.caps)
        return any({one, other} <= tables for tables in capped) or any(self.ties(one, other))

    def ties(self, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Cell]:
        """What two tables share without its being printed."""
        shared = sorted(set(one) & set(other))
        for leaves in product(*(self.files.variables[code]["leaves"] for code in shared)):
            cell = frozenset(zip(shared, leaves, strict=True))
            if self.files.known.get(cell) is None:
                yield cell

    def interval(self, held: Sequence[Finest], present: Sequence[Finest] = ()) -> tuple[int, int] | None:
        """Least and most persons together there, someone being in each of ``present``."""
        knot = self._knot_of[held[0][0]]
        return knot.interval(held, [each for each in present if self._knot_of[each[0]] is knot])


class _Knot:
    """Some tables, and their program."""

    def __init__(self, reader: Reader, tables: Sequence[tuple[str, ...]]) -> None:
        self._reader, self._tables = reader, tables
        finest = (each for table in tables for each in reader.of_table[table])
        self._columns = {each: place for place, each in enumerate(finest)}
        self._highs = _solver(len(self._columns), list(self._rows()))

    def _rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        for cell, value in self._reader.files.known.items():
            for table in self._tables:
                if value is not None and {code for code, _ in cell} <= set(table):
                    yield self._row(cell, table, 1.0), value, value
        for other in self._tables[1:]:  # the centre is in all: tying each to the first ties all together
            for cell in self._reader.ties(self._tables[0], other):
                yield self._row(cell, self._tables[0], 1.0) | self._row(cell, other, -1.0), 0.0, 0.0
        for held, least, most in self._reader.files.caps:
            if held and held[0][0] in self._tables:
                yield {self._columns[each]: 1.0 for each in held}, least, most

    def _row(self, cell: Cell, table: tuple[str, ...], sign: float) -> dict[int, float]:
        held = self._reader.files.within(cell, self._reader.of_table[table])
        return {self._columns[each]: sign for each in held}

    def interval(self, held: Sequence[Finest], present: Sequence[Finest]) -> tuple[int, int] | None:
        lower = np.zeros(len(self._columns))
        for each in present:
            lower[self._columns[each]] = 1
        every = np.arange(len(self._columns), dtype=np.int32)
        self._highs.changeColsBounds(len(every), every, lower, np.full(len(every), highspy.kHighsInf))
        found = [self._extreme(held, sign) for sign in (1, -1)]
        if found[0] is None or found[1] is None:
            return None
        return ceil(found[0] - 1e-6), floor(-found[1] + 1e-6) if found[1] > -inf else 10**9

    def _extreme(self, held: Sequence[Finest], sign: int) -> float | None:
        cost = np.zeros(len(self._columns))
        for each in held:
            cost[self._columns[each]] = sign
        every = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(every), every, cost)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return self._highs.getInfo().objective_function_value
        if status == highspy.HighsModelStatus.kUnbounded:
            return -inf
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        self._highs.clearSolver()
        self._highs.setOptionValue("presolve", "off")
        return self._extreme(held, sign)


class _Quiet(highspy.Highs):
    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


def _solver(columns: int, rows: list[tuple[dict[int, float], float, float]]) -> highspy.Highs:
    highs = _Quiet()
    highs.setOptionValue("threads", 1)
    every = np.arange(columns, dtype=np.int32)
    highs.addVars(columns, np.zeros(columns), np.full(columns, highspy.kHighsInf))
    assert len(every) == columns
    for row, least, most in rows:
        places = np.array(sorted(row), dtype=np.int32)
        highs.addRow(least, most, len(places), places, np.array([row[place] for place in sorted(row)]))
    return highs


def leaks(files: Files, readers: Iterable[Finest] = ()) -> Iterator[Leak]:
    """Everything that an outsider derives, then each of the ``readers``, who are persons counted.

    Of a reader, each table is told in which of its finest cells she is.
    """
    for cell, before, after in files.contradictions:
        if 0 < abs(after - before) < files.k:
            yield Leak("delta", cell, abs(after - before), abs(after - before))
    if files.contradictions:
        return
    mind = Reader(files)
    yield from _seen_by(mind, None)
    for reader in readers:
        yield from _seen_by(mind, reader)


def _seen_by(mind: Reader, reader: Finest | None) -> Iterator[Leak]:
    present = [] if reader is None else [reader]
    for table in mind.files.tables:
        if reader is not None and reader[0] != table:
            continue
        for cell in _cells(mind.files, table):
            held = mind.files.within(cell, mind.of_table[table])
            if not held:
                continue
            seen = mind.interval(held, present)
            assert seen is not None, "what is published has no world"
            yield from _judged(mind.files.k, cell, seen, reader, reader in held)
            if reader is None:
                yield from _groups(mind, table, cell, held, seen)


def _judged(k: int, cell: Cell, seen: tuple[int, int], reader: Finest | None, inside: bool) -> Iterator[Leak]:
    """A count is given away when it is known to be there, besides the reader, and to be small."""
    low, high = seen
    if low > (1 if inside else 0) and high < k:
        yield Leak("exact" if low == high else "small", cell, low, high, reader)


def _groups(
    mind: Reader, table: tuple[str, ...], cell: Cell, held: list[Finest], seen: tuple[int, int]
) -> Iterator[Leak]:
    """A line, known to hold somebody, of which fewer than k can be out of one sensitive category."""
    for code, category in cell:
        if category not in mind.files.variables[code].get("sensitive", []):
            continue
        line = mind.files.within(cell - {(code, category)}, mind.of_table[table])
        elsewhere = [each for each in line if each not in held]
        if not elsewhere:
            continue
        of_line, away = mind.interval(line), mind.interval(elsewhere)
        assert of_line is not None
        assert away is not None
        if of_line[0] > 0 and away[1] < mind.files.k:
            yield Leak("group", cell, *away)


def broken(files: Files, truth: Mapping[Finest, int], span: Span | None = None) -> Iterator[str]:
    """The invariants that the files break, for who knows the truth: every finest cell of each table."""
    span = span or Reader(files).interval
    for cell, value in files.known.items():
        for table in files.tables:
            if {code for code, _ in cell} <= set(table):
                held = files.within(cell, files.finest(table))
                yield from _wrong(files.k, value, sum(truth.get(each, 0) for each in held))
                yield from _unsafe(files, truth, span, cell, table)


def _wrong(k: int, value: int | None, count: int) -> Iterator[str]:
    if value not in (None, count):
        yield "I0"
    if value in range(1, k):
        yield "I1"


def _unsafe(
    files: Files, truth: Mapping[Finest, int], span: Span, cell: Cell, table: tuple[str, ...]
) -> Iterator[str]:
    held = files.within(cell, files.finest(table))
    count = sum(truth.get(each, 0) for each in held)
    occupied = [each for each in files.finest(table) if truth.get(each, 0)]
    for reader in (None, *occupied) if 0 < count < files.k else ():
        present = [] if reader is None else [reader]
        known = 1 if reader in held else 0
        low, high = span(held, present) or (-1, -1)
        if low != known:
            yield "I5" if present else "I2"
        if high < files.k:
            yield "I5" if present else "I3"
    for code, category in cell:
        line = files.within(cell - {(code, category)}, files.finest(table))
        elsewhere = [each for each in line if each not in held]
        everybody = sum(truth.get(each, 0) for each in line)
        if category not in files.variables[code]["sensitive"] or not elsewhere or not count == everybody > 0:
            continue
        if cell - {(code, category)} not in files.known:
            continue
        for present in ([], *([each] for each in occupied)):
            if (span(elsewhere, present) or (0, 0))[1] < files.k:
                yield "I5 group" if present else "I4"


def gone_through(files: Files) -> Span:
    """The same extremes as a ``Reader``'s, from every world of each table one by one."""
    every = {table: list(worlds(files, table)) for table in files.tables}

    def span(held: Sequence[Finest], present: Sequence[Finest] = ()) -> tuple[int, int] | None:
        table = [*held, *present][0][0]
        sums = [
            sum(world[each] for each in held)
            for world in every[table]
            if all(world[each] for each in present)
        ]
        return (min(sums), max(sums)) if sums else None

    return span


def _cells(files: Files, table: tuple[str, ...]) -> Iterator[Cell]:
    """Every cell of a table that was shown, masked or not."""
    for cell in files.known:
        if {code for code, _ in cell} <= set(table):
            yield cell
