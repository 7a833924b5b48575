"""Work in the background: who is told, and on which thread things are let go."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.failure import Failure
from ui.jobs import Jobs


class Held:
    """Stands for a widget: where it dies is where a widget would have been deleted."""


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.wait()
    while made._begun:
        QTest.qWait(1)


def dying(told: list[bool]) -> Held:
    """What says, when it dies, whether it was on the thread of the window."""
    held = Held()
    main = threading.main_thread()
    weakref.finalize(held, lambda: told.append(threading.current_thread() is main))
    return held


def in_a_ring(told: list[bool]) -> None:
    """Left unreachable, to be found by the collector only."""
    ring: list[object] = [dying(told)]
    ring.append(ring)


def allocate() -> None:
    """More than the collector lets pass without looking."""
    for _ in range(20):
        assert len([[] for _ in range(10_000)]) == 10_000


def test_the_result_comes_back_on_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot):
    told: list[object] = []
    jobs.start(
        jobs,
        threading.current_thread,
        lambda ran: told.extend([ran, threading.current_thread()]),
        told.append,
    )
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] is not told[1]
    assert told[1] is threading.main_thread()


def test_a_failure_is_told_and_the_next_job_runs(jobs: Jobs, qtbot: QtBot):
    told: list[object] = []

    def fail() -> None:
        raise Failure("rien n’est perdu")

    jobs.start(jobs, fail, told.append, lambda failure: told.append(str(failure)))
    jobs.start(jobs, lambda: 2, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["rien n’est perdu", 2]


def test_what_nobody_expected_is_raised_on_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot):
    told: list[object] = []

    def break_down() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        jobs.start(jobs, break_down, told.append, told.append)
        jobs.start(jobs, lambda: 2, told.append, told.append)
        qtbot.waitUntil(lambda: told == [2])
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_nobody_is_told_who_is_no_more(jobs: Jobs, qtbot: QtBot):
    told: list[object] = []
    owner = QObject()
    go_on = threading.Event()
    jobs.start(owner, lambda: go_on.wait(10), told.append, told.append)
    owner.deleteLater()
    qtbot.wait(1)
    go_on.set()
    jobs.start(jobs, lambda: 2, told.append, told.append)
    qtbot.waitUntil(lambda: told == [2])


def test_what_a_job_was_given_is_let_go_on_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot):
    told: list[bool] = []

    def given(held: Held) -> Callable[[], None]:
        return lambda: time.sleep(0.001) if held else None

    for _ in range(50):
        jobs.start(jobs, given(dying(told)), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: len(told) == 50)
    assert all(told)


def test_the_background_collects_nothing(jobs: Jobs, qtbot: QtBot):
    told: list[bool] = []
    in_a_ring(told)
    jobs.start(jobs, allocate, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not jobs._begun)
    gc.collect()
    assert told == [True]


def test_a_plain_thread_would_have_collected(qapp: object):
    told: list[bool] = []
    in_a_ring(told)
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert told == [False]


def test_collecting_goes_on_meanwhile(jobs: Jobs, qtbot: QtBot):
    told: list[bool] = []
    go_on = threading.Event()
    jobs.start(jobs, lambda: go_on.wait(10), lambda _: None, lambda _: None)
    in_a_ring(told)
    kept = [[] for _ in range(10_000)]
    qtbot.waitUntil(lambda: bool(told))
    go_on.set()
    assert told == [True]
    assert len(kept) == 10_000


def test_collecting_by_itself_comes_back(jobs: Jobs, qtbot: QtBot):
    jobs.start(jobs, lambda: None, lambda _: None, lambda _: None)
    assert not gc.isenabled()
    qtbot.waitUntil(gc.isenabled)
