"""Réglages: each setting says what it protects."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from ui.backup_box import BackupBox
from ui.buttons import button
from ui.labels import label
from ui.number_box import NumberBox
from ui.page import Desk, Page
from ui.preferences import LEAST_IDLE, MOST_IDLE
from ui.scroll import Scroll
from ui.station_box import StationBox
from ui.users_box import UsersBox

_NAMES = (
    "Sans cela, l’écran ne montre que les codes, et le nom quand vous le demandez : qui entre, ou regarde"
    " par-dessus l’épaule, n’apprend pas qui vous recevez. À ne cocher que si personne d’autre ne voit"
    " l’écran."
)


_KEPT = (
    "Les dossiers anciens à éliminer, le bordereau, les durées, et ce qu’une personne peut demander : une "
    "copie de son dossier, ou qu’on l’efface."
)
_IDLE = (
    "Le coffre se verrouille aussi tout de suite quand la session de l’ordinateur est verrouillée ou mise en"
    " veille, et par F12 ou Ctrl+L. Rien de ce qui est tapé n’est perdu : après la phrase de passe, vous"
    " retrouvez la page où vous étiez."
)


class Reglages(Page):
    """The settings of this workstation first, then those that the vault keeps."""

    wants_conservation = Signal()
    wants_journal = Signal()
    wants_about = Signal()
    wants_import = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("reglages", "Réglages")
        journal = button("&Journal des accès…", "reglages.journal", self.wants_journal.emit)
        about = button("À &propos et protections…", "reglages.apropos", self.wants_about.emit)
        self._preferences = desk.preferences
        self._names = QCheckBox("Afficher les noms sans qu’on le demande")
        self._names.setObjectName("reglages.noms")
        self._names.setAccessibleDescription(_NAMES)
        self._names.setChecked(self._preferences.shows_names)
        self._names.toggled.connect(self._preferences.show_names)
        title = "Minutes sans rien toucher avant le verrouillage"
        self._idle = NumberBox("reglages.verrouillage", title, LEAST_IDLE, MOST_IDLE, " min")
        self._idle.setAccessibleDescription(_IDLE)
        self._idle.setValue(self._preferences.idle_minutes)
        self._idle.valueChanged.connect(self._preferences.allow_idle)
        lock = QHBoxLayout()
        question = label("Verrouiller quand personne ne touche rien pendant", "body")
        question.setWordWrap(False)
        lock.addWidget(question)
        lock.addWidget(self._idle)
        lock.addStretch(1)
        area = Scroll(self)
        box = QFrame(area.holder)
        box.setProperty("role", "section")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 10, 14, 14)
        inner.addWidget(label("Discrétion, sur ce poste de travail seulement", "heading"))
        inner.addWidget(self._names)
        inner.addWidget(label(_NAMES, "hint"))
        inner.addLayout(lock)
        inner.addWidget(label(_IDLE, "hint"))
        self._backups = BackupBox(desk, area.holder)
        kept = QFrame(area.holder)
        kept.setProperty("role", "section")
        inner = QVBoxLayout(kept)
        inner.setContentsMargins(14, 10, 14, 14)
        inner.addWidget(label("Conservation et droits des personnes", "heading"))
        inner.addWidget(label(_KEPT, "hint"))
        go = button("Conservation des d&ossiers…", "reglages.conservation", self.wants_conservation.emit)
        inner.addWidget(go, alignment=Qt.AlignmentFlag.AlignLeft)
        self._station = StationBox(desk, area.holder)
        self.users = UsersBox(desk, area.holder)
        area.add(box)
        area.add(self.users)
        area.add(self._backups)
        area.add(kept)
        area.add(self._station)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label("Réglages", "title"), 1)
        head.addWidget(button("&Importer les années passées…", "reglages.importer", self.wants_import.emit))
        head.addWidget(journal)
        head.addWidget(about)
        column.addLayout(head)
        column.addWidget(area, 1)

    def arrive(self) -> None:
        self._backups.arrive()
        self._station.arrive()
        self.users.arrive()

    def flush(self) -> None:
        self._station.flush()
        self.users.leave()

    def focus_first(self) -> None:
        self._names.setFocus()
