"""The kinds of question a form can ask; a field is the typed key of its answer.

A form is declared once, in ``models/forms``; screen, validation, storage, search,
counts, documents and the data dictionary all read that one declaration. The
vocabulary is XLSForm's: name (``code``), label, hint, required, relevant, choices.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from models.conditions import Condition, holds, leaves
from models.dates import VagueDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")

_CODE = re.compile(r"[a-z][a-z0-9_]*")


def _check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is not a code: lower-case letters, digits and _ after a letter")


def _check_unique(codes: Iterator[str], where: str) -> None:
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        raise ValueError(f"{where}: {', '.join(twice)} declared twice")


class Unit(Enum):
    """What one line of a count stands for; units are never mixed in a table."""

    PERSONNE = "personne"
    SITUATION = "situation"
    ACTE = "acte"
    EVALUATION = "evaluation"
    ORIENTATION = "orientation"


@dataclass(frozen=True)
class Option:
    """One answer of a closed list.

    ``code`` is stored for ever: never renamed, never reused, only ``retired``.
    ``exclusive`` clears the other ticks of a multiple choice ("aucune"). ``said`` are the other words
    of the trade for it: the answer is found by them, and they are never shown.
    """

    code: str
    label: str
    children: tuple[Option, ...] = ()
    exclusive: bool = False
    retired: bool = False
    said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_code(self.code)
        _check_unique((child.code for child in self.children), f"children of option {self.code}")


NON_RENSEIGNE = Option("non_renseigne", "Non renseigné", exclusive=True)
"""Offered by every closed list and counted on a line of its own, with the unanswered."""

OUI, NON = Option("oui", "Oui"), Option("non", "Non")
NE_SAIT_PAS = Option("ne_sait_pas", "Ne sait pas", exclusive=True)


@dataclass(frozen=True)
class Address:
    """A postal address, each part optional."""

    street: str = ""
    more: str = ""
    postal_code: str = ""
    town: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        place = " ".join(part for part in (self.postal_code, self.town) if part)
        return tuple(line for line in (self.street, self.more, place) if line)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Field(Generic[T]):
    """A question, and the key of its answer: ``answers[FIELD]`` is ``T | None``.

    ``required`` means listed among the gaps while unanswered; it never prevents saving.
    ``relevant`` hides the question while its condition is false; a hidden answer is
    kept, but neither checked, counted nor printed. ``internal`` is filled by the program
    and never asked. ``brief`` are the words of its label that name it where room is short.
    """

    code: str
    label: str
    brief: str = ""
    hint: str = ""
    required: bool = False
    relevant: Condition | None = None
    retired: bool = False
    internal: bool = False

    def __post_init__(self) -> None:
        _check_code(self.code)
        if not self.label.strip():
            raise ValueError(f"field {self.code} has no label")
        if self.brief.lower() not in self.label.lower():
            raise ValueError(f"field {self.code} is briefly called by words that are not in its label")
        if self.required and self.retired:
            raise ValueError(f"field {self.code} is both required and retired")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code})"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TextField(Field[str]):
    """Free text; it can never be counted.

    ``lines`` above 1 makes it a narrative; ``searched`` puts it in the search index;
    ``locates`` tells that it may reveal where the person is; ``hers``, that it holds her own words.
    """

    lines: int = 1
    searched: bool = False
    locates: bool = False
    hers: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PhoneField(Field[str]):
    """A telephone number, kept as it was written."""

    searched: bool = False
    locates: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AddressField(Field[Address]):
    """A postal address; ``locates`` tells that it may reveal where the person is."""

    locates: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DateField(Field[date]):
    """An exact day; ``past_only`` refuses one later than today."""

    past_only: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class VagueDateField(Field[VagueDate]):
    """A date as she says it, exact or not; ``past_only`` refuses one surely later than today."""

    past_only: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NumberField(Field[int]):
    """A whole number between two bounds, both included."""

    minimum: int = 0
    maximum: int = 999

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.minimum > self.maximum:
            raise ValueError(f"field {self.code}: minimum above maximum")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ClosedField(Field[T]):
    """A question with a closed list of answers: the only kind that can be ``counted``.

    The answers are option codes; that of a child option is ``parent.child``.
    """

    options: tuple[Option, ...]
    counted: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.options:
            raise ValueError(f"field {self.code} has no option")
        _check_unique((option.code for option in self.options), f"field {self.code}")
        if NON_RENSEIGNE.code in {option.code for option in self.options}:
            raise ValueError(f"field {self.code}: {NON_RENSEIGNE.code} is in every list already")
        if not isinstance(self, TreeChoiceField) and any(o.children for o in self.options):
            raise ValueError(f"field {self.code}: only a TreeChoiceField has options with children")

    @property
    def all_options(self) -> tuple[Option, ...]:
        """The declared options, then *non renseigné*."""
        return (*self.options, NON_RENSEIGNE)

    @property
    def labels(self) -> dict[str, str]:
        """Label by option code, parents before their children, in the order of the list."""
        found: dict[str, str] = {}
        for option in self.all_options:
            found[option.code] = option.label
            for child in option.children:
                found[f"{option.code}.{child.code}"] = f"{option.label} › {child.label}"
        return found

    @property
    def said(self) -> dict[str, tuple[str, ...]]:
        """What else each answer is called, by option code, its own last label first."""
        found: dict[str, tuple[str, ...]] = {}
        for option in self.all_options:
            found[option.code] = (option.label, *option.said)
            for child in option.children:
                found[f"{option.code}.{child.code}"] = (child.label, *child.said)
        return found


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChoiceField(ClosedField[str]):
    """One answer of a list."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TreeChoiceField(ClosedField[str]):
    """One answer of a list in two levels; the first level alone is an answer too."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MultiChoiceField(ClosedField[frozenset[str]]):
    """Any number of answers of a list."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class YesNoField(ClosedField[str]):
    """Yes, no, or the person does not know; unanswered means that it was not raised."""

    options: tuple[Option, ...] = (OUI, NON, NE_SAIT_PAS)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ListField(Field["tuple[Answers, ...]"]):
    """A repeated group, one level deep; ``noun`` names one item with its article ("un enfant")."""

    item: Form
    noun: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(isinstance(field, ListField) for field in self.item.fields):
            raise ValueError(f"field {self.code}: a list inside a list")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LinksField(Field[frozenset[str]]):
    """Which items of a list of the same dossier the answer rests on, by their keys.

    ``to`` is the code of the list; what became of an item that is no more is nobody's answer.
    """

    to: str


