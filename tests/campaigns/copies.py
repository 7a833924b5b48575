"""Backups of vaults full of invented casework, each restored and compared; then bytes of it altered."""

import random
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from models import fictitious
from models.casework import NOUNS
from models.failure import Failure
from models.forms import accueil
from storage import archive, backups, restoration, vault
from storage.database import Database
from storage.failures import BackupDamaged
from storage.vault import Vault
from tests import vaults
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.campaigns.operations import quick
from tests.vaults import PASSPHRASE, Watch
from ui import safeguards

_ALTERED = 10
"""Bytes of each backup that are altered, one at a time."""

_OF_ONE_VAULT = 10
"""Backups of one vault, which grows by a person between them."""


def _enter(opened: Vault, seed: int) -> None:
    today = Watch()().date()
    vaults.enter(opened.records, fictitious.person(random.Random(seed), accueil.VICTIME, today, today))


def _held(opened: Vault) -> Any:
    """All that a vault holds, in the order in which it was entered, and what is wrong with it."""
    records = [(each.id, each.owner_id, each.answers) for noun in NOUNS for each in opened.records.all(noun)]
    return records, [*opened.damages(), *opened.journal.troubles_found]


def _restored(opened: Vault, made: backups.Made, place: Path) -> str:
    """What is wrong with the vault that it becomes."""
    counts = archive.read(made.path).counts
    try:
        restoration.restore(made.path, place, PASSPHRASE, Watch())
        with vault.open_vault(place, PASSPHRASE, Watch()) as again:
            same, entries = _held(again) == _held(opened), again._database.counts()["journal"]
    except Failure as failure:
        return str(failure)
    return "" if same and entries > counts["journal"] else "not what was backed up"


def _altered(path: Path, rng: random.Random) -> str:
    """The places of the bytes of which the change is not noticed."""
    content, unseen = path.read_bytes(), list[int]()
    for at in rng.sample(range(len(content)), _ALTERED):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :])
        try:
            archive.check(path)
        except BackupDamaged:
            continue
        unseen.append(at)
    return f"altered bytes are not noticed: {unseen}" if unseen else ""


def restorations(runs: int, seed: int) -> Outcome:
    rng, found = random.Random(seed), list[str]()
    with quick():
        while len(found) < runs:
            found += _of_one_vault(rng, min(_OF_ONE_VAULT, runs - len(found)))
    return outcome(found)


def _of_one_vault(rng: random.Random, count: int) -> list[str]:
    found: list[str] = []
    with models.made(2) as made, vault.open_database(made, Watch()) as opened:
        for _ in range(count):
            _enter(opened, rng.randrange(1_000_000))
            with tempfile.TemporaryDirectory() as place:
                copy = safeguards.back_up(opened, Path(place))
                broken = _restored(opened, copy, Path(place) / "coffre")
                found.append(broken or _altered(copy.path, rng))
    return found


def unverified(runs: int, seed: int) -> Outcome:
    """The control: a disk that writes one byte wrong, and a program that does not look at what it wrote."""
    copy_into = Database.copy_into

    def bad(database: Database, path: Path) -> None:
        copy_into(database, path)
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"wrong")

    with mock.patch.object(Database, "copy_into", bad), mock.patch.object(backups, "_verify"):
        return restorations(runs, seed)


CAMPAIGNS = (
    Campaign(
        "copies",
        "Sauvegarde restaurée et comparée, puis refusée avec un octet de travers",
        restorations,
        unverified,
        full=200,
        short=0,
        control_runs=5,
    ),
)
