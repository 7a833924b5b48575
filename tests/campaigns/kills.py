"""A process killed during an operation, on a copy of the same vault each time: at a random instant of it,
or at each of its lines in turn.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import storage
from tests.campaigns import Outcome, outcome
from tests.campaigns.operations import Operation, Ready, Spoilt, sound_without_plaintext

_STORAGE = Path(storage.__file__).parent

_QUIET = frozenset({"header", "keys", "failures", "derived", "records", "search", "answers_json"})
"""Modules of which no line writes: what they have written, others write."""

_PASSAGES = 4
"""How many times each line counts."""

_STRIDE = 7919
"""A prime: so many lines further each time, all are reached, and any few of them are far apart."""


def at_random(operation: Operation, runs: int, seed: int, spoilt: Spoilt) -> Outcome:
    """Killed so many times, each at another instant between its beginning and its end."""
    rng = random.Random(seed)
    with operation.ready(spoilt) as ready, tempfile.TemporaryDirectory() as place:
        longest = max(_timed(ready, Path(place) / f"whole-{each}") for each in range(3))
        found: list[str] = []
        for number in range(runs):
            folder, delay = Path(place) / str(number), rng.uniform(0, longest * 1.05)
            ready.copy(folder)
            _killed_after(ready, folder, delay)
            found.append(sound_without_plaintext(ready, folder)[1])
            shutil.rmtree(folder, ignore_errors=True)
    return outcome(found)


def at_lines(operation: Operation, runs: int, seed: int, most: int, spoilt: Spoilt) -> Outcome:
    """Killed so many times, each at another line of the storage; ``most`` runs in a row reach each line."""
    with operation.ready(spoilt) as ready, tempfile.TemporaryDirectory() as place:
        ready.copy(Path(place) / "whole")
        lines = _lines(ready, Path(place) / "whole")
        if lines > most:
            raise RuntimeError(f"{lines} lines, of which only {most} would be reached")
        found: list[str] = []
        for number in range(seed, seed + runs):
            folder, line = Path(place) / str(number), 1 + number * _STRIDE % lines
            ready.copy(folder)
            os.waitpid(_forked(lambda where=folder, at=line: _traced(ready, where, at)), 0)
            broken = sound_without_plaintext(ready, folder)[1]
            found.append(f"line {line}: {broken}" if broken else "")
            shutil.rmtree(folder, ignore_errors=True)
    return outcome(found)


def _forked(act: Callable[[], object], before: Callable[[], object] = lambda: None) -> int:
    """The identifier of a copy of this process that does it, and says by its status whether it did."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            before()
            act()
            status = 0
        finally:
            os._exit(status)
    return child


def _timed(ready: Ready, folder: Path) -> float:
    """How long it takes when nothing interrupts it."""
    ready.copy(folder)
    started = time.perf_counter()
    if os.waitpid(_forked(lambda: ready.act(folder)), 0)[1] != 0:
        raise RuntimeError("the operation fails even when nothing interrupts it")
    return time.perf_counter() - started


def _killed_after(ready: Ready, folder: Path, delay: float) -> None:
    inside, outside = os.pipe()
    child = _forked(lambda: ready.act(folder), before=lambda: os.write(outside, b"."))
    os.close(outside)
    os.read(inside, 1)
    os.close(inside)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _lines(ready: Ready, folder: Path) -> int:
    """How many lines of the storage it goes through."""
    inside, outside = os.pipe()
    child = _forked(lambda: os.write(outside, str(_traced(ready, folder, 0)).encode()))
    os.close(outside)
    with os.fdopen(inside, "rb") as said:
        lines = int(said.read() or 0)
    if os.waitpid(child, 0)[1] != 0:
        raise RuntimeError("the operation fails even when nothing interrupts it")
    return lines


def _traced(ready: Ready, folder: Path, last: int) -> int:
    """Do it, killed at its n-th line; never when that is 0: how many there were.

    A line that is gone through again and again counts the first times only.
    """
    lines, passages = 0, Counter[tuple[str, int]]()

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        module = Path(frame.f_code.co_filename)
        if module.parent != _STORAGE or module.stem in _QUIET:
            return None
        if event == "line":
            place = module.stem, frame.f_lineno
            passages[place] += 1
            lines += passages[place] <= _PASSAGES
            if lines == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    try:
        ready.act(folder)
    finally:
        sys.settrace(None)
    return lines
