"""The register of the files that left the vault in clear: what, when, by whom; never their content."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from models.casework import Record
from models.departure import Departure
from models.journal import Act
from storage import moment
from storage.database import Database
from storage.journal import Journal


@dataclass(frozen=True)
class Left:
    """One file that left; of the record ``record_id``; ``digest`` is the SHA-256 of its bytes."""

    number: int
    at: datetime
    author: str
    kind: Departure
    record_id: str | None
    digest: str


class Departures:
    """Keeps the register of one open vault; nothing is ever taken out of it."""

    def __init__(self, database: Database, clock: moment.Clock, author: str, journal: Journal) -> None:
        self._database, self._clock, self._author, self._journal = database, clock, author, journal

    def note(self, kind: Departure, data: bytes, about: Record | None = None) -> None:
        """Note that these bytes were written as a file."""
        with self._database.transaction():
            number = int(self._database.value("SELECT coalesce(max(numero), 0) FROM sortie")) + 1
            at, digest = moment.now(self._clock).isoformat(), hashlib.sha256(data).hexdigest()
            row = (number, at, self._author, kind.value, digest)
            self._database.execute(
                "INSERT INTO sortie (numero, le, auteur, genre, empreinte, sceau, fiche)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, self._journal.register_seal(row), about.id if about else None),
            )
            self._journal.note(Act.SORTIE, about.id if about else None, number)

    def all(self) -> list[Left]:
        """The whole register, the latest first."""
        return self._read("", ())

    def of(self, about: Record) -> list[Left]:
        """What left about this record, the latest first."""
        return self._read("WHERE fiche = ?", (about.id,))

    def _read(self, where: str, parameters: tuple[str, ...]) -> list[Left]:
        rows = self._database.rows(
            f"SELECT numero, le, auteur, genre, fiche, empreinte FROM sortie {where} ORDER BY numero DESC",  # noqa: S608
            parameters,
        )
        return [
            Left(number, datetime.fromisoformat(at), author, Departure(kind), record, digest)
            for number, at, author, kind, record, digest in rows
        ]
