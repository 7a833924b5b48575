"""Tab goes from control to control as the page is read, whatever the order in which they were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QWidget

from ui.scroll import focus
from ui.search_choice import SearchChoice


def stops(widget: QWidget | None) -> Iterator[QWidget]:
    """The controls in a widget where Tab stops, as they are read."""
    if widget is None or not widget.isVisible():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.focusProxy():
        yield widget
    if isinstance(widget, QScrollArea):
        yield from stops(widget.widget())
    elif isinstance(widget, QMainWindow):
        yield from stops(widget.centralWidget())
    elif (layout := widget.layout()) is not None:
        yield from _stops_of_layout(layout)


def _stops_of_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _stops_of_layout(inner)


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next control of the window, or to the one before."""
    here = window.focusWidget()
    if isinstance(here, SearchChoice):
        here.settle()  # its answer may bring the next question in
    order = list(stops(window))
    if not order:
        return False
    before = order.index(here) if here in order else (-1 if forward else 0)
    focus(order[(before + (1 if forward else -1)) % len(order)])
    return True


def focus_inside(block: QWidget) -> None:
    """Give the keyboard to the first control of a block."""
    for first in stops(block):
        focus(first)
        return
