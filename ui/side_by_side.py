"""Widgets on one line, from the left; on the next one what a large letter leaves no room for."""

from PySide6.QtWidgets import QWidget

from ui.flow_layout import FlowLayout


def side_by_side(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = FlowLayout(box)
    for widget in widgets:
        row.addWidget(widget)
    return box
