"""The renewal report of a published year, from the window and from the command line alike."""

from pathlib import Path

from exports.edition import Edition
from exports.renewal import renewal
from exports.renewal_docx import renewal_docx
from exports.renewal_pdf import renewal_pdf
from models.departure import Departure
from models.failure import Failure
from storage.vault import Vault
from ui import outgoing, publishing


def report(vault: Vault, year: int) -> dict[str, bytes]:
    """The document to be edited and its pages, by file name; of a published year only."""
    years = _years(vault)
    edition = next((each for each in years if each.year == year), None)
    if edition is None:
        raise Failure(
            f"L’année {year} n’est pas encore publiée : le rapport ne dit que des nombres publiés. Publiez-la"
            " d’abord ; aucun fichier n’a été écrit."
        )
    told = renewal(edition, vault.station.answers, [each for each in years if each.year < year])
    return {f"rapport-{year}.docx": renewal_docx(told), f"rapport-{year}.pdf": renewal_pdf(told)}


def write(vault: Vault, year: int, folder: Path) -> list[Path]:
    """Write the report in a folder; when one of its files is refused, none is left."""
    documents = report(vault, year)
    with vault.records.transaction():
        for data in documents.values():
            vault.departures.note(Departure.RAPPORT, data)
        return outgoing.write_all(documents, folder)


def _years(vault: Vault) -> list[Edition]:
    whole = (each for each in publishing.editions(vault) if each.quarter is None)
    return sorted(whole, key=lambda each: each.year)
