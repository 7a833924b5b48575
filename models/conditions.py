"""When a question is asked: conditions on earlier answers, data shared by screen and validation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol


class Asked(Protocol):
    """A question, as far as a condition looks at it."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def relevant(self) -> Condition | None: ...
    @property
    def retired(self) -> bool: ...


@dataclass(frozen=True)
class When:
    """True when the field's answer is, or contains, one of the options.

    An option with children stands for all of them.
    """

    field: Asked
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


def when(field: Asked, *options: str) -> When:
    """The question is asked when ``field`` was answered by one of ``options``."""
    return When(field, options)


def holds(condition: Condition, chosen: Callable[[str], frozenset[str]]) -> bool:
    """Whether the condition is true; ``chosen`` gives the option codes answered to a question's code.

    An absent answer makes it false, and so does a hidden one.
    """
    match condition:
        case When(field, options):
            if field.relevant is not None and not holds(field.relevant, chosen):
                return False
            return any(
                code == option or code.startswith(option + ".")
                for code in chosen(field.code)
                for option in options
            )
        case AllOf(conditions):
            return all(holds(each, chosen) for each in conditions)
        case OneOf(conditions):
            return any(holds(each, chosen) for each in conditions)


def leaves(condition: Condition) -> Iterator[When]:
    """Each elementary condition, from left to right."""
    match condition:
        case When():
            yield condition
        case AllOf(conditions) | OneOf(conditions):
            for each in conditions:
                yield from leaves(each)
