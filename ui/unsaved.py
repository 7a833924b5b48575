"""What was typed and is not in the vault: answers that could not be written, words not understood.

It outlives the pages, so that nothing typed is lost when a disk is full or when a date is left
unfinished. Words not understood are in the vault too, though in no record; answers that the disk
refuses stay in memory.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.casework import Record
from models.failure import Failure
from models.fields import Answers
from storage.records import Records
from storage.resumption import Resumption
from ui.notices import Notices

RETRY = 5_000
"""Milliseconds after a save that failed."""


class Unsaved(QObject):
    """``saved`` carries each record once written, ``replaced`` also what it was before; ``changed``, that
    there is more or less to save.
    """

    saved = Signal(object)
    replaced = Signal(object, object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._refused: dict[str, tuple[Record, Answers]] = {}
        self._unread: dict[str, tuple[Record, Mapping[str, Any]]] = {}
        self._desk: tuple[Records, Resumption, Notices] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(RETRY)
        self._timer.timeout.connect(self.retry)

    @property
    def refuses(self) -> bool:
        """Whether answers are waiting to be written."""
        return bool(self._refused)

    @property
    def unread(self) -> tuple[Record, ...]:
        """The records where something typed is not understood."""
        return tuple(record for record, _ in self._unread.values())

    def sentence(self) -> str:
        """What is not in the vault, telling nothing of whom; empty when all is."""
        if self._refused:
            return (
                "Des réponses n’ont pas pu être enregistrées. Elles sont encore en mémoire : rouvrez le "
                "coffre sans fermer le programme, elles le seront dès que le disque le permettra."
            )
        if self._unread:
            return (
                "Une réponse n’a pas été comprise et n’a pas pu être gardée. Elle vous attend : rouvrez le "
                "coffre sans fermer le programme."
            )
        return ""

    def open(self, records: Records, resumption: Resumption, notices: Notices) -> None:
        """The vault is open: write what could not be, find again what was put away."""
        self._desk = records, resumption, notices
        self._unread = {**resumption.words(), **self._unread}
        self.retry()

    def put_away(self, resumption: Resumption) -> None:
        """Keep in the vault the words that were not understood; ``Failure`` leaves them here."""
        resumption.keep_words(self._unread)
        self._unread.clear()

    def close(self) -> None:
        self._timer.stop()
        self._desk = None

    def answers(self, record: Record) -> Answers:
        """The latest answers of a record, written or not."""
        return self._refused[record.id][1] if record.id in self._refused else record.answers

    def words(self, record: Record) -> Mapping[str, Any]:
        """What is typed in a record's form and is not understood."""
        return self._unread[record.id][1] if record.id in self._unread else {}

    def keep_words(self, record: Record, words: Mapping[str, Any]) -> None:
        """Those of a record, instead of those before; what the disk refuses is kept here."""
        if words == self.words(record):
            return
        if words:
            self._unread[record.id] = record, words
        else:
            self._unread.pop(record.id, None)
        if self._desk is not None:
            with suppress(Failure):
                self._desk[1].keep_words(self._unread)

    def forget(self, record: Record) -> None:
        """The record is no more."""
        self._unread.pop(record.id, None)
        self._settle(record)

    def forget_gone(self, records: Records) -> None:
        """Some records were erased for good."""
        for record in [record for record, _ in (*self._refused.values(), *self._unread.values())]:
            try:
                records.get(record.noun, record.id)
            except KeyError:
                self.forget(record)

    def write(self, record: Record, answers: Answers) -> Record:
        """Save the answers if they are new; the record as the vault has it.

        A failure is told and tried again.
        """
        if answers == record.answers:
            self._settle(record)
            return record
        assert self._desk is not None
        records, _, notices = self._desk
        try:
            written = records.save(record, answers)
        except Failure as failure:
            self._refused[record.id] = record, answers
            self._timer.start()
            notices.fail(str(failure))
            self.changed.emit()
            return record
        self._settle(record)
        notices.saved.emit(written.changed_at)
        self.saved.emit(written)
        self.replaced.emit(record, written)
        return written

    def retry(self) -> None:
        """Try again to write all that was refused."""
        before = bool(self._refused)
        for record, answers in tuple(self._refused.values()):
            self.write(record, answers)
        if before and not self._refused and self._desk is not None:
            self._desk[2].tell("Ce qui n’avait pas pu être enregistré l’est maintenant.")

    def _settle(self, record: Record) -> None:
        self._refused.pop(record.id, None)
        if not self._refused:
            self._timer.stop()
        self.changed.emit()
