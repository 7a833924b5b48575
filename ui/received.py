"""Publications read from files, without any vault: attacked as a reader would, or added up."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from exports import consolidation_sheet, files
from exports.attack import Finding, attack
from exports.consolidation import Consolidation, consolidated
from exports.protection.written import LARGEST_FILE, from_json
from exports.solving import SolverMissing
from exports.star import CATALOGUE
from models.failure import Failure
from ui import outgoing

_OTHER_JSON = "datapackage.json"
"""Describes the data beside a publication, and is none."""


def attacked(paths: Sequence[Path], reader: Mapping[str, str]) -> tuple[Finding, ...]:
    """What can be derived from these publications together, by ``reader`` if she is one of the persons."""
    publications = [from_json(_content(path), sealed=False) for path in paths]
    said = {(each.code, leaf) for file in publications for each in file.variables for leaf in each.leaves}
    if not reader.items() <= said:
        raise Failure(
            "Aucune de ces publications n’a une telle réponse, ni une telle variable. Reprenez leurs codes."
        )
    try:
        return attack(publications, reader)
    except SolverMissing:
        raise Failure(
            "La bibliothèque de calcul manque dans cette installation : rien n’a pu être vérifié. Réinstallez"
            " le logiciel."
        ) from None


def add_up(folder: Path, target: Path, posts: Path | None) -> Consolidation:
    """Add up what is under ``folder``; write the spreadsheet ``target`` and the same in JSON beside."""
    if target.suffix.lower() != ".xlsx":
        raise Failure(
            f"« {target.name} » ne finit pas par .xlsx. Donnez un tel nom ; aucun fichier n’a été écrit."
        )
    outgoing.check_place(target.parent)
    beside = target.with_suffix(".json")
    if beside.exists():
        raise Failure(f"« {beside.name} » existe déjà : donnez un autre nom. Aucun fichier n’a été écrit.")
    made = consolidated(_found(folder), () if posts is None else _names(posts))
    files.write(target, consolidation_sheet.spreadsheet(made, CATALOGUE))
    files.write(beside, made.to_json())
    return made


def _found(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.json")):
        if path.is_file() and path.name != _OTHER_JSON:
            yield str(path.relative_to(folder)), _content(path)


def _names(path: Path) -> list[str]:
    lines = _content(path).decode("utf-8-sig", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _content(path: Path) -> bytes:
    """The bytes of a file, one more than are read when it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Failure(f"« {path} » ne peut pas être lu. Vérifiez son nom et vos droits sur lui.") from None
