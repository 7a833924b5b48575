"""The one connection to the encrypted database: how it is opened, checked and written to."""

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Callable, Generator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeAlias, cast

from sqlcipher3 import dbapi2 as sqlcipher3

from storage import disk, durable
from storage.failures import (
    DiskTrouble,
    Failure,
    VaultDamaged,
    backup_stopped,
    disk_gone,
    read_only,
    vault_closed,
    vault_damaged,
    vault_in_use,
)

ENGINE = f"SQLCipher 4, SQLite {sqlcipher3.sqlite_version}"

_PAGE = 4096
_PLAIN = b"SQLite format 3\0"

_STEPS = 20_000
"""Instructions of the engine between two looks at whether a long work goes on."""

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", "300", 300),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("cache_size", "-65536", -65536),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
)
"""Name, value to set, value to read back.

WAL with FULL loses no acknowledged record in a power cut, which the default (DELETE
with FULL) does. EXCLUSIVE makes a second program wait outside; set before the file is
first read, it also does without the shared index file. The cache is 64 MiB.
"""


class _Code(IntEnum):
    """SQLite's result codes, of which an extended one carries the primary one in its low byte."""

    ERROR = 1
    BUSY = 5
    LOCKED = 6
    READONLY = 8
    INTERRUPT = 9
    IOERR = 10
    CORRUPT = 11
    FULL = 13
    CANTOPEN = 14
    NOTADB = 26


_REFUSALS: dict[int, int] = {
    _Code.FULL: errno.ENOSPC,
    _Code.READONLY: errno.EACCES,
    _Code.CANTOPEN: errno.EACCES,
    _Code.IOERR: errno.EIO,
}
"""What the disk of a copy answers, as the system would say it."""

_SAID: dict[str, int] = {
    "database or disk is full": _Code.FULL,
    "attempt to write a readonly database": _Code.READONLY,
    "unable to open database file": _Code.CANTOPEN,
    "disk I/O error": _Code.IOERR,
    "database disk image is malformed": _Code.CORRUPT,
}
"""What ``sqlcipher_export`` gives of the engine's answer: the words, and the code of any error."""

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[str | int | bytes | None]


