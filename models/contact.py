"""How a person can be reached without putting her in danger."""

from datetime import date

from models.calendar import next_worked
from models.fields import Answers
from models.forms import personne as asked
from models.safe_days import is_safe, next_safe
from models.wording import words

_OF_HER_PARENTS = {
    "non": ("Ne rien dire à ses parents.",),
    "un_seul": ("Un seul de ses parents peut savoir qu’elle est reçue.",),
}


def safe_contact(person: Answers) -> tuple[str, ...]:
    """What to know before calling, one sentence each, the most important first."""
    agreed = person[asked.ACCORD_CONTACT]
    parents = _OF_HER_PARENTS.get(person[asked.PARENTS_INFORMES] or "", ())
    hidden = ("Adresse cachée.",) if person[asked.ADRESSE_CACHEE] == "oui" else ()
    if agreed == "non":
        return ("Ne pas contacter : la personne ne l’a pas accepté.", *parents, *hidden)
    if agreed != "oui":
        unknown = "Contact sans danger : pas encore convenu avec la personne. N’appelez pas avant."
        return (unknown, *parents, *hidden)
    told = [f"Contact sans danger : {_ways(person) or 'moyens non précisés'}.", *parents, *hidden]
    if hours := person[asked.HORAIRES_SURS]:
        told.append(f"Quand : {hours}.")
    told.append(f"{words(person, asked.MESSAGE_VOCAL) or 'Message vocal : non convenu, n’en laissez pas'}.")
    if alias := person[asked.SE_PRESENTER]:
        told.append(f"Se présenter comme : {alias}.")
    checked = words(person, asked.CONTACT_VERIFIE_LE)
    told.append(f"Vérifié avec la personne le {checked}." if checked else "Jamais vérifié depuis.")
    return tuple(told)


def may_call(person: Answers, day: date) -> bool | None:
    """Whether that day was agreed with her; ``None`` when her words do not say it to a program."""
    if person[asked.ACCORD_CONTACT] != "oui":
        return False
    hours = person[asked.HORAIRES_SURS]
    return is_safe(hours, day) if hours else None


def next_call(person: Answers, day: date) -> date | None:
    """The first day, from that one on, on which to call her; ``None`` when she is not to be called.

    Where her words do not say it, a day on which the office is open.
    """
    if person[asked.ACCORD_CONTACT] != "oui":
        return None
    hours = person[asked.HORAIRES_SURS]
    return (next_safe(hours, day) if hours else None) or next_worked(day)


def _ways(person: Answers) -> str:
    """« appel, SMS »: as within a sentence."""
    ways = words(person, asked.CANAUX_SURS).split(" ; ")
    return ", ".join(way if way.isupper() else way[:1].lower() + way[1:] for way in ways)
