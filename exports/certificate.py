"""The certificate of a restoration drill: dates, digests and numbers, nothing of anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exports import house_style
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Blanks, Line, Listing, Part, Prose, Section
from models.dates import in_words

TITLE, FOOT = "Exercice de restauration", "Nombres et dates seulement : aucune donnée d’une personne."
NAME = "exercice-de-restauration.pdf"


@dataclass(frozen=True)
class Drill:
    """What was restored and compared: ``counts`` are kinds of records, and how many of each.

    ``journal_end`` is where the audit journal ends, for the paper to bear witness of it.
    """

    backed_up_at: datetime
    on: date
    digest: str
    counts: Sequence[tuple[str, int]]
    by: str
    journal_end: str


def pdf(drill: Drill, origin: str) -> bytes:
    """One page, to be kept with the register of processing."""
    return house_style.pdf(Paper(TITLE, origin, FOOT), lambda: list(drawn(list(_sections(drill)))))


def _sections(drill: Drill) -> Iterator[Section]:
    yield Section(TITLE, tuple(_what(drill)))
    rows = tuple((label, str(count), str(count)) for label, count in drill.counts)
    yield Section(
        "Ce qui a été comparé",
        (Listing(("Fiches", "Dans la sauvegarde", "Après restauration"), rows, (3, 2, 2)),),
    )
    yield Section("Visa", (Blanks(("Nom et fonction", "Date et signature")),))


def _what(drill: Drill) -> Iterator[Part]:
    at = drill.backed_up_at
    yield Prose(
        "La dernière sauvegarde du coffre a été restaurée dans un dossier à part, chiffrée ; ouverte avec sa "
        "clef, vérifiée en entier, comparée à son manifeste, puis effacée. Elle rend le coffre tel qu’il "
        "était.",
        strong=True,
    )
    yield Line("Exercice fait le", in_words(drill.on))
    yield Line("Par", drill.by)
    yield Line("Sauvegarde du", f"{in_words(at.date())} à {at:%H} h {at:%M}")
    yield Line("Empreinte SHA-256", drill.digest)
    yield Line("Journal des accès", drill.journal_end)
    yield Line(
        "Vérifications", "authenticité de chaque page, structure, références, index de recherche, comptage"
    )
