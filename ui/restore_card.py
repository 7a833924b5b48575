"""The third way in: a backup, made a vault again."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QWidget

from models.failure import Failure
from storage import restoration
from ui import safeguards
from ui.buttons import button
from ui.file_choice import choose_existing
from ui.folder_line import FolderLine
from ui.labels import label
from ui.lines import Line
from ui.passphrase_line import PassphraseLine

_KINDS = "Sauvegardes (*.sauvegarde);;Tous les fichiers (*)"
_WHERE = (
    "Le dossier du coffre, même abîmé : ce qui s’y trouve est mis de côté, jamais effacé. Ou un dossier "
    "nouveau ou "
    "vide, par exemple sur un autre ordinateur."
)
_WHICH = (
    "Choisissez un fichier qui finit par .sauvegarde, sur la clé ou dans le dossier « sauvegardes » du "
    "coffre."
)


class RestoreCard(QFrame):
    """Which backup, into which folder, and a passphrase that opened the vault on that day."""

    submitted = Signal(Path, Path, str)
    wants_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._file = Line()
        self._file.setObjectName("restauration.fichier")
        self._file.setAccessibleName("Sauvegarde à restaurer")
        self._file.editingFinished.connect(self._describe)
        self._described = label(_WHICH, "hint", "restauration.description")
        self._folder = FolderLine("restauration.dossier", "Où la restaurer")
        self._passphrase = PassphraseLine("restauration.phrase", "Phrase de passe en usage ce jour-là")
        self._passphrase.returnPressed.connect(self._submit)
        chosen = QWidget()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._file, 1)
        row.addWidget(button("&Choisir…", "restauration.choisir", self._ask))
        actions = QWidget()
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button("&Restaurer", "restauration.restaurer", self._submit, kind="primary"))
        row.addWidget(button("Re&venir", "restauration.revenir", self.wants_back.emit))
        row.addStretch(1)
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 20)
        form.setSpacing(10)
        form.addRow("Sauvegarde", chosen)
        form.addRow("", self._described)
        form.addRow("Restaurer dans", self._folder)
        form.addRow("", label(_WHERE, "hint"))
        form.addRow("Phrase de passe", self._passphrase)
        form.addRow("", actions)

    def set_folder(self, folder: Path | None) -> None:
        self._folder.set_folder(folder)

    def focus_first(self) -> None:
        (self._passphrase if self._file.text() else self._file).setFocus()

    def forget(self) -> None:
        self._passphrase.forget()

    def open_file(self, path: Path) -> None:
        """Take this file, and say what it is."""
        self._file.setText(str(path))
        self._describe()

    def _ask(self) -> None:
        choose_existing(self, "Sauvegarde à restaurer", _KINDS, self.open_file)

    def _describe(self) -> None:
        path = self._path()
        if path is None:
            self._described.setText(_WHICH)
            return
        try:
            self._described.setText(safeguards.told_described(restoration.described(path)))
        except Failure as failure:
            self._described.setText(str(failure))

    def _path(self) -> Path | None:
        text = self._file.text().strip()
        return Path(text) if text else None

    def _submit(self) -> None:
        path, folder = self._path(), self._folder.folder
        if path is not None and folder is not None:
            self.submitted.emit(path, folder, self._passphrase.text())
