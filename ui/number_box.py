"""A whole number between two bounds, said by its name whatever part of it has the keyboard."""

from PySide6.QtWidgets import QSpinBox


class NumberBox(QSpinBox):
    """``name`` is its stable object name; ``title`` what a screen reader says."""

    def __init__(self, name: str, title: str, least: int, most: int, suffix: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setRange(least, most)
        self.setSuffix(suffix)
        for part in (self, self.lineEdit()):
            part.setAccessibleName(title)
