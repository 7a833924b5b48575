"""The schema of the database: numbered SQL files, each applied with its number in one transaction."""

from pathlib import Path

from models.casework import NOUNS
from storage.database import Database
from storage.failures import newer_vault

FOLDER = Path(__file__).with_name("migrations")


def steps(folder: Path = FOLDER) -> list[Path]:
    """The files ``0001_….sql``, ``0002_….sql``…; numbers follow one another from 1."""
    files = sorted(folder.glob("[0-9]*.sql"))
    if [int(file.name[:4]) for file in files] != list(range(1, len(files) + 1)):
        raise ValueError("the numbers of the migrations do not follow one another")
    return files


def version(database: Database) -> int:
    return int(database.value("PRAGMA user_version"))


def check(database: Database, folder: Path = FOLDER) -> None:
    """``NewerVault`` when the schema is beyond what this program knows."""
    if version(database) > len(steps(folder)):
        raise newer_vault()


def is_late(database: Database, folder: Path = FOLDER) -> bool:
    """Whether this program's schema is beyond that of the file."""
    return version(database) < len(steps(folder))


def migrate(database: Database, folder: Path = FOLDER) -> None:
    """Bring the schema to this program's version.

    A step that breaks a reference, or loses a record, is not applied.
    """
    check(database, folder)
    current = version(database)
    for number, file in enumerate(steps(folder)[current:], start=current + 1):
        before = _records(database)
        with database.transaction(file.read_text(encoding="utf-8")):
            if any(count < before.get(table, 0) for table, count in _records(database).items()):
                raise ValueError(f"{file.name} loses records")
            if database.rows("PRAGMA foreign_key_check"):
                raise ValueError(f"{file.name} breaks a reference")
            database.execute(f"PRAGMA user_version = {number}")


def _records(database: Database) -> dict[str, int]:
    """How many of each kind there are, of the kinds that the schema has; 0 of a kind that went."""
    counts = database.counts()
    return {noun.code: counts.get(noun.code, 0) for noun in NOUNS}