class Database:
    """An open, keyed connection; one thread at a time does something with it, the others wait.

    While it is open, nothing else in the process may open the database file: closing any
    descriptor of a file gives up all its POSIX locks, and a second program would enter.
    """

    def __init__(self, path: Path, key: str, *, create: bool = False) -> None:
        """Open the file, or make it when ``create`` says so: never silently.

        ``key`` is what ``keys.database_key`` gives. Raises ``VaultDamaged``,
        ``VaultInUse`` or ``DiskTrouble``.
        """
        self._path = path
        self._closed = False
        self._lock = threading.RLock()
        if create:
            durable.create(path)
        else:
            _check_outside(path)
        with self._told():
            self._connection = sqlcipher3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with self._told():
                self._key(key)
                self._set_pragmas()
        except VaultDamaged as refusal:
            self._connection.close()
            raise (_foreign_content(path) or refusal) from None
        except BaseException:
            self._connection.close()
            raise

    def _key(self, key: str) -> None:
        if len(key) != 96:
            raise ValueError("64 hexadecimal digits of key, then 32 of salt")
        self._connection.execute("PRAGMA cipher_log_level = NONE")
        self._connection.execute(f"PRAGMA key = \"x'{key}'\"")
        if not self.value("PRAGMA cipher_version") or str(self.value("PRAGMA cipher_status")) != "1":
            raise RuntimeError("the connection does not encrypt")

    def _set_pragmas(self) -> None:
        for name, value, expected in _PRAGMAS:
            self._connection.execute(f"PRAGMA {name} = {value}")
            if self.value(f"PRAGMA {name}") != expected:
                raise RuntimeError(f"PRAGMA {name} was not obeyed")
        self.value("SELECT count(*) FROM sqlite_master")

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        with self._told():
            return cast("list[Row]", self._connection.execute(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """First column of the first row, ``None`` when there is no row."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement; the number of the inserted row, when it inserts."""
        with self._told():
            return int(self._connection.execute(sql, parameters).lastrowid or 0)

    @contextlib.contextmanager
    def transaction(self, script: str = "") -> Generator[None]:
        """All or nothing, durable when the outermost block ends; a block inside is all or nothing too.

        ``script`` holds statements to run first.
        """
        inside = self._connection.in_transaction
        assert not (inside and script)
        with self._told():
            try:
                if inside:
                    self._connection.execute("SAVEPOINT inside")
                else:
                    self._connection.executescript(f"BEGIN IMMEDIATE;\n{script}")
                yield
                self._connection.execute("RELEASE inside" if inside else "COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK TO inside" if inside else "ROLLBACK")
                raise

    @contextlib.contextmanager
    def held(self) -> Generator[None]:
        """Another thread changes nothing before the end of the block; ``VaultClosed`` when it is too late."""
        with self._lock:
            if self._closed:
                raise vault_closed()
            yield

    def give_up_copy(self) -> None:
        """End the ``copy_into`` of another thread, if there is one."""
        if not self._closed:
            self._connection.interrupt()

    @property
    def is_closed(self) -> bool:
        return self._closed

    def checkpoint(self) -> bool:
        """Bring everything into the database file: a flipped bit in a pending WAL drops rows unseen.

        Whether it was done: not once closed, nor inside a transaction, which the engine refuses; raises
        ``Failure`` alone, since it is called when nobody asked for anything.
        """
        if self._closed or self._connection.in_transaction:
            return False
        try:
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlcipher3.Error:
            raise disk_gone(self._path.parent) from None
        return True

    def damages(self) -> list[str]:
        """What the engine's checks find, empty when the file is whole.

        ``integrity_check`` and ``cipher_integrity_check`` each miss what the other sees; the
        second gives false alarms before a checkpoint. A search index that contradicts itself
        is no damage here: it is derived, and made anew.
        """
        try:
            self.checkpoint()
            found = [str(row[0]) for row in self.rows("PRAGMA integrity_check")]
            found = [each for each in found if each != "ok" and "fts5" not in each.lower()]
            found += [str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check")]
            found += [f"référence rompue, table {row[0]}" for row in self.rows("PRAGMA foreign_key_check")]
        except VaultDamaged:
            return ["une partie ne se déchiffre pas"]
        return found

    def copy_under(self, path: Path, key: str, goes_on: Callable[[], bool]) -> bool:
        """Write all that it holds into an empty file, under another key; ``key`` as for the constructor.

        Whether it went to the end: ``goes_on`` is asked all along. Free pages, where something deleted may
        linger, are not copied.
        """
        stopped = False

        def ask() -> int:
            nonlocal stopped
            stopped = stopped or not goes_on()
            return int(stopped)

        version = int(self.value("PRAGMA user_version"))
        with self._told():
            self._connection.execute("ATTACH ? AS nouvelle KEY ?", (str(path), f"x'{key}'"))
            try:
                self._connection.set_progress_handler(ask, _STEPS)
                self._connection.execute("SELECT sqlcipher_export('nouvelle')")
                self._connection.execute(f"PRAGMA nouvelle.user_version = {version}")
            except sqlcipher3.Error:
                if not stopped:
                    raise
            finally:
                self._connection.set_progress_handler(None, 0)
                self._connection.execute("DETACH nouvelle")
        return not stopped

    def copy_into(self, path: Path) -> None:
        """Write all that it holds into an empty file, under the same key, without what was deleted.

        Raises ``OSError`` when the disk of that file refuses, and ``BackupStopped`` when it is given up.
        ``Connection.backup`` would copy free pages, and was seen to report success on a torn one.
        """
        try:
            with self.held():
                self._connection.execute("VACUUM INTO ?", (str(path),))
        except sqlcipher3.DatabaseError as error:
            code = _code(error)
            if code in _REFUSALS:
                raise OSError(_REFUSALS[code], os.strerror(_REFUSALS[code]), str(path)) from None
            raise self._failure(code) or error from None

    def compact(self) -> None:
        """Write the file anew, without free pages; a disk that has no room for it leaves it as it is."""
        with contextlib.suppress(DiskTrouble):
            self.execute("VACUUM")
            self.checkpoint()

    def tables(self) -> list[str]:
        """Those that hold rows of our own: neither the search indexes nor the engine's."""
        rows = self.rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite%' ORDER BY name"
        )
        return [name for (name,) in rows]

    def counts(self) -> dict[str, int]:
        """How many rows each of these tables holds."""
        return {
            table: int(self.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - its own tables
            for table in self.tables()
        }

    @property
    def changes(self) -> int:
        """How many rows were changed since it was opened."""
        return int(self._connection.total_changes)

    def close(self) -> None:
        """The engine brings the last changes into the file; on a full disk they stay beside it."""
        self._closed = True
        with self._told():
            self._connection.close()

    @contextlib.contextmanager
    def _told(self) -> Generator[None]:
        """Turn what the engine says into what the user can act on."""
        with self._lock:
            try:
                yield
            except sqlcipher3.DatabaseError as error:
                failure = self._failure(_code(error))
                if failure is None:
                    raise
                raise failure from None

    def _failure(self, code: int) -> Failure | None:
        folder = self._path.parent
        match code:
            case _Code.BUSY | _Code.LOCKED:
                return vault_in_use()
            case _Code.FULL:
                return disk.full(folder)
            case _Code.READONLY | _Code.CANTOPEN:
                return read_only(folder)
            case _Code.INTERRUPT:
                return backup_stopped()
            case _Code.IOERR:
                return disk_gone(folder)
            case _Code.CORRUPT | _Code.NOTADB:
                return vault_damaged("une partie ne se déchiffre pas")
            case _:
                return None


def _code(error: sqlcipher3.DatabaseError) -> int:
    """The primary code of what the engine answered; 0 when it has none."""
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    return _SAID.get(str(error), code) if code == _Code.ERROR else code


def _check_outside(path: Path) -> None:
    """Refuse what SQLite would open as a valid empty database, complete in silence, or only read."""
    try:
        status = path.stat()
    except OSError:
        raise vault_damaged("le fichier de la base manque") from None
    if not stat.S_ISREG(status.st_mode):
        raise vault_damaged("le fichier de la base n’en est pas un")
    if not disk.may_change(path):
        raise read_only(path.parent)
    if status.st_size == 0:
        raise vault_damaged("le fichier de la base est vide")
    pending = path.with_name(path.name + "-wal")
    complete = not pending.exists() or pending.stat().st_size == 0
    if status.st_size < _PAGE or (complete and status.st_size % _PAGE):
        raise vault_damaged("le fichier de la base est tronqué ou allongé")


def _foreign_content(path: Path) -> VaultDamaged | None:
    """Why a file that does not decrypt does not; only once no connection holds it."""
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) == _PLAIN:
            return vault_damaged("le fichier de la base n’est pas chiffré : ce n’est pas celui de ce coffre")
    return None
