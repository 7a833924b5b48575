"""What is still to be brought for the dossier, and who can give it."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports import house_style
from exports.bundle import Piece
from exports.concealment import refuse_crossing, refuse_leaks
from exports.dossier import Dossier
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Listing, Part, Prose, Section, given
from models.dates import in_words
from models.forms import piece

TITLE = "Pièces à apporter"
PAPER = Paper(TITLE, TITLE, "Liste de travail : ne pas joindre à la demande")

_TO_THINK_OF = (
    (
        piece.VIOLENCES,
        "Les violences",
        "certificats médicaux, arrêts de travail, bulletins d’hospitalisation ; lettres, courriels, SMS,"
        " photos ; témoignages ; main courante, procès-verbal, plainte ; interventions des pompiers ou"
        " des forces de l’ordre ; ordonnance de protection ou téléphone grave danger antérieurs",
    ),
    (
        piece.DANGER_DEMANDEUR,
        "Le danger, pour elle",
        "menaces reçues, démarches faites, isolement, grossesse ou enfants en bas âge, handicap, maladie",
    ),
    (
        piece.DANGER_DEFENDEUR,
        "Le danger, par l’autre partie",
        "antécédents, interdictions non respectées, arme, menaces de mort ou de suicide, surveillance",
    ),
)
"""Guide of the ministère de la Justice on the protection order, sheet on the evaluation of the danger."""


def to_bring(dossier: Dossier, pieces: Sequence[Piece], on: date) -> bytes:
    """The list as PDF; ``Failure`` when it would tell what must stay hidden."""
    sections = tuple(_sections(pieces, on))
    data = house_style.pdf(PAPER, lambda: list(drawn(sections)))
    refuse_crossing(dossier, data)
    if dossier.hides:
        refuse_leaks(dossier, sections, (PAPER.head, PAPER.foot), data)
    return data


def _sections(pieces: Sequence[Piece], on: date) -> Iterator[Section]:
    yield Section(TITLE, (Prose(f"Préparé le {in_words(on)}.", note=True),))
    yield Section("Manquantes", tuple(_missing(pieces)))
    if uncovered := [each for each in pieces if _is_to_cover(each)]:
        yield Section("À relire avant de les remettre", tuple(_to_cover(uncovered)))
    if thoughts := tuple(_to_think_of(pieces)):
        yield Section("Y penser aussi", thoughts)


def _missing(pieces: Sequence[Piece]) -> Iterator[Part]:
    rows = tuple(
        (
            str(each.number),
            given(each.answers, piece.INTITULE) or "Sans intitulé",
            given(each.answers, piece.DETENTEUR),
            "",
        )
        for each in pieces
        if each.is_missing
    )
    if rows:
        yield Listing(("N°", "Pièce", "Qui peut la donner", "Reçue le"), rows, (1, 5, 4, 2))
    else:
        yield Prose("Aucune pièce notée ne manque.")


def _is_to_cover(each: Piece) -> bool:
    return not each.is_missing and each.answers[piece.ADRESSE_OCCULTEE] not in ("oui", "sans_objet")


def _to_cover(pieces: Sequence[Piece]) -> Iterator[Part]:
    yield Prose(
        "L’autre partie en reçoit une copie. Cacher sur chacune l’adresse, le téléphone, l’employeur,"
        " l’école : sur papier, puis photocopier."
    )
    rows = tuple(
        (str(each.number), given(each.answers, piece.INTITULE) or "Sans intitulé", "") for each in pieces
    )
    yield Listing(("N°", "Pièce", "Relue le"), rows, (1, 9, 2))


def _to_think_of(pieces: Sequence[Piece]) -> Iterator[Part]:
    """What proves something that no exhibit proves yet."""
    proved = {code for each in pieces for code in each.answers[piece.MONTRE] or ()}
    for code, title, examples in _TO_THINK_OF:
        if code not in proved:
            yield Prose(title, strong=True)
            yield Prose(f"{examples[0].upper()}{examples[1:]}.")
