"""When a child in danger may be met, so that the ways to protect her are in sight."""

from datetime import date

from models.aside import MAJORITY
from models.conditions import OneOf, holds, when
from models.dates import age_on
from models.fields import Answers
from models.forms import accueil, personne

MINEUR_EN_CAUSE = OneOf(
    (
        when(accueil.PROBLEMATIQUE, "mineurs", "violences_familiales.parent_enfant"),
        when(accueil.PROBLEMATIQUES_ASSOCIEES, "mineurs"),
    )
)
"""The problem is of a minor, whoever is received."""

VOIES = (
    "Information préoccupante à la cellule départementale (CRIP) ; en danger grave, signalement au"
    " procureur. 119, Enfance en danger : jour et nuit, gratuit."
    " À vérifier avec votre employeur : ce que vous devez dire aux parents."
)


def warning(person: Answers, intake: Answers, today: date) -> str:
    """Why a minor may be in danger, and by which ways to protect; empty when nothing tells so."""
    why = _reason(person, intake, today)
    return f"{why} {VOIES}" if why else ""


def _reason(person: Answers, intake: Answers, today: date) -> str:
    birth = person[personne.NAISSANCE]
    age = None if birth is None else age_on(birth, today)
    if age is not None and age < MAJORITY:
        return "La personne reçue est mineure."
    if any(child[accueil.EXPOSE_VIOLENCES] == "oui" for child in intake[accueil.ENFANTS] or ()):
        return "Un enfant a vu, entendu ou subi les violences."
    if holds(MINEUR_EN_CAUSE, lambda code: intake.codes(intake.form.field(code))):
        return "Un mineur peut être en danger."
    return ""
