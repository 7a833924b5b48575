"""``python -m tests.campaigns [--seconds N | --short] [NAME…]``: run campaigns, tell what was seen."""

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict

from tests.campaigns import IN_MEMORY, Campaign, Outcome, figures
from tests.campaigns.every import EVERY

_SLICES = 20
"""A campaign is run in so many parts, between which the time that is left is looked at."""


def main() -> int:
    asked = _asked()
    tempfile.tempdir = IN_MEMORY
    chosen = [each for each in EVERY if not asked.names or each.name in asked.names]
    for campaign in [each for each in chosen if each.lacking]:
        print(f"{campaign.title} : pas faite ici, il manque {', '.join(campaign.lacking)}", flush=True)
        chosen.remove(campaign)
    if asked.short:
        return _short(chosen)
    held = True
    for seen in _seen(chosen, asked.seconds, asked.workers):
        print(figures.line(seen), flush=True)
        figures.write(seen)
        held = held and seen.holds
    return int(not held)


def _seen(chosen: list[Campaign], seconds: float | None, workers: int) -> Iterator[figures.Seen]:
    """Each as soon as it is over; so many at a time, each in a process of its own."""
    ends = None if seconds is None else time.monotonic() + seconds
    left, going = [each.name for each in chosen], set[Future[figures.Seen]]()
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


def _run(name: str, share: float | None) -> figures.Seen:
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
    return figures.Seen(name, done, control, round(time.monotonic() - started))


def _goes_on(started: float, share: float, done: Outcome, part: int) -> bool:
    spent = time.monotonic() - started
    return spent + spent / done.runs * part <= share


def _short(chosen: list[Campaign]) -> int:
    """What each check runs, as JSON: the outcome and that of the control."""
    for campaign in chosen:
        done, control = campaign.run(campaign.short, 1), campaign.control(campaign.control_runs, 1)
        print(json.dumps({"name": campaign.name, "run": asdict(done), "control": asdict(control)}))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.campaigns")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
