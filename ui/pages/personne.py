"""Personne: one human being, how to reach her safely, and everything that happened."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.casework import ACTE, EVALUATION, ORIENTATION, SITUATION, Person, Record
from models.dates import written
from models.forms import accueil
from models.intake import beginning
from models.wording import words
from storage.merges import Merge
from ui.banners import FoldedBanners
from ui.buttons import ElidedButton, button
from ui.form_view import FormView
from ui.labels import label
from ui.likeness import Likeness
from ui.page import Desk, Page
from ui.person_line import NameLine, SafeContact
from ui.reading_order import focus_inside
from ui.records_view import headline
from ui.saver import Saver
from ui.scroll import Scroll

_TOLD = (ACTE, EVALUATION, ORIENTATION)


class PersonnePage(Page):
    """Emits the identifier of the situation to open, or the merge to undo. Her answers are shown when they
    are asked for.
    """

    wants_situation = Signal(str)
    wants_parting = Signal(object)

    def __init__(self, desk: Desk, person_id: str, parent: QWidget | None = None) -> None:
        super().__init__("personne", "Personne", parent)
        self._desk, self.person_id = desk, person_id
        self._record = desk.vault.records.person(person_id).record
        self._saver: Saver | None = None
        self._open = button("Afficher la &fiche", "personne.fiche")
        self._open.setCheckable(True)
        self._open.toggled.connect(self._show_sheet)
        self._name = NameLine(desk, person_id, self._open)
        self.code = self._name.code
        self._banner = SafeContact()
        self.likeness = Likeness(desk, self._record.id)
        self._folded = FoldedBanners(self.likeness)
        self._name.end_with(self._folded)
        self._merged = QVBoxLayout()
        self._happened = QVBoxLayout()
        self._happened.setSpacing(8)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._columns.addWidget(self._situations(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._name)
        column.addWidget(self._banner)
        column.addWidget(self.likeness)
        column.addLayout(self._merged)
        column.addLayout(self._columns, 1)
        self._banner.tell(self._record.answers)
        if desk.unsaved.words(self._record):
            self._open.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._folded.fit(self.height())

    def record(self) -> Record:
        return self._record

    def arrive(self) -> None:
        self._name.refresh()
        self.likeness.refresh()
        _clear(self._merged)
        merges = self._desk.vault.merges
        lines = [
            self._merge_line(merge, last=number == 0) for number, merge in enumerate(merges.of(self._record))
        ]
        lines += [self._apart_line(other) for other in merges.apart(self._record)]
        for line in lines:
            self._merged.addWidget(line)
            line.show()
        _clear(self._happened)
        situations = self._desk.vault.records.of(self._record, SITUATION)
        for situation in situations:
            box = self._situation(situation)
            self._happened.addWidget(box)
            box.show()
        if not situations:
            self._happened.addWidget(label("Aucune situation. Créez-en une pour noter l’accueil.", "hint"))
        self._happened.addStretch()

    def _merge_line(self, merge: Merge, *, last: bool) -> QFrame:
        """Merges are undone from the last to the first."""
        told = f"La fiche {merge.absorbed.code} a été fusionnée dans celle-ci le {written(merge.at.date())}."
        if not last:
            return _line(told)
        undo = button("Défaire la fusion", "fusion.defaire", lambda: self.wants_parting.emit(merge))
        undo.setAccessibleName(f"Défaire la fusion avec {merge.absorbed.code}")
        return _line(told, undo)

    def _apart_line(self, other: Person) -> QFrame:
        def compare_again() -> None:
            self._desk.vault.merges.compare_again(self._record, other.record)
            self.arrive()

        undo = button("Rapprocher de nouveau", "distinction.annuler", compare_again)
        undo.setAccessibleName(f"Rapprocher de nouveau de {other.code}")
        return _line(f"Vous avez noté que {other.code} est une autre personne.", undo)

    def focus_first(self) -> None:
        focus_inside(self._list)

    def types(self, record: Record) -> bool:
        return record.id == self._record.id

    def flush(self) -> None:
        if self._saver is not None:
            self._saver.flush()

    def _show_sheet(self, shown: bool) -> None:
        if self._saver is None:
            self._sheet = Scroll(self)
            self._columns.insertWidget(0, self._sheet, 3)
            self._view = FormView(self._record.noun.form, self._desk.today, self._sheet.holder)
            self._sheet.add(self._view)
            self._saver = Saver(self._desk, self._record, self._view)
            self._saver.saved.connect(self._saved)
        self._sheet.setVisible(shown)
        self._open.setText("Masquer la &fiche" if shown else "Afficher la &fiche")
        if shown and (gaps := self._view.answers().gaps()):
            self._view.focus_on(gaps[0])
        elif shown:
            self._view.focus_on_next()

    def _saved(self) -> None:
        assert self._saver is not None
        self._record = self._saver.record
        self._banner.tell(self._record.answers)
        self._name.refresh()

    def _situations(self) -> QWidget:
        """The column of what happened."""
        new = button("&Nouvelle situation", "situation.nouvelle", self._new_situation, sign="plus")
        self._happened.setContentsMargins(0, 0, 0, 0)
        holder = QWidget(self)
        self._list = Scroll(holder)
        inner = QWidget(self._list.holder)
        inner.setLayout(self._happened)
        self._list.add(inner)
        head = QHBoxLayout()
        head.addWidget(label("Situations", "heading"), 1)
        head.addWidget(new)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        return holder

    def _situation(self, situation: Record) -> QFrame:
        box = QFrame()
        box.setObjectName(f"situation.{situation.id}")
        box.setProperty("role", "card")
        column = QVBoxLayout(box)
        line = _situation_line(situation)
        column.addWidget(
            ElidedButton(line, "situation.ouvrir", lambda: self.wants_situation.emit(situation.id))
        )
        if problem := words(situation.answers, accueil.PROBLEMATIQUE):
            column.addWidget(label(problem, "body"))
        for line in self._happenings(situation):
            column.addWidget(label(line, "hint"))
        return box

    def _happenings(self, situation: Record) -> list[str]:
        """Acts, evaluations and orientations of a situation, latest first."""
        dated: list[tuple[date, str]] = []
        for noun in _TOLD:
            dated += [
                (record.fact_date or date.max, f"{noun.form.label} · {headline(record)}")
                for record in self._desk.vault.records.of(situation, noun)
            ]
        return [line for _, line in sorted(dated, key=lambda each: each[0], reverse=True)]

    def _new_situation(self) -> None:
        self.flush()
        with self._desk.notices.telling():
            records = self._desk.vault.records
            before = [each.answers[accueil.DATE_ACCUEIL] for each in records.of(self._record, SITUATION)]
            added = records.add(SITUATION, beginning(self._desk.today(), before), self._record)
            self._desk.notices.saved.emit(added.changed_at)
            self.wants_situation.emit(added.id)


def _line(told: str, *actions: QWidget) -> QFrame:
    box = QFrame()
    row = QHBoxLayout(box)
    row.setContentsMargins(16, 0, 8, 0)
    row.addWidget(label(told, "hint"), 1)
    for action in actions:
        row.addWidget(action)
    return box


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _situation_line(situation: Record) -> str:
    answers = situation.answers
    day = answers[accueil.DATE_ACCUEIL]
    parts = (
        written(day) if day else "Sans date",
        words(answers, accueil.STATUT) or "statut à compléter",
        "close" if answers[accueil.CLOTURE_LE] else "",
    )
    return " · ".join(part for part in parts if part)
