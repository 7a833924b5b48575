"""Sections drawn in the house style: answers beside their names, narratives, boxes, blank lines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from reportlab.graphics.shapes import Drawing
from reportlab.graphics.shapes import Line as Stroke
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from exports import house_style
from exports.house_style import (
    BODY,
    CELL,
    CELL_NOTE,
    CELL_STRONG,
    HEADING,
    INK,
    LABEL,
    NOTE,
    STRONG,
    TITLE,
    WIDTH,
    Heading,
    text,
)
from exports.pages import Blanks, Cell, Given, Line, Listing, Measure, Narrative, Part, Prose, Section

TO_COMPLETE = "à compléter"
ASKED, NOT_ASKED = "demandée", "non demandée"

_BEGUN, _SHORT = 38 * mm, 58 * mm
"""Room that a section asks for where it begins; one in our own words is short, and stays in one piece."""


def drawn(sections: Iterable[Section]) -> Iterator[Flowable]:
    """Title and parts of each section, the first one being the document's."""
    for number, section in enumerate(sections):
        yield CondPageBreak(_SHORT if all(isinstance(part, Prose) for part in section.parts) else _BEGUN)
        yield Heading(section.title, HEADING if number else TITLE)
        for _, alike in groupby(section.parts, type):
            yield from _drawn(list(alike))


def _drawn(parts: Sequence[Part]) -> Iterator[Flowable]:
    """Parts of one type: answers in a row make one table, and so do measures."""
    lines = [part for part in parts if isinstance(part, Line)]
    measures = [part for part in parts if isinstance(part, Measure)]
    if lines:
        cells = [[text(line.label, CELL_STRONG), _cell(line.answer)] for line in lines]
        yield house_style.table(cells, [WIDTH * 0.34, WIDTH * 0.66], head=0, cut=True)
    if measures:
        yield _measures(measures)
    for part in parts:
        match part:
            case Prose(text=words, strong=True):
                yield CondPageBreak(26 * mm)
                yield text(words, STRONG)
            case Prose(text=words, note=note):
                yield text(words, NOTE if note else BODY)
            case Narrative(answer=answer):
                yield from _narrative(answer)
            case Listing():
                yield _listing(part)
            case Blanks():
                yield _blanks(part)
            case Line() | Measure():
                pass
            case _:
                assert_never(part)


def _cell(answer: Cell) -> Paragraph:
    match answer:
        case Given(text=words):
            return text(words, CELL)
        case str():
            return text(answer, CELL)
        case None:
            return text(TO_COMPLETE, CELL_NOTE)


def _narrative(answer: Given | None) -> Iterator[Flowable]:
    if answer is None:
        yield text(TO_COMPLETE, NOTE)
    else:
        yield from (text(lines, BODY) for lines in answer.text.split("\n"))


def _listing(listing: Listing) -> Flowable:
    cells = [[text(label, CELL_STRONG) for label in listing.head]]
    cells += [[_cell(cell) for cell in row] for row in listing.rows]
    whole = sum(listing.widths)
    return house_style.table(cells, [WIDTH * width / whole for width in listing.widths], cut=True)


def _measures(measures: Sequence[Measure]) -> Flowable:
    cells: list[list[Flowable]] = []
    for measure in measures:
        style = CELL_STRONG if measure.asked else CELL
        words = (measure.number, measure.text, ASKED if measure.asked else NOT_ASKED)
        cells.append([_box(checked=measure.asked), *(text(each, style) for each in words)])
    widths = [8 * mm, 28 * mm, WIDTH - 62 * mm, 26 * mm]
    return house_style.table(cells, widths, head=0, cut=True)


def _box(*, checked: bool) -> Flowable:
    """A box to tick, drawn rather than written: few fonts have one."""
    strokes = [(0.5, 0.5, 8, 0.5), (8, 0.5, 8, 8), (8, 8, 0.5, 8), (0.5, 8, 0.5, 0.5)]
    if checked:
        strokes += [(2, 2, 6.5, 6.5), (2, 6.5, 6.5, 2)]
    box = Drawing(8.5, 8.5)
    for stroke in strokes:
        box.add(Stroke(*stroke, strokeColor=INK, strokeWidth=1))
    return box


def _blanks(blanks: Blanks) -> Flowable:
    """Names, each with a line to write on."""
    cells: list[list[Flowable]] = [[text(label, LABEL), Spacer(1, 11 * mm)] for label in blanks.labels]
    return house_style.table(cells, [WIDTH * 0.34, WIDTH * 0.66], head=0, cut=True)
