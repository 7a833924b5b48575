"""Texts one below the other, each with what it stands for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = tuple[str, str]
"""What is read, and what it stands for; a row that stands for nothing cannot be chosen."""

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()


class ListModel(QAbstractListModel):
    """Rows that are replaced all together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def target(self, index: Index) -> str:
        """What a row stands for; nothing when the index is of no row."""
        return self._rows[index.row()][1] if index.isValid() else ""

    def position(self, target: str | None) -> int:
        """The row that stands for this; -1 when none does."""
        targets = [each for _, each in self._rows]
        return targets.index(target) if target in targets else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][0]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.target(index):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
