"""The power cut at a random instant, on a disk that keeps what it wants of what was not made durable.

A session of the real program is logged, each change with its data; the disk is then made again as it may
be found after a cut. What was made durable is there. What was not is dropped, kept, kept in part, torn
within a page, or garbage; files created, renamed and removed since are so in the order in which they were,
up to any of them. Processes that are killed do not show this: the system goes on writing what they wrote.
"""

import json
import random
import shutil
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.casework import PERSONNE
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from storage import database, derived, vault
from tests.campaigns import Campaign, Outcome, disk, models, outcome
from tests.campaigns.disk import Change
from tests.vaults import Watch

_RECORDS = 30
_STATES_OF_ONE = 500
"""Cuts of one logged session, at most."""

_SECTOR = 512


def session(opening: vault.Opening, log: Path, *, normal: bool) -> None:
    """What is logged: an opening, records acknowledged once they are durable, checkpoints, the end."""
    if normal:
        kept = (each for each in database._PRAGMAS if each[0] != "synchronous")
        database._PRAGMAS = (*kept, ("synchronous", "NORMAL", 1))
    watched = disk.Watched()
    watched.log(opening.folder, log)
    opened = vault.open_database(opening, Watch())
    for number in range(1_000, 1_000 + _RECORDS):
        models.enter(opened, number)
        watched.acknowledge(number)
        if number % 9 == 0:
            opened.checkpoint()
        if number % 7 == 0:
            removed = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "N0"}))
            opened.records.remove(removed)
    opened.close()


@dataclass
class _File:
    """Bytes that are durable, and the changes that are not yet."""

    durable: bytearray
    pending: list[Change] = field(default_factory=list[Change])


class Replay:
    """A disk on which the changes of a log are made, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._files = {str(path): _File(bytearray(path.read_bytes())) for path in folder.iterdir()}
        self._names = dict(self._files)
        self._folder = str(folder)
        self._renamings: list[tuple[Change, _File | None]] = []
        self.acknowledged: set[int] = set()

    def make(self, change: Change) -> None:
        match change.what:
            case "a":
                self.acknowledged.add(change.offset)
            case "c":
                self._files[change.path] = _File(bytearray())
                self._renamings.append((change, self._files[change.path]))
            case "u":
                self._renamings.append((change, None))
                self._files.pop(change.path, None)
            case "r":
                self._files[change.data.decode()] = self._files.pop(change.path)
                self._renamings.append((change, None))
            case "s" if change.path == self._folder:
                self._names = dict(self._files)
                self._renamings.clear()
            case "s":
                self._sync(change.path)
            case _:
                self._files[change.path].pending.append(change)

    def _sync(self, path: str) -> None:
        """A file that is made durable has its name too: so do the file systems of Linux."""
        file = self._files[path]
        for each in file.pending:
            _apply(file.durable, each)
        file.pending.clear()
        if any(change.what == "c" and made is file for change, made in self._renamings):
            self._names[path] = file

    def cut(self, folder: Path, rng: random.Random) -> None:
        """Write what is found after a cut now."""
        names = dict(self._names)
        for change, made in self._renamings[: rng.randint(0, len(self._renamings))]:
            if change.what == "c" and made is not None:
                names[change.path] = made
            elif change.what == "u":
                names.pop(change.path, None)
            elif change.path in names:
                names[change.data.decode()] = names.pop(change.path)
        folder.mkdir()
        for path, file in names.items():
            (folder / Path(path).name).write_bytes(_found(file, rng))


def _found(file: _File, rng: random.Random) -> bytes:
    content, pending = bytearray(file.durable), file.pending
    how = rng.choice(("dropped", "kept", "prefix", "some", "torn", "garbage"))
    if how == "dropped" or not pending:
        return bytes(content)
    if how == "prefix":
        pending = pending[: rng.randint(0, len(pending))]
    for each in pending:
        if how == "some" and rng.random() < 0.5:
            continue
        if how in ("torn", "garbage") and each.what == "w":
            each = _torn(each, rng, garbage=how == "garbage")
        _apply(content, each)
    return bytes(content)


def _torn(change: Change, rng: random.Random, *, garbage: bool) -> Change:
    """The beginning of a write, to a sector; then nothing, or bytes that nobody wrote."""
    end = min(len(change.data), rng.randint(0, len(change.data) // _SECTOR + 1) * _SECTOR)
    rest = rng.randbytes(min(_SECTOR, len(change.data) - end)) if garbage else b""
    return replace(change, data=change.data[:end] + rest)


def _apply(content: bytearray, change: Change) -> None:
    if change.what == "t":
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
        return
    end = change.offset + len(change.data)
    content.extend(bytes(max(0, end - len(content))))
    content[change.offset : end] = change.data


def _lost(opening: vault.Opening, folder: Path, told: set[int]) -> str:
    try:
        with vault.open_database(models.at(opening, folder), Watch()) as opened:
            missing = told - models.numbers(opened)
            damages = derived.damages(opened._database)
            troubles = opened.journal.troubles_found
    except Failure as failure:
        return str(failure)
    return f"{len(missing)} acknowledged records are missing" if missing else "".join((*damages, *troubles))


def _cuts(runs: int, seed: int, *, normal: bool) -> Outcome:
    found: list[str] = []
    while len(found) < runs:
        asked = min(_STATES_OF_ONE, runs - len(found))
        with models.made(2) as made, disk.place() as place:
            found += _cuts_of_one(made, place, random.Random(seed + len(found)), asked, normal=normal)
    return outcome(found)


def _cuts_of_one(
    made: vault.Opening, place: Path, rng: random.Random, asked: int, *, normal: bool
) -> list[str]:
    """One session, cut at so many instants."""
    before, log = place / "before", place / "log"
    shutil.copytree(made.folder, before)
    disk.run(
        "tests.campaigns.powercut", folder=made.folder, log=log, key=made.master_key.hex(), normal=normal
    )
    changes = list(disk.read(log))
    shutil.rmtree(made.folder)
    shutil.copytree(before, made.folder)
    replay, found, done = Replay(made.folder), list[str](), 0
    for instant in sorted(rng.randrange(len(changes)) for _ in range(asked)):
        for change in changes[done:instant]:
            replay.make(change)
        done = max(done, instant)
        state = place / "state"
        replay.cut(state, rng)
        found.append(_lost(made, state, replay.acknowledged))
        shutil.rmtree(state)
    return found


def cuts(runs: int, seed: int) -> Outcome:
    return _cuts(runs, seed, normal=False)


def cuts_with_another_setting(runs: int, seed: int) -> Outcome:
    """``synchronous=NORMAL``, which no killed process tells from the setting of the program."""
    return _cuts(runs, seed, normal=True)


CAMPAIGNS = (
    Campaign(
        "coupures",
        "Coupure de courant simulée pendant l’écriture",
        cuts,
        cuts_with_another_setting,
        full=10_000,
        short=300,
        control_runs=60,
        needs=disk.NEEDS,
    ),
)

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    opening = models.with_key(Path(asked["folder"]), bytes.fromhex(asked["key"]))
    session(opening, Path(asked["log"]), normal=asked["normal"])
    sys.stdout.write("0")
