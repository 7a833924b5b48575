"""Ordonnance de protection: the dossier, filled from the situation, and its draft."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from exports import files
from models.casework import ORDONNANCE, PERSONNE, SITUATION
from models.failure import Failure
from models.fields import Answers, AnyField
from models.forms import accueil, ordonnance, personne
from models.wording import words
from ui import outgoing
from ui.form_view import FormView
from ui.page import Desk, Page
from ui.pages.personne import NameLine
from ui.saver import Saver
from ui.scroll import scrolled

WARNING = (
    "Tout ce qui figure dans la requête et ses pièces sera remis à la partie adverse (art. 1136-3 du "
    "code de procédure civile). Relisez avec la personne ce qui pourrait la faire retrouver."
)

_TAKEN_FROM_PERSON = (
    personne.NOM,
    personne.NOM_USAGE,
    personne.PRENOM,
    personne.NAISSANCE,
    personne.ADRESSE,
    personne.TELEPHONE,
)
_TAKEN_FROM_INTAKE = (accueil.STATUT, accueil.PROBLEMATIQUE, accueil.LIEN, accueil.ENFANTS)


class OrdonnancePage(Page):
    """Emits the identifier of the situation to go back to, and the path of the draft once written."""

    wants_situation = Signal(str)
    exported = Signal(Path)

    def __init__(self, desk: Desk, situation_id: str) -> None:
        super().__init__("ordonnance", "Ordonnance de protection")
        self._desk = desk
        records = desk.vault.records
        self._situation = records.get(SITUATION, situation_id)
        person = records.get(PERSONNE, self._situation.owner_id or "")
        found = records.of(self._situation, ORDONNANCE)
        record = found[0] if found else records.add(ORDONNANCE, Answers(ORDONNANCE.form), self._situation)
        self._view = FormView(ordonnance.FORM, desk.today)
        self._saver = Saver(records, record, self._view, desk.notices)
        self._problem = QLabel()
        self._problem.setObjectName("ordonnance.probleme")
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._view.edited.connect(self._problem.hide)
        self._lay_out(NameLine(desk, person.id), self._taken(person.answers))

    def arrive(self) -> None:
        self._view.focus_on(ordonnance.FORM.fields[0])

    def flush(self) -> None:
        self._saver.flush()

    def export(self, path: Path) -> None:
        """Write the draft; a refusal is told on the page, and nothing is written."""
        self.flush()
        self._problem.hide()
        try:
            files.write(path, outgoing.draft(self._desk.vault, self._situation, self._desk.today()))
        except Failure as failure:
            self._problem.setText(str(failure))
            self._problem.show()
            return
        self._desk.notices.tell(f"Brouillon enregistré : {path}.")
        self.exported.emit(path)

    def _ask_path(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Enregistrer le brouillon", str(Path.home() / outgoing.DRAFT_NAME), "PDF (*.pdf)"
        )
        if chosen:
            self.export(Path(chosen))

    def _taken(self, person: Answers) -> QFrame:
        """What the draft takes from the file, so that nothing is typed twice."""
        box = QFrame()
        box.setProperty("role", "section")
        column = QVBoxLayout(box)
        column.addWidget(_label("Repris de la fiche et de la situation", "heading"))
        column.addWidget(_label("Pour corriger, revenez à la situation ; le brouillon suivra.", "hint"))
        situation = self._situation.answers
        for answers, fields in ((person, _TAKEN_FROM_PERSON), (situation, _TAKEN_FROM_INTAKE)):
            for field in fields:
                column.addWidget(_taken_line(answers, field))
        column.addStretch()
        return box

    def _lay_out(self, name: NameLine, taken: QWidget) -> None:
        back = QPushButton("Revenir à la situation")
        back.setObjectName("ordonnance.situation")
        back.clicked.connect(lambda: self.wants_situation.emit(self._situation.id))
        write = QPushButton("Enregistrer le brouillon PDF…")
        write.setObjectName("ordonnance.enregistrer")
        write.setProperty("primary", True)
        write.clicked.connect(self._ask_path)
        left = scrolled(taken)
        left.setFixedWidth(320)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(left)
        body.addWidget(scrolled(self._view), 1)
        end = QHBoxLayout()
        end.addWidget(back)
        end.addStretch()
        end.addWidget(write)
        column = QVBoxLayout(self)
        column.addWidget(name)
        column.addWidget(_label(WARNING, "banner"))
        column.addLayout(body, 1)
        column.addWidget(self._problem)
        column.addLayout(end)


def _taken_line(answers: Answers, field: AnyField) -> QLabel:
    return _label(f"{field.label} : {words(answers, field) or 'à compléter'}", "body")


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
