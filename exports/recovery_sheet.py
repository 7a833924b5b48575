"""The recovery sheet: what opens the vault when no passphrase is left, on one page to be shut away."""

from collections.abc import Sequence
from datetime import date

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from exports import house_style
from exports.house_style import BODY, HEADING, INK, NOTE, PLAIN_LARGE, RULE, TITLE, WIDTH, Paper, text
from models.dates import written

PAPER_TITLE = "Feuille de secours"
_ACROSS = 4

_WHAT = (
    "Cette feuille ouvre le coffre à elle seule, quand plus personne n’a sa phrase de passe. Qui la lit peut "
    "tout lire. Elle ne se photographie pas, ne se copie pas dans un fichier et ne reste pas près du poste."
)
_WHERE = (
    "Deux exemplaires, chacun sous pli fermé et signé : l’un chez l’employeur, au coffre ; l’autre ailleurs, "
    "chez la personne responsable du poste."
)
_HOW = (
    "À l’écran d’ouverture, choisir « Phrase oubliée… », puis recopier les quatorze groupes. Ni I, ni L, "
    "ni O (ce sont 1 et 0), ni U. Majuscules et tirets n’importent pas. Le carré porte les mêmes signes."
)
_LOST = (
    "Perdue, ou lue par quelqu’un : dans Réglages, Utilisateurs, « Changer la clef du coffre ». Elle n’ouvre "
    "alors plus que les sauvegardes d’avant."
)


def recovery_sheet(groups: Sequence[str], mark: str, made_on: date) -> bytes:
    """The page; ``mark`` tells which vault it opens without telling whose it is."""
    paper = Paper(PAPER_TITLE, "Permanence — feuille de secours", f"coffre {mark} · {written(made_on)}")
    return house_style.pdf(paper, lambda: _story(groups, mark, made_on))


def _story(groups: Sequence[str], mark: str, made_on: date) -> list[Flowable]:
    return [
        text(PAPER_TITLE, TITLE),
        text(f"Coffre {mark}, clef du {written(made_on)}", NOTE),
        Spacer(0, 4 * mm),
        text(_WHAT, BODY),
        Spacer(0, 3 * mm),
        _grid(groups),
        Spacer(0, 6 * mm),
        _square("".join(groups)),
        text("Où la garder", HEADING),
        text(_WHERE, BODY),
        text("Comment s’en servir", HEADING),
        text(_HOW, BODY),
        text("Si elle est perdue", HEADING),
        text(_LOST, BODY),
    ]


def _grid(groups: Sequence[str]) -> Table:
    """The groups in their order, each under its number."""
    cells: list[list[object]] = []
    for start in range(0, len(groups), _ACROSS):
        line = list(enumerate(groups[start : start + _ACROSS], start + 1))
        line_cells: list[object] = [
            [text(str(place), NOTE), text(group, PLAIN_LARGE)] for place, group in line
        ]
        cells.append(line_cells + [""] * (_ACROSS - len(line)))
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(cells, colWidths=[WIDTH / _ACROSS] * _ACROSS, style=style, hAlign="LEFT")


def _square(whole: str) -> Drawing:
    side = 38 * mm
    widget = QrCodeWidget(whole, barWidth=side, barHeight=side, barLevel="M", barFillColor=INK)
    drawing = Drawing(side, side)
    drawing.add(widget)
    return drawing
