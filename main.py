"""Permanence: builds everything once, then runs the window or one command."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from storage import process
from ui import autotest, commands, failures
from ui.french import speak_french
from ui.look import dress
from ui.preferences import Preferences
from ui.window import TITLE, Window


def now() -> datetime:
    """The local time, with its offset."""
    return datetime.now().astimezone()


def build(
    arguments: Sequence[str] = (),
    *,
    clock: Callable[[], datetime] = now,
    preferences: Path | None = None,
) -> Window:
    """The window with everything composed; no event loop is entered.

    ``arguments`` are those of the command line: at most the folder of a vault.
    ``preferences`` is the file that remembers the last vault, the user's own by default.
    """
    application = QApplication.instance() or QApplication([TITLE])
    assert isinstance(application, QApplication)
    application.setApplicationName(TITLE)
    speak_french(application)
    dress(application)
    folder = Path(arguments[0]) if arguments else None
    return Window(folder, Preferences(preferences or _preferences()), clock)


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for; the exit code."""
    process.harden()
    if arguments and arguments[0] == autotest.OPTION:
        return autotest.run(build, now)
    if commands.asked(arguments):
        return commands.run(arguments, now)
    window = build(arguments)
    failures.install(window.tell)
    window.show()
    return QApplication.exec()


def _preferences() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / TITLE.lower() / "preferences.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
