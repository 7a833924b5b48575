"""``python -m tests.campaigns [--seconds N | --short] [NAME…]``: run campaigns, tell what was seen."""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict

from tests.campaigns import IN_MEMORY, Campaign, figures, running
from tests.campaigns.every import EVERY


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
    for seen in running.seen(chosen, asked.seconds, asked.workers):
        print(figures.line(seen), flush=True)
        figures.write(seen)
        held = held and seen.holds
    return int(not held)


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
