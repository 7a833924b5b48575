"""A framed part of a page, under its heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.labels import label


def section_box(title: str | QLabel, content: QWidget, beside: QPushButton | None = None) -> QFrame:
    """``beside`` is at the end of the line of the heading; one that changes is given as a label."""
    box = QFrame()
    box.setProperty("role", "section")
    heading = title if isinstance(title, QLabel) else label(title, "heading")
    head = QHBoxLayout()
    head.addWidget(heading, 1)
    if beside is not None:
        head.addWidget(beside)
    heading.setMinimumHeight(34)
    column = QVBoxLayout(box)
    column.addLayout(head)
    column.addWidget(content, 1)
    return box
