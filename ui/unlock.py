"""The first screen: open a vault, or make one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from models.failure import Failure
from storage import vault
from storage.vault import Opening, Vault
from ui.jobs import Jobs
from ui.labels import label
from ui.preferences import Preferences
from ui.scroll import Scroll
from ui.unlock_cards import CreateCard, OpenCard

Clock = Callable[[], datetime]

WIDTH_IN_CHARACTERS = 84


class Unlock(QWidget):
    """Emits ``opened`` with the open vault."""

    opened = Signal(object)

    def __init__(self, folder: Path | None, preferences: Preferences, clock: Clock, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page.deverrouillage")
        self.setAccessibleName("Ouverture du coffre")
        self._preferences, self._clock, self._jobs = preferences, clock, jobs
        self._open, self._create = OpenCard(), CreateCard()
        self._awaited = False
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Vérification en cours")
        self._busy.hide()
        self._problem = label("", "problem", "deverrouillage.probleme")
        self._problem.hide()
        self._lay_out()
        self._open.submitted.connect(self._unlock)
        self._open.wants_new.connect(lambda: self._show(self._create))
        self._create.submitted.connect(self._make)
        self._create.wants_old.connect(lambda: self._show(self._open))
        known = folder or preferences.vault
        self._open.set_folder(known)
        self._show(self._open if known is not None else self._create)

    def focus_first(self) -> None:
        (self._create if self._open.isHidden() else self._open).focus_first()

    def tell(self, sentence: str) -> None:
        """Say what went wrong, under the fields."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def give_up(self) -> None:
        """The window closes: what is being verified opens nothing."""
        self._awaited = False

    def _show(self, card: OpenCard | CreateCard) -> None:
        self.tell("")
        for each in (self._open, self._create):
            each.setVisible(each is card)
        card.focus_first()

    def _unlock(self, folder: Path, user: str, passphrase: str) -> None:
        self._run(lambda: vault.unlock(folder.absolute(), passphrase, user or None))

    def _make(self, folder: Path, user: str, passphrase: str) -> None:
        clock = self._clock
        self._run(lambda: vault.prepare(folder.absolute(), user, passphrase, clock))

    def _run(self, work: Callable[[], Opening]) -> None:
        self._wait(True)
        self._awaited = True
        self._jobs.start(self, work, self._enter, self._refused)

    def _enter(self, opening: Opening) -> None:
        if not self._awaited:
            self._wait(False)
            return
        try:
            opened: Vault = vault.open_database(opening, self._clock)
        except Failure as failure:
            self._refused(failure)
            return
        self._wait(False)
        self._open.forget()
        self._create.forget()
        self._preferences.remember(opening.folder)
        self._open.set_folder(opening.folder)
        self._show(self._open)
        self.opened.emit(opened)

    def _refused(self, failure: Failure) -> None:
        self._wait(False)
        self.tell(str(failure))
        self.focus_first()

    def _wait(self, waiting: bool) -> None:
        self.tell("")
        self._busy.setVisible(waiting)
        for card in (self._open, self._create):
            card.setEnabled(not waiting)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_IN_CHARACTERS * self.fontMetrics().averageCharWidth())
        inner = QVBoxLayout(middle)
        inner.addStretch(1)
        for widget in (label("Permanence", "title"), self._open, self._create, self._problem, self._busy):
            inner.addWidget(widget)
        inner.addStretch(2)
        area = Scroll(fill=True)
        page = QWidget()
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area.add(page)
        column.addWidget(area)
