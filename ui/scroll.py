"""A page taller than the window."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_MARGIN = 48
"""Pixels left in sight around what is revealed: a label above, a sentence below."""


class Scroll(QScrollArea):
    """Blocks one below the other; sideways it scrolls only when the text is very large.

    Blocks are best made with ``holder`` as their parent: a block that is filled before it has
    a parent is dressed again, whole, each time that it is given one.
    """

    def __init__(self, parent: QWidget | None = None, *, fill: bool = False) -> None:
        """Unless they are to ``fill`` the area, the blocks stay at its top."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder = QWidget(self)
        self.holder.setObjectName("defilement")
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._fill = fill
        if not fill:
            self._column.addStretch()
        self.setWidget(self.holder)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        """Words may need another number of lines: the height is asked again once they are laid out."""
        super().resizeEvent(arg__1)
        QTimer.singleShot(0, self.holder, self.holder.updateGeometry)

    def add(self, block: QWidget) -> None:
        self._column.insertWidget(self._column.count() - (not self._fill), block)


def reveal(widget: QWidget) -> None:
    """Bring a widget into sight, once the page has taken its new shape."""

    def scroll() -> None:
        area = _area_around(widget)
        if area is not None:
            area.ensureWidgetVisible(widget, 0, min(_MARGIN, area.viewport().height() // 4))

    QTimer.singleShot(0, widget, scroll)


def to_top(widget: QWidget) -> None:
    """Bring a widget to the top of what is seen, once the page has taken its new shape."""

    def scroll() -> None:
        area = _area_around(widget)
        if area is not None:
            area.verticalScrollBar().setValue(widget.mapTo(area.holder, QPoint(0, 0)).y())

    QTimer.singleShot(0, widget, scroll)


def focus(widget: QWidget) -> None:
    """Give a widget the keyboard, in sight."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    reveal(widget)


def _area_around(widget: QWidget) -> Scroll | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Scroll):
        above = above.parentWidget()
    return above
