"""What a new situation begins with: its day, and whether the person was received before."""

from collections.abc import Iterable
from datetime import date

from models.fields import Answers
from models.forms import accueil


def beginning(today: date, before: Iterable[date | None]) -> Answers:
    """``before`` are the days of her other situations; one without a day leaves the question open."""
    days = tuple(before)
    rank: str | None = "premier"
    if None in days:
        rank = None
    elif days:
        this_year = any(day is not None and day.year == today.year for day in days)
        rank = "retour_annee" if this_year else "retour_anterieur"
    return Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, today).with_(accueil.RANG, rank)
