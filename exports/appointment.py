"""When she is expected, as a document says it."""

import re

from models.dates import in_words
from models.failure import Failure
from models.fields import Answers
from models.forms import orientation

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HOUR = re.compile(r"\s*(?:à\s*)?(\d{1,2})\s*(?:h|H|:|heures?)\s*([0-5]\d)?\s*(?:min)?\s*")


def appointment(answers: Answers) -> str:
    """``mardi 19 juin 2012 à 14 h 30``, empty when there is none.

    The hour is written anew: nothing else that was typed beside it is printed.
    """
    day = answers[orientation.RENDEZ_VOUS_LE] if answers.asks(orientation.RENDEZ_VOUS_LE) else None
    if day is None:
        return ""
    told = f"{_DAYS[day.weekday()]} {in_words(day)}"
    said = answers[orientation.RENDEZ_VOUS_HEURE]
    return f"{told} à {_hour(said)}" if said else told


def _hour(said: str) -> str:
    read = _HOUR.fullmatch(said)
    if read is None or int(read[1]) > 23:
        raise Failure(
            "L’heure du rendez-vous n’est pas comprise. Écrivez-la comme « 14 h 30 », puis recommencez ;"
            " aucun fichier n’a été créé."
        )
    return f"{int(read[1])}\u00a0h" + (f"\u00a0{read[2]}" if read[2] not in (None, "00") else "")
