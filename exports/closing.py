"""A period as it would be closed and published: computed from plain data, written nowhere yet."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from exports import shared, star
from exports.catalogue import Catalogue
from exports.edition import Earlier, Edition
from exports.protection.cells import Counts, counted
from exports.protection.release import Mask, Proof, prove
from exports.volumes import Volume, volumes
from models.closing import LAST, Counted, matched
from models.counting import Observations
from models.profile import UNKNOWN, profiles

Progress = Callable[[int, int], None]
"""Told how many tables are done, of how many; what it raises stops the work."""


@dataclass(frozen=True, repr=False)
class Account:
    """What a closing rests on, read at one moment.

    - ``quarter``: 4 closes the year; ``first_open`` is the first quarter that was not closed yet;
    - ``observed``: the facts from 1 January to the end of the period;
    - ``counted``: who is counted in the quarters closed before, ``newcomers`` in those closed now;
    - ``roots``: the number of each file that was merged, and that of the file in which it is read;
    - ``history``: the editions of the year, in order; ``None`` when they are not all known;
    - ``seed``: the secret of the year; ``number`` and ``previous`` chain the publication;
    - ``years``: the yearly editions published before, the oldest first, to compare with.
    """

    year: int
    quarter: int
    first_open: int
    observed: Observations
    counted: Sequence[Counted]
    newcomers: Sequence[Counted]
    roots: Mapping[int, int]
    catalogue: Catalogue
    k: int
    seed: bytes
    history: Sequence[Edition] | None
    at: datetime
    source: str
    number: int
    previous: str
    years: Sequence[Edition] = ()


@dataclass(frozen=True, repr=False)
class Prepared:
    """``masks``: why each masked cell is, by table; for the screen, never for a file.

    ``frozen``: for each quarter that is closed, its true counts as JSON.
    """

    account: Account
    edition: Edition
    masks: Mapping[str, Mapping[Mask, int]] = field(default_factory=dict[str, "Mapping[Mask, int]"])
    frozen: Mapping[int, str] = field(default_factory=dict[int, str])


def prepare(account: Account, progress: Progress | None = None) -> Prepared:
    """Count, protect and prove; a few seconds for a year of several hundred persons."""
    counts = _counts(account)
    history = None if account.history is None else [each.publication for each in account.history]
    proof = prove(account.catalogue.star, counts, history, account.k, account.seed, progress=progress)
    told = _volumes(account, counts, proof)
    return Prepared(account, _edition(account, proof, told), _masks(proof), _frozen(account, counts))


def _volumes(account: Account, counts: Counts, proof: Proof) -> tuple[Volume, ...]:
    """Of a whole year that is told in detail."""
    if account.quarter != LAST or proof.publication.reason:
        return ()
    history = [each.publication for each in account.history or ()]
    told = volumes(account.observed, account.k)
    return shared.given(told, proof, account.catalogue.star, counts, history)


def _counts(account: Account) -> Counts:
    whole = account.quarter == LAST
    everybody = (*account.counted, *account.newcomers)
    records = _of_the_year(account, everybody) if whole else map(_bare, everybody)
    closed = tuple(f"T{quarter}" for quarter in range(1, account.quarter + 1))
    release = str(account.year) if whole else f"{account.year}-T{account.quarter}"
    return counted(account.catalogue.star, records, release, str(account.year), closed)


def _bare(each: Counted) -> dict[str, str]:
    return {star.STATUT.variable.code: each.status, star.TRIMESTRE.code: f"T{each.quarter}"}


def _of_the_year(account: Account, everybody: Sequence[Counted]) -> Iterable[dict[str, str]]:
    """Each person counted, with the status and the quarter that she was counted with.

    Of a person whose file is no more, or was merged with that of another person counted, nothing
    else is known.
    """
    found = profiles(account.observed)
    for each, number in matched(everybody, account.roots, found.keys()).items():
        profile = UNKNOWN if number is None else found[number]
        yield {**star.read(account.catalogue, profile), **_bare(each)}


def _edition(account: Account, proof: Proof, told: tuple[Volume, ...]) -> Edition:
    publication = replace(
        proof.publication, source=account.source, number=account.number, previous=account.previous
    )
    return Edition(
        publication,
        account.catalogue,
        account.at.date(),
        told,
        tuple(Earlier(each.name, each.stopped_on) for each in account.history or ()),
    )


def _masks(proof: Proof) -> dict[str, dict[Mask, int]]:
    """How many cells of each table are masked, for each reason."""
    found: dict[str, dict[Mask, int]] = {}
    for key, masks in proof.masks.items():
        reasons = found.setdefault(key[-1], {})
        for mask in masks.values():
            reasons[mask] = reasons.get(mask, 0) + 1
    return found


def _frozen(account: Account, counts: Counts) -> dict[int, str]:
    """Each quarter by status; with the fourth one, every table of the year."""
    calendar = (star.STATUT.variable.code, star.TRIMESTRE.code)
    by_quarter = counts.tables[calendar]
    frozen = {
        quarter: {",".join(calendar): _sorted(by_quarter, {f"T{quarter}"})}
        for quarter in range(account.first_open, account.quarter + 1)
    }
    if account.quarter == LAST:
        frozen[LAST] |= {",".join(key): _sorted(cells) for key, cells in counts.tables.items()}
    return {quarter: json.dumps(tables, separators=(",", ":")) for quarter, tables in frozen.items()}


def _sorted(cells: Mapping[tuple[str, ...], int], quarters: Set[str] | None = None) -> list[list[object]]:
    return [
        [*finest, persons]
        for finest, persons in sorted(cells.items())
        if quarters is None or finest[-1] in quarters
    ]
