"""The draft of an order of protection."""

import argparse
from pathlib import Path

from models.departure import Departure
from models.failure import Failure
from storage.vault import Clock
from ui import outgoing
from ui.command_line.command import Command
from ui.command_line.opening import asked_vault, vault_arguments
from ui.command_line.parser import FrenchParser


def _ordonnance_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    add = parser.options.add_argument
    add("--personne", metavar="CODE", required=True, help="code de la personne, par exemple VE8-NKY")
    add("--vers", metavar="FICHIER.pdf", type=Path, required=True, help="fichier à écrire")


def _ordonnance(options: argparse.Namespace, clock: Clock) -> None:
    if options.vers.suffix.lower() != ".pdf":
        raise Failure(
            f"« {options.vers.name} » ne finit pas par .pdf. Donnez un tel nom ; aucun fichier n’a été écrit."
        )
    outgoing.check_place(options.vers.parent)
    with asked_vault(options, clock) as opened:
        situation = outgoing.situation_for_draft(opened, options.personne)
        draft = outgoing.draft(opened, situation, clock().date())
        outgoing.leave_about_order(opened, Departure.ORDONNANCE, options.vers, draft, situation)
    print(f"Brouillon : {options.vers}")


COMMANDS = (
    Command(
        "ordonnance",
        "écrire le brouillon d’ordonnance de protection d’une personne",
        _ordonnance_arguments,
        _ordonnance,
    ),
)
