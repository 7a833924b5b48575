"""A framed part of a page, under its heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.labels import label


def section_box(title: str, content: QWidget, beside: QPushButton | None = None) -> QFrame:
    """``beside`` is at the end of the line of the heading."""
    box = QFrame()
    box.setProperty("role", "section")
    heading = label(title, "heading")
    head = QHBoxLayout()
    head.addWidget(heading, 1)
    if beside is not None:
        head.addWidget(beside)
    heading.setMinimumHeight(34)
    column = QVBoxLayout(box)
    column.addLayout(head)
    column.addWidget(content, 1)
    return box
