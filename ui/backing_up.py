"""A backup being made from the window: the copy, its verification and its file on another thread."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from models.failure import Failure
from storage import backups
from storage.backups import Made
from storage.vault import Vault
from ui import safeguards
from ui.jobs import Jobs

_LOOK = 100
"""Milliseconds between two looks at how far it is."""


class BackingUp(QObject):
    """One at a time. Emits ``advanced`` with what is done, of a thousand; ``ended`` in any case, last."""

    advanced = Signal(int)
    ended = Signal()

    def __init__(self, vault: Vault, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._vault, self._jobs = vault, jobs
        self._stopped = threading.Event()
        self._done = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(lambda: self.advanced.emit(self._done))

    @property
    def is_running(self) -> bool:
        return self._look.isActive()

    def start(
        self, folder: Path, made: Callable[[Made], object], failed: Callable[[Failure], object]
    ) -> None:
        """Back up in a folder; then ``made``, the register having it, or ``failed``."""
        if self.is_running:
            failed(Failure("Une sauvegarde est déjà en cours. Attendez sa fin, puis recommencez."))
            return
        try:
            if folder != self._vault.backups.folder:
                safeguards.check_place(self._vault.folder, folder)
        except Failure as failure:
            failed(failure)
            self.ended.emit()
            return
        stopped, self._done, made_by = threading.Event(), 0, self._vault.backups
        self._stopped = stopped
        self._look.start()
        self._jobs.start(
            self,
            lambda: backups.seal(
                made_by.snapshot(folder, stopped.is_set), folder, self._progress, stopped.is_set
            ),
            lambda result: self._end(lambda: self._note(result, made, failed)),
            lambda failure: self._end(lambda: failed(failure)),
        )

    def stop(self) -> None:
        """Give it up: nothing is left of it."""
        self._stopped.set()
        if self.is_running:
            self._vault.backups.give_up()

    def _progress(self, done: int, most: int) -> None:
        self._done = 1000 * done // max(1, most)

    def _note(
        self, result: Made, made: Callable[[Made], object], failed: Callable[[Failure], object]
    ) -> None:
        try:
            self._vault.backups.note(result)
        except Failure as failure:
            failed(failure)
        else:
            made(result)

    def _end(self, tell: Callable[[], object]) -> None:
        self._look.stop()
        tell()
        self.ended.emit()
