"""A disk that refuses a write, each in turn, or has no room: told in French, nothing acknowledged lost.

The refusals are put between the program and the system, so that the engine of the database meets them too.
"""

import contextlib
import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

from models.failure import Failure
from tests.campaigns import disk
from tests.campaigns.operations import Operation, Ready, sound

_STRIDE = 7919
"""A prime: so many changes further each time, all are reached, and any few of them are far apart."""

_WAYS = ((errno.EIO, False), (errno.ENOSPC, True), (errno.EIO, True), (errno.ENOSPC, False))
"""What the disk answers, and whether it answers so to all that comes after: a stick pulled, a full disk."""


def refused(operation: Operation, runs: int, seed: int, most: int, *, heedless: bool) -> list[str]:
    """Each change of the operation refused in turn, in each way; ``heedless`` tells it is done, always."""
    found: list[str] = []
    with operation.ready(contextlib.nullcontext) as ready, disk.place() as place:
        changes = _changes(ready, place / "whole")
        if changes > most:
            raise RuntimeError(f"{changes} changes, of which only {most} would be refused")
        for number in range(seed, seed + runs):
            nth, folder = 1 + number * _STRIDE % changes, place / str(number)
            error, for_good = _WAYS[(number // changes + nth) % len(_WAYS)]
            ready.copy(folder)
            told = _child(ready, folder, nth, error, for_good=for_good)
            broken = _broken(ready, folder, told, heedless=heedless)
            found.append(f"change {nth} of {changes}: {broken}" if broken else "")
            shutil.rmtree(folder, ignore_errors=True)
    return found


def _broken(ready: Ready, folder: Path, told: Any, *, heedless: bool) -> str:
    """Once the disk is good again."""
    done, broken = sound(ready, folder)
    if told["raised"] or broken:
        return told["raised"] or broken
    return "told as done, and is not" if (told["done"] or heedless) and not done else ""


def _changes(ready: Ready, folder: Path) -> int:
    """How many changes the operation asks of the disk."""
    ready.copy(folder)
    told = _child(ready, folder, 0, 0, for_good=False)
    if not told["done"] or told["raised"]:
        raise RuntimeError(f"the operation fails even on a good disk: {told}")
    return int(told["changes"])


def _child(ready: Ready, folder: Path, nth: int, error: int, *, for_good: bool) -> Any:
    """What a process that meets the n-th change refused told of it, and how many changes it asked for."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        told = {"done": False, "raised": "", "changes": 0}
        watched = disk.Watched()
        watched.fail(folder, nth, error, for_good=for_good)
        try:
            ready.act(folder)
            told["done"] = True
        except Failure:
            pass
        except BaseException as raised:
            told["raised"] = f"{raised!r} was not expected"
        told["changes"] = watched.calls()
        os.write(outside, json.dumps(told).encode())
        os._exit(0)
    os.close(outside)
    with os.fdopen(inside, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said)