AnyClosedField = ChoiceField | TreeChoiceField | MultiChoiceField | YesNoField
AnyField = (
    TextField
    | PhoneField
    | AddressField
    | DateField
    | VagueDateField
    | NumberField
    | ChoiceField
    | TreeChoiceField
    | MultiChoiceField
    | YesNoField
    | ListField
    | LinksField
)


@dataclass(frozen=True)
class Section:
    """Questions that belong together on the screen."""

    label: str
    fields: tuple[AnyField, ...]
    hint: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """The questions asked on one subject; it checks itself when it is built.

    ``unit`` is what one filled form counts for, ``None`` when it is never counted.
    ``fact_date`` is the question whose answer dates the fact: statistics go by it,
    never by the day of entry.
    """

    code: str
    label: str
    sections: tuple[Section, ...]
    unit: Unit | None = None
    fact_date: DateField | None = None

    def __post_init__(self) -> None:
        _check_code(self.code)
        _check_unique((field.code for field in self.fields), f"form {self.code}")
        for index, field in enumerate(self.fields):
            self._check_condition(field, before=self.fields[:index])
            if isinstance(field, ClosedField) and field.counted and self.unit is None:
                raise ValueError(f"form {self.code} counts nothing, yet {field.code} is counted")
        if self.fact_date is not None and self.fact_date not in self.fields:
            raise ValueError(f"form {self.code}: its date of fact is not one of its fields")

    def _check_condition(self, field: AnyField, before: tuple[AnyField, ...]) -> None:
        if field.relevant is None:
            return
        for leaf in leaves(field.relevant):
            where = f"field {field.code}: condition on {leaf.field.code}"
            if leaf.field not in before:
                raise ValueError(f"{where}, not asked before it in the form")
            if not isinstance(leaf.field, ClosedField):
                raise ValueError(f"{where}, an open question")
            unknown = set(leaf.options) - set(leaf.field.labels)
            if unknown or not leaf.options:
                raise ValueError(f"{where}, options {sorted(unknown)} not there")

    def __repr__(self) -> str:
        return f"Form({self.code})"

    @cached_property
    def fields(self) -> tuple[AnyField, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def asked(self) -> tuple[AnyField, ...]:
        """The fields still asked: neither retired nor filled by the program."""
        return tuple(field for field in self.fields if not (field.retired or field.internal))

    @property
    def key(self) -> TextField | None:
        """What its filled forms are linked to by, when they are items of a list that is."""
        return next((field for field in self.fields if isinstance(field, TextField) and field.internal), None)

    @property
    def counted(self) -> tuple[AnyClosedField, ...]:
        return tuple(field for field in self.fields if isinstance(field, AnyClosedField) and field.counted)

    def field(self, code: str) -> AnyField:
        """The field of that code; ``KeyError`` when there is none."""
        for field in self.fields:
            if field.code == code:
                return field
        raise KeyError(code)


class Answers:
    """What was answered to a form: an immutable mapping with typed keys.

    ``repr()`` tells which questions are answered, never what was answered.
    """

    __slots__ = ("_values", "form")

    def __init__(self, form: Form, values: Mapping[str, object] | None = None) -> None:
        self.form = form
        self._values = {
            field.code: values[field.code]
            for field in form.fields
            if values is not None and not _empty(values.get(field.code))
        }

    def __getitem__(self, field: Field[T]) -> T | None:
        if field not in self.form.fields:
            raise KeyError(f"{field.code} is not asked by the form {self.form.code}")
        return cast("T | None", self._values.get(field.code))

    def with_(self, field: Field[T], value: T | None) -> Answers:
        """The same answers, but for this one; ``None`` or an empty value takes it away."""
        if field not in self.form.fields:
            raise KeyError(f"{field.code} is not asked by the form {self.form.code}")
        return Answers(self.form, {**self._values, field.code: value})

    def taking(self, other: Answers, *fields: AnyField) -> Answers:
        """The same answers, but those of ``other`` to these questions, even when it has none."""
        taken = {field.code: other._values.get(field.code) for field in fields}
        return Answers(self.form, {**self._values, **taken})

    def differing(self, other: Answers) -> tuple[AnyField, ...]:
        """The questions of the form that ``other`` answers otherwise."""
        mine, others = self._values, other._values
        return tuple(field for field in self.form.fields if mine.get(field.code) != others.get(field.code))

    def codes(self, field: AnyField) -> frozenset[str]:
        """The option codes given to a closed question, empty when it is open or unanswered."""
        value = self._values.get(field.code)
        match field:
            case ChoiceField() | TreeChoiceField() | YesNoField():
                return frozenset() if value is None else frozenset((cast("str", value),))
            case MultiChoiceField():
                return cast("frozenset[str]", value or frozenset())
            case _:
                return frozenset()

    def _chosen(self, code: str) -> frozenset[str]:
        return self.codes(self.form.field(code))

    def asks(self, field: AnyField) -> bool:
        """Whether the question is to be asked, given the answers to those before it."""
        return not (field.retired or field.internal) and (
            field.relevant is None or holds(field.relevant, self._chosen)
        )

    def answered(self) -> Iterator[AnyField]:
        """The questions that were answered, in the order of the form."""
        return (field for field in self.form.fields if field.code in self._values)

    def gaps(self) -> tuple[AnyField, ...]:
        """The required questions that are asked and have no answer yet, or words that no date is read in."""
        return tuple(
            field
            for field in self.form.fields
            if field.required and self.asks(field) and not self._settles(field)
        )

    def _settles(self, field: AnyField) -> bool:
        """Words said of a date may be kept without being understood: the count knows nothing of them."""
        value = self._values.get(field.code)
        if isinstance(value, VagueDate):
            return value.earliest is not None or value.words.casefold() in _UNKNOWN
        return value is not None

    def __bool__(self) -> bool:
        return bool(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answers):
            return NotImplemented
        return (self.form, self._values) == (other.form, other._values)

    def __repr__(self) -> str:
        return f"Answers({self.form.code}: {', '.join(self._values) or 'nothing'})"


_UNKNOWN = frozenset(
    words.casefold() for words in (NON_RENSEIGNE.label, NE_SAIT_PAS.label, "inconnu", "inconnue")
)
"""What is said of a date to say that there is none."""


def no_answer(field: AnyField) -> object:
    """What says that a question was left aside, ``None`` where nothing does."""
    match field:
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return NON_RENSEIGNE.code
        case MultiChoiceField():
            return frozenset((NON_RENSEIGNE.code,))
        case VagueDateField():
            return VagueDate(NON_RENSEIGNE.label, None, None)
        case _:
            return None


def _empty(value: Any) -> bool:
    return value is None or value in ("", (), frozenset(), Address())
