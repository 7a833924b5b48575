"""The publications of several posts added up: exact where all print, an interval where some mask.

It reads the publications and nothing else, so that it can tell nothing that they do not. Each file
is held to its seal; what is left out, and why, is part of the result.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from exports.protection import reasons
from exports.protection.cells import At, TableKey, Variable, address
from exports.protection.published import Publication
from exports.protection.written import from_json, seal
from models.failure import Failure

_ENDLESS = 10**9
"""More persons than any publication counts: nothing is known."""

_ROUNDS = 50
"""Of narrowing, each table; they settle in a few, and any number of them is right."""


@dataclass(frozen=True)
class Member:
    """A publication that was added up, and the file it came from."""

    file: str
    seal: str
    publication: Publication


@dataclass(frozen=True)
class Total:
    """From ``low`` to ``high`` persons; ``high`` is ``None`` when nothing bounds it."""

    at: At
    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Consolidation:
    """The sum of ``members``; ``told`` are sentences about each file or post that is not in it."""

    members: tuple[Member, ...]
    told: tuple[str, ...]
    tables: Mapping[TableKey, tuple[Total, ...]]

    @property
    def first(self) -> Publication:
        return self.members[0].publication

    def to_json(self) -> bytes:
        """The same as a file: ``low`` and ``high`` of each cell, and what was added up."""
        content = {
            "form": "permanence-consolidation-1",
            "period": self.first.period,
            "release": self.first.release,
            "catalogue": self.first.catalogue,
            "posts": [_post(member) for member in self.members],
            "told": list(self.told),
            "tables": [
                {
                    "vars": list(key),
                    "cells": [{"at": dict(t.at), "low": t.low, "high": t.high} for t in totals],
                }
                for key, totals in self.tables.items()
            ],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def consolidated(files: Iterable[tuple[str, bytes]], expected: Iterable[str] = ()) -> Consolidation:
    """Add up files, each a name and its bytes; ``expected`` are the posts that must be there.

    Those of the release, period and catalogue that most have are added; ``Failure`` without any.
    """
    told: list[str] = []
    read = list(_read(files, told))
    members = tuple(_alone(_alike(read, told), told))
    if not members:
        raise Failure(
            "Aucune publication lisible dans ce dossier : donnez celui où sont les fichiers publication.json"
            " des postes. Rien n’a été écrit."
        )
    there = {member.publication.source for member in members}
    told += [f"Poste attendu et absent : {post}." for post in dict.fromkeys(expected) if post not in there]
    return Consolidation(members, tuple(told), dict(_tables(members)))


def _post(member: Member) -> dict[str, Any]:
    publication = member.publication
    return {
        "source": publication.source,
        "file": member.file,
        "digest": member.seal,
        "k": publication.k,
        "number": publication.number,
        "reason": publication.reason,
    }


def _read(files: Iterable[tuple[str, bytes]], told: list[str]) -> Iterator[Member]:
    for name, data in sorted(files):
        try:
            publication = from_json(data)
        except Failure as failure:
            told.append(f"« {name} » n’est pas additionné. {failure}")
        else:
            yield Member(name, seal(publication), publication)


def _alike(read: Sequence[Member], told: list[str]) -> Iterator[Member]:
    """Those of the release that most have, in the same form."""
    kinds = Counter(_kind(member) for member in read)
    if not kinds:
        return
    chosen = max(kinds, key=lambda kind: (kinds[kind], kind[:3], repr(kind)))
    for member in read:
        if _kind(member) == chosen:
            yield member
        else:
            publication = member.publication
            told.append(
                f"« {member.file} » n’est pas additionné : c’est « {publication.release} » (catalogue"
                f" {publication.catalogue}), et non « {chosen[1]} » (catalogue {chosen[2]}) comme les autres."
            )


def _kind(member: Member) -> tuple[str, str, str, str]:
    """What must be the same to be added up."""
    publication = member.publication
    shape = repr((publication.centre, publication.variables, publication.impossible))
    return publication.period, publication.release, publication.catalogue, shape


def _alone(members: Iterable[Member], told: list[str]) -> Iterator[Member]:
    """One of each post; of two different contents for the same post, none."""
    of_post: dict[str, dict[str, Member]] = {}
    for member in members:
        same = of_post.setdefault(member.publication.source, {})
        if member.seal in same:
            told.append(f"« {member.file} » est en double de « {same[member.seal].file} » : compté une fois.")
        same.setdefault(member.seal, member)
    for post, same in of_post.items():
        if len(same) == 1:
            yield from same.values()
        else:
            names = ", ".join(f"« {member.file} »" for member in same.values())
            told.append(
                f"Deux contenus différents pour le poste « {post} » ({names}) : aucun n’est additionné."
            )


def _tables(members: Sequence[Member]) -> Iterator[tuple[TableKey, tuple[Total, ...]]]:
    known = [_printed(member.publication) for member in members]
    shown: dict[TableKey, dict[At, None]] = {}
    for member in members:
        for table in member.publication.tables:
            shown.setdefault(table.vars, {}).update(dict.fromkeys(table.numbers))
    for key, listed in shown.items():
        bounds = _Bounds(members[0].publication, key)
        low, high = bounds.of_posts(known)
        low, high = bounds.narrowed(low.sum(axis=0, keepdims=True), high.sum(axis=0, keepdims=True))
        found = zip(bounds.addresses, low[0].tolist(), high[0].tolist(), strict=True)
        yield (
            key,
            tuple(
                Total(at, least, most if most < _ENDLESS else None)
                for at, least, most in found
                if at in listed
            ),
        )


def _printed(publication: Publication) -> dict[At, tuple[int, int]]:
    """The bounds that a publication gives at once."""
    bounds = {
        at: (value, value)
        for table in publication.tables
        for at, value in table.numbers.items()
        if value is not None
    }
    if publication.reason == reasons.FEW.format(k=publication.k):
        bounds[()] = (0, publication.k - 1)
    return bounds


class _Bounds:
    """Least and most of each address of a table, for many posts at once: rows are posts."""

    def __init__(self, publication: Publication, key: TableKey) -> None:
        self._variables: list[Variable] = [publication[code] for code in key]
        self._impossible = [dict(at) for at in publication.impossible if {code for code, _ in at} <= set(key)]
        self.addresses = tuple(self._every())
        self._places = {at: place for place, at in enumerate(self.addresses)}

    def of_posts(self, known: Sequence[Mapping[At, tuple[int, int]]]) -> tuple[Any, Any]:
        """What each post's publication tells of its own persons."""
        low = np.zeros((len(known), len(self.addresses)), dtype=np.int64)
        high = np.full_like(low, _ENDLESS)
        high[:, self._empty] = 0
        for row, bounds in enumerate(known):
            for at, (least, most) in bounds.items():
                place = self._places.get(at)
                if place is not None:
                    low[row, place], high[row, place] = least, most
        return self.narrowed(low, high)

    def narrowed(self, low: Any, high: Any) -> tuple[Any, Any]:
        """The bounds that each sum gives to its parts, and they to it, until nothing moves."""
        for _ in range(_ROUNDS):
            before = int(low.sum()), int(high.sum())
            for whole, parts in self._sums:
                _narrow(low, high, whole, parts)
            if (int(low.sum()), int(high.sum())) == before:
                break
        return low, high

    def _every(self) -> Iterator[At]:
        for choice in product(*((None, *variable.categories) for variable in self._variables)):
            yield address(
                {v.code: category for v, category in zip(self._variables, choice, strict=True) if category}
            )

    @cached_property
    def _empty(self) -> list[int]:
        """The addresses where nobody can be."""
        return [
            place
            for place, at in enumerate(self.addresses)
            if any(
                all(
                    code in dict(at)
                    and set(self._leaves(code, dict(at)[code])) <= set(self._leaves(code, category))
                    for code, category in excluded.items()
                )
                for excluded in self._impossible
            )
        ]

    @cached_property
    def _sums(self) -> list[tuple[int, list[int]]]:
        """Each address as the sum of others, along each of its variables."""
        return [
            (place, [self._places[address({**dict(at), variable.code: part})] for part in parts])
            for variable in self._variables
            for place, at in enumerate(self.addresses)
            for parts in _shares(variable, dict(at).get(variable.code))
        ]

    def _leaves(self, code: str, category: str) -> tuple[str, ...]:
        (variable,) = (each for each in self._variables if each.code == code)
        return variable.leaves_of(category)


