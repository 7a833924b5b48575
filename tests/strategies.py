"""Answers to any form, for hypothesis: every kind of question, every option, words of all alphabets."""

from datetime import date
from typing import Any, assert_never

from hypothesis import strategies as st

from models.dates import VagueDate
from models.fields import (
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    Form,
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

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PHONES = st.sampled_from(["06 39 98 12 34", "+33639981234", "0033 6.39.98.12.34", "3919", "illisible"])


def answers(form: Form) -> st.SearchStrategy[Answers]:
    """Any of its questions answered, whether it is asked or not."""
    optional = {field.code: value(field) for field in form.fields}
    return st.fixed_dictionaries({}, optional=optional).map(lambda values: Answers(form, values))


def value(field: AnyField) -> st.SearchStrategy[Any]:
    match field:
        case TextField():
            return WORDS
        case PhoneField():
            return PHONES
        case DateField():
            return st.dates()
        case VagueDateField():
            return st.builds(_interval, WORDS, st.none() | st.dates(), st.none() | st.dates())
        case NumberField():
            return st.integers(field.minimum, field.maximum)
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return st.sampled_from([*field.labels, "option_of_tomorrow"])
        case MultiChoiceField():
            return st.frozensets(st.sampled_from([*field.labels, "option_of_tomorrow"]))
        case AddressField():
            return st.builds(Address, WORDS, WORDS, WORDS, WORDS)
        case LinksField():
            return st.frozensets(st.text("0123456789abcdef", min_size=1, max_size=8), max_size=3)
        case ListField(item=item):
            return st.lists(answers(item), max_size=3).map(tuple)
        case _:
            assert_never(field)


def _interval(words: str, one: date | None, other: date | None) -> VagueDate:
    """The earlier day first, when both are known."""
    if one is not None and other is not None:
        return VagueDate(words, min(one, other), max(one, other))
    return VagueDate(words, one, other)
