"""Whether a person was received before: how a new situation begins, and what contradicts it later."""

from collections.abc import Collection, Iterable
from datetime import date

from models.fields import Answers
from models.forms import accueil


def beginning(today: date, before: Iterable[date | None]) -> Answers:
    """``before`` are the days of her other situations; one without a day leaves the question open."""
    known = tuple(before)
    days = [day for day in known if day is not None]
    rank = _rank(today, days) if len(days) == len(known) else None
    return Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, today).with_(accueil.RANG, rank)


def contradiction(intake: Answers, others: Iterable[date]) -> tuple[date, str] | None:
    """The day of another situation that the answer cannot be true with, and what it would then be.

    Whoever says that she comes back may have been received before this vault.
    """
    day, rank = intake[accueil.DATE_ACCUEIL], intake[accueil.RANG]
    before = [other for other in others if day is not None and other < day]
    if day is None or not before:
        return None
    right = _rank(day, before)
    wrong = rank == "premier" or (rank == "retour_anterieur" and right == "retour_annee")
    return (max(before), right) if wrong else None


def _rank(day: date, before: Collection[date]) -> str:
    if not before:
        return "premier"
    return "retour_annee" if any(other.year == day.year for other in before) else "retour_anterieur"
