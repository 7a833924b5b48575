"""The address that must stay hidden is searched for in all that is printed, and in the finished file.

Art. 1136-3 of the Code de procédure civile has the request served on the other party: one trace
anywhere undoes what art. 515-11, 6°, allows. Nothing here quotes what it finds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports import pdf_file
from exports.dossier import KEPT, Dossier
from exports.folding import Haystack
from exports.pages import Given, Section, cells
from exports.secrets import Secret, of_other_parties, secrets, told_by
from exports.typography import on_one_line
from models.failure import Failure
from models.fields import AnyField


@dataclass(frozen=True)
class Leak:
    """A kind of secret, and where it was found; in an answer, the question that it answers."""

    kind: str
    place: str
    field: AnyField | None = None


def leaks_at_entry(dossier: Dossier, sections: Sequence[Section]) -> tuple[Leak, ...]:
    """What the answers would tell if they were printed now; nothing while the address may be told."""
    return tuple(_leaks_in_answers(secrets(dossier), sections, None)) if dossier.hides else ()


def refuse_name(dossier: Dossier, name: str) -> None:
    """Raise ``Failure`` when the name of a file tells where she is: it goes with the file."""
    said = Haystack(name)
    if dossier.hides and any(said.count(secret.needle) for secret in secrets(dossier)):
        raise Failure(
            "Le nom choisi pour ce fichier laisse lire ce qui doit rester caché. Choisissez-en un autre,"
            f" sans nom de lieu ni de personne. {KEPT}"
        )


def refuse_leaks(dossier: Dossier, sections: Sequence[Section], ours: Iterable[str], data: bytes) -> None:
    """Raise ``Failure`` when anything in the sections or in the file tells where she is.

    ``ours`` are the words that each page bears.
    """
    hidden = secrets(dossier)
    file = _File(data)
    found = list(_leaks_in_answers(hidden, sections, file))
    found = found or list(_leaks_in_file(hidden, sections, tuple(ours), file))
    if found:
        told = " ; ".join(dict.fromkeys(f"{leak.kind} ({leak.place})" for leak in found))
        why = (
            "Aucune mesure n’est choisie : dans le doute, l’adresse reste cachée"
            if dossier.undecided
            else "L’adresse doit rester cachée"
        )
        raise Failure(
            f"{why}, et ce document serait remis à la partie adverse en laissant lire : {told}. Réécrivez"
            " ces réponses sans ces indications, puis recommencez ; si un mot désigne autre chose, comme"
            f" la ville du tribunal, permettez-le avec un motif. {KEPT}"
        )


def refuse_crossing(dossier: Dossier, data: bytes) -> None:
    """Raise ``Failure`` when the file tells where another party of the affair is, known from its own file."""
    if dossier.other_parties:
        file = _File(data)
        crossing = (secret for secret in of_other_parties(dossier) if file.whole.count(secret.needle))
        _refuse(f"{secret.kind} ({file.place(secret) or 'texte du document'})" for secret in crossing)


def refuse_words_crossing(dossier: Dossier, text: str) -> None:
    """The same, of words about to be printed."""
    said = Haystack(text)
    _refuse(secret.kind for secret in of_other_parties(dossier) if said.count(secret.needle))


CROSSING = (
    f"Ce document ne peut pas être fait en l’état. Relisez ce qui y est écrit, puis recommencez. {KEPT}"
)
"""All that is told at first, whatever was found: the other party may be the one who sits there."""


def _refuse(crossing: Iterable[str]) -> None:
    if told := dict.fromkeys(crossing):
        raise Failure(
            CROSSING,
            "L’autre partie de cette affaire est reçue ici, et ce document laisserait lire ce que seule sa"
            f" fiche dit : {' ; '.join(told)}. Retirez ces indications de la fiche ouverte.",
        )


class _File:
    """The finished document as it can be read: its pages, and its properties."""

    def __init__(self, data: bytes) -> None:
        pages = pdf_file.page_texts(data)
        self.whole = Haystack("\n".join(pages))
        self.pages = tuple(Haystack(page) for page in pages)
        self.properties = tuple(pdf_file.strings(data))

    def place(self, secret: Secret) -> str:
        """``page 2``, ``pages 2 et 3``; nothing when the text of the pages does not show it."""
        numbers = [str(n) for n, page in enumerate(self.pages, start=1) if page.count(secret.needle)]
        if len(numbers) < 2:
            return f"page {numbers[0]}" if numbers else ""
        return f"pages {', '.join(numbers[:-1])} et {numbers[-1]}"


def _leaks_in_answers(
    hidden: Sequence[Secret], sections: Sequence[Section], file: _File | None
) -> Iterator[Leak]:
    for section in sections:
        for cell in cells(section):
            if isinstance(cell, Given):
                text = Haystack(cell.text)
                for secret in told_by(hidden, cell.field, text):
                    page = file.place(secret) if file else ""
                    place = f"« {section.title} », « {cell.field.label} »"
                    yield Leak(secret.kind, f"{place}, {page}" if page else place, cell.field)


def _leaks_in_file(
    hidden: Sequence[Secret], sections: Sequence[Section], ours: Sequence[str], file: _File
) -> Iterator[Leak]:
    """More of a secret on the pages than our own words and the allowed answers account for."""
    printed = [(cell, Haystack(_text(cell))) for section in sections for cell in cells(section)]
    printed += [(words, Haystack(words)) for words in ours for _ in file.pages]
    titles = {on_one_line(words) for words in (*ours, *(section.title for section in sections))}
    for secret in hidden:
        innocent = sum(
            text.count(secret.needle)
            for cell, text in printed
            if isinstance(cell, str) or cell.field in secret.allowed_in
        )
        if file.whole.count(secret.needle) > innocent:
            yield Leak(secret.kind, file.place(secret) or "texte du document")
        for value in file.properties:
            if value not in titles and Haystack(value).count(secret.needle):
                yield Leak(secret.kind, "propriétés du fichier")


def _text(cell: Given | str) -> str:
    return cell.text if isinstance(cell, Given) else cell
