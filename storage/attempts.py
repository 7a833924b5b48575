"""The passphrases that failed since the last opening, and how long they make the next one wait.

They are counted beside the key file, not in it: to count them in it, whoever has no key would have to
write it, over what a session that has one may be writing. Nothing is ever erased after so many: that
would be a way to destroy. Against a copy of the vault, only the derivation and the passphrase count.
"""

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from storage import durable, moment
from storage.failures import must_wait

NAME = "essais.json"

FREE, FIRST_WAIT, LONGEST_WAIT = 3, 5, 300
"""Failures without consequence but the last one; seconds after it, doubled by each further one."""

_LARGEST = 1024


@dataclass(frozen=True)
class Attempts:
    """How many failed in a row, and when the last one did."""

    failed: int = 0
    last: datetime | None = None

    def wait(self, now: datetime) -> int:
        """Seconds before the next one is tried; a clock set back makes nobody wait longer than the rule."""
        if self.last is None or self.failed < FREE:
            return 0
        whole = min(FIRST_WAIT * 2 ** min(self.failed - FREE, 16), LONGEST_WAIT)
        end = self.last + timedelta(seconds=whole)
        return max(0, min(whole, -((now - end) // timedelta(seconds=1))))


NONE = Attempts()


def read(folder: Path) -> Attempts:
    """None when there is no note, or one that is not ours."""
    try:
        note: Any = json.loads(durable.read(folder / NAME, _LARGEST))
        failed, last = note["echecs"], datetime.fromisoformat(note["dernier"])
        if type(failed) is not int or not 0 < failed < 1 << 31 or last.tzinfo is None:
            return NONE
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return NONE
    return Attempts(failed, last)


def check(folder: Path, clock: moment.Clock) -> None:
    """``MustWait`` when it is too early for another one."""
    so_far = read(folder)
    if seconds := so_far.wait(moment.now(clock)):
        raise must_wait(so_far.failed, seconds)


def failed(folder: Path, clock: moment.Clock) -> None:
    """Count one more; a disk that refuses it does not hide what is wrong with the passphrase."""
    now = moment.now(clock)
    note = {"echecs": read(folder).failed + 1, "dernier": now.isoformat()}
    with contextlib.suppress(OSError):
        durable.write(folder / NAME, json.dumps(note).encode())


def forget(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
