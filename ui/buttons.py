"""Actions: a button says what it does, and its tooltip by which key."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.icons import icon

Kind = Literal["plain", "primary", "link", "rail", "tab", "fold"]


def button(
    text: str,
    name: str,
    act: Callable[[], object] | None = None,
    *,
    kind: Kind = "plain",
    sign: str = "",
    keys: str = "",
    destroys: bool = False,
) -> QPushButton:
    """``&`` in the text marks the letter that, with Alt, presses the button; Enter presses it
    too, unless it ``destroys``.
    """
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setAutoDefault(not destroys)
    if sign:
        made.setIcon(icon(sign))
    made.setToolTip(keys or made.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def literal(text: str) -> str:
    """A text in which ``&`` is only itself."""
    return text.replace("&", "&&")


class ElidedButton(QPushButton):
    """A button no wider than its place: what does not fit is said by its tooltip and its accessible name.

    ``brief`` is what it shows of its text, all of it otherwise.
    """

    def __init__(
        self,
        text: str,
        name: str,
        act: Callable[[], object],
        kind: Kind = "link",
        keys: str = "",
        brief: str = "",
    ) -> None:
        super().__init__()
        self._whole, self._brief, self._keys = text, brief or text, keys
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: act())

    def entitle(self, text: str) -> None:
        """Say something else."""
        self._whole = self._brief = text
        self.setAccessibleName(text)
        self._fit()

    def explain(self, keys: str) -> None:
        """What the tooltip says besides what does not fit."""
        self._keys = keys
        self._fit()

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._fit()

    def _fit(self) -> None:
        sign = 0 if self.icon().isNull() else self.iconSize().width() + 8
        room = self.width() - 12 - sign
        shown = self.fontMetrics().elidedText(self._brief, Qt.TextElideMode.ElideRight, room)
        self.setText(literal(shown))
        self.setToolTip(" — ".join(filter(None, (self._whole if shown != self._whole else "", self._keys))))
