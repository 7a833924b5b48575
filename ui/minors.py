"""The ways to protect a child in danger, in sight when one may be met here."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from models.fields import Answers
from models.minors import warning
from ui.banners import Banner
from ui.buttons import button
from ui.labels import label
from ui.lines import Today


class MinorsLine(Banner):
    """``note`` notes an *information préoccupante*."""

    def __init__(self, today: Today, note: Callable[[], object]) -> None:
        super().__init__("mineurs", "Enfant : protéger")
        self._today = today
        self._words = label("", "body", "mineurs.phrase")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._words, 1)
        row.addWidget(button("Noter cet écrit", "mineurs.noter", note))

    def tell(self, person: Answers, intake: Answers) -> None:
        told = warning(person, intake, self._today())
        self._words.setText(told)
        self.say(bool(told))
