"""The line in which one searches: Enter opens the first of what is found, Down goes into the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from ui.lines import Line
from ui.rows import Rows


class SearchLine(Line):
    """``down`` is for the list of what is found."""

    down = Signal()

    def __init__(self, name: str, title: str, placeholder: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setAccessibleName("Effacer la recherche")

    def search_in(self, rows: Rows) -> None:
        """Go to this list, and come back from its top."""
        self.returnPressed.connect(rows.open_first)
        self.down.connect(lambda: rows.enter() if rows.isVisible() else None)
        rows.up.connect(self.take_focus)

    def take_focus(self) -> None:
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(arg__1)
