"""The records of the casework: each method is one transaction, durable when it returns."""

import secrets
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from models import telephone
from models.casework import PERSONNE, Noun, Person, Record
from models.fields import Answers
from storage import derived
from storage.answers_json import dumped, loaded
from storage.database import Database, Parameters, Row

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Neither 0 and O nor 1, I and L: a code can be told aloud."""


class Records:
    """Reads and writes the records of one open vault."""

    def __init__(self, database: Database, now: Callable[[], datetime], author: str) -> None:
        self._database = database
        self._now = now
        self._author = author

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes as one: all or none."""
        return self._database.transaction()

    def add(self, noun: Noun, answers: Answers, owner: Record | None = None) -> Record:
        """A new record; ``owner`` is the record of ``noun.owner`` that it belongs to."""
        if (owner.noun if owner else None) is not noun.owner:
            raise ValueError(f"{noun.code} does not belong there")
        record = Record(
            noun, uuid.uuid4().hex, owner.id if owner else None, answers, self._now(), self._now()
        )
        link = "code" if noun.owner is None else noun.owner.code
        last = "naissance" if noun is PERSONNE else "date_fait"
        with self._database.transaction():
            number = self._database.execute(
                f"INSERT INTO {noun.code} (id, {link}, {last}, saisi_le, modifie_le, auteur, reponses)"  # noqa: S608
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    record.id,
                    self._new_code() if noun is PERSONNE else record.owner_id,
                    _derived_column(record),
                    _stamp(record.entered_at),
                    _stamp(record.changed_at),
                    self._author,
                    dumped(answers),
                ),
            )
            derived.refresh(self._database, noun, number)
        return record

    def save(self, record: Record, answers: Answers) -> Record:
        """The record with these answers instead of the former ones."""
        changed = Record(record.noun, record.id, record.owner_id, answers, record.entered_at, self._now())
        table, last = record.noun.code, "naissance" if record.noun is PERSONNE else "date_fait"
        with self._database.transaction():
            number, before = self._database.rows(
                f"SELECT numero, reponses FROM {table} WHERE id = ?",  # noqa: S608
                (record.id,),
            )[0]
            self._database.execute(
                f"UPDATE {table} SET {last} = ?, modifie_le = ?, reponses = ? WHERE id = ?",  # noqa: S608
                (
                    _derived_column(changed),
                    _stamp(changed.changed_at),
                    dumped(answers, before),
                    record.id,
                ),
            )
            derived.refresh(self._database, record.noun, number)
        return changed

    def remove(self, record: Record) -> None:
        """Take back a record entered by mistake; one that others belong to is refused by the engine."""
        table = record.noun.code
        with self._database.transaction():
            number = self._database.value(f"SELECT numero FROM {table} WHERE id = ?", (record.id,))  # noqa: S608
            derived.forget(self._database, record.noun, number)
            self._database.execute(f"DELETE FROM {table} WHERE id = ?", (record.id,))  # noqa: S608

    def get(self, noun: Noun, record_id: str) -> Record:
        """``KeyError`` when there is none."""
        for record in self._select(noun, "WHERE id = ?", (record_id,)):
            return record
        raise KeyError(record_id)

    def of(self, owner: Record, noun: Noun) -> tuple[Record, ...]:
        """The records that belong to one, latest fact first, undated ones before all."""
        if noun.owner is not owner.noun:
            raise ValueError(f"{noun.code} does not belong there")
        return self._select(
            noun,
            f"WHERE {owner.noun.code} = ? ORDER BY date_fait IS NOT NULL, date_fait DESC, numero DESC",
            (owner.id,),
        )

    def all(self, noun: Noun) -> tuple[Record, ...]:
        return self._select(noun, "ORDER BY numero", ())

    def person(self, record_id: str) -> Person:
        """``KeyError`` when there is none."""
        return self._one_person("id", record_id)

    def person_by_code(self, code: str) -> Person:
        """``KeyError`` when there is none; case and spaces do not matter."""
        return self._one_person("code", "".join(code.upper().split()))

    def recent_persons(self, limit: int = 20) -> tuple[Person, ...]:
        """The persons whose file was changed last."""
        return self._persons("ORDER BY modifie_le DESC, numero DESC LIMIT ?", (limit,))

    def search(self, text: str, limit: int = 50) -> tuple[Person, ...]:
        """Persons whose names, telephone or code match every word, best first; empty when none is typed."""
        query = _query(text)
        if not query:
            return ()
        return self._persons(
            "JOIN recherche ON recherche.rowid = personne.numero"
            " WHERE recherche MATCH ? ORDER BY rank LIMIT ?",
            (query, limit),
        )

    def count(self, noun: Noun) -> int:
        return int(self._database.value(f"SELECT count(*) FROM {noun.code}"))  # noqa: S608

    def _one_person(self, column: str, value: str) -> Person:
        for person in self._persons(f"WHERE {column} = ?", (value,)):
            return person
        raise KeyError(value)

    def _persons(self, clause: str, parameters: Parameters) -> tuple[Person, ...]:
        rows = self._database.rows(
            "SELECT id, NULL, personne.reponses, saisi_le, modifie_le, code FROM personne "  # noqa: S608
            + clause,
            parameters,
        )
        return tuple(Person(_record(PERSONNE, row[:5]), row[5]) for row in rows)

    def _select(self, noun: Noun, clause: str, parameters: Parameters) -> tuple[Record, ...]:
        link = "NULL" if noun.owner is None else noun.owner.code
        rows = self._database.rows(
            f"SELECT id, {link}, reponses, saisi_le, modifie_le FROM {noun.code} {clause}",  # noqa: S608
            parameters,
        )
        return tuple(_record(noun, row) for row in rows)

    def _new_code(self) -> str:
        """Six letters drawn at random: the order in which persons came cannot be read from it."""
        while True:
            letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(6))
            code = f"{letters[:3]}-{letters[3:]}"
            if self._database.value("SELECT 1 FROM personne WHERE code = ?", (code,)) is None:
                return code


def _record(noun: Noun, row: Row) -> Record:
    record_id, owner_id, answers, entered, changed = row
    return Record(
        noun,
        record_id,
        owner_id,
        loaded(noun.form, answers),
        datetime.fromisoformat(entered),
        datetime.fromisoformat(changed),
    )


def _derived_column(record: Record) -> str | None:
    """The birth of a person, the day of the fact of any other record."""
    if record.noun is PERSONNE:
        return derived.birth_json(record.answers)
    return None if record.fact_date is None else record.fact_date.isoformat()


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _query(text: str) -> str:
    """An FTS5 query: each word is a prefix, all must be there; a telephone in any writing is one word."""
    number = telephone.number(text)
    if number is not None:
        return f'"{number}"'
    words = "".join(character if character.isalnum() else " " for character in text).split()
    return " ".join(f'"{word}"*' for word in words)
