"""Which question each column of a sheet answers, told by its title or by what she said of it before."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun
from models.fields import AnyField, ListField, TextField
from models.forms import accueil, orientation, personne
from models.spelling import joined
from models.vocabulary import Vocabulary

NOUNS = (PERSONNE, SITUATION, EVALUATION, ORIENTATION)


@dataclass(frozen=True, eq=False)
class Question:
    """A question that a column may answer; ``title`` is said of no other one."""

    noun: Noun
    field: AnyField

    @property
    def title(self) -> str:
        return f"{self.noun.form.label} — {self.field.label}"

    @property
    def key(self) -> str:
        return f"{self.noun.code}.{self.field.code}"


class Apart(Enum):
    """What becomes of a column that answers no question."""

    NOTED = "note"
    LEFT = "ecartee"

    @property
    def key(self) -> str:
        return self.value

    @property
    def title(self) -> str:
        return f"gardée en note, dans « {NOTE.label} »" if self is Apart.NOTED else "laissée de côté"


Column: TypeAlias = Question | Apart

NOTE = accueil.EXPOSE
"""Where the words are kept that answer no question."""

TO_CORRECT = "À corriger"
"""The title of the column that says what is wrong in a row; it is never read again."""

QUESTIONS = tuple(
    Question(noun, field) for noun in NOUNS for field in noun.form.asked if not isinstance(field, ListField)
)
"""A repeated group does not fit in a cell."""

WHOLE_NAME = Question(PERSONNE, TextField(code="nom_et_prenom", label="Nom et prénom ensemble"))
"""Answers two questions: the family name and the first names."""

COLUMNS: tuple[Column, ...] = (Apart.NOTED, Apart.LEFT, WHOLE_NAME, *QUESTIONS)
"""All that a column may be."""

_ALSO: tuple[tuple[AnyField, tuple[str, ...]], ...] = (
    (
        accueil.DATE_ACCUEIL,
        (
            *("date", "date du premier contact", "date 1er contact", "date d’entretien", "date entretien"),
            *("date accueil", "date de l’entretien", "date du rdv", "date rdv", "date de rencontre"),
            *("date de prise en charge", "date de saisine", "reçu le", "reçue le", "jour"),
        ),
    ),
    (
        accueil.ORIGINE,
        (
            *("saisine", "origine", "orienté par", "orientée par", "orienté(e) par", "adressé par"),
            *("adressée par", "envoyé par", "signalé par", "prescripteur", "provenance", "mode de saisine"),
            *("saisi par", "saisie par", "saisi(e) par", "qui a saisi"),
            *("origine de la demande", "service orienteur", "origine de l’orientation"),
        ),
    ),
    (accueil.STATUT, ("v/mec", "v/mec/hcp", "victime/mec", "victime / mis en cause", "qualité", "public")),
    (accueil.CADRE, ("procédure", "cadre procédural", "cadre", "plainte", "plainte ou MC", "plainte / MC")),
    (
        accueil.PROBLEMATIQUE,
        (
            *("problématique", "problématiques", "motif", "motif de la demande", "motif de saisine"),
            *("motif de l’entretien", "objet", "objet de la demande", "nature des faits", "faits"),
            *("type de situation", "nature de la demande", "problème"),
        ),
    ),
    (accueil.VIOLENCES, ("violences", "types de violences", "type de violence", "type de violences")),
    (accueil.LIEN, ("lien", "lien avec l’auteur", "lien auteur", "lien auteur / victime", "lien de parenté")),
    (accueil.RESIDENCE, ("commune", "ville", "commune de résidence", "lieu de résidence", "domicile")),
    (
        orientation.DESTINATAIRE,
        (
            "orientation",
            "orientations",
            "orienté vers",
            "orientée vers",
            "orientation proposée",
            "partenaires",
        ),
    ),
    (
        accueil.RANG,
        (
            *("1er contact/retour", "1er contact / retour", "premier contact / retour", "1er / retour"),
            *("premier / retour", "premier ou retour", "premier contact ou retour", "1er contact ou retour"),
        ),
    ),
    (personne.NOM, ("nom de famille",)),
    (
        personne.NAISSANCE,
        (
            "date de naissance",
            "âge",
            "né le",
            "née le",
            "né(e) le",
            *("né(e) le / âge", "né(e) le ou âge", "né le / âge", "née le / âge", "naissance / âge"),
            *("ddn / âge", "âge / ddn", "date de naissance / âge", "date de naissance ou âge"),
            "ddn",
            "date naissance",
            "année de naissance",
        ),
    ),
    (personne.SEXE, ("genre", "h/f", "f/h", "m/f", "f/m", "civilité", "civ")),
    (
        personne.TELEPHONE,
        ("tél", "portable", "numéro de téléphone", "n° de téléphone", "n° tél", "coordonnées"),
    ),
    (personne.COURRIEL, ("mail", "e-mail", "adresse mail", "email")),
)
"""How columns are usually headed, besides the code and the label of the question."""

_WHOLE_NAMES = (
    *(
        "nom et prénom",
        "nom prénom",
        "nom, prénom",
        "nom / prénom",
        "prénom nom",
        "prénom et nom",
        "nom complet",
    ),
    *("identité", "usager", "usagère", "bénéficiaire", "personne", "personne reçue", "victime ou mec"),
)
_NUMBERS = ("n°", "no", "num", "numéro", "n° d’ordre", "ordre", "id")
"""Columns that only number the rows."""

_NOTES = ("observations", "observation", "remarques", "commentaires", "notes", "divers")
"""Columns of free words: their titles name questions of ours that mean something narrower."""

_WORTHLESS = {joined(text) for text in (*_NUMBERS, TO_CORRECT)}


def matched(header: Sequence[str], vocabulary: Vocabulary | None = None) -> list[Column]:
    """What each column is, by what was said of its title, its code or its label; each question once."""
    said = vocabulary or Vocabulary()
    found = [_column(title, said) for title in header]
    for index, column in enumerate(found):
        if isinstance(column, Question) and column in found[:index]:
            found[index] = Apart.NOTED
    fields = [column.field for column in found if isinstance(column, Question)]
    if personne.NOM in fields and personne.PRENOM not in fields and WHOLE_NAME not in found:
        name = next(index for index, each in enumerate(found) if is_of(each, personne.NOM))
        found[name] = found[name] if said.column(header[name]) else WHOLE_NAME
    return found


def is_of(column: Column, field: AnyField) -> bool:
    """Whether the column answers that question."""
    return isinstance(column, Question) and column.field is field


def known(header: Sequence[str]) -> int:
    """How many of these cells are titles that tell a question: what a header is found by."""
    titles = _titles()
    return sum(_folded(title) & titles.keys() != set() for title in header)


def _column(title: str, vocabulary: Vocabulary) -> Column:
    key = vocabulary.column(title)
    if key is not None and (said := next((each for each in COLUMNS if each.key == key), None)) is not None:
        return said
    if joined(title) in _WORTHLESS:
        return Apart.LEFT
    titles = _titles()
    return next(
        (titles[each] for each in (joined(title), joined(_bare(title))) if each in titles), Apart.NOTED
    )


def _bare(title: str) -> str:
    """Without what it says in brackets: ``Statut (V/MEC/HCP)``."""
    return re.sub(r"\([^)]*\)", "", title)


def _folded(title: str) -> set[str]:
    return {joined(title), joined(_bare(title))}


@functools.cache
def _titles() -> Mapping[str, Question]:
    """Folded words to the one question that they name; the usual words come before the others."""
    named: dict[str, list[Question]] = {}
    for question in QUESTIONS:
        form, field = question.noun.form, question.field
        whole = (f"{each} {asked}" for each in (form.label, form.code) for asked in (field.label, field.code))
        for key in {joined(text) for text in (field.code, field.label, *whole)}:
            named.setdefault(key, []).append(question)
    alone = {key: questions[0] for key, questions in named.items() if len(questions) == 1}
    usual = {joined(text): _question(field) for field, texts in _ALSO for text in texts}
    for text in _NOTES:
        alone.pop(joined(text), None)
    whole_names = {joined(text): WHOLE_NAME for text in (*_WHOLE_NAMES, WHOLE_NAME.title)}
    return {**alone, **usual, **whole_names}


def _question(field: AnyField) -> Question:
    return next(each for each in QUESTIONS if each.field is field)
