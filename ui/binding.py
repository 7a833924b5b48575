"""A guard against a fault of the Qt binding, until its version is changed.

PySide6 6.12.0, on Python 3.11, gives ``None``, ``True`` and ``False`` back from its methods without
counting the reference. After some thousand calls (a few hundred keys in a long form) the
interpreter believes that nobody uses them any more, and stops at once. From Python 3.12 on they
are immortal; PySide6 6.11 counts rightly.
"""

import ctypes
import sys

from PySide6.QtCore import QObject

_CALLS = 50
_MANY = 1 << 40


def is_steady() -> bool:
    """Whether what Python counts cannot wear out."""
    return sys.version_info >= (3, 12) or sys.getrefcount(None) > _MANY // 2 or not _loses_count()


def steady() -> None:
    """Make sure of it."""
    if not is_steady():
        for value in (None, True, False):
            ctypes.c_ssize_t.from_address(id(value)).value += _MANY


def _loses_count() -> bool:
    probe, before = QObject(), sys.getrefcount(None)
    for _ in range(_CALLS):
        probe.setObjectName("")
    return sys.getrefcount(None) <= before - _CALLS // 2
