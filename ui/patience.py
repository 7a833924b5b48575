"""The seconds before a passphrase can be tried again, counted down."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Patience(QObject):
    """Tells ``show`` how many seconds are left, each second, down to 0."""

    def __init__(self, show: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show_left, self._left = show, 0
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self._tick)

    def wait(self, seconds: int) -> None:
        self._left = seconds
        self._timer.start()
        self._show_left(seconds)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        self._show_left(max(0, self._left))
