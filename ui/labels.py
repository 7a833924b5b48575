"""Words on the screen, each in one of the roles that the style sheet dresses."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from exports.typography import unbreakable

Role = Literal[
    "banner", "block", "body", "fictitious", "heading", "hint", "label", "problem", "saved", "title"
]

_LONG_WORD, _MAY_BREAK = re.compile(r"\S{24}(?=\S)"), "\u200b"
"""So many characters without a space, and the space without width that is put after them."""

_ONE_LINE = ("fictitious", "saved")


class Words(QLabel):
    """``text`` is what it was told; what is drawn breaks no line before a colon or a question mark, and
    breaks a word that would be wider than its place.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._told = ""
        self.setText(text)

    def setText(self, arg__1: str) -> None:
        self._told = arg__1
        super().setText(_LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", unbreakable(arg__1)))

    def text(self) -> str:
        return self._told


def label(text: str, role: Role, name: str = "") -> QLabel:
    """A text shown as it is, on as many lines as it takes."""
    made = Words(text)
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setIndent(0)  # else style sheets shift it by half a letter
    made.setWordWrap(role not in _ONE_LINE)
    return made
