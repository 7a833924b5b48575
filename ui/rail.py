"""The sections of a page, beside it: each reached by a click, or by Ctrl and its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

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
        self._there: list[tuple[Stop, ElidedButton]] = []
        for number, stop in enumerate(stops):
            made = ElidedButton(stop.text, f"section.{stop.name}", stop.go, "rail")
            self._buttons.append((stop, made))
            column.addWidget(made)
            for sequence in keys.of_section(number):
                QShortcut(sequence, page, partial(self._go, number))
        column.addSpacing(8)
        for widget in below:
            column.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(area)
        self.setFixedWidth(min(CHARACTERS * self.fontMetrics().averageCharWidth(), WIDEST))
        self.refresh()

    def refresh(self) -> None:
        """Show the sections that are there now, without a gap in their numbers."""
        self._there = [(stop, made) for stop, made in self._buttons if stop.exists()]
        there = [made for _, made in self._there]
        for _, made in self._buttons:
            made.setVisible(made in there)
        for number, (stop, made) in enumerate(self._there):
            sequences = keys.of_section(number)
            made.entitle(f"{number + 1}  {stop.text}")
            made.explain(sequences[0].toString() if sequences else "")

    def _go(self, number: int) -> None:
        if number < len(self._there):
            self._there[number][0].go()


def go_to(block: QWidget) -> None:
    """Bring a block of a page to the top; its first control takes the keyboard."""
    focus_inside(block)
    to_top(block)
