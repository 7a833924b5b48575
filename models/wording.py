"""An answer in words, as screens and documents show it."""

from typing import assert_never

from models import telephone
from models.dates import written
from models.fields import (
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


def words(answers: Answers, field: AnyField) -> str:
    """The answer in French, empty when there is none.

    Several answers are separated by " ; ", lines of an address by ", ", items of a list by a
    line break.
    """
    match field:
        case TextField():
            return answers[field] or ""
        case PhoneField():
            return telephone.grouped(answers[field] or "")
        case AddressField():
            address = answers[field]
            return "" if address is None else ", ".join(address.lines)
        case DateField():
            day = answers[field]
            return "" if day is None else written(day)
        case VagueDateField():
            vague = answers[field]
            return "" if vague is None else vague.words
        case NumberField():
            number = answers[field]
            return "" if number is None else str(number)
        case ChoiceField() | TreeChoiceField() | YesNoField() | MultiChoiceField():
            codes = answers.codes(field)
            return " ; ".join(label for code, label in field.labels.items() if code in codes)
        case ListField():
            return "\n".join(summary(item) for item in answers[field] or ())
        case LinksField():
            count = len(answers[field] or ())
            return f"{count} lien{'s' if count > 1 else ''}" if count else ""
        case _:
            assert_never(field)


def summary(answers: Answers) -> str:
    """The answers of a form on one line."""
    shown = (words(answers, field) for field in answers.answered() if answers.asks(field))
    return " · ".join(text.replace("\n", " ") for text in shown if text)
