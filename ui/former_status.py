"""Under the status of a situation, the one it had before: who counts whom as what is never a riddle."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from models.casework import Record
from models.dates import written
from models.forms import accueil
from models.wording import words
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk

_COUNTED = "Les chiffres publiés gardent le statut d’alors ; tout est dans l’historique (Ctrl+H)."


class FormerStatus:
    """One line, only once the status was changed."""

    def __init__(self, desk: Desk, situation: Record, view: FormView) -> None:
        self._desk, self._situation = desk, situation
        self.sentence: QLabel = label("", "hint", "statut.avant")
        column = QVBoxLayout(view.below(accueil.STATUT))
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sentence)
        self.remember()

    def remember(self) -> None:
        """The situation was saved: read again what its status was."""
        told = self._former()
        self.sentence.setText(told)
        self.sentence.setVisible(bool(told))

    def _former(self) -> str:
        """« Jusqu’au 02/07/2012 : Victime (changé par Claire). », as the history has it."""
        vault = self._desk.vault
        changes = (each for each in vault.records.changes(self._situation) if each.field is accueil.STATUT)
        was = next((each for each in changes if each.before[accueil.STATUT] is not None), None)
        if was is None:
            return ""
        status = words(was.before, accueil.STATUT)
        day = written(was.at.date())
        return f"Jusqu’au {day} : {status} (changé par {vault.name_of(was.author)}). {_COUNTED}"
