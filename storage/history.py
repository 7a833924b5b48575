"""What was answered before: each change of an answer, when and by whom."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.casework import Record
from models.fields import Answers, AnyField
from storage.answers_json import loaded
from storage.database import Database, Row

TYPING = timedelta(minutes=2)
"""Two changes of an answer by the same hand, no further apart than this, are one."""

_COLUMNS = "fiche, question, depuis, jusqu_a, auteur, avant, apres"


@dataclass(frozen=True, repr=False)
class Change:
    """An answer that was changed, last at ``at``; ``before`` and ``after`` hold no other one."""

    record: Record
    field: AnyField
    at: datetime
    author: str
    before: Answers
    after: Answers


def note(database: Database, record_id: str, texts: tuple[str, str], now: datetime, author: str) -> None:
    """Keep what differs between the answers before and after, as the database holds them."""
    before, after = map(json.loads, texts)
    for question in {**before, **after}:
        if before.get(question) != after.get(question):
            _note_one(database, record_id, question, (before.get(question), after.get(question)), now, author)


def _note_one(
    database: Database, record_id: str, question: str, values: tuple[Any, Any], now: datetime, author: str
) -> None:
    before, after = map(_json, values)
    typing = _being_typed(database, record_id, question, now, author)
    if typing is None:
        database.execute(
            f"INSERT INTO changement ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (record_id, question, now.isoformat(), now.isoformat(), author, before, after),
        )
        return
    number, before = typing
    if before == after:
        database.execute("DELETE FROM changement WHERE numero = ?", (number,))
    else:
        database.execute(
            "UPDATE changement SET jusqu_a = ?, apres = ? WHERE numero = ?", (now.isoformat(), after, number)
        )


def _being_typed(
    database: Database, record_id: str, question: str, now: datetime, author: str
) -> tuple[int, str | None] | None:
    """The number of the change that goes on, and the answer before it."""
    last = database.rows(
        "SELECT numero, jusqu_a, auteur, avant FROM changement WHERE fiche = ? AND question = ?"
        " ORDER BY numero DESC LIMIT 1",
        (record_id, question),
    )
    for number, until, by, before in last:
        if by == author and abs(now - datetime.fromisoformat(until)) <= TYPING:
            return number, before
    return None


def of(database: Database, record: Record) -> tuple[Change, ...]:
    """The changes of a record, latest first."""
    form = record.noun.form

    def only(question: str, value: str | None) -> Answers:
        return loaded(form, f'{{"{question}":{value}}}' if value else "{}")

    return tuple(
        Change(
            record,
            form.field(question),
            datetime.fromisoformat(at),
            author,
            only(question, before),
            only(question, after),
        )
        for question, at, author, before, after in database.rows(
            "SELECT question, jusqu_a, auteur, avant, apres FROM changement WHERE fiche = ?"
            " ORDER BY numero DESC",
            (record.id,),
        )
        if question in {field.code for field in form.fields}
    )


def take(database: Database, record_id: str) -> tuple[Row, ...]:
    """Remove the history of a record that goes; ``give_back`` undoes it."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM changement WHERE fiche = ? ORDER BY numero", (record_id,))  # noqa: S608
    database.execute("DELETE FROM changement WHERE fiche = ?", (record_id,))
    return tuple(rows)


def give_back(database: Database, rows: tuple[Row, ...]) -> None:
    for row in rows:
        database.execute(f"INSERT INTO changement ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
