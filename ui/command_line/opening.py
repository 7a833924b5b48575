"""The vault that a command is about, and the passphrase that opens it."""

import argparse
import getpass
import sys
import warnings
from pathlib import Path

from models.failure import Failure
from storage import vault
from storage.vault import Clock, Vault
from ui.command_line.parser import FrenchParser

_LONGEST_LINE = 1 << 16


def vault_arguments(parser: FrenchParser) -> None:
    """A vault, and who opens it."""
    parser.add_argument("coffre", metavar="COFFRE", type=Path, help="dossier du coffre")
    opening_arguments(parser)


def opening_arguments(parser: FrenchParser) -> None:
    """Who opens it, and where her passphrase is read."""
    add = parser.options.add_argument
    add("--utilisateur", metavar="NOM", help="qui ouvre, si le coffre a plusieurs utilisateurs")
    add("--phrase-stdin", action="store_true", help="lire la phrase de passe sur l’entrée standard")


def asked_vault(options: argparse.Namespace, clock: Clock) -> Vault:
    """The vault, open; nothing is asked when there is none."""
    vault.users(options.coffre)
    return vault.open_vault(options.coffre, passphrase(options), clock, options.utilisateur)


def passphrase(options: argparse.Namespace) -> str:
    """Read on standard input, or asked on the terminal."""
    if options.phrase_stdin:
        if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller
            raise Failure(
                "L’entrée standard est fermée : donnez-y la phrase de passe, ou ôtez --phrase-stdin."
            )
        line = sys.stdin.buffer.readline(_LONGEST_LINE)
        return line.decode("utf-8-sig", errors="replace").rstrip("\r\n")  # PowerShell puts a mark first
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass("Phrase de passe : ")
    except (getpass.GetPassWarning, EOFError):
        raise Failure(
            "Pas de terminal où taper la phrase de passe : "
            "donnez-la sur l’entrée standard avec --phrase-stdin."
        ) from None
