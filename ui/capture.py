"""The window kept out of screen captures, where the system can do it."""

import ctypes
import sys

from PySide6.QtWidgets import QWidget

_EXCLUDED = 0x11
"""``WDA_EXCLUDEFROMCAPTURE``: captures, and whoever looks at the screen from afar, see nothing there."""


def exclude(window: QWidget) -> bool:
    """Whether it was done: on Windows alone."""
    if sys.platform != "win32":
        return False
    return bool(
        ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(int(window.winId())), _EXCLUDED)
    )
