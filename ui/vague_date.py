"""A date in her words, and beside it how the words were understood."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.dates import VagueDate, written
from ui.labels import label
from ui.lines import Line, Today


class VagueDateBox(QWidget):
    """Words are never refused; those that did not change keep the day on which they were said."""

    changed = Signal()

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self._shown: VagueDate | None = None
        self._latest: VagueDate | None = None
        self.line = Line(30)
        self._understood = label("", "hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._understood, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.left.connect(self._tell)

    def value(self) -> VagueDate | None:
        words = self.line.text().strip()
        if not words:
            return None
        for known in (self._shown, self._latest):
            if known is not None and known.words == words:
                return known
        self._latest = dates.vague(words, self._today())
        return self._latest

    def set_value(self, value: VagueDate | None) -> None:
        self._shown, self._latest = value, None
        self.line.show_text(None if value is None else value.words)
        self._tell()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def _typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Words that are not understood are told only once they are all there."""
        value = self.value()
        unfinished = self.line.hasFocus() and value is not None and value.middle is None
        self._understood.setText("" if value is None or unfinished else understood(value))


def understood(value: VagueDate) -> str:
    """How vague words were understood; empty when the words are the day itself."""
    if value.earliest is None or value.latest is None:
        return "Gardé tel quel : aucune date n’a été reconnue."
    if value.exact is not None:
        return "" if value.words == written(value.exact) else f"Compris : {written(value.exact)}."
    return f"Compris : entre le {written(value.earliest)} et le {written(value.latest)}."
