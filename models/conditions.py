"""When a question is asked: conditions on earlier answers, data shared by screen and validation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.fields import Answers, AnyField


@dataclass(frozen=True)
class When:
    """True when the field's answer is, or contains, one of the options.

    An option with children stands for all of them.
    """

    field: AnyField
    options: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """True when each condition is."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class OneOf:
    """True when at least one condition is."""

    conditions: tuple[Condition, ...]


Condition = When | AllOf | OneOf


def when(field: AnyField, *options: str) -> When:
    """The question is asked when ``field`` was answered by one of ``options``."""
    return When(field, options)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether the condition is true of these answers; an absent or a hidden one makes it false."""
    match condition:
        case When(field, options):
            if field.relevant is not None and not holds(field.relevant, answers):
                return False
            return any(
                code == option or code.startswith(option + ".")
                for code in answers.codes(field)
                for option in options
            )
        case AllOf(conditions):
            return all(holds(each, answers) for each in conditions)
        case OneOf(conditions):
            return any(holds(each, answers) for each in conditions)


def leaves(condition: Condition) -> Iterator[When]:
    """Each elementary condition, from left to right."""
    match condition:
        case When():
            yield condition
        case AllOf(conditions) | OneOf(conditions):
            for each in conditions:
                yield from leaves(each)