def _shares(variable: Variable, category: str | None) -> Iterator[Sequence[str]]:
    """How a category, or everybody, is shared out: into leaves, and into the widest groups within."""
    span = set(variable.leaves if category is None else variable.leaves_of(category))
    if len(span) > 1 or category is None:
        yield [leaf for leaf in variable.leaves if leaf in span]
        groups = [name for name, leaves in variable.groups.items() if set(leaves) < span]
        widest = [
            name
            for name in groups
            if not any(set(variable.groups[name]) < set(variable.groups[other]) for other in groups)
        ]
        grouped = {leaf for name in widest for leaf in variable.groups[name]}
        if widest:
            yield [*widest, *(leaf for leaf in variable.leaves if leaf in span - grouped)]


def _narrow(low: Any, high: Any, whole: int, parts: Sequence[int]) -> None:
    """One sum: the whole within its parts, each part within what the others leave of the whole."""
    lows, highs = low[:, parts], high[:, parts]
    all_low, all_high = lows.sum(axis=1), highs.sum(axis=1)
    low[:, whole] = np.maximum(low[:, whole], all_low)
    high[:, whole] = np.minimum(high[:, whole], all_high)
    low[:, parts] = np.maximum(lows, low[:, whole][:, None] - (all_high[:, None] - highs))
    high[:, parts] = np.minimum(highs, high[:, whole][:, None] - (all_low[:, None] - lows))
