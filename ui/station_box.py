"""What the station says of itself, in Réglages: autosaved like the rest."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.forms import poste
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk
from ui.saver import PAUSE

WHY = (
    "Ce nom paraît en tête des comptages et du rapport de renouvellement ; les postes donnent le temps de"
    " travail et le financement de l’année. Rien ici ne concerne une personne reçue."
)


class StationBox(QWidget):
    """The form of the station; nothing of it is in any count."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = FormView(poste.FORM, desk.today, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._save)
        self._view.edited.connect(self._timer.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Le service et son financement", "heading"))
        column.addWidget(label(WHY, "hint"))
        column.addWidget(self._view)

    def arrive(self) -> None:
        """Show what is kept."""
        self._view.show_answers(self._desk.vault.station.answers)

    def flush(self) -> None:
        """Save what is being typed, now."""
        self._view.settle()
        self._save()

    def _save(self) -> None:
        self._timer.stop()
        station = self._desk.vault.station
        if self._view.answers() == station.answers:
            return
        with self._desk.notices.telling():
            self._desk.notices.saved.emit(station.save(self._view.answers()))
