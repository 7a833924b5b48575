"""The phrase that opens a file that was just written: shown once, kept nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.buttons import button
from ui.labels import label

_TOLD = (
    "Ce fichier ne s’ouvre qu’avec cette phrase. Donnez-la de vive voix ou sur un autre papier, jamais avec"
    " le fichier. Elle n’est gardée nulle part : perdue, enregistrez le document de nouveau."
)


class PhraseCard(QFrame):
    """Hidden until a phrase is to be noted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._phrase = label("", "heading", f"{name}.phrase")
        self._phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._phrase.setAccessibleName("Phrase qui ouvre le fichier")
        self._noted = button("Je l’ai notée, l’effacer de l’écran", f"{name}.phrase_notee", self.forget)
        column = QVBoxLayout(self)
        column.addWidget(self._phrase)
        column.addWidget(label(_TOLD, "hint"))
        column.addWidget(self._noted, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def tell(self, phrase: str) -> None:
        self._phrase.setText(phrase)
        self.show()
        self._phrase.setFocus()

    def forget(self) -> None:
        self._phrase.clear()
        self.hide()
