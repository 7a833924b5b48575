"""The sections of a page, beside it: each reached by a click, or by Ctrl and its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import keys
from ui.buttons import ElidedButton
from ui.reading_order import focus_inside
from ui.scroll import Scroll, to_top

CHARACTERS, WIDEST = 33, 260
"""Its width, in letters and at most in pixels."""


@dataclass(frozen=True)
class Stop:
    """A section: what the rail calls it, its object name, how to go there, and whether it is there."""

    text: str
    name: str
    go: Callable[[], None]
    exists: Callable[[], bool] = lambda: True


class Rail(QWidget):
    """The list of sections, and ``below`` it what else helps to go about."""

    def __init__(self, page: QWidget, stops: Sequence[Stop], *below: QWidget) -> None:
        super().__init__(page)
        area = Scroll(self)
        content = QWidget(area.holder)
        area.add(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._buttons: list[tuple[Stop, ElidedButton]] = []
        for number, stop in enumerate(stops):
            made = _button(page, number, stop)
            self._buttons.append((stop, made))
            column.addWidget(made)
        column.addSpacing(8)
        for widget in below:
            column.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(area)
        self.setFixedWidth(min(CHARACTERS * self.fontMetrics().averageCharWidth(), WIDEST))
        self.refresh()

    def refresh(self) -> None:
        """Show the sections that are there now."""
        for stop, made in self._buttons:
            made.setVisible(stop.exists())


def _button(page: QWidget, number: int, stop: Stop) -> ElidedButton:
    sequences = keys.of_section(number)
    for sequence in sequences:
        QShortcut(sequence, page, stop.go)
    told = sequences[0].toString() if sequences else ""
    return ElidedButton(f"{number + 1}  {stop.text}", f"section.{stop.name}", stop.go, "rail", told)


def go_to(block: QWidget) -> None:
    """Bring a block of a page to the top; its first control takes the keyboard."""
    focus_inside(block)
    to_top(block)
