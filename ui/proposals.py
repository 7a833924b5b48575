"""Answers proposed below a free line as one types: taking one saves gestures, typing on is never hindered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from models.spelling import matches
from ui.lines import Line
from ui.list_model import ListModel

_ROWS = 8


@dataclass(frozen=True)
class Offer:
    """What is read, what it stands for, and every word by which it is found."""

    told: str
    target: str
    searched: str


class Proposals(QObject):
    """``taken`` carries what the chosen row stands for; Down opens the whole list, Escape closes it.

    The rows are asked for each time, in the order in which they are to be shown.
    """

    taken = Signal(str)

    def __init__(self, line: Line, rows: Callable[[], Sequence[Offer]]) -> None:
        super().__init__(line)
        self._line, self._offered = line, rows
        self._rows = ListModel(self)
        self._popup = QListView()
        self._popup.setObjectName("propositions")
        self._popup.setAccessibleName("Structures de l’annuaire")
        self._completer = QCompleter(self)
        self._completer.setModel(self._rows)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.setWidget(line)
        self._popup.clicked.connect(self._take)
        line.textEdited.connect(self._suggest)
        line.installEventFilter(self)
        self._popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shown = self._popup.isVisible()
            if event.key() == Qt.Key.Key_Down and not shown:
                self._suggest(self._line.text())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown:
                self._take(self._popup.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _suggest(self, typed: str) -> None:
        """Those whose line says what is typed come before those of which only the rest does."""
        matching = [each for each in self._offered() if matches(typed, each.searched)]
        matching.sort(key=lambda each: not matches(typed, each.told))
        self._rows.show_rows([(each.told, each.target) for each in matching])
        if not matching:
            self._popup.hide()
            return
        self._completer.complete()

    def _take(self, index: QModelIndex) -> None:
        self._popup.hide()
        if target := self._rows.target(index):
            self.taken.emit(target)
