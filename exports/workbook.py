"""The supervisor's spreadsheet: numbers as numbers, words as words, native charts, nothing hidden."""

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar

from exports.report import DEFINITIONS, METHOD, SYNTHESIS, TITLE, Block, Chapter, Report
from exports.sheets import Bars, Sheet, Styles

_CREATED = datetime(2000, 1, 1)
"""The format wants a date of creation: always the same, so that it tells nothing."""

_LEAST_COLUMNS, _WORDS = 2, 6


def workbook(report: Report) -> bytes:
    """The file, the same bytes each time."""
    out = BytesIO()
    book = new_book(out, TITLE)
    sheets = _Sheets(book, report)
    sheets.synthesis()
    for chapter in report.chapters:
        sheets.chapter(chapter)
    sheets.definitions()
    sheets.method()
    book.close()
    return out.getvalue()


def sheet_name(title: str) -> str:
    """What the format allows as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip()


def new_book(out: BytesIO, title: str) -> Workbook:
    """In which words are never formulas, links nor numbers."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        # Columns are measured in digits of this font, which LibreOffice replaces by its equal.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    book = Workbook(out, options)
    book.set_properties({"title": title, "created": _CREATED})
    return book


class _Sheets:
    """The sheets of one workbook."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._book, self._styles, self._report = book, Styles(book), report

    def synthesis(self) -> None:
        """The first page, which can be read alone."""
        sheet = self._sheet(SYNTHESIS, TITLE, columns(self._report.opening))
        for block in self._report.opening:
            draw(self._book, sheet, block)
        if self._report.findings:
            sheet.block("Ce que disent les chiffres")
            for sentence in self._report.findings:
                sheet.paragraph(sentence)
        sheet.block("Comment lire ce document")
        for words in self._report.reading:
            sheet.paragraph(words)
        if self._report.chapters:
            sheet.block("Feuilles")
            sheet.line(["Feuille", "Tableaux"], "head")
            for chapter in self._report.chapters:
                sheet.link(sheet_name(chapter.title), str(len(chapter.blocks)))
        sheet.done()

    def chapter(self, chapter: Chapter) -> None:
        sheet = self._sheet(chapter.title, chapter.title, columns(chapter.blocks))
        for block in chapter.blocks:
            draw(self._book, sheet, block)
        sheet.done()

    def definitions(self) -> None:
        sheet = self._sheet(DEFINITIONS, DEFINITIONS, _WORDS)
        for title, entries in self._report.definitions:
            sheet.block(title)
            for name, words in entries:
                sheet.paragraph(name, "strong")
                sheet.paragraph(words)
        sheet.done()

    def method(self) -> None:
        sheet = self._sheet(METHOD, METHOD, _WORDS)
        for title, words in self._report.method:
            sheet.block(title)
            sheet.paragraph(words)
        sheet.done()

    def _sheet(self, name: str, title: str, columns: int) -> Sheet:
        worksheet = self._book.add_worksheet(sheet_name(name))
        sheet = Sheet(worksheet, self._styles, columns, f"{TITLE} — {self._report.period}")
        sheet.title(title, [self._report.head])
        return sheet


def draw(book: Workbook, sheet: Sheet, block: Block) -> None:
    """A block with its chart, below what is on the sheet already."""
    sheet.block(block.title)
    for words in block.about:
        sheet.paragraph(words, "note")
    if block.columns:
        sheet.line(["", *block.columns], "head")
    rows = [
        sheet.numbers(row.label, row.cells, "total" if row.total else "", inside=row.inside)
        for row in block.rows
    ]
    for words in block.notes:
        sheet.paragraph(words, "proof")
    if block.chart is not None:
        chart = book.add_chart({"type": "bar"})
        assert isinstance(chart, ChartBar)
        drawn = [rows[index] for index in block.chart.rows]
        sheet.bars(chart, Bars(drawn, block.chart.column + 1, block.chart.title))


def columns(blocks: Iterable[Block]) -> int:
    """Columns of numbers that the widest block has."""
    return max((len(block.columns) for block in blocks), default=_LEAST_COLUMNS)
