"""How long ago the last backup on another disk is, on the page of the day: a line, then a warning."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from models.backup import ALARM_AFTER, REMIND_AFTER
from ui.buttons import button
from ui.labels import label


class BackupReminder(QFrame):
    """Hidden while there is nothing to say."""

    wants_backup = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rappel")
        self._sentence = label("", "hint", "rappel.phrase")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sentence, 1)
        row.addWidget(button("Sauvegarder…", "rappel.sauvegarder", self.wants_backup.emit))
        self.hide()

    def remind(self, since: timedelta) -> None:
        """Say it, when it has been long enough."""
        told = f"Aucune sauvegarde sur une clé USB depuis {since.days} jours."
        if alarming := since >= ALARM_AFTER:
            told += " Si ce disque tombe en panne, tout ce qui a été noté depuis est perdu."
        self._sentence.setProperty("role", "problem" if alarming else "hint")
        self._sentence.style().polish(self._sentence)
        self._sentence.setText(told)
        self.setVisible(since >= REMIND_AFTER)
