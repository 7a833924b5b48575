"""Aujourd’hui: the start of the day, and the moment between two persons; searching is creating."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import telephone
from models.casework import ECHEANCE, PERSONNE, SITUATION, Person, Record
from models.counting import observe
from models.dates import MONTHS, Period, written
from models.fields import Answers, Unit
from models.forms import accueil, echeance, personne
from models.wording import words
from ui.icons import icon
from ui.page import Desk, Page

_TARGET = Qt.ItemDataRole.UserRole


class SearchLine(QLineEdit):
    """The search box; Down goes into the list below it."""

    down = Signal()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(arg__1)


class Aujourdhui(Page):
    """Emits the identifiers of what is to be opened."""

    wants_person = Signal(str)
    wants_situation = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("aujourdhui", "Aujourd’hui")
        self._desk = desk
        self._search = SearchLine()
        self._search.setObjectName("recherche")
        self._search.setAccessibleName("Chercher une personne ou en créer une")
        self._search.setPlaceholderText("Nom, prénom, téléphone ou code")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._open_first)
        self._found = _list("resultats", "Personnes trouvées")
        self._search.down.connect(self._enter_list)
        help_line = _label(
            "Entrée ouvre la première ligne ; si personne n’est trouvé, Entrée crée la fiche.", "hint"
        )
        self._due = _list("echeances", "À faire")
        self._recent = _list("recents", "Dernières fiches")
        self._names = QPushButton(icon("oeil"), "Afficher les noms")
        self._names.setObjectName("recents.noms")
        self._names.setCheckable(True)
        self._names.toggled.connect(self._fill_recent)
        self._month = _label("", "body")
        self._month.setObjectName("mois")
        for view in (self._found, self._due, self._recent):
            view.activated.connect(self._open)
            view.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(_label("Qui recevez-vous ?", "title"))
        column.addWidget(self._search)
        column.addWidget(help_line)
        column.addWidget(self._found)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(_box("À faire", self._due), 3)
        below.addWidget(_box("Dernières fiches", self._recent, self._names), 3)
        below.addWidget(_box("Ce mois-ci", self._month), 2)
        column.addLayout(below, 1)
        self._find("")

    def arrive(self) -> None:
        self._search.clear()
        self._names.setChecked(False)
        self._fill_due()
        self._fill_recent()
        self._fill_month()
        self.focus_search()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _find(self, text: str) -> None:
        rows: list[tuple[str, str]] = []
        if text.strip():
            rows = [(_told(person), f"personne:{person.record.id}") for person in self._search_persons(text)]
            rows.append((f"Créer une nouvelle fiche : « {text.strip()} »", "creer"))
        _fill(self._found, rows)
        self._found.setVisible(bool(rows))

    def _search_persons(self, text: str) -> tuple[Person, ...]:
        return self._desk.vault.records.search(text, limit=8)

    def _enter_list(self) -> None:
        if self._found.isVisible():
            self._found.setFocus()
            self._found.setCurrentIndex(self._found.model().index(0, 0))

    def _open_first(self) -> None:
        if self._found.isVisible():
            self._open(self._found.model().index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        kind, _, identifier = str(index.data(_TARGET) or "").partition(":")
        if kind == "personne":
            self.wants_person.emit(identifier)
        elif kind == "situation":
            self.wants_situation.emit(identifier)
        elif kind == "creer":
            self.new_contact(self._search.text())

    def new_contact(self, typed: str) -> None:
        """A new person from what was typed, with her first situation of today."""
        records = self._desk.vault.records
        today = self._desk.today()
        with records.transaction():
            person = records.add(PERSONNE, identity(typed))
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, today)
            intake = intake.with_(accueil.RANG, "premier")
            situation = records.add(SITUATION, intake, person)
        self._desk.notices.saved.emit(situation.changed_at)
        self.wants_situation.emit(situation.id)

    def _fill_due(self) -> None:
        records, today = self._desk.vault.records, self._desk.today()
        rows: list[tuple[str, str]] = []
        for record in sorted(records.all(ECHEANCE), key=_by_day):
            answers = record.answers
            day = answers[echeance.DATE_ECHEANCE]
            if answers[echeance.FAITE_LE] is None and (day is None or day <= today + timedelta(days=7)):
                late = " — en retard" if day is not None and day < today else ""
                urgent = "URGENT · " if answers[echeance.URGENT] == "oui" else ""
                told = " · ".join(
                    part for part in (words(answers, echeance.NATURE), words(answers, echeance.OBJET)) if part
                )
                when = "sans date" if day is None else written(day)
                rows.append((f"{when}{late}\n{urgent}{told or 'à préciser'}", f"situation:{record.owner_id}"))
        _fill(self._due, rows, "Rien à faire dans les sept jours.")

    def _fill_recent(self) -> None:
        persons = self._desk.vault.records.recent_persons(12)
        told = _told if self._names.isChecked() else _told_discreetly
        rows = [(told(person), f"personne:{person.record.id}") for person in persons]
        _fill(self._recent, rows, "Aucune fiche. Tapez un nom ci-dessus pour créer la première.")

    def _fill_month(self) -> None:
        today = self._desk.today()
        period = Period(today.replace(day=1), today)
        seen = observe(self._desk.vault.material(today), period)
        lines = (
            (len(seen.of(Unit.PERSONNE)), "personne reçue", "personnes reçues"),
            (len(seen.of(Unit.SITUATION)), "situation suivie", "situations suivies"),
            (len(seen.of(Unit.ACTE)), "acte", "actes"),
            (len(seen.of(Unit.ORIENTATION)), "orientation", "orientations"),
        )
        told = "<br>".join(f"<b>{count}</b> {many if count > 1 else one}" for count, one, many in lines)
        self._month.setText(f"{MONTHS[today.month - 1].capitalize()} {today.year}<br><br>{told}")


def identity(typed: str) -> Answers:
    """What was typed in the search box, as a first identity: a telephone, or a name then a first name."""
    answers = Answers(personne.FORM)
    text = " ".join(typed.split())
    if telephone.number(text) is not None:
        return answers.with_(personne.TELEPHONE, telephone.grouped(text))
    family, _, first = text.partition(" ")
    return answers.with_(personne.NOM, family).with_(personne.PRENOM, first)


def _told(person: Person) -> str:
    birth = words(person.record.answers, personne.NAISSANCE)
    return "   ".join(part for part in (person.code, person.name or "sans nom", birth) if part)


def _told_discreetly(person: Person) -> str:
    return f"{person.code}   fiche modifiée le {written(person.record.changed_at.date())}"


def _by_day(due: Record) -> tuple[bool, date]:
    """Dated ones in order, then those without a date."""
    day = due.answers[echeance.DATE_ECHEANCE]
    return day is None, day or date.max


def _list(name: str, title: str) -> QListView:
    view = QListView()
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setModel(QStandardItemModel(view))
    view.setSpacing(1)
    view.setUniformItemSizes(False)
    view.setWordWrap(True)
    return view


def _fill(view: QListView, rows: list[tuple[str, str]], empty: str = "") -> None:
    model = view.model()
    assert isinstance(model, QStandardItemModel)
    model.clear()
    for text, target in rows or ([(empty, "")] if empty else []):
        item = QStandardItem(text)
        item.setData(target, _TARGET)
        item.setEnabled(bool(target))
        item.setSizeHint(QSize(0, 30 + 20 * text.count("\n")))
        model.appendRow(item)


def _box(title: str, content: QWidget, button: QPushButton | None = None) -> QFrame:
    box = QFrame()
    box.setProperty("role", "section")
    head = QHBoxLayout()
    head.addWidget(_label(title, "heading"), 1)
    if button is not None:
        head.addWidget(button)
    column = QVBoxLayout(box)
    column.addLayout(head)
    column.addWidget(content, 1)
    return box


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    if role == "body":
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
