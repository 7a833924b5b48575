"""The one connection to the encrypted database: how it is opened, checked and written to."""

import contextlib
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

from sqlcipher3 import dbapi2 as sqlcipher3

from storage.failures import (
    disk_full,
    read_only,
    vault_damaged,
    vault_in_use,
)

ENGINE_AT_LEAST = (3, 51, 3)
"""SQLite before it can corrupt a WAL that is reset while another connection reads (fixed 2026-03-13)."""

_PAGE = 4096

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("cache_size", "-65536", -65536),
)
"""Name, value to set, value to read back.

WAL with FULL loses no acknowledged record in a power cut, which the default (DELETE
with FULL) does; EXCLUSIVE makes a second program wait outside; the cache is 64 MiB.
"""

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[str | int | None]


class Database:
    """An open, keyed, checked connection; it belongs to the thread that opened it."""

    def __init__(self, path: Path, key: str, *, create: bool = False) -> None:
        """Open the file, or make it when ``create`` says so: never silently.

        ``key`` is what ``keys.database_key`` gives. Raises ``VaultDamaged``,
        ``VaultInUse`` or ``DiskTrouble``.
        """
        self.path = path
        if not create:
            _check_outside(path)
        mode = "rwc" if create else "rw"
        with _told(path):
            self._connection = sqlcipher3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                timeout=0.3,
            )
            try:
                self._key(key)
                self._set_pragmas()
            except BaseException:
                self._connection.close()
                raise

    def _key(self, key: str) -> None:
        if len(key) != 96:
            raise ValueError("64 hexadecimal digits of key, then 32 of salt")
        self._connection.execute("PRAGMA cipher_log_level = NONE")
        self._connection.execute(f"PRAGMA key = \"x'{key}'\"")
        if not self.value("PRAGMA cipher_version"):
            raise RuntimeError("the SQLite library does not encrypt")
        self.value("SELECT count(*) FROM sqlite_master")
        if str(self.value("PRAGMA cipher_status")) != "1":
            raise RuntimeError("the connection is not encrypted")

    def _set_pragmas(self) -> None:
        for name, value, expected in _PRAGMAS:
            self._connection.execute(f"PRAGMA {name} = {value}")
            if self.value(f"PRAGMA {name}") != expected:
                raise RuntimeError(f"PRAGMA {name} was not obeyed")

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        with _told(self.path):
            return cast("list[Row]", self._connection.execute(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """First column of the first row, ``None`` when there is no row."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement; the number of the inserted row, when it inserts."""
        with _told(self.path):
            return int(self._connection.execute(sql, parameters).lastrowid or 0)

    def script(self, sql: str) -> None:
        """Run several statements that hold their own transaction."""
        try:
            self._connection.executescript(sql)
        except BaseException:
            self._roll_back()
            raise

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing, durable when the block ends; a nested block joins the outer one."""
        if self._connection.in_transaction:
            yield
            return
        with _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Bring everything into the database file: a flipped bit in a pending WAL drops rows unseen."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def damages(self) -> list[str]:
        """What the engine's four checks find, empty when the file is whole.

        ``integrity_check`` and ``cipher_integrity_check`` each miss what the other sees.
        """
        with _told(self.path):
            self.checkpoint()
            found = [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
            found += [str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check")]
            found += [f"référence rompue, table {row[0]}" for row in self.rows("PRAGMA foreign_key_check")]
            return found

    def close(self) -> None:
        with contextlib.suppress(sqlcipher3.OperationalError):
            self.checkpoint()
        self._connection.close()


def index_damages(database: Database) -> list[str]:
    """What FTS5 finds wrong in the structure of the search index."""
    try:
        database.execute("INSERT INTO recherche (recherche, rank) VALUES ('integrity-check', 1)")
    except sqlcipher3.DatabaseError:
        return ["index de recherche"]
    return []


def _check_outside(path: Path) -> None:
    """Refuse what SQLite would open as a valid empty database, or without decrypting."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise vault_damaged("le fichier de la base manque") from None
    except OSError:
        raise vault_damaged("le fichier de la base est illisible") from None
    if size == 0:
        raise vault_damaged("le fichier de la base est vide")
    if head == b"SQLite format 3\0":
        raise vault_damaged("le fichier de la base n’est pas chiffré : ce n’est pas celui de ce coffre")
    pending = path.with_name(path.name + "-wal")
    complete = not pending.exists() or pending.stat().st_size == 0
    if size < _PAGE or (complete and size % _PAGE):
        raise vault_damaged("le fichier de la base est tronqué ou allongé")


@contextlib.contextmanager
def _told(path: Path) -> Generator[None]:
    """Turn what the engine says into what the user can act on."""
    try:
        yield
    except sqlcipher3.DatabaseError as error:
        message = str(error)
        if "locked" in message:
            raise vault_in_use("") from None
        if "full" in message:
            raise disk_full() from None
        if "readonly" in message or "unable to open" in message:
            raise read_only(path.parent) from None
        if "not a database" in message or "malformed" in message or "disk I/O error" in message:
            raise vault_damaged("une partie ne se déchiffre pas") from None
        raise
