"""A document before it is drawn: sections made of our words and of given ones, kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from models.fields import NON_RENSEIGNE, Answers, AnyField
from models.wording import words


@dataclass(frozen=True, repr=False)
class Given:
    """An answer as it is printed, and the question it answers: what is searched for secrets."""

    field: AnyField
    text: str


Cell = Given | str | None
"""Given words, ours, or nothing: « à compléter »."""


@dataclass(frozen=True)
class Prose:
    """Our own words."""

    text: str
    strong: bool = False
    note: bool = False


@dataclass(frozen=True)
class Line:
    """A named answer."""

    label: str
    answer: Cell


@dataclass(frozen=True)
class Narrative:
    """Given words, however many."""

    answer: Given | None


@dataclass(frozen=True)
class Listing:
    """A table with a head; ``widths`` are the shares of its columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Measure:
    """One measure of the law, asked for or not."""

    number: str
    text: str
    asked: bool


@dataclass(frozen=True)
class Blanks:
    """Lines to be filled by hand."""

    labels: tuple[str, ...]


Part = Prose | Line | Narrative | Listing | Measure | Blanks


@dataclass(frozen=True)
class Section:
    """A chapter of the document."""

    title: str
    parts: tuple[Part, ...]


def given(answers: Answers, field: AnyField) -> Given | None:
    """The answer in words; ``None`` when the question is not asked, or has no answer."""
    if not answers.asks(field) or NON_RENSEIGNE.code in answers.codes(field):
        return None
    text = words(answers, field).strip()
    return Given(field, text) if text else None


def lines(answers: Answers, *fields: AnyField) -> Iterator[Line]:
    """A line for each question that is asked."""
    for field in fields:
        if answers.asks(field):
            yield Line(field.label, given(answers, field))


def cells(section: Section) -> Iterator[Given | str]:
    """Every text of a section, ours and given."""
    yield section.title
    for part in section.parts:
        for cell in _cells(part):
            if cell is not None:
                yield cell


def _cells(part: Part) -> Iterator[Cell]:
    match part:
        case Prose(text=text):
            yield text
        case Line(label=label, answer=answer):
            yield from (label, answer)
        case Narrative(answer=answer):
            yield answer
        case Listing(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from row
        case Measure(number=number, text=text):
            yield from (number, text)
        case Blanks(labels=labels):
            yield from labels
        case _:
            assert_never(part)
