"""The bar above every page: where one can go, when things were saved, undo and lock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import keys
from ui.buttons import button
from ui.flow_layout import FlowLayout
from ui.labels import label
from ui.outgoing import FICTITIOUS


@dataclass(frozen=True)
class Tab:
    """A page that is one gesture away; ``page`` gives it, ``None`` while there is none."""

    words: str
    name: str
    go: Callable[[], object]
    keys: str
    page: Callable[[], QWidget | None]


class Bar(QWidget):
    """The last two tabs are the person who is being received and the one before: they bear their codes,
    and are hidden without them.
    """

    def __init__(self, tabs: Sequence[Tab], undo: Callable[[], object], *, fictitious: bool) -> None:
        super().__init__()
        self.setObjectName("barre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved = label("", "saved", "enregistre")
        self.lock = button("Verrouiller", "verrouiller", sign="cadenas", keys=" ou ".join(keys.LOCK))
        self._tabs = [
            (button(each.words, f"aller.{each.name}", each.go, kind="tab", keys=each.keys), each.page)
            for each in tabs
        ]
        self._here, self._before = (made for made, _ in self._tabs[-2:])
        places = QWidget()
        row = FlowLayout(places)
        for made, _ in self._tabs:
            made.setCheckable(True)
            row.addWidget(made)
        self.tell_person("", "")
        if fictitious:
            row.addWidget(label(FICTITIOUS, "fictitious", "fictif"))
        column = QHBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 4)
        column.addWidget(places, 1)
        column.addWidget(self._saved)
        column.addWidget(button("Annuler", "annuler", undo, sign="annuler", keys=keys.UNDO))
        column.addWidget(self.lock)

    def tell_person(self, code: str, before: str) -> None:
        """Whose pages are a gesture away; empty for nobody's."""
        for tab, words in ((self._here, code), (self._before, before)):
            tab.setText(words)
            tab.setVisible(bool(words))

    def mark(self, page: QWidget) -> None:
        """This page is the one that is seen."""
        for made, target in self._tabs:
            made.setChecked(target() is page)

    def tell_saved(self, moment: datetime) -> None:
        self._saved.setText(f"Enregistré à {moment:%H:%M:%S}")

    def tell_refused(self) -> None:
        self._saved.setText("Pas encore enregistré")
