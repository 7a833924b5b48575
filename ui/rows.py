"""Short lists on the screen whose rows open something."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.list_model import ListModel, Row


class Rows(QListView):
    """``opened`` carries what a row opens, once it is clicked or Enter is pressed on it."""

    opened = Signal(str)
    up = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._rows = ListModel(self)
        self.setModel(self._rows)
        self.clicked.connect(self._open)

    def fill(self, rows: Sequence[Row], empty: str = "") -> None:
        """``empty`` is read when there is no row."""
        self._rows.show_rows(rows or ([(empty, "")] if empty else []))

    def open_first(self) -> None:
        if self._rows.rowCount():
            self._open(self._rows.index(0, 0))

    def enter(self, row: int = 0) -> None:
        """Take the keyboard to a row."""
        self.setFocus()
        self.setCurrentIndex(self._rows.index(row, 0))

    def fit(self, most: int) -> None:
        """Be as high as the rows, up to ``most`` of them."""
        count = min(self._rows.rowCount(), most)
        heights = sum(self.sizeHintForRow(row) for row in range(count))
        self.setFixedHeight(heights + 2 * self.frameWidth() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if target := self._rows.target(index):
            self.opened.emit(target)
