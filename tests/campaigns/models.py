"""The vaults that the campaigns start from: real ones, whose keys are already open."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from models.casework import PERSONNE, SITUATION
from models.fields import Answers
from models.forms import accueil, personne
from storage import disk, header, keys, vault
from storage.vault import Opening, Vault
from tests.campaigns import IN_MEMORY
from tests.vaults import PASSPHRASE, USER, Watch

disk.BALLAST_BYTES = 64 * 1024


@contextmanager
def made(persons: int = 20) -> Generator[Opening]:
    """A closed vault with so many persons, each with a situation, in a folder that goes at the end."""
    with TemporaryDirectory(prefix="permanence-", dir=IN_MEMORY) as place:
        opening = vault.prepare(Path(place) / "coffre", USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
        with vault.open_database(opening, Watch()) as opened:
            for number in range(persons):
                enter(opened, number)
        yield at(opening, opening.folder)


def with_key(folder: Path, master_key: bytes) -> Opening:
    """The vault of a folder, opened by the key that another process had made."""
    head = header.read(folder).header
    return Opening(folder, head, head.slots[0], master_key)


def at(opening: Opening, folder: Path) -> Opening:
    """The same keys, for the same vault or a copy of it, as it is now."""
    return replace(opening, folder=folder, head=header.read(folder).header)


def enter(opened: Vault, number: int) -> None:
    """A person ``N<number>`` and her situation, in one transaction of some pages."""
    with opened.records.transaction():
        who = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"N{number}", "prenom": "Camille"}))
        opened.records.add(SITUATION, Answers(accueil.FORM, {"demande": "y" * 5000}), who)


def numbers(opened: Vault) -> set[int]:
    """The persons whose situation is there too."""
    rows = opened._database.rows(
        "SELECT json_extract(personne.reponses, '$.nom') FROM personne JOIN situation"
        " ON situation.personne = personne.id"
    )
    return {int(name[1:]) for (name,) in rows}
