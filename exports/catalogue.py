"""What a publication crosses with the status of persons: variables, their categories, frozen for a year.

Each variable makes one table, ``status x variable``, and is in no other one: that shape is what makes
the protection of small counts hold for any crossing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from exports.protection.cells import Catalogue as Star
from exports.protection.cells import Variable as Bare


@dataclass(frozen=True)
class Category:
    """One row or one column; ``leaves`` are the codes that a group adds up, none for a leaf."""

    code: str
    label: str
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variable:
    """``leaves`` are exclusive and cover everybody; ``groups`` add some of them up, each leaf in one at most.

    ``unknown`` is the leaf of a person of whom nothing is known. In a ``sensitive`` category, a whole
    line must not be seen to be.
    """

    code: str
    label: str
    family: str
    definition: str
    leaves: tuple[Category, ...]
    unknown: str
    groups: tuple[Category, ...] = ()
    sensitive: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        codes = [each.code for each in (*self.leaves, *self.groups)]
        grouped = [leaf for group in self.groups for leaf in group.leaves]
        if self.unknown not in codes or not {*grouped} <= {each.code for each in self.leaves}:
            raise ValueError(f"variable {self.code}: a category is not there")

    @property
    def rows(self) -> tuple[Category, ...]:
        """Groups, each before its leaves, and the leaves that are in none, in the order of the leaves."""
        head = {group.leaves[0]: group for group in self.groups}
        return tuple(
            each
            for leaf in self.leaves
            for each in ((head[leaf.code], leaf) if leaf.code in head else (leaf,))
        )

    @property
    def bare(self) -> Bare:
        """The same without its words."""
        return Bare(
            self.code,
            tuple(each.code for each in self.leaves),
            {group.code: group.leaves for group in self.groups},
            self.sensitive,
        )


@dataclass(frozen=True)
class Catalogue:
    """``version`` names it in every file; ``calendar`` holds the quarters, ``variables`` all the others.

    ``merges``: what stands for the statuses in a year in which one of them is too small, in order.
    """

    version: str
    status: Variable
    calendar: Variable
    variables: tuple[Variable, ...]
    merges: tuple[tuple[str, ...], ...] = ()

    @property
    def crossed(self) -> tuple[Variable, ...]:
        """Every variable that makes a table with the status."""
        return (self.calendar, *self.variables)

    def variable(self, code: str) -> Variable:
        """``KeyError`` when there is none."""
        for each in (self.status, *self.crossed):
            if each.code == code:
                return each
        raise KeyError(code)

    @property
    def star(self) -> Star:
        """The same as the protection wants it."""
        status = self.status.code
        return Star(
            self.version,
            tuple(each.bare for each in (self.status, *self.crossed)),
            status,
            tuple((status, each.code) for each in self.crossed),
            merges=self.merges,
            calendar=self.calendar.code,
        )

    def data(self) -> dict[str, Any]:
        """Plain values, to be kept as JSON."""
        return asdict(self)


def catalogue_of(data: Mapping[str, Any]) -> Catalogue:
    """The reverse of ``Catalogue.data``."""
    return Catalogue(
        data["version"],
        variable_of(data["status"]),
        variable_of(data["calendar"]),
        tuple(variable_of(each) for each in data["variables"]),
        tuple(tuple(step) for step in data["merges"]),
    )


def variable_of(data: Mapping[str, Any]) -> Variable:
    return Variable(
        data["code"],
        data["label"],
        data["family"],
        data["definition"],
        categories(data["leaves"]),
        data["unknown"],
        categories(data["groups"]),
        tuple(data["sensitive"]),
    )


def categories(several: Iterable[Mapping[str, Any]]) -> tuple[Category, ...]:
    return tuple(Category(each["code"], each["label"], tuple(each["leaves"])) for each in several)
