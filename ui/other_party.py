"""The other party of an affair, received here too: two files, and a wall between them."""

import contextlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.casework import ORDONNANCE, Person, Record
from models.failure import Failure
from models.forms import ordonnance
from ui import outgoing
from ui.buttons import button
from ui.labels import label
from ui.lines import Line
from ui.page import Desk

LINKED, NOT_LINKED, MAYBE = "Lien noté", "Lien", "Lien à vérifier"
"""What is always in sight, and tells whoever sits there neither with whom nor of what."""

_WALL = (
    "Deux fiches, séparées : rien de l’une ne s’affiche depuis l’autre, et un document est refusé s’il laisse"
    " lire où vit, travaille ou téléphone celle dont il n’est pas fait."
)
_HOW = "Si l’autre personne de cette affaire est reçue ici aussi, tapez le code de sa fiche, ou son nom."


def title(desk: Desk, situation: Record) -> str:
    """One line, for when the rest is folded."""
    if desk.vault.affairs.others(situation):
        return LINKED
    return MAYBE if _found(desk, situation, _defendant(desk, situation)) else NOT_LINKED


def _found(desk: Desk, situation: Record, name: str) -> list[Person]:
    """The other persons of this name."""
    return [each for each in desk.vault.records.search(name) if each.record.id != situation.owner_id]


def _defendant(desk: Desk, situation: Record) -> str:
    """How her order calls the other party; nothing without a first name, which would say too little."""
    for order in desk.vault.records.of(situation, ORDONNANCE):
        names = [order.answers[field] for field in (ordonnance.DEFENDEUR_NOM, ordonnance.DEFENDEUR_PRENOM)]
        return " ".join(filter(None, names)) if all(names) else ""
    return ""


class OtherParty(QWidget):
    """``changed`` is emitted once the two files are linked, or no longer are."""

    changed = Signal()

    def __init__(self, desk: Desk, situation: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._situation = desk, situation
        self._words = label("", "hint", "partie.phrase")
        self._code = Line(24)
        self._code.setObjectName("partie.code")
        self._code.setAccessibleName("Code de la fiche de l’autre partie, ou son nom")
        self._code.setPlaceholderText("VE8-NKY, ou un nom")
        self._code.returnPressed.connect(self._link)
        self._join = button("&Lier les deux fiches", "partie.lier", self._link)
        self._part = button("Défaire le lien", "partie.delier", self._unlink, destroys=True)
        row = QHBoxLayout()
        for widget in (self._code, self._join, self._part):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addLayout(row)
        self._tell()

    def _link(self) -> None:
        with self._desk.notices.telling():
            vault = self._desk.vault
            other = self._named(self._code.text())
            vault.affairs.link(self._situation, outgoing.latest_situation(vault, other.code))
            self._code.clear()
            self._tell()
            self._part.setFocus()
            self._desk.notices.tell("Lien noté.", "Défaire le lien", self._unlink)

    def _named(self, text: str) -> Person:
        """The person of this code, or else the only one found by this name; nothing of her is shown here."""
        records = self._desk.vault.records
        with contextlib.suppress(KeyError):
            return records.person_by_code(text)
        found = _found(self._desk, self._situation, text)
        if len(found) == 1:
            return found[0]
        if found:
            raise Failure(
                f"{len(found)} fiches répondent à ce nom : tapez le code de la bonne, affiché en haut de sa"
                " fiche. Rien n’a été lié."
            )
        raise Failure(
            "Aucune personne n’a ce code ni ce nom dans ce coffre. Le code s’affiche en haut de sa fiche, par"
            " exemple VE8-NKY. Rien n’a été lié."
        )

    def _unlink(self) -> None:
        with self._desk.notices.telling():
            self._desk.vault.affairs.unlink(self._situation)
            self._tell()
            self._code.setFocus()

    def _tell(self) -> None:
        linked = bool(self._desk.vault.affairs.others(self._situation))
        if not linked and not self._code.text() and title(self._desk, self._situation) == MAYBE:
            self._code.setText(_defendant(self._desk, self._situation))
        self._words.setText(_WALL if linked else _HOW)
        for widget, shown in ((self._code, not linked), (self._join, not linked), (self._part, linked)):
            widget.setVisible(shown)
        self.changed.emit()
