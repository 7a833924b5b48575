"""A vault to try the program with."""

import argparse
from pathlib import Path

from storage.vault import Clock
from ui import demonstration
from ui.command_line.command import Command
from ui.command_line.output import tell
from ui.command_line.parser import FrenchParser, number


def _demonstration_arguments(parser: FrenchParser) -> None:
    parser.add_argument("dossier", metavar="DOSSIER", type=Path, help="dossier nouveau ou vide")
    add = parser.options.add_argument
    add("--personnes", metavar="N", type=number(1, 20_000), default=323, help="nombre de personnes (323)")
    add("--annee", metavar="AAAA", type=number(1990, 2100), default=2012, help="année des accueils (2012)")
    add("--graine", metavar="N", type=int, default=1, help="même graine, mêmes personnes (1)")


def _demonstration(options: argparse.Namespace, clock: Clock) -> None:
    made = demonstration.make(
        options.dossier, options.personnes, options.annee, options.graine, clock, tell=tell
    )
    several = "s" if options.personnes > 1 else ""
    print(f"Démonstration prête, avec {options.personnes} personne{several} inventée{several}.")
    print(f"Coffre : {made.vault}")
    print(f"Phrase de passe (publique, jamais pour de vraies personnes) : {demonstration.PASSPHRASE}")
    for path in made.files:
        print(f"Fichier : {path}")
    if made.code is not None:
        print(f"Code de la personne du brouillon : {made.code}")


COMMANDS = (
    Command(
        "demonstration",
        "fabriquer un coffre de démonstration et ses documents",
        _demonstration_arguments,
        _demonstration,
    ),
)
