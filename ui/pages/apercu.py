"""Aperçu: a document before it leaves, or an exhibit in the vault, looked at in place of its page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.page import Page
from ui.page_preview import PagePreview


class ApercuPage(Page):
    """``closed`` when the former page is to be shown again."""

    closed = Signal()

    def __init__(self, title: str, data: bytes, behind: Page) -> None:
        super().__init__("apercu", "Aperçu")
        self.code, self.person_id = behind.code, behind.person_id
        self._preview = PagePreview(title, data, self)
        self._preview.closed.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._preview)

    def focus_first(self) -> None:
        self._preview.focus_first()
