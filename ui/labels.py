"""Words on the screen, each in one of the roles that the style sheet dresses."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

Role = Literal[
    "banner", "block", "body", "fictitious", "heading", "hint", "label", "problem", "saved", "title"
]

_ONE_LINE = ("fictitious", "saved")


def label(text: str, role: Role, name: str = "") -> QLabel:
    """A text shown as it is, on as many lines as it takes."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setIndent(0)  # else style sheets shift it by half a letter
    made.setWordWrap(role not in _ONE_LINE)
    return made
