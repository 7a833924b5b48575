"""Autosave: what is typed is durable a moment later, and always before the page is left."""

from PySide6.QtCore import QObject, QTimer, Signal

from models.casework import Record
from models.fields import AnyField
from ui.form_view import FormView
from ui.page import Desk

PAUSE, LATEST = 400, 1_000
"""Milliseconds after the last change, and after the first one that is not saved yet."""


class Saver(QObject):
    """Fills a form from its record as it is now, then saves it after each change.

    ``shown_again`` tells that a change undone filled it anew.
    """

    saved = Signal()
    shown_again = Signal()

    def __init__(self, desk: Desk, record: Record, view: FormView) -> None:
        super().__init__(view)
        unsaved = self._unsaved = desk.unsaved
        self._view = view
        self.record = desk.vault.records.get(record.noun, record.id)
        self._pause, self._latest = (self._timer(milliseconds) for milliseconds in (PAUSE, LATEST))
        view.show_answers(unsaved.answers(self.record))
        view.show_unread(unsaved.words(self.record))
        view.edited.connect(self._wait)
        unsaved.saved.connect(self._take)
        desk.undo.restored.connect(self._show_again)

    def flush(self) -> None:
        """The form is being left: save now, if anything changed."""
        self._view.settle()
        self._save()

    def rest(self) -> None:
        """The vault is closing: what is written later concerns another page."""
        self._unsaved.saved.disconnect(self._take)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._save)
        return timer

    def _wait(self) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _save(self) -> None:
        self._pause.stop()
        self._latest.stop()
        self._unsaved.keep_words(self.record, self._view.unread())
        self._unsaved.write(self.record, self._view.answers())

    def _take(self, written: Record) -> None:
        if written.id == self.record.id:
            self.record = written
            self.saved.emit()

    def _show_again(self, restored: Record, field: AnyField) -> None:
        """Show what was undone, where it was."""
        if restored.id == self.record.id:
            self._view.show_answers(restored.answers)
            self._view.show_unread(self._unsaved.words(restored))
            self._view.focus_on(field)
            self.shown_again.emit()
