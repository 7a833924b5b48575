"""Undo and redo across a page: each save is a step, taken back answer by answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from models.casework import Record
from models.fields import Answers, AnyField, Field
from storage.records import Records
from ui.unsaved import Unsaved

T = TypeVar("T")

Scope = Callable[[Record], bool]
"""Which records are in sight: nothing is undone behind her back."""


_TYPING = timedelta(seconds=2)


@dataclass(frozen=True, eq=False, repr=False)
class Step:
    """What one save changed in a record."""

    before: Record
    after: Record

    @property
    def fields(self) -> tuple[AnyField, ...]:
        return self.before.answers.differing(self.after.answers)

    def goes_on(self, step: "Step") -> bool:
        """Whether the step only goes on typing the same answer."""
        same = self.after.id == step.before.id and self.fields == step.fields and len(self.fields) == 1
        return same and abs(step.after.changed_at - self.after.changed_at) <= _TYPING

    @property
    def reverse(self) -> "Step":
        return Step(self.after, self.before)


class Undo(QObject):
    """``restored`` carries a record that a step wrote again, and the first question that it changed."""

    restored = Signal(object, object)

    def __init__(self, records: Records, unsaved: Unsaved) -> None:
        super().__init__()
        self._records, self._unsaved = records, unsaved
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._stepping = False
        unsaved.replaced.connect(self._note)

    def undo(self, scope: Scope) -> AnyField | None:
        """Take back the last change in sight; its first question, ``None`` when there is nothing left."""
        return self._step(self._done, self._undone, scope)

    def redo(self, scope: Scope) -> AnyField | None:
        return self._step(self._undone, self._done, scope)

    def answer(self, record: Record, field: Field[T], value: T | None) -> bool:
        """Answer one question away from its form, which shows it if it is open; whether it was written."""
        return self.answer_as(record, Answers(record.noun.form).with_(field, value), cast("AnyField", field))

    def answer_as(self, record: Record, said: Answers, *fields: AnyField) -> bool:
        """Answer some questions as they are there answered, or not: one step, taken back at once."""
        before = self._records.get(record.noun, record.id)
        written = self._unsaved.write(before, self._unsaved.answers(before).taking(said, *fields))
        if written is before:
            return False
        self.restored.emit(written, fields[0])
        return True

    def clear(self) -> None:
        """What was erased for good is not brought back."""
        self._done.clear()
        self._undone.clear()

    def forget(self) -> None:
        """The vault is closing: answers stay no longer in memory."""
        self._unsaved.replaced.disconnect(self._note)
        self.clear()

    def _step(self, source: list[Step], other: list[Step], scope: Scope) -> AnyField | None:
        while step := next((each for each in reversed(source) if scope(each.after)), None):
            source.remove(step)
            if self._apply(step.reverse):
                other.append(step.reverse)
                return step.fields[0]
        return None

    def _apply(self, step: Step) -> bool:
        """Give the answers that the step changed, over whatever else was answered since."""
        try:
            record = self._records.get(step.after.noun, step.after.id)
        except KeyError:
            return False  # it was taken back since
        answers = record.answers.taking(step.after.answers, *step.fields)
        self._stepping = True
        try:
            written = self._unsaved.write(record, answers)
        finally:
            self._stepping = False
        self.restored.emit(written, step.fields[0])
        return True

    def _note(self, before: Record, after: Record) -> None:
        if self._stepping:
            return
        step, self._undone[:] = Step(before, after), []
        if self._done and self._done[-1].goes_on(step):
            whole = Step(self._done[-1].before, after)
            if whole.fields:  # what comes back to what it was is a step of its own
                self._done.pop()
                step = whole
        self._done.append(step)
