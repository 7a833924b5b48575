"""Every question ever released, kept so that none is renamed, retyped or used again.

    python -m tests.golden.formulaires

adds the new questions and options to ``formulaires.json``. It refuses to drop or to change one:
what is asked no more is ``retired``, and stays declared.
"""

import json
import sys
from pathlib import Path

from models.casework import ALL_FORMS
from models.fields import ClosedField, Form, ListField, Option

FILE = Path(__file__).with_suffix(".json")

Golden = dict[str, dict[str, dict[str, str | list[str]]]]
"""By form, by field: the name of its type and the codes of its options."""


def declared() -> Golden:
    """What the program asks today; a list's item is the form ``form.field``."""
    golden: Golden = {}
    for form in ALL_FORMS:
        golden[form.code] = _fields(form)
        for field in form.fields:
            if isinstance(field, ListField):
                golden[f"{form.code}.{field.code}"] = _fields(field.item)
    return golden


def released() -> Golden:
    return json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def lost(before: Golden, now: Golden) -> list[str]:
    """What was released and is no longer there with the same type, a sentence each."""
    found: list[str] = []
    for form, fields in before.items():
        for code, field in fields.items():
            same = now.get(form, {}).get(code)
            if same is None:
                found.append(f"{form}.{code} is no longer declared: retire it instead")
            elif same["type"] != field["type"]:
                found.append(f"{form}.{code} was a {field['type']}, now a {same['type']}")
            else:
                gone = set(field["options"]) - set(same["options"])
                found += [f"{form}.{code} lost its option {option}: retire it" for option in sorted(gone)]
    return found


def _fields(form: Form) -> dict[str, dict[str, str | list[str]]]:
    return {
        field.code: {
            "type": type(field).__name__,
            "options": _codes(field.options) if isinstance(field, ClosedField) else [],
        }
        for field in form.fields
    }


def _codes(options: tuple[Option, ...]) -> list[str]:
    codes: list[str] = []
    for option in options:
        codes.append(option.code)
        codes += [f"{option.code}.{child.code}" for child in option.children]
    return codes


if __name__ == "__main__":
    if problems := lost(released(), declared()):
        sys.exit("\n".join(problems))
    FILE.write_text(json.dumps(declared(), indent=1, ensure_ascii=False) + "\n", "utf-8")
