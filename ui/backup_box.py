"""Sauvegardes, in Réglages: where they are, when the last ones were made, and making one now."""

import threading
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from exports import certificate
from models.backup import Place
from models.departure import Departure
from models.failure import Failure
from models.journal import Act
from storage import backups, restoration
from storage.backups import Made
from storage.restoration import Tried
from ui import outgoing, safeguards
from ui.buttons import button
from ui.file_choice import choose_file, choose_folder
from ui.labels import label
from ui.page import Desk

WHY = (
    "Une sauvegarde est un seul fichier chiffré, relu et vérifié, qui s’ouvre avec les mêmes phrases de "
    "passe. "
    "Celles de ce poste se font seules, à la fermeture ; mais elles sont sur le même disque que le coffre. "
    "Faites-en une chaque semaine sur une clé USB, rangée ailleurs. Aucune n’est gardée plus de 60 jours : "
    "ce qui "
    "est éliminé du coffre doit disparaître aussi des sauvegardes."
)
RESTORE = (
    "Pour revenir à une sauvegarde : verrouillez (F12), puis « Restaurer une sauvegarde… ». Le coffre "
    "d’aujourd’hui est alors mis de côté, jamais effacé."
)


class BackupBox(QFrame):
    """Its parts are disabled while one of them works."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "section")
        self._desk = desk
        self._work = desk.backing_up
        self._trying = threading.Event()
        self.tried: Tried | None = None
        self._here = label("", "body", "sauvegardes.poste")
        self._stick = label("", "body", "sauvegardes.cle")
        self._now = button("&Sauvegarder maintenant", "sauvegardes.maintenant", self.back_up_here)
        self._known = button("", "sauvegardes.cle_connue", self._back_up_there, kind="primary")
        self._ask = button("Sauvegarder sur une &clé…", "sauvegardes.ailleurs", self._ask_stick)
        self._drill = button("&Exercice de restauration", "sauvegardes.exercice", self.drill)
        self._drill.setAccessibleDescription(
            "Restaure la dernière sauvegarde de ce poste à part, la compare, l’efface, et donne un "
            "certificat daté."
        )
        self._stop = button("Arrêter", "sauvegardes.arreter", self.stop)
        self._progress = QProgressBar()
        self._progress.setObjectName("sauvegardes.progression")
        self._progress.setAccessibleName("Progression de la sauvegarde")
        self._progress.setRange(0, 1000)
        self._work.advanced.connect(self._progress.setValue)
        self._work.ended.connect(lambda: self._allow(True))
        self._lay_out()
        self._allow(True)

    @property
    def is_working(self) -> bool:
        """Whether something is under way."""
        return self._stop.isVisibleTo(self)

    def arrive(self) -> None:
        """Say when the last ones were made."""
        today, kept = self._desk.today(), self._desk.vault.backups
        here, there = kept.last(Place.POSTE), kept.last(Place.CLE)
        self._here.setText(
            f"Sur ce poste : {safeguards.told_last(here.at if here else None, today)}. Dossier : "
            f"{kept.folder}"
        )
        self._stick.setText(
            f"Sur un autre disque : {safeguards.told_last(there.at if there else None, today)}."
        )
        stick = self._desk.preferences.stick
        self._known.setVisible(stick is not None and stick.is_dir())
        self._known.setText(f"Sauvegarder dans « {stick.name if stick else ''} »".replace("&", "&&"))
        self._known.setToolTip(str(stick or ""))

    def back_up_here(self) -> None:
        """One more beside the vault."""
        self._start(self._desk.vault.backups.folder)

    def back_up_in(self, folder: Path) -> None:
        """One in a folder that is chosen, which is remembered."""
        self._desk.preferences.remember_stick(folder)
        self._start(folder)

    def drill(self) -> None:
        """Restore the latest backup of this workstation elsewhere, compare it, and take it away."""
        vault = self._desk.vault
        source = vault.backups.source
        made = backups.found(vault.backups.folder, source.vault_id)
        if not made:
            self._desk.notices.tell(
                "Faites d’abord une sauvegarde sur ce poste : l’exercice restaure la dernière."
            )
            return
        self._allow(False)
        self._progress.setRange(0, 0)
        self._trying = stopped = threading.Event()
        self._desk.jobs.start(
            self,
            lambda: restoration.drill(made[0], source, stopped=stopped.is_set),
            self._tried,
            self._refused,
        )

    def stop(self) -> None:
        """Give up what is under way."""
        self._work.stop()
        self._trying.set()

    def _start(self, folder: Path) -> None:
        self._allow(False)
        self._work.start(folder, self._made, self._refused)

    def _made(self, made: Made) -> None:
        self.arrive()
        self._desk.notices.tell(safeguards.told_made(made), lasting=True)

    def _refused(self, failure: Failure) -> None:
        self._allow(True)
        self._desk.notices.fail(str(failure))

    def _tried(self, tried: Tried) -> None:
        self._allow(True)
        self.tried = tried
        with self._desk.notices.telling():
            self._desk.vault.journal.note(Act.EXERCICE)
            safeguards.refuse_damaged(tried)
            self._desk.notices.tell(
                f"La sauvegarde du {safeguards.moment(tried.made_at)} a été restaurée à part, comparée et "
                "effacée : "
                "elle rend le coffre entier.",
                "Enregistrer le certificat…",
                lambda: self._ask_certificate(tried),
                lasting=True,
            )

    def _ask_certificate(self, tried: Tried) -> None:
        proposed = Path.home() / certificate.NAME
        choose_file(
            self,
            "Où enregistrer le certificat",
            proposed,
            "PDF (*.pdf)",
            lambda path: self.certify(tried, path),
        )

    def certify(self, tried: Tried, path: Path) -> None:
        """Write what the drill leaves on paper."""
        vault = self._desk.vault
        with self._desk.notices.telling():
            drawn = safeguards.certificate_pdf(vault, tried, self._desk.today(), outgoing.service(vault))
            outgoing.leave(vault, Departure.EXERCICE, path, drawn, replace=True)
            self._desk.notices.tell("Certificat enregistré. Il ne contient que des nombres et des dates.")

    def _ask_stick(self) -> None:
        choose_folder(self, "Clé ou dossier où sauvegarder", self.back_up_in)

    def _back_up_there(self) -> None:
        if stick := self._desk.preferences.stick:
            self._start(stick)

    def _allow(self, free: bool) -> None:
        for each in (self._now, self._known, self._ask, self._drill):
            each.setEnabled(free)
        self._progress.setRange(0, 1000)
        self._progress.setValue(0)
        self._progress.setVisible(not free)
        self._stop.setVisible(not free)

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        for each in (self._known, self._ask, self._now, self._drill):
            actions.addWidget(each)
        actions.addStretch(1)
        work = QHBoxLayout()
        work.addWidget(self._progress, 1)
        work.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.addWidget(label("Sauvegardes", "heading"))
        column.addWidget(label(WHY, "hint"))
        column.addWidget(self._stick)
        column.addWidget(self._here)
        column.addLayout(actions)
        column.addLayout(work)
        column.addWidget(label(RESTORE, "hint"))
