"""The disk full while she types, at each megabyte of a disk that is really full: nothing is lost."""

import contextlib
import random
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

from models.casework import PERSONNE, SITUATION
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, personne
from storage import derived, vault
from storage.vault import Opening, Vault
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.vaults import Watch

_SIZES = range(1, 25)
"""Megabytes of the disk."""

_AFTER = 6
"""Records that are tried once it is full, some of which the room kept aside lets in."""


@contextlib.contextmanager
def disk_of(megabytes: int) -> Generator[Path]:
    """A disk of its own, which only who administers the machine can make."""
    with tempfile.TemporaryDirectory() as place:
        size = f"size={megabytes}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", place], check=True)
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def _enter(opened: Vault, number: int, size: int) -> None:
    with opened.records.transaction():
        who = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"N{number}"}))
        opened.records.add(SITUATION, Answers(accueil.FORM, {"demande": "y" * size}), who)


def _filled(opening: Opening, rng: random.Random, *, too_early: bool) -> set[int]:
    """Enter records until the disk is full, and a few more; the numbers that were acknowledged."""
    told: set[int] = set()
    refused = 0
    with vault.open_database(opening, Watch()) as opened:
        for number in range(1_000, 100_000):
            if too_early:
                told.add(number)
            try:
                _enter(opened, number, rng.choice((200, 5_000, 40_000)))
                if rng.random() < 0.05:
                    opened.checkpoint()
            except Failure:
                refused += 1
            else:
                told.add(number)
            if refused == _AFTER:
                return told
    raise RuntimeError("the disk is never full")


def _lost(opening: Opening, folder: Path, told: set[int]) -> str:
    """Looked at where there is room again."""
    shutil.copytree(opening.folder, folder)
    try:
        with vault.open_database(models.at(opening, folder), Watch()) as opened:
            missing = told - models.numbers(opened)
            damages = [*derived.damages(opened._database), *opened.journal.troubles_found]
            models.enter(opened, 1)
    except Failure as failure:
        return str(failure)
    finally:
        shutil.rmtree(folder)
    return f"{len(missing)} acknowledged records are missing" if missing else "".join(damages)


def full(runs: int, seed: int, *, too_early: bool = False) -> Outcome:
    """Disks of one megabyte, two, three…, as many as there are runs, then from one again."""
    found: list[str] = []
    with models.made(2) as made, tempfile.TemporaryDirectory() as place:
        for number in range(seed, seed + runs):
            with disk_of(_SIZES[number % len(_SIZES)]) as small:
                shutil.copytree(made.folder, small / "coffre")
                opening = models.at(made, small / "coffre")
                told = _filled(opening, random.Random(number), too_early=too_early)
                found.append(_lost(opening, Path(place) / "regard", told))
    return outcome(found)


def acknowledged_too_early(runs: int, seed: int) -> Outcome:
    return full(runs, seed, too_early=True)


CAMPAIGNS = (
    Campaign(
        "plein",
        "Disque plein pendant l’écriture, de mégaoctet en mégaoctet, sur un vrai disque de cette taille",
        full,
        acknowledged_too_early,
        full=2 * len(_SIZES),
        short=3,
        control_runs=3,
        needs=("mount",),
    ),
)
