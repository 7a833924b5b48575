"""The two ways into a vault: open the one that is there, or make a new one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QVBoxLayout, QWidget

from models.failure import Failure
from models.passphrase import RULE, weakness
from storage import vault
from ui.buttons import button
from ui.flow_layout import FlowLayout
from ui.folder_line import NEW_FOLDER, FolderLine
from ui.labels import label
from ui.lines import Line
from ui.passphrase_line import PassphraseLine


class OpenCard(QFrame):
    """Which vault, who, and the passphrase."""

    submitted = Signal(Path, str, str)
    wants_new = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._folder = FolderLine("coffre.dossier", "Dossier du coffre")
        self._folder.changed.connect(self._list_users)
        self._user = QComboBox()
        self._user.setObjectName("coffre.utilisateur")
        self._user.setAccessibleName("Qui ouvre")
        self._passphrase = PassphraseLine("coffre.phrase", "Phrase de passe")
        self._caps = label("La touche Majuscules semble verrouillée.", "problem", "coffre.majuscules")
        self._passphrase.caps.connect(self._show_caps)
        self._passphrase.returnPressed.connect(self._submit)
        go = button("&Ouvrir", "coffre.ouvrir", self._submit, kind="primary")
        new = button("Créer un &nouveau coffre…", "coffre.nouveau", self.wants_new.emit)
        self._form = form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 20)
        form.setSpacing(12)
        form.addRow("Dossier du coffre", self._folder)
        form.addRow("Qui ouvre", self._user)
        form.addRow("Phrase de passe", self._passphrase)
        form.addRow("", self._caps)
        form.addRow("", _side_by_side(go, new))
        self._show_caps(False)

    @property
    def folder(self) -> Path | None:
        return self._folder.folder

    def set_folder(self, folder: Path | None) -> None:
        self._folder.set_folder(folder)

    def focus_first(self) -> None:
        (self._passphrase if self._folder.folder else self._folder).setFocus()
        self._passphrase.selectAll()

    def forget(self) -> None:
        self._passphrase.forget()

    def _show_caps(self, locked: bool) -> None:
        self._form.setRowVisible(self._caps, locked)

    def _list_users(self) -> None:
        self._user.clear()
        folder = self._folder.folder
        try:
            names = () if folder is None else vault.users(folder)
        except Failure:
            names = ()
        self._user.addItems(list(names))
        self._user.setEnabled(len(names) > 1)

    def _submit(self) -> None:
        if self._folder.folder is not None:
            self.submitted.emit(self._folder.folder, self._user.currentText(), self._passphrase.text())


class CreateCard(QFrame):
    """Where the new vault goes, whose it is, and its passphrase twice."""

    submitted = Signal(Path, str, str)
    wants_old = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._folder = FolderLine("nouveau.dossier", "Où ranger le coffre", new=True)
        self._folder.set_folder(Path.home() / NEW_FOLDER)
        self._user = Line()
        self._user.setObjectName("nouveau.utilisateur")
        self._user.setAccessibleName("Votre nom ou vos initiales")
        self._passphrase = PassphraseLine("nouveau.phrase", "Phrase de passe")
        self._again = PassphraseLine("nouveau.phrase_encore", "La même phrase, encore une fois")
        self._again.returnPressed.connect(self._submit)
        self._advice = label(RULE, "hint", "nouveau.conseil")
        self._go = button("&Créer le coffre", "nouveau.creer", self._submit, kind="primary")
        back = button("&Ouvrir un coffre existant…", "nouveau.retour", self.wants_old.emit)
        warning = label(
            "Sans cette phrase, personne ne peut relire le coffre, pas même nous. Écrivez-la et confiez-la, "
            "sous pli fermé, à votre employeur.",
            "hint",
        )
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 20)
        form.setSpacing(10)
        form.addRow("Dossier du coffre", self._folder)
        form.addRow("Votre nom", self._user)
        form.addRow("Phrase de passe", _above(self._passphrase, self._advice))
        form.addRow("Encore une fois", _above(self._again, warning))
        form.addRow("", _side_by_side(self._go, back))
        for line in (self._user, self._passphrase, self._again):
            line.textChanged.connect(self._judge)
        self._judge()

    def focus_first(self) -> None:
        (self._passphrase if self._user.text() else self._user).setFocus()

    def forget(self) -> None:
        self._passphrase.forget()
        self._again.forget()

    def _judge(self) -> None:
        phrase, again = self._passphrase.text(), self._again.text()
        weak = weakness(phrase) if phrase else RULE
        if weak is None and phrase != again:
            weak = "Les deux phrases ne sont pas les mêmes." if again else "Phrase acceptée : retapez-la."
        if weak is None and not self._user.text().strip():
            weak = "Phrase acceptée. Il manque votre nom ou vos initiales."
        self._advice.setText(weak or "Phrase acceptée.")
        self._go.setEnabled(weak is None)

    def _submit(self) -> None:
        if self._go.isEnabled() and self._folder.folder is not None:
            self.submitted.emit(self._folder.folder, self._user.text().strip(), self._passphrase.text())


def _above(line: QWidget, words: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for widget in (line, words):
        column.addWidget(widget)
    box.setFocusProxy(line)
    return box


def _side_by_side(*widgets: QWidget) -> QWidget:
    """On the next line what a large letter leaves no room for."""
    box = QWidget()
    row = FlowLayout(box)
    for widget in widgets:
        row.addWidget(widget)
    return box
