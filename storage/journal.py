"""The audit journal: who did what, on which record, when; chained, so that what is altered is seen.

An entry is written in the transaction of what it tells. Its seal is an HMAC of the entry and of the seal
before it, under a key derived from the master key. The last seal is also in the key file, without which
the end of the chain could be cut off unseen.
"""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.journal import Act
from storage import keys, moment
from storage.database import Database, Row
from storage.failures import older_vault

SAME_ACT = timedelta(minutes=2)
"""A lasting act by the same hand on the same record, no further apart than this, is one entry."""

KEPT = timedelta(days=365)
"""Then an entry is counted in a sealed digest, and is no more."""

_OF_RECORDS = (Act.CREATION, Act.MODIFICATION, Act.RETRAIT, Act.REMISE)

_START, _REGISTER = "", "sortie"
"""What stands for the seal before the first one, and for that of each row of the register."""


@dataclass(frozen=True)
class Entry:
    """``number`` counts from 1 without a hole; ``count`` is how many, or the number in the register."""

    number: int
    at: datetime
    author: str
    act: Act
    record_id: str | None
    count: int | None
    seal: str


@dataclass(frozen=True)
class Sealed:
    """The digest of the entries up to ``last``, which are no more."""

    last: int
    count: int
    since: datetime
    until: datetime


class Journal:
    """Keeps the journal of one open vault."""

    def __init__(self, database: Database, clock: moment.Clock, author: str, key: bytes) -> None:
        """``key`` is what ``keys.journal_key`` gives."""
        self._database, self._clock, self._author, self._key = database, clock, author, key
        self._told: list[Act] | None = None
        self.troubles_found: tuple[str, ...] = ()

    def begin(self, anchor: str, refused: int) -> None:
        """The vault was just opened, after so many refusals: check everything, and note it.

        ``OlderVault`` when the journal ends before the ``anchor`` that the key file kept.
        """
        if self._end()[0] < _number(anchor):
            raise older_vault()
        self.troubles_found = tuple(troubles(self._database, self._key, anchor))
        with self._database.transaction():
            if refused:
                self.note(Act.ECHECS, count=refused)
            self.note(Act.OUVERTURE)
            if self.troubles_found:
                self.note(Act.ANOMALIE, count=len(self.troubles_found))
            self.seal_old()

    def note(self, act: Act, record_id: str | None = None, count: int | None = None) -> None:
        """Add an entry; to be called in the transaction of what it tells."""
        if self._told is not None and act in _OF_RECORDS:
            self._told.append(act)
            return
        now = moment.now(self._clock)
        if act.lasting and self._goes_on(act, record_id, now):
            return
        with self._database.transaction():
            number, before = self._end()
            entry = (number + 1, now.isoformat(), self._author, act.value, record_id, count)
            self._database.execute(
                "INSERT INTO journal (numero, le, auteur, acte, fiche, nombre, sceau)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*entry, _seal(self._key, before, entry)),
            )

    @contextmanager
    def as_one(self, act: Act, record_id: str | None = None) -> Generator[None]:
        """Tell what is done inside by one entry, which says of how many it stands for."""
        if self._told is not None:
            yield
            return
        told: list[Act] = []
        self._told = told
        try:
            yield
        finally:
            self._told = None
        self.note(act, record_id, len(told))

    def register_seal(self, row: Row) -> str:
        """The seal of a row of the register of what left, without the record, which may be forgotten."""
        return _register_seal(self._key, row)

    def head(self) -> str:
        """``12:<seal>``: the last entry, for the key file and for what is kept elsewhere."""
        number, seal = self._end()
        return f"{number}:{seal}" if number else ""

    def entries(self) -> list[Entry]:
        """The last first."""
        rows = self._database.rows(
            "SELECT numero, le, auteur, acte, fiche, nombre, sceau FROM journal ORDER BY numero DESC"
        )
        return [
            Entry(number, datetime.fromisoformat(at), author, Act(act), record, count, seal)
            for number, at, author, act, record, count, seal in rows
        ]

    def sealed(self) -> list[Sealed]:
        """The digests of what is older, the last first."""
        rows = self._database.rows(
            "SELECT dernier, entrees, depuis, jusqu_a FROM journal_scelle ORDER BY dernier DESC"
        )
        return [
            Sealed(last, count, datetime.fromisoformat(since), datetime.fromisoformat(until))
            for last, count, since, until in rows
        ]

    def seal_old(self) -> None:
        """Replace the entries of more than a year by their digest; not when something is wrong with them."""
        limit = (moment.now(self._clock) - KEPT).isoformat()
        old = self._database.rows(
            "SELECT numero, le, acte, sceau FROM journal"
            " WHERE numero < (SELECT min(numero) FROM journal WHERE le >= ?) ORDER BY numero",
            (limit,),
        )
        if not old or self.troubles_found:
            return
        exits = sum(1 for _, _, act, _ in old if act == Act.SORTIE.value)
        digest = (old[-1][0], len(old), exits, old[0][1], old[-1][1], old[-1][3])
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO journal_scelle (dernier, entrees, sorties, depuis, jusqu_a, tete, sceau)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*digest, _seal(self._key, self._last_digest(), digest)),
            )
            self._database.execute("DELETE FROM journal WHERE numero <= ?", (old[-1][0],))
            self.note(Act.SCELLEMENT, count=len(old))

    def _goes_on(self, act: Act, record_id: str | None, now: datetime) -> bool:
        last = self._database.rows(
            "SELECT le, auteur FROM journal WHERE fiche IS ? AND acte = ? ORDER BY numero DESC LIMIT 1",
            (record_id, act.value),
        )
        return any(
            author == self._author and abs(now - datetime.fromisoformat(at)) <= SAME_ACT
            for at, author in last
        )

    def _end(self) -> tuple[int, str]:
        rows = self._database.rows("SELECT numero, sceau FROM journal ORDER BY numero DESC LIMIT 1")
        rows = rows or self._database.rows(
            "SELECT dernier, tete FROM journal_scelle ORDER BY dernier DESC LIMIT 1"
        )
        return (int(rows[0][0]), str(rows[0][1])) if rows else (0, _START)

    def _last_digest(self) -> str:
        return str(
            self._database.value("SELECT sceau FROM journal_scelle ORDER BY dernier DESC LIMIT 1") or _START
        )


