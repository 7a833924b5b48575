"""What every page of the workspace has: a name, a way to be refreshed, and to save all before it is left."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from storage.vault import Vault
from ui.editors import Today
from ui.notices import Notices


@dataclass(frozen=True)
class Desk:
    """What a page works with, handed down by the window."""

    vault: Vault
    today: Today
    notices: Notices


class Page(QWidget):
    """A screen of the workspace; ``name`` is its stable object name."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"page.{name}")
        self.setAccessibleName(title)

    def arrive(self) -> None:
        """The page comes to the front: read again what others may have changed."""

    def flush(self) -> None:
        """Save everything typed on this page, now."""
