"""A publication as a spreadsheet: numbers as numbers, words as words, no formula, nothing hidden."""

import re
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from exports import layout
from exports.layout import Block, Family
from exports.publication import Publication
from exports.sheets import Sheet, Styles
from exports.tables import Kind, Table
from models.dates import Period

SYNTHESIS, DEFINITIONS, METHOD = "Synthèse", "Définitions", "Méthode"

_CREATED = datetime(2000, 1, 1)
"""The format wants a date of creation: always the same, so that it tells nothing."""


def spreadsheet(publication: Publication, service: str) -> bytes:
    """The file, the same bytes each time; ``service`` is the words that name the post."""
    out = BytesIO()
    workbook = Workbook(out, _options())
    workbook.set_properties({"title": layout.TITLE, "created": _CREATED})
    book = _Book(workbook, publication, service)
    families = layout.families(publication.tables)
    book.synthesis(families)
    for family in families:
        book.family(family)
    book.definitions()
    book.method()
    workbook.close()
    return out.getvalue()


def _options() -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        # Columns are measured in digits of this font, which LibreOffice replaces by its equal.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


class _Book:
    """The sheets of one workbook, each composed by hand."""

    def __init__(self, workbook: Workbook, publication: Publication, service: str) -> None:
        self._workbook, self._styles = workbook, Styles(workbook)
        self._publication = publication
        self._period = layout.period(publication)
        self._about = [f"{service} — {self._period}" if service else self._period]

    def synthesis(self, families: tuple[Family, ...]) -> None:
        sheet = self._sheet(SYNTHESIS, layout.TITLE, 2)
        _block(sheet, layout.headline(self._publication), self._publication.period)
        _block(sheet, layout.totals(self._publication), self._publication.period)
        sheet.block("Comment lire ce document")
        for words in layout.READING:
            sheet.paragraph(words)
        sheet.block("Feuilles")
        sheet.line(["Feuille", "Tableaux donnés"], "head")
        for family in families:
            sheet.link(_name(family), layout.shown(family.tables))
        sheet.done()

    def family(self, family: Family) -> None:
        columns = max((len(block.columns) + 1 for block in family.blocks if block.is_grid), default=2)
        sheet = self._sheet(_name(family), family.title, max(2, columns))
        for block in family.blocks:
            _block(sheet, block, self._publication.period)
        sheet.done()

    def definitions(self) -> None:
        sheet = self._sheet(DEFINITIONS, DEFINITIONS, 6)
        for family in layout.families(self._publication.tables):
            sheet.block(family.title)
            for title, words in layout.definitions(family):
                sheet.paragraph(title, "strong")
                sheet.paragraph(words)
        sheet.done()

    def method(self) -> None:
        sheet = self._sheet(METHOD, METHOD, 6)
        for title, words in layout.METHOD:
            sheet.block(title)
            sheet.paragraph(words)
        sheet.done()

    def _sheet(self, name: str, title: str, columns: int) -> Sheet:
        worksheet = self._workbook.add_worksheet(name)
        foot = f"{layout.TITLE} — {self._period}"
        sheet = Sheet(worksheet, self._styles, columns, foot)
        sheet.title(title, self._about)
        return sheet


def _name(family: Family) -> str:
    """What the format allows as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", family.title)[:31].strip()


def _block(sheet: Sheet, block: Block, when: Period) -> None:
    sheet.block(block.title)
    for words in (layout.counted(block, when), layout.definition(block)):
        if words:
            sheet.paragraph(words, "note")
    if block.first.heading.kind is Kind.TOTAL:
        _totals(sheet, block)
    elif block.is_grid:
        _grid(sheet, block)
    elif isinstance(block.first, Table):
        _table(sheet, block.first)
    if layout.proof(block):
        sheet.paragraph(layout.proof(block), "proof")
    for reason in layout.reasons(block):
        sheet.paragraph(reason, "note")


def _totals(sheet: Sheet, block: Block) -> None:
    sheet.line(["", "Nombre"], "head")
    for table in block.tables:
        if isinstance(table, Table):
            sheet.line([table.heading.title, table.base])
        else:
            sheet.withheld(table.heading.title, layout.WITHHELD, 1)


def _grid(sheet: Sheet, block: Block) -> None:
    sheet.line(["", *block.columns, "Base"], "head")
    for table in block.tables:
        title = table.heading.title
        if isinstance(table, Table):
            sheet.line([title, *table.counts, table.base])
        else:
            sheet.withheld(title, layout.WITHHELD, len(block.columns) + 1)


def _table(sheet: Sheet, table: Table) -> None:
    sheet.line(["", "Nombre", "Part"], "head")
    for row in table.rows:
        sheet.line([row.label, row.count, layout.share(row.count, table.base)])
    if table.heading.kind is Kind.PARTITION:
        sheet.line(["Total", table.base, layout.share(table.base, table.base)], "total")
    else:
        sheet.line([f"Base : {table.heading.base_label}", table.base, None], "total")
