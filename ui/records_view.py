"""Records of a situation on the screen: a list of cards, each opening into its form."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import referral, withheld
from models.casework import EVALUATION, ORIENTATION, Noun, Record
from models.dates import written
from models.fields import Answers, AnyField, ChoiceField, ClosedField, DateField, TreeChoiceField
from models.needs import gist
from models.wording import words
from storage.records import Removed
from ui.buttons import button
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk
from ui.saver import Saver
from ui.scroll import to_top

SHOWN = 8
"""Cards made at once; the earlier ones are made when they are asked for."""


def headline(record: Record) -> str:
    """One line that tells a record from the others: its day, then what was chosen in its first section,
    what an evaluation comes to, or what became of an orientation.
    """
    answers, form = record.answers, record.noun.form
    days = (field for field in form.sections[0].fields if isinstance(field, DateField))
    first = form.fact_date or next(days, None)
    day = None if first is None else answers[first]
    told = [referral.gist(answers)] if record.noun is ORIENTATION else _chosen(answers, first)
    if record.noun is EVALUATION:
        told.append(gist(answers))
    told = list(filter(None, told))
    if not told and (count := sum(1 for field in answers.answered() if field is not first)):
        told.append(f"{count} réponse{'s' if count > 1 else ''}")
    return " · ".join((written(day) if day else "Sans date", *told))


def _chosen(answers: Answers, first: AnyField | None) -> list[str]:
    """What was chosen in the first section, besides its day."""
    told: list[str] = []
    for field in answers.answered():
        if field not in answers.form.sections[0].fields or field is first:
            continue
        if isinstance(field, ChoiceField | TreeChoiceField):
            told.append(words(answers, field))
        elif isinstance(field, DateField):
            told.append(f"{field.label} {words(answers, field)}")
    return told


class RecordCard(Fold):
    """One record: its headline, and its form once opened."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, desk: Desk, record: Record, kind: "Kind", parent: QWidget) -> None:
        super().__init__(headline(record), record.noun.code, self._form, parent)
        self._desk, self._record, self._kind = desk, record, kind
        self._saver: Saver | None = None
        self._remove = button("Retirer", f"{record.noun.code}.retirer", self._take_away, destroys=True)
        self.head.addWidget(self._remove)
        self._warning = label("", "hint", f"{record.noun.code}.avertissement")
        self._wrong = label("", "problem", f"{record.noun.code}.refus")
        self.column.addWidget(self._warning)
        self.column.addWidget(self._wrong)
        self._tell()
        self.turned.connect(self._tell_wrong)
        desk.unsaved.saved.connect(self._written)
        if desk.unsaved.words(record):
            self.unfold()

    @property
    def record(self) -> Record:
        return self._record if self._saver is None else self._saver.record

    def open(self) -> None:
        """Unfold, and go to the first question without an answer."""
        to_top(self)
        self.view.focus_on_next()

    @property
    def view(self) -> FormView:
        self.unfold()
        assert isinstance(self.content, FormView)
        return self.content

    def flush(self) -> None:
        if self._saver is not None:
            self._saver.flush()

    def _form(self, parent: QWidget) -> FormView:
        view = FormView(self._record.noun.form, self._desk.today, parent)
        self._saver = Saver(self._desk, self._record, view)
        self._saver.saved.connect(self._saved)
        view.show_intake(*self._intakes())
        if self._kind.below is not None:
            view.add_below(self._kind.below(self, view))
        return view

    def show_intake(self) -> None:
        """The situation is another: other answers may be offered."""
        if isinstance(self.content, FormView):
            self.content.show_intake(*self._intakes())
        self._tell_wrong()

    def _intakes(self) -> tuple[Answers, ...]:
        return self._kind.intake(), *self._kind.other_intakes()

    def _written(self, record: Record) -> None:
        """It was answered elsewhere."""
        if self._saver is None and record.id == self._record.id:
            self._record = record
            self._tell()

    def _saved(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.entitle(headline(self.record))
        self._remove.setAccessibleName(f"Retirer : {headline(self.record)}")
        warning = self._kind.warning(self.record)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._tell_wrong()

    def _tell_wrong(self) -> None:
        """What is not to be done in this situation; once unfolded, the questions say it themselves."""
        answers = self.content.answers() if isinstance(self.content, FormView) else self.record.answers
        wrong = () if self.is_open else withheld.problems(answers, *self._intakes())
        self._wrong.setText(" ".join(dict.fromkeys(problem.sentence for problem in wrong)))
        self._wrong.setVisible(bool(wrong))

    def _take_away(self) -> None:
        self.flush()
        self.removed.emit(self)


@dataclass(frozen=True)
class Kind:
    """A list of records on the page: what adding one says, and what it begins with."""

    noun: Noun
    add: str
    empty: str
    others: str
    """« actes plus anciens »: what is hidden at first."""
    blank: Callable[[], Answers]
    intake: Callable[[], Answers]
    """The situation as it is on the screen."""
    warning: Callable[[Record], str] = lambda _: ""
    """What to know before acting on it."""
    other_intakes: Callable[[], tuple[Answers, ...]] = tuple
    """Those of the other parties of the affair: compared, never shown."""
    below: Callable[[RecordCard, FormView], QWidget] | None = None
    """What else can be done with it, below its form."""


class RecordList(QWidget):
    """The records of one kind that belong to a situation, latest first."""

    changed = Signal()

    def __init__(self, desk: Desk, owner: Record, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._owner, self._kind = desk, owner, kind
        self._cards: list[RecordCard] = []
        code = kind.noun.code
        self._empty = label(kind.empty, "hint")
        self._rest = list(desk.vault.records.of(owner, kind.noun))
        self._more = button("", f"{code}.anciens", self._show_rest, kind="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._add = button(kind.add, f"{code}.ajouter", self.add, sign="plus")
        self._head = QHBoxLayout()
        self._head.addWidget(self._add)
        self._head.addStretch(1)
        column.addLayout(self._head)
        self._below_head = QVBoxLayout()
        column.addLayout(self._below_head)
        column.addWidget(self._empty)
        column.addLayout(self._column)
        column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._show_some(SHOWN)

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(card.record for card in self._cards) + tuple(self._rest)

    def add(self, *given: tuple[ClosedField[str], str]) -> None:
        """A new record, saved at once and opened, with these answers besides those of every new one."""
        with self._desk.notices.telling():
            blank = self._kind.blank()
            for field, value in given:
                blank = blank.with_(field, value)
            self._added(blank).open()
            self.changed.emit()

    def note(self, answers: Answers, told: str) -> None:
        """A new record, left folded: ``told`` says it, and takes it back."""
        with self._desk.notices.telling():
            card = self._added(answers)
            self.changed.emit()
            self._desk.notices.tell(told, "Annuler", lambda: self._take_away(card))

    def _added(self, answers: Answers) -> RecordCard:
        record = self._desk.vault.records.add(self._kind.noun, answers, self._owner)
        self._desk.notices.saved.emit(record.changed_at)
        card = self._insert(0, record)
        self._tell()
        return card

    def open(self, record_id: str) -> None:
        """Open the card of a record."""
        self._show_rest()
        for card in self._cards:
            if card.record.id == record_id:
                card.open()

    def flush(self) -> None:
        for card in self._cards:
            card.flush()

    def look_again(self) -> None:
        """Records may have been added, or taken away, on another page."""
        now = self._desk.vault.records.of(self._owner, self._kind.noun)
        there, known = {record.id for record in now}, {record.id for record in self.records}
        self._rest = [record for record in self._rest if record.id in there]
        for card in [card for card in self._cards if card.record.id not in there]:
            self._drop(card)
        for record in reversed([record for record in now if record.id not in known]):
            self._insert(0, record)
        self._tell()

    def show_intake(self) -> None:
        """The situation is another."""
        for card in self._cards:
            card.show_intake()

    def add_beside(self, widget: QWidget) -> None:
        """Put something beside the button that adds a record."""
        self._head.insertWidget(self._head.count() - 1, widget)

    def add_below_head(self, widget: QWidget) -> None:
        """Put something before the first record, under what is beside the button."""
        self._below_head.addWidget(widget)

    @property
    def latest(self) -> RecordCard | None:
        """The first card."""
        return self._cards[0] if self._cards else None

    def _insert(self, index: int, record: Record) -> RecordCard:
        card = RecordCard(self._desk, record, self._kind, self)
        card.changed.connect(self.changed)
        card.removed.connect(self._take_away)
        self._cards.insert(index, card)
        self._column.insertWidget(index, card)
        card.show()
        return card

    def _show_rest(self) -> None:
        self._show_some(len(self._rest))

    def _show_some(self, count: int) -> None:
        waiting = {record.id for record in self._desk.unsaved.unread}
        count = max([count, *(index + 1 for index, each in enumerate(self._rest) if each.id in waiting)])
        for record in self._rest[:count]:
            self._insert(len(self._cards), record)
        del self._rest[:count]
        self._tell()

    def _take_away(self, card: RecordCard) -> None:
        with self._desk.notices.telling():
            record, answers = card.record, self._desk.unsaved.answers(card.record)
            removed = self._desk.vault.records.remove(record)
            self._desk.unsaved.forget(record)
            self._drop(card)
            self._tell()
            self._add.setFocus()
            self.changed.emit()
            self._desk.notices.tell(
                f"{self._kind.noun.form.label} : retiré.",
                "Annuler le retrait",
                lambda: self._put_back(removed, answers),
            )

    def _drop(self, card: RecordCard) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()

    def _put_back(self, removed: Removed, answers: Answers) -> None:
        with self._desk.notices.telling():
            back = self._desk.vault.records.put_back(removed, answers)
            self._desk.notices.saved.emit(back.changed_at)
            self._insert(0, back).open()
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        self._empty.setVisible(not self._cards)
        self._more.setVisible(bool(self._rest))
        self._more.setText(f"Afficher aussi {len(self._rest)} {self._kind.others}")
