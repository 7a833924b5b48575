"""What is wrong with an answer, in French."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from models import telephone
from models.dates import EARLIEST_YEAR, OLDEST_AGE, VagueDate, age_on, written
from models.fields import (
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)


@dataclass(frozen=True)
class Problem:
    """A sentence about one answer; ``path`` is ``nom`` or, in a list, ``enfants.0.prenom``."""

    path: str
    sentence: str


def problems(answers: Answers, today: date) -> tuple[Problem, ...]:
    """What must be corrected among the answers that are asked; a missing answer is no problem."""
    return tuple(_problems(answers, today))


def _problems(answers: Answers, today: date) -> Iterator[Problem]:
    for field in answers.answered():
        if answers.asks(field):
            for path, sentence in _wrong(field, answers, today):
                yield Problem(f"{field.code}{path}", sentence)


def _wrong(field: AnyField, answers: Answers, today: date) -> Iterator[tuple[str, str]]:
    match field:
        case TextField():
            value = answers[field]
            if value is not None and "\x00" in value:
                yield "", "Ce texte contient un caractère invisible interdit ; retapez-le."
        case PhoneField():
            value = answers[field]
            if value is not None and telephone.number(value) is None:
                yield (
                    "",
                    "Ce numéro n’a pas une forme connue. Exemples : 06 12 34 56 78, +32 475 12 34 56, 3919.",
                )
        case AddressField():
            yield from _wrong_address(answers[field] or Address())
        case DateField(past_only=past_only):
            value = answers[field]
            if value is not None:
                yield from _wrong_day(value, value, past_only, today)
        case VagueDateField(past_only=past_only):
            vague = answers[field] or VagueDate("")
            if vague.earliest is not None and vague.latest is not None:
                yield from _wrong_day(vague.earliest, vague.latest, past_only, today)
        case NumberField(minimum=minimum, maximum=maximum):
            number = answers[field]
            if number is not None and not minimum <= number <= maximum:
                yield "", f"Indiquez un nombre entre {minimum} et {maximum}."
        case ChoiceField() | TreeChoiceField() | YesNoField() | MultiChoiceField():
            codes = answers.codes(field)
            if not codes <= set(field.labels):
                yield "", "Cette réponse n’est pas dans la liste."
            exclusive = {option.code for option in field.all_options if option.exclusive}
            if len(codes) > 1 and codes & exclusive:
                labels = " ou ".join(f"« {field.labels[code]} »" for code in sorted(codes & exclusive))
                yield "", f"{labels} ne va pas avec une autre réponse."
        case LinksField():
            pass  # a link to what is no more is told where the dossier is read whole
        case ListField():
            for index, item in enumerate(answers[field] or ()):
                for problem in problems(item, today):
                    yield f".{index}.{problem.path}", problem.sentence
        case _:
            assert_never(field)


def _wrong_day(earliest: date, latest: date, past_only: bool, today: date) -> Iterator[tuple[str, str]]:
    if latest.year < EARLIEST_YEAR:
        yield "", f"Cette date est antérieure à {EARLIEST_YEAR} ; vérifiez l’année."
    elif past_only and (age_on(VagueDate("", latest, latest), today) or 0) > OLDEST_AGE:
        yield "", f"Cette date remonte à plus de {OLDEST_AGE} ans, un âge impossible ; vérifiez l’année."
    elif past_only and earliest > today:
        yield "", f"Cette date est dans l’avenir (nous sommes le {written(today)})."


def _wrong_address(address: Address) -> Iterator[tuple[str, str]]:
    if address.postal_code and not (len(address.postal_code) == 5 and address.postal_code.isdigit()):
        yield "", "Un code postal français a cinq chiffres."
