"""The audit journal on paper: who did what on the file of which code, and the seal at which it ends.

Kept outside the database, the seal shows whether what came before it was written again since, even by
somebody who has the key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exports import house_style
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Line, Listing, Part, Prose, Section
from models.dates import in_words

TITLE, FOOT = "Journal des accès", "Codes et actes seulement : aucun nom d’une personne reçue."
NAME = "journal.pdf"

_HEAD, _WIDTHS = ("N°", "Quand", "Par", "Acte", "Fiche", "Précision", "Sceau"), (3, 9, 7, 14, 6, 8, 12)


@dataclass(frozen=True)
class Extract:
    """Lines of the journal as they are shown, the last first; ``end`` is where the whole journal ends."""

    on: date
    end: str
    chosen: str
    rows: Sequence[tuple[str, ...]]


def pdf(extract: Extract, origin: str) -> bytes:
    """As many pages as it takes."""
    return house_style.pdf(Paper(TITLE, origin, FOOT), lambda: list(drawn(list(_sections(extract)))))


def _sections(extract: Extract) -> Iterator[Section]:
    yield Section(TITLE, tuple(_what(extract)))
    yield Section("Lignes", (Listing(_HEAD, tuple(extract.rows), _WIDTHS),))


def _what(extract: Extract) -> Iterator[Part]:
    yield Line("Établi le", in_words(extract.on))
    yield Line("Fin du journal", extract.end)
    yield Line("Lignes choisies", extract.chosen)
    yield Line("Nombre de lignes", str(len(extract.rows)))
    yield Prose(
        "Chaque ligne est scellée par la précédente. À garder avec le registre des traitements : tant que la "
        "clef du coffre n’a pas changé, la page « Journal » doit montrer le même sceau au même numéro ; "
        "sinon, le journal a été récrit.",
        note=True,
    )
