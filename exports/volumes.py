"""How much was done in a year: counts of acts and orientations, of the whole post, crossed with nothing.

A line is given only when it rests on enough different persons. The others are put together in one line
of at least two of them, which rests on enough persons too; how many persons is never said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.counting import Codes, Observations
from models.fields import NON_RENSEIGNE, AnyClosedField, Unit
from models.forms import acte, orientation

FAMILY = "Activité"


@dataclass(frozen=True)
class Line:
    """One kind of act; ``count`` is ``None`` when it is in the line of the others."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Volume:
    """A table of acts or orientations: its lines and the others add up to its total.

    ``others`` is what the lines without number add up to, ``None`` when there are none. ``total`` is
    ``None`` when the whole table rests on too few persons; nothing else is then given.
    """

    code: str
    title: str
    unit: str
    definition: str
    lines: tuple[Line, ...] = ()
    others: int | None = None
    total: int | None = None

    def __post_init__(self) -> None:
        given = [line.count for line in self.lines if line.count is not None]
        merged = len(self.lines) - len(given)
        if self.total is None and (given or self.others is not None):
            raise ValueError(f"{self.code}: numbers without their total")
        if self.total is not None and sum(given) + (self.others or 0) != self.total:
            raise ValueError(f"{self.code}: its lines do not add up to its total")
        if self.total is not None and (merged == 1 or (merged > 0) != (self.others is not None)):
            raise ValueError(f"{self.code}: a line is alone among the others")

    @property
    def merged(self) -> tuple[str, ...]:
        """The labels of the lines that are put together."""
        return tuple(line.label for line in self.lines if line.count is None)

    def data(self) -> dict[str, Any]:
        """Plain values, to be kept as JSON."""
        lines = [[line.code, line.label, line.count] for line in self.lines]
        return {
            "code": self.code,
            "title": self.title,
            "unit": self.unit,
            "definition": self.definition,
            "lines": lines,
            "others": self.others,
            "total": self.total,
        }


def volume_of(data: Mapping[str, Any]) -> Volume:
    """The reverse of ``Volume.data``."""
    return Volume(
        data["code"],
        data["title"],
        data["unit"],
        data["definition"],
        tuple(Line(*line) for line in data["lines"]),
        data["others"],
        data["total"],
    )


@dataclass
class _Pile:
    """Acts of one kind, and the persons whom they concern."""

    code: str
    label: str
    count: int = 0
    persons: set[int] = field(default_factory=set[int])


def volumes(observed: Observations, k: int) -> tuple[Volume, ...]:
    """The tables of a year; ``k`` is how many persons each number rests on, at least."""
    acts, towards = (
        _Source((each.person, each.codes) for each in observed.of(unit))
        for unit in (Unit.ACTE, Unit.ORIENTATION)
    )
    natures = acts.volume(
        "actes",
        "Actes par nature",
        "actes",
        "Un acte est compté à sa date, tentatives de contact sans réponse comprises.",
        acte.NATURE,
        k,
    )
    return (
        natures,
        *(
            acts.inside(f"actes_{parent}", title, unit, acte.NATURE, parent, k)
            for parent, title, unit in (
                ("entretien", "Entretiens par lieu", "entretiens"),
                ("ecrit", "Écrits par nature", "écrits"),
            )
            if any(line.code == parent and line.count is not None for line in natures.lines)
        ),
        acts.volume(
            "temps",
            "Temps de travail : actes par durée",
            "actes",
            "La durée notée pour chaque acte.",
            acte.DUREE,
            k,
        ),
        acts.only(acte.NATURE, acte.ORDONNANCE_DE_PROTECTION).volume(
            "temps_ordonnance",
            "Temps donné aux ordonnances de protection : actes par durée",
            "actes",
            "Les actes « Dossier d’ordonnance de protection », par la durée notée pour chacun.",
            acte.DUREE,
            k,
        ),
        towards.volume(
            "orientations",
            "Orientations par issue",
            "orientations",
            "Une orientation est comptée à sa date, avec son issue connue au jour de l’arrêté.",
            orientation.ETAT,
            k,
        ),
    )


class _Source:
    """The things of one unit that the year counts: whose they are, and their answers."""

    def __init__(self, seen: Iterable[tuple[int, Codes]]) -> None:
        self._seen = tuple(seen)

    def only(self, asked: AnyClosedField, code: str) -> "_Source":
        """Those of which this was answered."""
        return _Source(each for each in self._seen if code in each[1].get(asked.code, ()))

    def volume(
        self, code: str, title: str, unit: str, definition: str, asked: AnyClosedField, k: int
    ) -> Volume:
        """By the first level of the answer."""
        options = [(each.code, each.label) for each in asked.all_options]
        return _protected(Volume(code, title, unit, definition), self._piles(asked, options), k)

    def inside(self, code: str, title: str, unit: str, asked: AnyClosedField, parent: str, k: int) -> Volume:
        """By the second level of one answer, whose total is the line of the first."""
        (option,) = (each for each in asked.options if each.code == parent)
        options = [(f"{parent}.{each.code}", each.label) for each in option.children]
        options.append((parent, f"{option.label}, sans précision"))
        piles = self._piles(asked, options, deep=True)
        return _protected(Volume(code, title, unit, f"Le détail de la ligne « {option.label} »."), piles, k)

    def _piles(
        self, asked: AnyClosedField, options: Iterable[tuple[str, str]], *, deep: bool = False
    ) -> list[_Pile]:
        piles = {code: _Pile(code, label) for code, label in options}
        for person, codes in self._seen:
            said = next(iter(codes.get(asked.code, ())), NON_RENSEIGNE.code)
            pile = piles.get(said if deep else said.partition(".")[0])
            if pile is not None:
                pile.count += 1
                pile.persons.add(person)
        return list(piles.values())


def _protected(empty: Volume, piles: Sequence[_Pile], k: int) -> Volume:
    """Put together what rests on too few persons, with the least of the other lines if need be."""
    everybody = frozenset[int]().union(*(pile.persons for pile in piles))
    if len(everybody) < k:
        return Volume(empty.code, empty.title, empty.unit, empty.definition)
    merged = [pile for pile in piles if len(pile.persons) < k]
    enough = sorted(
        (pile for pile in piles if len(pile.persons) >= k), key=lambda pile: (len(pile.persons), pile.code)
    )
    while merged and (len(merged) < 2 or len(frozenset[int]().union(*(p.persons for p in merged))) < k):
        merged.append(enough.pop(0))
    alone = {pile.code for pile in merged}
    return Volume(
        empty.code,
        empty.title,
        empty.unit,
        empty.definition,
        tuple(Line(pile.code, pile.label, None if pile.code in alone else pile.count) for pile in piles),
        sum(pile.count for pile in merged) if merged else None,
        sum(pile.count for pile in piles),
    )
