"""What the window tells without interrupting: when things were saved, what could not be done, how to undo."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHOWN_FOR = 15_000
"""Milliseconds; a failure stays until it is read."""


class Notices(QFrame):
    """One sentence at a time, with at most one action.

    ``saved`` carries the moment of the last durable save.
    """

    saved = Signal(datetime)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("avis")
        self._sentence = QLabel()
        self._sentence.setObjectName("avis.phrase")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.setObjectName("avis.action")
        self._action.clicked.connect(self._act)
        self._close = QPushButton("Fermer")
        self._close.setObjectName("avis.fermer")
        self._close.clicked.connect(self.hide)
        self._effect: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being told, empty when nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def tell(self, sentence: str, action: str = "", effect: Callable[[], None] | None = None) -> None:
        """Say something good or neutral; ``effect`` is what the button labelled ``action`` does."""
        self._show("info", sentence, action, effect)
        self._timer.start(_SHOWN_FOR)

    def fail(self, sentence: str) -> None:
        """Say what could not be done, and what to do about it."""
        self._timer.stop()
        self._show("failure", sentence, "", None)

    def _show(self, kind: str, sentence: str, action: str, effect: Callable[[], None] | None) -> None:
        self.setProperty("kind", kind)
        self.style().polish(self)
        self._sentence.setText(sentence)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._effect = effect
        self.show()

    def _act(self) -> None:
        effect, self._effect = self._effect, None
        self.hide()
        if effect is not None:
            effect()
