"""A block that shows only its title until it is opened: for discretion, and because making it takes time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.failure import Failure
from ui.buttons import ElidedButton
from ui.icons import icon


class Fold(QFrame):
    """``make`` makes the content the first time; ``turned`` tells whether it is now open."""

    turned = Signal(bool)

    def __init__(
        self, title: str, name: str, make: Callable[[QWidget], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._make = make
        self.content: QWidget | None = None
        self._toggle = ElidedButton(title, f"{name}.deplier", lambda: None, "fold")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._turn)
        self.head = QHBoxLayout()
        self.head.addWidget(self._toggle, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 4, 8, 4)
        self.column.addLayout(self.head)
        self._sign()

    @property
    def is_open(self) -> bool:
        return self._toggle.isChecked()

    def entitle(self, title: str) -> None:
        self._toggle.entitle(title)

    def unfold(self) -> None:
        self._toggle.setChecked(True)

    def _turn(self, opened: bool) -> None:
        if opened and self.content is None:
            try:
                self.content = self._make(self)
            except Failure:
                self._toggle.setChecked(False)
                raise
            self.column.addWidget(self.content)
        if self.content is not None:
            self.content.setVisible(opened)
        self._sign()
        self.turned.emit(opened)

    def _sign(self) -> None:
        """The arrow for the eye, the words for the ear."""
        self._toggle.setIcon(icon("fermer" if self.is_open else "ouvrir"))
        self._toggle.explain("Replier" if self.is_open else "Déplier")
