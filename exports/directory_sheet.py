"""The directory as a spreadsheet: structures only, nothing of any person; text that never runs."""

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook

from exports.cells import fitting
from models.fields import Answers
from models.forms import structure
from models.wording import words

_WIDTH = 28


def directory_sheet(structures: Iterable[Answers]) -> bytes:
    """One line for each, one column for each question, under its label: it can be brought back as it is."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Annuaire", "author": "", "comments": ""})
    sheet = book.add_worksheet("Annuaire")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    fields = structure.FORM.asked
    sheet.set_column(0, len(fields) - 1, _WIDTH)
    sheet.freeze_panes(1, 1)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.label, bold)
    for line, answers in enumerate(structures, start=1):
        for column, field in enumerate(fields):
            if told := words(answers, field):
                sheet.write_string(line, column, fitting(told), wrapped)
    book.close()
    return out.getvalue()
