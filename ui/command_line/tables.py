"""Tables of former years: tried, corrected, imported."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.columns import Apart, matched
from models.departure import Departure
from models.doubles import Doubt, doubts
from models.failure import Failure
from storage.vault import Clock, Vault
from ui import outgoing
from ui.command_line.command import Command
from ui.command_line.opening import asked_vault, vault_arguments
from ui.command_line.parser import FrenchParser
from ui.incoming import Checked, check, read, with_words, with_words_of

_FAULTS_SHOWN = 20
_UNSURE = {True: " (probable : réunies avec --reunir)", False: " (par le nom seul : jamais réunies d’office)"}


def _importer_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    parser.add_argument("tableau", metavar="TABLEAU", type=Path, help="fichier XLSX, ODS ou CSV")
    add = parser.options.add_argument
    add("--appliquer", action="store_true", help="enregistrer les lignes comprises dans le coffre")
    add("--corriger", metavar="FICHIER.xlsx", type=Path, help="où écrire les lignes et les mots à corriger")
    add(
        "--mots",
        metavar="FICHIER.xlsx",
        type=Path,
        help="les réponses données aux mots, dans la feuille « Mots à relier » que --corriger a écrite",
    )
    add(
        "--noter",
        action="store_true",
        help="importer aussi les lignes à corriger : ce qui n’est pas compris est gardé en note",
    )
    add(
        "--reunir",
        action="store_true",
        help="une seule fiche aussi pour les personnes probables : même nom, et même téléphone, "
        "âge compatible ou « retour » ; sinon, seulement les mêmes nom, prénom et date de naissance",
    )


def _importer(options: argparse.Namespace, clock: Clock) -> None:
    if options.corriger is not None:
        outgoing.check_place(options.corriger.parent)
    table = read(options.tableau)
    with asked_vault(options, clock) as opened:
        said = with_words_of(opened.glossary.read(), table, options.tableau)
        if options.mots is not None:
            said = with_words(said, options.mots)
        columns = matched(table.header, said)
        checked = check(table, columns, clock().date(), said, noting=options.noter)
        imports = opened.imports
        found = doubts(checked.reading.entries, imports.persons(), imports.digests())
        _tell_checked(checked, found, imports.of_file(table.digest) is not None)
        if options.corriger is not None and checked.reading.faults:
            outgoing.leave(opened, Departure.CORRECTION, options.corriger, checked.to_correct())
            print(f"Lignes et mots à corriger : {options.corriger}")
        if not options.appliquer:
            print("Essai seulement : rien n’a été enregistré. Ajoutez --appliquer pour importer.")
            return
        if not checked.reading.entries:
            raise Failure("Aucune ligne ne peut être importée ; rien n’a été enregistré.")
        opened.glossary.keep(said)
        _apply(opened, checked, found if options.reunir else [each for each in found if each.kind.is_sure])


def _apply(opened: Vault, checked: Checked, found: Sequence[Doubt]) -> None:
    """A name alone never joins two rows."""
    entries = checked.reading.entries
    followed = {each.line: each for each in found if each.kind.is_sure or each.is_backed}
    steps = opened.imports.apply(checked.table.digest, entries, followed)
    print(f"Lignes importées : {sum(1 for _ in steps)}.")


def _tell_checked(checked: Checked, found: Sequence[Doubt], known: bool) -> None:
    reading = checked.reading
    print("\n".join(checked.told()))
    for apart, what in ((Apart.NOTED, "gardées en note"), (Apart.LEFT, "laissées de côté")):
        if titles := checked.titles(apart):
            print(f"Colonnes qui ne répondent à aucune question, {what} : {' ; '.join(titles)}.")
    if known:
        print("Ce même fichier a déjà été importé.")
    for doubt in found:
        print(
            f"Ligne {doubt.line} : {doubt.sentence}{'' if doubt.kind.is_sure else _UNSURE[doubt.is_backed]}."
        )
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
