"""Nobody at the keyboard: told half a minute before it is too long, then that it is."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARNED = 30
"""Seconds between the warning and the end."""

_TICK = 1_000

_SIGNS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
)


def elapsed() -> float:
    """Seconds that go on while the machine sleeps, and that no change of the clock moves."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Idle(QObject):
    """Watches the keyboard and the mouse in every window of the program that ever had the keyboard,
    dialogs included: in the windows, not in their thousand controls.

    ``counting`` carries the seconds that are left, and 0 when somebody is back; ``over`` is the end.
    """

    counting = Signal(int)
    over = Signal()

    def __init__(self, parent: QObject, minutes: Callable[[], int]) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._last, self._warning = elapsed(), False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """The vault is open."""
        self._last = elapsed()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._back()

    def look(self) -> None:
        """How long nobody was there; each second."""
        left = self._minutes() * 60 - (elapsed() - self._last)
        if left <= 0:
            self.stop()
            self.over.emit()
        elif left <= WARNED:
            self._warning = True
            self.counting.emit(max(1, round(left)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched  # whichever window it is
        if event.type() in _SIGNS:
            self._last = elapsed()
            self._back()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _back(self) -> None:
        if self._warning:
            self._warning = False
            self.counting.emit(0)
