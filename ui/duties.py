"""What is to be done: urgent, today, late, soon; calls on the days that she agreed to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from PySide6.QtWidgets import QLabel

from models.calendar import named, next_worked
from models.casework import ACTE, SITUATION, Record
from models.contact import next_call
from models.dates import written
from models.directory import Entry, directory
from models.fields import Answers
from models.followup import (
    SOON,
    before_calling,
    is_call,
    is_urgent,
    put_off_to,
    urgent_until,
)
from models.forms import acte, echeance, orientation
from models.referral import at, expected_on, service
from models.wording import words
from storage.agenda import Waiting
from ui.page import Desk
from ui.task_list import Action, Choices, Task, TaskList

_SHOWN = 20
"""Lines made at once; the others are made when they are asked for."""


class When(Enum):
    """In the order in which they are to be done."""

    URGENT = "Urgent"
    TODAY = "Aujourd’hui"
    LATE = "En retard"
    SOON = f"Dans les {SOON.days} jours"
    UNDATED = "Sans date"


@dataclass(frozen=True, repr=False)
class _Duty:
    """``day`` is when it can be done; a call waits for a day that was agreed."""

    waiting: Waiting
    when: When
    day: date

    @property
    def order(self) -> tuple[int, date]:
        return list(When).index(self.when), self.day


class Duties(TaskList):
    """``heading`` says how many there are; ``open_`` shows one, ``changed`` is told when one is settled."""

    def __init__(
        self, desk: Desk, heading: QLabel, open_: Callable[[Waiting], None], changed: Callable[[], None]
    ) -> None:
        super().__init__("echeances", "À faire")
        self._desk, self._heading = desk, heading
        self._open, self._changed = open_, changed

    def refresh(self) -> None:
        """Look again; a long list shows its beginning."""
        self._show(_SHOWN)

    def _show(self, limit: int) -> None:
        today, agenda = self._desk.today(), self._desk.vault.agenda
        entries = directory(self._desk.vault.directory.entries())
        every = [_duty(each, today) for each in agenda.due(today, -1)]
        every += [_expected(each, today) for each in agenda.expected(today) if each.since >= today]
        every.sort(key=lambda each: each.order)
        counts = {when: sum(each.when is when for each in every) for when in When}
        tasks = [
            self._task(each, f"{each.when.value} : {counts[each.when]}", entries) for each in every[:limit]
        ]
        more = (lambda: self._show(5 * limit)) if len(every) > limit else None
        self.fill(tasks, "Rien à faire dans les sept jours.", more)
        self._heading.setText(f"À faire : {len(every)}" if every else "À faire")

    def _task(self, duty: _Duty, group: str, entries: tuple[Entry, ...]) -> Task:
        waiting, answers = duty.waiting, duty.waiting.record.answers
        if waiting.record.noun.form is orientation.FORM:
            return self._appointment(duty, group, service(answers, entries))
        today, person = self._desk.today(), waiting.person.record.answers
        what = words(answers, echeance.NATURE)
        about = answers[echeance.OBJET] if what else ""
        told = (_urgent(waiting, today), about, _day(answers, today))
        return Task(
            f"{waiting.person.code} · {what or answers[echeance.OBJET] or 'À préciser'}",
            " · ".join(filter(None, told)),
            lambda: self._open(waiting),
            (*self._other_ways(waiting), Action("Fait", "fait", lambda: self._done(waiting))),
            before_calling(answers, person, today),
            group,
        )

    def _appointment(self, duty: _Duty, group: str, towards: str) -> Task:
        """She is expected somewhere; it is done when its outcome is known."""
        waiting, answers = duty.waiting, duty.waiting.record.answers
        hour = at(answers)
        told = (
            words(answers, orientation.MODE),
            f"{named(duty.day)}{f' à {hour}' if hour else ''}",
            words(answers, orientation.ETAT),
        )
        title = f"{waiting.person.code} · {towards}"
        return Task(title, " · ".join(filter(None, told)), lambda: self._open(waiting), (), group=group)

    def _other_ways(self, waiting: Waiting) -> tuple[Action, ...]:
        """What is done with it when it cannot be done now."""
        answers, today = waiting.record.answers, self._desk.today()
        if is_call(answers):
            again = next_call(waiting.person.record.answers, today + timedelta(days=1))
            if again is None:
                return ()
            tip = f"Note la tentative ; à rappeler le {named(again)}"
            return (Action("Sans réponse", "sans_reponse", lambda: self._missed(waiting, again), tip=tip),)
        later = next_worked(today + SOON)
        return (
            Action("Reporter", "reporter", lambda: self._put_off(waiting, later), tip=f"Au {named(later)}"),
        )

    def _done(self, waiting: Waiting) -> None:
        with self._desk.notices.telling():
            self._desk.undo.answer(waiting.record, echeance.FAITE_LE, self._desk.today())
            self._changed()
            told = f"{waiting.person.code} : échéance faite."
            undo = self._taking_back(lambda: self._answer_again(waiting, done=True))
            if is_call(waiting.record.answers):
                self._desk.notices.ask(
                    f"{told} L’avez-vous jointe ?", self._outcomes(waiting), "Annuler", undo
                )
            else:
                self._desk.notices.tell(told, "Annuler", undo)
            self.enter()

    def _outcomes(self, waiting: Waiting) -> Choices:
        """What a call came to, in one gesture; « Fait » alone notes no act."""
        answered, tried = acte.PAR_TELEPHONE, acte.TENTATIVE
        return {
            "&Jointe": lambda: self._called(waiting, answered, "entretien par téléphone noté."),
            "Pas de &réponse": lambda: self._called(waiting, tried, "tentative sans réponse notée."),
            "Sans appel": lambda: None,
        }

    def _called(self, waiting: Waiting, nature: str, told: str) -> None:
        with self._desk.notices.telling():
            noted = self._note(waiting, nature)

            def take_back() -> None:
                self._desk.vault.records.remove(noted)
                self._answer_again(waiting, done=True)

            self._settled(waiting, told, take_back)

    def _note(self, waiting: Waiting, nature: str) -> Record:
        """An act of today, in the situation of the duty."""
        records = self._desk.vault.records
        done = Answers(acte.FORM, {"date_acte": self._desk.today(), "nature": nature})
        noted = records.add(ACTE, done, records.get(SITUATION, waiting.record.owner_id or ""))
        self._desk.notices.saved.emit(noted.changed_at)
        return noted

    def _put_off(self, waiting: Waiting, day: date) -> None:
        with self._desk.notices.telling():
            self._desk.undo.answer(waiting.record, echeance.DATE_ECHEANCE, day)
            self._settled(waiting, f"reporté au {named(day)}.", lambda: self._answer_again(waiting))

    def _missed(self, waiting: Waiting, again: date) -> None:
        """The attempt is an act of its own; she is to be called again on the next day agreed."""
        with self._desk.notices.telling():
            noted = self._note(waiting, acte.TENTATIVE)
            self._desk.undo.answer(waiting.record, echeance.DATE_ECHEANCE, again)

            def take_back() -> None:
                self._desk.vault.records.remove(noted)
                self._answer_again(waiting)

            self._settled(waiting, f"tentative notée ; à rappeler le {named(again)}.", take_back)

    def _answer_again(self, waiting: Waiting, *, done: bool = False) -> None:
        """What it was before the gesture."""
        field = echeance.FAITE_LE if done else echeance.DATE_ECHEANCE
        self._desk.undo.answer(waiting.record, field, waiting.record.answers[field])

    def _settled(self, waiting: Waiting, told: str, take_back: Callable[[], None]) -> None:
        self._changed()
        undo = self._taking_back(take_back)
        self._desk.notices.tell(f"{waiting.person.code} : {told}", "Annuler", undo)
        self.enter()

    def _taking_back(self, take_back: Callable[[], None]) -> Callable[[], None]:
        def undo() -> None:
            with self._desk.notices.telling():
                take_back()
                self._changed()

        return undo


def _duty(waiting: Waiting, today: date) -> _Duty:
    """What is urgent today first; a call that was not agreed for today waits for its day."""
    answers, person = waiting.record.answers, waiting.person.record.answers
    noted = answers[echeance.DATE_ECHEANCE]
    day = put_off_to(answers, person, today) or noted
    if is_urgent(answers, waiting.record.entered_at.date(), today):
        return _Duty(waiting, When.URGENT, day or today)
    if day is None:
        return _Duty(waiting, When.UNDATED, waiting.since)
    when = When.TODAY if day == today else When.LATE if day < today else When.SOON
    return _Duty(waiting, when, day)


def _expected(waiting: Waiting, today: date) -> _Duty:
    day = expected_on(waiting.record.answers) or waiting.since
    return _Duty(waiting, When.TODAY if day == today else When.SOON, day)


def _day(answers: Answers, today: date) -> str:
    """« prévu le 08/06/2012, 7 jours de retard »."""
    day = answers[echeance.DATE_ECHEANCE]
    if day is None or day == today:
        return ""
    late = (today - day).days
    return f"prévu le {written(day)}" + (
        f", {late} jour{'s' if late > 1 else ''} de retard" if late > 0 else ""
    )


def _urgent(waiting: Waiting, today: date) -> str:
    answers, entered = waiting.record.answers, waiting.record.entered_at.date()
    until = urgent_until(answers, entered)
    return f"URGENT (jusqu’au {written(until)})" if until and is_urgent(answers, entered, today) else ""
