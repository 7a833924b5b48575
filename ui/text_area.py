"""A narrative."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui import keys

SMALLEST, TALLEST = 3, 24
"""Lines; longer texts scroll."""

_LINE_BREAK = "\u2028"
"""What Qt keeps for Shift+Enter."""


class TextArea(QPlainTextEdit):
    """It grows with its text, and Tab goes to the next field."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._least = min(lines, SMALLEST)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def value(self) -> str | None:
        """The text as it is on the screen, unbreakable spaces included."""
        block, lines = self.document().firstBlock(), list[str]()
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines).replace(_LINE_BREAK, "\n").strip() or None

    def set_value(self, text: str | None) -> None:
        self.setPlainText(text or "")

    def event(self, e: QEvent) -> bool:
        own = self.document()
        if keys.wanted_by_window(e, undoes=own.isUndoAvailable(), redoes=own.isRedoAvailable()):
            e.ignore()
            return False
        return super().event(e)

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 8
        height = self._lines_shown() * self.fontMetrics().lineSpacing() + margins
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _lines_shown(self) -> int:
        layout, block, lines = self.document().documentLayout(), self.document().firstBlock(), 0
        while block.isValid() and lines < TALLEST:
            layout.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return min(max(self._least, lines), TALLEST)
