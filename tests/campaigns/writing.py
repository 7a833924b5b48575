"""The program killed while it writes, record after record: what it acknowledged is there."""

import os
import random
import signal
import time
from pathlib import Path

from models.failure import Failure
from storage import derived, vault
from storage.vault import Opening
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.vaults import Watch

_LONGEST = 0.08
"""Seconds between the first acknowledged record and the kill, at most."""

_KILLS_OF_ONE = 12
"""Kills before the vault has grown enough to be made anew."""


def _written(opening: Opening, out: int, first: int, too_early: bool) -> None:
    """Enter persons for ever, telling each number once it is durable, or, for the control, before."""
    opened = vault.open_database(opening, Watch())
    number = first
    while True:
        if too_early:
            os.write(out, f"{number}\n".encode())
            time.sleep(0.002)
        models.enter(opened, number)
        if not too_early:
            os.write(out, f"{number}\n".encode())
        number += 1


def _killed(opening: Opening, first: int, delay: float, too_early: bool) -> set[int]:
    """The numbers that were acknowledged before the kill."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(inside)
            _written(opening, outside, first, too_early)
        finally:
            os._exit(1)
    os.close(outside)
    said = os.read(inside, 65536)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while read := os.read(inside, 65536):
        said += read
    os.close(inside)
    return {int(each) for each in said.split()}


def _lost(opening: Opening, told: set[int]) -> str:
    """Opening it makes the engine's checks; what is derived from the records is compared with them here."""
    try:
        with vault.open_database(opening, Watch()) as opened:
            missing = told - models.numbers(opened)
            damages = derived.damages(opened._database)
    except Failure as failure:
        return str(failure)
    return f"{len(missing)} acknowledged records are missing" if missing else "".join(damages)


def _campaign(runs: int, seed: int, *, too_early: bool) -> Outcome:
    """The same vault is opened again after each kill, and made anew when it has grown."""
    rng, found = random.Random(seed), list[str]()
    while len(found) < runs:
        with models.made(2) as made:
            for number in range(min(_KILLS_OF_ONE, runs - len(found))):
                opening = models.at(made, Path(made.folder))
                told = _killed(opening, 10_000 * (number + 1), rng.uniform(0, _LONGEST), too_early)
                found.append(_lost(models.at(made, made.folder), told))
    return outcome(found)


def kills(runs: int, seed: int) -> Outcome:
    return _campaign(runs, seed, too_early=False)


def acknowledged_too_early(runs: int, seed: int) -> Outcome:
    return _campaign(runs, seed, too_early=True)


CAMPAIGNS = (
    Campaign(
        "arrets",
        "Arrêt brutal du programme pendant l’écriture",
        kills,
        acknowledged_too_early,
        full=1_000,
        short=50,
        control_runs=20,
    ),
)
