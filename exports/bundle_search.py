"""What the exhibits would tell of where she is, by exhibit and page; an image tells nothing to a program."""

from collections.abc import Iterable, Iterator, Sequence

from exports import pdf_file
from exports.dossier import KEPT, Dossier
from exports.folding import Haystack
from exports.secrets import Secret, secrets
from models.failure import Failure
from models.fields import Answers
from models.forms import piece

_LOOKED_AT = ("oui", "sans_objet")


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


def refuse_leaks(dossier: Dossier, data: bytes, places: Sequence[str]) -> None:
    """Raise ``Failure`` when a page of the finished document, or what is beside its pages, tells.

    ``places`` names each page in French.
    """
    if not dossier.hides:
        return
    found = dict.fromkeys(_leaks(secrets(dossier), data, places))
    if found:
        raise Failure(
            f"L’adresse doit rester cachée, et ces pièces laisseraient lire : {' ; '.join(found)}. Un trait"
            " noir posé sur un PDF ne suffit pas, le texte reste dessous : occultez sur papier, photographiez"
            f" la page, et prenez la photo à la place du fichier. {KEPT}"
        )


def _leaks(hidden: Sequence[Secret], data: bytes, places: Sequence[str]) -> Iterator[str]:
    texts = pdf_file.page_texts(data)
    pages, whole = [Haystack(text) for text in texts], Haystack("\n".join(texts))
    for secret in hidden:
        counts = [page.count(secret.needle) for page in pages]
        for place, count in zip(places, counts, strict=True):
            if count:
                yield f"{secret.kind} ({place})"
        if whole.count(secret.needle) > sum(counts):
            yield f"{secret.kind} (d’une page à la suivante)"
    for words in map(Haystack, pdf_file.strings(data)):
        for secret in hidden:
            if words.count(secret.needle):
                yield f"{secret.kind} (sommaire du document)"
