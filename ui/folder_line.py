"""A folder, typed or chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.buttons import button
from ui.lines import Line

NEW_FOLDER = "Permanence"


class FolderLine(QWidget):
    """``new`` proposes a folder inside the one that is chosen, when it holds something already."""

    changed = Signal()

    def __init__(self, name: str, question: str, *, new: bool = False) -> None:
        super().__init__()
        self._question, self._new = question, new
        self._line = Line()
        self._line.setObjectName(name)
        self._line.setAccessibleName(question)
        self._line.editingFinished.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(button("&Parcourir…", f"{name}.parcourir", self._browse))
        self.setFocusProxy(self._line)

    @property
    def folder(self) -> Path | None:
        text = self._line.text().strip()
        return Path(text).expanduser() if text else None

    def set_folder(self, folder: Path | None) -> None:
        self._line.setText("" if folder is None else str(folder))
        self.changed.emit()

    def _browse(self) -> None:
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._question, start)
        if chosen:
            folder = Path(chosen)
            occupied = self._new and any(folder.iterdir())
            self.set_folder(folder / NEW_FOLDER if occupied else folder)
