"""``publication.json``, both ways: written the same each time; read strictly, whoever made it.

The seal is the SHA-256 of the content without it. It shows damage and careless editing, not
forgery: whoever changes a number can seal it again. What proves a file is the register of the post
that published it, where the same seal stands.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from exports.protection.cells import At, Variable, address
from exports.protection.published import Publication, PublishedCell, PublishedTable
from models.failure import Failure

SEAL = "digest"
LARGEST_FILE = 32 << 20
"""Bytes; a year of a post takes less than one hundredth of it."""

_FORM = "permanence-publication-1"
_LONGEST, _MOST, _MOST_CELLS, _LARGEST = 200, 2_000, 400_000, 10**9
_NEEDED = frozenset({"k", "variables", "periods", "tables", "impossible"})
_MORE = {"form": str, "release": str, "period": str, "catalogue": str, "centre": str}
_ALSO = {"reason": str, "source": str, "number": int, "previous": str, SEAL: str}


def to_json(publication: Publication) -> bytes:
    """The file: UTF-8, one line, sealed."""
    content = _content(publication)
    return _bytes(content | {SEAL: _seal(content)}, sort=False) + b"\n"


def seal(publication: Publication) -> str:
    """64 hexadecimal digits; what the next publication of the ledger has as its ``previous``."""
    return _seal(_content(publication))


def from_json(data: bytes, *, sealed: bool = True) -> Publication:
    """Read one back; ``Failure`` when it is no publication, or when its seal is wrong.

    Unless it must be ``sealed``, the seal is not looked at, nor all that the attack can do without.
    """
    publication, said = _read(data, sealed)
    if sealed and said != seal(publication):
        raise Failure(
            "Cette publication a été modifiée depuis qu’elle a été écrite : son empreinte ne correspond plus."
            " Redemandez le fichier d’origine au poste ; rien n’a été écrit."
        )
    return publication


def _read(data: bytes, sealed: bool) -> tuple[Publication, str]:
    if len(data) > LARGEST_FILE:
        raise _refused("il est trop gros")
    try:
        told = json.loads(
            data,
            object_pairs_hook=_once,
            parse_float=_no_number,
            parse_constant=_no_number,
            parse_int=_number,
        )
    except (ValueError, RecursionError):
        raise _refused("ce n’est pas du JSON fait de nombres entiers") from None
    try:
        return _publication(_keys(told, sealed)), str(told.get(SEAL, ""))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _refused("son contenu se contredit, ou n’a pas la forme attendue") from None


def _refused(why: str) -> Failure:
    return Failure(f"Ce fichier n’est pas une publication lisible : {why}. Rien n’a été écrit.")


def _content(publication: Publication) -> dict[str, Any]:
    return {
        "form": _FORM,
        "release": publication.release,
        "period": publication.period,
        "k": publication.k,
        "catalogue": publication.catalogue,
        "centre": publication.centre,
        "variables": {variable.code: _variable(variable) for variable in publication.variables},
        "periods": {period: list(parts) for period, parts in publication.periods.items()},
        "tables": [_table(table) for table in publication.tables],
        "impossible": [dict(at) for at in publication.impossible],
        "reason": publication.reason,
        "source": publication.source,
        "number": publication.number,
        "previous": publication.previous,
    }


def _variable(variable: Variable) -> dict[str, Any]:
    return {
        "leaves": list(variable.leaves),
        "groups": {name: list(leaves) for name, leaves in variable.groups.items()},
        "sensitive": list(variable.sensitive),
    }


def _table(table: PublishedTable) -> dict[str, Any]:
    return {
        "release": table.release,
        "period": table.period,
        "vars": list(table.vars),
        "cells": [{"at": dict(cell.address), "value": cell.value} for cell in table.cells],
    }


def _bytes(content: Mapping[str, Any], *, sort: bool) -> bytes:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=sort, separators=(",", ":"))
    return text.encode("utf-8")


def _seal(content: Mapping[str, Any]) -> str:
    """Of the content, in whatever order its keys are."""
    return hashlib.sha256(_bytes(content, sort=True)).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a key is there twice")
    return told


def _no_number(_: str) -> None:
    raise ValueError("not a whole number")


def _number(digits: str) -> int:
    if len(digits) > 10:
        raise ValueError("too large a number")
    return int(digits)


def _keys(told: Any, sealed: bool) -> dict[str, Any]:
    more = _MORE | _ALSO
    if not isinstance(told, dict):
        raise TypeError
    content = cast("dict[str, Any]", told)
    needed = _NEEDED | set(more) if sealed else _NEEDED
    if not needed <= set(content) <= _NEEDED | set(more):
        raise ValueError("keys")
    for key, kind in more.items():
        if type(content.get(key, kind())) is not kind:
            raise TypeError(key)
    if content.get("form", _FORM) != _FORM:
        raise ValueError("another form")
    return content


def _publication(told: dict[str, Any]) -> Publication:
    variables = tuple(_read_variable(code, each) for code, each in _bounded(told["variables"]).items())
    known = {variable.code: variable for variable in variables}
    tables = tuple(_read_table(each, known) for each in _listed(told["tables"]))
    if sum(len(table.cells) for table in tables) > _MOST_CELLS:
        raise ValueError("too many cells")
    periods = _bounded(told["periods"]).items()
    return Publication(
        release=_text(told.get("release", tables[-1].release if tables else "")),
        period=_text(told.get("period", tables[-1].period if tables else "")),
        k=_count(told["k"]),
        catalogue=_text(told.get("catalogue", "")),
        centre=_text(told.get("centre", "")),
        variables=variables,
        tables=tables,
        periods={_text(name): _texts(parts) for name, parts in periods},
        impossible=tuple(_at(each, known, tuple(known)) for each in _listed(told["impossible"])),
        reason=_text(told.get("reason", ""), 2_000),
        source=_text(told.get("source", "")),
        number=_count(told.get("number", 1)),
        previous=_text(told.get("previous", "")),
    )


def _read_variable(code: str, told: Any) -> Variable:
    if not {"leaves", "groups"} <= set(told) <= {"leaves", "groups", "sensitive"}:
        raise ValueError("keys")
    groups = {_text(name): _texts(leaves) for name, leaves in _bounded(told["groups"]).items()}
    return Variable(_text(code), _texts(told["leaves"]), groups, _texts(told.get("sensitive", [])))


def _read_table(told: Any, known: Mapping[str, Variable]) -> PublishedTable:
    if set(told) != {"release", "period", "vars", "cells"}:
        raise ValueError("keys")
    codes = _texts(told["vars"])
    if len(set(codes)) != len(codes) or not set(codes) <= set(known):
        raise ValueError("variables")
    cells = tuple(_read_cell(each, known, codes) for each in _listed(told["cells"], _MOST_CELLS))
    if len({cell.address for cell in cells}) != len(cells):
        raise ValueError("the same cell twice")
    return PublishedTable(_text(told["release"]), _text(told["period"]), codes, cells)


def _read_cell(told: Any, known: Mapping[str, Variable], codes: tuple[str, ...]) -> PublishedCell:
    if set(told) != {"at", "value"}:
        raise ValueError("keys")
    value = None if told["value"] is None else _count(told["value"])
    return PublishedCell(dict(_at(told["at"], known, codes)), value)


def _at(told: Any, known: Mapping[str, Variable], codes: tuple[str, ...]) -> At:
    for code, category in told.items():
        if code not in codes or category not in known[code].categories:
            raise ValueError("an unknown category")
    return address(told)


def _bounded(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise TypeError
    content = cast("dict[str, Any]", told)
    if len(content) > _MOST:
        raise ValueError("too many")
    return content


def _listed(told: Any, most: int = _MOST) -> list[Any]:
    if not isinstance(told, list):
        raise TypeError
    content = cast("list[Any]", told)
    if len(content) > most:
        raise ValueError("too many")
    return content


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(_text(each) for each in _listed(told))


def _text(told: Any, longest: int = _LONGEST) -> str:
    if not isinstance(told, str) or len(told) > longest or any(ord(each) < 32 for each in told):
        raise TypeError
    told.encode("utf-8")
    return told


def _count(told: Any) -> int:
    if type(told) is not int or not 0 <= told <= _LARGEST:
        raise TypeError
    return told
