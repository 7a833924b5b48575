"""The spreadsheet holds the numbers of the publication, and nothing that could harm its reader."""

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports import layout, typography
from exports.counts import tabulate
from exports.layout import Block
from exports.publication import SMALL, publishable
from exports.spreadsheet import spreadsheet
from exports.tables import Kind, Table
from models.counting import Observations
from models.fields import Unit
from tests import counted
from tests.counted import YEAR, several

SERVICE = "Commissariat d’Exemple-sur-Seine"


def read(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(book: Workbook) -> Iterator[Cell | MergedCell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from row


def lines(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The cells of each line that holds something, without the empty ones."""
    kept = (tuple(v for v in row if v not in (None, "")) for row in sheet.iter_rows(values_only=True))
    return [tuple(map(comparable, line)) for line in kept if line]


def comparable(value: object) -> object:
    """The file keeps sixteen digits of a share."""
    return round(value, 12) if isinstance(value, float) else value


def expected(block: Block) -> Iterator[tuple[object, ...]]:
    """The lines that a block must show, from the publication alone."""
    for table in block.tables:
        title = table.heading.title
        if not isinstance(table, Table):
            yield (title, "retenu") if block.is_grid or table.heading.kind is Kind.TOTAL else (title,)
        elif table.heading.kind is Kind.TOTAL:
            yield title, table.base
        elif block.is_grid:
            yield title, *table.counts, table.base
        else:
            for row in table.rows:
                share = row.count / table.base if table.base else None
                yield tuple(v for v in (row.label, row.count, share) if v is not None)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return read(spreadsheet(publishable(tabulate(counted.seed())), SERVICE))


@given(counted.observations())
@settings(max_examples=25)
def test_what_is_read_back_is_the_publication(observed: Observations) -> None:
    publication = publishable(tabulate(observed))
    book = read(spreadsheet(publication, SERVICE))
    families = layout.families(publication.tables)
    sheets = book.worksheets[1 : len(families) + 1]
    for family, sheet in zip(families, sheets, strict=True):
        assert sheet["A1"].value == family.title
        found = lines(sheet)
        wanted = [tuple(map(clean, line)) for block in family.blocks for line in expected(block)]
        position = -1
        for line in wanted:
            position = found.index(line, position + 1)
        numbers = [value for line in found for value in line if isinstance(value, int | float)]
        totals = [
            number
            for block in family.blocks
            if not block.is_grid and isinstance(block.first, Table) and block.first.rows
            for number in total(block.first)
        ]
        shown = [value for line in wanted for value in line if isinstance(value, int | float)]
        assert sorted(numbers) == sorted([*shown, *totals])


def clean(value: object) -> object:
    return typography.clean(value) if isinstance(value, str) else comparable(value)


def total(table: Table) -> list[float]:
    if table.heading.kind is Kind.PARTITION and table.base:
        return [table.base, 1]
    return [table.base]


def test_the_first_sheet_can_be_read_alone(book: Workbook) -> None:
    told = [" ".join(map(str, line)) for line in lines(book["Synthèse"])]
    assert told[0] == "Comptage de l’activité"
    assert told[1] == f"{SERVICE} — Année 2012"
    assert f"Victime 84 {84 / 323:.12f}" in told
    assert typography.clean("Total vérifié : 323 = 84 + 44 + 195") in told
    assert "Personnes reçues 323" in told


def test_each_sheet_is_ready_for_a4_paper(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.print_area
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes == "A3"
        assert "page &P / &N" in str(sheet.oddFooter)
        assert sheet.column_dimensions["A"].width > 40


def test_nothing_is_hidden_commented_or_computed(book: Workbook) -> None:
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert not book.defined_names
    for sheet in book.worksheets:
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
    for cell in cells(book):
        assert cell.comment is None
        assert cell.data_type != "f"


@pytest.mark.parametrize(
    "service", ["=1+1", '=HYPERLINK("http://exemple.invalid")', "+33", "@SUM(A1)", "{=A1}", "-2", "&P <b>"]
)
def test_words_are_never_read_as_a_formula_or_a_code(service: str) -> None:
    data = spreadsheet(publishable(tabulate(counted.seed())), service)
    book = read(data)
    assert book["Synthèse"]["A2"].value == f"{service} — Année 2012"
    assert all(cell.data_type != "f" for cell in cells(book))


def test_numbers_are_numbers(book: Workbook) -> None:
    row = next(row for row in book["Personnes"].iter_rows() if row[0].value == "Victime")
    assert [(cell.data_type, cell.value) for cell in row[:2]] == [("s", "Victime"), ("n", 84)]
    assert row[2].number_format == "0.0\u00a0%"


def test_a_withheld_table_shows_its_reason_and_no_number() -> None:
    persons = [*several(80, {"statut": "victime"}), *several(3, {"statut": "mis_en_cause"}, first=80)]
    publication = publishable(tabulate(counted.of(Unit.PERSONNE, persons)))
    sheet = read(spreadsheet(publication, SERVICE))["Synthèse"]
    told = lines(sheet)
    start = told.index(("Personnes par statut",))
    between = told[start : told.index((typography.clean(SMALL),))]
    assert not [value for line in between for value in line if isinstance(value, int | float)]
    assert not [line for line in told if "Total vérifié" in str(line[0])]


def test_what_is_withheld_does_not_change_the_file() -> None:
    def made(few: int) -> bytes:
        codes = ("victime", "mis_en_cause")
        persons = [
            *several(80 - few, {"statut": codes[0]}),
            *several(few, {"statut": codes[1]}, first=80 - few),
        ]
        return spreadsheet(publishable(tabulate(counted.of(Unit.PERSONNE, persons))), SERVICE)

    assert made(2) == made(3)
    assert made(2) != made(10)


def test_the_same_publication_gives_the_same_bytes() -> None:
    publication = publishable(tabulate(counted.seed()))
    assert spreadsheet(publication, SERVICE) == spreadsheet(publication, SERVICE)


def test_the_file_does_not_say_who_made_it_nor_when(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "HOME"):
        monkeypatch.setenv(name, "MARQUEUR")
    data = spreadsheet(publishable(tabulate(counted.seed())), SERVICE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        parts = {entry.filename: archive.read(entry).decode() for entry in archive.infolist()}
    assert "MARQUEUR" not in "".join([*parts, *parts.values()])
    core = parts["docProps/core.xml"]
    assert re.findall(r"\d{4}-\d\d-\d\d", core) == ["2000-01-01", "2000-01-01"]
    for silent in ("creator", "lastModifiedBy"):
        assert re.search(rf"<(dc|cp):{silent}></(dc|cp):{silent}>|<(dc|cp):{silent}/>", core)
    assert "<Company></Company>" in parts["docProps/app.xml"]
    assert not [name for name in parts if "comment" in name.lower() or "vba" in name.lower()]


def test_an_empty_period_is_still_a_readable_file() -> None:
    book = read(spreadsheet(publishable(tabulate(Observations(YEAR))), ""))
    assert book["Synthèse"]["A2"].value == "Année 2012"
