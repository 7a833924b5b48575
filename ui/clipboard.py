"""What is copied from the program leaves the clipboard half a minute later, and when it is locked."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER = 30_000
"""Milliseconds."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\1\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
}
"""Asks the programs that keep what is copied not to."""


class Clipboard(QObject):
    """Watches what this program puts there, and nothing of what others do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEARED_AFTER)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._mark)

    def clear(self) -> None:
        """Take back what this program put there, unless something else was copied since."""
        self._timer.stop()
        if self.is_ours():
            self._board.clear(QClipboard.Mode.Clipboard)
        if self._board.ownsSelection():
            self._board.clear(QClipboard.Mode.Selection)

    def is_ours(self) -> bool:
        """Whether what is there was copied from this program."""
        return self._board.ownsClipboard()

    def _mark(self) -> None:
        if not self.is_ours():
            self._timer.stop()
            return
        text = self._board.text()
        if not text:
            return
        self._timer.start()
        if next(iter(_HINTS)) not in self._board.mimeData().formats():
            marked = QMimeData()
            marked.setText(text)
            for name, value in _HINTS.items():
                marked.setData(name, value)
            self._board.setMimeData(marked)
