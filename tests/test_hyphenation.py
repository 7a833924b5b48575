"""Words are cut at the end of lines as in French, and a cut hides nothing from who searches the file."""

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exports import house_style, hyphenation, pdf_file, pdfium
from exports.folding import needle
from exports.house_style import CELL, Paper, text
from exports.search_set import Finished, search_set
from exports.secrets import Secret

SAID = "L’hébergement provisoire était vraisemblablement incompatible avec le rétablissement des échanges."
PLACES = ("Montreuil-sous-Bois", "Blanchisserie Hibiscus", "12 av. Kléber")
HIDDEN = tuple(Secret(place, needle(place)) for place in PLACES)


def narrow(words: str) -> bytes:
    """In a column of 90 points beside another one, as in a list of exhibits."""
    cells = [[text(words, CELL), text("à côté", CELL)]]
    return house_style.pdf(Paper("a", "", ""), lambda: [house_style.table(cells, [90, 200], head=0)])


def lines(*said: str) -> bytes:
    """A page of somebody else’s, each line drawn by itself."""
    house_style.glyphs()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont(house_style.REGULAR, 11)
    for number, line in enumerate(said):
        canvas.drawString(60, 780 - 14 * number, line)
    canvas.save()
    return out.getvalue()


def raw(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return str(document[0].get_textpage().get_text_range())


def test_a_word_is_cut_at_the_end_of_a_line_and_comes_back_whole() -> None:
    data = narrow(SAID)
    assert raw(data).count("\ufffe") >= 3
    assert " ".join(pdf_file.page_texts(data)[0].split()) == f"{SAID} à côté"


@pytest.mark.parametrize("word", ["Montreuil", "ÉTABLISSEMENT", "Hyacinthe", "peut-être", "école", "d’août"])
def test_a_name_a_short_word_or_one_with_a_hyphen_is_never_cut(word: str) -> None:
    assert list(hyphenation.cuts(word)) == []


def test_a_cut_leaves_three_letters_on_each_side_at_least() -> None:
    assert list(hyphenation.cuts("protection")) == [("protec", "tion"), ("pro", "tection")]
    assert list(hyphenation.cuts("agence")) == []


CUT = [
    *((f"Elle vit à {place[:at]}-", f"{place[at:]} depuis mars") for place in PLACES[:2] for at in (3, 5, 7)),
    ("Elle vit à MON-", "TREUIL-SOUS-BOIS"),
    ("Elle vit à Montreuil-", "sous-Bois"),
    ("Elle vit au 12 ave-", "nue Kléber"),
]


@pytest.mark.parametrize("said", CUT, ids=" ".join)
def test_what_must_stay_hidden_is_found_though_a_line_cuts_it(said: tuple[str, str]) -> None:
    found = search_set([Finished("a.pdf", lines(*said))], HIDDEN)
    assert {hit.place for hit in found} == {"page 1"}


def test_a_piece_of_a_longer_word_is_not_taken_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """« Agen » in « agen-ce », « 12 av. » in « 12 ave-nue »: with the cuts left as read, wrong twice."""
    agen = Secret("la ville", needle("Agen"))
    innocent = Finished("a.pdf", lines("Elle va à son agen-", "ce de voyages"))
    telling = Finished("b.pdf", lines(*CUT[-1]))
    assert search_set([innocent], [agen]) == ()
    assert search_set([telling], HIDDEN)
    monkeypatch.setattr(pdfium, "_whole", lambda read: read)
    assert search_set([innocent], [agen])
    assert not search_set([telling], HIDDEN)
