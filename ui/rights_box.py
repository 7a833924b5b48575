"""What one person may ask, by her code: an extract of her file, or that it be erased."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports import access
from models.casework import Person
from models.departure import Departure
from ui import outgoing, rights
from ui.buttons import button
from ui.confirmation import Confirmation
from ui.file_choice import choose_file
from ui.labels import label
from ui.lines import Line
from ui.page import Desk

_ACCESS = "Accès : tout ce qui est noté d’elle, sans ce qui concerne les autres ; à remettre sous un mois."


class RightsBox(QWidget):
    """``erase`` erases the file of the person with this identifier."""

    def __init__(self, desk: Desk, confirmation: Confirmation, erase: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._confirmation, self._erase = desk, confirmation, erase
        self._code = Line()
        self._code.setObjectName("conservation.code")
        self._code.setAccessibleName("Code de la personne")
        self._code.setPlaceholderText("Code, par exemple VE8-NKY")
        row = QHBoxLayout()
        row.addWidget(button("E&xtrait pour elle (PDF)…", "conservation.extrait", self._ask_access))
        row.addWidget(button("E&ffacer sa fiche…", "conservation.effacer", self._ask_erasure, destroys=True))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(_ACCESS, "hint"))
        column.addWidget(self._code)
        column.addLayout(row)

    def write_access(self, person: Person, path: Path) -> None:
        """The extract as PDF."""
        vault = self._desk.vault
        with self._desk.notices.telling():
            drawn = rights.access_pdf(vault, person.record, self._desk.today())
            outgoing.leave(vault, Departure.ACCES, path, drawn, about=person.record, replace=True)
            self._desk.notices.tell(
                "Extrait enregistré, lisible par tous. Relisez les récits avant de le remettre : qui n’a pas "
                "de fiche "
                "ici n’y est pas masqué.",
                lasting=True,
            )

    def _person(self) -> Person | None:
        try:
            return self._desk.vault.records.person_by_code(self._code.text())
        except KeyError:
            self._desk.notices.fail(
                "Aucune personne n’a ce code dans ce coffre. Il s’affiche en haut de sa fiche, par exemple "
                "VE8-NKY."
            )
            return None

    def _ask_access(self) -> None:
        if person := self._person():
            proposed = Path.home() / access.NAME
            choose_file(
                self,
                "Où enregistrer l’extrait",
                proposed,
                "PDF (*.pdf)",
                lambda path: self.write_access(person, path),
            )

    def _ask_erasure(self) -> None:
        if person := self._person():
            self._confirmation.ask(
                f"Tapez de nouveau le code {person.code} pour effacer tout ce qui concerne cette personne, "
                "définitivement.",
                lambda: self._erase(person.record.id),
                person.code,
            )
