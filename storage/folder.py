"""The folder of a vault: whether there is one in it, whether one can be made, and what lies beside it."""

import contextlib
import errno
import itertools
import json
import os
import re
import shutil
import tempfile
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

from storage import attempts, disk, durable, header
from storage.failures import NotAVault, not_a_vault

_SESSION = "session.json"
"""Who has the vault open and since when: only the message; the lock of the database is the truth."""

_CREATION = f"creation{durable.PART}"
"""There while a vault is being made: what an interrupted creation leaves is told by it from a vault
whose keys are lost, and only the former is made anew."""

STAGING = f"restauration{durable.PART}"
"""A folder in which a backup is unpacked; what is left of an interrupted restoration is swept."""

ASIDE = "mises-de-cote"
"""What is no longer in use, and is never deleted by the program."""

_GENERATION = re.compile(r"coffre-(\d{4,9})\.db")
_BESIDE = ("-wal", "-shm", "-journal")
"""What the engine keeps beside a database."""

_LARGEST_SESSION = 4096
"""Bytes; a longer note was not written by this program."""

_DATABASE = header.database_name(1)
_MADE = (header.NAME, header.COPY, _DATABASE, *(_DATABASE + each for each in _BESIDE), disk.BALLAST)
_KEYS = (header.NAME, header.COPY)
_PARTS = tuple(
    name + durable.PART for name in (header.NAME, header.COPY, disk.BALLAST, _SESSION, attempts.NAME)
)


def check(folder: Path) -> None:
    """``NotAVault`` when there is none, with what to do instead."""
    with _reached(folder):
        if not folder.exists():
            raise not_a_vault(
                f"Le dossier « {folder} » n’existe pas. Vérifiez le chemin, ou branchez la clé USB."
            )
        if not folder.is_dir():
            raise _file_instead(folder)
        names = _names(folder)
    if not names & {header.NAME, header.COPY}:
        raise _without_keys(folder, names)
    if not any(os.access(folder / name, os.R_OK) for name in (header.NAME, header.COPY)):
        raise not_a_vault(f"Vous n’avez pas le droit de lire le coffre du dossier « {folder} ».")


def holds_vault(folder: Path) -> bool:
    """Whether a vault is there, even one that lost its keys or its database."""
    with _reached(folder):
        names = _names(folder) if folder.is_dir() else set[str]()
    return _CREATION not in names and (bool(names & set(_KEYS)) or _holds_database(names))


