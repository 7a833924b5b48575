"""Long work on one background thread, as a function of plain data that touches no widget."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from models.failure import Failure

T = TypeVar("T")


class Jobs(QObject):
    """Runs one job after the other; results come back on the thread of the window."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._deliver)

    def start(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Run ``work``; then ``done`` with its result, or ``failed`` when it raised a ``Failure``.

        Nobody is told when ``owner`` is no more. Any other exception is raised again on the
        thread of the window.
        """

        def tell(how: Callable[[], None]) -> Callable[[], None]:
            return lambda: how() if isValid(owner) else None

        def emit(how: Callable[[], None]) -> None:
            if isValid(self):
                cast("Any", self._ended).emit(tell(how))

        self._pool.start(_Run(work, done, failed, emit))

    def wait(self) -> None:
        """Wait for what is running, before the program ends."""
        self._pool.waitForDone()

    def _deliver(self, deliver: Callable[[], None]) -> None:
        deliver()


class _Run(QRunnable):
    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        emit: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed, self._emit = work, done, failed, emit

    def run(self) -> None:
        try:
            result = self._work()
        except Failure as failure:
            caught = failure
            self._emit(lambda: self._failed(caught))
        except BaseException as error:
            raised = error
            self._emit(lambda: _raise(raised))
        else:
            self._emit(lambda: self._done(result))


def _raise(error: BaseException) -> None:
    raise error
