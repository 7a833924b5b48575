"""When she is expected, as a document says it."""

from models.calendar import named_in_words
from models.failure import Failure
from models.fields import Answers
from models.forms import orientation
from models.referral import expected_on, hour


def appointment(answers: Answers) -> str:
    """``mardi 19 juin 2012 à 14 h 30``, empty when there is none.

    The hour is written anew: nothing else that was typed beside it is printed.
    """
    day = expected_on(answers)
    if day is None:
        return ""
    told = named_in_words(day)
    said = answers[orientation.RENDEZ_VOUS_HEURE]
    return f"{told} à {_hour(said)}" if said else told


def _hour(said: str) -> str:
    understood = hour(said)
    if understood is None:
        raise Failure(
            "L’heure du rendez-vous n’est pas comprise. Écrivez-la comme « 14 h 30 », puis recommencez ;"
            " aucun fichier n’a été créé."
        )
    return understood
