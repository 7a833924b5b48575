"""A transaction done on the window's thread by slices, between which the screen lives on."""

import time
from collections.abc import Callable, Generator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from models.failure import Failure

T = TypeVar("T")

SLICE = 0.03
"""Seconds of work between two looks at the screen."""


class Slices(QObject):
    """One at a time: steps that tell how far they are, then what they return."""

    def __init__(self, tell: Callable[[int], object], ended: Callable[[], object], parent: QObject) -> None:
        """``tell`` is called with how far it is; ``ended`` once nothing is under way any more."""
        super().__init__(parent)
        self._tell, self._ended = tell, ended
        self.steps: Generator[int, None, object] | None = None
        self._done: Callable[[object], None] = lambda _result: None
        self._failed: Callable[[Failure], object] = lambda _failure: None
        self.turn = QTimer(self)
        self.turn.timeout.connect(self._advance)

    @property
    def are_running(self) -> bool:
        return self.steps is not None

    def run(
        self, steps: Generator[int, None, T], done: Callable[[T], None], failed: Callable[[Failure], object]
    ) -> None:
        """Do them all; ``done`` with what they return, or ``failed``."""

        def take(result: object) -> None:
            done(result)  # pyright: ignore[reportArgumentType] - what the steps return

        self.steps, self._done, self._failed = steps, take, failed
        self.turn.start(0)

    def give_up(self) -> bool:
        """Close them, which takes back what they did: whether there were any."""
        if self.steps is None:
            return False
        self.steps.close()
        self._end()
        return True

    def _advance(self) -> None:
        if self.steps is None:
            return
        until = time.monotonic() + SLICE
        try:
            while time.monotonic() < until:
                self._tell(next(self.steps))
        except StopIteration as end:
            self._end()
            self._done(end.value)
        except Failure as failure:
            self._end()
            self._failed(failure)

    def _end(self) -> None:
        self.turn.stop()
        self.steps = None
        self._ended()
