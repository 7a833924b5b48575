"""``python -m tests.campaigns [--seconds N | --short] [NAME…]``: run campaigns, tell what was seen."""

import argparse
import json
import sys
import time
from dataclasses import asdict

from tests.campaigns import Campaign, Outcome, figures
from tests.campaigns.every import EVERY

_SLICES = 20
"""A campaign is run in so many parts, between which the time that is left is looked at."""


def main() -> int:
    asked = _asked()
    chosen = [each for each in EVERY if not asked.names or each.name in asked.names]
    if asked.short:
        return _short(chosen)
    seen: list[figures.Seen] = []
    started = time.monotonic()
    for number, campaign in enumerate(chosen):
        left = None if asked.seconds is None else asked.seconds - (time.monotonic() - started)
        share = None if left is None else max(0.0, left) / (len(chosen) - number)
        seen.append(_run(campaign, share))
        print(figures.line(seen[-1]), flush=True)
    figures.write(seen)
    return int(any(not each.holds for each in seen))


def _run(campaign: Campaign, share: float | None) -> figures.Seen:
    """The whole campaign, or as much of it as fits in ``share`` seconds; at least one part."""
    started = time.monotonic()
    control = campaign.control(campaign.control_runs, 1)
    done = Outcome(0, 0)
    part = max(campaign.short // 4, campaign.full // _SLICES, 1)
    seed = time.time_ns() % 1_000_000
    while done.runs < campaign.full and (
        not done.runs or share is None or _goes_on(started, share, done, part)
    ):
        done += campaign.run(min(part, campaign.full - done.runs), seed + done.runs)
    return figures.Seen(campaign, done, control, round(time.monotonic() - started))


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
    parser.add_argument("--short", action="store_true")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
