"""Permanence: builds everything once, then runs the window or one command."""

import signal
import sys

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ended without a word while the rest is imported

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from exports import examination
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
    if not application.styleSheet():  # once: each style set anew is given to every widget there is
        speak_french(application)
        dress(application)
    folder = Path(arguments[0]) if arguments else None
    return Window(folder, Preferences(preferences or _preferences()), clock)


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for; the exit code."""
    process.harden()
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if arguments and arguments[0] == examination.OPTION:
        return examination.serve()
    if arguments and arguments[0] == autotest.OPTION:
        return autotest.run(build, now)
    failures.speak_without_answers()
    if commands.asked(arguments):
        return commands.run(arguments, now)
    window = build(arguments)
    window.relaunch_by(lambda folder: process.relaunch([str(folder)]))
    failures.install(window.tell, window.stop)
    window.show()
    return QApplication.exec()


def _preferences() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / TITLE.lower() / "preferences.json"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(commands.INTERRUPTED)
