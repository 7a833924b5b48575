"""A year in a real vault, published quarter by quarter while its files change, and the files attacked.

Between two closings, persons are received late, brought by a table, merged, parted, erased and eliminated.
The attacker reads what was written in the folder, and nothing else; she may be each of the persons counted.
"""

import json
import zipfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from exports import closing
from exports.data_package import data_package
from exports.protection.cells import Catalogue, Counts
from exports.protection.published import PublishedCell
from exports.protection.release import Proof
from exports.protection.written import to_json
from models.casework import PERSONNE, SITUATION, Record
from models.closing import QUARTERS, quarter_of_year
from models.conservation import Ground
from models.dates import Period
from models.fictitious import population
from models.fictitious.cases import person
from models.forms import accueil
from models.importing import Entry
from storage import vault
from storage.vault import Vault
from tests import vaults
from tests.attacker import Cell, Files, Finest, leaks
from tests.baselines import plain_threshold
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.vaults import PARIS_IN_SUMMER, Watch
from ui import publishing
from ui.demonstration import margins

YEAR = 2012
SIZES = (90, 323, 160)
"""Persons of a year, one after the other: as many as the post has, or fewer."""

_LATE, _IMPORTED = 4, 3


class Year:
    """One year of a vault: what is done in it, and its files."""

    def __init__(self, opened: Vault, clock: Watch, folder: Path, seed: int, k: int) -> None:
        self._opened, self._clock, self._folder, self._k = opened, clock, folder, k
        self._rng = Random(seed)
        self._size = SIZES[seed % len(SIZES)]
        self.reduced: list[str] = []

    def go_through(self) -> None:
        for quarter in QUARTERS:
            when = quarter_of_year(YEAR, quarter)
            after = when.end + timedelta(days=4)
            self._clock.now = datetime(after.year, after.month, after.day, 9, tzinfo=PARIS_IN_SUMMER)
            self._receive(when)
            if quarter > QUARTERS[0]:
                self._change(quarter_of_year(YEAR, quarter - 1))
            self._publish(quarter)
        self._opened.publications.check()

    def _receive(self, when: Period) -> None:
        persons = self._size // len(QUARTERS)
        with self._opened.records.transaction():
            for case in population(self._rng, margins(persons), when, when.end):
                vaults.enter(self._opened.records, case)

    def _change(self, before: Period) -> None:
        """What a post does between two closings to files that are counted, or should have been."""
        with self._opened.records.transaction():
            for _ in range(_LATE):
                vaults.enter(self._opened.records, person(self._rng, *self._somebody(before), before.end))
        self._bring_a_table(before)
        one, other, third, fourth, fifth, sixth, gone, erased = self._rng.sample(self._persons(), 8)
        self._opened.merges.merge(one, other)
        self._opened.merges.undo(self._opened.merges.merge(third, fourth))
        (situation, *_) = self._opened.records.of(fifth, SITUATION)
        self._opened.records.save(situation, situation.answers.with_(accueil.STATUT, accueil.MIS_EN_CAUSE))
        (situation, *_) = self._opened.records.of(sixth, SITUATION)
        self._opened.records.save(situation, situation.answers.with_(accueil.DATE_ACCUEIL, before.start))
        self._opened.conservation.eliminate([gone.id], Ground.DUREE)
        self._opened.conservation.eliminate([erased.id], Ground.DEMANDE)

    def _somebody(self, before: Period) -> tuple[str, date]:
        return self._rng.choice(list(margins(1_000))), before.start + timedelta(days=self._rng.randrange(80))

    def _bring_a_table(self, before: Period) -> None:
        cases = [person(self._rng, *self._somebody(before), before.end) for _ in range(_IMPORTED)]
        rows = [
            Entry(line, str(self._rng.random()), case.personne, case.situation)
            for line, case in enumerate(cases)
        ]
        for name in ("gardé", "annulé"):
            for _ in self._opened.imports.apply(name, rows, {}):
                pass
        self._opened.imports.undo(self._opened.imports.all()[0].number)

    def _persons(self) -> list[Record]:
        return [
            each
            for each in self._opened.records.all(PERSONNE)
            if not self._opened.records._is_merged(each) and self._opened.records.of(each, SITUATION)
        ]

    def _publish(self, quarter: int) -> None:
        prepared = closing.prepare(publishing.gather(self._opened, YEAR, quarter, self._k))
        self.reduced += [prepared.edition.reason] * bool(prepared.edition.reason)
        name = prepared.edition.name
        documents = {f"{name}.json": to_json(prepared.edition.publication)}
        documents[f"{name}.zip"] = data_package(prepared.edition, "Poste d’essai")
        publishing.publish(self._opened, prepared, documents, self._folder)

    @property
    def files(self) -> Files:
        """As anybody finds them in the folder."""
        *_, last = sorted(
            self._folder.glob("*.zip"), key=lambda path: (len(path.stem) == len(str(YEAR)), path)
        )
        with zipfile.ZipFile(last) as package:
            activity = package.read("activite.csv")
        return Files([path.read_bytes() for path in sorted(self._folder.glob("*.json"))], activity)

    @property
    def truth(self) -> dict[Finest, int]:
        """How many persons are in each finest cell, by the counts that were frozen."""
        found: dict[Finest, int] = {}
        for key, cells in json.loads(self._opened.publications.closings(YEAR)[-1].counts).items():
            codes = key.split(",")
            for *leaves, persons in cells:
                named = sorted(zip(codes, leaves, strict=True))
                found[tuple(code for code, _ in named), tuple(leaf for _, leaf in named)] = persons
        return found


