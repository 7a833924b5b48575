"""One sheet of a spreadsheet, written from top to bottom and ready to be printed on A4."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from exports import typography

FIRST_COLUMN, COLUMN = 50, 12
"""Widths, in characters: of the labels, and of each column of numbers."""

_PORTRAIT = 6
"""Columns of numbers that an upright page still takes; wider tables are laid on their side."""

_A4 = 9
_A4_SHORT, _A4_LONG = 595.0, 842.0
_MARGINS = (0.6, 0.6, 0.6, 0.8)
"""Left, right, top and bottom, in inches."""
_ROW, _SMALL_ROW = 13.0, 11.5
_SMALL = ("note", "proof")
_LETTERS = 1.2
"""Letters of French text in the width of a digit; fewer than there are, so that none is cut."""
_ACCENT, _SOFT, _RULE, _TINT = "#27476B", "#565D68", "#C7CDD6", "#F1F4F8"
_Style = Mapping[str, object]
_LINE: _Style = {"bottom": 1, "bottom_color": _RULE, "valign": "vcenter", "text_wrap": True}
_HEAD: _Style = {"bold": True, "bg_color": _TINT, "bottom": 1, "text_wrap": True, "valign": "bottom"}
_TOTAL: _Style = {"bold": True, "top": 1, "bottom": 1, "top_color": _ACCENT, "bottom_color": _ACCENT}
_STYLES: Mapping[str, _Style] = {
    "title": {"bold": True, "font_size": 16, "font_color": _ACCENT},
    "heading": {"bold": True, "font_size": 12, "font_color": _ACCENT},
    "text": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True, "text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "italic": True, "font_size": 9, "font_color": _SOFT},
    "proof": {"text_wrap": True, "valign": "top", "bold": True, "font_size": 9, "font_color": _ACCENT},
    "link": {"font_color": _ACCENT, "underline": 1, **_LINE},
    "label": _LINE,
    "right": {**_LINE, "align": "right"},
    "inside": {**_LINE, "indent": 2},
    "held": {**_LINE, "align": "right", "italic": True, "font_color": _SOFT},
    "total_held": {**_TOTAL, "align": "right", "italic": True},
    "number": {**_LINE, "num_format": "#,##0"},
    "share": {**_LINE, "num_format": "0.0\u00a0%"},
    "head": _HEAD,
    "head_right": {**_HEAD, "align": "right"},
    "total": _TOTAL,
    "total_number": {**_TOTAL, "num_format": "#,##0"},
    "total_share": {**_TOTAL, "num_format": "0.0\u00a0%"},
}

_CHART_WIDTH, _CHART_HEAD, _CHART_BAR = 520, 46, 24
"""Pixels."""

Cell = str | int | float | None
"""Words, a number of things, a share between 0 and 1, or nothing."""


@dataclass(frozen=True)
class Bars:
    """Which cells of a sheet a chart draws."""

    rows: Sequence[int]
    column: int
    title: str


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        base = {"font_name": "Arial", "font_size": 10}
        self._formats = {name: workbook.add_format({**base, **style}) for name, style in _STYLES.items()}

    def __getitem__(self, name: str) -> Format:
        return self._formats[name]


class Sheet:
    """Writes downwards; ``columns`` is how many columns of numbers the widest table has.

    Every row is given its height, since a reader's program guesses none for merged cells; so the
    pages are known, and a block is not cut when it fits on one.
    """

    def __init__(self, worksheet: Worksheet, styles: Styles, columns: int, foot: str) -> None:
        self._sheet, self._styles, self._last = worksheet, styles, columns
        self._heights: list[float] = []
        self._blocks: list[int] = []
        worksheet.set_column(0, 0, FIRST_COLUMN)
        worksheet.set_column(1, columns, COLUMN)
        worksheet.hide_gridlines(2)
        worksheet.set_paper(_A4)
        worksheet.set_margins(*_MARGINS)
        worksheet.set_footer(f"&L&8{foot.replace('&', '&&')}&C&8&A&R&8page &P / &N")
        if columns > _PORTRAIT:
            worksheet.set_landscape()
        page = _A4_LONG if columns > _PORTRAIT else _A4_SHORT
        full = page - 72 * (_MARGINS[0] + _MARGINS[1])
        self._scale = min(1.0, 0.9 * full / (_points(FIRST_COLUMN) + columns * _points(COLUMN)))
        worksheet.set_print_scale(int(100 * self._scale))

    def title(self, title: str, lines: Sequence[str]) -> None:
        """The head of the sheet: it stays in sight, and comes again on each printed page."""
        self._words(title, "title", 24)
        for line in lines:
            self._words(line, "text", _ROW)
        self._sheet.freeze_panes(self._row, 0)
        self._sheet.repeat_rows(0, self._row - 1)
        self._head = sum(self._heights)

    def block(self, heading: str) -> None:
        """Begin what should stay on one page."""
        self._blocks.append(self._row)
        self._next(9)
        self._words(heading, "heading", 18)

    def paragraph(self, words: str, style: str = "text") -> None:
        """Words over the whole width, as high as they need."""
        letters = self._width * (1.4 if style in _SMALL else _LETTERS)
        if self._last:
            place = (self._row, 0, self._row, self._last)
            self._sheet.merge_range(*place, "", self._styles[style])
        line = _SMALL_ROW if style in _SMALL else _ROW
        self._words(words, style, line * ceil(len(words) / letters) + 1)

    def line(self, cells: Sequence[Cell], style: str = "") -> None:
        """Label first, then numbers; ``style`` is ``head``, ``total`` or none."""
        for column, cell in enumerate(cells):
            self._cell(column, cell, style)
        self._next(_ROW * max(map(_lines, range(len(cells)), cells)) + 2)

    def numbers(self, label: str, cells: Sequence[Cell], style: str = "", *, inside: bool = False) -> int:
        """A line whose words stand where numbers would; ``inside`` sets it back. The row it is on."""
        row = self._row
        self._text(0, label, style or ("inside" if inside else "label"))
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str):
                self._text(column, cell, f"{style}_held" if style else "held")
            else:
                self._cell(column, cell, style)
        self._next(_ROW * max(map(_lines, range(len(cells) + 1), (label, *cells))) + 2)
        return row

    def bars(self, chart: ChartBar, series: Bars) -> None:
        """A chart of cells of this sheet, in the room that it needs."""
        name = cast("str", self._sheet.get_name())
        chart.add_series(
            {
                "categories": _reference(name, series.rows, 0),
                "values": _reference(name, series.rows, series.column),
                "fill": {"color": _ACCENT},
                "gap": 40,
                "data_labels": {"value": True, "font": {"size": 8}},
            }
        )
        chart.set_title({"name": series.title, "name_font": {"size": 10, "bold": True}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "line": {"color": _RULE}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": _CHART_WIDTH, "height": int(_CHART_HEAD + _CHART_BAR * len(series.rows))})
        lines = ceil((_CHART_HEAD + _CHART_BAR * len(series.rows)) * 0.75 / _ROW) + 1
        self._sheet.insert_chart(
            self._row, 0, chart, {"x_offset": 4, "y_offset": 4, "description": series.title}
        )
        for _ in range(lines):
            self._next(_ROW)

    def link(self, sheet: str, words: str) -> None:
        """A line that leads to another sheet."""
        style = self._styles["link"]
        self._sheet.write_url(self._row, 0, f"internal:'{sheet}'!A1", style, sheet)
        self._text(1, words, "right")
        self._next(_ROW + 2)

    def done(self) -> None:
        """Print what was written, and nothing else."""
        self._sheet.print_area(0, 0, max(0, self._row - 1), self._last)
        self._sheet.set_h_pagebreaks(list(self._breaks()))

    @property
    def _row(self) -> int:
        return len(self._heights)

    @property
    def _width(self) -> int:
        return FIRST_COLUMN + COLUMN * self._last

    def _breaks(self) -> Iterator[int]:
        """Before each block that would be cut, though it fits on a page."""
        page = _A4_SHORT if self._last > _PORTRAIT else _A4_LONG
        full = (page - 72 * (_MARGINS[2] + _MARGINS[3])) / self._scale - self._head
        used = 0.0
        for start, end in pairwise((*self._blocks, self._row)):
            height = sum(self._heights[start:end])
            if used and used + height > full:
                yield start
                used = 0.0
            used = (used + height) % full

    def _cell(self, column: int, cell: Cell, style: str) -> None:
        match cell:
            case None:
                self._sheet.write_blank(self._row, column, None, self._styles[style or "label"])
            case str():
                right = style == "head" and column > 0
                self._text(column, cell, "head_right" if right else style or "label")
            case int():
                name = f"{style}_number" if style else "number"
                self._sheet.write_number(self._row, column, cell, self._styles[name])
            case float():
                name = f"{style}_share" if style else "share"
                self._sheet.write_number(self._row, column, cell, self._styles[name])

    def _words(self, words: str, style: str, height: float) -> None:
        self._text(0, words, style)
        self._next(height)

    def _text(self, column: int, words: str, style: str) -> None:
        text = typography.clean(words)
        self._sheet.write_string(self._row, column, text, self._styles[style])

    def _next(self, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._heights.append(height)


def _reference(sheet: str, rows: Sequence[int], column: int) -> str:
    """``=('Personnes'!$B$4:$B$6,'Personnes'!$B$9)``: rows that follow one another make one range."""
    name = sheet.replace("'", "''")
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][-1] + 1:
            ranges[-1].append(row)
        else:
            ranges.append([row])
    parts = [f"'{name}'!{xl_range_abs(each[0], column, each[-1], column)}" for each in ranges]
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _lines(column: int, cell: Cell) -> int:
    """How many lines the words of a cell take."""
    letters = _LETTERS * (COLUMN if column else FIRST_COLUMN)
    return max(1, ceil(len(cell) / letters)) if isinstance(cell, str) else 1


def _points(width: int) -> float:
    """Of a column in Excel: digits of 7 pixels, and 5 more; LibreOffice makes it 6 % wider."""
    return 0.75 * (7 * width + 5)
