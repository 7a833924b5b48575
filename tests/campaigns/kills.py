"""A process killed at a random instant of an operation, on a copy of the same vault each time."""

import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.campaigns import Outcome, outcome

Act = Callable[[Path], object]
"""What is interrupted: it does its work in the folder that it is given."""

Sound = Callable[[Path], str]
"""What is broken in that folder afterwards; empty when nothing is."""


def killed(model: Path, act: Act, sound: Sound, runs: int, seed: int) -> Outcome:
    """Kill ``act`` so many times, each at another instant between its beginning and its end."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        longest = max(_once(model, Path(place) / f"whole-{each}", act, None) for each in range(3))
        found: list[str] = []
        for number in range(runs):
            folder = Path(place) / str(number)
            _once(model, folder, act, rng.uniform(0, longest * 1.05))
            found.append(sound(folder))
            shutil.rmtree(folder)
    return outcome(found)


def _once(model: Path, folder: Path, act: Act, delay: float | None) -> float:
    """Do it in another process, killed after ``delay`` seconds unless it is ``None``; how long it took."""
    shutil.copytree(model, folder)
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.write(outside, b".")
            act(folder)
            status = 0
        finally:
            os._exit(status)
    os.close(outside)
    os.read(inside, 1)
    os.close(inside)
    started = time.perf_counter()
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if delay is None and status != 0:
        raise RuntimeError("the operation fails even when nothing interrupts it")
    return time.perf_counter() - started