@contextmanager
def gone_through(seed: int) -> Generator[Year]:
    with models.made(0) as opening, TemporaryDirectory(prefix="permanence-") as folder:
        clock = Watch()
        with vault.open_database(opening, clock) as opened:
            year = Year(opened, clock, Path(folder), seed, (11, 6)[seed % 2])
            year.go_through()
            yield year


def run(runs: int, seed: int) -> Outcome:
    return outcome([_attacked(seed + place) for place in range(runs)])


def control(runs: int, seed: int) -> Outcome:
    with mock.patch.object(closing, "prove", _plainly):
        return outcome([_plainly_attacked(seed + place) for place in range(runs)])


def _plainly(
    catalogue: Catalogue, counts: Counts, _history: object, k: int, *_given: object, **_: object
) -> Proof:
    """What hides every count under the threshold, and nothing else; of a quarter, its closed rows."""
    made = plain_threshold(catalogue, counts, k)
    if made.release != made.period:
        (rows,) = made.tables
        closed = tuple(cell for cell in rows.cells if _is_closed(catalogue, counts, cell))
        made = replace(made, tables=(replace(rows, cells=closed),))
    return Proof(made)


def _is_closed(catalogue: Catalogue, counts: Counts, cell: PublishedCell) -> bool:
    (calendar,) = (each for each in catalogue.variables if each.code == catalogue.calendar)
    when = cell.at.get(calendar.code)
    return when is not None and set(calendar.leaves_of(when)) <= set(counts.closed)


def _attacked(seed: int) -> str:
    with gone_through(seed) as year:
        files, truth = year.files, year.truth
        printed = [(cell, value) for cell, value in files.known.items() if value is not None]
        wrong = [cell for cell, value in printed if value != _count(files, truth, cell)]
        readers = sorted(each for each, persons in truth.items() if persons)
        found = [*year.reduced, *wrong, *leaks(files, readers)]
    return f"year {seed}: {found[0]}" if found else ""


def _plainly_attacked(seed: int) -> str:
    """Broken when most of the small counts that are hidden are computed."""
    with gone_through(seed) as year:
        files, truth = year.files, year.truth
        masked = (cell for cell, value in files.known.items() if value is None)
        hidden = {cell for cell in masked if 0 < _count(files, truth, cell) < files.k}
        derived = {each.cell for each in leaks(files)} & hidden
    return f"year {seed}: {len(derived)} of {len(hidden)}" if len(derived) > len(hidden) / 2 else ""


def _count(files: Files, truth: Mapping[Finest, int], cell: Cell) -> int:
    table = next(each for each in files.tables if {code for code, _ in cell} <= set(each))
    return sum(truth.get(each, 0) for each in files.within(cell, files.finest(table)))


CAMPAIGNS = (
    Campaign(
        "ledger",
        "Année de publications d’un vrai coffre, fiches tardives, importées, fusionnées et effacées"
        " entre-temps, attaquée sur ses seuls fichiers par un lecteur et par chaque personne comptée",
        run,
        control,
        full=20,
        short=1,
        control_runs=1,
    ),
)
