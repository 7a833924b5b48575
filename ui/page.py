"""What every page of the workspace has: a name, a way to be refreshed, and to save all before it is left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from models.casework import Record
from storage.vault import Vault
from ui.backing_up import BackingUp
from ui.jobs import Jobs
from ui.lines import Today
from ui.notices import Notices
from ui.onward import Onward
from ui.preferences import Preferences
from ui.undo import Undo
from ui.unsaved import Unsaved


class Show(Protocol):
    """Shows a PDF under its title; it can be printed when there is something to do once it was."""

    def __call__(self, title: str, data: bytes, printed: Callable[[], None] | None = None, /) -> None: ...


@dataclass(frozen=True)
class Desk:
    """What a page works with, handed down by the window.

    ``show`` shows a PDF in place of the page.
    """

    vault: Vault
    today: Today
    notices: Notices
    unsaved: Unsaved
    undo: Undo
    jobs: Jobs
    preferences: Preferences
    show: Show
    backing_up: BackingUp


class Page(Onward):
    """A screen of the workspace; ``name`` is its stable object name."""

    code = ""
    """The code of the person that the page is about, if it is about one."""
    person_id = ""
    """Her identifier."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page.{name}")
        self.setAccessibleName(title)

    def arrive(self) -> None:
        """The page comes to the front: read again what others may have changed."""

    def focus_first(self) -> None:
        """Give the keyboard to where the work begins; called the first time that the page is shown."""

    def record(self) -> Record | None:
        """The record that is being looked at, to come back to it."""

    def types(self, record: Record) -> bool:  # noqa: ARG002 - a page that types nothing
        """Whether the record is typed on this page."""
        return False

    def flush(self) -> None:
        """Save everything typed on this page, now."""


def save_around(widget: QWidget) -> None:
    """Save everything typed on the page that a widget is on: a document is made of what is in the vault."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Page):  # pyright: ignore[reportUnnecessaryComparison]
        above = above.parentWidget()
    if above is not None:  # pyright: ignore[reportUnnecessaryComparison]
        above.flush()
