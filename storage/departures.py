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
    """One file that left; of the record ``record_id``; ``digest`` is the SHA-256 of its bytes.

    ``says`` is that of what it says: another one when the file was sealed, or is compared by its parts.
    """

    number: int
    at: datetime
    author: str
    kind: Departure
    record_id: str | None
    digest: str
    says: str


class Departures:
    """Keeps the register of one open vault; nothing is ever taken out of it."""

    def __init__(self, database: Database, clock: moment.Clock, author: str, journal: Journal) -> None:
        self._database, self._clock, self._author, self._journal = database, clock, author, journal

    def note(
        self, kind: Departure, data: bytes, about: Record | None = None, says: bytes | None = None
    ) -> None:
        """Note that these bytes were written as a file; ``says`` is what they say, when they do not tell."""
        with self._database.transaction():
            number = int(self._database.value("SELECT coalesce(max(numero), 0) FROM sortie")) + 1
            at = moment.now(self._clock).isoformat()
            said = None if says is None or says == data else _digest(says)
            row = (number, at, self._author, kind.value, _digest(data), said)
            self._database.execute(
                "INSERT INTO sortie (numero, le, auteur, genre, empreinte, contenu, sceau, fiche)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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
            "SELECT numero, le, auteur, genre, fiche, empreinte, coalesce(contenu, empreinte)"  # noqa: S608
            f" FROM sortie {where} ORDER BY numero DESC",
            parameters,
        )
        return [
            Left(number, datetime.fromisoformat(at), author, Departure(kind), record, digest, says)
            for number, at, author, kind, record, digest, says in rows
        ]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
