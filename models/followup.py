"""What remains to be done or to be known of a situation, given its records and a date."""

from datetime import date, timedelta

from models.calendar import is_holiday, named
from models.casework import ECHEANCE, ORIENTATION, SITUATION, Noun
from models.contact import may_call, next_call, safe_contact
from models.fields import NON_RENSEIGNE, Answers, AnyField
from models.forms import accueil, echeance, orientation
from models.referral import expected_on

SOON = timedelta(days=7)
"""How long before its day a duty is shown."""

STAYS_URGENT = timedelta(days=7)
"""What is said to be urgent, without saying until when."""

WITHOUT_NEWS = timedelta(days=120)
"""An action of short term is the rule: past four months without anything, a situation is looked at again."""

RECEIVED_LATELY = timedelta(days=60)
"""What was noted in a hurry is completed while it is remembered."""

UNKNOWN_OUTCOME = timedelta(days=30)
"""After how long an orientation whose outcome is not known is to be checked."""


def is_open(noun: Noun, answers: Answers) -> bool:
    """Whether something is awaited of the record: the end of a situation, an outcome, a duty done."""
    if noun is SITUATION:
        return answers[accueil.CLOTURE_LE] is None
    if noun is ECHEANCE:
        return answers[echeance.FAITE_LE] is None
    if noun is ORIENTATION:
        waits = answers[orientation.ETAT] in (None, NON_RENSEIGNE.code, *orientation.SANS_ISSUE)
        return waits and answers[orientation.DESTINATAIRE] != orientation.AUCUNE
    return False


def missing(intake: Answers, person: Answers) -> tuple[AnyField, ...]:
    """The required questions left without an answer, of the situation then of the person."""
    return (*intake.gaps(), *person.gaps())


def last_sign(noun: Noun, answers: Answers, entered: date) -> date:
    """The last day that the record tells something of; a duty also tells of the day for which it is noted,
    an orientation of the day on which she is expected.
    """
    if noun is ECHEANCE:
        told = [answers[echeance.DATE_ECHEANCE], answers[echeance.FAITE_LE]]
    else:
        told = [answers[noun.form.fact_date] if noun.form.fact_date else None]
    if noun is ORIENTATION:
        told += [answers[orientation.ETAT_VERIFIE_LE], expected_on(answers)]
    return max((day for day in told if day is not None), default=entered)


def urgent_until(due: Answers, entered: date) -> date | None:
    """The last day on which a duty is urgent, ``None`` when it never was."""
    if due[echeance.URGENT] != "oui":
        return None
    return due[echeance.URGENT_JUSQU_AU] or (due[echeance.DATE_ECHEANCE] or entered) + STAYS_URGENT


def is_urgent(due: Answers, entered: date, today: date) -> bool:
    until = urgent_until(due, entered)
    return until is not None and today <= until


def is_call(due: Answers) -> bool:
    """Whether it is to call her, and is not done yet."""
    return due[echeance.NATURE] == echeance.RAPPELER and due[echeance.FAITE_LE] is None


def put_off_to(due: Answers, person: Answers, today: date) -> date | None:
    """The day on which she can be called, when it is neither today nor the day that was noted."""
    day = max(due[echeance.DATE_ECHEANCE] or today, today)
    if not is_call(due) or may_call(person, day) is not False:
        return None
    return next_call(person, day)


def before_calling(due: Answers, person: Answers, today: date) -> str:
    """What to know before doing a duty that is to call her; empty for any other, and once it is done."""
    if not is_call(due):
        return ""
    day, later = max(due[echeance.DATE_ECHEANCE] or today, today), put_off_to(due, person, today)
    told = list(safe_contact(person))
    if later is not None:
        when = "Pas aujourd’hui" if day == today else f"Pas le {named(day)}"
        holiday = " (jour férié)" if is_holiday(day) else ""
        told.insert(0, f"{when}{holiday} : prochain jour convenu, {named(later)}.")
    return " ".join(told)
