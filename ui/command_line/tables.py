"""Tables of former years: tried, corrected, imported."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.departure import Departure
from models.failure import Failure
from models.importing import Doubt, doubts, matched
from storage import incoming
from storage.vault import Clock
from ui import outgoing
from ui.command_line.command import Command
from ui.command_line.opening import asked_vault, vault_arguments
from ui.command_line.parser import FrenchParser
from ui.incoming import Checked, check

_FAULTS_SHOWN = 20


def _importer_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    parser.add_argument("tableau", metavar="TABLEAU", type=Path, help="fichier XLSX, ODS ou CSV")
    add = parser.options.add_argument
    add("--appliquer", action="store_true", help="enregistrer les lignes comprises dans le coffre")
    add("--corriger", metavar="FICHIER.xlsx", type=Path, help="où écrire les lignes à corriger")


def _importer(options: argparse.Namespace, clock: Clock) -> None:
    if options.corriger is not None:
        outgoing.check_place(options.corriger.parent)
    table = incoming.read(options.tableau)
    columns = matched(table.header)
    checked = check(table, columns, clock().date())
    with asked_vault(options, clock) as opened:
        imports = opened.imports
        found = doubts(checked.reading.entries, imports.persons(), imports.digests())
        _tell_checked(checked, found, imports.of_file(table.digest) is not None)
        if options.corriger is not None and checked.reading.faults:
            outgoing.leave(opened, Departure.CORRECTION, options.corriger, checked.to_correct())
            print(f"Lignes à corriger : {options.corriger}")
        if not options.appliquer:
            print("Essai seulement : rien n’a été enregistré. Ajoutez --appliquer pour importer.")
            return
        if not checked.reading.entries:
            raise Failure("Aucune ligne ne peut être importée ; rien n’a été enregistré.")
        steps = imports.apply(table.digest, checked.reading.entries, {each.line: each for each in found})
        print(f"Lignes importées : {sum(1 for _ in steps)}.")


def _tell_checked(checked: Checked, found: Sequence[Doubt], known: bool) -> None:
    reading, table = checked.reading, checked.table
    print(
        f"Lignes lues : {len(table.lines)} ; comprises : {len(reading.entries)} ; "
        f"à corriger : {reading.faulty_lines}."
    )
    for label, count in reading.totals():
        print(f"  {label} : {count}")
    if reading.undated:
        print(f"Sans date d’accueil, donc dans aucune période : {reading.undated}.")
    if checked.unmatched:
        print(f"Colonnes non reconnues, laissées de côté : {' ; '.join(checked.unmatched)}.")
    if table.other_sheets:
        print("Ce classeur a d’autres feuilles : seule la première est lue.")
    if known:
        print("Ce même fichier a déjà été importé.")
    for doubt in found:
        print(f"Ligne {doubt.line} : {doubt.sentence}.")
    for fault in reading.faults[:_FAULTS_SHOWN]:
        print(f"Ligne {fault.line}, colonne « {fault.column} » : {fault.expected}", file=sys.stderr)
    if len(reading.faults) > _FAULTS_SHOWN:
        print(
            f"… et {len(reading.faults) - _FAULTS_SHOWN} autres ; --corriger FICHIER.xlsx les écrit toutes.",
            file=sys.stderr,
        )


COMMANDS = (
    Command(
        "importer",
        "importer un tableau des années passées ; sans --appliquer, un essai",
        _importer_arguments,
        _importer,
    ),
)
