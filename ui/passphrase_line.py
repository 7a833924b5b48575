"""A passphrase, hidden unless asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.icons import icon


class PassphraseLine(QLineEdit):
    """``caps`` tells whether Caps Lock seems to be on."""

    caps = Signal(bool)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = self.addAction(icon("oeil"), QLineEdit.ActionPosition.TrailingPosition)
        self._show.setCheckable(True)
        self._show.setText("Afficher ou masquer la phrase de passe")
        self._show.toggled.connect(self._reveal)

    def forget(self) -> None:
        self.clear()
        self._show.setChecked(False)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        typed = arg__1.text()
        if typed.isalpha():
            shifted = bool(arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(arg__1)

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
