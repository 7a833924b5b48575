"""The rows of a table that could not be read, as a spreadsheet to correct: text only, nothing that runs."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

from exports.cells import fitting

TO_CORRECT = "À corriger"
"""The title of the column that says what is wrong; importing the sheet again does not read it."""

_WIDTH = 24


def correction(header: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> bytes:
    """The same columns, and one that says what is wrong."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(TO_CORRECT)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    titles = [title for title in header if title != TO_CORRECT]
    kept = [index for index, title in enumerate(header) if title != TO_CORRECT]
    sheet.set_column(0, len(titles), _WIDTH)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate((*titles, TO_CORRECT)):
        sheet.write_string(0, column, fitting(title), bold)
    for line, (cells, wrong) in enumerate(rows, start=1):
        for column, text in enumerate((*(cells[index] for index in kept), wrong)):
            if text:
                sheet.write_string(line, column, fitting(text), wrapped)
    book.close()
    return out.getvalue()
