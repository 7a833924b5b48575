"""What an open vault asks for while one works in it: its journal settled, its backups made and made again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from models.backup import Place
from models.failure import Failure
from ui.page import Desk
from ui.remaking import Remaking

SETTLES_EVERY = 5_000
"""Milliseconds between two times that the journal is brought into the database file."""

LOOKS_EVERY = 30 * 60_000
"""Milliseconds between two looks at whether a backup of the day was made."""


class Upkeep(QObject):
    """``save`` saves all that is typed, before a backup."""

    def __init__(self, desk: Desk, save: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._save = desk, save
        self._remaking = Remaking(desk)
        self._timers = [
            self._every(SETTLES_EVERY, self._settle),
            self._every(LOOKS_EVERY, self.back_up_daily),
        ]

    def stop(self) -> None:
        """The vault is about to close."""
        for timer in self._timers:
            timer.stop()
        self._desk.backing_up.stop()

    def back_up(self, done: Callable[[], object]) -> bool:
        """Save all pages, make this workstation's backup, and then ``done``; false when none is due.

        What fails is told, and nothing follows.
        """
        self._save()
        backups, work = self._desk.vault.backups, self._desk.backing_up
        if work.is_running:
            work.ended.connect(done, Qt.ConnectionType.SingleShotConnection)
            return True
        with self._desk.notices.telling():
            if not backups.is_due():
                return False
            work.start(backups.folder, lambda _made: done(), self._refused)
        return True

    def back_up_daily(self) -> None:
        """A window that is never closed is backed up too."""
        last = self._desk.vault.backups.last(Place.POSTE)
        waits = last is None or last.at.date() < self._desk.today()
        if waits and not self._desk.backing_up.is_running:
            self.back_up(lambda: None)

    def offer_backups(self, done: str) -> None:
        """Make again those that the former key still opens, if there are any."""
        if self._desk.vault.backups.alive():
            self._remaking.offer(f"{done} Les sauvegardes d’avant s’ouvrent encore avec l’ancienne.")

    def _refused(self, failure: Failure) -> None:
        self._desk.notices.fail(f"La sauvegarde de ce poste n’a pas pu être faite. {failure}")

    def _settle(self) -> None:
        with self._desk.notices.telling():
            self._desk.vault.checkpoint()

    def _every(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(act)
        timer.start(milliseconds)
        return timer
