"""Situation: the working page, one for the whole interview, every section reached by one key."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.casework import ACTE, ECHEANCE, EVALUATION, ORIENTATION, PERSONNE, SITUATION
from models.fields import Answers, AnyField
from models.forms import accueil, acte, evaluation, orientation
from ui.flow_layout import FlowLayout
from ui.form_view import FormView
from ui.page import Desk, Page
from ui.pages.personne import NameLine, SafeContact
from ui.records_view import RecordList
from ui.saver import Saver
from ui.scroll import scrolled


class SituationPage(Page):
    """Emits the identifiers of the person, or of the situation whose order dossier is wanted."""

    wants_person = Signal(str)
    wants_order = Signal(str)

    def __init__(self, desk: Desk, situation_id: str) -> None:
        super().__init__("situation", "Situation")
        self._desk = desk
        records = desk.vault.records
        self._situation = records.get(SITUATION, situation_id)
        person = records.get(PERSONNE, self._situation.owner_id or "")
        self._person_id = person.id

        self._name = NameLine(desk, person.id)
        self._banner = SafeContact()
        self._banner.tell(person.answers)
        self._person_view = FormView(person.noun.form, desk.today)
        self._person_saver = Saver(records, person, self._person_view, desk.notices)
        self._person_saver.saved.connect(self._person_saved)
        self._intake = FormView(accueil.FORM, desk.today)
        self._saver = Saver(records, self._situation, self._intake, desk.notices)
        self._lists = {
            noun: RecordList(desk, self._situation, noun, add, blank, empty)
            for noun, add, blank, empty in (
                (
                    EVALUATION,
                    "Nouvelle évaluation",
                    self._evaluation_today,
                    "Aucune évaluation pour l’instant.",
                ),
                (ACTE, "Nouvel acte", self._act_today, "Aucun acte noté."),
                (
                    ORIENTATION,
                    "Nouvelle orientation",
                    self._orientation_today,
                    "Aucune orientation pour l’instant.",
                ),
                (ECHEANCE, "Nouvelle échéance", lambda: Answers(ECHEANCE.form), "Rien à faire de noté."),
            )
        }
        self._gaps = Gaps()
        self._sections: list[tuple[str, QWidget]] = [
            ("Accueil", self._block("Accueil", self._intake)),
            ("Personne", self._block("Personne", self._person_view)),
            ("Évaluation", self._block("Évaluation des besoins", self._lists[EVALUATION])),
            ("Actes", self._block("Actes", self._lists[ACTE])),
            ("Orientations", self._block("Orientations", self._lists[ORIENTATION])),
            ("Échéances", self._block("Échéances", self._lists[ECHEANCE])),
        ]
        self._stack = self._stacked()
        self._area = scrolled(self._stack)
        self._lay_out()
        for view in (self._intake, self._person_view):
            view.edited.connect(self._tell_gaps)
        for each in self._lists.values():
            each.changed.connect(self._tell_gaps)
        self._tell_gaps()

    def arrive(self) -> None:
        self._name.refresh()
        first = self._intake.answers().gaps()
        self._intake.focus_on(first[0] if first else accueil.DATE_ACCUEIL)
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(0))

    def flush(self) -> None:
        for saver in (self._person_saver, self._saver):
            saver.flush()
        for each in self._lists.values():
            each.flush()

    def go_to(self, number: int) -> None:
        """Bring a section to the top; its first control takes the focus."""
        _, block = self._sections[number]
        top = block.mapTo(self._stack, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top)
        _focus_inside(block)

    def _lay_out(self) -> None:
        rail = QVBoxLayout()
        rail.setSpacing(2)
        for number, (label, _) in enumerate(self._sections):
            rail.addWidget(self._section_button(number, label))
        order = QPushButton("Ordonnance de protection")
        order.setObjectName("section.ordonnance")
        order.setProperty("rail", True)
        order.setToolTip("Ctrl+7")
        order.clicked.connect(self._open_order)
        QShortcut(QKeySequence("Ctrl+7"), self, self._open_order)
        rail.addWidget(order)
        rail.addSpacing(12)
        person = QPushButton("Toute la fiche de la personne")
        person.setObjectName("situation.personne")
        person.setProperty("rail", True)
        person.clicked.connect(lambda: self.wants_person.emit(self._person_id))
        rail.addWidget(person)
        rail.addStretch()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(rail)
        body.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._banner)
        column.addWidget(self._gaps)
        column.addLayout(body, 1)

    def _section_button(self, number: int, label: str) -> QPushButton:
        keys = f"Ctrl+{number + 1}"
        button = QPushButton(f"{number + 1}  {label}")
        button.setObjectName(f"section.{label.lower()}")
        button.setProperty("rail", True)
        button.setToolTip(keys)
        button.clicked.connect(lambda: self.go_to(number))
        QShortcut(QKeySequence(keys), self, lambda: self.go_to(number))
        return button

    def _block(self, title: str, content: QWidget) -> QFrame:
        block = QFrame()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 16)
        heading = QLabel(title)
        heading.setProperty("role", "block")
        column.addWidget(heading)
        column.addWidget(content)
        return block

    def _stacked(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for _, block in self._sections:
            column.addWidget(block)
        return holder

    def _tell_gaps(self) -> None:
        gaps: list[tuple[FormView, AnyField]] = [
            (view, field) for view in (self._intake, self._person_view) for field in view.answers().gaps()
        ]
        self._gaps.show_gaps(gaps)

    def _person_saved(self) -> None:
        self._banner.tell(self._person_saver.record.answers)
        self._name.refresh()

    def _open_order(self) -> None:
        self.flush()
        self.wants_order.emit(self._situation.id)

    def _evaluation_today(self) -> Answers:
        return Answers(evaluation.FORM).with_(evaluation.DATE_EVALUATION, self._desk.today())

    def _act_today(self) -> Answers:
        return Answers(acte.FORM).with_(acte.DATE_ACTE, self._desk.today())

    def _orientation_today(self) -> Answers:
        return Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, self._desk.today())


class Gaps(QWidget):
    """What is still missing, each a button that goes to its question."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lacunes")
        self.setAccessibleName("À compléter")
        self._layout = FlowLayout(self)

    def show_gaps(self, gaps: list[tuple[FormView, AnyField]]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if gaps:
            label = QLabel("À compléter :")
            label.setProperty("role", "hint")
            self._layout.addWidget(label)
        for view, field in gaps:
            self._layout.addWidget(self._button(view, field))
        self.setVisible(bool(gaps))
        self.updateGeometry()

    def _button(self, view: FormView, field: AnyField) -> QPushButton:
        button = QPushButton(field.label)
        button.setObjectName(f"lacune.{field.code}")
        button.setProperty("link", True)
        button.clicked.connect(lambda: view.focus_on(field))
        return button


def _focus_inside(block: QWidget) -> None:
    for child in block.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
