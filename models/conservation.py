"""How long files are kept, and why one would be kept longer."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Term(Enum):
    """What has a duration of its own; the value is its code in the vault, for ever.

    Files: two years after the last contact (CNIL, référentiel durées social et médico-social of 2023).
    """

    label: str
    default: int
    """Months."""

    def __new__(cls, code: str, label: str, default: int) -> "Term":
        each = object.__new__(cls)
        each._value_ = code
        each.label, each.default = label, default
        return each

    DOSSIERS = ("dossiers", "Dossiers, sans contact depuis", 24)
    BROUILLONS = ("brouillons", "Ordonnances et pièces, situation close depuis", 6)
    ADRESSES = ("adresses", "Adresse, école et lieu de vie des enfants, tout clos depuis", 6)


class Reason(Enum):
    """Why a file is kept past its time; closed, so that nobody is told of."""

    label: str

    def __new__(cls, code: str, label: str) -> "Reason":
        each = object.__new__(cls)
        each._value_ = code
        each.label = label
        return each

    CONTACT = ("contact", "Un contact récent n’a pas été noté")
    PROCEDURE = ("procedure", "Procédure en cours")
    DEMANDE = ("demande", "Demande de la personne")
    OBLIGATION = ("obligation", "Obligation légale ou archives")


LONGER = 12
"""Months for which a file is kept longer, each time that it is asked."""


class Ground(Enum):
    """Why files were eliminated."""

    DUREE = "duree"
    DEMANDE = "demande"


@dataclass(frozen=True)
class Elimination:
    """Files that were eliminated, as the vault remembers it: counts and dates."""

    on: date
    ground: Ground
    persons: int
    situations: int
    records: int
    first: date | None
    last: date | None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
