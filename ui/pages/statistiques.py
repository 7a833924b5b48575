"""Statistiques: true figures at any time for her eyes, and the publication for the supervisor."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from ui.buttons import button
from ui.figures_pane import FiguresPane
from ui.labels import label
from ui.page import Desk, Page
from ui.publishing_pane import PublishingPane


class Statistiques(Page):
    """Two panes: the figures of a period, and what is published."""

    wants_import = Signal()
    wants_person = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("statistiques", "Statistiques")
        self.figures, self.publishing = FiguresPane(desk), PublishingPane(desk)
        self.figures.wants_person.connect(self.wants_person)
        self._panes = QStackedWidget()
        for pane in (self.figures, self.publishing):
            self._panes.addWidget(pane)
        self._tabs = [
            button("Mes c&hiffres", "statistiques.chiffres", self.show_figures, kind="tab"),
            button("Pu&blier", "statistiques.publier", self.show_publishing, kind="tab"),
        ]
        self._lay_out()
        self._turn(self.figures)

    def arrive(self) -> None:
        self._pane.arrive()

    def focus_first(self) -> None:
        self._pane.focus_first()

    def flush(self) -> None:
        """Leaving the page gives up the preview that is being computed; nothing was published."""
        self.publishing.leave()

    def show_figures(self) -> None:
        """The true figures."""
        self._turn(self.figures)
        self.figures.arrive()
        self.figures.focus_first()

    def show_publishing(self) -> None:
        """The publication of a period."""
        self._turn(self.publishing)
        self.publishing.arrive()
        self.publishing.focus_first()

    @property
    def _pane(self) -> FiguresPane | PublishingPane:
        return self.figures if self._panes.currentWidget() is self.figures else self.publishing

    def _turn(self, pane: FiguresPane | PublishingPane) -> None:
        self._panes.setCurrentWidget(pane)
        for tab, each in zip(self._tabs, (self.figures, self.publishing), strict=True):
            tab.setChecked(each is pane)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Statistiques", "title"))
        for tab in self._tabs:
            tab.setCheckable(True)
            top.addWidget(tab)
        top.addStretch(1)
        top.addWidget(
            button(
                "Importer les années passées…", "statistiques.importer", self.wants_import.emit, kind="link"
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._panes, 1)
