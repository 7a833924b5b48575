"""Answers as the database keeps them: one JSON object, question code to value."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

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

Json = dict[str, Any]


def dumped(answers: Answers, over: str = "{}") -> str:
    """The answers as text; what ``over`` holds under codes that the form does not know is kept.

    What cannot be written in UTF-8 (half of a surrogate pair) becomes a question mark.
    """
    text = json.dumps(_object(answers, json.loads(over)), ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="replace").decode()


def loaded(form: Form, text: str) -> Answers:
    return _answers(form, json.loads(text))


def _object(answers: Answers, over: Json) -> Json:
    known = {field.code for field in answers.form.fields}
    kept = {code: value for code, value in over.items() if code not in known}
    return {
        **kept,
        **{field.code: _out(answers, field, over.get(field.code)) for field in answers.answered()},
    }


def _answers(form: Form, content: Json) -> Answers:
    return Answers(
        form,
        {field.code: _in(field, content[field.code]) for field in form.fields if field.code in content},
    )


def _out(answers: Answers, field: AnyField, over: Any) -> Any:
    match field:
        case TextField() | PhoneField() | ChoiceField() | TreeChoiceField() | YesNoField():
            return answers[field]
        case NumberField():
            return answers[field]
        case MultiChoiceField() | LinksField():
            return sorted(answers[field] or ())
        case DateField():
            day = answers[field]
            return None if day is None else day.isoformat()
        case VagueDateField():
            vague = answers[field]
            return None if vague is None else _vague_out(vague)
        case AddressField():
            address = answers[field] or Address()
            return {
                "voie": address.street,
                "complement": address.more,
                "code_postal": address.postal_code,
                "commune": address.town,
            }
        case ListField():
            return _items(field.item, answers[field] or (), over or [])
        case _:
            assert_never(field)


def _items(form: Form, items: Sequence[Answers], over: Sequence[Json]) -> list[Json]:
    """Items have no name: one that did not change keeps what is unknown of it, wherever it went.

    Those that changed take the place of those that are no more, in order, if they are as many.
    """
    before = [(_answers(form, each), each) for each in over]
    found: dict[int, Json] = {}
    for index, item in enumerate(items):
        for pair in before:
            if pair[0] == item:
                found[index] = pair[1]
                before.remove(pair)
                break
    changed = [index for index in range(len(items)) if index not in found]
    if len(changed) == len(before):
        found.update(zip(changed, (each for _, each in before), strict=True))
    return [_object(item, found.get(index, {})) for index, item in enumerate(items)]


def _in(field: AnyField, value: Any) -> object:
    match field:
        case TextField() | PhoneField() | ChoiceField() | TreeChoiceField() | YesNoField() | NumberField():
            return value
        case MultiChoiceField() | LinksField():
            return frozenset(value)
        case DateField():
            return date.fromisoformat(value)
        case VagueDateField():
            return _vague_in(value)
        case AddressField():
            return Address(value["voie"], value["complement"], value["code_postal"], value["commune"])
        case ListField(item=item):
            return tuple(_answers(item, each) for each in value)
        case _:
            assert_never(field)


def _vague_out(vague: VagueDate) -> Json:
    return {
        "mots": vague.words,
        "du": None if vague.earliest is None else vague.earliest.isoformat(),
        "au": None if vague.latest is None else vague.latest.isoformat(),
    }


def _vague_in(value: Json) -> VagueDate:
    bounds = (None if value[end] is None else date.fromisoformat(value[end]) for end in ("du", "au"))
    return VagueDate(value["mots"], *bounds)
