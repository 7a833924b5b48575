"""Records of a situation on the screen: a list of cards, each opening into its form."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.casework import Noun, Record
from models.dates import written
from models.fields import Answers, ClosedField
from models.wording import words
from ui.form_view import FormView
from ui.icons import icon
from ui.page import Desk
from ui.saver import Saver


def headline(record: Record) -> str:
    """One line that tells a record from the others: its day, then its main closed answers."""
    answers = record.answers
    day = record.fact_date
    told = [written(day) if day else "Sans date"]
    told += [
        text
        for field in answers.form.fields
        if isinstance(field, ClosedField) and field.required and (text := words(answers, field))
    ]
    if len(told) == 1:
        count = sum(1 for _ in answers.answered())
        told.append(f"{count} réponse{'s' if count > 1 else ''}")
    return " · ".join(told)


class RecordCard(QFrame):
    """One record: its headline, and its form once opened."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, desk: Desk, record: Record, *, removable: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk, self._record = desk, record
        self._saver: Saver | None = None
        self.view: FormView | None = None
        self._toggle = QToolButton()
        self._toggle.setObjectName(f"{record.noun.code}.deplier")
        self._toggle.setProperty("plain", True)
        self._toggle.setCheckable(True)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.toggled.connect(self._unfold)
        self._remove = QPushButton("Retirer")
        self._remove.setObjectName(f"{record.noun.code}.retirer")
        self._remove.clicked.connect(self._take_away)
        self._remove.setVisible(removable)
        head = QHBoxLayout()
        head.addWidget(self._toggle, 1, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._remove)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._tell()

    @property
    def record(self) -> Record:
        return self._record if self._saver is None else self._saver.record

    def unfold(self) -> FormView:
        """Open the card; its form."""
        self._toggle.setChecked(True)
        assert self.view is not None
        return self.view

    def flush(self) -> None:
        if self._saver is not None:
            self._saver.flush()

    def _unfold(self, opened: bool) -> None:
        if opened and self.view is None:
            self.view = FormView(self._record.noun.form, self._desk.today)
            self._saver = Saver(self._desk.vault.records, self._record, self.view, self._desk.notices)
            self._saver.saved.connect(self._saved)
            self._column.addWidget(self.view)
        if self.view is not None:
            self.view.setVisible(opened)
        self._tell()

    def _saved(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self._toggle.setText(headline(self.record))
        self._toggle.setIcon(icon("fermer" if self._toggle.isChecked() else "ouvrir"))
        self._remove.setAccessibleName(f"Retirer : {headline(self.record)}")

    def _take_away(self) -> None:
        self.flush()
        self.removed.emit(self)


class RecordList(QWidget):
    """The records of one kind that belong to a situation, latest first."""

    changed = Signal()

    def __init__(
        self, desk: Desk, owner: Record, noun: Noun, add: str, blank: Callable[[], Answers], empty: str
    ) -> None:
        super().__init__()
        self._desk, self._owner, self._noun, self._blank = desk, owner, noun, blank
        self._cards: list[RecordCard] = []
        self._empty = QLabel(empty)
        self._empty.setProperty("role", "hint")
        self._add = QPushButton(icon("plus"), add)
        self._add.setObjectName(f"{noun.code}.ajouter")
        self._add.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._empty)
        for record in reversed(desk.vault.records.of(owner, noun)):
            self._insert(record)
        self._tell_empty()

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(card.record for card in self._cards)

    def add(self) -> RecordCard:
        """A new record, saved at once and opened."""
        record = self._desk.vault.records.add(self._noun, self._blank(), self._owner)
        self._desk.notices.saved.emit(record.changed_at)
        card = self._insert(record)
        view = card.unfold()
        answered = set(record.answers.answered())
        view.focus_on(next(field for field in self._noun.form.asked if field not in answered))
        self._tell_empty()
        self.changed.emit()
        return card

    def flush(self) -> None:
        for card in self._cards:
            card.flush()

    def _insert(self, record: Record) -> RecordCard:
        card = RecordCard(self._desk, record)
        card.changed.connect(self.changed)
        card.removed.connect(self._take_away)
        self._cards.insert(0, card)
        self._column.insertWidget(2, card)
        return card

    def _take_away(self, card: RecordCard) -> None:
        record = card.record
        self._desk.vault.records.remove(record)
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self._tell_empty()
        self.changed.emit()
        self._desk.notices.tell(
            f"{self._noun.form.label} : retiré.", "Annuler le retrait", lambda: self._put_back(record)
        )

    def _put_back(self, record: Record) -> None:
        self._insert(self._desk.vault.records.add(self._noun, record.answers, self._owner))
        self._tell_empty()
        self.changed.emit()

    def _tell_empty(self) -> None:
        self._empty.setVisible(not self._cards)
