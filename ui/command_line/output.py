"""Where a command writes, and what is said when it cannot."""

import contextlib
import errno
import os
import sys
from pathlib import Path

from models.failure import Failure


def tell(sentence: str) -> None:
    """On standard error, if there is one."""
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether what is written is read by eyes, and not kept in a file."""
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller


def give_up() -> None:
    """Nothing more is written where writing failed, not even by the interpreter as it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def sentence(error: OSError) -> str:
    """What the system refused, in French."""
    if error.errno == errno.ENAMETOOLONG:
        return "Ce chemin est trop long. Choisissez-en un plus court ; aucun fichier n’a été écrit."
    if error.errno == errno.ENOSPC:
        return "Plus de place là où écrire ce qui est à dire. Libérez-en, ou envoyez la sortie ailleurs."
    return "Le système a refusé de lire ou d’écrire. Vérifiez les chemins et les droits, puis recommencez."


def check_folder(folder: Path) -> None:
    """``Failure`` unless something can be written there."""
    if not folder.is_dir():
        why = "est un fichier, pas un dossier" if folder.exists() else "n’existe pas"
        raise Failure(
            f"« {folder} » {why}. Créez un dossier ou choisissez-en un autre ; aucun fichier n’a été écrit."
        )
