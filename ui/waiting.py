"""What waits, on the page of the day: by codes, never by names; each line is settled in one gesture."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.calendar import named
from models.casework import ACTE, ECHEANCE
from models.contact import next_call, safe_contact
from models.dates import written
from models.directory import Entry, directory
from models.fields import Answers
from models.followup import RECEIVED_LATELY, UNKNOWN_OUTCOME, WITHOUT_NEWS, missing
from models.forms import accueil, echeance, orientation
from models.referral import expected_on, service
from models.wording import words
from storage.agenda import Waiting
from ui.duties import Duties
from ui.labels import label
from ui.page import Desk
from ui.scroll import Scroll
from ui.section_box import section_box
from ui.tabs import Tabs
from ui.task_list import Action, Task, TaskList

_SHOWN = 12
"""Lines made at once; the others are made when they are asked for."""

_NAMED = 3
"""Missing answers that are named."""

_RECENT = "recents"


class WaitingLists(QWidget):
    """Emits the identifiers of the situation to open, and of the record to open in it, or nothing."""

    wants_situation = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        heading = label("À faire", "heading", "echeances.titre")
        self._duties = Duties(desk, heading, self._open, self.refresh)
        self._silent = TaskList("sans_nouvelles", "Sans nouvelles")
        self._unresolved = TaskList("orientations_a_verifier", "Orientations à vérifier")
        self._incomplete = TaskList("a_completer", "À compléter")
        self._tabs = Tabs()
        self._counts: dict[str, int] = {}
        for name, about, content in (
            ("sans_nouvelles", f"Sans nouvelles depuis {WITHOUT_NEWS.days} jours", self._silent),
            ("orientations", f"Sans suite connue {UNKNOWN_OUTCOME.days} jours après", self._unresolved),
            ("a_completer", f"Reçues depuis {RECEIVED_LATELY.days} jours, à compléter", self._incomplete),
        ):
            self._tabs.add(name, "", _scrolled(label(about, "hint"), content))
        self._aside = QWidget()
        self._aside_column = QVBoxLayout(self._aside)
        self._aside_column.setContentsMargins(0, 0, 0, 0)
        self._tabs.add(_RECENT, "Dernières fiches", self._aside)
        self._tabs.offer(_RECENT, offered=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(section_box(heading, _scrolled(self._duties)), 1)
        row.addWidget(self._to_check(), 1)

    def _to_check(self) -> QFrame:
        """The titles of the lists are its heading."""
        box = QFrame()
        box.setProperty("role", "section")
        box.setAccessibleName("À vérifier")
        QVBoxLayout(box).addWidget(self._tabs)
        return box

    def refresh(self) -> None:
        """Look again; the long lists show their beginning."""
        self._duties.refresh()
        for fill in (self._fill_silent, self._fill_unresolved, self._fill_incomplete):
            fill(_SHOWN)

    def begin(self) -> None:
        """The day, or the moment after a person, begins: a list that is empty leaves its place to one that
        is not.
        """
        self.refresh()
        waits = [name for name, count in self._counts.items() if count]
        if waits and not self._counts.get(self._tabs.chosen, 1):
            self._tabs.choose(waits[0])

    def take_in(self, box: QWidget) -> None:
        """Show a box that has no room beside these lists as one of them."""
        self._aside_column.addWidget(box)
        self._tabs.offer(_RECENT, offered=True)

    def give_back(self) -> None:
        """That box has its room again."""
        self._tabs.offer(_RECENT, offered=False)

    def _fill_incomplete(self, limit: int) -> None:
        found = self._desk.vault.agenda.incomplete(self._desk.today(), -1)
        tasks = [self._gaps(each) for each in found[:limit]]
        self._incomplete.fill(tasks, "Rien ne manque.", _rest(len(found), limit, self._fill_incomplete))
        self._count("a_completer", "À compléter", len(found))

    def _fill_silent(self, limit: int) -> None:
        agenda, today = self._desk.vault.agenda, self._desk.today()
        count = agenda.without_news_count(today)
        tasks = [self._silence(each) for each in agenda.without_news(today, limit)]
        self._silent.fill(tasks, "Aucune.", _rest(count, limit, self._fill_silent))
        self._count("sans_nouvelles", "Sans nouvelles", count)

    def _fill_unresolved(self, limit: int) -> None:
        """Those whose appointment is past come first: it is then that she remembers."""
        agenda, today = self._desk.vault.agenda, self._desk.today()
        entries = directory(self._desk.vault.directory.entries())
        past = [each for each in agenda.expected(today) if each.since < today]
        count = len(past) + agenda.unresolved_count(today)
        every = [*reversed(past), *agenda.unresolved(today, limit)]
        tasks = [self._orientation(each, entries) for each in every[:limit]]
        self._unresolved.fill(tasks, "Aucune.", _rest(count, limit, self._fill_unresolved))
        self._count("orientations", "Orientations", count)

    def _count(self, name: str, title: str, count: int) -> None:
        self._counts[name] = count
        self._tabs.entitle(name, f"{title} : {count}")

    def _gaps(self, incomplete: Waiting) -> Task:
        """Opening it goes to the first of them, each closable in one gesture there."""
        fields = missing(incomplete.record.answers, incomplete.person.record.answers)
        named_first = [field.label[:1].lower() + field.label[1:] for field in fields[:_NAMED]]
        others = f" et {len(fields) - _NAMED} de plus" if len(fields) > _NAMED else ""
        lacking = f"Manque : {', '.join(named_first)}{others}" if fields else ""
        acts = "" if self._desk.vault.records.of(incomplete.record, ACTE) else "Aucun acte noté"
        return Task(
            f"{incomplete.person.code} · {written(incomplete.since)}",
            " · ".join(filter(None, (lacking, acts))),
            lambda: self.wants_situation.emit(incomplete.record.id, ""),
            (),
        )

    def _silence(self, silent: Waiting) -> Task:
        """She is called again, or the situation is closed for a reason."""
        call = next_call(silent.person.record.answers, self._desk.today())
        calls = (
            (Action("À rappeler", "rappeler", lambda: self._call(silent), tip=f"Noté pour le {named(call)}"),)
            if call
            else ()
        )
        reasons = {
            option.label: partial(self._close, silent, option.code)
            for option in accueil.MOTIF_CLOTURE.options
            if not option.retired
        }
        return Task(
            f"{silent.person.code} · {written(silent.since)}",
            words(silent.record.answers, accueil.PROBLEMATIQUE),
            lambda: self.wants_situation.emit(silent.record.id, ""),
            (*calls, Action("Clore", "clore", choices=reasons)),
            "" if call else safe_contact(silent.person.record.answers)[0],
        )

    def _orientation(self, each: Waiting, entries: tuple[Entry, ...]) -> Task:
        answers = each.record.answers
        met = expected_on(answers)
        told = (
            f"Rendez-vous du {written(met)}"
            if met and met == each.since
            else f"Depuis le {written(each.since)}"
        )
        outcomes = {
            option.label: partial(self._resolve, each, option.code)
            for option in orientation.ETAT.options
            if option.code != orientation.PROPOSEE and not option.retired
        }
        return Task(
            f"{each.person.code} · {service(answers, entries)}",
            " · ".join(filter(None, (told, words(answers, orientation.ETAT)))),
            lambda: self._open(each),
            (Action("Suite", "suite_connue", choices=outcomes),),
        )

    def _open(self, waiting: Waiting) -> None:
        self.wants_situation.emit(waiting.record.owner_id, waiting.record.id)

    def _close(self, silent: Waiting, reason: str) -> None:
        said = Answers(accueil.FORM).with_(accueil.CLOTURE_LE, self._desk.today())
        said = said.with_(accueil.MOTIF_CLOTURE, reason)
        self._answer(silent, said, f"situation close ({words(said, accueil.MOTIF_CLOTURE)}).")
        self._silent.enter()

    def _resolve(self, each: Waiting, outcome: str) -> None:
        said = Answers(orientation.FORM).with_(orientation.ETAT, outcome)
        said = said.with_(orientation.ETAT_VERIFIE_LE, self._desk.today())
        self._answer(each, said, f"{words(said, orientation.ETAT)}.")
        self._unresolved.enter()

    def _answer(self, waiting: Waiting, said: Answers, told: str) -> None:
        """Answer questions of a record; the notice takes them back."""
        record, fields = waiting.record, tuple(said.answered())

        def take_back() -> None:
            with self._desk.notices.telling():
                self._desk.undo.answer_as(record, record.answers, *fields)
                self.refresh()

        with self._desk.notices.telling():
            self._desk.undo.answer_as(record, said, *fields)
            self.refresh()
            self._desk.notices.tell(f"{waiting.person.code} : {told}", "Annuler", take_back)

    def _call(self, silent: Waiting) -> None:
        """A duty to call her, on the first day that she agreed to."""
        day = next_call(silent.person.record.answers, self._desk.today())
        records = self._desk.vault.records
        with self._desk.notices.telling():
            due = Answers(echeance.FORM, {"nature": echeance.RAPPELER, "date_echeance": day})
            made = records.add(ECHEANCE, due, silent.record)

            def take_back() -> None:
                with self._desk.notices.telling():
                    records.remove(made)
                    self.refresh()

            self._desk.notices.saved.emit(made.changed_at)
            self.refresh()
            told = f"{silent.person.code} : à rappeler le {named(day)}." if day else ""
            self._desk.notices.tell(told, "Annuler", take_back)
            self._silent.enter()


def _rest(count: int, limit: int, fill: Callable[[int], None]) -> Callable[[], None] | None:
    """What shows five times as many, when there are more than the limit."""
    return (lambda: fill(5 * limit)) if count > limit else None


def _scrolled(*blocks: QWidget) -> Scroll:
    area = Scroll()
    for block in blocks:
        area.add(block)
    return area
