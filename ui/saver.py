"""Autosave: what is typed is durable a moment later, and always before the page is left."""

from PySide6.QtCore import QObject, QTimer, Signal

from models.casework import Record
from models.failure import Failure
from storage.records import Records
from ui.form_view import FormView
from ui.notices import Notices

PAUSE, RETRY = 400, 5_000
"""Milliseconds after the last change, and after a save that failed."""


class Saver(QObject):
    """Saves one record from its form, after each change."""

    saved = Signal()

    def __init__(self, records: Records, record: Record, view: FormView, notices: Notices) -> None:
        super().__init__(view)
        self._records, self._view, self._notices = records, view, notices
        self.record = record
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        view.show_answers(record.answers)
        view.edited.connect(lambda: self._timer.start(PAUSE))

    def flush(self) -> None:
        """Save now, if anything changed; a failure is told and tried again."""
        self._timer.stop()
        answers = self._view.answers()
        if answers == self.record.answers:
            return
        try:
            self.record = self._records.save(self.record, answers)
        except Failure as failure:
            self._notices.fail(str(failure))
            self._timer.start(RETRY)
            return
        self._notices.saved.emit(self.record.changed_at)
        self.saved.emit()
