"""Each operation of the vault interrupted: killed at random and at each line, refused each of its writings.

``python -m tests.campaigns.interrupted`` is the process of which the disk refuses.
"""

import contextlib
import json
import sys
from functools import partial

from tests.campaigns import Campaign, Outcome, disk, failingdisk, kills, outcome, safeguards, users
from tests.campaigns.operations import Operation, Spoilt
from tests.campaigns.sessions import CREATION, OPENING, WRITING

_KILLED = (*users.OPERATIONS, *safeguards.OPERATIONS)

_LINES = {CREATION: 400, OPENING: 700}
"""So many lines at most, each of which is reached."""

_CHANGES = {
    WRITING.code: 1_000, OPENING.code: 560, CREATION.code: 700, "phrase": 320, "retrait": 1_500,
    "sauvegarde": 850, "restauration": 200, "migration": 800, "purge": 800,
}  # fmt: skip
"""So many changes of the disk at most, each of which is refused: once and for good where there is time."""

_OPERATIONS = {each.code: each for each in (WRITING, OPENING, CREATION, *_KILLED)}


def _killed(operation: Operation) -> Campaign:
    def run(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
        return kills.at_random(operation, runs, seed, spoilt)

    return Campaign(
        operation.code,
        f"Arrêt brutal pendant {operation.title}",
        run,
        partial(run, spoilt=operation.control),
        full=200,
        short=10,
        control_runs=12,
    )


def _killed_at_lines(operation: Operation, most: int) -> Campaign:
    def run(runs: int, seed: int, spoilt: Spoilt = contextlib.nullcontext) -> Outcome:
        return kills.at_lines(operation, runs, seed, most, spoilt)

    return Campaign(
        operation.code,
        f"Arrêt brutal à chaque ligne de {operation.title}",
        run,
        partial(run, spoilt=operation.control),
        full=most,
        short=10,
        control_runs=40,
    )


def _refused(operation: Operation, full: int) -> Campaign:
    def run(runs: int, seed: int, *, heedless: bool = False) -> Outcome:
        asked = {"code": operation.code, "runs": runs, "seed": seed, "heedless": heedless}
        return outcome(disk.run("tests.campaigns.interrupted", **asked))

    return Campaign(
        f"refus-{operation.code}",
        f"Disque qui refuse une écriture, chacune à son tour, pendant {operation.title}",
        run,
        partial(run, heedless=True),
        full=full,
        short=0,
        control_runs=24,
        needs=disk.NEEDS,
    )


def sampled(*, heedless: bool) -> list[str]:
    """A few changes of each operation, refused: what is broken."""
    asked = {"runs": 2, "seed": 1, "heedless": heedless}
    return [each for each in disk.run("tests.campaigns.interrupted", code=None, **asked) if each]


CAMPAIGNS = (
    *map(_killed, _KILLED),
    *(_killed_at_lines(operation, most) for operation, most in _LINES.items()),
    *(_refused(_OPERATIONS[code], full) for code, full in _CHANGES.items()),
)

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    code = asked.pop("code")
    told = [
        failingdisk.refused(_OPERATIONS[each], most=_CHANGES[each], **asked)
        for each in ([code] if code else _CHANGES)
    ]
    sys.stdout.write(json.dumps([each for one in told for each in one]))
