"""Vaults to be tested: one made once, copied for each test, and what its folder holds."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from models.casework import PERSONNE, SITUATION, Noun, Record
from models.failure import Failure
from models.fictitious import FictitiousCase
from storage import header, restoration
from storage.backups import Source
from storage.records import Records
from storage.vault import Opening

USER = "Claire"
PASSPHRASE = "camomille tonneau girafe violon brume escalier pivoine"
WRONG_PASSPHRASE = "camomille tonneau girafe violon brume escalier pivoines"

PARIS_IN_SUMMER = timezone(timedelta(hours=2))


@dataclass
class Watch:
    """A clock that stands still until it is told."""

    now: datetime = datetime(2012, 6, 15, 9, 12, 30, tzinfo=PARIS_IN_SUMMER)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **much: float) -> None:
        self.now += timedelta(**much)


def copied(opening: Opening, folder: Path) -> Opening:
    """The same closed vault in another folder, its keys still open."""
    shutil.copytree(opening.folder, folder)
    return replace(opening, folder=folder)


def again(opening: Opening) -> Opening:
    """The same vault after a session, its keys open without the cost of the derivation."""
    return replace(opening, head=header.read(opening.folder).header)


def database(opening: Opening) -> Path:
    return opening.folder / opening.head.database_name


def unsound(backup: Path, source: Source) -> tuple[str, ...]:
    """What is wrong with the vault that a backup becomes, tried under the keys of the one it was made of."""
    with TemporaryDirectory() as place:
        try:
            return restoration.drill(backup, replace(source, folder=Path(place))).damages
        except Failure as failure:
            return (str(failure),)


def contents(folder: Path) -> Mapping[str, tuple[str, int, int, int]]:
    """Digest, size, time of change and mode of everything in a folder; its own mode under ``.``."""
    return {
        ".": ("", 0, 0, folder.stat().st_mode),
        **{
            path.name: (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
                (status := path.stat()).st_size,
                status.st_mtime_ns,
                status.st_mode,
            )
            for path in folder.iterdir()
        },
    }


def every_byte(folder: Path) -> bytes:
    """All files of a folder, one after the other, and their names."""
    return b"\n".join(
        path.name.encode() + b"\n" + path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )


def enter(records: Records, case: FictitiousCase) -> Record:
    """Enter everything that happened to one person; her record."""
    owners: dict[Noun | None, Record] = {}
    for noun, answers in case.records():
        record = records.add(noun, answers, owners.get(noun.owner))
        if noun in (PERSONNE, SITUATION):
            owners[noun] = record
    return owners[PERSONNE]
