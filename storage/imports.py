"""The imports of one vault: applied all or nothing, listed, and undone as long as they are told apart.

No file name is kept: it may hold a name.
"""

import hashlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.casework import EVALUATION, NOUNS, ORIENTATION, PERSONNE, SITUATION, Noun, Record
from models.doubles import Doubt, gathered, with_difference
from models.fields import Answers
from models.importing import Entry, Place
from models.journal import Act
from storage import moment
from storage.answers_json import dumped
from storage.database import Database
from storage.records import Records

_LEAVES_FIRST = (ORIENTATION, EVALUATION, SITUATION, PERSONNE)


@dataclass(frozen=True)
class Import:
    """``author`` is the identifier of a user; ``rows`` how many were entered."""

    number: int
    at: datetime
    author: str
    rows: int


@dataclass(frozen=True)
class Undone:
    """How many records were taken back, and how many stay because they were changed since."""

    removed: int
    kept: int


class Imports:
    """Enters the rows of tables from outside, and takes them back."""

    def __init__(self, database: Database, records: Records, clock: moment.Clock, author: str) -> None:
        self._database, self._records = database, records
        self._clock, self._author = clock, author

    def persons(self) -> dict[str, Answers]:
        """Who is known, by code."""
        codes = self._database.rows("SELECT id, code FROM personne WHERE fusionnee_dans IS NULL")
        by_id: dict[str, str] = dict(codes)
        return {by_id[each.id]: each.answers for each in self._records.all(PERSONNE) if each.id in by_id}

    def digests(self) -> frozenset[str]:
        """Of the rows that were imported and not undone."""
        rows = self._database.rows("SELECT DISTINCT ligne FROM importee WHERE ligne IS NOT NULL")
        return frozenset(row[0] for row in rows)

    def of_file(self, digest: str) -> Import | None:
        """The import of the very same file, when it was not undone."""
        return next(iter(self._select("AND empreinte = ?", (digest,))), None)

    def all(self) -> tuple[Import, ...]:
        """Those that were not undone, latest first."""
        return self._select("", ())

    def apply(self, digest: str, entries: Sequence[Entry], doubts: Mapping[Place, Doubt]) -> Generator[int]:
        """Enter the rows, one each step, all in one transaction; yields how many are done.

        ``doubts`` are the proposals that are followed. Closing the iterator before its end leaves
        nothing. Whoever came so is not among the last files before something is changed in hers.
        """
        with self._database.transaction(), self._records.journal.as_one(Act.IMPORTATION):
            kept = [each for each in entries if not _left_out(each, doubts)]
            number = self._database.execute(
                "INSERT INTO importation (le, auteur, empreinte, lignes) VALUES (?, ?, ?, ?)",
                (moment.now(self._clock).isoformat(), self._author, digest, len(kept)),
            )
            owners: dict[str, Record] = {}
            whole = gathered(kept, doubts)
            for done, entry in enumerate(kept, start=1):
                self._enter(number, entry, self._owner(entry, doubts, owners), owners, whole)
                yield done
            self._database.execute(
                "UPDATE personne SET activite = 0"
                " WHERE id IN (SELECT fiche FROM importee WHERE importation = ?)",
                (number,),
            )

    def _owner(
        self, entry: Entry, doubts: Mapping[Place, Doubt], owners: Mapping[str, Record]
    ) -> Record | None:
        """Whom a row is of, when she is entered already."""
        doubt = doubts.get(entry.line)
        if doubt is None:
            return None
        if doubt.kind.is_of_vault:
            return self._records.person_by_code(doubt.other).record
        return owners.get(doubt.other)

    def _enter(
        self,
        number: int,
        entry: Entry,
        owner: Record | None,
        owners: dict[str, Record],
        whole: Mapping[str, Answers],
    ) -> None:
        person = owner
        if person is None:
            person = self._records.add(PERSONNE, whole[str(entry.line)])
            self._note(number, person)
        owners[str(entry.line)] = person
        answers = with_difference(entry.situation, entry.person, person.answers)
        situation = self._records.add(SITUATION, answers, person)
        self._note(number, situation, entry.digest)
        for noun, inside in entry.inside:
            self._note(number, self._records.add(noun, inside, situation))

    def _note(self, number: int, record: Record, row: str | None = None) -> None:
        self._database.execute(
            "INSERT INTO importee (fiche, importation, nature, empreinte, ligne) VALUES (?, ?, ?, ?, ?)",
            (record.id, number, record.noun.code, _digest(dumped(record.answers)), row),
        )

    def undo(self, number: int) -> Undone:
        """Undo an import at once."""
        steps = self.undoing(number)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value

    def undoing(self, number: int) -> Generator[int, None, Undone]:
        """Take back what was entered, but the records changed by hand since and those that hold them.

        One record each step, all in one transaction; yields how many are done.
        """
        removed = kept = 0
        with self._database.transaction(), self._records.journal.as_one(Act.IMPORTATION_DEFAITE):
            for noun in _LEAVES_FIRST:
                for record_id, digest in self._imported(number, noun):
                    if self._is_used(noun, record_id, digest):
                        kept += 1
                    else:
                        self._records.remove(self._records.get(noun, record_id))
                        removed += 1
                    yield removed + kept
            self._database.execute("DELETE FROM importee WHERE importation = ?", (number,))
            self._database.execute(
                "UPDATE importation SET annulee_le = ? WHERE numero = ?",
                (moment.now(self._clock).isoformat(), number),
            )
        return Undone(removed, kept)

    def size(self, number: int) -> int:
        """How many records an import entered."""
        return int(self._database.value("SELECT count(*) FROM importee WHERE importation = ?", (number,)))

    def _imported(self, number: int, noun: Noun) -> list[tuple[str, str]]:
        """Identifiers and digests of the records that are still there."""
        rows = self._database.rows(
            f"SELECT fiche, importee.empreinte FROM importee JOIN {noun.code} ON {noun.code}.id = fiche"  # noqa: S608
            " WHERE importation = ? AND nature = ? ORDER BY importee.rowid DESC",
            (number, noun.code),
        )
        return [(record_id, digest) for record_id, digest in rows]

    def _is_used(self, noun: Noun, record_id: str, digest: str) -> bool:
        now = self._database.value(f"SELECT reponses FROM {noun.code} WHERE id = ?", (record_id,))  # noqa: S608
        held = (
            self._database.value(f"SELECT 1 FROM {each.code} WHERE {noun.code} = ?", (record_id,))  # noqa: S608
            for each in NOUNS
            if each.owner is noun
        )
        return _digest(str(now)) != digest or any(held) or self._is_linked(noun, record_id)

    def _is_linked(self, noun: Noun, record_id: str) -> bool:
        """Whether it was merged with another file, or is a party of an affair."""
        if noun is SITUATION:
            found = self._database.value("SELECT 1 FROM partie WHERE situation = ?", (record_id,))
        elif noun is PERSONNE:
            found = self._database.value(
                "SELECT 1 FROM personne WHERE fusionnee_dans = ? OR (id = ? AND fusionnee_dans IS NOT NULL)",
                (record_id, record_id),
            )
        else:
            found = None
        return found is not None

    def _select(self, clause: str, parameters: tuple[str, ...]) -> tuple[Import, ...]:
        rows = self._database.rows(
            "SELECT numero, le, auteur, lignes FROM importation WHERE annulee_le IS NULL"  # noqa: S608
            f" {clause} ORDER BY numero DESC",
            parameters,
        )
        return tuple(
            Import(number, datetime.fromisoformat(at), author, count) for number, at, author, count in rows
        )


def _left_out(entry: Entry, doubts: Mapping[Place, Doubt]) -> bool:
    doubt = doubts.get(entry.line)
    return doubt is not None and doubt.kind.leaves_out


def _digest(answers: str) -> str:
    return hashlib.sha256(answers.encode()).hexdigest()
