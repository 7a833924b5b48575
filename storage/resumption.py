"""What a session leaves for the next one: words not understood, and the place where the user was.

It is in the vault and nowhere else: the program that locks keeps nothing in its memory.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from models.casework import NOUNS, Record
from storage.database import Database
from storage.records import Records


@dataclass(frozen=True, repr=False)
class Whereabouts:
    """A page by its object name, the record that was there, the control that had the keyboard, and what
    was typed that belongs to no record.
    """

    page: str
    record: Record | None = None
    control: str = ""
    typed: str = ""


class Resumption:
    """What was left in one open vault."""

    def __init__(self, database: Database, records: Records, author: str) -> None:
        self._database, self._records, self._author = database, records, author

    def keep_words(self, words: Mapping[str, tuple[Record, Mapping[str, Any]]]) -> None:
        """Instead of those that were kept before."""
        with self._database.transaction():
            self._database.execute("DELETE FROM brouillon")
            for record, typed in words.values():
                self._database.execute(
                    "INSERT INTO brouillon (fiche, nature, mots) VALUES (?, ?, ?)",
                    (record.id, record.noun.code, json.dumps(typed)),
                )

    def words(self) -> dict[str, tuple[Record, Mapping[str, Any]]]:
        """Those whose record is still there, by its identifier."""
        found: dict[str, tuple[Record, Mapping[str, Any]]] = {}
        for record_id, code, typed in self._database.rows("SELECT fiche, nature, mots FROM brouillon"):
            if record := self._record(code, record_id):
                found[record_id] = record, json.loads(typed)
        return found

    def keep_place(self, place: Whereabouts | None) -> None:
        """Where this user is; nowhere when she leaves for good."""
        with self._database.transaction():
            self._database.execute("DELETE FROM reprise WHERE auteur = ?", (self._author,))
            if place is not None:
                record = place.record
                what = (record.noun.code, record.id) if record else (None, None)
                self._database.execute(
                    "INSERT INTO reprise (auteur, page, nature, fiche, question, saisie)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (self._author, place.page, *what, place.control, place.typed),
                )

    def take_place(self) -> Whereabouts | None:
        """Where this user was; only once."""
        rows = self._database.rows(
            "SELECT page, nature, fiche, question, saisie FROM reprise WHERE auteur = ?", (self._author,)
        )
        for page, code, record_id, control, typed in rows:
            self.keep_place(None)
            return Whereabouts(page, self._record(code, record_id) if code else None, control, typed)
        return None

    def _record(self, code: str, record_id: str) -> Record | None:
        """``None`` when it is no more."""
        with suppress(KeyError):
            return self._records.get(next(noun for noun in NOUNS if noun.code == code), record_id)
        return None
