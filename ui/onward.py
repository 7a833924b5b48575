"""A page that knows which of its questions comes next."""

from PySide6.QtWidgets import QWidget


class Onward(QWidget):
    """``go_on`` takes the keyboard there."""

    def go_on(self) -> None:
        """Nothing, where nothing is missing."""


def go_on_from(widget: QWidget) -> None:
    """Go on from a question to the next one of the page that it is on."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Onward):
        above = above.parentWidget()
    if above is not None:
        above.go_on()
