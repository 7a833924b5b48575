"""The head of every page about a person: who she is, only when asked, and how to reach her without danger."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.contact import safe_contact
from models.fields import Answers
from ui.buttons import button
from ui.labels import label
from ui.page import Desk


class NameLine(QWidget):
    """Her code, always; her name only once asked for: others may see the screen."""

    turned = Signal()
    """Her name is shown or hidden."""

    def __init__(self, desk: Desk, person_id: str, *beside: QWidget) -> None:
        super().__init__()
        self._desk, self._person_id = desk, person_id
        self._code = label("", "title", "personne.code")
        self._code.setWordWrap(False)
        self._name = label("", "title", "personne.nom_affiche")
        self._name.hide()
        self._show = button("Afficher le no&m", "personne.afficher", sign="oeil")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self._code, self._show, *beside):
            row.addWidget(widget)
        row.addWidget(self._name, 1000)
        row.addStretch(1)
        self.refresh()
        self._show.setChecked(desk.preferences.shows_names)

    def end_with(self, widget: QWidget) -> None:
        """Put a widget at the end of the line."""
        row = self.layout()
        assert row is not None
        row.addWidget(widget)

    @property
    def tells_name(self) -> bool:
        return self._show.isChecked()

    @property
    def code(self) -> str:
        return self._code.text()

    def refresh(self) -> None:
        person = self._desk.vault.records.person(self._person_id)
        self._code.setText(person.code)
        self._name.setText(person.name or "sans nom")

    def _reveal(self, shown: bool) -> None:
        self._name.setVisible(shown)
        self._show.setText("Masquer le no&m" if shown else "Afficher le no&m")
        self.turned.emit()


class SafeContact(QFrame):
    """The banner that says how to reach her, always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contact")
        self._words = label("", "banner", "contact.phrase")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)

    def tell(self, person: Answers) -> None:
        self._words.setText(" ".join(safe_contact(person)))
