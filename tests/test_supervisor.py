"""The supervisor's files: the edition's numbers, in every form, and nothing that is not in it."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from exports import pdf_file
from exports.claims import Claim, chapters
from exports.data_package import data_package
from exports.edition import Edition
from exports.layout import number
from exports.protection.written import from_json
from exports.read_back import check
from exports.renewal import renewal
from exports.renewal_docx import renewal_docx
from exports.renewal_pdf import renewal_pdf
from exports.report import report
from exports.report_pdf import report_pdf
from exports.supervisor import documents
from exports.workbook import workbook
from models.fields import Answers
from models.forms import poste
from tests import editions
from tests.test_funding import FULL, HALF, station

SERVICE = "Commissariat d’Exemple"
HOSTILE = "=2+5"


def sheets(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("edition", [editions.year(), editions.year(k=11), editions.quarter()])
def test_the_files_are_the_same_each_time(edition: Edition):
    made = documents(edition, SERVICE)
    assert made == documents(edition, SERVICE)
    assert [name.split("-", 1)[0] for name in made] == ["comptage"] * 4


def test_the_seeds_partition_is_printed_in_every_form():
    edition = editions.year()
    made = documents(edition, SERVICE)
    cells = [cell for row in sheets(made["comptage-2012.xlsx"])["Synthèse"].values for cell in row]
    assert {84, 44, 195, 323} <= set(cells)
    assert "Total vérifié : 323 = 84 + 44 + 195" in [str(cell).replace("\u00a0", " ") for cell in cells]
    pages = " ".join(pdf_file.page_texts(made["comptage-2012.pdf"])).replace("\u00a0", " ")
    assert "323 = 84 + 44 + 195" in pages
    assert from_json(made["comptage-2012-publication.json"]) == edition.publication
    written = renewal_docx(renewal(edition, Answers(poste.FORM)))
    told = " ".join(each.text for each in docx.Document(io.BytesIO(written)).paragraphs)
    assert "323 personnes : 84 victimes" in told.replace("\u00a0", " ")


def test_what_is_masked_is_a_word_and_never_a_number():
    sheet = sheets(workbook(report(editions.year(), SERVICE)))["Personnes"]
    women = next(row for row in sheet.values if row[0] == "Femmes")
    assert women[:5] == ("Femmes", 70, "n.d.", 120, "n.d.")


def test_a_line_changed_in_the_spreadsheet_is_noticed_when_it_is_read_back():
    told = report(editions.year(), SERVICE)
    good, pages = workbook(told), report_pdf(told)
    check(good, pages, told)
    book = sheets(good)
    cell = next(c for row in book["Personnes"].iter_rows() for c in row if c.value == 70)
    cell.value = 71
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(ValueError, match="spreadsheet"):
        check(out.getvalue(), pages, told)
    other = report_pdf(report(editions.quarter(), SERVICE))
    with pytest.raises(ValueError, match="pages"):
        check(good, other, told)


def test_nothing_is_hidden_in_the_spreadsheet():
    data = workbook(report(editions.year(), SERVICE))
    book = sheets(data)
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not [each for each in sheet.column_dimensions.values() if each.hidden]
        assert not [each for each in sheet.row_dimensions.values() if each.hidden]
        assert sheet.print_area
        assert sheet.freeze_panes
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    charts = [text for name, text in parts.items() if "/charts/chart" in name]
    assert charts
    printed = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    cached = {word for text in charts for word in re.findall(r"<c:v>(.*?)</c:v>", text)}
    assert {"84", "Victime"} <= cached <= printed | {"Personnes par statut"}
    assert not any(re.search(r"<f>", text) for name, text in parts.items() if "/worksheets/" in name)
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]


def test_a_name_that_looks_like_a_formula_stays_a_name():
    edition = editions.renamed(editions.year(), HOSTILE)
    (row,) = [
        row for row in sheets(workbook(report(edition, SERVICE)))["Personnes"].rows if row[0].value == HOSTILE
    ]
    assert row[0].data_type == "s"
    documents(edition, SERVICE)


def height_of(label: str) -> float:
    """Of the row of a category that has this name."""
    edition = editions.renamed(editions.year(), label)
    documents(edition, SERVICE)
    sheet = sheets(workbook(report(edition, SERVICE)))["Personnes"]
    (number,) = [number for number, row in enumerate(sheet.rows, start=1) if row[0].value == label]
    return sheet.row_dimensions[number].height or sheet.sheet_format.defaultRowHeight


def test_a_long_name_is_given_the_height_it_needs():
    assert height_of("Personnes dont le sexe est ainsi désigné, avec précision" * 3) > 2 * height_of("Femme")


def test_a_year_without_anybody_has_its_documents():
    made = documents(editions.empty(), SERVICE)
    assert made.keys() == documents(editions.year(), SERVICE).keys()
    assert "0 personne" in " ".join(pdf_file.page_texts(made["comptage-2012.pdf"]))


def test_the_data_package_lists_each_cell_once_and_says_which_are_masked():
    edition = editions.year()
    with zipfile.ZipFile(io.BytesIO(data_package(edition, SERVICE))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    descriptor = json.loads(files["datapackage.json"])
    for resource in descriptor["resources"]:
        head, *rows = csv.reader(io.StringIO(files[resource["path"]].decode()))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        assert len(set(map(tuple, rows))) == len(rows)
        assert resource["bytes"] == len(files[resource["path"]])
    cells = list(csv.DictReader(io.StringIO(files["cellules.csv"].decode())))
    assert all((cell["effectif"] == "") == (cell["diffusion"] == "non_diffuse") for cell in cells)
    masked = sum(cell["diffusion"] == "non_diffuse" for cell in cells)
    assert masked == edition.masked[0]
    assert from_json(files["publication.json"]) == edition.publication


def unsourced(claim: Claim, *years: int) -> set[str]:
    """Numbers of a sentence that are none of its sources, a difference of two, nor their percentage."""
    values = [source.value for source in claim.sources]
    allowed = {number(value) for value in values} | set(map(str, years))
    allowed |= {number(abs(one - other)) for one in values for other in values}
    shares = {f"{100 * one / other:.1f}".replace(".", ",") for one in values for other in values if other}
    named = re.sub(r"\d+ à \d+ ans|\d+ ans|\d+ à \d+ jours|\d+ jours", "", claim.text)
    return set(re.findall(r"\d+(?:[ \u00a0]\d{3})*(?:,\d)?", named)) - allowed - shares


def test_each_sentence_says_printed_numbers_only():
    this, last = editions.year(), replace(editions.year(), publication=replace_year(editions.year(), "2011"))
    told = [claim for chapter in chapters(this, last) for claim in chapter.claims]
    assert told
    assert [claim.text for claim in told if unsourced(claim, this.year, last.year)] == []


def test_a_control_a_number_that_is_printed_nowhere_is_seen():
    claim = chapters(editions.year(), None)[0].claims[0]
    assert unsourced(replace(claim, text=claim.text.replace("84", "85")), 2012) == {"85"}


def replace_year(edition: Edition, year: str):
    tables = tuple(replace(table, release=year, period=year) for table in edition.publication.tables)
    return replace(edition.publication, release=year, period=year, tables=tables)


def test_the_renewal_report_gives_posts_months_and_euros():
    half = HALF.with_(poste.DEBUT, date(2012, 4, 1))
    told = renewal(editions.year(), station(FULL, half))
    text = " ".join(claim.text for chapter in told.chapters for claim in chapter.claims).replace(
        "\u00a0", " "
    )
    assert "1,38 équivalent temps plein" in text
    assert "53 500 €" in text
    made = renewal_docx(told)
    assert made == renewal_docx(told)
    assert renewal_pdf(told) == renewal_pdf(told)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        core = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
