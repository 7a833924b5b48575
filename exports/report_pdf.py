"""The supervisor's pages: the tables of the spreadsheet, in the same order and the same words."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph

from exports import house_style
from exports.bar_chart import bar_chart
from exports.house_style import (
    CELL,
    CELL_INSIDE,
    CELL_STRONG,
    HEADING,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    NUMBER_NOTE,
    NUMBER_STRONG,
    SUBHEADING,
    TITLE,
    WIDTH,
    Heading,
    Paper,
    text,
)
from exports.layout import number
from exports.report import DEFINITIONS, METHOD, Block, Cell, Chapter, Report, Row
from exports.report import TITLE as NAME
from exports.report_words import MASKED

_NUMBER_WIDTH = 21 * mm
_CHART_WIDTH = WIDTH * 0.8


def report_pdf(report: Report) -> bytes:
    """The file, the same bytes each time."""
    paper = Paper(title=NAME, head=report.head, foot=NAME)
    return house_style.pdf(paper, lambda: list(_story(report)))


def _story(report: Report) -> Iterator[Flowable]:
    yield Heading(NAME, TITLE)
    yield text(report.head)
    for block in report.opening:
        yield KeepTogether([text(block.title, SUBHEADING), *drawn(block)])
    if report.findings:
        yield text("Ce que disent les chiffres", SUBHEADING)
        yield from (text(sentence) for sentence in report.findings)
    yield text("Comment lire ce document", SUBHEADING)
    yield from (text(words) for words in report.reading)
    yield PageBreak()
    for chapter in report.chapters:
        yield from _chapter(chapter)
    yield PageBreak()
    yield Heading(DEFINITIONS)
    for title, entries in report.definitions:
        yield text(title, SUBHEADING)
        for name, words in entries:
            yield KeepTogether([text(name, CELL_STRONG), text(words)])
    yield Heading(METHOD)
    for title, words in report.method:
        yield KeepTogether([text(title, SUBHEADING), text(words)])


def _chapter(chapter: Chapter) -> Iterator[Flowable]:
    heading: list[Flowable] = [Heading(chapter.title, HEADING)]
    for block in chapter.blocks:
        yield KeepTogether([*heading, text(block.title, SUBHEADING), *drawn(block)])
        heading = []


def drawn(block: Block) -> list[Flowable]:
    """A table with what is said above and below it, and its bars."""
    parts: list[Flowable] = [text(words, NOTE) for words in block.about]
    if block.columns:
        parts.append(_table(block))
    parts += [text(words, CELL_STRONG) for words in block.notes]
    if block.chart is not None:
        column = block.chart.column
        named = ((block.rows[index].label, block.rows[index].cells[column]) for index in block.chart.rows)
        bars = [(name, count) for name, count in named if isinstance(count, int)]
        parts.append(bar_chart(bars, _CHART_WIDTH))
    return parts


def _table(block: Block) -> Flowable:
    head = [text("", CELL_STRONG), *(text(label, NUMBER_HEAD) for label in block.columns)]
    cells = [head, *(_line(row) for row in block.rows)]
    width = min(_NUMBER_WIDTH, WIDTH * 0.6 / len(block.columns))
    widths = [WIDTH - width * len(block.columns), *[width] * len(block.columns)]
    return house_style.table(cells, widths, foot=int(block.rows[-1].total) if block.rows else 0)


def _line(row: Row) -> list[Paragraph]:
    style = CELL_STRONG if row.total else CELL_INSIDE if row.inside else CELL
    return [text(row.label, style), *(_cell(cell, row) for cell in row.cells)]


def _cell(cell: Cell, row: Row) -> Paragraph:
    style = NUMBER_STRONG if row.total else NUMBER
    match cell:
        case None:
            return text("", style)
        case float():
            return text(f"{100 * cell:.1f} %".replace(".", ","), style)
        case int():
            return text(number(cell), style)
        case str():
            return text(cell, NUMBER_NOTE if cell == MASKED else style)
