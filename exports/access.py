"""What a person obtains of her own file (RGPD, art. 15): all of it, but what tells of others.

The answers that are about someone else are left out, and the names of the others that the vault knows
are masked in what was written freely; who is only named in a narrative is for a reader to mask.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exports import house_style
from exports.concealment import refuse_crossing
from exports.dossier import Dossier
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Given, Line, Part, Prose, Section
from models.dates import in_words, written
from models.fields import Answers, AnyField, Form, LinksField, ListField, TextField
from models.forms import accueil, ordonnance, personne, piece
from models.spelling import joined
from models.wording import words

TITLE, FOOT = "Extrait du dossier, à la demande de la personne", "Remis à la personne seule."
NAME = "extrait-dossier.pdf"
MASKED = "masqué : concerne une autre personne"
_SOMEONE = "[une autre personne]"

OF_OTHERS: tuple[AnyField, ...] = (
    personne.TIERS_DE_CONFIANCE,
    personne.AUTORITE_PARENTALE,
    accueil.LIEU_DE_VIE,
    accueil.ECOLE,
    ordonnance.DEFENDEUR_NOM,
    ordonnance.DEFENDEUR_PRENOM,
    ordonnance.DEFENDEUR_NAISSANCE,
    ordonnance.DEFENDEUR_ADRESSE,
    ordonnance.DEFENDEUR_PROFESSION,
    ordonnance.DEFENDEUR_ARMES,
    ordonnance.TEMOINS,
    piece.DETENTEUR,
)
"""Answers about a third person."""

NAMES_OF_OTHERS = (personne.NOM, personne.NOM_USAGE, personne.PRENOM, personne.PSEUDONYME)
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, repr=False)
class Filled:
    """A form of hers, of which day, and its answers."""

    form: Form
    on: date | None
    answers: Answers


@dataclass(frozen=True, repr=False)
class File:
    """What the vault has of one person; ``dossiers`` are her situations, with what the other parties' files
    hold: nothing of it may be printed.
    """

    code: str
    filled: Sequence[Filled]
    dossiers: Sequence[Dossier]


def pdf(file: File, origin: str, on: date) -> bytes:
    """The extract; ``Failure`` when it would tell one party where the other is."""
    masked = frozenset(_names(file))
    body = list(_sections(file, masked, on))
    data = house_style.pdf(Paper(TITLE, origin, FOOT), lambda: list(drawn(body)))
    for dossier in file.dossiers:
        refuse_crossing(dossier, data)
    return data


def _sections(file: File, masked: frozenset[str], on: date) -> Iterator[Section]:
    yield Section(
        TITLE,
        (
            Line("Dossier", file.code),
            Line("Extrait du", in_words(on)),
            Prose(
                "Cet extrait contient tout ce qui est noté à votre sujet, y compris les notes. Vos mots à"
                " vous y sont entre guillemets ; le reste est écrit par l’intervenante. Ce qui concerne"
                " d’autres personnes est masqué. Vous pouvez demander que l’on corrige ou que l’on efface"
                " ce qui est inexact.",
            ),
        ),
    )
    for each in file.filled:
        parts = tuple(_parts(each.answers, masked))
        if parts:
            yield Section(f"{each.form.label}{f' du {written(each.on)}' if each.on else ''}", parts)


def _parts(answers: Answers, masked: frozenset[str]) -> Iterator[Part]:
    for field in answers.answered():
        if field.internal or isinstance(field, LinksField):
            continue  # it ties answers together, and says nothing
        if field in OF_OTHERS:
            yield Line(field.label, MASKED)
        elif isinstance(field, ListField):
            for number, item in enumerate(answers[field] or (), start=1):
                for line in _parts(item, masked):
                    if isinstance(line, Line):
                        yield Line(f"{field.label}, {number} : {line.label}", line.answer)
        elif told := words(answers, field):
            yield Line(field.label, Given(field, _marked(field, _without(told, masked))))


def _marked(field: AnyField, text: str) -> str:
    """Her own words between quotation marks: the others are the worker’s."""
    return f"« {text} »" if isinstance(field, TextField) and field.hers else text


def _without(text: str, masked: frozenset[str]) -> str:
    """The text with the names of others masked, whole words, whatever their accents and case."""

    def mask(found: re.Match[str]) -> str:
        return _SOMEONE if joined(found[0]) in masked else found[0]

    return _WORD.sub(mask, text)


def _names(file: File) -> Iterator[str]:
    """How the other parties are called, in their own files or in her orders; not what she is called too."""
    own = {name for each in file.filled if each.form is personne.FORM for name in _called(each.answers)}
    for dossier in file.dossiers:
        said = [name for other in dossier.other_parties for name in _called(other)]
        for field in (ordonnance.DEFENDEUR_NOM, ordonnance.DEFENDEUR_PRENOM):
            said += _words(dossier.ordonnance[field] or "")
        yield from (name for name in said if name not in own)


def _called(answers: Answers) -> list[str]:
    if answers.form is not personne.FORM:
        return []
    return [name for field in NAMES_OF_OTHERS for name in _words(answers[field] or "")]


def _words(text: str) -> list[str]:
    return [joined(word) for word in _WORD.findall(text) if len(joined(word)) >= _SHORTEST]
