"""A family of tables as the screen shows it: the true figures, and which of them the file withholds.

What is counted and how it is worded come from ``exports.layout``, as for the file.
"""

from collections.abc import Iterator
from html import escape

from PySide6.QtGui import QPalette

from exports import layout
from exports.layout import Block, Family
from exports.publication import Publication, Withheld
from exports.tables import Kind, Table

_BAR = 180
"""Pixels of a bar of 100 %."""


class Figures:
    """Writes a family in rich text, in the colours of the window."""

    def __init__(self, palette: QPalette, publication: Publication) -> None:
        def colour(role: QPalette.ColorRole) -> str:
            return palette.color(role).name()

        self._publication = publication
        self._faint = colour(QPalette.ColorRole.PlaceholderText)
        self._line = colour(QPalette.ColorRole.Midlight)
        self._band = colour(QPalette.ColorRole.AlternateBase)
        self._accent = colour(QPalette.ColorRole.Highlight)

    def html(self, family: Family) -> str:
        return "".join(part for block in family.blocks for part in self._block(block, family))

    def _block(self, block: Block, family: Family) -> Iterator[str]:
        if block.title != family.title or block is family.blocks[0]:
            yield f"<h3>{escape(block.title)}</h3>"
        yield from self._withheld(block)
        if block.first.heading.kind is Kind.TOTAL:
            yield self._table([self._head("Ce qui est compté", "Nombre")], self._totals(block))
        elif block.is_grid:
            yield self._table([self._head("Question", *block.columns, "Base", "Fichier")], self._grid(block))
        elif isinstance(block.first, Table):
            yield self._table([self._head("Réponse", "", "Nombre", "Part")], self._rows(block.first))
        if proof := layout.proof(block):
            yield f"<p><b>{escape(proof)}</b></p>"
        told = (layout.counted(block, self._publication.period), layout.definition(block))
        words = "<br>".join(escape(sentence) for sentence in told if sentence)
        yield f'<p><font color="{self._faint}">{words}</font></p>'

    def _withheld(self, block: Block) -> Iterator[str]:
        """Said in words, above the numbers that the file will not give."""
        reasons = [entry.reason for entry in self._entries(block) if isinstance(entry, Withheld)]
        if reasons and not block.is_grid:
            words = f"<b>Retenu : pas dans le fichier.</b> {escape(reasons[0])}"
            cell = f'<tr><td bgcolor="{self._band}">{words}</td></tr>'
            yield f'<table width="100%" cellpadding="6">{cell}</table><br>'

    def _entries(self, block: Block) -> list[Table | Withheld]:
        return [self._publication[table.heading.code] for table in block.tables]

    def _rows(self, table: Table) -> Iterator[str]:
        for row in table.rows:
            part = layout.share(row.count, table.base) or 0.0
            width = round(part * _BAR)
            bar = (
                f'<table cellspacing="0" cellpadding="0"><tr><td bgcolor="{self._accent}" width="{width}" '
                'height="12"></td></tr></table>'
                if width
                else ""
            )
            yield self._line_of(
                escape(row.label),
                bar,
                layout.number(row.count),
                layout.percentage(row.count, table.base),
                bars=True,
            )

    def _totals(self, block: Block) -> Iterator[str]:
        for table, entry in zip(block.tables, self._entries(block), strict=True):
            if isinstance(table, Table):
                held = " — retenu" if isinstance(entry, Withheld) else ""
                yield self._line_of(escape(f"{table.heading.title}{held}"), layout.number(table.base))

    def _grid(self, block: Block) -> Iterator[str]:
        for table, entry in zip(block.tables, self._entries(block), strict=True):
            if isinstance(table, Table):
                yield self._line_of(
                    escape(table.heading.title),
                    *(layout.number(row.count) for row in table.rows),
                    layout.number(table.base),
                    "retenu" if isinstance(entry, Withheld) else "publié",
                )

    def _table(self, head: list[str], lines: Iterator[str]) -> str:
        return f'<table cellspacing="0" cellpadding="5">{"".join(head)}{"".join(lines)}</table>'

    def _head(self, *labels: str) -> str:
        cells = (
            f'<th align="{"left" if not index else "right"}">{escape(words)}</th>'
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
