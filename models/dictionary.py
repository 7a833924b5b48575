"""The data dictionary: every form, question, type, option and condition, read off the declarations."""

from typing import Any, assert_never

from models.casework import ALL_FORMS
from models.conditions import AllOf, Condition, OneOf, When
from models.fields import (
    AddressField,
    AnyField,
    ChoiceField,
    ClosedField,
    DateField,
    Form,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    Option,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)


def dictionary(forms: tuple[Form, ...] = ALL_FORMS) -> list[dict[str, Any]]:
    """One entry per form, made of plain JSON values under French names."""
    return [_form(form) for form in forms]


def type_name(field: AnyField) -> str:
    """The kind of question, in French."""
    match field:
        case TextField(lines=lines):
            return "texte" if lines == 1 else "texte long"
        case PhoneField():
            return "téléphone"
        case AddressField():
            return "adresse"
        case DateField():
            return "date"
        case VagueDateField():
            return "date approximative"
        case NumberField():
            return "nombre"
        case ChoiceField():
            return "choix"
        case TreeChoiceField():
            return "choix à deux niveaux"
        case MultiChoiceField():
            return "choix multiple"
        case YesNoField():
            return "oui, non, ne sait pas"
        case ListField():
            return "liste"
        case LinksField():
            return "liens"
        case _:
            assert_never(field)


def condition_words(condition: Condition | None) -> str:
    """The condition as a French clause, empty when there is none."""
    match condition:
        case None:
            return ""
        case When(field, options):
            labels = " ou ".join(
                f"« {field.labels[option]} »" for option in options if isinstance(field, ClosedField)
            )
            return f"« {field.label} » : {labels}"
        case AllOf(conditions):
            return " et ".join(f"({condition_words(each)})" for each in conditions)
        case OneOf(conditions):
            return " ou ".join(f"({condition_words(each)})" for each in conditions)


def _form(form: Form) -> dict[str, Any]:
    return {
        "formulaire": form.code,
        "libelle": form.label,
        "unite": None if form.unit is None else form.unit.value,
        "date_du_fait": None if form.fact_date is None else form.fact_date.code,
        "champs": [_field(field, section.label) for section in form.sections for field in section.fields],
    }


def _field(field: AnyField, section: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": field.code,
        "libelle": field.label,
        "section": section,
        "type": type_name(field),
        "aide": field.hint,
        "obligatoire": field.required,
        "compte": isinstance(field, ClosedField) and field.counted,
        "condition": condition_words(field.relevant),
        "retire": field.retired,
    }
    if isinstance(field, ClosedField):
        entry["options"] = [_option(option) for option in field.all_options]
    if isinstance(field, NumberField):
        entry["minimum"], entry["maximum"] = field.minimum, field.maximum
    if isinstance(field, ListField):
        entry["element"] = _form(field.item)
    return entry


def _option(option: Option) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": option.code, "libelle": option.label, "retire": option.retired}
    if option.children:
        entry["options"] = [_option(child) for child in option.children]
    return entry
