"""The columns of a table, each with the question that it answers, which can be chosen by hand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from models.columns import COLUMNS, NOTE, Apart, Column
from ui.labels import label
from ui.search_choice import SearchChoice

_APART = {
    Apart.NOTED.key: f"Garder en note, dans « {NOTE.label} »",
    Apart.LEFT.key: "Laisser cette colonne de côté",
}
_CHOICES = {each.key: _APART.get(each.key, each.title) for each in COLUMNS}


class ColumnsBox(QWidget):
    """``chosen`` when a column was matched by hand, to this key; ``moved`` when another one is looked at."""

    chosen = Signal(int, str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[Column, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("importation.colonnes")
        self._list.setAccessibleName("Colonnes du tableau, et la question à laquelle chacune répond")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._show_choice)
        self._choice = SearchChoice(_CHOICES, _CHOICES)
        self._choice.setObjectName("importation.question")
        self._choice.setAccessibleName("Question à laquelle répond la colonne choisie")
        once_shut = Qt.ConnectionType.QueuedConnection  # or the list, still open, would keep the keyboard
        self._choice.changed.connect(self._choose, once_shut)
        asked = label("La colonne choisie répond à", "label")
        asked.setBuddy(self._choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Colonnes du tableau", "heading"))
        column.addWidget(self._list, 1)
        column.addWidget(asked)
        column.addWidget(self._choice)

    @property
    def row(self) -> int:
        """The column that is looked at, -1 when there is none."""
        return self._list.currentRow()

    def look_at(self, row: int) -> None:
        self._list.setCurrentRow(row)

    def show_columns(
        self, titles: Sequence[str], columns: Sequence[Column], unread: Mapping[int, int]
    ) -> None:
        """``unread`` is how many words of a column are not understood."""
        row = max(0, self.row) if len(columns) == self._list.count() else 0
        self._columns = tuple(columns)
        self._list.blockSignals(True)
        self._list.clear()
        for index, (title, column) in enumerate(zip(titles, columns, strict=True)):
            count = unread.get(index, 0)
            lacks = f"  ·  mots à relier : {count}" if count else ""
            self._list.addItem(f"{title}  →  {column.title}{lacks}")
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._show_choice(self.row)

    def _choose(self) -> None:
        key, row = self._choice.value(), self.row
        if key is not None and 0 <= row < len(self._columns) and key != self._columns[row].key:
            self.chosen.emit(row, key)

    def _show_choice(self, row: int) -> None:
        self._choice.set_value(self._columns[row].key if 0 <= row < len(self._columns) else None)
        self.moved.emit(row)
