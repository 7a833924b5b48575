"""A folder, typed or chosen."""

from contextlib import suppress
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
        if not text:
            return None
        with suppress(RuntimeError):  # « ~ » before a name that nobody has here
            return Path(text).expanduser()
        return Path(text)

    def set_folder(self, folder: Path | None) -> None:
        self._line.setText("" if folder is None else str(folder))
        self.changed.emit()

    def _browse(self) -> None:
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._question, start)
        if chosen:
            folder = Path(chosen)
            occupied = self._new and _holds_something(folder)
            self.set_folder(folder / NEW_FOLDER if occupied else folder)


def _holds_something(folder: Path) -> bool:
    """A folder that cannot be read is said to, so that its own trouble is told later."""
    try:
        return any(folder.iterdir())
    except OSError:
        return True
