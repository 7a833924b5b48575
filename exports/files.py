"""A file that leaves the program: written whole or not at all, for its owner only."""

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

from models.failure import Failure

PART = ".part"
"""Suffix of a file being written; none is left behind."""

_WAITS = (0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts: on Windows, an antivirus may hold the file that was just written."""


def write(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write the file, with the rights of its owner alone; ``Failure`` leaves the folder as it was.

    A file that is already there is refused, whoever made it, unless ``replace`` says so.
    """
    try:
        if path.name in ("", ".."):
            raise Failure(
                "Il manque le nom du fichier à écrire après celui du dossier. Ajoutez-le, puis recommencez ;"
                " aucun fichier n’a été écrit."
            )
        if path.exists() and not replace:
            raise Failure(
                f"« {path.name} » existe déjà dans ce dossier. Choisissez un autre nom ou un autre dossier,"
                " ou déplacez l’ancien fichier ; il est resté tel quel."
            )
        _write(path, data)
    except OSError as error:
        raise Failure(_sentence(path, error)) from error


def _write(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _rename(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _rename(part: Path, path: Path) -> None:
    for wait in _WAITS if os.name == "nt" else ():
        try:
            os.replace(part, path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(part, path)


def _sentence(path: Path, error: OSError) -> str:
    """What happened, what to do, and that nothing was lost."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            told = f"Le dossier « {path.parent} » n’existe pas, ou plus. Choisissez-en un autre"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            told = f"Le dossier « {path.parent} » n’accepte pas ce fichier. Choisissez-en un autre"
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            told = "Il n’y a plus assez de place sur ce disque. Libérez-en, ou choisissez un autre disque"
        case errno.EISDIR:
            told = f"« {path.name} » est le nom d’un dossier. Choisissez un autre nom"
        case errno.ENAMETOOLONG:
            told = "Ce nom de fichier est trop long. Choisissez-en un plus court"
        case _:
            told = "Le disque n’a pas pu écrire ce fichier. Vérifiez qu’il est branché, ou changez de disque"
    return f"{told}, puis recommencez. Aucun fichier n’a été laissé ; ce qui est saisi reste dans le coffre."
