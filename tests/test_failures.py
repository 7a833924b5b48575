"""Crashes: one dialog, what was typed is kept, and a report in which nothing of anyone can be read."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit

from models.edition import VERSION
from models.failure import Failure
from models.forms import accueil
from tests.windows import Screen, type_in
from ui import failures
from ui.report import report

ROOT = Path(__file__).parents[1]
CANARY = "Chimérac"


def broken(answer: str) -> None:
    """Fails with an answer in a variable, in the message, and in the error that led to it."""
    try:
        raise KeyError(answer)
    except KeyError as error:
        raise ValueError(f"cannot read {answer}") from error


def caught() -> ValueError:
    try:
        broken(CANARY)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_tells_versions_and_places_and_nothing_of_anyone():
    told = report(caught())
    assert VERSION in told
    assert "SQLCipher" in told
    assert told.index("KeyError") < told.index("ValueError")
    assert "tests/test_failures.py, ligne " in told
    assert ", broken" in told
    assert "him" not in told
    assert str(ROOT) not in told


def test_the_message_of_that_error_does_hold_the_answer():
    """The control of the test above."""
    assert CANARY in str(caught())


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.mark.usefixtures("hooks")
def test_a_crash_saves_what_was_typed_locks_and_shows_one_dialog(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
):
    situation, ended, seen = screen.situation(), list[int](), list[str]()
    monkeypatch.setattr(QApplication, "exit", ended.append)
    failures.install(screen.window.tell, screen.window.stop)
    type_in(screen.seen(accueil.EXPOSE.code, QPlainTextEdit), CANARY)

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.extend((box.text(), box.informativeText(), box.detailedText()))
        sys.excepthook(ValueError, caught(), None)  # another one meanwhile
        box.reject()

    QTimer.singleShot(0, read)
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(seen) == 3, "one dialog, once"
    assert "Ce qui était tapé a été enregistré" in seen[1]
    assert "him" not in "".join(seen)
    assert ended == [1]
    assert screen.window.workspace is None
    screen.open_again()
    assert screen.answers(situation)[accueil.EXPOSE] == CANARY
    assert screen.page.record() == screen.records.get(situation.noun, situation.id), "where she was"


@pytest.mark.usefixtures("hooks")
def test_a_crash_on_a_disk_that_refuses_does_not_say_that_all_is_saved(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
):
    screen.situation()
    monkeypatch.setattr(QApplication, "exit", lambda _: None)
    failures.install(screen.window.tell, screen.window.stop)
    screen.break_disk()
    type_in(screen.seen(accueil.EXPOSE.code, QPlainTextEdit), CANARY)
    seen: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.informativeText())
        box.reject()

    QTimer.singleShot(0, read)
    sys.excepthook(ValueError, caught(), None)
    assert "n’ont pas pu être enregistrées" in seen[0]
    screen.open_again()


@pytest.mark.usefixtures("hooks")
def test_what_can_be_acted_on_is_told_in_place(screen: Screen):
    failures.install(screen.window.tell, screen.window.stop)
    sys.excepthook(Failure, Failure("Le disque est plein."), None)
    assert screen.notice == "Le disque est plein."


ELSEWHERE = f"""
import threading
from tests.test_failures import broken
from ui import failures
if {{hooked}}:
    failures.speak_without_answers()
class Gone:
    def __del__(self):
        broken("{CANARY}")
thread = threading.Thread(target=broken, args=["{CANARY}"])
thread.start()
thread.join()
Gone()
broken("{CANARY}")
"""


@pytest.mark.parametrize("hooked", [True, False])
def test_an_error_in_a_thread_or_on_the_command_line_quotes_nothing(hooked: bool):
    """The control: what Python says by itself does."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ELSEWHERE.format(hooked=hooked)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("broken") >= 3
    assert (CANARY in done.stderr) is not hooked
