"""What she keeps in her pocket: days and papers to gather, and not a word that says what for."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from exports import house_style
from exports.bundle import Piece
from exports.concealment import refuse_crossing
from exports.dossier import KEPT, Dossier
from exports.house_style import Paper, text
from exports.neutral_note import tells
from exports.next_steps import APPEAL_WITHIN, DECIDED_WITHIN, SERVED_WITHIN
from exports.search_set import Finished, refuse_set
from exports.secrets import secrets
from models.failure import Failure
from models.forms import piece

TITLE = "Note"
_BLANK = "_" * 24

_DISCREET = frozenset((piece.ADMINISTRATIF, "mesures"))
"""What the papers that anybody might have to gather prove."""


def pocket(dossier: Dossier, pieces: Sequence[Piece]) -> bytes:
    """The note as PDF: no name, no service, nothing of the document that it goes with.

    ``Failure`` when it would tell, or would show what must stay hidden.
    """
    lines = tuple(_lines(pieces))
    if any(tells(line) for line in lines):
        raise Failure(f"Un mot de cette note dirait de quoi il s’agit : elle n’est pas faite. {KEPT}")
    data = house_style.pdf(Paper(TITLE, "", ""), lambda: _story(lines))
    refuse_crossing(dossier, data)
    if dossier.hides:
        refuse_set((Finished(TITLE, data),), secrets(dossier))
    return data


def left_out(pieces: Sequence[Piece]) -> int:
    """How many papers to gather are told aloud instead: their names would say too much."""
    return sum(each.is_missing for each in pieces) - len(tuple(_papers(pieces)))


def _lines(pieces: Sequence[Piece]) -> Iterator[str]:
    yield "À faire"
    papers = tuple(_papers(pieces))
    yield "Rassembler les papiers" + (" :" if papers else "")
    yield from (f"– {paper}" for paper in papers)
    yield f"Rendez-vous : {_BLANK}"
    yield f"Téléphone : {_BLANK}"
    yield f"Courrier : {SERVED_WITHIN}"
    yield f"Réponse : {DECIDED_WITHIN}"
    yield f"Ensuite : {APPEAL_WITHIN}"


def _papers(pieces: Sequence[Piece]) -> Iterator[str]:
    for each in pieces:
        proves = each.answers[piece.MONTRE] or frozenset()
        if each.is_missing and proves and proves <= _DISCREET and not tells(each.title):
            yield each.title


def _story(lines: Sequence[str]) -> list[Flowable]:
    story: list[Flowable] = []
    for line in lines:
        story += [text(line, house_style.PLAIN), Spacer(1, 3)]
    return story
