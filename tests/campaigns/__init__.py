"""Long proofs that the vault keeps its promises: by the dozen in each check, by the thousand for a release.

``make campagne`` runs them all and writes what was seen into ``docs/fiabilite.md``. A campaign is a function
of a number of runs and of a seed; its control is the same thing done to a program known to be bad, and must
find something broken, without which finding nothing would prove nothing.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

IN_MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK)), None)
"""Where a disk is quick: what is durable is simulated, or is what the system keeps of a killed process."""

MOST_DETAILS = 5


@dataclass(frozen=True)
class Outcome:
    """What was seen in so many runs; each detail tells one broken run, the first ones only."""

    runs: int
    broken: int
    details: tuple[str, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        told = (*self.details, *other.details)[:MOST_DETAILS]
        return Outcome(self.runs + other.runs, self.broken + other.broken, told)


def outcome(found: list[str]) -> Outcome:
    """One run for each; what was broken in it, empty when all was sound."""
    broken = [each for each in found if each]
    return Outcome(len(found), len(broken), tuple(broken[:MOST_DETAILS]))


Run: TypeAlias = Callable[[int, int], Outcome]
"""``run(runs, seed)``: the same seed gives the same runs, as far as the machine allows."""


@dataclass(frozen=True)
class Campaign:
    """``title`` is French, for the page of the figures.

    There are ``full`` runs before a release and ``short`` ones in each check, none where the check does
    it otherwise; ``control`` is run ``control_runs`` times, and must break.
    """

    name: str
    title: str
    run: Run
    control: Run
    full: int
    short: int
    control_runs: int = 20
    needs: tuple[str, ...] = ()
    """Programs of the machine without which it cannot be run; ``mount`` is for who administers it."""

    @property
    def lacking(self) -> list[str]:
        """What it needs and is not there."""
        return [
            each
            for each in self.needs
            if shutil.which(each) is None or (each == "mount" and os.geteuid() != 0)
        ]
