"""The recovery sheet: printed, then proved by copying two groups back from the paper."""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QVBoxLayout

from exports.recovery_sheet import recovery_sheet
from models.departure import Departure
from models.failure import Failure
from models.journal import Act
from storage.vault import Vault
from ui import outgoing
from ui.buttons import button
from ui.file_choice import choose_file
from ui.labels import label
from ui.lines import Line, Today
from ui.printing import ask_to_print
from ui.side_by_side import side_by_side

NAME, TITLE = "feuille.pdf", "Feuille"
"""Nothing in the name of what it is for."""

_WHY = (
    "Si plus personne n’a sa phrase de passe, cette feuille ouvre le coffre ; sans elle, tout serait perdu. "
    "Imprimez-la deux fois et mettez chaque exemplaire sous pli fermé, en deux lieux différents."
)
_PROOF = "Recopiez ces deux groupes depuis le papier : c’est la preuve qu’il se relit."
_FILE = (
    "Un fichier peut être copié par d’autres : ne l’enregistrez que pour l’imprimer ailleurs, sur une clé "
    "que vous effacerez."
)


class SheetCard(QFrame):
    """``finished`` is emitted once the sheet is proved, or put off."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._vault: Vault | None = None
        self._today: Today | None = None
        self._places = (0, 1)
        self._title = label("", "heading", "secours.titre")
        self._problem = label("", "problem", "secours.probleme")
        self._lines = (Line(8), Line(8))
        self._labels = (label("", "body"), label("", "body"))
        self._print = button("&Imprimer…", "secours.imprimer", self._ask_to_print, kind="primary")
        save = button("Enregistrer en &PDF…", "secours.enregistrer", self._ask_to_save)
        self._end = button("&Vérifier et terminer", "secours.verifier", self._verify)
        later = button("Plus &tard", "secours.plus_tard", self.finished.emit)
        form = QFormLayout()
        for number, (words, line) in enumerate(zip(self._labels, self._lines, strict=True)):
            line.setObjectName(f"secours.groupe_{number + 1}")
            line.returnPressed.connect(self._verify)
            form.addRow(words, line)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(label(_WHY, "body"))
        column.addWidget(side_by_side(self._print, save))
        column.addWidget(label(_FILE, "hint"))
        column.addWidget(label(_PROOF, "body"))
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(side_by_side(self._end, later))
        self._problem.hide()

    def begin(self, vault: Vault, today: Today, title: str) -> None:
        """For this vault; other groups are asked for each time."""
        self._vault, self._today = vault, today
        self._title.setText(title)
        count = len(vault.paper_key.groups())
        first, second = sorted(secrets.SystemRandom().sample(range(count), 2))
        self._places = first, second
        for place, words, line in zip(self._places, self._labels, self._lines, strict=True):
            words.setText(f"Groupe {place + 1}")
            line.setAccessibleName(f"Groupe {place + 1} de la feuille")
            line.clear()
        self._tell("")

    def forget(self) -> None:
        """The vault is closed: nothing of it stays here."""
        self._vault = None
        for line in self._lines:
            line.clear()
        for window in self.findChildren(QFrame, "impression"):
            window.close()

    def focus_first(self) -> None:
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def export(self, path: Path) -> None:
        """Write the sheet as PDF; a refusal is told here, and nothing is written."""
        vault = self._open()
        try:
            outgoing.leave(vault, Departure.SECOURS, path, self._pdf(), replace=True)
        except Failure as failure:
            self._tell(str(failure))
            return
        self._tell("")
        self._lines[0].setFocus()

    def _open(self) -> Vault:
        assert self._vault is not None, "begun for no vault"
        return self._vault

    def _pdf(self) -> bytes:
        assert self._today is not None
        opened = self._open()
        return recovery_sheet(opened.paper_key.groups(), opened.mark, self._today())

    def _ask_to_print(self) -> None:
        self._tell("")
        ask_to_print(self, TITLE, self._pdf(), self._printed, lambda failure: self._tell(str(failure)))

    def _printed(self) -> None:
        self._open().journal.note(Act.CLEF_PAPIER)
        self._lines[0].setFocus()

    def _ask_to_save(self) -> None:
        choose_file(self, "Enregistrer la feuille", Path.home() / NAME, "PDF (*.pdf)", self.export)

    def _verify(self) -> None:
        assert self._today is not None
        copied = [(place, line.text()) for place, line in zip(self._places, self._lines, strict=True)]
        try:
            self._open().paper_key.check(copied, self._today())
        except Failure as failure:
            self._tell(str(failure))
            return
        self.finished.emit()

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
