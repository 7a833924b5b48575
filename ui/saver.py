"""Autosave: what is typed is durable a moment later, and always before the page is left."""

from PySide6.QtCore import QObject, QTimer, Signal

from models.casework import Record
from ui.form_view import FormView
from ui.page import Desk

PAUSE = 400
"""Milliseconds after the last change."""


class Saver(QObject):
    """Fills a form from its record as it is now, then saves it after each change."""

    saved = Signal()

    def __init__(self, desk: Desk, record: Record, view: FormView) -> None:
        super().__init__(view)
        unsaved = self._unsaved = desk.unsaved
        self._view = view
        self.record = desk.vault.records.get(record.noun, record.id)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._save)
        view.show_answers(unsaved.answers(self.record))
        view.show_unread(unsaved.words(self.record))
        view.edited.connect(self._timer.start)
        unsaved.saved.connect(self._take)

    def flush(self) -> None:
        """The form is being left: save now, if anything changed."""
        self._view.settle()
        self._save()

    def _save(self) -> None:
        self._timer.stop()
        self._unsaved.keep_words(self.record, self._view.unread())
        self._unsaved.write(self.record, self._view.answers())

    def _take(self, written: Record) -> None:
        if written.id == self.record.id:
            self.record = written
            self.saved.emit()
