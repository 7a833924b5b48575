"""The real window on a real vault, and the gestures of a hand."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import main
from models.casework import PERSONNE, SITUATION, Noun, Record
from models.fields import Answers
from models.forms import accueil, personne
from storage import vault
from storage.records import Records
from storage.vault import Opening
from tests import vaults
from tests.vaults import Watch
from ui.page import Page
from ui.window import Window, Workspace

W = TypeVar("W", bound=QWidget)

NAME = "Chimérac"
"""Of the person received; invented."""


def type_in(widget: QWidget, text: str) -> None:
    """Key after key, accents included, which Qt's own typist does not know."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def press(
    widget: QWidget, key: Qt.Key, *, control: bool = False, shift: bool = False, alt: bool = False
) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    if control:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    if alt:
        modifiers |= Qt.KeyboardModifier.AltModifier
    QTest.keyClick(widget, key, modifiers)


def settle() -> None:
    """Let the page take its shape, and what was removed go."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass
class Screen:
    """What is seen and what is done there."""

    window: Window
    open_again: Callable[[], None]

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None, "the vault is closed"
        return self.window.workspace

    @property
    def records(self) -> Records:
        return self.vault.records

    @property
    def vault(self) -> vault.Vault:
        return self.workspace._vault

    @property
    def page(self) -> Page:
        return self.workspace.page

    @property
    def notice(self) -> str:
        return self.workspace.notices.sentence

    @property
    def saved(self) -> str:
        return self.workspace._bar._saved.text()

    def seen(self, name: str, kind: type[W]) -> W:
        settle()
        found = [each for each in self.window.findChildren(kind, name) if each.isVisible()]
        assert found, f"{name} is not on the screen"
        return found[0]

    def is_seen(self, name: str) -> bool:
        settle()
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        self.seen(name, QPushButton).click()
        settle()

    def finish(self) -> None:
        """Let what runs in the background end, and what came of it be told."""
        jobs = self.window._jobs
        jobs.wait()
        while jobs._begun:
            QTest.qWait(1)
        settle()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def break_disk(self, broken: bool = True) -> None:
        """Nothing can be written any more, as on a key whose lock was turned."""
        self.vault._database.execute(f"PRAGMA query_only = {int(broken)}")

    def situation(self, *, person: Answers | None = None, intake: Answers | None = None) -> Record:
        """A person received, on her situation's page."""
        known = person if person is not None else Answers(personne.FORM).with_(personne.NOM, NAME)
        whose = self.records.add(PERSONNE, known)
        today = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, self.workspace._desk.today())
        first = today if intake is None else intake
        added = self.records.add(SITUATION, first, whose)
        self.workspace.show_situation(added.id)
        settle()
        return added

    def answers(self, record: Record) -> Answers:
        """As they are in the vault."""
        return self.records.get(record.noun, record.id).answers

    def only(self, noun: Noun) -> Record:
        (found,) = self.records.all(noun)
        return found


def leave(window: Window) -> None:
    """Close it without waiting for a backup, whatever was left unsaved; what is running ends first."""
    window._warned = window._backed_up = True
    window.close()
    window._jobs.wait()


@contextmanager
def open_screen(opening: Opening, clock: Watch, preferences: Path) -> Generator[Screen]:
    """The window of an open vault; it is closed at the end, whatever was left unsaved."""
    window = main.build([], clock=clock, preferences=preferences)

    def enter(keys: Opening) -> None:
        window._enter(vault.open_database(keys, clock))
        settle()

    window.show()
    window.activateWindow()
    enter(opening)
    yield Screen(window, lambda: enter(vaults.again(opening)))
    leave(window)
    window.deleteLater()
    settle()
