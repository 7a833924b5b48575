"""What was written, read again by other programs' eyes, and held against what was to be written."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import openpyxl

from exports import pdf_file, typography
from exports.layout import number
from exports.report import Block, Report

Cells = tuple[object, ...]


def check(sheets: bytes, pages: bytes, report: Report) -> None:
    """``ValueError`` when a line of a table, a number or a sentence is not there as it should be."""
    _check_sheets(sheets, report)
    _check_pages(pages, report)


def _check_sheets(data: bytes, report: Report) -> None:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False)
    try:
        found = [[_kept(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    finally:
        book.close()
    for lines, blocks in zip(found, _by_sheet(report), strict=False):
        position = 0
        for wanted in (line for block in blocks for line in _lines(block)):
            position = _after(lines, wanted, position)


def _after(lines: Sequence[Cells], wanted: Cells, position: int) -> int:
    for index in range(position, len(lines)):
        if lines[index] == wanted:
            return index + 1
    raise ValueError("a line of the spreadsheet is not what was to be written")


def _by_sheet(report: Report) -> Iterator[tuple[Block, ...]]:
    yield report.opening
    yield from (chapter.blocks for chapter in report.chapters)


def _lines(block: Block) -> Iterator[Cells]:
    for row in block.rows:
        yield _kept((row.label, *row.cells))


def _kept(row: Sequence[object]) -> Cells:
    """Without what is empty; the file keeps sixteen digits of a share."""
    return tuple(_comparable(value) for value in row if value not in (None, ""))


def _comparable(value: object) -> object:
    match value:
        case float():
            return round(value, 12)
        case str():
            return typography.clean(value)
        case _:
            return value


def _check_pages(data: bytes, report: Report) -> None:
    """Each number of each table, in its order, among the words of the pages."""
    words = " ".join(pdf_file.page_texts(data)).replace("\u00a0", " ").split()
    text = " ".join(words)
    position = 0
    for blocks in _by_sheet(report):
        for block in blocks:
            for row in block.rows:
                for cell in row.cells:
                    if isinstance(cell, int):
                        position = _found(text, number(cell).replace("\u00a0", " "), position)


def _found(text: str, wanted: str, position: int) -> int:
    place = text.find(wanted, position)
    if place < 0:
        raise ValueError("a number of the pages is not what was to be written")
    return place + len(wanted)
