"""What is still missing, each a link that goes to its question, and a button that closes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.fields import NON_RENSEIGNE, AnyField, no_answer
from ui.buttons import ElidedButton, button
from ui.labels import label


@dataclass(frozen=True)
class Gap:
    """A question without an answer; ``give`` answers it."""

    field: AnyField
    go: Callable[[], None]
    give: Callable[[object], None]


class Gaps(QWidget):
    """The list changes only when the gaps do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lacunes")
        self.setAccessibleName("À compléter")
        self._shown: list[AnyField] | None = None
        self._title = label("", "hint", "lacunes.titre")
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(self._links)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        fields = [gap.field for gap in gaps]
        if fields == self._shown:
            return
        self._shown = fields
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for gap in gaps:
            line = _line(gap)
            self._links.addWidget(line)
            line.show()
        self._title.setText("À compléter *" if gaps else "Rien ne manque.")


def _line(gap: Gap) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    field = gap.field
    row.addWidget(ElidedButton(field.label, f"lacune.{field.code}", gap.go, brief=field.brief), 1)
    if no_answer(gap.field) is not None:
        row.addWidget(_closing(gap))
    return line


def _closing(gap: Gap) -> QPushButton:
    made = button(
        "", f"lacune.{gap.field.code}.clore", lambda: gap.give(no_answer(gap.field)), kind="rail", sign="sans"
    )
    made.setProperty("small", True)
    made.setToolTip(NON_RENSEIGNE.label)
    made.setAccessibleName(f"{gap.field.label} : {NON_RENSEIGNE.label.lower()}")
    return made
