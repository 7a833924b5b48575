"""What an opening may ask besides: the recovery sheet, a passphrase of her own, phrases to hand over."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QVBoxLayout

from models.failure import Failure
from storage import vault
from ui.buttons import button
from ui.labels import label
from ui.lines import Line
from ui.new_phrase import NewPhrase
from ui.side_by_side import side_by_side

_FORGOTTEN = (
    "Un collègue responsable peut refaire votre phrase : Réglages, Utilisateurs. Sinon, la feuille de "
    "secours ouvre le coffre ; recopiez ses quatorze groupes."
)
_PROVISIONAL = (
    "La phrase que vous venez de donner a été faite par quelqu’un d’autre. Choisissez la vôtre, "
    "que personne d’autre ne connaîtra."
)
_TO_HAND_OVER = (
    "Ces personnes n’étaient pas là : leur ancienne phrase n’ouvre plus rien. Notez la nouvelle et "
    "remettez-la à chacune, de la main à la main ; elle servira une fois. Elle ne sera plus montrée."
)


class RecoverCard(QFrame):
    """``submitted`` carries the folder, what was copied from the sheet, who, and the new passphrase."""

    submitted = Signal(Path, str, str, str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._folder: Path | None = None
        self._sheet = Line()
        self._sheet.setObjectName("secours.clef")
        self._sheet.setAccessibleName("Les quatorze groupes de la feuille de secours")
        self._sheet.setPlaceholderText("XXXX XXXX XXXX …")
        self._user = QComboBox()
        self._user.setEditable(True)
        self._user.setObjectName("secours.utilisateur")
        self._user.setAccessibleName("Votre nom")
        self._phrase = NewPhrase("secours", "Nouvelle phrase")
        self._go = button("&Ouvrir avec la feuille", "secours.ouvrir", self._submit, kind="primary")
        back = button("&Retour", "secours.retour", self.given_up.emit)
        for changed in (self._sheet.textChanged, self._user.currentTextChanged, self._phrase.changed):
            changed.connect(self._judge)
        self._phrase.submitted.connect(self._submit)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow("Feuille de secours", self._sheet)
        form.addRow("Votre nom", self._user)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(label("Phrase oubliée", "heading"))
        column.addWidget(label(_FORGOTTEN, "body"))
        column.addLayout(form)
        column.addWidget(self._phrase)
        column.addWidget(side_by_side(self._go, back))
        self._judge()

    def begin(self, folder: Path | None) -> None:
        """For the vault of this folder; its key file may be lost, and then any name will do."""
        self._folder = folder
        self._user.clear()
        try:
            self._user.addItems([] if folder is None else list(vault.users(folder)))
        except Failure:
            self._user.clear()

    def forget(self) -> None:
        self._sheet.clear()
        self._phrase.forget()

    def focus_first(self) -> None:
        self._sheet.setFocus()

    def _judge(self) -> None:
        given = self._sheet.text().strip() and self._user.currentText().strip()
        self._go.setEnabled(bool(given) and self._phrase.accepted and self._folder is not None)

    def _submit(self) -> None:
        if self._go.isEnabled() and self._folder is not None:
            name = self._user.currentText().strip()
            self.submitted.emit(self._folder, self._sheet.text(), name, self._phrase.text)


class ChooseCard(QFrame):
    """``submitted`` carries the passphrase that replaces one made by someone else."""

    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._phrase = NewPhrase("choix", "Votre phrase")
        self._go = button("&Garder cette phrase", "choix.garder", self._submit, kind="primary")
        self._phrase.changed.connect(self._judge)
        self._phrase.submitted.connect(self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(label("Votre phrase de passe", "heading"))
        column.addWidget(label(_PROVISIONAL, "body"))
        column.addWidget(self._phrase)
        column.addWidget(side_by_side(self._go))
        self._judge()

    def forget(self) -> None:
        self._phrase.forget()

    def focus_first(self) -> None:
        self._phrase.setFocus()

    def _judge(self) -> None:
        self._go.setEnabled(self._phrase.accepted)

    def _submit(self) -> None:
        if self._go.isEnabled():
            self.submitted.emit(self._phrase.text)


class HandOverCard(QFrame):
    """Passphrases to hand over, each beside its name."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._list = label("", "banner", "remise.phrases")
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._go = button("C’est &noté", "remise.notee", self.finished.emit, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(label("Phrases à remettre", "heading"))
        column.addWidget(label(_TO_HAND_OVER, "body"))
        column.addWidget(self._list)
        column.addWidget(side_by_side(self._go))

    def begin(self, phrases: Mapping[str, str]) -> None:
        self._list.setText("\n".join(f"{name} : {phrase}" for name, phrase in phrases.items()))

    def forget(self) -> None:
        self._list.setText("")

    def focus_first(self) -> None:
        self._go.setFocus()