@contextlib.contextmanager
def scratch() -> Generator[Path]:
    """A folder of the system's, for encrypted files; gone at the end of the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def check_new(folder: Path) -> None:
    """``NotAVault`` unless it is new, empty, or holds the remains of an interrupted creation."""
    with _reached(folder):
        if not folder.exists():
            return
        if not folder.is_dir():
            raise not_a_vault(f"« {folder} » est un fichier. Choisissez un dossier nouveau ou vide.")
        names = _names(folder)
    if names & {header.NAME, header.COPY}:
        raise not_a_vault(
            f"Le dossier « {folder} » contient déjà un coffre : ouvrez-le, ou choisissez un autre dossier."
        )
    if not names or (_CREATION in names and names <= {_CREATION, STAGING, *_MADE, *_PARTS}):
        return
    if _holds_database(names):
        raise _keys_lost(folder)
    raise not_a_vault(f"Le dossier « {folder} » n’est pas vide. Choisissez un dossier nouveau ou vide.")


@contextlib.contextmanager
def creation(folder: Path) -> Generator[None]:
    """Make the folder for the block to fill; when it fails, everything is taken back.

    What a process that dies leaves is recognised by ``check_new``. Raises ``DiskTrouble``.
    """
    was_there = folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / _CREATION).exists():
            durable.create(folder / _CREATION)
        _clear(folder)
        durable.sync_folder(folder)
        yield
        (folder / _CREATION).unlink()
        protect(folder)
        durable.sync_folder(folder)
        durable.sync_folder(folder.parent)
    except Exception as error:
        with contextlib.suppress(OSError):
            _clear(folder)
            (folder / _CREATION).unlink(missing_ok=True)
            if not was_there:
                folder.rmdir()
        if isinstance(error, OSError):
            raise disk.trouble(error, folder) from None
        raise


def begin_session(folder: Path, generation: int, user: str, since: datetime) -> None:
    """Say who has the vault open, and sweep what interrupted writings left; raises ``OSError``."""
    _sweep_generations(folder, generation)
    (folder / _CREATION).unlink(missing_ok=True)
    attempts.forget(folder)
    note = {"utilisateur": user, "depuis": since.isoformat()}
    durable.write(folder / _SESSION, json.dumps(note).encode())
    for name in _PARTS:
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / STAGING, ignore_errors=True)
    protect(folder)
    disk.take_ballast(folder)


def next_generation(folder: Path, current: int) -> int:
    """One that no database of the folder has, whatever an interruption left there."""
    return max([current, *(number for number, _ in _databases(folder))]) + 1


def forget_database(path: Path) -> None:
    """Take away a database and what goes with it; what resists is swept at the next opening."""
    for suffix in ("", *_BESIDE):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _sweep_generations(folder: Path, current: int) -> None:
    """Both copies of the key file name the current generation: an earlier one was replaced, and is of keys
    that someone may have lost the right to. A later one was never in use, or belongs to a key file that is
    no longer there: it is put aside, not deleted.
    """
    for part in folder.glob(f"coffre-*.db{durable.PART}*"):
        forget_database(part)
    for number, path in _databases(folder):
        if number < current:
            forget_database(path)
        elif number > current:
            _put_aside(folder, path)


def _put_aside(folder: Path, path: Path) -> None:
    aside = folder / ASIDE
    with contextlib.suppress(OSError):
        aside.mkdir(mode=0o700, exist_ok=True)
        taken = {each.name for each in aside.iterdir()}
        name = next(name for i in itertools.count(1) if (name := f"{path.stem}-{i}.db") not in taken)
        for suffix in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside / (name + suffix))
        path.rename(aside / name)


def newest(folder: Path) -> list[tuple[int, Path]]:
    """The databases of the folder with their generations, the newest last; none when it cannot be read."""
    try:
        return sorted(_databases(folder))
    except OSError:
        return []


def _databases(folder: Path) -> list[tuple[int, Path]]:
    """The databases of the folder with their generations."""
    found = ((_GENERATION.fullmatch(path.name), path) for path in folder.iterdir())
    return [(int(match[1]), path) for match, path in found if match and path.is_file()]


def end_session(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / _SESSION).unlink(missing_ok=True)


def session(folder: Path) -> str:
    """`` par Claire depuis le 12/03/2012 à 09:12``, or nothing when the note cannot be read."""
    try:
        note: Any = json.loads(durable.read(folder / _SESSION, _LARGEST_SESSION))
        since = datetime.fromisoformat(note["depuis"])
        who = _shown(note["utilisateur"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return f" par {who} depuis le {since:%d/%m/%Y à %H:%M}"


def is_in_a_vault(folder: Path) -> bool:
    """Whether a folder is that of a vault or lies below one: what it holds is copied with the vault."""
    try:
        place = folder.resolve()
        return any((each / name).exists() for each in (place, *place.parents) for name in _KEYS)
    except OSError:
        return False


def protect(folder: Path) -> None:
    """Owner-only, as far as the file system knows owners."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        for path in (folder, *folder.iterdir()):
            mode = path.lstat().st_mode & 0o777
            if mode & 0o077 and not path.is_symlink():
                path.chmod(mode & 0o700)


def _shown(name: object) -> str:
    """A name that anyone may have written, without what would command a terminal."""
    if not isinstance(name, str):
        raise TypeError("text")
    return "".join(filter(str.isprintable, name))[: header.LONGEST_NAME]


def _clear(folder: Path) -> None:
    for name in (*_MADE, *_PARTS):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _holds_database(names: set[str]) -> bool:
    return any(name.startswith("coffre-") and name.endswith(".db") for name in names)


def _without_keys(folder: Path, names: set[str]) -> NotAVault:
    if _CREATION in names:
        return not_a_vault(
            f"La création du coffre du dossier « {folder} » a été interrompue : il ne contient encore rien. "
            "Créez-le de nouveau au même endroit."
        )
    if _holds_database(names):
        return _keys_lost(folder)
    return not_a_vault(
        f"Le dossier « {folder} » ne contient pas de coffre Permanence ({header.NAME} n’y est pas)."
    )


def _keys_lost(folder: Path) -> NotAVault:
    return not_a_vault(
        f"Le dossier « {folder} » contient la base d’un coffre, mais plus ses clefs. Remettez-y "
        f"{header.NAME} depuis une sauvegarde ; ne supprimez rien."
    )


def _file_instead(path: Path) -> NotAVault:
    """Someone pointed at a file: which one it is tells what she was looking for."""
    if (path.parent / header.NAME).exists():
        return not_a_vault(f"« {path.name} » est un fichier du coffre. Indiquez son dossier : {path.parent}")
    if not path.is_file():
        return not_a_vault(f"« {path} » n’est ni un dossier ni un fichier. Indiquez le dossier du coffre.")
    head = durable.read(path, 16)
    kind = "un fichier"
    if not head:
        kind = "un fichier vide"
    elif head == b"SQLite format 3\0":
        kind = "une base de données ordinaire, non chiffrée"
    return not_a_vault(
        f"« {path} » est {kind}, pas un coffre Permanence. Indiquez le dossier du coffre, celui qui "
        f"contient {header.NAME}."
    )


@contextlib.contextmanager
def _reached(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise not_a_vault("Ce chemin est trop long pour un dossier. Vérifiez-le.") from None
        raise not_a_vault(
            f"« {folder} » ne peut pas être lu : droits insuffisants, ou disque débranché."
        ) from None
