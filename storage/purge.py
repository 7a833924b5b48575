"""The purge: a person's file leaves the database whole, whatever table holds something of it.

What belongs to a person is found by the references of the schema; what only bears the identifier of a
record is listed here, and so is what must stay. A table that is neither stops the purge: it cannot be
forgotten.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from models.casework import NOUNS, PERSONNE, Noun
from storage import derived, purges
from storage.database import Database

_BY_IDENTIFIER = {"changement": "fiche", "importee": "fiche", "brouillon": "fiche", "reprise": "fiche"}
"""Tables of which the rows of a purged record go, and the column that names it."""

_ANONYMISED = {"sortie": "fiche"}
"""Tables of which the rows stay, without saying any more about whom."""

_BY_NUMBER = ("comptage", "suivi")
"""Derived from the records, and removed with them."""

_NOBODYS = (
    "coffre", "structure", "importation", "sauvegarde", "conservation", "elimination", "purge",
    "exercice", "cloture", "comptee", "publication", "document", "lacune", "poste", "journal",
    "journal_scelle", "titre_connu", "mot_connu",
)  # fmt: skip
"""Tables that hold nothing of a person, or nothing but her random identifier: the journal, whose chain is
its proof, and the list of who was purged.
"""

_STILL_NAMING = ("journal", "purge")


@dataclass(frozen=True)
class Extent:
    """What a purge takes away: how many persons, situations and records in all, of which days."""

    persons: int
    situations: int
    records: int
    first: str | None
    last: str | None


def unclassified(database: Database) -> set[str]:
    """The tables of which it is not known what a purge does to them; none, or nothing is purged."""
    known = {*_BY_IDENTIFIER, *_ANONYMISED, *_BY_NUMBER, *_NOBODYS}
    return set(database.tables()) - known - set(_reached(database))


def members(database: Database, persons: Iterable[str]) -> frozenset[str]:
    """These persons, with the files that are read in theirs."""
    found: set[str] = set()
    for identifier in persons:
        found.update(
            row[0]
            for row in database.rows("SELECT id FROM personne WHERE ? IN (id, fusionnee_dans)", (identifier,))
        )
    return frozenset(found)


def extent(database: Database, persons: Collection[str]) -> Extent:
    """What the purge of these persons would take away."""
    records = _records(database, members(database, persons))
    days = [day for table, ids in records.items() for day in _days(database, table, ids)]
    return Extent(
        persons=len(records["personne"]),
        situations=len(records.get("situation", ())),
        records=sum(map(len, records.values())),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def purge(database: Database, persons: Collection[str]) -> Extent:
    """Erase these persons and all that is theirs, and note that they were; all or nothing.

    The caller then brings the journal into the file, which still holds what was erased.
    """
    with database.transaction():
        if forgotten := unclassified(database):
            raise ValueError(f"it is not known what a purge does to {sorted(forgotten)}")
        gone = members(database, persons)
        taken = extent(database, gone)
        records = _records(database, gone)
        identifiers = {each for ids in records.values() for each in ids}
        _forget_copies(database, gone)
        for noun in NOUNS:
            for identifier in records.get(noun.code, ()):
                number = database.value(f"SELECT numero FROM {noun.code} WHERE id = ?", (identifier,))  # noqa: S608
                derived.forget(database, noun, int(number))
        for table, column in _BY_IDENTIFIER.items():
            _each(database, f"DELETE FROM {table} WHERE {column} = ?", identifiers)  # noqa: S608
        for table, column in _ANONYMISED.items():
            _each(database, f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", identifiers)  # noqa: S608
        _delete(database, "personne", "id", gone, frozenset())
        derived.forget_words(database)
        database.execute("UPDATE reprise SET saisie = ''")  # she may have been looked for, by whoever it was
        purges.note(database, gone)
        _check_gone(database, identifiers)
    return taken


def again(database: Database, persons: Collection[str]) -> int:
    """Purge those of these persons who are there, and note them all; how many were there."""
    there = [
        identifier
        for identifier in persons
        if database.value("SELECT 1 FROM personne WHERE id = ?", (identifier,))
    ]
    if there:
        purge(database, there)
    purges.note(database, persons)
    return len(there)


def erase(database: Database, noun: Noun, identifier: str) -> None:
    """Erase one record for good, with its history and what belongs to it; part of a transaction."""
    number = database.value(f"SELECT numero FROM {noun.code} WHERE id = ?", (identifier,))  # noqa: S608
    derived.forget(database, noun, int(number))
    for table, column in _BY_IDENTIFIER.items():
        _each(database, f"DELETE FROM {table} WHERE {column} = ?", (identifier,))  # noqa: S608
    for table, column in _ANONYMISED.items():
        _each(database, f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", (identifier,))  # noqa: S608
    _delete(database, noun.code, "id", (identifier,), frozenset())
    _check_gone(database, (identifier,))


def _references(database: Database, table: str) -> list[tuple[str, str, str]]:
    """Who refers to a table: the other table, its column, and the column that it refers to."""
    return [
        (other, column, target)
        for other in database.tables()
        for column, target in database.rows(
            'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE "table" = ?', (other, table)
        )
    ]


def _reached(database: Database, table: str = PERSONNE.code, seen: frozenset[str] = frozenset()) -> list[str]:
    """The tables that belong to persons, by references."""
    reached = [table]
    for other, _column, _target in _references(database, table):
        if other not in {*seen, *reached}:
            reached += _reached(database, other, seen | {*reached})
    return reached


def _records(database: Database, persons: Collection[str]) -> dict[str, list[str]]:
    """The identifiers of all the records of these persons, by table."""
    found = {PERSONNE.code: list(persons)}
    for noun in NOUNS:
        if noun.owner is not None:
            found[noun.code] = [
                identifier
                for owner in found[noun.owner.code]
                for (identifier,) in database.rows(
                    f"SELECT id FROM {noun.code} WHERE {noun.owner.code} = ?",  # noqa: S608
                    (owner,),
                )
            ]
    return found


def _days(database: Database, table: str, identifiers: Iterable[str]) -> list[str]:
    day = "NULL" if table == PERSONNE.code else "date_fait"
    said = (
        database.value(f"SELECT coalesce({day}, substr(saisi_le, 1, 10)) FROM {table} WHERE id = ?", (each,))  # noqa: S608
        for each in identifiers
    )
    return [str(each) for each in said if each]


def _delete(
    database: Database, table: str, column: str, values: Collection[str], above: frozenset[str]
) -> None:
    """The rows that bear these values, after all that refers to them."""
    for other, their, target in _references(database, table):
        if other not in above and other != table:
            held = {
                str(value)
                for each in values
                for (value,) in database.rows(f"SELECT {target} FROM {table} WHERE {column} = ?", (each,))  # noqa: S608
            }
            _delete(database, other, their, held, above | {table})
    if table == PERSONNE.code:
        _each(database, "UPDATE personne SET fusionnee_dans = NULL WHERE id = ?", values)
    _each(database, f"DELETE FROM {table} WHERE {column} = ?", values)  # noqa: S608


def _each(database: Database, sql: str, values: Iterable[str]) -> None:
    for value in values:
        database.execute(sql, (value,))


def _forget_copies(database: Database, gone: frozenset[str]) -> None:
    """Answers of theirs in the history of others, put there by a merge that was undone."""
    for one in gone:
        for absorbed, kept, before, after in database.rows(
            "SELECT absorbee, gardee, avant, apres FROM fusion WHERE ? IN (absorbee, gardee)", (one,)
        ):
            if kept in gone or absorbed not in gone:
                continue
            was, became = json.loads(before), json.loads(after)
            for question, value in became.items():
                if was.get(question) != value:
                    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                    database.execute(
                        "DELETE FROM changement WHERE fiche = ? AND question = ? AND ? IN (avant, apres)",
                        (kept, question, told),
                    )


def _check_gone(database: Database, identifiers: Collection[str]) -> None:
    """No column of text bears one of these identifiers any more, but where it is said who was purged."""
    for table in set(database.tables()) - set(_STILL_NAMING):
        for (column,) in database.rows("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (table,)):
            held = database.rows(f'SELECT DISTINCT "{column}" FROM {table} WHERE length("{column}") = 32')  # noqa: S608
            if any(value in identifiers for (value,) in held):
                raise ValueError(f"{table}.{column} still bears a purged record")
