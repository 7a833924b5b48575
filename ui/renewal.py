"""A change of the vault's key: what is asked, and how far it is."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from ui.buttons import button
from ui.labels import label
from ui.side_by_side import side_by_side


@dataclass(frozen=True, repr=False)
class Renewal:
    """By ``user``, with her ``passphrase``; ``without`` and ``present`` as in ``storage.rekey``."""

    folder: Path
    user: str
    passphrase: str
    without: frozenset[str] = frozenset()
    present: Mapping[str, str] = field(default_factory=dict[str, str])


class Renewing(QFrame):
    """The progress of one, and a way to stop it before it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._most = 0, 0
        self._given_up = threading.Event()
        self.is_running = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Changement de la clef")
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._show_far)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Le coffre est recopié sous une nouvelle clef, puis vérifié…", "body"))
        column.addWidget(self._bar)
        column.addWidget(side_by_side(button("&Arrêter", "renouvellement.arreter", self.stop)))
        self.hide()

    def start(self) -> threading.Event:
        """What is set when it is to stop."""
        self._given_up = threading.Event()
        self._done, self._most, self.is_running = 0, 0, True
        self._timer.start()
        self._show_far()
        return self._given_up

    def advance(self, done: int, most: int) -> None:
        """Called on the thread that works."""
        self._done, self._most = done, most

    def stop(self) -> None:
        self._given_up.set()

    def end(self) -> None:
        self.is_running = False
        self._timer.stop()

    def _show_far(self) -> None:
        self._bar.setRange(0, 100 if self._most else 0)
        self._bar.setValue(100 * self._done // self._most if self._most else 0)
