"""The vault itself: backed up, restored, verified."""

import argparse
from pathlib import Path

from models.failure import Failure
from storage import restoration, vault
from storage.archive import SUFFIX
from storage.vault import Clock
from ui import safeguards
from ui.command_line.command import Command
from ui.command_line.opening import asked_vault, opening_arguments, passphrase, vault_arguments
from ui.command_line.parser import FrenchParser


def _sauvegarder_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    parser.add_argument("dossier", metavar="DOSSIER", type=Path, help="où écrire la sauvegarde")


def _sauvegarder(options: argparse.Namespace, clock: Clock) -> None:
    safeguards.check_place(options.coffre, options.dossier)
    with asked_vault(options, clock) as opened:
        print(safeguards.told_made(safeguards.back_up(opened, options.dossier)))


def _restaurer_arguments(parser: FrenchParser) -> None:
    parser.add_argument("fichier", metavar="FICHIER", type=Path, help="sauvegarde à restaurer")
    parser.add_argument(
        "dossier", metavar="DOSSIER", type=Path, help="dossier du coffre, ou nouveau, ou vide"
    )
    opening_arguments(parser)


def _restaurer(options: argparse.Namespace, clock: Clock) -> None:
    restored = restoration.restore(
        options.fichier, options.dossier.absolute(), passphrase(options), clock, options.utilisateur
    )
    print(safeguards.told_restored(restored))


def _verifier_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "coffre", metavar="COFFRE|FICHIER", type=Path, help="dossier du coffre, ou sauvegarde"
    )
    opening_arguments(parser)


def _verifier(options: argparse.Namespace, clock: Clock) -> None:
    if options.coffre.suffix == SUFFIX and options.coffre.is_file():
        print(safeguards.verified(options.coffre, passphrase(options), clock, options.utilisateur))
        return
    vault.users(options.coffre)
    verified = vault.verify(options.coffre, passphrase(options), clock, options.utilisateur)
    if verified.damages:
        raise Failure(
            f"Le coffre est abîmé : {', '.join(verified.damages[:5])}. Restaurez la dernière sauvegarde ; "
            "ne supprimez pas ce dossier."
        )
    print(
        "Coffre sain : fichier des clefs, base, index de recherche et comptage. "
        f"Personnes : {verified.persons}."
    )


COMMANDS = (
    Command("sauvegarder", "faire une sauvegarde vérifiée d’un coffre", _sauvegarder_arguments, _sauvegarder),
    Command(
        "restaurer",
        "refaire un coffre d’une sauvegarde ; ce qui était là est gardé à côté",
        _restaurer_arguments,
        _restaurer,
    ),
    Command(
        "verifier",
        "vérifier un coffre, ou une sauvegarde comme si on la restaurait",
        _verifier_arguments,
        _verifier,
    ),
)
