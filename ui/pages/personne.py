"""Personne: one human being, how to reach her safely, and everything that happened."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.casework import ACTE, EVALUATION, ORIENTATION, SITUATION, Record
from models.contact import safe_contact
from models.dates import written
from models.fields import Answers
from models.forms import accueil
from models.wording import words
from ui.form_view import FormView
from ui.icons import icon
from ui.page import Desk, Page
from ui.records_view import headline
from ui.saver import Saver
from ui.scroll import scrolled

_TOLD = ((ACTE, "Acte"), (EVALUATION, "Évaluation"), (ORIENTATION, "Orientation"))


class NameLine(QWidget):
    """Her code, always; her name only once asked for: others may see the screen."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self._desk, self._person_id = desk, person_id
        self._code = QLabel()
        self._code.setProperty("role", "title")
        self._code.setObjectName("personne.code")
        self._name = QLabel()
        self._name.setProperty("role", "title")
        self._name.setObjectName("personne.nom_affiche")
        self._name.hide()
        self._show = QPushButton(icon("oeil"), "Afficher le nom")
        self._show.setObjectName("personne.afficher")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._code, self._name, self._show):
            row.addWidget(widget)
        row.addStretch()
        self.refresh()

    def refresh(self) -> None:
        person = self._desk.vault.records.person(self._person_id)
        self._code.setText(person.code)
        self._name.setText(person.name or "sans nom")

    def _reveal(self, shown: bool) -> None:
        self._name.setVisible(shown)
        self._show.setText("Masquer le nom" if shown else "Afficher le nom")


class SafeContact(QLabel):
    """The banner that says how to reach her, always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contact")
        self.setProperty("role", "banner")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def tell(self, person: Answers) -> None:
        self.setText(" ".join(safe_contact(person)))
        self.setAccessibleName(self.text())


class PersonnePage(Page):
    """Emits the identifier of the situation to open."""

    wants_situation = Signal(str)

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__("personne", "Personne")
        self._desk = desk
        records = desk.vault.records
        self._record = records.person(person_id).record
        self._name = NameLine(desk, person_id)
        self._banner = SafeContact()
        view = FormView(self._record.noun.form, desk.today)
        self._saver = Saver(records, self._record, view, desk.notices)
        self._saver.saved.connect(self._saved)
        left = scrolled(view)
        self._happened = QVBoxLayout()
        self._happened.setSpacing(8)
        inner = QWidget()
        inner.setLayout(self._happened)
        new = QPushButton(icon("plus"), "Nouvelle situation")
        new.setObjectName("situation.nouvelle")
        new.clicked.connect(self._new_situation)
        right = QVBoxLayout()
        right.addWidget(_heading("Situations"))
        right.addWidget(new, alignment=Qt.AlignmentFlag.AlignLeft)
        right.addWidget(scrolled(inner), 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(left, 3)
        columns.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.addWidget(self._name)
        column.addWidget(self._banner)
        column.addLayout(columns, 1)
        self._banner.tell(self._record.answers)

    def arrive(self) -> None:
        self._name.refresh()
        while (item := self._happened.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        situations = self._desk.vault.records.of(self._saver.record, SITUATION)
        for situation in situations:
            self._happened.addWidget(self._situation(situation))
        if not situations:
            self._happened.addWidget(_hint("Aucune situation. Créez-en une pour noter l’accueil."))
        self._happened.addStretch()

    def flush(self) -> None:
        self._saver.flush()

    def _saved(self) -> None:
        self._banner.tell(self._saver.record.answers)
        self._name.refresh()

    def _situation(self, situation: Record) -> QFrame:
        box = QFrame()
        box.setProperty("role", "card")
        column = QVBoxLayout(box)
        open_it = QPushButton(_situation_line(situation))
        open_it.setObjectName("situation.ouvrir")
        open_it.setProperty("link", True)
        open_it.clicked.connect(lambda: self.wants_situation.emit(situation.id))
        column.addWidget(open_it, alignment=Qt.AlignmentFlag.AlignLeft)
        if problem := words(situation.answers, accueil.PROBLEMATIQUE):
            column.addWidget(_hint(problem))
        for line in self._happenings(situation):
            column.addWidget(_hint(line))
        return box

    def _happenings(self, situation: Record) -> list[str]:
        """Acts, evaluations and orientations of a situation, latest first."""
        dated: list[tuple[date, str]] = []
        for noun, label in _TOLD:
            dated += [
                (record.fact_date or date.min, f"{label} · {headline(record)}")
                for record in self._desk.vault.records.of(situation, noun)
            ]
        return [line for _, line in sorted(dated, key=lambda each: each[0], reverse=True)]

    def _new_situation(self) -> None:
        self.flush()
        records = self._desk.vault.records
        person = self._saver.record
        answers = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, self._desk.today())
        self.wants_situation.emit(records.add(SITUATION, answers, person).id)


def _situation_line(situation: Record) -> str:
    answers = situation.answers
    day = answers[accueil.DATE_ACCUEIL]
    parts = (
        written(day) if day else "Sans date",
        words(answers, accueil.STATUT) or "statut à compléter",
        "close" if answers[accueil.CLOTURE_LE] else "",
    )
    return " · ".join(part for part in parts if part)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
