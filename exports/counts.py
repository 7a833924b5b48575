"""The true counts of a period, derived from the declarations: for her eyes; an ``Edition`` is what leaves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from exports.tables import COUNTED_THINGS, Heading, Kind, Row, Table
from models.casework import FORMS
from models.counting import DERIVED, Observation, Observations
from models.dates import Period
from models.fields import (
    NON_RENSEIGNE,
    AnyClosedField,
    Form,
    MultiChoiceField,
    TreeChoiceField,
    Unit,
)
from models.forms import accueil

STATUT = "personne.statut"
"""The code of the partition that heads every report: 323 = 84 + 44 + 195."""

MANY_QUESTIONS = 8
"""A form that counts more is laid out section by section."""


@dataclass(frozen=True)
class Count:
    """The tables of a period with their true numbers, in the order in which they are read.

    ``undated`` is how many records of each unit are in no period for want of a date; a unit
    that has none is absent.
    """

    period: Period
    tables: tuple[Table, ...]
    undated: Mapping[Unit, int] = dataclass_field(default_factory=dict[Unit, int])

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was dated in the period."""
        return not any(table.base for table in self.tables)

    def __getitem__(self, code: str) -> Table:
        for table in self.tables:
            if table.heading.code == code:
                return table
        raise KeyError(code)


def tabulate(observations: Observations, forms: Sequence[Form] = FORMS) -> Count:
    """Count every question declared as counted, by the unit of its form.

    What is counted by person is not counted again by situation: each question has one unit.
    """
    tables = [*_activity(observations)]
    for family, unit, field in _questions(forms):
        tables += _tables(family, unit, field, observations.of(unit))
    return Count(observations.period, tuple(tables), observations.undated)


@dataclass(frozen=True)
class _Line:
    """A row before it is counted; a retired one appears only when it still has answers."""

    code: str
    label: str
    retired: bool = False


NOVELTY = (_Line("nouvelle", "Nouvelles"), _Line("connue", "Déjà connues"))


def _activity(observations: Observations) -> Iterator[Table]:
    for unit, things in COUNTED_THINGS.items():
        seen = observations.of(unit)
        heading = Heading(f"activite.{unit.value}", _capital(things), "Activité", unit, Kind.TOTAL)
        yield Table(heading, len(seen), persons=_persons(seen))
    for unit in (Unit.PERSONNE, Unit.SITUATION):
        seen = observations.of(unit)
        heading = Heading(
            f"activite.{unit.value}.nouveaute",
            f"{_capital(COUNTED_THINGS[unit])} : nouvelles et déjà connues",
            "Activité",
            unit,
            Kind.PARTITION,
            _labels(NOVELTY),
        )
        answers = [frozenset(("nouvelle" if each.new else "connue",)) for each in seen]
        yield _table(heading, NOVELTY, seen, answers)


def _questions(forms: Sequence[Form]) -> Iterator[tuple[str, Unit, AnyClosedField]]:
    """Each counted question with its family and its unit: persons first."""
    of_persons = [field for form in forms if form.unit is Unit.PERSONNE for field in form.counted]
    by_person = (accueil.STATUT, *of_persons, *DERIVED)
    for field in by_person:
        yield "Personnes", Unit.PERSONNE, field
    for form in forms:
        by_section = len(form.counted) > MANY_QUESTIONS
        for section in form.sections:
            for field in form.counted:
                if form.unit is not None and field in section.fields and field not in by_person:
                    yield section.label if by_section else f"{form.label}s", form.unit, field


def _tables(family: str, unit: Unit, field: AnyClosedField, seen: Sequence[Observation]) -> Iterator[Table]:
    """The table of a question; of a list in two levels, the first level and then the detail.

    Whoever was not to be asked is outside the base. A question that is not asked any more keeps
    its table as long as there are answers.
    """
    asked = [each for each in seen if field.code in each.codes]
    if field.retired and not asked:
        return
    code = f"{unit.value}.{field.code}"
    title = "Personnes par statut" if code == STATUT else field.label
    kind = Kind.MULTIPLE if isinstance(field, MultiChoiceField) else Kind.PARTITION
    answers = [_answer(field, each.codes[field.code]) for each in asked]

    first = tuple(_Line(option.code, option.label, option.retired) for option in field.all_options)
    heading = Heading(code, title, family, unit, kind, _labels(first), field)
    yield _table(heading, first, asked, [_first_level(codes) for codes in answers])
    if isinstance(field, TreeChoiceField):
        detail = tuple(_detail(field))
        heading = Heading(f"{code}.detail", f"{title}, en détail", family, unit, kind, _labels(detail), field)
        yield _table(heading, detail, asked, answers)


def _answer(field: AnyClosedField, codes: frozenset[str]) -> frozenset[str]:
    """The rows of one answer: *non renseigné* when there is none.

    An exclusive option ticked with another one says nothing, and is left out.
    """
    if not codes <= set(field.labels):
        raise ValueError(f"question {field.code}: an answer is no option of its list")
    if not isinstance(field, MultiChoiceField):
        if len(codes) > 1:
            raise ValueError(f"question {field.code}: several answers to a single choice")
        return codes or frozenset((NON_RENSEIGNE.code,))
    exclusive = {option.code for option in field.all_options if option.exclusive}
    said = codes if len(codes) == 1 else codes - exclusive
    return said or frozenset((NON_RENSEIGNE.code,))


def _first_level(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code.partition(".")[0] for code in codes)


def _detail(field: TreeChoiceField) -> Iterator[_Line]:
    for option in field.all_options:
        for child in option.children:
            code, retired = f"{option.code}.{child.code}", option.retired or child.retired
            yield _Line(code, field.labels[code], retired)
        alone = f"{option.label}, sans précision" if option.children else option.label
        yield _Line(option.code, alone, option.retired)


def _table(
    heading: Heading,
    lines: Sequence[_Line],
    seen: Sequence[Observation],
    answers: Sequence[frozenset[str]],
) -> Table:
    """Count the answers, one for each thing seen; a row without answer is kept."""
    rows: list[Row] = []
    for line in lines:
        there = [each for each, codes in zip(seen, answers, strict=True) if line.code in codes]
        if there or not line.retired:
            rows.append(Row(line.code, line.label, len(there), _persons(there)))
    return Table(heading, len(seen), tuple(rows), _persons(seen))


def _persons(seen: Iterable[Observation]) -> frozenset[int]:
    return frozenset(each.person for each in seen)


def _labels(lines: Sequence[_Line]) -> tuple[str, ...]:
    return tuple(line.label for line in lines if not line.retired)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
