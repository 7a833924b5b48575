"""The two ways into a vault: open the one that is there, or make a new one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QVBoxLayout, QWidget

from models.failure import Failure
from storage import vault
from ui.buttons import button
from ui.folder_line import NEW_FOLDER, FolderLine
from ui.labels import label
from ui.lines import Line
from ui.new_phrase import NewPhrase
from ui.passphrase_line import PassphraseLine
from ui.side_by_side import side_by_side


class OpenCard(QFrame):
    """Which vault, who, and the passphrase."""

    submitted = Signal(Path, str, str)
    wants_new = Signal()
    wants_recovery = Signal()

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
        self._go = button("&Ouvrir", "coffre.ouvrir", self._submit, kind="primary")
        forgotten = button("Phrase oubliée…", "coffre.oubliee", self.wants_recovery.emit, kind="link")
        new = button("Créer un &nouveau coffre…", "coffre.nouveau", self.wants_new.emit)
        self._form = form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 20)
        form.setSpacing(12)
        form.addRow("Dossier du coffre", self._folder)
        form.addRow("Qui ouvre", self._user)
        form.addRow("Phrase de passe", self._passphrase)
        form.addRow("", self._caps)
        form.addRow("", side_by_side(self._go, new))
        form.addRow("", forgotten)
        self._show_caps(False)

    def set_folder(self, folder: Path | None) -> None:
        self._folder.set_folder(folder)

    def showEvent(self, event: QShowEvent) -> None:
        """Users come and go while the vault is open."""
        super().showEvent(event)
        self._list_users()

    @property
    def folder(self) -> Path | None:
        return self._folder.folder

    def wait(self, seconds: int) -> None:
        """Until the next try is possible: nothing can be submitted."""
        self._go.setEnabled(not seconds)
        self._go.setText(f"Ouvrir ({seconds} s)" if seconds else "&Ouvrir")

    def focus_first(self) -> None:
        (self._passphrase if self._folder.folder else self._folder).setFocus()
        self._passphrase.selectAll()

    def forget(self) -> None:
        self._passphrase.forget()

    def _show_caps(self, locked: bool) -> None:
        self._form.setRowVisible(self._caps, locked)

    def _list_users(self) -> None:
        before, folder = self._user.currentText(), self._folder.folder
        self._user.clear()
        try:
            names = () if folder is None else vault.users(folder)
        except Failure:
            names = ()
        self._user.addItems(list(names))
        if before in names:
            self._user.setCurrentText(before)
        self._user.setEnabled(len(names) > 1)

    def _submit(self) -> None:
        if self._folder.folder is not None and self._go.isEnabled():
            self.submitted.emit(self._folder.folder, self._user.currentText(), self._passphrase.text())


class CreateCard(QFrame):
    """A new vault, in two short steps: where and whose, then its passphrase; the sheet is the third."""

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
        self._phrase = NewPhrase("nouveau")
        self._next = button("&Suivant", "nouveau.suivant", self._go_on, kind="primary")
        self._go = button("&Créer le coffre", "nouveau.creer", self._submit, kind="primary")
        self._user.textChanged.connect(self._judge)
        self._user.returnPressed.connect(self._go_on)
        self._phrase.changed.connect(self._judge)
        self._phrase.submitted.connect(self._submit)
        self._steps = (self._first_step(), self._second_step())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        for step in self._steps:
            column.addWidget(step)
        self._show(0)
        self._judge()

    def focus_first(self) -> None:
        (self._user if self._steps[1].isHidden() else self._phrase).setFocus()

    def forget(self) -> None:
        self._phrase.forget()
        self._show(0)

    def _first_step(self) -> QWidget:
        back = button("&Ouvrir un coffre existant…", "nouveau.retour", self.wants_old.emit)
        step = QWidget()
        form = QFormLayout(step)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addRow(label("Étape 1 sur 3 — Où et pour qui", "heading"))
        form.addRow("Dossier du coffre", self._folder)
        form.addRow("Votre nom", self._user)
        form.addRow("", label("Il dira qui a ouvert le coffre ; d’autres s’ajoutent dans Réglages.", "hint"))
        form.addRow("", side_by_side(self._next, back))
        return step

    def _second_step(self) -> QWidget:
        before = button("&Précédent", "nouveau.precedent", lambda: self._turn_to(0))
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label("Étape 2 sur 3 — Votre phrase de passe", "heading"))
        column.addWidget(self._phrase)
        column.addWidget(side_by_side(self._go, before))
        return step

    def _show(self, number: int) -> None:
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)

    def _turn_to(self, number: int) -> None:
        self._show(number)
        self.focus_first()

    def _go_on(self) -> None:
        if self._next.isEnabled():
            self._turn_to(1)

    def _judge(self) -> None:
        self._next.setEnabled(bool(self._user.text().strip()))
        self._go.setEnabled(self._phrase.accepted and self._next.isEnabled())

    def _submit(self) -> None:
        if self._go.isEnabled() and self._folder.folder is not None:
            self.submitted.emit(self._folder.folder, self._user.text().strip(), self._phrase.text)
