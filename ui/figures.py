"""A family of tables as the screen shows it: true figures, beside those of the period before.

What is counted and how it is worded come from ``exports.layout``. Each number is a link to the
persons behind it.
"""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtGui import QColor, QPalette

from exports import layout
from exports.counts import Count
from exports.layout import Block, Family
from exports.tables import Kind, Row, Table
from exports.typography import unbreakable
from models.dates import Period, named
from models.fields import NON_RENSEIGNE

_BAR, _GRID_BAR = 150, 110
"""Pixels of a bar of 100 %: of one answer, and of all those of a line of a grid."""

_PALEST = 0.15
"""Of the accent, in the tint of the last answer of a grid."""

BASE = "base"
"""What the link of a table's base names, in place of a row."""


class Figures:
    """Writes a family in rich text, in the colours of the window; ``sorted_rows`` puts the most first."""

    def __init__(
        self, palette: QPalette, count: Count, before: Count | None = None, *, sorted_rows: bool = False
    ) -> None:
        def colour(role: QPalette.ColorRole) -> str:
            return palette.color(role).name()

        self._period, self._sorted = count.period, sorted_rows
        self._before = {} if before is None else {table.heading.code: table for table in before.tables}
        self._then: Period | None = None if before is None else before.period
        self._faint = colour(QPalette.ColorRole.PlaceholderText)
        self._line = colour(QPalette.ColorRole.Midlight)
        self._band = colour(QPalette.ColorRole.AlternateBase)
        self._ground = colour(QPalette.ColorRole.Base)
        self._accent = colour(QPalette.ColorRole.Highlight)
        self._text = colour(QPalette.ColorRole.Text)

    def html(self, family: Family) -> str:
        return "".join(part for block in family.blocks for part in self._block(block, family))

    def _block(self, block: Block, family: Family) -> Iterator[str]:
        if block.title != family.title or block is family.blocks[0]:
            yield f"<h3>{escape(block.title)}</h3>"
        then = "" if self._then is None else named(self._then).capitalize()
        compared = [then, "Écart"] if then else []
        if block.first.heading.kind is Kind.TOTAL:
            yield self._table([self._head("Ce qui est compté", "Nombre", *compared)], self._totals(block))
        elif block.is_grid:
            yield self._table([self._grid_head(block)], self._grid(block))
        else:
            head = self._head("Réponse", "", "Nombre", "Part", *compared)
            yield self._table([head], self._rows(block.first))
        yield from self._below(block)

    def _below(self, block: Block) -> Iterator[str]:
        if proof := layout.proof(block):
            yield f"<p><b>{escape(proof)}</b></p>"
        complete = "" if block.is_grid else layout.completeness(block.first)
        told = (complete, layout.counted(block, self._period), layout.definition(block))
        words = "<br>".join(escape(unbreakable(sentence)) for sentence in told if sentence)
        yield f'<p><font color="{self._faint}">{words}</font></p>'

    def _rows(self, table: Table) -> Iterator[str]:
        for row in self._ordered(table.rows):
            yield self._line_of(
                escape(row.label),
                self._bar([row.count], table.base, _BAR),
                self._number(table, row.code, row.count),
                layout.percentage(row.count, table.base),
                *self._compared(table, row),
                bars=True,
            )

    def _ordered(self, rows: Sequence[Row]) -> Sequence[Row]:
        """In the order of the list, or the most first; *non renseigné* stays the last one."""
        if not self._sorted:
            return rows
        return sorted(rows, key=lambda row: (row.code == NON_RENSEIGNE.code, -row.count))

    def _compared(self, table: Table, row: Row) -> list[str]:
        earlier = self._before.get(table.heading.code)
        if self._then is None:
            return []
        then = next((each.count for each in earlier.rows if each.code == row.code), 0) if earlier else 0
        return [layout.number(then), layout.change(row.count, then)]

    def _totals(self, block: Block) -> Iterator[str]:
        for table in block.tables:
            earlier = self._before.get(table.heading.code)
            then = earlier.base if earlier else 0
            compared = [] if self._then is None else [layout.number(then), layout.change(table.base, then)]
            yield self._line_of(escape(table.heading.title), self._number(table, BASE, table.base), *compared)

    def _grid_head(self, block: Block) -> str:
        """Each answer under the tint that it has in the bars."""
        tints = self._tints(len(block.columns))
        told = [f"{_swatch(tint)} {escape(words)}" for tint, words in zip(tints, block.columns, strict=True)]
        return self._head("", *told, escaped=True)

    def _grid(self, block: Block) -> Iterator[str]:
        """Of each table, its question over its numbers, and below, fainter, those of the period before."""
        for table in block.tables:
            yield self._question(table)
            shared_out = table.heading.kind is Kind.PARTITION
            bar = self._bar([row.count for row in table.rows], table.base, _GRID_BAR) if shared_out else ""
            numbers = (self._number(table, row.code, row.count) for row in table.rows)
            yield self._line_of(bar, *numbers)
            earlier = self._before.get(table.heading.code)
            if earlier is not None and earlier.base and self._then is not None:
                counts = {row.code: row.count for row in earlier.rows}
                told = [layout.number(counts.get(row.code, 0)) for row in table.rows]
                words = (f"{named(self._then)} ({layout.number(earlier.base)})", *told)
                yield self._line_of(*(f'<font color="{self._faint}">{escape(each)}</font>' for each in words))

    def _question(self, table: Table) -> str:
        """Over all columns: how many are asked, and of how many something is known."""
        base = f"base : {self._number(table, BASE, table.base)}"
        known = "" if table.answered is None else layout.percentage(table.answered, table.base)
        told = " · ".join(filter(None, (base, known and f"renseigné : {known}")))
        return (
            f'<tr><td colspan="{1 + len(table.rows)}">{escape(table.heading.title)}'
            f'<font color="{self._faint}"> — {told}</font></td></tr>'
        )

    def _bar(self, counts: Sequence[int], base: int, most: int) -> str:
        """One piece for each count, as long as its share of the base; none for nobody."""
        widths = (round((layout.share(count, base) or 0.0) * most) for count in counts)
        pieces = "".join(
            f'<td bgcolor="{tint}" width="{width}" height="12"></td>'
            for tint, width in zip(self._tints(len(counts)), widths, strict=True)
            if width
        )
        return f'<table cellspacing="0" cellpadding="0"><tr>{pieces}</tr></table>' if pieces else ""

    def _tints(self, count: int) -> list[str]:
        """From the accent to its palest."""
        step = (1 - _PALEST) / max(1, count - 1)
        return [_blend(self._accent, self._ground, 1 - step * place) for place in range(count)]

    def _number(self, table: Table, code: str, count: int) -> str:
        """A link, but for nobody."""
        told = layout.number(count)
        if not count:
            return told
        target = f"{table.heading.code}/{code}"
        return f'<a href="{escape(target)}" style="color: {self._text}">{told}</a>'

    def _table(self, head: list[str], lines: Iterator[str]) -> str:
        return f'<table cellspacing="0" cellpadding="5">{"".join(head)}{"".join(lines)}</table>'

    def _head(self, *labels: str, escaped: bool = False) -> str:
        cells = (
            f'<th align="{"left" if not index else "right"}">{words if escaped else escape(words)}</th>'
            for index, words in enumerate(labels)
        )
        return f'<tr bgcolor="{self._band}">{"".join(cells)}</tr>'

    def _line_of(self, first: str, *others: str, bars: bool = False) -> str:
        style = f'style="border-bottom: 1px solid {self._line}"'
        cells = [f"<td {style}>{first}</td>"]
        for index, words in enumerate(others):
            align = "left" if bars and index == 0 else "right"
            width = f' width="{_BAR + 12}"' if bars and index == 0 else ""
            cells.append(f'<td {style}{width} align="{align}" valign="middle">{words}</td>')
        return f"<tr>{''.join(cells)}</tr>"


def _blend(one: str, other: str, part: float) -> str:
    """So much of one colour over another."""
    over, under = QColor(one), QColor(other)
    pairs = ((over.red(), under.red()), (over.green(), under.green()), (over.blue(), under.blue()))
    return QColor(*(round(part * first + (1 - part) * second) for first, second in pairs)).name()


def _swatch(tint: str) -> str:
    return f'<font color="{tint}">■</font>'


def behind(count: Count, target: str) -> tuple[str, frozenset[int]]:
    """What a link says, and the numbers of the persons behind it."""
    code, _, row_code = target.rpartition("/")
    table = count[code]
    if row_code == BASE:
        return table.heading.title, table.persons
    row = next(each for each in table.rows if each.code == row_code)
    return f"{table.heading.title} : {row.label}", row.persons
