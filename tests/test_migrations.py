"""The schema: each step whole or not at all, with its number; never back, never beyond."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.casework import NOUNS
from storage import migration
from storage.database import Database
from storage.failures import NewerVault

KEY = bytes(range(48)).hex()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    each = Database(tmp_path / "coffre.db", KEY, create=True)
    yield each
    each.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two steps; tests add a third."""
    place = tmp_path / "migrations"
    place.mkdir()
    (place / "0001_initial.sql").write_text(
        "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (1);", "utf-8"
    )
    (place / "0002_b.sql").write_text("CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT;", "utf-8")
    return place


def tables(database: Database) -> set[str]:
    return {row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_every_kind_of_record_has_its_table(database: Database):
    migration.migrate(database)
    assert {noun.code for noun in NOUNS} <= tables(database)
    assert migration.version(database) == len(migration.steps())


def test_steps_are_applied_once_and_in_order(database: Database, folder: Path):
    migration.migrate(database, folder)
    migration.migrate(database, folder)
    assert tables(database) == {"a", "b"}
    assert migration.version(database) == 2


def test_an_older_schema_gets_only_what_it_lacks(database: Database, folder: Path):
    (folder / "0002_b.sql").rename(folder / "later")
    migration.migrate(database, folder)
    (folder / "later").rename(folder / "0002_b.sql")
    migration.migrate(database, folder)
    assert (tables(database), migration.version(database)) == ({"a", "b"}, 2)
    assert database.rows("SELECT id FROM a") == [(1,)]


@pytest.mark.parametrize(
    "fault",
    [
        "CREATE TABLE c (x TEXT); INSERT INTO nowhere VALUES (1);",
        "CREATE TABLE c (x TEXT); PRAGMA defer_foreign_keys = ON; INSERT INTO b VALUES (99);",
        "CREATE TABLE c (x TEXT); SELECT nonsense((;",
    ],
)
def test_a_step_that_fails_leaves_everything_as_it_was(database: Database, folder: Path, fault: str):
    (folder / "0003_c.sql").write_text(fault, "utf-8")
    with pytest.raises(Exception, match=r"nowhere|breaks a reference|syntax"):
        migration.migrate(database, folder)
    assert (tables(database), migration.version(database)) == ({"a", "b"}, 2)
    (folder / "0003_c.sql").write_text("CREATE TABLE c (x TEXT);", "utf-8")
    migration.migrate(database, folder)
    assert (tables(database), migration.version(database)) == ({"a", "b", "c"}, 3)


def test_a_file_from_a_newer_program_is_refused(database: Database, folder: Path):
    migration.migrate(database, folder)
    database.execute("PRAGMA user_version = 3")
    for step in (migration.check, migration.migrate):
        with pytest.raises(NewerVault, match="version plus récente"):
            step(database, folder)
    assert (tables(database), migration.version(database)) == ({"a", "b"}, 3)


@pytest.mark.parametrize("name", ["0002_twice.sql", "0004_hole.sql"])
def test_numbers_follow_one_another(folder: Path, name: str):
    (folder / name).write_text("", "utf-8")
    with pytest.raises(ValueError, match="do not follow"):
        migration.steps(folder)
