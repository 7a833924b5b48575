"""The keys of the window: they work from anywhere, text fields included."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

SEARCH, NEW, STATISTICS, BACK, HISTORY = "Ctrl+K", "Ctrl+N", "Ctrl+T", "Ctrl+R", "Ctrl+H"
SETTINGS, DIRECTORY = "Ctrl+,", "Ctrl+D"
UNDO, REDO = "Ctrl+Z", "Ctrl+Y"
INTERVIEW = "Ctrl+E"
LOCK = ("F12", "Ctrl+L")
GO_ON = ("Ctrl+Return", "Ctrl+Enter")
"""The two keys that are called Enter."""

_DIGITS = "123456789"
_FRENCH_KEYBOARD = "&é\"'(-è_ç"
"""What the keys of the digits give on a French keyboard without Shift."""


def of_section(number: int) -> tuple[QKeySequence, ...]:
    """``Ctrl+1`` for the first section, on whatever keyboard; none from the tenth on.

    ``number`` is counted from 0.
    """
    rows = (_DIGITS, _FRENCH_KEYBOARD) if number < len(_DIGITS) else ()
    return tuple(QKeySequence(f"Ctrl+{row[number]}") for row in rows)


def wanted_by_window(event: QEvent, *, undoes: bool, redoes: bool) -> bool:
    """Whether a text field is about to take for itself a key that is the window's.

    Elsewhere than on Windows, Ctrl+K in a text field deletes to the end of the line. A field that
    has something to undo of its own keeps that key.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    pressed = QKeySequence(event.keyCombination())
    return pressed in _OURS or (pressed == UNDO and not undoes) or (pressed == REDO and not redoes)


_OURS = [
    QKeySequence(keys)
    for keys in (SEARCH, NEW, STATISTICS, BACK, HISTORY, SETTINGS, DIRECTORY, INTERVIEW, *LOCK)
]
