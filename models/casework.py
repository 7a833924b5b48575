"""The casework: which records exist, which form each one fills, and what each belongs to."""

from dataclasses import dataclass
from datetime import date, datetime

from models.fields import Answers, Form
from models.forms import (
    accueil,
    acte,
    echeance,
    evaluation,
    ordonnance,
    orientation,
    personne,
    piece,
    poste,
    structure,
)


@dataclass(frozen=True)
class Noun:
    """A kind of record; ``code`` is also the name of its table, for ever.

    ``single`` means that its owner has at most one.
    """

    code: str
    form: Form
    owner: "Noun | None" = None
    single: bool = False


PERSONNE = Noun("personne", personne.FORM)
SITUATION = Noun("situation", accueil.FORM, owner=PERSONNE)
"""One affair for which a person is received; what was noted at intake (accueil)."""
ACTE = Noun("acte", acte.FORM, owner=SITUATION)
EVALUATION = Noun("evaluation", evaluation.FORM, owner=SITUATION)
ORIENTATION = Noun("orientation", orientation.FORM, owner=SITUATION)
ECHEANCE = Noun("echeance", echeance.FORM, owner=SITUATION)
ORDONNANCE = Noun("ordonnance", ordonnance.FORM, owner=SITUATION, single=True)
PIECE = Noun("piece", piece.FORM, owner=SITUATION)
"""One exhibit of its dossier; their order and their files are kept by ``storage.exhibits``."""

NOUNS = (PERSONNE, SITUATION, ACTE, EVALUATION, ORIENTATION, ECHEANCE, ORDONNANCE, PIECE)
FORMS = tuple(noun.form for noun in NOUNS)
ALL_FORMS = (*FORMS, structure.FORM, poste.FORM)
"""The directory and the station are of no person: neither searched with the files nor counted."""


@dataclass(frozen=True)
class Record:
    """One filled form of the casework.

    ``fact_date`` is when it happened, ``entered_at`` when it was typed: statistics use
    the first only. ``owner_id`` is ``None`` for a person alone.
    """

    noun: Noun
    id: str
    owner_id: str | None
    answers: Answers
    entered_at: datetime
    changed_at: datetime

    @property
    def fact_date(self) -> date | None:
        field = self.noun.form.fact_date
        return None if field is None else self.answers[field]


@dataclass(frozen=True)
class Person:
    """A person as lists and searches show her: her code, and her name when names are shown."""

    record: Record
    code: str

    @property
    def name(self) -> str:
        """``LEROY Anne``, by the usual name first; failing any name, the pseudonym or nothing."""
        answers = self.record.answers
        family = answers[personne.NOM_USAGE] or answers[personne.NOM] or ""
        parts = (family.upper(), answers[personne.PRENOM] or "")
        return " ".join(part for part in parts if part) or answers[personne.PSEUDONYME] or ""
