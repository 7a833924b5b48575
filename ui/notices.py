"""What the window tells without interrupting: when things were saved, what could not be done, how to undo."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.failure import Failure
from ui.buttons import button
from ui.labels import label
from ui.problem import NO_LONGER, WHY

_SHOWN_FOR = 15_000
"""Milliseconds; a failure stays until it is read."""


class Notices(QFrame):
    """One sentence at a time, with what can be done about it; read aloud by screen readers.

    ``saved`` carries the moment of the last durable save.
    """

    saved = Signal(datetime)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("avis")
        self._sentence = label("", "body", "avis.phrase")
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = button("", "avis.action", lambda: self._act(self._effect))
        self._close = button("Fermer", "avis.fermer", self.hide)
        self._effect: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._sentence, 1)
        self._choices = QHBoxLayout()
        row.addLayout(self._choices)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being told, empty when nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def tell(
        self,
        sentence: str,
        action: str = "",
        effect: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        """Say something good or neutral; ``effect`` is what the button labelled ``action`` does.

        A ``lasting`` sentence stays until it is closed.
        """
        self._timer.stop()
        self._show("info", sentence, action, effect)
        if not lasting:
            self._timer.start()

    def ask(
        self,
        sentence: str,
        choices: Mapping[str, Callable[[], object]],
        action: str,
        effect: Callable[[], None],
    ) -> None:
        """The same, which stays until one of the ``choices`` is made: they take the place of closing it."""
        self.tell(sentence, action, effect, lasting=True)
        self._close.hide()
        for words, choose in choices.items():
            self._choices.addWidget(button(words, "avis.choix", lambda choose=choose: self._act(choose)))

    def fail(self, sentence: str, why: str = "") -> None:
        """Say what could not be done, and what to do about it; ``why`` only once it is asked for."""
        self._timer.stop()
        if self.sentence == sentence:
            return
        if why:
            self._show("failure", sentence, WHY, lambda: self._show_why(why))
        else:
            self._show("failure", sentence, "", None)

    def _show_why(self, why: str) -> None:
        """Until it is closed, or another page is shown."""
        self._show("failure", why, NO_LONGER, lambda: None)

    @contextmanager
    def telling(self) -> Generator[None]:
        """Do something that may fail: its failure is told here, and what follows in the block is not done."""
        try:
            yield
        except Failure as failure:
            self.fail(str(failure), failure.why)

    def turn_page(self) -> None:
        """Another page is shown: what could be undone on the former one no longer can."""
        if self._effect is not None:
            self.hide()
            self._effect = None

    def _show(self, kind: str, sentence: str, action: str, effect: Callable[[], None] | None) -> None:
        self.setProperty("kind", kind)
        self.style().polish(self)
        self._sentence.setText(sentence)
        while (item := self._choices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._close.show()
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._effect = effect
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _act(self, effect: Callable[[], object] | None) -> None:
        self._effect = None
        self.hide()
        if effect is not None:
            effect()
