"""What the exhibits would tell of where she is, by exhibit and page; an image tells nothing to a program."""

from collections.abc import Iterable, Iterator, Sequence

from exports.dossier import KEPT, Dossier
from exports.pdf_file import page_texts
from exports.search_set import ACROSS, Finished, across, search_set
from exports.secrets import Secret, secrets
from models.failure import Failure
from models.fields import Answers
from models.forms import piece

_LOOKED_AT = ("oui", "sans_objet")
_NAME = "pieces.pdf"
"""The name that is chosen is looked at when it is."""


def refuse_unseen(dossier: Dossier, pieces: Iterable[tuple[str, Answers]]) -> None:
    """Raise ``Failure`` while the address is hidden and nobody has said, of each, that it is not there."""
    if not dossier.hides:
        return
    unseen = [name for name, answers in pieces if answers[piece.ADRESSE_OCCULTEE] not in _LOOKED_AT]
    if unseen:
        raise Failure(
            f"L’adresse doit rester cachée, et rien ne dit qu’elle l’est sur : {', '.join(unseen).lower()}."
            " Une photo ou une page numérisée ne peut pas être relue par le logiciel : regardez chaque page,"
            f" puis répondez à « {piece.ADRESSE_OCCULTEE.label} ». {KEPT}"
        )


def refuse_leaks(
    dossier: Dossier, data: bytes, places: Sequence[str], exhibits: Iterable[tuple[str, bytes]]
) -> None:
    """Raise ``Failure`` when a page of the finished document, or what is beside its pages, tells.

    ``places`` names each page in French. ``exhibits`` are the files that were joined, by name: once
    joined, our own words stand between their pages.
    """
    if not dossier.hides:
        return
    hidden = secrets(dossier)
    found = dict.fromkeys((*_leaks(hidden, data, places), *_across(hidden, exhibits)))
    if found:
        raise Failure(
            f"L’adresse doit rester cachée, et ces pièces laisseraient lire : {' ; '.join(found)}. Un trait"
            " noir posé sur un PDF ne suffit pas, le texte reste dessous : occultez sur papier, photographiez"
            f" la page, et prenez la photo à la place du fichier. {KEPT}"
        )


def _across(hidden: Sequence[Secret], exhibits: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    for name, data in exhibits:
        yield from (f"{kind} ({name}, {ACROSS})" for kind in across(page_texts(data), hidden))


def _leaks(hidden: Sequence[Secret], data: bytes, places: Sequence[str]) -> Iterator[str]:
    """Each once, ``page 3`` being told as the page of an exhibit."""
    by_page = {f"page {number}": place for number, place in enumerate(places, start=1)}
    for hit in search_set((Finished(_NAME, data),), hidden):
        yield f"{hit.kind} ({by_page.get(hit.place, hit.place)})"
