"""The register of the files that left the vault in clear: what, when, by whom; never their content."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from models.casework import Record
from models.departure import Departure
from storage import moment
from storage.database import Database


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

    def __init__(self, database: Database, clock: moment.Clock, author: str) -> None:
        self._database, self._clock, self._author = database, clock, author

    def note(self, kind: Departure, data: bytes, about: Record | None = None) -> None:
        """Note that these bytes were written as a file."""
        self._database.execute(
            "INSERT INTO sortie (le, auteur, genre, fiche, empreinte) VALUES (?, ?, ?, ?, ?)",
            (
                moment.now(self._clock).isoformat(),
                self._author,
                kind.value,
                about.id if about else None,
                hashlib.sha256(data).hexdigest(),
            ),
        )

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
