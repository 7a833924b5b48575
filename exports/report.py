"""What the supervisor's documents show, in order: one composition for the spreadsheet and for the pages.

The words are fixed, the numbers are those of an edition: nothing else can be written.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from exports import claims
from exports.catalogue import Category
from exports.edition import Crossing, Edition
from exports.layout import number
from exports.report_words import MASKED, definitions, method, reading
from exports.volumes import FAMILY, Volume

TITLE = "Activité de l’intervention sociale"
SHARE = "Part"

SYNTHESIS, DEFINITIONS, METHOD = "Synthèse", "Définitions", "Méthode et garanties"

_BARS = 2
"""Fewer bars say no more than their numbers."""

Cell = int | str | float | None
"""A number, words, a share between 0 and 1, or nothing."""


@dataclass(frozen=True)
class Row:
    """``inside`` a group, whose row is above; ``total`` when it adds up the others."""

    label: str
    cells: tuple[Cell, ...]
    inside: bool = False
    total: bool = False


@dataclass(frozen=True)
class Chart:
    """Bars of one column, for the rows that have a number there."""

    column: int
    rows: tuple[int, ...]
    title: str


@dataclass(frozen=True)
class Block:
    """One table: ``about`` above it, ``notes`` below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    about: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True)
class Chapter:
    """Tables of one subject: a sheet, or a chapter."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """The whole document; ``findings`` are sentences tied to printed numbers."""

    service: str
    period: str
    opening: tuple[Block, ...]
    findings: tuple[str, ...]
    reading: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    definitions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    method: tuple[tuple[str, str], ...]

    @property
    def head(self) -> str:
        return f"{self.service} — {self.period}" if self.service else self.period


def report(edition: Edition, service: str, before: Sequence[Edition] = ()) -> Report:
    """``before`` are the yearly editions of the years before, the oldest first."""
    last = before[-1] if before and before[-1].year == edition.year - 1 else None
    said = filter(None, (claims.headline(edition), claims.compared(edition, last)))
    top = [claim for chapter in claims.chapters(edition, last)[1:] for claim in chapter.claims[:1]]
    return Report(
        service,
        edition.title,
        tuple(opening(edition, before)),
        tuple(claim.text for claim in (*said, *top)),
        reading(edition),
        tuple(_chapters(edition)),
        tuple(definitions(edition)),
        method(edition),
    )


def opening(edition: Edition, before: Sequence[Edition]) -> Iterator[Block]:
    """The partition by status, and the years before."""
    if edition.total is not None:
        yield _partition(edition)
    if before and edition.total is not None:
        yield _trend((*before, edition))


def _partition(edition: Edition) -> Block:
    rows = [
        Row(status.label, (_shown(count), _share(count, edition.total)))
        for status, count in edition.partition
    ]
    given = [count for _, count in edition.partition]
    total = Row("Total", (_shown(edition.total), _share(edition.total, edition.total)), total=True)
    notes: list[str] = []
    if None not in given:
        terms = " + ".join(number(count or 0) for count in given)
        notes.append(f"Total vérifié : {number(edition.total or 0)} = {terms}")
    chart = chart_of(rows, 0, "Personnes par statut") if None not in given else None
    return Block(
        "Personnes par statut",
        ("Personnes", SHARE),
        (*rows, total),
        ("Chaque personne est comptée une fois dans l’année.",),
        tuple(notes),
        chart,
    )


def _trend(editions: Sequence[Edition]) -> Block:
    """One row for each year that was published, with the totals that each one prints."""
    codes = {column.code: column.label for each in editions for column, _ in each.partition}
    rows = tuple(
        Row(
            str(each.year),
            (*map(_shown, _of_statuses(each, codes)), _shown(each.total)),
        )
        for each in editions
    )
    return Block("D’une année à l’autre", (*codes.values(), "Ensemble"), rows)


def _of_statuses(edition: Edition, codes: Iterable[str]) -> tuple[int | None, ...]:
    counts = {column.code: count for column, count in edition.partition}
    return tuple(counts.get(code) for code in codes)


def _chapters(edition: Edition) -> Iterator[Chapter]:
    for title, members in edition.families:
        yield Chapter(title, tuple(block_of(several) for several in alike(members)))
    if edition.volumes:
        yield Chapter(FAMILY, tuple(block_of_volume(each, edition.k) for each in edition.volumes))


def block_of(several: Sequence[Crossing]) -> Block:
    """One table, or the grid of those that are alike."""
    return _grid(several) if len(several) > 1 else _table(several[0])


def alike(members: Sequence[Crossing]) -> Iterator[list[Crossing]]:
    """Tables in a row with the same categories make one grid: a row for each."""
    for _, together in groupby(members, _categories):
        yield list(together)


def _categories(crossing: Crossing) -> tuple[tuple[str, str], ...]:
    every = (*crossing.variable.groups, *crossing.variable.leaves)
    return tuple((each.code, each.label) for each in every)


def _table(crossing: Crossing) -> Block:
    total = crossing.totals[-1]
    rows = [
        Row(
            line.category.label,
            (*map(_shown, line.cells), _share(line.cells[-1], total)),
            line.inside,
        )
        for line in crossing.lines
    ]
    groups = {index for index, line in enumerate(crossing.lines) if line.is_group}
    chart = chart_of(rows, len(crossing.columns) - 1, crossing.variable.label, without=groups)
    if any(each is not None for each in crossing.regrouped):
        cells = tuple("" if each is None else each for each in crossing.regrouped)
        rows.append(Row("Regroupés (somme exacte des lignes n.d.)", (*cells, None)))
    notes: list[str] = []
    if total is not None:
        cells = (*map(_shown, crossing.totals), _share(total, total))
        rows.append(Row("Total", cells, total=True))
        notes.append(_proof(crossing))
    return Block(
        crossing.variable.label,
        (*(column.label for column in crossing.columns), SHARE),
        tuple(rows),
        (f"Unité : personne. {crossing.variable.definition}",),
        tuple(notes),
        chart,
    )


def _proof(crossing: Crossing) -> str:
    given = [line.cells[-1] for line in crossing.finest]
    terms = [number(count) for count in given if count]
    if crossing.regrouped[-1] is not None:
        terms.append(f"{number(crossing.regrouped[-1])} regroupés")
    return f"Total vérifié : {number(crossing.totals[-1] or 0)} = {' + '.join(terms) or '0'}"


def _grid(members: Sequence[Crossing]) -> Block:
    """The rows of which it is true; that of whom it is not is the rest of the total, masked with it."""
    first = members[0]
    kept = [each for each in first.variable.rows if each.code != first.variable.unknown]
    rows: list[Row] = []
    bars: list[int] = []
    for crossing in members:
        for category in kept:
            found = [line for line in crossing.lines if line.category.code == category.code]
            for line in found:
                top = category is kept[0]
                label = crossing.variable.label if top else category.label
                if top and line.cells[-1]:
                    bars.append(len(rows))
                share = _share(line.cells[-1], crossing.totals[-1])
                rows.append(Row(label, (*map(_shown, line.cells), share), inside=not top))
    if first.totals[-1] is not None:
        cells = (*map(_shown, first.totals), _share(first.totals[-1], first.totals[-1]))
        rows.append(Row("Base : toutes les personnes", cells, total=True))
    told = dict.fromkeys(crossing.variable.definition for crossing in members)
    column = len(first.columns) - 1
    title = grid_title(first.variable.family, kept)
    return Block(
        title,
        (*(each.label for each in first.columns), SHARE),
        tuple(rows),
        (
            "Unité : personne. Une même personne peut être dans plusieurs lignes, qui ne s’additionnent pas.",
            " ".join(told),
        ),
        ("Plusieurs réponses possibles : chaque ligne se lit par rapport à la base.",),
        Chart(column, tuple(bars), title) if len(bars) >= _BARS else None,
    )


def grid_title(family: str, kept: Sequence[Category]) -> str:
    """``Besoins : besoin repéré``, ``Personnes : oui ou non``."""
    inside = {leaf for each in kept for leaf in each.leaves}
    return f"{family} : {' ou '.join(each.label.lower() for each in kept if each.code not in inside)}"


def block_of_volume(volume: Volume, k: int) -> Block:
    if volume.total is None:
        about = (
            f"{volume.definition} Ce tableau n’est pas diffusé : il repose sur moins de {k} personnes, ou"
            " ferait connaître un petit effectif d’un autre tableau."
        )
        return Block(volume.title, (), (), (about,))
    rows = [
        Row(line.label, (line.count, _share(line.count, volume.total)))
        for line in volume.lines
        if line.count is not None
    ]
    chart = chart_of(rows, 0, volume.title)
    notes = [f"Total vérifié : {number(volume.total)} = {' + '.join(_terms(volume))}"]
    if volume.others is not None:
        rows.append(Row("Autres, regroupés", (volume.others, _share(volume.others, volume.total))))
        notes.append(f"Regroupés : {', '.join(label.lower() for label in volume.merged)}.")
    rows.append(Row("Total", (volume.total, _share(volume.total, volume.total)), total=True))
    return Block(
        volume.title,
        (volume.unit.capitalize(), SHARE),
        tuple(rows),
        (f"Unité : {volume.unit}. {volume.definition}",),
        tuple(notes),
        chart,
    )


def _terms(volume: Volume) -> list[str]:
    counts = [line.count for line in volume.lines] + [volume.others]
    return [number(count) for count in counts if count] or ["0"]


def chart_of(rows: Sequence[Row], column: int, title: str, without: Set[int] = frozenset()) -> Chart | None:
    """Bars of the rows that have a number there, those at some places left out."""
    drawn = tuple(
        index for index, row in enumerate(rows) if index not in without and isinstance(row.cells[column], int)
    )
    return Chart(column, drawn, title) if len(drawn) >= _BARS else None


def _shown(value: int | None) -> int | str:
    return MASKED if value is None else value


def _share(value: int | None, total: int | None) -> float | None:
    return None if value is None or not total else value / total
