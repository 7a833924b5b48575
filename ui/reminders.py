"""What the page of the day reminds of, a line each: a copy elsewhere, and the sheet that opens the vault."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from models.backup import ALARM_AFTER, REMIND_AFTER
from models.roles import Action, may
from storage.vault import Vault
from ui.buttons import button
from ui.labels import label
from ui.preferences import Preferences


class Reminder(QFrame):
    """Hidden while there is nothing to say; ``wanted`` when what it reminds of is to be done now."""

    wanted = Signal()

    def __init__(self, name: str, action: str, code: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._sentence = label("", "hint", f"{name}.phrase")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self._sentence, 1)
        self.row.addWidget(button(action, f"{name}.{code}", self.wanted.emit))
        self.hide()

    def tell(self, sentence: str, *, alarming: bool) -> None:
        self._sentence.setProperty("role", "problem" if alarming else "hint")
        self._sentence.style().polish(self._sentence)
        self._sentence.setText(sentence)


class BackupReminder(Reminder):
    """How long ago the last backup on another disk is: a line, then a warning."""

    def __init__(self) -> None:
        super().__init__("rappel", "Sauvegarder…", "sauvegarder")

    def remind(self, since: timedelta) -> None:
        """Say it, when it has been long enough."""
        told = f"Aucune sauvegarde sur une clé USB depuis {since.days} jours."
        if alarming := since >= ALARM_AFTER:
            told += " Si ce disque tombe en panne, tout ce qui a été noté depuis est perdu."
        self.tell(told, alarming=alarming)
        self.setVisible(since >= REMIND_AFTER)


class SheetReminder(Reminder):
    """Until the recovery sheet was copied back, to who may print it; put off for some days at a time."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("rappel_feuille", "Feuille de secours…", "imprimer")
        self._preferences = preferences
        self._today: date | None = None
        later = button("Plus tard", "rappel_feuille.plus_tard", self._put_off)
        later.setToolTip("Rappeler dans une semaine")
        self.row.addWidget(later)
        self.tell(
            "La feuille de secours n’a pas encore été imprimée et relue : si plus personne n’a sa phrase, "
            "tout est perdu.",
            alarming=False,
        )

    def remind(self, vault: Vault, today: date) -> None:
        """Nothing is said of a demonstration, of which everybody knows the passphrase."""
        self._today = today
        lacks = vault.paper_key.checked_on is None and not vault.is_fictitious
        hers = may(vault.users.me.role, Action.SECOURS)
        self.setVisible(lacks and hers and not self._preferences.puts_off_sheet(today))

    def _put_off(self) -> None:
        assert self._today is not None, "it was shown"
        self._preferences.put_off_sheet(self._today)
        self.hide()
