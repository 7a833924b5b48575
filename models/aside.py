"""Which sections of a form do not fit whom it is about: behind a button, or out of sight, and never lost."""

from datetime import date
from enum import Enum

from models.conditions import holds, when
from models.dates import age_on
from models.fields import OUI, Answers, Section
from models.forms import accueil, evaluation, personne
from models.withheld import AU_SEIN_DU_COUPLE

MAJORITY = 18


class Place(Enum):
    """Where the questions of a section are."""

    SHOWN = "shown"
    BEHIND = "behind a button"
    ABSENT = "absent"


def place(section: Section, answers: Answers, intake: Answers | None, today: date) -> Place:
    """Where to show a section as long as it has no answer; ``intake`` is the situation's, where there is
    one.
    """
    if section is evaluation.DANGER and intake is not None and not _couple_may_endanger(intake):
        return Place.BEHIND
    if section is personne.MINORITE:
        return _of_minors(answers, today)
    return Place.SHOWN


def _couple_may_endanger(intake: Answers) -> bool:
    """Until the main problem is said, anybody may be in danger; these questions are not for who is blamed."""

    def chosen(code: str) -> frozenset[str]:
        return intake.codes(intake.form.field(code))

    blamed = holds(when(accueil.STATUT, accueil.MIS_EN_CAUSE), chosen)
    if blamed and intake[accueil.DOUBLE_STATUT] != OUI.code:
        return False
    return not intake.codes(accueil.PROBLEMATIQUE) or holds(AU_SEIN_DU_COUPLE, chosen)


def _of_minors(person: Answers, today: date) -> Place:
    birth = person[personne.NAISSANCE]
    age = None if birth is None else age_on(birth, today)
    if age is None:
        return Place.BEHIND
    return Place.SHOWN if age < MAJORITY else Place.ABSENT
