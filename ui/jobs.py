"""Long work on one background thread, as a function of plain data that touches no widget."""

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from models.failure import Failure

T = TypeVar("T")

_LOOK_MILLISECONDS = 15


class Jobs(QObject):
    """Runs one job after the other; results come back on the thread of the window.

    The background thread knows nothing of Qt: it is asked, from time to time, whether it has ended.
    It never holds the last reference to what a job was given, and does not collect what is
    unreachable either, since a widget may only be deleted on the thread of the window.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._begun: list[_Job] = []
        self._clock = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._clock.timeout.connect(self._look)

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
        gc.disable()
        job = _Job(owner, work, done, failed)
        self._begun.append(job)
        job.future = self._thread.submit(job.run)
        self._clock.start()

    def wait(self) -> None:
        """Wait for what is running, before the program ends."""
        wait([each.future for each in self._begun if each.future])
        gc.enable()

    def _look(self) -> None:
        while self._begun and self._begun[0].has_ended():
            self._begun.pop(0).tell()
        if not self._begun:
            self._clock.stop()
            gc.enable()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)


class _Job:
    """What is to be done, and who is told of it; only ``run`` belongs to the background thread."""

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
    ) -> None:
        self._owner, self._work, self._done, self._failed = owner, work, done, failed
        self._result: Any = None
        self._raised: BaseException | None = None
        self.future: Future[None] | None = None

    def run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as raised:
            self._raised = raised

    def has_ended(self) -> bool:
        return self.future is not None and self.future.done()

    def tell(self) -> None:
        """Say to the owner what came of it, and let go of everything, here and not on the other thread."""
        owner, done, failed, result, raised = (
            self._owner,
            self._done,
            self._failed,
            self._result,
            self._raised,
        )
        del self._owner, self._work, self._done, self._failed, self._result, self._raised
        if raised is None:
            if isValid(owner):
                done(result)
        elif not isinstance(raised, Failure):
            raise raised
        elif isValid(owner):
            failed(raised)
