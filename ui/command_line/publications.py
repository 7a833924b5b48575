"""Publications as they are received: searched, or added up; no vault is opened."""

import argparse
from pathlib import Path

from models.failure import Failure
from storage.vault import Clock
from ui import received
from ui.command_line.command import Command
from ui.command_line.output import check_folder, tell
from ui.command_line.parser import FrenchParser, answer


def _attaquer_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "fichiers",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="publication.json d’une ou plusieurs périodes",
    )
    parser.options.add_argument(
        "--lectrice",
        metavar="VARIABLE=RÉPONSE",
        type=answer,
        action="append",
        default=[],
        help="une réponse d’une personne comptée, qui lit ; à répéter pour chaque variable",
    )


def _attaquer(options: argparse.Namespace, _clock: Clock) -> None:
    found = received.attacked(options.fichiers, dict(options.lectrice))
    for each in found:
        print(each.sentence)
    if found:
        raise Failure(f"À déduire de ces publications : {len(found)}. Ne les diffusez pas ensemble.")
    print("Rien à déduire : aucun effectif de 1 à moins que le seuil ne peut être calculé, ni prouvé.")


def _consolider_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "dossier", metavar="DOSSIER", type=Path, help="où sont les publication.json des postes"
    )
    add = parser.options.add_argument
    add(
        "--vers",
        metavar="FICHIER.xlsx",
        type=Path,
        required=True,
        help="tableur à écrire, avec le même en JSON",
    )
    add("--postes", metavar="LISTE", type=Path, help="les postes attendus, un nom par ligne")


def _consolider(options: argparse.Namespace, _clock: Clock) -> None:
    check_folder(options.dossier)
    made = received.add_up(options.dossier, options.vers, options.postes)
    print(f"Publications additionnées : {len(made.members)}.")
    print(f"Fichiers : {options.vers}, et {options.vers.with_suffix('.json').name} à côté")
    for sentence in made.told:
        tell(sentence)
    if made.told:
        raise Failure(f"À vérifier, et écrit aussi dans le fichier : {len(made.told)}.")


COMMANDS = (
    Command(
        "attaquer", "chercher ce qu’un lecteur déduirait de publications", _attaquer_arguments, _attaquer
    ),
    Command(
        "consolider", "additionner les publications de plusieurs postes", _consolider_arguments, _consolider
    ),
)
