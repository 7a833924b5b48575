"""What waits, on the page of the day: by codes, never by names; each line is settled in one gesture."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.casework import ECHEANCE
from models.dates import written
from models.fields import Answers, DateField
from models.followup import (
    RECEIVED_LATELY,
    SOON,
    UNKNOWN_OUTCOME,
    WITHOUT_NEWS,
    before_calling,
    is_urgent,
    missing,
    urgent_until,
)
from models.forms import accueil, echeance, orientation
from models.wording import words
from storage.agenda import Waiting
from ui.labels import label
from ui.page import Desk
from ui.scroll import Scroll
from ui.section_box import section_box
from ui.task_list import Action, Task, TaskList

_SHOWN, _SHOWN_OF_EACH = 20, 4
"""Lines made at once, of what is to be done and of each list to be checked, so that none hides the next;
the others are made when they are asked for.
"""

_NAMED = 3
"""Missing answers that are named."""


class WaitingLists(QWidget):
    """Emits the identifiers of the situation to open, and of the record to open in it, or nothing."""

    wants_situation = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._due = TaskList("echeances", "À faire")
        self._incomplete = TaskList("a_completer", "À compléter")
        self._silent = TaskList("sans_nouvelles", "Sans nouvelles")
        self._unresolved = TaskList("orientations_a_verifier", "Orientations à vérifier")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(section_box("À faire", _scrolled(self._due)), 1)
        to_check = _scrolled(
            label(f"Reçues depuis {RECEIVED_LATELY.days} jours, à compléter", "heading"),
            self._incomplete,
            label(f"Sans nouvelles depuis {WITHOUT_NEWS.days} jours", "heading"),
            self._silent,
            label(f"Orientations sans suite connue depuis {UNKNOWN_OUTCOME.days} jours", "heading"),
            self._unresolved,
        )
        row.addWidget(section_box("À vérifier", to_check), 1)

    def refresh(self) -> None:
        """Look again; the long lists show their beginning."""
        self._fill_due(_SHOWN)
        for fill in (self._fill_incomplete, self._fill_silent, self._fill_unresolved):
            fill(_SHOWN_OF_EACH)

    def _fill_due(self, limit: int) -> None:
        today = self._desk.today()
        found = sorted(self._desk.vault.agenda.due(today, -1), key=lambda each: _order(each, today))
        tasks = [self._duty(each, today) for each in found[:limit]]
        self._due.fill(tasks, "Rien à faire dans les sept jours.", _rest(found, limit, self._fill_due))

    def _fill_incomplete(self, limit: int) -> None:
        found = self._desk.vault.agenda.incomplete(self._desk.today(), limit + 1)
        tasks = [self._gaps(each) for each in found[:limit]]
        self._incomplete.fill(tasks, "Rien ne manque.", _rest(found, limit, self._fill_incomplete))

    def _fill_silent(self, limit: int) -> None:
        found = self._desk.vault.agenda.without_news(self._desk.today(), limit + 1)
        tasks = [self._silence(each) for each in found[:limit]]
        self._silent.fill(tasks, "Aucune.", _rest(found, limit, self._fill_silent))

    def _fill_unresolved(self, limit: int) -> None:
        found = self._desk.vault.agenda.unresolved(self._desk.today(), limit + 1)
        tasks = [self._orientation(each) for each in found[:limit]]
        self._unresolved.fill(tasks, "Aucune.", _rest(found, limit, self._fill_unresolved))

    def _duty(self, due: Waiting, today: date) -> Task:
        answers = due.record.answers
        day, until = answers[echeance.DATE_ECHEANCE], urgent_until(answers, due.record.entered_at.date())
        when = "Sans date" if day is None else written(day)
        late = " — en retard" if day is not None and day < today else ""
        urgent = ""
        if until is not None and _presses(due, today):
            urgent = f"URGENT (jusqu’au {written(until)}) · "
        told = [words(answers, field) for field in (echeance.NATURE, echeance.OBJET)]
        return Task(
            f"{when} · {due.person.code}{late}",
            urgent + (" · ".join(filter(None, told)) or "à préciser"),
            lambda: self._open(due),
            (Action("Fait", "fait", lambda: self._done(due)),),
            before_calling(answers, due.person.record.answers),
        )

    def _gaps(self, incomplete: Waiting) -> Task:
        """Opening it goes to the first of them, each closable in one gesture there."""
        fields = missing(incomplete.record.answers, incomplete.person.record.answers)
        named = [field.label[:1].lower() + field.label[1:] for field in fields[:_NAMED]]
        others = f" et {len(fields) - _NAMED} de plus" if len(fields) > _NAMED else ""
        return Task(
            f"{incomplete.person.code} · {written(incomplete.since)}",
            f"Manque : {', '.join(named)}{others}",
            lambda: self.wants_situation.emit(incomplete.record.id, ""),
            (),
        )

    def _silence(self, silent: Waiting) -> Task:
        return Task(
            f"{silent.person.code} · {written(silent.since)}",
            words(silent.record.answers, accueil.PROBLEMATIQUE),
            lambda: self.wants_situation.emit(silent.record.id, ""),
            (
                Action("Clore", "clore", lambda: self._close(silent)),
                Action("Noter une échéance", "noter", lambda: self._note(silent)),
            ),
        )

    def _orientation(self, each: Waiting) -> Task:
        return Task(
            f"{each.person.code} · {written(each.since)}",
            words(each.record.answers, orientation.DESTINATAIRE),
            lambda: self._open(each),
            (),
        )

    def _open(self, waiting: Waiting) -> None:
        self.wants_situation.emit(waiting.record.owner_id, waiting.record.id)

    def _done(self, due: Waiting) -> None:
        self._date(due, echeance.FAITE_LE, "Échéance faite.")
        self._due.enter()

    def _close(self, silent: Waiting) -> None:
        self._date(silent, accueil.CLOTURE_LE, "Situation close aujourd’hui ; le motif reste à préciser.")
        self._silent.enter()

    def _date(self, waiting: Waiting, field: DateField, told: str) -> None:
        """Date a record of today; the notice takes it back."""

        def take_back() -> None:
            with self._desk.notices.telling():
                self._desk.undo.answer(waiting.record, field, None)
                self.refresh()

        with self._desk.notices.telling():
            if self._desk.undo.answer(waiting.record, field, self._desk.today()):
                self.refresh()
                self._desk.notices.tell(f"{waiting.person.code} : {told}", "Annuler", take_back)

    def _note(self, silent: Waiting) -> None:
        """A duty in a week, opened so that she says which."""
        with self._desk.notices.telling():
            blank = Answers(echeance.FORM).with_(echeance.DATE_ECHEANCE, self._desk.today() + SOON)
            made = self._desk.vault.records.add(ECHEANCE, blank, silent.record)
            self._desk.notices.saved.emit(made.changed_at)
            self.wants_situation.emit(silent.record.id, made.id)


def _order(due: Waiting, today: date) -> tuple[bool, bool, date]:
    """What is urgent today first, then by day, then what has no day."""
    day = due.record.answers[echeance.DATE_ECHEANCE]
    return not _presses(due, today), day is None, day or date.max


def _presses(due: Waiting, today: date) -> bool:
    return is_urgent(due.record.answers, due.record.entered_at.date(), today)


def _rest(found: Sequence[Waiting], limit: int, fill: Callable[[int], None]) -> Callable[[], None] | None:
    """What shows five times as many, when there are more than the limit."""
    return (lambda: fill(5 * limit)) if len(found) > limit else None


def _scrolled(*blocks: QWidget) -> Scroll:
    area = Scroll()
    for block in blocks:
        area.add(block)
    return area
