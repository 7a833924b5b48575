"""Which items of a list an answer rests on: a tick for each item that there is."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGroupBox, QLabel

from ui.flow_layout import FlowLayout
from ui.labels import label


class LinkChoice(QGroupBox):
    """The items on offer come and go; a link to one that is no more is kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._linked: frozenset[str] = frozenset()
        self._offered: Mapping[str, str] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._layout = FlowLayout(self)
        self._empty: QLabel = label("Rien à cocher pour l’instant.", "hint")
        self._empty.setWordWrap(False)
        self._layout.addWidget(self._empty)

    def value(self) -> frozenset[str] | None:
        return self._linked or None

    def set_value(self, keys: frozenset[str] | None) -> None:
        self._linked = keys or frozenset()
        for key, box in self._boxes.items():
            box.setChecked(key in self._linked)

    def offer(self, items: Mapping[str, str]) -> None:
        """Show a tick for each of these items: their names by key, in their order."""
        if dict(items) == dict(self._offered) and list(items) == list(self._offered):
            return
        self._offered = dict(items)
        for box in self._boxes.values():
            self._layout.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {key: self._box(key, name) for key, name in items.items()}
        self._empty.setVisible(not items)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        self.updateGeometry()

    def _box(self, key: str, name: str) -> QCheckBox:
        box = QCheckBox(name.replace("&", "&&"), self)
        box.setAccessibleName(name)
        box.setChecked(key in self._linked)
        box.clicked.connect(lambda: self._turn(key, box.isChecked()))
        self._layout.addWidget(box)
        box.show()
        return box

    def _turn(self, key: str, ticked: bool) -> None:
        self._linked = self._linked | {key} if ticked else self._linked - {key}
        self.changed.emit()
