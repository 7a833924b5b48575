"""Between an opening and the work: passphrases to hand over, one's own to choose, the sheet to print."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from models.failure import Failure
from models.journal import Act
from storage.vault import Vault
from ui.jobs import Jobs
from ui.recovery_cards import ChooseCard, HandOverCard
from ui.sheet_card import SheetCard


class Entering(QObject):
    """Holds an open vault that nobody works in yet.

    ``shows`` carries the card to be seen, and ``shown`` says that there is one; ``ready`` carries the vault
    once nothing is left to see.
    """

    shows = Signal(object)
    shown = Signal()
    waits = Signal(bool)
    refused = Signal(object)
    ready = Signal(object)

    def __init__(self, clock: Callable[[], datetime], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._jobs = clock, jobs
        self.vault: Vault | None = None
        self._steps: list[Callable[[], object]] = []
        self.hand_over, self.choose, self.sheet = HandOverCard(), ChooseCard(), SheetCard()
        self.hand_over.finished.connect(self._go_on)
        self.choose.submitted.connect(self._choose)
        self.sheet.finished.connect(self._go_on)

    def begin(self, opened: Vault, handed: Mapping[str, str], sheet: str) -> None:
        """``handed`` are passphrases by name; ``sheet`` is the title of the sheet, empty for none."""
        self.vault = opened
        self._steps = []
        if handed:
            self.hand_over.begin(handed)
            self._steps.append(lambda: self.shows.emit(self.hand_over))
        if opened.users.me.provisional:
            self._steps.append(lambda: self.shows.emit(self.choose))
        if sheet:
            self.sheet.begin(opened, lambda: self._clock().date(), sheet)
            self._steps.append(lambda: self.shows.emit(self.sheet))
        self._go_on()

    def abandon(self) -> bool:
        """Close the vault, if there is one that nobody works in yet: whether there was."""
        opened, self.vault = self.vault, None
        if opened is None:
            return False
        with suppress(Failure, OSError):
            opened.close()
        return True

    def _go_on(self) -> None:
        if self.vault is None:
            return
        if self._steps:
            self._steps.pop(0)()
            self.shown.emit()
            return
        opened, self.vault = self.vault, None
        self._jobs.start(self, opened.strengthen, lambda _: None, lambda _: None)
        self.ready.emit(opened)

    def _choose(self, passphrase: str) -> None:
        opened = self.vault
        if opened is None:
            return
        self.waits.emit(True)
        self._jobs.start(
            self,
            lambda: opened.users.choose_passphrase(passphrase),
            lambda _: self._chosen(),
            self.refused.emit,
        )

    def _chosen(self) -> None:
        self.waits.emit(False)
        if self.vault is not None:
            self.vault.journal.note(Act.PHRASE_CHANGEE)
            self._go_on()
