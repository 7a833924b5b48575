"""What is seen while the last backup is made before the window closes: nothing of anybody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.buttons import button
from ui.labels import label

_TOLD = "Tout est enregistré. Le programme se ferme après la sauvegarde de ce poste."


class Leaving(QWidget):
    """``hurried`` is emitted when she does not wait for the end."""

    hurried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.fermeture")
        self.setAccessibleName("Sauvegarde avant de fermer")
        self.progress = QProgressBar()
        self.progress.setObjectName("fermeture.progression")
        self.progress.setAccessibleName("Progression de la sauvegarde")
        self.progress.setRange(0, 1000)
        self._hurry = button("&Fermer sans attendre", "fermeture.sans_attendre", self.hurried.emit)
        middle = QWidget()
        middle.setMaximumWidth(560)
        inner = QVBoxLayout(middle)
        inner.addWidget(label("Permanence", "title"))
        inner.addWidget(
            label("Tout est enregistré. Le programme se ferme après la sauvegarde de ce poste.", "body")
        )
        inner.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._hurry)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)

    def focus_first(self) -> None:
        self._hurry.setFocus()
