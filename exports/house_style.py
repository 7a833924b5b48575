"""The house style of our PDFs: fonts, paper, words set in them, and pages that number themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from exports import hyphenation, pdf_file, typography

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"

INK, ACCENT, SOFT = HexColor(0x1C1F24), HexColor(0x27476B), HexColor(0x565D68)
RULE, TINT = HexColor(0xC7CDD6), HexColor(0xF1F4F8)
MARGIN, HEAD, FOOT = 18 * mm, 24 * mm, 20 * mm
WIDTH = A4[0] - 2 * MARGIN


@cache
def glyphs() -> frozenset[int]:
    """The characters that our three fonts can all draw; makes the fonts known the first time."""
    drawn: list[frozenset[int]] = []
    for name in (REGULAR, BOLD, ITALIC):
        font = TTFont(name, FONTS / f"{name}.ttf")
        pdfmetrics.registerFont(font)
        drawn.append(frozenset(cast("dict[int, int]", font.face.charToGlyph)))
    return drawn[0].intersection(*drawn)


def _style(
    font: str,
    size: float,
    leading: float,
    *,
    color: Color = INK,
    before: float = 0,
    after: float = 0,
    right: bool = False,
    left: float = 0,
    cut: bool = False,
) -> ParagraphStyle:
    """``cut`` lets a word be cut at the end of a line."""
    return ParagraphStyle(
        "",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        alignment=TA_RIGHT if right else TA_LEFT,
        splitLongWords=1,
        hyphenationLang=cast("Any", hyphenation.cuts if cut else ""),  # its stubs know only the names
        allowWidows=0,
        allowOrphans=0,
    )


TITLE = _style(BOLD, 18, 23, color=ACCENT, after=2)
HEADING = _style(BOLD, 13, 17, color=ACCENT, before=12, after=4)
SUBHEADING = _style(BOLD, 10, 13.5, before=9, after=1)
BODY = _style(REGULAR, 9.5, 13.5, after=4, cut=True)
STRONG = _style(BOLD, 9.5, 13.5, after=4, cut=True)
LABEL = _style(REGULAR, 9.5, 13.5)
NOTE = _style(ITALIC, 8, 11, color=SOFT, after=1.5, cut=True)
CELL = _style(REGULAR, 8.5, 11.5, cut=True)
CELL_INSIDE = _style(REGULAR, 8.5, 11.5, left=10, cut=True)
CELL_STRONG = _style(BOLD, 8.5, 11.5)
CELL_NOTE = _style(ITALIC, 8.5, 11.5, color=SOFT, cut=True)
NUMBER = _style(REGULAR, 8.5, 11.5, right=True)
NUMBER_HEAD = _style(BOLD, 7, 9.5, right=True)
NUMBER_NOTE = _style(ITALIC, 8.5, 11.5, color=SOFT, right=True)
NUMBER_STRONG = _style(BOLD, 8.5, 11.5, right=True)
PLAIN = _style(REGULAR, 13, 19, after=3)
PLAIN_LARGE = _style(REGULAR, 20, 28, after=3)


@dataclass(frozen=True)
class Paper:
    """What each page of a document bears: ``head`` at its top, ``foot`` beside its number.

    A paper without head and foot is bare: no rule, no number, nothing of ours.

    ``title`` names the document to a screen reader, and in the window that shows it.
    """

    title: str
    head: str
    foot: str


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Words as they are, whatever they contain; their line breaks are kept."""
    return Paragraph(typography.markup(typography.printable(words, glyphs())), style)


class Heading(Paragraph):
    """A title of the document, also found in its outline."""

    def __init__(self, words: str, style: ParagraphStyle = HEADING) -> None:
        super().__init__(typography.markup(typography.printable(words, glyphs())), style)
        self.entry = typography.on_one_line(words)

    def draw(self) -> None:
        canvas = self.canv
        canvas.bookmarkHorizontalAbsolute(self.entry, self.height)
        canvas.addOutlineEntry(self.entry, self.entry)
        super().draw()


Cells = Sequence[Sequence[Flowable]]


def table(cells: Cells, widths: Sequence[float], *, head: int = 1, foot: int = 0, cut: bool = False) -> Table:
    """Lines between thin rules; the first ``head`` ones come again on each page.

    The last ``foot`` ones, a total, never stand alone on a page. A line may be ``cut`` by the end of a
    page where it may be longer than one.
    """
    lines = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if head:
        lines += [
            ("BACKGROUND", (0, 0), (-1, head - 1), TINT),
            ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.8, ACCENT),
            ("VALIGN", (0, 0), (-1, head - 1), "BOTTOM"),
        ]
    style = TableStyle(lines)
    if foot:
        style.add("LINEABOVE", (0, -foot), (-1, -foot), 0.8, ACCENT)
        style.add("NOSPLIT", (0, -foot - 2), (-1, -1))
    return Table(
        [list(line) for line in cells],
        colWidths=list(widths),
        repeatRows=head,
        splitInRow=int(cut),
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=6,
        style=style,
    )


def pdf(paper: Paper, story: Callable[[], list[Flowable]]) -> bytes:
    """The finished document; ``story`` is asked twice, the second time to number « page 1 / 7 »."""
    drawn, pages = _draw(paper, story(), None)
    drawn, _ = _draw(paper, story(), pages)
    return pdf_file.finished(drawn, paper.title)


def _draw(paper: Paper, story: list[Flowable], pages: int | None) -> tuple[bytes, int]:
    def dress(canvas: Canvas, document: BaseDocTemplate) -> None:
        _dress(canvas, paper, f"{document.page} / {pages or 999}")

    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, invariant=1, pageCompression=1, lang="fr-FR", initialFontName=REGULAR
    )
    frame = Frame(MARGIN, FOOT, WIDTH, A4[1] - HEAD - FOOT, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("", [frame], onPage=dress))
    document.build(story)
    return out.getvalue(), document.page


def _dress(canvas: Canvas, paper: Paper, page: str) -> None:
    """Head and foot, between the margins."""
    if not (paper.head or paper.foot):
        return
    canvas.saveState()
    canvas.setFillColor(ACCENT)
    canvas.setFont(BOLD, 8.5)
    canvas.drawString(MARGIN, A4[1] - 14 * mm, _fitted(paper.head, BOLD, 8.5, WIDTH))
    canvas.setFillColor(SOFT)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, 11 * mm, _fitted(paper.foot, REGULAR, 8, WIDTH - 30 * mm))
    canvas.drawRightString(A4[0] - MARGIN, 11 * mm, f"page {page}")
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    for height in (A4[1] - 16.5 * mm, 15 * mm):
        canvas.line(MARGIN, height, A4[0] - MARGIN, height)
    canvas.restoreState()


def _fitted(words: str, font: str, size: float, width: float) -> str:
    """The words on one line, cut short when it is not long enough for them."""
    line = typography.printable(typography.on_one_line(words), glyphs())
    while pdfmetrics.stringWidth(line, font, size) > width:
        line = line[:-2].rstrip() + "…"
    return line
