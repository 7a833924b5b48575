"""The audit journal as it is read: some of its entries, and the codes of the persons that they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from models.casework import NOUNS, PERSONNE, SITUATION
from models.journal import Act
from storage.database import Database
from storage.journal import Entry

MOST = 1_000
"""Entries that are read at once, the last ones."""


@dataclass(frozen=True)
class Wanted:
    """Which entries: of a day, of a user, of a kind; all when nothing is said."""

    day: date | None = None
    author: str | None = None
    act: Act | None = None


class Audit:
    """Reads the journal of one open vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, wanted: Wanted) -> list[Entry]:
        """The last first, no more than ``MOST``."""
        rows = self._database.rows(
            "SELECT numero, le, auteur, acte, fiche, nombre, sceau FROM journal"
            " WHERE (?1 IS NULL OR substr(le, 1, 10) = ?1) AND (?2 IS NULL OR auteur = ?2)"
            " AND (?3 IS NULL OR acte = ?3) ORDER BY numero DESC LIMIT ?4",
            (
                wanted.day.isoformat() if wanted.day else None,
                wanted.author,
                wanted.act.value if wanted.act else None,
                MOST,
            ),
        )
        return [
            Entry(number, datetime.fromisoformat(at), author, Act(act), record, count, seal)
            for number, at, author, act, record, count, seal in rows
        ]

    def authors(self) -> list[str]:
        """The identifiers of those who are in it."""
        return [row[0] for row in self._database.rows("SELECT DISTINCT auteur FROM journal")]

    def kind_of_exit(self, number: int) -> str:
        """What left, by its number in the register; empty when it is not there."""
        return str(self._database.value("SELECT genre FROM sortie WHERE numero = ?", (number,)) or "")

    def codes(self, records: Iterable[str]) -> dict[str, str]:
        """By record, the code of the person whose file it is in; none for one that is no more."""
        found = {each: self._code(each) for each in set(records)}
        return {each: code for each, code in found.items() if code}

    def _code(self, record: str) -> str:
        for noun in NOUNS:
            if noun is PERSONNE:
                whose = "SELECT id FROM personne WHERE id = ?"
            elif noun is SITUATION:
                whose = "SELECT personne FROM situation WHERE id = ?"
            else:
                whose = (
                    f"SELECT situation.personne FROM {noun.code} JOIN situation"  # noqa: S608
                    f" ON situation.id = {noun.code}.situation WHERE {noun.code}.id = ?"
                )
            if code := self._database.value(f"SELECT code FROM personne WHERE id = ({whose})", (record,)):  # noqa: S608
                return str(code)
        return ""
