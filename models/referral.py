"""An orientation in a few words: towards whom, when she is expected there, what became of it."""

import re
from collections.abc import Iterable
from datetime import date

from models.dates import written
from models.directory import Entry, found
from models.fields import Answers
from models.forms import orientation
from models.wording import words

_HOUR = re.compile(r"\s*(?:à\s*)?(\d{1,2})\s*(?:h|H|:|heures?)\s*([0-5]\d)?\s*(?:min)?\s*")


def towards(answers: Answers) -> str:
    """The service as it was named that day, or else its sort."""
    return answers[orientation.STRUCTURE] or words(answers, orientation.DESTINATAIRE)


def service(answers: Answers, entries: Iterable[Entry]) -> str:
    """The name that the directory knows, or else the sort: what was typed may say more than it should."""
    entry = found(entries, answers[orientation.STRUCTURE] or "")
    return entry.name if entry else words(answers, orientation.DESTINATAIRE)


def expected_on(answers: Answers) -> date | None:
    """The day of her appointment, when one was made."""
    return answers[orientation.RENDEZ_VOUS_LE] if answers.asks(orientation.RENDEZ_VOUS_LE) else None


def hour(said: str) -> str | None:
    """``14 h 30``, however it was typed; ``None`` when it is not understood."""
    read = _HOUR.fullmatch(said)
    if read is None or int(read[1]) > 23:
        return None
    return f"{int(read[1])}\u00a0h" + (f"\u00a0{read[2]}" if read[2] not in (None, "00") else "")


def at(answers: Answers) -> str:
    """The hour of her appointment as it is told on the screen, understood or not."""
    said = answers[orientation.RENDEZ_VOUS_HEURE] or ""
    return hour(said) or said


def gist(answers: Answers) -> str:
    """One line that tells it from the others, without its own day."""
    day = expected_on(answers)
    how = words(answers, orientation.MODE)
    if day is not None:
        how = f"{how} le {written(day)}" + (f" à {at(answers)}" if at(answers) else "")
    return " · ".join(filter(None, (towards(answers), how, words(answers, orientation.ETAT))))
