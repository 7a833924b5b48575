"""The renewal report as a document to be edited: real styles, real tables, nothing of who made it."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from exports import typography
from exports.layout import number
from exports.renewal import Renewal
from exports.report import Block, Cell

_MOMENT = (2000, 1, 1, 0, 0, 0)
_FONT = "Arial"
_THUMBNAIL = "/thumbnail"
"""A picture of somebody else's page, which the model of the library carries."""


def renewal_docx(renewal: Renewal) -> bytes:
    """The file, the same bytes each time."""
    document = docx.Document()
    _dress(document, renewal.title)
    document.add_heading(_clean(renewal.title), level=0)
    for label, said in renewal.about:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label} : ").bold = True
        paragraph.add_run(_clean(said))
    for chapter in renewal.chapters:
        document.add_heading(_clean(chapter.title), level=1)
        for claim in chapter.claims:
            document.add_paragraph(_clean(claim.text))
    document.add_heading("Tableaux", level=1)
    for block in renewal.tables:
        _add_table(document, block)
    document.add_heading("Comment lire ces nombres", level=1)
    for words in renewal.reading:
        document.add_paragraph(_clean(words))
    return _finished(document)


def _dress(document: Document, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = cast("Any", document.styles[name])
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    normal = cast("Any", document.styles["Normal"])
    normal.font.size = Pt(10.5)
    cast("Any", document.styles["Title"]).font.size = Pt(18)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    normal.element.get_or_add_rPr().append(language)
    told = document.core_properties
    told.title, told.language = _clean(title), "fr-FR"
    told.author = told.last_modified_by = told.comments = told.keywords = told.subject = ""
    told.created = told.modified = datetime(*_MOMENT)
    told.revision = 1


def _add_table(document: Document, block: Block) -> None:
    document.add_heading(_clean(block.title), level=2)
    if not block.columns:
        return
    table = document.add_table(rows=1, cols=len(block.columns) + 1, style="Light List")
    for index, label in enumerate(("", *block.columns)):
        cell = table.rows[0].cells[index]
        cell.text = _clean(label)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in block.rows:
        cells = table.add_row().cells
        cells[0].text = _clean(row.label)
        for index, cell in enumerate(row.cells, start=1):
            paragraph = cells[index].paragraphs[0]
            paragraph.add_run(_shown(cell)).bold = row.total
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words in block.notes:
        document.add_paragraph(_clean(words))


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{100 * cell:.1f}\u00a0%".replace(".", ",")
        case int():
            return number(cell)
        case str():
            return _clean(cell)


def _clean(words: str) -> str:
    return typography.clean(words)


def _finished(document: Document) -> bytes:
    """The same archive each time: no hour of writing, none of the model's leftovers."""
    package = document.part.package
    assert package is not None
    relations = package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith(_THUMBNAIL)]:
        del relations[key]
    written, out = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, made.read(name))
    return out.getvalue()
