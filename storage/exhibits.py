"""The exhibits of a dossier: their order, made by hand, and their files, kept nowhere but in the vault."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from models.casework import PIECE, Record
from models.exhibit import Content
from models.fields import Answers
from models.journal import Act
from storage import moment
from storage.database import Database
from storage.records import Records, Removed


@dataclass(frozen=True, repr=False)
class Exhibit:
    """One exhibit; ``pages`` and ``silent`` describe its file, and are 0 when it has none.

    ``digest`` tells one file from another; files taken in long ago have their moment instead.
    """

    number: int
    record: Record
    pages: int = 0
    silent: int = 0
    digest: str = ""

    @property
    def answers(self) -> Answers:
        return self.record.answers

    @property
    def has_file(self) -> bool:
        return self.pages > 0


@dataclass(frozen=True, repr=False)
class RemovedExhibit:
    """An exhibit that was taken back, with its file and its place in the list."""

    removed: Removed
    content: Content | None
    place: int


class Exhibits:
    """Reads and writes the exhibits of one open vault; each method is one transaction."""

    def __init__(self, database: Database, records: Records, clock: moment.Clock, author: str) -> None:
        self._database, self._records = database, records
        self._clock, self._author = clock, author

    def of(self, situation: Record) -> tuple[Exhibit, ...]:
        """Those of the dossier of a situation, numbered from 1 in the order given to them."""
        records = {each.id: each for each in self._records.of(situation, PIECE)}
        rows = self._database.rows(
            "SELECT id, coalesce(pages, 0), coalesce(muettes, 0), coalesce(empreinte, le, '') FROM piece"
            " LEFT JOIN piece_fichier ON piece_fichier.piece = piece.id"
            " WHERE situation = ? ORDER BY rang = 0, rang, numero",
            (situation.id,),
        )
        return tuple(
            Exhibit(number, records[each], pages, silent, digest)
            for number, (each, pages, silent, digest) in enumerate(rows, start=1)
        )

    def add(self, situation: Record, answers: Answers) -> Record:
        """A new exhibit, the last of the list."""
        with self._database.transaction():
            added = self._records.add(PIECE, answers, situation)
            self._number([each.record.id for each in self.of(situation)])
        return added

    def place(self, situation: Record, record: Record, place: int) -> None:
        """Put an exhibit at that place of the list, counted from 0; the others make room."""
        with self._database.transaction():
            order = [each.record.id for each in self.of(situation) if each.record.id != record.id]
            order.insert(place, record.id)
            self._number(order)

    def attach(self, record: Record, content: Content) -> None:
        """Keep the file of an exhibit, in place of the former one."""
        with self._database.transaction():
            self._keep(record.id, content)
            self._records.journal.note(Act.PIECE_PRISE, record.id)

    def detach(self, record: Record) -> Content:
        """Take the file away; what is returned can be attached again."""
        with self._database.transaction():
            content = self.content(record)
            self._database.execute("DELETE FROM piece_fichier WHERE piece = ?", (record.id,))
            self._records.journal.note(Act.PIECE_RETIREE, record.id)
        return content

    def content(self, record: Record) -> Content:
        """The file of an exhibit; ``KeyError`` when it has none."""
        for data, pages, silent in self._database.rows(
            "SELECT contenu, pages, muettes FROM piece_fichier WHERE piece = ?", (record.id,)
        ):
            return Content(data, pages, silent)
        raise KeyError(record.id)

    def looked_at(self, record: Record) -> Content:
        """The same, to be shown to somebody: the journal says so."""
        with self._database.transaction():
            self._records.journal.note(Act.PIECE_VUE, record.id)
            return self.content(record)

    def remove(self, situation: Record, record: Record) -> RemovedExhibit:
        """Take an exhibit back with its file; ``put_back`` undoes it."""
        with self._database.transaction():
            (found,) = (each for each in self.of(situation) if each.record.id == record.id)
            content = self.content(record) if found.has_file else None
            return RemovedExhibit(self._records.remove(found.record), content, found.number - 1)

    def put_back(self, situation: Record, gone: RemovedExhibit, answers: Answers) -> Record:
        """Undo a removal: the same exhibit, at its place, with its file and these answers."""
        with self._database.transaction():
            back = self._records.put_back(gone.removed, answers)
            if gone.content is not None:
                self._keep(back.id, gone.content)
            self.place(situation, back, gone.place)
        return back

    def _keep(self, record_id: str, content: Content) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO piece_fichier (piece, le, auteur, pages, muettes, contenu, empreinte)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record_id,
                moment.now(self._clock).isoformat(),
                self._author,
                content.pages,
                content.silent,
                content.data,
                hashlib.sha256(content.data).hexdigest(),
            ),
        )

    def _number(self, order: Sequence[str]) -> None:
        for rank, record_id in enumerate(order, start=1):
            self._database.execute("UPDATE piece SET rang = ? WHERE id = ?", (rank, record_id))
