"""A consolidation as it is read: words for codes, intervals in words, and what the masked lines add up to."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from exports.catalogue import Catalogue, Category, Variable
from exports.consolidation import Consolidation, Total
from exports.edition import EVERYBODY
from exports.layout import number
from exports.protection.cells import At, address
from exports.report import SHARE, Block, Cell, Chapter, Row, chart_of, grid_title

OTHERS = "Tableaux"
"""The family of variables that the catalogue has no word for."""

_REGROUPED = "Regroupés (somme exacte des lignes sans nombre exact)"


class Words:
    """The words of a catalogue for the codes of a publication; of others, the code itself."""

    def __init__(self, consolidation: Consolidation, catalogue: Catalogue) -> None:
        self._consolidation, self._catalogue = consolidation, catalogue

    @cached_property
    def status(self) -> Variable:
        return self._variable(self._consolidation.first.centre)

    @cached_property
    def crossed(self) -> tuple[Variable, ...]:
        """Every variable that makes a table with the status, in the order of the catalogue."""
        there = {code for key in self._consolidation.tables for code in key} - {self.status.code}
        known = [each.code for each in self._catalogue.crossed]
        return tuple(
            self._variable(code)
            for code in sorted(there, key=lambda code: known.index(code) if code in known else len(known))
        )

    def _variable(self, code: str) -> Variable:
        published = self._consolidation.first[code]
        try:
            known = self._catalogue.variable(code)
        except KeyError:
            bare = tuple(Category(leaf, leaf) for leaf in published.leaves)
            known = Variable(code, code, OTHERS, "", bare, published.leaves[-1])
        labels = {each.code: each.label for each in (*known.leaves, *known.groups)}
        order = [each for each in labels if each in published.leaves]
        order += [leaf for leaf in published.leaves if leaf not in labels]
        leaves = tuple(Category(leaf, labels.get(leaf, leaf)) for leaf in order)
        groups = tuple(
            Category(group, labels.get(group, group), tuple(leaf for leaf in order if leaf in members))
            for group, members in published.groups.items()
        )
        unknown = known.unknown if known.unknown in order else order[-1]
        return Variable(code, known.label, known.family, known.definition, leaves, unknown, groups)


class ConsolidationReport:
    """Blocks to be drawn on sheets, as those of one post are."""

    def __init__(self, consolidation: Consolidation, catalogue: Catalogue) -> None:
        self._words = Words(consolidation, catalogue)
        self._totals: dict[At, Total] = {
            total.at: total for totals in consolidation.tables.values() for total in totals
        }

    @property
    def partition(self) -> Block:
        """Persons by status; statuses that a post put together have a line of their own."""
        status = self._words.status
        split = not all(self._is_exact({status.code: leaf.code}) for leaf in status.leaves)
        shown = [each for each in status.rows if self._at({status.code: each.code})]
        shown = [each for each in shown if split or not each.leaves]
        inside = {leaf for each in shown for leaf in each.leaves}
        rows = [
            Row(
                each.label,
                (self._cell({status.code: each.code}), self._share({status.code: each.code})),
                inside=each.code in inside,
            )
            for each in shown
        ]
        total = Row("Total", (self._cell({}), self._share({})), total=True)
        return Block(
            "Personnes par statut",
            ("Personnes", SHARE),
            (*rows, total) if self._at({}) else tuple(rows),
            ("Unité : personne, comptée une fois dans chaque poste.",),
            chart=chart_of(rows, 0, "Personnes par statut"),
        )

    @property
    def chapters(self) -> Iterator[Chapter]:
        for title, members in self._families.items():
            blocks = (
                self._grid(several) if len(several := list(alike)) > 1 else self._table(several[0])
                for _, alike in groupby(members, _categories)
            )
            yield Chapter(title, tuple(blocks))

    @property
    def _families(self) -> Mapping[str, Sequence[Variable]]:
        families: dict[str, list[Variable]] = {}
        for variable in self._words.crossed:
            families.setdefault(variable.family, []).append(variable)
        return families

    @property
    def _columns(self) -> tuple[Category, ...]:
        return (*self._words.status.leaves, EVERYBODY)

    @property
    def _heads(self) -> tuple[str, ...]:
        return (*(each.label for each in self._columns), SHARE)

    def _table(self, variable: Variable) -> Block:
        inside = {leaf for group in variable.groups for leaf in group.leaves}
        there = [row for row in variable.rows if self._row_is_there(variable, row)]
        rows = [
            Row(row.label, self._cells({variable.code: row.code}), inside=row.code in inside) for row in there
        ]
        groups = {index for index, row in enumerate(there) if row.leaves}
        chart = chart_of(rows, len(self._columns) - 1, variable.label, without=groups)
        regrouped = self._regrouped(variable, there)
        if any(isinstance(each, int) for each in regrouped):
            rows.append(Row(_REGROUPED, (*regrouped, None)))
        if self._at({}):
            rows.append(Row("Total", self._cells({}), total=True))
        about = f"Unité : personne. {variable.definition}".strip()
        return Block(variable.label, self._heads, tuple(rows), (about,), chart=chart)

    def _grid(self, members: Sequence[Variable]) -> Block:
        """A line for each variable, of those of whom it is true; the others are the rest of the total."""
        first, rows, bars = members[0], list[Row](), list[int]()
        kept = [each for each in first.rows if each.code != first.unknown]
        for variable in members:
            for category in kept:
                if self._row_is_there(variable, category):
                    top = category is kept[0]
                    bars += [len(rows)] * top
                    label = variable.label if top else category.label
                    rows.append(Row(label, self._cells({variable.code: category.code}), inside=not top))
        if self._at({}):
            rows.append(Row("Base : toutes les personnes", self._cells({}), total=True))
        title = grid_title(first.family, kept)
        told = dict.fromkeys(each.definition for each in members)
        drawn = {index for index in range(len(rows)) if index not in bars}
        return Block(
            title,
            self._heads,
            tuple(rows),
            (
                "Unité : personne. Une même personne peut être dans plusieurs lignes, qui ne s’additionnent"
                " pas.",
                " ".join(told),
            ),
            chart=chart_of(rows, len(self._columns) - 1, title, without=drawn),
        )

    def _regrouped(self, variable: Variable, there: Sequence[Category]) -> list[Cell]:
        """By column, the total less the exact lines, where both are known and some line is not."""
        codes = {row.code for row in there}
        finest = [row for row in there if not codes & set(row.leaves)]
        return [self._rest(variable, finest, column) for column in self._columns]

    def _rest(self, variable: Variable, finest: Sequence[Category], column: Category) -> Cell:
        whole = self._at(self._in({}, column))
        lines = [self._at(self._in({variable.code: row.code}, column)) for row in finest]
        exact = [line.low for line in lines if line is not None and line.exact]
        if whole is None or not whole.exact or len(exact) == len(lines):
            return ""
        return whole.low - sum(exact)

    def _row_is_there(self, variable: Variable, row: Category) -> bool:
        return any(self._at(self._in({variable.code: row.code}, column)) for column in self._columns)

    def _cells(self, at: Mapping[str, str]) -> tuple[Cell, ...]:
        return (*(self._cell(self._in(at, column)) for column in self._columns), self._share(at))

    def _cell(self, at: Mapping[str, str]) -> Cell:
        return told(self._at(at))

    def _share(self, at: Mapping[str, str]) -> float | None:
        part, whole = self._at(at), self._at({})
        if part is None or whole is None or not (part.exact and whole.exact and whole.low):
            return None
        return part.low / whole.low

    def _is_exact(self, at: Mapping[str, str]) -> bool:
        found = self._at(at)
        return found is not None and found.exact

    def _in(self, at: Mapping[str, str], column: Category) -> dict[str, str]:
        return {**at, **({} if column is EVERYBODY else {self._words.status.code: column.code})}

    def _at(self, at: Mapping[str, str]) -> Total | None:
        return self._totals.get(address(at))


def told(total: Total | None) -> int | str:
    """A number, or an interval in words; nothing where nobody printed anything."""
    if total is None:
        return ""
    if total.exact:
        return total.low
    if total.high is None:
        return f"{number(total.low)} ou plus"
    return f"{number(total.low)} à {number(total.high)}"


def _categories(variable: Variable) -> tuple[tuple[str, str], ...]:
    return tuple((each.code, each.label) for each in (*variable.groups, *variable.leaves))
