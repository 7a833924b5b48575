"""Historique: every entry and change in a person's file, who made it, when, and what was there before."""

from datetime import datetime

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.casework import NOUNS, ORDONNANCE, PERSONNE, SITUATION, Record
from models.fields import Answers, AnyField
from models.forms import personne
from models.wording import words
from storage.history import Change
from ui.buttons import button
from ui.labels import label
from ui.lines import Line
from ui.page import Desk, Page
from ui.person_line import NameLine
from ui.reading_table import ReadingTable
from ui.records_view import headline
from ui.text_area import TextArea

_COLUMNS = ("Quand", "Par", "Fiche", "Question", "Avant", "Après")
_NOTHING = "Aucune réponse n’a été changée depuis la saisie."
_NOT_FOUND = "Aucun changement ne contient ces mots. Effacez-les pour tout voir."
_ENTRY = "Saisie"
_TOLD = Qt.ItemDataRole.UserRole

Told = Change | Record
"""What a line tells of: a change of an answer, or the entry of a record."""


class HistoriquePage(Page):
    """Emits the record to go back to. A question may be asked for: only its changes are listed at first."""

    wants_record = Signal(object)

    def __init__(self, desk: Desk, person_id: str, question: str = "") -> None:
        super().__init__("historique", "Historique")
        self._desk, self.person_id = desk, person_id
        self._name = NameLine(desk, person_id)
        self.code = self._name.code
        self._filter = Line()
        self._filter.setObjectName("historique.filtre")
        self._filter.setAccessibleName("Chercher dans l’historique")
        self._filter.setPlaceholderText("Une question, un mot, un nom d’utilisateur, une date")
        self._filter.setClearButtonEnabled(True)
        self._model = QStandardItemModel(0, len(_COLUMNS), self)
        self._model.setHorizontalHeaderLabels(_COLUMNS)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterKeyColumn(-1)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._is_changed = False
        self._table = ReadingTable(
            "historique.changements", "Changements, du dernier au premier", self._shown, (0, 1)
        )
        self._before, self._after = _text("avant", "Avant"), _text("apres", "Après")
        self._empty = label(_NOTHING, "hint", "historique.vide")
        self._go = button("&Aller à la fiche", "historique.fiche", self._open)
        self._restore = button("&Remettre la réponse d’avant", "historique.remettre", self._put_back)
        self._lay_out()
        self._name.turned.connect(self.arrive)
        self._filter.textChanged.connect(self._shown.setFilterFixedString)
        self._filter.textChanged.connect(self._tell_found)
        self._table.selectionModel().currentRowChanged.connect(self._show_change)
        self._filter.setText(question)

    def arrive(self) -> None:
        self._name.refresh()
        with self._desk.notices.telling():
            self._fill()

    def focus_first(self) -> None:
        self._table.setFocus()

    def _fill(self) -> None:
        self._model.removeRows(0, self._model.rowCount())
        entered = self._records()
        changes = [change for record in entered for change in self._desk.vault.records.changes(record)]
        begun = [record for record in entered if record.noun is not ORDONNANCE or record.answers]
        for told in sorted((*changes, *reversed(begun)), key=_moment, reverse=True):
            self._model.appendRow(self._row(told) if isinstance(told, Change) else self._entry(told))
        self._is_changed = bool(changes)
        self._tell_found()

    def _tell_found(self) -> None:
        """The first line is chosen; when none is found, or nothing was changed, it is said."""
        found = self._shown.rowCount()
        self._empty.setText(_NOTHING if not self._is_changed else "" if found else _NOT_FOUND)
        self._empty.setVisible(bool(self._empty.text()))
        self._table.selectRow(0)
        self._show_change()

    def _records(self) -> list[Record]:
        """Every record of her file, her own first."""
        records = self._desk.vault.records
        found = [records.get(PERSONNE, self.person_id)]
        for situation in records.of(found[0], SITUATION):
            found.append(situation)
            for noun in NOUNS:
                if noun.owner is SITUATION:
                    found.extend(records.of(situation, noun))
        return found

    def _row(self, change: Change) -> list[QStandardItem]:
        answers = (self._told(change.before, change.field), self._told(change.after, change.field))
        return self._line(change, change.author, _name(change.record), change.field.label, *answers)

    def _entry(self, record: Record) -> list[QStandardItem]:
        """Who entered the record; when, if long after the fact, is seen beside the day of the fact."""
        author = self._desk.vault.records.author(record)
        return self._line(record, author, _name(record), _ENTRY, "", "")

    def _line(self, told: Told, author: str, *words: str) -> list[QStandardItem]:
        moment = f"{_moment(told).astimezone():%d/%m/%Y %H:%M}"
        row = [QStandardItem(text) for text in (moment, self._desk.vault.name_of(author), *words)]
        row[0].setData(told, _TOLD)
        return row

    def _told(self, answers: Answers, field: AnyField) -> str:
        told = words(answers, field)
        if told and field in personne.NAMES and not self._name.tells_name:
            return "(masqué)"
        return told or "(sans réponse)"

    def _selected(self) -> Told | None:
        index = self._table.currentIndex()
        return index.siblingAtColumn(0).data(_TOLD) if index.isValid() else None

    def _show_change(self) -> None:
        told = self._selected()
        change = told if isinstance(told, Change) else None
        self._before.set_value(self._told(change.before, change.field) if change else "")
        self._after.set_value(self._told(change.after, change.field) if change else "")
        self._texts.setVisible(change is not None)
        self._restore.setEnabled(change is not None)
        self._go.setEnabled(told is not None)

    def _open(self) -> None:
        if told := self._selected():
            self.wants_record.emit(told.record if isinstance(told, Change) else told)

    def _put_back(self) -> None:
        """The answer as it was before the change, whatever it is now; the history goes on."""
        change = self._selected()
        if not isinstance(change, Change):
            return
        records = self._desk.vault.records
        with self._desk.notices.telling():
            now = records.get(change.record.noun, change.record.id)
            answers = now.answers.taking(change.before, change.field)
            self._desk.unsaved.write(now, answers)
            self._fill()
            self._desk.notices.tell(f"Réponse d’avant remise : {change.field.label}.")

    def _lay_out(self) -> None:
        self._texts = QWidget()
        texts = QHBoxLayout(self._texts)
        texts.setContentsMargins(0, 0, 0, 0)
        for title, text in (("Avant", self._before), ("Après", self._after)):
            side = QVBoxLayout()
            side.addWidget(label(title, "heading"))
            side.addWidget(text)
            texts.addLayout(side)
        actions = QHBoxLayout()
        actions.addWidget(self._restore)
        actions.addWidget(self._go)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(label("Historique des réponses", "title"))
        column.addWidget(self._filter)
        column.addWidget(self._empty)
        column.addWidget(self._table, 1)
        column.addWidget(self._texts)
        column.addLayout(actions)


def _moment(told: Told) -> datetime:
    return told.at if isinstance(told, Change) else told.entered_at


def _name(record: Record) -> str:
    """The form, and which of its records; of her own sheet, nothing that tells who she is."""
    form = record.noun.form
    return form.label if record.noun is PERSONNE else f"{form.label} · {headline(record)}"


def _text(name: str, title: str) -> TextArea:
    made = TextArea(4)
    made.setObjectName(f"historique.{name}")
    made.setAccessibleName(title)
    made.setReadOnly(True)
    return made