def troubles(database: Database, key: bytes, anchor: str = "") -> list[str]:
    """What was altered outside the program, in French; empty when nothing was.

    ``anchor`` is the head that was kept elsewhere: without it, entries taken off the end are not seen.
    """
    return [*_broken_chain(database, key), *_broken_register(database, key), *_other_end(database, anchor)]


def reseal(database: Database, old_key: bytes, new_key: bytes) -> list[str]:
    """Seal everything again under the key of a new master key; what was altered before stays so.

    The troubles found are returned, and then are no more seen: whoever calls this notes them.
    """
    with database.transaction():
        found = _broken_chain(database, old_key)
        before = digest = _START
        for *row, _ in _digests(database):
            digest = _seal(new_key, digest, tuple(row))
            database.execute("UPDATE journal_scelle SET sceau = ? WHERE dernier = ?", (digest, row[0]))
            before = str(row[-1])
        for *row, _ in _chain(database):
            before = _seal(new_key, before, tuple(row))
            database.execute("UPDATE journal SET sceau = ? WHERE numero = ?", (before, row[0]))
        for row in database.rows("SELECT numero, le, auteur, genre, empreinte, contenu FROM sortie"):
            seal = _register_seal(new_key, row)
            database.execute("UPDATE sortie SET sceau = ? WHERE numero = ?", (seal, row[0]))
    return found


def _broken_chain(database: Database, key: bytes) -> list[str]:
    """The first entry that does not follow from the one before it, if there is one."""
    digest = before = _START
    last = 0
    for *row, seal in _digests(database):
        digest = _seal(key, digest, tuple(row))
        if seal != digest or row[1] != row[0] - last:
            return [f"le résumé des entrées scellées jusqu’au n° {row[0]} a été modifié"]
        last, before = int(row[0]), str(row[-1])
    for *row, seal in _chain(database):
        number = int(row[0])
        if number != last + 1:
            return [f"des entrées manquent avant le n° {number}"]
        before = _seal(key, before, tuple(row))
        if seal != before:
            return [f"l’entrée n° {number}, ou ce qui la précède, a été modifié"]
        last = number
    return []


def _broken_register(database: Database, key: bytes) -> list[str]:
    """The register of what left, against the entries that tell of it."""
    told = dict(database.rows("SELECT nombre, fiche FROM journal WHERE acte = ?", (Act.SORTIE.value,)))
    found: list[str] = []
    rows = database.rows("SELECT numero, le, auteur, genre, empreinte, contenu, sceau, fiche FROM sortie")
    for *row, seal, record in rows:
        number = row[0]
        altered = seal != _register_seal(key, tuple(row))
        if altered or (record is not None and told.get(number, record) != record):
            found.append(f"registre des sorties : ligne {number} modifiée")
    sealed = int(database.value("SELECT coalesce(sum(sorties), 0) FROM journal_scelle"))
    if len(rows) != sealed + len(told) or not told.keys() <= {row[0] for row in rows}:
        found.append("registre des sorties : des lignes manquent ou ont été ajoutées")
    return found


def _other_end(database: Database, anchor: str) -> list[str]:
    number, seal = _number(anchor), anchor.partition(":")[2]
    kept = int(database.value("SELECT coalesce(max(dernier), 0) FROM journal_scelle"))
    if number == 0 or number < kept:
        return []
    found = database.value("SELECT sceau FROM journal WHERE numero = ?", (number,))
    found = found or database.value("SELECT tete FROM journal_scelle WHERE dernier = ?", (number,))
    return [] if found == seal else ["sa fin n’est pas celle que le fichier des clefs a gardée"]


def _chain(database: Database) -> list[Row]:
    return database.rows("SELECT numero, le, auteur, acte, fiche, nombre, sceau FROM journal ORDER BY numero")


def _digests(database: Database) -> list[Row]:
    return database.rows(
        "SELECT dernier, entrees, sorties, depuis, jusqu_a, tete, sceau FROM journal_scelle ORDER BY dernier"
    )


def _seal(key: bytes, before: str, row: tuple[Any, ...]) -> str:
    return keys.journal_seal(key, json.dumps([before, *row]).encode())


def _register_seal(key: bytes, row: Row) -> str:
    """Without the last column where there is nothing in it: older rows were sealed before it was there."""
    return _seal(key, _REGISTER, row if row[-1] is not None else row[:-1])


def _number(head: str) -> int:
    number = head.partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else 0
