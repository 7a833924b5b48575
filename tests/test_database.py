"""The connection: encrypted, obeyed, alone, and all or nothing."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher3

from storage import disk
from storage.database import _PRAGMAS, Database
from storage.failures import DiskTrouble, VaultDamaged, VaultInUse

KEY = bytes(range(48)).hex()
CANARY = "Éléonore Quatrevingt-Dupuits"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coffre-0001.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """A database with one table, open."""
    each = Database(path, KEY, create=True)
    with each.transaction("CREATE TABLE fiche (numero INTEGER PRIMARY KEY, texte TEXT) STRICT;"):
        each.execute("PRAGMA user_version = 1")
    yield each
    each.close()


def texts(database: Database) -> list[str]:
    return [row[0] for row in database.rows("SELECT texte FROM fiche ORDER BY numero")]


def add(database: Database, text: str) -> None:
    database.execute("INSERT INTO fiche (texte) VALUES (?)", (text,))


def test_the_engine_is_recent_enough():
    """Before 3.51.3, a WAL reset while another connection reads could corrupt; 4 is SQLCipher's format."""
    assert sqlcipher3.sqlite_version_info >= (3, 51, 3)
    connection = sqlcipher3.connect(":memory:")
    assert str(connection.execute("PRAGMA cipher_version").fetchone()[0]).startswith("4.")
    connection.close()


@pytest.mark.parametrize(("name", "expected"), [(name, expected) for name, _, expected in _PRAGMAS])
def test_every_pragma_is_obeyed(database: Database, name: str, expected: object):
    assert database.value(f"PRAGMA {name}") == expected


def test_the_pragmas_are_those_of_the_design():
    assert {name: expected for name, _, expected in _PRAGMAS} == {
        "busy_timeout": 300,
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
        "cache_size": -65536,
    }


def test_a_pragma_that_is_not_obeyed_stops_the_opening(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
):
    database.close()
    monkeypatch.setattr("storage.database._PRAGMAS", (("synchronous", "FULL", 3),))
    with pytest.raises(RuntimeError, match="not obeyed"):
        Database(path, KEY)


@pytest.mark.parametrize("key", [KEY[:64], KEY[:62], "", KEY + "00"])
def test_a_key_without_its_salt_is_refused(path: Path, key: str):
    with pytest.raises(ValueError, match="salt"):
        Database(path, key, create=True)


def test_nothing_can_be_read_in_the_files_while_they_are_open(database: Database, path: Path):
    """The control is the same content in an ordinary database, found at once."""
    for _ in range(200):
        add(database, CANARY)
    names = {each.name for each in path.parent.iterdir()}
    assert names == {path.name, f"{path.name}-wal"}
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    written = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert not re.search(CANARY.encode() + b"|SQLite format|CREATE TABLE|fiche", written)

    plain = sqlite3.connect(path.with_name("plain.db"))
    plain.executescript(f"CREATE TABLE fiche (texte TEXT); INSERT INTO fiche VALUES ('{CANARY}');")
    plain.close()
    assert CANARY.encode() in path.with_name("plain.db").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="rights are those of the folder")
def test_the_files_are_the_owners_alone_whatever_the_umask(path: Path):
    before = os.umask(0)
    try:
        database = Database(path, KEY, create=True)
        database.execute("CREATE TABLE fiche (texte TEXT)")
        modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert modes == {path.name: 0o600, f"{path.name}-wal": 0o600}


def test_a_closed_database_is_one_file_that_opens_again(database: Database, path: Path):
    add(database, "un")
    database.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    again = Database(path, KEY)
    assert texts(again) == ["un"]
    again.close()


def test_making_never_takes_a_file_that_is_there(database: Database, path: Path):
    database.close()
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        Database(path, KEY, create=True)
    assert path.read_bytes() == before


def test_opening_never_makes_a_file(path: Path):
    with pytest.raises(VaultDamaged, match="manque"):
        Database(path, KEY)
    assert list(path.parent.iterdir()) == []


def test_another_key_opens_nothing(database: Database, path: Path):
    database.close()
    before = path.read_bytes()
    with pytest.raises(VaultDamaged, match="ne se déchiffre pas"):
        Database(path, "f" * 96)
    assert path.read_bytes() == before
    Database(path, KEY).close()


