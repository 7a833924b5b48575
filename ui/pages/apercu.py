"""Aperçu: a document before it leaves, or an exhibit in the vault, looked at in place of its page."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.departure_card import DepartureCard
from ui.notices import Notices
from ui.page import Page
from ui.page_preview import PagePreview
from ui.printing import QUEUED, ask_to_print


class ApercuPage(Page):
    """``closed`` when the former page is to be shown again; ``printed`` is called once it was printed."""

    closed = Signal()

    def __init__(
        self,
        notices: Notices,
        title: str,
        data: bytes,
        behind: Page,
        printed: Callable[[], None] | None = None,
    ) -> None:
        super().__init__("apercu", "Aperçu")
        self.code, self.person_id = behind.code, behind.person_id
        self._notices, self._data, self._printed = notices, data, printed
        self._preview = PagePreview(title, data, self, prints=printed is not None)
        self._preview.closed.connect(self.closed)
        self._preview.wants_print.connect(self._ask)
        self._card = DepartureCard("apercu", self, prints=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._preview, 1)
        column.addWidget(self._card)

    def focus_first(self) -> None:
        self._preview.focus_first()

    def _ask(self) -> None:
        self._card.ask(
            lambda: ask_to_print(
                self, QUEUED, self._data, self._done, lambda failure: self._notices.fail(str(failure))
            )
        )

    def _done(self) -> None:
        if self._printed is not None:
            with self._notices.telling():
                self._printed()
                self._notices.tell("Envoyé à l’imprimante. Reprenez chaque feuille, même ratée.")
