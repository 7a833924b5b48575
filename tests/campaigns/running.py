"""The campaigns run several at a time, each in a process of its own, for as long as there is."""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

from tests.campaigns import IN_MEMORY, Campaign, Outcome
from tests.campaigns.every import EVERY
from tests.campaigns.figures import Seen

_SLICES = 20
"""A campaign is run in so many parts, between which the time that is left is looked at."""


def seen(chosen: list[Campaign], seconds: float | None, workers: int) -> Iterator[Seen]:
    """Each as soon as it is over; so many at a time, each in a process of its own."""
    ends = None if seconds is None else time.monotonic() + seconds
    left, going = [each.name for each in chosen], set[Future[Seen]]()
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin) as pool:
        while left or going:
            while left and len(going) < workers:
                share = None if ends is None else max(0, ends - time.monotonic()) / len(left) * workers
                going.add(pool.submit(_run, left.pop(0), share))
            over, going = wait(going, return_when=FIRST_COMPLETED)
            yield from (each.result() for each in over)


def _begin() -> None:
    """In each of these processes."""
    tempfile.tempdir = IN_MEMORY


def _run(name: str, share: float | None) -> Seen:
    """The whole campaign, or as much of it as fits in ``share`` seconds; at least one part."""
    campaign = next(each for each in EVERY if each.name == name)
    started = time.monotonic()
    control = campaign.control(campaign.control_runs, 1)
    done = Outcome(0, 0)
    part = max(campaign.short // 4, campaign.full // _SLICES, 1)
    seed = time.time_ns() % 1_000_000
    while done.runs < campaign.full and (
        not done.runs or share is None or _goes_on(started, share, done, part)
    ):
        done += campaign.run(min(part, campaign.full - done.runs), seed + done.runs)
    return Seen(name, done, control, round(time.monotonic() - started))


def _goes_on(started: float, share: float, done: Outcome, part: int) -> bool:
    spent = time.monotonic() - started
    return spent + spent / done.runs * part <= share
