"""Who was purged: random identifiers alone, kept so that a restored backup does not bring anyone back.

They are in the database, and in a small file beside the vault and beside its backups, for the day when
the database is what was lost.
"""

import contextlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storage import durable
from storage.database import Database

_LARGEST = 16 << 20
_IDENTIFIER = re.compile("[0-9a-f]{32}")


def noted(database: Database) -> frozenset[str]:
    """Those that the database knows of; none in a schema of before."""
    if "purge" not in database.tables():
        return frozenset()
    return frozenset(identifier for (identifier,) in database.rows("SELECT personne FROM purge"))


def note(database: Database, persons: Iterable[str]) -> None:
    """Part of the transaction that purges them."""
    for identifier in persons:
        database.execute("INSERT OR IGNORE INTO purge (personne) VALUES (?)", (identifier,))


def write(folder: Path, vault_id: str, persons: frozenset[str]) -> None:
    """Add these to the list in a folder; raises ``OSError``."""
    known = read(folder, vault_id)
    if persons - known:
        told = {"coffre": vault_id, "purges": sorted(persons | known)}
        durable.write(_path(folder, vault_id), json.dumps(told, indent=0).encode())


def settle(folder: Path, vault_id: str, database: Database) -> None:
    """The vault is opened: finish what an interruption left, of the list in its folder."""
    path = _path(folder, vault_id)
    with contextlib.suppress(OSError):
        path.with_name(path.name + durable.PART).unlink(missing_ok=True)
        write(folder, vault_id, noted(database))


def read(folder: Path, vault_id: str) -> frozenset[str]:
    """The list of a folder, empty where there is none that can be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        told: Any = json.loads(durable.read(_path(folder, vault_id), _LARGEST))
        if told["coffre"] == vault_id:
            return frozenset(filter(_IDENTIFIER.fullmatch, told["purges"]))
    return frozenset()


def _path(folder: Path, vault_id: str) -> Path:
    return folder / f"permanence-{vault_id[:8]}.purges"
