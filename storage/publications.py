"""The register of what was published: closed periods, frozen counts, chained publications, their files."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.closing import Counted
from models.failure import Failure
from storage import moment
from storage.database import Database, Row

THRESHOLDS = (6, 11)


class RegisterBroken(Failure):
    """The register was altered, or a part of it is lost: what was published is not known for sure."""


@dataclass(frozen=True)
class Gap:
    """What was published from one moment to another may not be in the register: a backup was put back."""

    since: datetime
    until: datetime


@dataclass(frozen=True, repr=False)
class Exercise:
    """The rules of a year; ``catalogue`` is JSON, ``seed`` a secret that chooses what is masked."""

    year: int
    catalogue: str
    k: int
    detail: bool
    seed: str


@dataclass(frozen=True)
class Closing:
    """A closed quarter; ``counts`` is JSON, for each release that was counted then."""

    year: int
    quarter: int
    at: datetime
    counts: str


@dataclass(frozen=True)
class Published:
    """One publication; ``quarter`` 4 is the year. ``files`` are the digests of the files by name."""

    number: int
    year: int
    quarter: int
    at: datetime
    author: str
    content: str
    files: Mapping[str, str]
    previous: str
    digest: str


class Publications:
    """Reads and writes the register of one open vault; nothing is ever taken out of it."""

    def __init__(self, database: Database, clock: moment.Clock, author: str) -> None:
        self._database, self._clock, self._author = database, clock, author
        self._drawn: dict[int, str] = {}

    def now(self) -> datetime:
        return moment.now(self._clock)

    def exercise(self, year: int) -> Exercise | None:
        """The rules of a year that has begun to be closed."""
        for catalogue, k, detail, seed in self._database.rows(
            "SELECT catalogue, seuil, detail, graine FROM exercice WHERE annee = ?", (year,)
        ):
            return Exercise(year, catalogue, k, bool(detail), seed)
        return None

    def rules(self, year: int, catalogue: str, k: int, *, detail: bool) -> Exercise:
        """Those of a year that has not begun, written with its first closing; the secret is drawn once."""
        if k not in THRESHOLDS:
            raise ValueError("no such threshold")
        return Exercise(year, catalogue, k, detail, self._drawn.setdefault(year, secrets.token_hex(32)))

    def closings(self, year: int) -> tuple[Closing, ...]:
        """The closed quarters of a year, in order."""
        rows = self._database.rows(
            "SELECT trimestre, le, effectifs FROM cloture WHERE annee = ? ORDER BY trimestre", (year,)
        )
        return tuple(
            Closing(year, quarter, datetime.fromisoformat(at), counts) for quarter, at, counts in rows
        )

    def counted(self, year: int) -> tuple[Counted, ...]:
        """Who is counted in the closed quarters of a year."""
        rows = self._database.rows(
            "SELECT personne, trimestre, statut FROM comptee WHERE annee = ? ORDER BY personne", (year,)
        )
        return tuple(Counted(*row) for row in rows)

    def roots(self) -> dict[int, int]:
        """The number of each file that was merged, and that of the file in which it is read."""
        return dict(
            self._database.rows(
                "SELECT membre.numero, racine.numero FROM personne AS membre"
                " JOIN personne AS racine ON racine.id = membre.fusionnee_dans"
            )
        )

    def all(self) -> tuple[Published, ...]:
        """Every publication, in order."""
        return tuple(self._published(row) for row in self._rows())

    def of(self, year: int, quarter: int) -> Published | None:
        """What was published of a period, which is published once."""
        return next((each for each in self.all() if (each.year, each.quarter) == (year, quarter)), None)

    def documents(self, published: Published) -> dict[str, bytes]:
        """The files of a publication, as they were written the first time."""
        self.check()
        return dict(
            self._database.rows(
                "SELECT nom, octets FROM document WHERE publication = ? ORDER BY nom", (published.number,)
            )
        )

    @property
    def last_digest(self) -> str:
        """Of the last publication, empty when there is none."""
        return next((each.digest for each in reversed(self.all())), "")

    @property
    def next_number(self) -> int:
        return len(self.all()) + 1

    def close(
        self,
        rules: Exercise,
        closed: Mapping[int, str],
        newcomers: Sequence[Counted],
        at: datetime,
    ) -> None:
        """Freeze quarters, each with its counts, and the persons that are counted in them."""
        with self._database.transaction():
            if self.exercise(rules.year) is None:
                self._database.execute(
                    "INSERT INTO exercice (annee, catalogue, seuil, detail, graine) VALUES (?, ?, ?, ?, ?)",
                    (rules.year, rules.catalogue, rules.k, int(rules.detail), rules.seed),
                )
            for quarter, counts in closed.items():
                self._database.execute(
                    "INSERT INTO cloture (annee, trimestre, le, auteur, effectifs) VALUES (?, ?, ?, ?, ?)",
                    (rules.year, quarter, at.isoformat(), self._author, counts),
                )
            for each in newcomers:
                self._database.execute(
                    "INSERT INTO comptee (annee, personne, trimestre, statut) VALUES (?, ?, ?, ?)",
                    (rules.year, each.person, each.quarter, each.status),
                )

    def add(self, year: int, quarter: int, content: str, documents: Mapping[str, bytes]) -> Published:
        """Enter a publication of a closed period at the end of the register."""
        at, previous = self.now().isoformat(), self.last_digest
        sealed = self._sealed(year, quarter)
        files = {name: _sha256(data) for name, data in sorted(documents.items())}
        row = (year, quarter, at, self._author, content, sealed, previous)
        with self._database.transaction():
            number = self._database.execute(
                "INSERT INTO publication"
                " (annee, trimestre, le, auteur, contenu, scelle, precedente, empreinte)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, _digest(row, files)),
            )
            for name, data in documents.items():
                self._database.execute(
                    "INSERT INTO document (publication, nom, octets) VALUES (?, ?, ?)", (number, name, data)
                )
        return self.all()[-1]

    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the register, in the order in which they came."""
        rows = self._database.rows("SELECT depuis, jusqu_a FROM lacune ORDER BY rowid")
        return tuple(Gap(*map(datetime.fromisoformat, row)) for row in rows)

    def check(self) -> None:
        """``RegisterBroken`` when a publication, its files or what it rests on is not as it was written."""
        given = self._database.value("SELECT seq FROM sqlite_sequence WHERE name = 'publication'")
        rows = self._rows()
        if [row[0] for row in rows] != list(range(1, int(given or 0) + 1)):
            raise _broken("une publication y manque")
        previous = ""
        for number, *row, digest in rows:
            if row[6] != previous or _digest(row, self._files(number)) != digest:
                raise _broken("une publication n’y est pas comme elle a été écrite")
            if row[5] != self._sealed(row[0], row[1]):
                raise _broken("ce qui a été arrêté n’y est pas comme il a été écrit")
            previous = digest
        if self._database.value(
            "SELECT 1 FROM cloture WHERE NOT EXISTS (SELECT 1 FROM publication"
            " WHERE publication.annee = cloture.annee AND publication.trimestre >= cloture.trimestre)"
        ):
            raise _broken("une publication y manque")

    def _rows(self) -> list[Row]:
        return self._database.rows(
            "SELECT numero, annee, trimestre, le, auteur, contenu, scelle, precedente, empreinte"
            " FROM publication ORDER BY numero"
        )

    def _published(self, row: Row) -> Published:
        number, year, quarter, at, author, content, _, previous, digest = row
        return Published(
            number,
            year,
            quarter,
            datetime.fromisoformat(at),
            author,
            content,
            self._files(number),
            previous,
            digest,
        )

    def _files(self, number: int) -> dict[str, str]:
        return {
            name: _sha256(data)
            for name, data in self._database.rows(
                "SELECT nom, octets FROM document WHERE publication = ? ORDER BY nom", (number,)
            )
        }

    def _sealed(self, year: int, quarter: int) -> str:
        """Digest of the rules of a year, its closings and whom they count, up to a quarter."""
        held = [
            self._database.rows(
                "SELECT catalogue, seuil, detail, graine FROM exercice WHERE annee = ?", (year,)
            ),
            self._database.rows(
                "SELECT trimestre, le, auteur, effectifs FROM cloture"
                " WHERE annee = ? AND trimestre <= ? ORDER BY trimestre",
                (year, quarter),
            ),
            self._database.rows(
                "SELECT personne, trimestre, statut FROM comptee"
                " WHERE annee = ? AND trimestre <= ? ORDER BY personne",
                (year, quarter),
            ),
        ]
        return _json_digest(held)


def end(database: Database) -> str:
    """The digest of the last publication of a database, empty when there is none."""
    return database.value("SELECT empreinte FROM publication ORDER BY numero DESC LIMIT 1") or ""


def note_gap(database: Database, gap: Gap) -> None:
    """What was published meanwhile is not known here."""
    database.execute(
        "INSERT INTO lacune (depuis, jusqu_a) VALUES (?, ?)", (gap.since.isoformat(), gap.until.isoformat())
    )


def _digest(row: Sequence[Any], files: Mapping[str, str]) -> str:
    return _json_digest([list(row), sorted(files.items())])


def _json_digest(value: object) -> str:
    return _sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _broken(what: str) -> RegisterBroken:
    return RegisterBroken(
        f"Le registre des publications est altéré ou incomplet : {what}. Aucun détail ne peut être publié,"
        " car il pourrait révéler ce qu’un fichier précédent cachait. Restaurez la dernière sauvegarde ;"
        " rien n’a été modifié."
    )
