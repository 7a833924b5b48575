"""Answers as the database keeps them: one JSON object, question code to value."""

import json
from datetime import date
from typing import Any, assert_never, cast

from models.dates import VagueDate
from models.fields import (
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    Form,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)

Json = dict[str, Any]


def dumped(answers: Answers, over: str = "{}") -> str:
    """The answers as text; what ``over`` holds under codes that the form does not know is kept."""
    known = {field.code for field in answers.form.fields}
    kept = {code: value for code, value in json.loads(over).items() if code not in known}
    return json.dumps({**kept, **_object(answers)}, ensure_ascii=False, separators=(",", ":"))


def loaded(form: Form, text: str) -> Answers:
    return _answers(form, cast("Json", json.loads(text)))


def _object(answers: Answers) -> Json:
    return {field.code: _out(answers, field) for field in answers.answered()}


def _answers(form: Form, content: Json) -> Answers:
    return Answers(
        form,
        {field.code: _in(field, content[field.code]) for field in form.fields if field.code in content},
    )


def _out(answers: Answers, field: AnyField) -> Any:
    match field:
        case TextField() | PhoneField() | ChoiceField() | TreeChoiceField() | YesNoField() | NumberField():
            return answers[field]
        case MultiChoiceField():
            return sorted(answers[field] or ())
        case DateField():
            day = answers[field]
            return None if day is None else day.isoformat()
        case VagueDateField():
            vague = answers[field]
            return None if vague is None else vague_out(vague)
        case AddressField():
            address = answers[field] or Address()
            return {
                "voie": address.street,
                "complement": address.more,
                "code_postal": address.postal_code,
                "commune": address.town,
            }
        case ListField():
            return [_object(item) for item in answers[field] or ()]
        case _:
            assert_never(field)


def _in(field: AnyField, value: Any) -> object:
    match field:
        case TextField() | PhoneField() | ChoiceField() | TreeChoiceField() | YesNoField() | NumberField():
            return value
        case MultiChoiceField():
            return frozenset(value)
        case DateField():
            return date.fromisoformat(value)
        case VagueDateField():
            return vague_in(value)
        case AddressField():
            return Address(value["voie"], value["complement"], value["code_postal"], value["commune"])
        case ListField(item=item):
            return tuple(_answers(item, each) for each in value)
        case _:
            assert_never(field)


def vague_out(vague: VagueDate) -> Json:
    return {
        "mots": vague.words,
        "du": None if vague.earliest is None else vague.earliest.isoformat(),
        "au": None if vague.latest is None else vague.latest.isoformat(),
    }


def vague_in(value: Json) -> VagueDate:
    bounds = (None if value[end] is None else date.fromisoformat(value[end]) for end in ("du", "au"))
    return VagueDate(value["mots"], *bounds)
