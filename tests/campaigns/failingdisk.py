"""A disk that refuses a write, each in turn, or has no room: told in French, nothing acknowledged lost.

The refusals are put between the program and the system, so that the engine of the database meets them too.
"""

import errno
import json
import os
import random
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.failure import Failure
from storage import derived, vault
from storage.vault import Opening
from tests.campaigns import Campaign, Outcome, disk, models, outcome
from tests.vaults import Watch

_FIRST, _RECORDS = 1_000, 5

Act = Callable[[Opening, bool], list[int]]
"""Does something to a vault; the numbers that it acknowledged. The second says to do it badly."""


def write(opening: Opening, too_early: bool) -> list[int]:
    """An opening, records, a checkpoint, the end; what is refused is left, and the next one tried."""
    told: list[int] = []
    opened = vault.open_database(opening, Watch())
    try:
        for number in range(_FIRST, _FIRST + _RECORDS):
            if too_early:
                told.append(number)
            try:
                models.enter(opened, number)
            except Failure:
                continue
            told.append(number)
        opened.checkpoint()
    finally:
        opened.close()
    return told


def open_and_close(opening: Opening, too_early: bool) -> list[int]:
    vault.open_database(opening, Watch()).close()
    return []


ACTS: Mapping[str, Act] = {"write": write, "open": open_and_close}


def _child(act: str, opening: Opening, nth: int, error: int, *, for_good: bool, too_early: bool) -> Any:
    """What a process did of it that meets the n-th change refused: acknowledged, changes, what was raised."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        told: dict[str, object] = {"told": [], "raised": ""}
        watched = disk.Watched()
        watched.fail(opening.folder, nth, error, for_good=for_good)
        try:
            told["told"] = ACTS[act](opening, too_early)
        except Failure:
            pass
        except BaseException as raised:
            told["raised"] = f"{type(raised).__name__} was not expected"
        told["calls"] = watched.calls()
        os.write(outside, json.dumps(told).encode())
        os._exit(0)
    os.close(outside)
    with os.fdopen(inside, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said)


def _refused(model: Opening, runs: int, seed: int, *, too_early: bool) -> list[str]:
    """Every change of each operation in turn when there are runs enough, else some drawn at random."""
    rng, found = random.Random(seed), list[str]()
    with disk.place() as place:
        points: list[tuple[str, int]] = []
        for act in ACTS:
            where = _copied(model, place / f"whole-{act}")
            count = _child(act, where, 0, 0, for_good=False, too_early=False)["calls"]
            points += [(act, nth) for nth in range(1, count + 1)]
        rng.shuffle(points)
        for number in range(runs):
            act, nth = points[number % len(points)]
            error = (errno.EIO, errno.ENOSPC)[number // len(points) % 2]
            where = _copied(model, place / "state")
            seen = _child(act, where, nth, error, for_good=bool(rng.randrange(2)), too_early=too_early)
            broken = seen["raised"] or _lost(model, where.folder, set(seen["told"]))
            found.append(f"{act}, change {nth}: {broken}" if broken else "")
            shutil.rmtree(where.folder)
    return found


def _copied(model: Opening, folder: Path) -> Opening:
    shutil.copytree(model.folder, folder)
    return models.at(model, folder)


def _lost(model: Opening, folder: Path, told: set[int]) -> str:
    """Once the disk is good again."""
    try:
        with vault.open_database(models.at(model, folder), Watch()) as opened:
            missing = told - models.numbers(opened)
            damages = [*derived.damages(opened._database), *opened.journal.troubles_found]
    except Failure as failure:
        return str(failure)
    return f"{len(missing)} acknowledged records are missing" if missing else "".join(damages)


def _campaign(runs: int, seed: int, *, too_early: bool) -> Outcome:
    with models.made(2) as made:
        found = disk.run(
            "tests.campaigns.failingdisk",
            folder=made.folder,
            key=made.master_key.hex(),
            runs=runs,
            seed=seed,
            too_early=too_early,
        )
    return outcome(found)


def refusals(runs: int, seed: int) -> Outcome:
    return _campaign(runs, seed, too_early=False)


def acknowledged_too_early(runs: int, seed: int) -> Outcome:
    return _campaign(runs, seed, too_early=True)


CAMPAIGNS = (
    Campaign(
        "refus",
        "Disque qui refuse une écriture, chacune à son tour",
        refusals,
        acknowledged_too_early,
        full=1_000,
        short=60,
        control_runs=60,
        needs=disk.NEEDS,
    ),
)

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    opening = models.with_key(Path(asked["folder"]), bytes.fromhex(asked["key"]))
    told = _refused(opening, asked["runs"], asked["seed"], too_early=asked["too_early"])
    sys.stdout.write(json.dumps(told))
