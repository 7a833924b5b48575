"""What is still missing, each a link that goes to its question."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.fields import AnyField
from ui.buttons import ElidedButton
from ui.labels import label

Gap = tuple[AnyField, Callable[[], None]]
"""A question without an answer, and how to go there."""


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
        fields = [field for field, _ in gaps]
        if fields == self._shown:
            return
        self._shown = fields
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for field, go in gaps:
            link = ElidedButton(field.label, f"lacune.{field.code}", go)
            self._links.addWidget(link)
            link.show()
        self._title.setText("À compléter *" if gaps else "Rien ne manque.")
