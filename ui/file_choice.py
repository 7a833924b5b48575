"""Where to write a file: a window of the program's own, which goes away with the page when it is locked.

The system's own window would stay in front, catch the lock key, and remember the file in its
lists of recent files.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_WORDS = (
    (QFileDialog.DialogLabel.LookIn, "Dans :"),
    (QFileDialog.DialogLabel.FileName, "Nom :"),
    (QFileDialog.DialogLabel.FileType, "Type :"),
    (QFileDialog.DialogLabel.Accept, "Enregistrer"),
    (QFileDialog.DialogLabel.Reject, "Annuler"),
)
"""Qt's own translation leaves some in English."""


def choose_folder(page: QWidget, question: str, then: Callable[[Path], None]) -> None:
    """Ask for a folder; ``then`` is called once one is chosen."""
    dialog = QFileDialog(page, question, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _ask(page, dialog, then)


def choose_file(
    page: QWidget, question: str, proposed: Path, kind: str, then: Callable[[Path], None]
) -> None:
    """Ask for a file to write, and whether to replace it when it is there."""
    dialog = QFileDialog(page, question, str(proposed.parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    _ask(page, dialog, then)


def choose_existing(page: QWidget, question: str, kind: str, then: Callable[[Path], None]) -> None:
    """Ask for a file to read."""
    dialog = QFileDialog(page, question, str(Path.home()), kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _ask(page, dialog, then)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Ouvrir")


def _ask(page: QWidget, dialog: QFileDialog, then: Callable[[Path], None]) -> None:
    for former in page.findChildren(QFileDialog, "choix"):
        former.close()
    dialog.setObjectName("choix")
    for part, words in _WORDS:
        dialog.setLabelText(part, words)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.NonModal)  # the lock key must reach the window

    def take(chosen: str) -> None:
        then(Path(chosen))

    dialog.fileSelected.connect(take)
    dialog.show()