@pytest.mark.parametrize("fails", ["outside", "inside"])
def test_a_transaction_is_all_or_nothing(database: Database, fails: str):
    def enter(failing: str) -> None:
        with database.transaction():
            add(database, "un")
            with database.transaction():
                add(database, "deux")
                if failing == "inside":
                    raise KeyError
            if failing == "outside":
                raise KeyError
            add(database, "trois")

    with pytest.raises(KeyError):
        enter(fails)
    assert texts(database) == []
    enter("never")
    assert texts(database) == ["un", "deux", "trois"]


def test_a_block_that_fails_inside_another_leaves_nothing_of_its_own(database: Database):
    def enter() -> None:
        with database.transaction():
            add(database, "à moitié")
            raise KeyError

    with database.transaction():
        add(database, "un")
        with pytest.raises(KeyError):
            enter()
        with database.transaction():
            add(database, "deux")
        with pytest.raises(KeyError):
            enter()
    assert texts(database) == ["un", "deux"]


def test_a_second_opening_waits_outside_even_in_the_same_process(database: Database, path: Path):
    add(database, "un")
    with pytest.raises(VaultInUse):
        Database(path, KEY)
    add(database, "deux")
    database.close()
    again = Database(path, KEY)
    assert texts(again) == ["un", "deux"]
    again.close()


def test_a_refused_opening_does_not_let_another_program_in(database: Database, path: Path):
    """Closing any descriptor of a file gives up the locks that the process has on it."""
    with pytest.raises(VaultInUse):
        Database(path, KEY)
    script = (
        "from pathlib import Path; from storage.database import Database;"
        f"Database(Path({str(path)!r}), {KEY!r})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "VaultInUse" in done.stderr
    database.close()
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_on_a_full_disk_the_ballast_makes_room_for_the_next_save(database: Database, path: Path):
    disk.take_ballast(path.parent)
    assert (path.parent / disk.BALLAST).exists()
    pages = database.value("PRAGMA page_count")
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskTrouble, match=r"réserve.*vient d’être libérée : recommencez"):
        add(database, CANARY * 10_000)
    assert not (path.parent / disk.BALLAST).exists()
    with pytest.raises(DiskTrouble, match="Faites de la place, puis recommencez"):
        add(database, CANARY * 10_000)
    assert texts(database) == []
    database.execute("PRAGMA max_page_count = 100000")
    add(database, CANARY * 10_000)
    assert len(texts(database)) == 1


def mounted(place: Path, options: str) -> bool:
    mount = shutil.which("mount")
    return (
        bool(mount)
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False
        ).returncode
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where the system lets one be made."""
    place = tmp_path / "disque"
    place.mkdir()
    if not mounted(place, "size=1m"):
        pytest.skip("no right to mount a disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(database: Database) -> int:
    """How many could be added before the disk was full."""
    before = len(texts(database))

    def without_end() -> None:
        while True:
            add(database, CANARY * 100)

    with pytest.raises(DiskTrouble, match="Le disque est plein"):
        without_end()
    return len(texts(database)) - before


def test_a_disk_that_is_really_full_loses_nothing(small_disk: Path, monkeypatch: pytest.MonkeyPatch):
    path = small_disk / "coffre-0001.db"
    monkeypatch.setattr(disk, "BALLAST_BYTES", 200 * 1024)
    disk.take_ballast(small_disk)
    database = Database(path, KEY, create=True)
    database.execute("CREATE TABLE fiche (numero INTEGER PRIMARY KEY, texte TEXT)")
    saved = fill(database)
    assert not (small_disk / disk.BALLAST).exists()
    more = fill(database)
    assert saved > 50
    assert more > 5
    database.close()

    assert mounted(small_disk, "remount,size=4m")
    again = Database(path, KEY)
    assert again.damages() == []
    assert len(texts(again)) == saved + more
    again.close()


def test_damage_is_found_and_a_sound_file_has_none(database: Database, path: Path):
    for _ in range(50):
        add(database, CANARY * 20)
    assert database.damages() == []
    database.close()
    damaged = bytearray(path.read_bytes())
    damaged[-2000] ^= 1
    path.write_bytes(damaged)
    again = Database(path, KEY)
    assert again.damages() != []
    again.close()
