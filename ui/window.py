"""The window: the lock screen, or the workspace of an open vault."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from models.failure import Failure
from storage.attempts import FREE, Attempts
from storage.vault import Vault
from ui import capture, keys, reading_order
from ui.absence import Absence
from ui.clipboard import Clipboard
from ui.countdown import Countdown
from ui.idle import Idle
from ui.jobs import Jobs
from ui.leaving import Leaving
from ui.preferences import Preferences
from ui.renewal import Renewal
from ui.unlock import Unlock
from ui.unsaved import Unsaved
from ui.workspace import TITLE, Workspace

__all__ = ["TITLE", "Clock", "Window", "Workspace"]

Clock = Callable[[], datetime]


class Window(QMainWindow):
    """Switches between the lock screen and the workspace, and knows nothing of what they do."""

    def __init__(self, folder: Path | None, preferences: Preferences, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("fenetre")
        self.setWindowTitle(TITLE)
        self.resize(1366, 768)
        self.setMinimumSize(760, 440)
        self._clock, self._preferences = clock, preferences
        self._jobs = Jobs(self)
        self._unsaved: dict[Path, Unsaved] = {}
        self._warned = self._backed_up = False
        self._stack = QStackedWidget()
        self.unlock = Unlock(folder, preferences, clock, self._jobs)
        self.unlock.opened.connect(self._enter)
        self.unlock.renewed.connect(self._offer_backups)
        self._stack.addWidget(self.unlock)
        self._leaving = Leaving()
        self._leaving.hurried.connect(self.close)
        self._stack.addWidget(self._leaving)
        self.setCentralWidget(self._stack)
        self.workspace: Workspace | None = None
        for sequence in keys.LOCK:
            shortcut = QShortcut(QKeySequence(sequence), self, self.lock)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)  # calendars and lists open or not
        self._relaunch: Callable[[Path], None] | None = None
        self._clipboard, self._absence = Clipboard(self), Absence(self)
        self._idle, self._countdown = Idle(self, lambda: preferences.idle_minutes), Countdown(self)
        self._idle.counting.connect(self._countdown.tell)
        self._idle.over.connect(self.lock)
        self.unlock.entering.shown.connect(self._idle.start)
        capture.exclude(self)
        self._absence.begun.connect(self.lock)
        self.unlock.focus_first()

    def relaunch_by(self, relaunch: Callable[[Path], None]) -> None:
        """How the program is started anew by the lock, so that nothing of a person stays in its memory."""
        self._relaunch = relaunch

    def tell(self, failure: Failure) -> None:
        """Show a failure that no page caught."""
        if self.workspace is not None:
            self.workspace.notices.fail(str(failure))
        else:
            self.unlock.tell(str(failure))

    def lock(self) -> None:
        """Save everything, close the vault, and show the lock screen: never asks, never waits.

        The program is then another one, which knows nothing; but not when something could not be saved,
        which stays in memory until the vault is open again.
        """
        folder = self.workspace.folder if self.workspace else None
        self.shut(coming_back=True)
        if folder and self._relaunch and not any(each.sentence() for each in self._unsaved.values()):
            self._relaunch(folder)

    def shut(self, *, coming_back: bool = False) -> None:
        """Save everything and close the vault; the program stays."""
        if self.workspace is None:
            self._idle.stop()
            self.unlock.give_up()
            return
        workspace, self.workspace = self.workspace, None
        self._idle.stop()
        self._clipboard.clear()
        self._put_dialogs_away()
        try:
            workspace.leave(coming_back=coming_back)
        finally:
            self._stack.setCurrentWidget(self.unlock)
            self._stack.removeWidget(workspace)
            workspace.hide()
            workspace.deleteLater()
        self._tell_unsaved()
        self.unlock.focus_first()

    def stop(self) -> str:
        """Something is wrong: save everything and close the vault; what could not be saved, in a sentence."""
        self.shut(coming_back=True)
        return next((told for each in self._unsaved.values() if (told := each.sentence())), "")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refused once when something typed would be lost, or while the last backup is made."""
        if self._backs_up_first():
            event.ignore()
            return
        self.shut()
        if self._tell_unsaved() and not self._warned:
            self._warned = True
            event.ignore()
            return
        self.unlock.give_up()
        self._jobs.wait()
        super().closeEvent(event)

    def _backs_up_first(self) -> bool:
        """Whether a backup, or what is wrong with it, is to be waited for; closed again, it is not."""
        if self.workspace is None or self._backed_up or not self.workspace.upkeep.back_up(self.close):
            return False
        self._backed_up = True
        if self.workspace.backing_up.is_running:
            self.workspace.backing_up.advanced.connect(self._leaving.progress.setValue)
            self.workspace.backing_up.ended.connect(self._show_open)
            self._stack.setCurrentWidget(self._leaving)
            self._leaving.focus_first()
        return True

    def _show_open(self) -> None:
        """Come back from the page of the last backup, which failed, or else the window is closed."""
        if self.workspace is not None:
            self._stack.setCurrentWidget(self.workspace)

    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)

    def _enter(self, vault: Vault) -> None:
        self._warned = self._backed_up = False
        unsaved = self._unsaved.setdefault(vault.folder, Unsaved())
        self.workspace = Workspace(vault, self._clock, unsaved, self._jobs, self._preferences)
        self.workspace.wants_lock(self.lock)
        self.workspace.wants_renewal.connect(self._renew, Qt.ConnectionType.QueuedConnection)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.resume()
        self._idle.start()
        self._tell_refusals(vault.failed)

    def _put_dialogs_away(self) -> None:
        """Whatever waits for an answer gets the harmless one."""
        for each in QApplication.topLevelWidgets():
            if each is self or not each.isVisible():
                continue
            if isinstance(each, QDialog):
                each.reject()
            else:
                each.hide()

    def _tell_refusals(self, failed: Attempts) -> None:
        """Passphrases that others may have tried, when they are too many for slips of the hand."""
        if self.workspace is not None and failed.last is not None and failed.failed >= FREE:
            self.workspace.notices.tell(
                f"{failed.failed} phrases incorrectes ont été essayées depuis la dernière ouverture, la "
                f"dernière le {failed.last:%d/%m/%Y à %H:%M}. Si ce n’est pas vous, changez votre phrase "
                "dans Réglages.",
                lasting=True,
            )

    def _renew(self, asked: Renewal) -> None:
        """The vault is closed, its key changed, and it opens again."""
        self.shut()
        if not self._tell_unsaved():
            self.unlock.renew(asked)

    def _offer_backups(self) -> None:
        """The key was changed: what was copied before still opens with the former one."""
        if self.workspace is not None:
            self.workspace.upkeep.offer_backups("La clef du coffre est changée.")

    def _tell_unsaved(self) -> bool:
        """Say on the lock screen that something is not saved yet, if so."""
        sentence = next((told for each in self._unsaved.values() if (told := each.sentence())), "")
        if sentence:
            self.unlock.tell(sentence)
        return bool(sentence)
