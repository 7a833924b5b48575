"""Paper shows the letters of every name, and a finished PDF says nothing of where it was made."""

import io
import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from exports import house_style, pdf_file, typography
from exports.house_style import BODY, CELL, CELL_NOTE, CELL_STRONG, MARGIN, NOTE, STRONG, Paper, text

LATIN = "".join(
    chr(code)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.category(chr(code)).startswith("L")
)
PAPER = Paper(title="Essai", head="En-tête", foot="Pied")


def printed(words: str, style: ParagraphStyle = BODY) -> str:
    data = house_style.pdf(PAPER, lambda: [text(words, style)])
    return "".join(pdf_file.page_texts(data))


@pytest.mark.parametrize("font", [house_style.REGULAR, house_style.BOLD, house_style.ITALIC])
def test_every_latin_letter_has_a_glyph(font: str) -> None:
    face = TTFont(f"{font}-essai", house_style.FONTS / f"{font}.ttf").face
    assert len(LATIN) > 600
    assert not [letter for letter in LATIN if ord(letter) not in face.charToGlyph]


@pytest.mark.parametrize("style", [BODY, STRONG, NOTE], ids=["regular", "bold", "italic"])
def test_every_latin_letter_comes_back_from_the_finished_pdf(style: ParagraphStyle) -> None:
    lines = [LATIN[start : start + 40] for start in range(0, len(LATIN), 40)]
    found = printed("\n".join(lines), style)
    for line in lines:
        assert line in found


def test_the_fonts_come_with_their_licence() -> None:
    licence = (house_style.FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert "PERMISSION & CONDITIONS" in licence


@pytest.mark.parametrize(
    ("said", "cleaned"),
    [
        ("e\u0301te\u0301", "été"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("gauche\u202edroite\u200b\ufeff", "gauchedroite"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("un\tdeux", "un deux"),
        ("« oui » ; non : si ! vraiment ?", "«\u00a0oui\u00a0»\u00a0; non\u00a0: si\u00a0! vraiment\u00a0?"),
        ("à 14:32, http://exemple.invalid", "à 14:32, http://exemple.invalid"),
        ("26 %\u202f!", "26\u00a0%\u00a0!"),
        ("art. 515-11 et n° 12", "art.\u00a0515-11 et n°\u00a012"),
    ],
)
def test_text_is_composed_visible_and_spaced_as_in_french(said: str, cleaned: str) -> None:
    assert typography.clean(said) == cleaned
    assert typography.clean(cleaned) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(said: str) -> None:
    once = typography.clean(said)
    assert typography.clean(once) == once
    assert "\x00" not in once


@pytest.mark.parametrize(
    "said", ["<b>gras</b>", "a & b", "<para>", "</font>", "&amp;", '<img src="x"/>', "]]>"]
)
def test_what_looks_like_markup_is_printed_as_it_is(said: str) -> None:
    assert said in printed(said)


@given(st.text(max_size=200))
@settings(max_examples=40)
def test_any_text_can_be_printed(said: str) -> None:
    assert "En-tête" in printed(said)


def test_a_character_that_the_font_lacks_is_replaced_and_named() -> None:
    said = "Zoé 愛 😀"
    assert typography.missing([said], house_style.glyphs()) == ("愛", "😀")
    assert typography.printable(said, house_style.glyphs()) == "Zoé \ufffd \ufffd"
    assert typography.described("愛") == "U+611B (cjk unified ideograph-611b)"
    assert "Zoé \ufffd \ufffd" in printed(said)


@pytest.mark.parametrize("style", [BODY, CELL_STRONG, CELL_NOTE], ids=["body", "strong", "note"])
def test_a_word_longer_than_the_line_is_broken_inside_the_margins(style: ParagraphStyle) -> None:
    word = "anticonstitutionnellement" * 12
    data = house_style.pdf(
        PAPER, lambda: [text(word, style), house_style.table([[text(word, style)]], [90], head=0, cut=True)]
    )
    assert re.sub(r"\s", "", "".join(pdf_file.page_texts(data))).count(word) == 2
    document = pypdfium2.PdfDocument(data)
    for page in document:
        words = page.get_textpage()
        right = [words.get_charbox(index)[2] for index in range(words.count_chars())]
        assert max(right) <= page.get_width() - MARGIN + 1
        words.close()
    document.close()


def test_a_cell_longer_than_a_page_goes_on_over_the_next_one() -> None:
    long = "mot " * 6000
    data = house_style.pdf(
        PAPER,
        lambda: [
            house_style.table([[text("Nom", CELL), text(long, CELL)]], [100, 300], head=0, cut=True),
        ],
    )
    pages = pdf_file.page_texts(data)
    assert len(pages) > 2
    assert sum(page.count("mot") for page in pages) == 6000


def test_a_head_too_long_for_the_page_is_cut_short() -> None:
    data = house_style.pdf(Paper("Essai", "tête " * 80, "pied " * 80), lambda: [text("ici")])
    (page,) = pdf_file.page_texts(data)
    assert "…" in page
    assert "page 1 / 1" in page


def test_pages_number_themselves() -> None:
    data = house_style.pdf(PAPER, lambda: [text("ligne\n" * 150)])
    pages = pdf_file.page_texts(data)
    assert [f"page {n} / {len(pages)}" in page for n, page in enumerate(pages, start=1)] == [True] * len(
        pages
    )


TRACES = (b"ReportLab", b"reportlab", b"pikepdf", b"qpdf", b"CreationDate", b"ModDate", b"Producer", b"D:20")


def drawn_by_the_library() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setAuthor("MARQUEUR")
    canvas.drawString(100, 100, "ici")
    canvas.save()
    return out.getvalue()


def test_a_finished_pdf_says_nothing_of_where_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "HOME"):
        monkeypatch.setenv(name, "MARQUEUR")
    raw = drawn_by_the_library()
    seen = pdf_file.unpacked(pdf_file.finished(raw, "Essai"))
    for trace in (*TRACES, b"MARQUEUR", str(Path.home()).encode(), str(Path.cwd()).encode()):
        assert trace not in seen
    assert b"ReportLab" in raw
    assert b"MARQUEUR" in pdf_file.unpacked(raw)


def test_a_finished_pdf_has_a_neutral_title_a_language_and_no_past() -> None:
    data = house_style.pdf(PAPER, lambda: [text("ici")])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Essai"}
        assert str(pdf.Root.Lang) == "fr-FR"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/Metadata" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert data.count(b"%%EOF") == 1


def test_the_same_words_give_the_same_bytes() -> None:
    def made(words: str) -> bytes:
        return house_style.pdf(PAPER, lambda: [text(words)])

    assert made("ici") == made("ici")
    assert made("ici") != made("là")
