"""Why a paper is refused: what anybody may read, and the rest on one deliberate gesture."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.failure import Failure
from ui.buttons import button
from ui.labels import label

WHY, NO_LONGER = "Voir pourquoi, quand vous serez seule", "Ne plus montrer"


class Problem(QWidget):
    """Hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._sentence = label("", "problem", name)
        self._why = label("", "body", f"{name}.raison")
        self._show = button(WHY, f"{name}.pourquoi")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sentence)
        column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)
        self.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes in once the page was left reads no more than at first."""
        super().hideEvent(event)
        self._show.setChecked(False)

    def clear(self) -> None:
        self._tell("", "")

    def tell(self, failure: Failure) -> None:
        self._tell(str(failure), failure.why)

    def _tell(self, sentence: str, why: str) -> None:
        self._sentence.setText(sentence)
        self._why.setText(why)
        self._show.setChecked(False)
        self._turn(False)
        self._show.setVisible(bool(why))
        self.setVisible(bool(sentence))

    def _turn(self, shown: bool) -> None:
        self._show.setText(NO_LONGER if shown else WHY)
        self._why.setVisible(shown)
