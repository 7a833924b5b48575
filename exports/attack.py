"""What a reader of publications can derive from them, by code that is not that which protects them.

It has the files alone. For each cell it looks for the least and the most persons there can be: a
count is given away when somebody is certainly there and the threshold certainly is not reached.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise, product
from math import ceil, floor, inf

from exports.protection.cells import At, Finest, TableKey, Variable, address
from exports.protection.published import Publication
from exports.solving import Program, Row
from models.failure import Failure

_NEARLY = 1e-6
_ENDLESS = 10**9
"""More persons than any publication counts: no bound."""


class Kind(Enum):
    """In what way a count is given away."""

    EXACT = "exact"
    SMALL = "small"
    GROUP = "group"
    DELTA = "delta"


@dataclass(frozen=True)
class Finding:
    """What is derived of the cell ``at``: from ``low`` to ``high`` persons.

    Of a ``GROUP`` these are the persons of its line who can be elsewhere; of a ``DELTA`` those who
    came or went between two ``releases``. ``reader`` is the counted person who derives it, if it
    takes one.
    """

    kind: Kind
    source: str
    period: str
    releases: tuple[str, ...]
    at: At
    low: int
    high: int
    reader: At = ()

    @property
    def sentence(self) -> str:
        """In French, for whoever reads the publication."""
        place = " — ".join(part for part in (self.source, self.period, _said(self.at)) if part)
        who = f" (pour une personne comptée elle-même : {_said(self.reader)})" if self.reader else ""
        return f"{place} : {self._derived}{who}."

    @property
    def _derived(self) -> str:
        span = f"{self.low}" if self.low == self.high else f"de {self.low} à {self.high}"
        match self.kind:
            case Kind.EXACT | Kind.SMALL:
                return f"on calcule qu’il y a {span} personne{'s' if self.high > 1 else ''}"
            case Kind.GROUP:
                few = f"sauf {self.high} au plus, toutes" if self.high else "toutes"
                return f"on déduit que les personnes de cette ligne y sont {few}"
            case Kind.DELTA:
                return f"entre {' et '.join(self.releases)}, on calcule un écart de {span}"


def attack(
    publications: Iterable[Publication], reader: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """All that can be derived, population by population; nothing when they keep what they promise.

    ``reader``: the categories of a person counted, who reads; leaves of whole tables. ``Failure``
    when the publications of one population cannot be read together.
    """
    every = sorted(publications, key=lambda each: (each.source, each.period))
    found: list[Finding] = []
    for _, files in groupby(every, key=lambda each: (each.source, each.period)):
        found += _Population(tuple(files), dict(reader or {})).findings()
    return tuple(dict.fromkeys(found))


def _said(at: At) -> str:
    return ", ".join(f"{code} = {category}" for code, category in at) or "toutes les personnes"


_Column = tuple[int, TableKey, Finest]
"""A finest cell of a table, in a batch of records: those of the first state, or come since."""


class _Population:
    """Publications about the same persons, as one set of equations."""

    def __init__(self, files: Sequence[Publication], reader: Mapping[str, str]) -> None:
        self._first, self._reader = files[0], reader
        if any(each.variables != files[0].variables or each.k != files[0].k for each in files):
            raise Failure(
                "Deux de ces publications d’une même période n’ont pas les mêmes variables ou le même seuil."
                " Attaquez-les séparément."
            )
        self._variables: Mapping[str, Variable] = {each.code: each for each in files[0].variables}
        self._impossible = [dict(at) for each in files for at in each.impossible]
        tables = [table for each in files for table in each.tables]
        self._releases = tuple(dict.fromkeys(table.release for table in tables))
        self._keys = tuple(dict.fromkeys(table.vars for table in tables))
        self._known: dict[tuple[str, At], int] = {}
        self._shown: dict[At, None] = {}
        for table in tables:
            for at, value in table.numbers.items():
                self._shown[at] = None
                if value is not None:
                    self._known[table.release, at] = value

    def findings(self) -> Iterator[Finding]:
        deltas = tuple(self._deltas())
        yield from (each for each in deltas if each.high < self._first.k)
        states = self._releases if deltas else self._releases[-1:]
        for keys in self._tied(states):
            yield from self._seen(keys, states)

    def _deltas(self) -> Iterator[Finding]:
        """Numbers that were printed twice and differ."""
        for at in self._shown:
            printed = [(each, self._known[each, at]) for each in self._releases if (each, at) in self._known]
            for (one, before), (other, after) in pairwise(printed):
                if before != after:
                    moved = abs(after - before)
                    yield self._finding(Kind.DELTA, at, moved, moved, (one, other))

    def _finding(
        self, kind: Kind, at: At, low: int, high: int, releases: tuple[str, ...], reader: At = ()
    ) -> Finding:
        return Finding(kind, self._first.source, self._first.period, releases, at, low, high, reader)

    def _tied(self, states: Sequence[str]) -> list[tuple[TableKey, ...]]:
        """The tables that must be looked at together: some total that they share is not printed."""
        groups: list[tuple[TableKey, ...]] = []
        for key in self._keys:
            near = [group for group in groups if any(not self._apart(key, other, states) for other in group)]
            groups = [group for group in groups if group not in near]
            groups.append((*(other for group in near for other in group), key))
        return groups

    def _apart(self, one: TableKey, other: TableKey, states: Sequence[str]) -> bool:
        shared = [code for code in one if code in other]
        cells = product(*(self._variables[code].leaves for code in shared))
        wanted = [address(dict(zip(shared, cell, strict=True))) for cell in cells]
        return len(states) == 1 and all(
            any((release, at) in self._known for release in self._releases) for at in wanted
        )

    def _seen(self, keys: Sequence[TableKey], states: Sequence[str]) -> Iterator[Finding]:
        work = _Equations(self, keys, states)
        for key in keys:
            reader = self._place(key)
            for at in self._cells(key):
                yield from self._judged(work, key, at, reader)

    def _place(self, key: TableKey) -> Finest | None:
        """Where the reader is in a table, if she said all of it."""
        if not set(key) <= set(self._reader):
            return None
        return tuple(self._reader[code] for code in key)

    def _cells(self, key: TableKey) -> Iterator[At]:
        """Every cell of a table, whether it was shown or not."""
        for choice in product(*((None, *self._variables[code].categories) for code in key)):
            pairs = zip(key, choice, strict=True)
            yield address({code: category for code, category in pairs if category is not None})

    def _judged(self, work: "_Equations", key: TableKey, at: At, reader: Finest | None) -> Iterator[Finding]:
        k = self._first.k
        told = address(dict(zip(key, reader, strict=True))) if reader else ()
        for place, release in enumerate(work.states):
            inside = 1 if reader and self.holds(at, key, reader) else 0
            low, high = work.interval(key, at, (), range(place + 1), reader)
            if low > inside and high < k:
                kind = Kind.EXACT if low == high else Kind.SMALL
                yield self._finding(kind, at, low, high, (release,), told)
            yield from self._groups(work, key, at, place, reader)
        for place in range(1, len(work.states)):
            low, high = work.interval(key, at, (), (place,), None)
            if low and high < k:
                yield self._finding(Kind.DELTA, at, low, high, work.states[place - 1 : place + 1])

    def _groups(
        self, work: "_Equations", key: TableKey, at: At, place: int, reader: Finest | None
    ) -> Iterator[Finding]:
        """The lines that hold somebody, of which fewer than k can be out of one sensitive category."""
        told = address(dict(zip(key, reader, strict=True))) if reader else ()
        for code, category in at:
            line = tuple(pair for pair in at if pair[0] != code)
            if category in self._variables[code].sensitive and work.held(key, line) != work.held(key, at):
                there, _ = work.interval(key, line, (), range(place + 1), reader)
                low, away = work.interval(key, line, at, range(place + 1), reader)
                if there > (1 if reader else 0) and away < self._first.k:
                    yield self._finding(Kind.GROUP, at, low, away, work.states[place : place + 1], told)

    def possible(self, key: TableKey) -> list[Finest]:
        """The finest cells of a table in which somebody may be."""
        excluded = [address(at) for at in self._impossible if set(at) <= set(key)]
        every = product(*(self._variables[code].leaves for code in key))
        return [each for each in every if not any(self.holds(at, key, each) for at in excluded)]

    def holds(self, at: At, key: TableKey, finest: Finest) -> bool:
        leaf = dict(zip(key, finest, strict=True))
        return all(leaf[code] in self._variables[code].leaves_of(category) for code, category in at)

    def printed(self, key: TableKey, states: Sequence[str]) -> Iterator[tuple[At, int, int]]:
        """Address, number, and the last state that it counts, of what is printed about a table."""
        for (release, at), value in self._known.items():
            if all(code in key for code, _ in at):
                yield at, value, states.index(release) if len(states) > 1 else 0

    def shared(self, one: TableKey, other: TableKey) -> Iterator[At]:
        """The cells, the finest there are, that two tables have in common."""
        codes = [code for code in one if code in other]
        for leaves in product(*(self._variables[code].leaves for code in codes)):
            yield address(dict(zip(codes, leaves, strict=True)))


class _Equations:
    """Every printed number about some tables, over their finest cells; asked for extremes."""

    def __init__(self, population: _Population, keys: Sequence[TableKey], states: Sequence[str]) -> None:
        self.states = tuple(states)
        self._population, self._batches = population, range(len(states))
        self._finest = {key: population.possible(key) for key in keys}
        every = [(batch, key, each) for batch in self._batches for key in keys for each in self._finest[key]]
        self._columns: dict[_Column, int] = {column: place for place, column in enumerate(every)}
        self._held: dict[tuple[TableKey, At], list[Finest]] = {}
        self._program = Program(len(every), [*self._printed(keys), *self._ties(keys)])
        if self._program.solved() is None:
            raise Failure(
                "Ces publications se contredisent : aucun effectif ne donne tous leurs nombres à la fois."
                " L’une d’elles a été modifiée, ou n’est pas de la même population."
            )

    def held(self, key: TableKey, at: At) -> list[Finest]:
        """The finest cells of a cell."""
        if (key, at) not in self._held:
            inside = [each for each in self._finest[key] if self._population.holds(at, key, each)]
            self._held[key, at] = inside
        return self._held[key, at]

    def interval(
        self, key: TableKey, at: At, but: At, batches: Iterable[int], reader: Finest | None
    ) -> tuple[int, int]:
        """Least and most persons in a cell, those of ``but`` left out, who came in these batches."""
        out = self.held(key, but) if but else []
        cells = [each for each in self.held(key, at) if each not in out]
        columns = [self._columns[batch, key, each] for batch in batches for each in cells]
        lower = [0.0] * len(self._columns)
        if reader in self._finest[key]:
            lower[self._columns[0, key, reader]] = 1.0
        self._program.bound(lower, [inf] * len(lower))
        return self._least(columns, 1), -self._least(columns, -1)

    def _least(self, columns: Sequence[int], sign: int) -> int:
        """Of the persons in these columns, or of their opposite."""
        costs = [0.0] * len(self._columns)
        for column in columns:
            costs[column] = sign
        self._program.price(costs)
        values = self._program.solved()
        if values is None:
            return 0 if sign > 0 else -_ENDLESS
        least = sign * sum(values[column] for column in columns)
        return ceil(least - _NEARLY) if sign > 0 else -floor(-least + _NEARLY)

    def _printed(self, keys: Sequence[TableKey]) -> Iterator[Row]:
        for key in keys:
            for at, value, last in self._population.printed(key, self.states):
                columns = [
                    self._columns[batch, key, each]
                    for batch in range(last + 1)
                    for each in self.held(key, at)
                ]
                yield columns, [1.0] * len(columns), value, value

    def _ties(self, keys: Sequence[TableKey]) -> Iterator[Row]:
        for key in keys[1:]:
            for at in self._population.shared(keys[0], key):
                for batch in self._batches:
                    one = [self._columns[batch, keys[0], each] for each in self.held(keys[0], at)]
                    other = [self._columns[batch, key, each] for each in self.held(key, at)]
                    yield [*one, *other], [*(1.0 for _ in one), *(-1.0 for _ in other)], 0, 0
