"""A postal address: street, more, postal code and town."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from models.fields import Address
from ui.lines import Line


class AddressBox(QWidget):
    """Four lines, named after the field and their part."""

    changed = Signal()
    left = Signal()

    def __init__(self, code: str) -> None:
        super().__init__()
        self._lines = (Line(), Line(), Line(8), Line())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.setColumnStretch(1, 1)
        parts = (
            ("Numéro et voie", "voie", (0, 0, 1, 2)),
            ("Complément : bâtiment, chez…", "complement", (1, 0, 1, 2)),
            ("Code postal", "code_postal", (2, 0, 1, 1)),
            ("Commune", "commune", (2, 1, 1, 1)),
        )
        for line, (label, name, place) in zip(self._lines, parts, strict=True):
            line.setPlaceholderText(label)
            line.setAccessibleName(label)
            line.setObjectName(f"{code}.{name}")
            line.textChanged.connect(self.changed)
            line.left.connect(self.left)
            layout.addWidget(line, *place)
        self.setFocusProxy(self._lines[0])

    def value(self) -> Address | None:
        address = Address(*(line.text().strip() for line in self._lines))
        return None if address == Address() else address

    def set_value(self, value: Address | None) -> None:
        address = value or Address()
        parts = (address.street, address.more, address.postal_code, address.town)
        for line, text in zip(self._lines, parts, strict=True):
            line.show_text(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for line in self._lines:
            line.setAccessibleName(f"{name} : {line.placeholderText()}")

    def is_typed_in(self) -> bool:
        return any(line.hasFocus() for line in self._lines)
