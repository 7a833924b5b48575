"""The pages of an open vault, and the bar that leads to them."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from models.casework import FORMS, ORDONNANCE, PERSONNE, PIECE, SITUATION, Record
from models.failure import Failure
from models.journal import Act
from storage.resumption import Whereabouts
from storage.vault import Clock, Vault
from ui import keys
from ui.backing_up import BackingUp
from ui.bar import Bar, Tab
from ui.jobs import Jobs
from ui.notices import Notices
from ui.page import Desk, Page
from ui.pages.annuaire import Annuaire
from ui.pages.apercu import ApercuPage
from ui.pages.apropos import AproposPage
from ui.pages.aujourdhui import Aujourdhui
from ui.pages.comparaison import ComparaisonPage
from ui.pages.conservation import ConservationPage
from ui.pages.historique import HistoriquePage
from ui.pages.importation import ImportationPage
from ui.pages.journal import JournalPage
from ui.pages.ordonnance import OrdonnancePage
from ui.pages.personne import PersonnePage
from ui.pages.reglages import Reglages
from ui.pages.situation import SituationPage
from ui.pages.statistiques import Statistiques
from ui.preferences import Preferences
from ui.saver import Saver
from ui.taking_back import TakingBack
from ui.undo import Undo
from ui.unsaved import Unsaved
from ui.upkeep import Upkeep

P = TypeVar("P", bound=Page)

TITLE = "Permanence"
"""The title bar and the task bar say nothing else, whatever is open."""


class Workspace(QWidget):
    """Beside the pages that are always there, one page about a person at most is alive; of the person
    before, the code and the place where one was.

    ``wants_renewal`` asks that the vault be closed and its key changed.
    """

    wants_renewal = Signal(object)

    def __init__(
        self, vault: Vault, clock: Clock, unsaved: Unsaved, jobs: Jobs, preferences: Preferences
    ) -> None:
        super().__init__()
        self.setObjectName("espace")
        self._vault, self._unsaved = vault, unsaved
        self.notices = Notices()

        def today() -> date:
            return clock().date()

        self._undo = Undo(vault.records, unsaved)
        self.backing_up = BackingUp(vault, jobs, self)
        self._desk = Desk(
            vault,
            today,
            self.notices,
            unsaved,
            self._undo,
            jobs,
            preferences,
            self.show_document,
            self.backing_up,
        )
        self.upkeep = Upkeep(self._desk, self._save_all, self)
        self._taking_back = TakingBack(
            self._desk, lambda: self.page, self.show_person, self.show_situation, self._part_with
        )
        self._pages = QStackedWidget()
        self._today, self._statistics = Aujourdhui(self._desk), Statistiques(self._desk)
        self._directory, self._settings = Annuaire(self._desk), Reglages(self._desk)
        for page in (self._today, self._statistics, self._directory, self._settings):
            self._pages.addWidget(page)
        self._today.wants_person.connect(self.show_person)
        self._today.wants_situation.connect(self.show_situation)
        self._today.wants_record.connect(self.show_situation)
        self._today.wants_note.connect(self.show_record)
        self._today.wants_backup.connect(self.show_settings)
        self._today.wants_sheet.connect(self._show_sheet)
        self._statistics.wants_import.connect(self.show_import)
        self._settings.users.wants_renewal.connect(self.wants_renewal)
        self._settings.wants_journal.connect(self.show_journal)
        self._settings.wants_about.connect(self.show_about)
        self._settings.wants_import.connect(self.show_import)
        self._statistics.wants_person.connect(self.show_person)
        self._settings.wants_conservation.connect(self.show_conservation)
        self._about: Page | None = None
        self._former: tuple[str, Whereabouts] | None = None
        self._made: dict[Callable[[Desk], Page], Page] = {}
        self._preview: ApercuPage | None = None
        self._seen: set[Page] = set()
        self._bar = Bar(self._tabs(), self.undo, fictitious=vault.is_fictitious)
        self.notices.saved.connect(self._tell_saved)
        unsaved.changed.connect(self._tell_refused)
        self._lay_out()
        for sequence, act in (
            (keys.SEARCH, self.show_today),
            (keys.NEW, self._new_contact),
            (keys.STATISTICS, self.show_statistics),
            (keys.DIRECTORY, self.show_directory),
            (keys.SETTINGS, self.show_settings),
            (keys.BACK, self.show_latest),
            (keys.HISTORY, self.show_history),
            (keys.UNDO, self.undo),
            (keys.REDO, self.redo),
        ):
            QShortcut(QKeySequence(sequence), self, act)
        unsaved.open(vault.records, vault.resumption, self.notices)

    @property
    def page(self) -> Page:
        current = self._pages.currentWidget()
        assert isinstance(current, Page)
        return current

    def wants_lock(self, lock: Callable[[], None]) -> None:
        """What the lock button does."""
        self._bar.lock.clicked.connect(lock)

    @property
    def folder(self) -> Path:
        """Of the vault."""
        return self._vault.folder

    def leave(self, *, coming_back: bool = False) -> None:
        """Save all pages and close the vault, whatever fails on the way."""
        self.upkeep.stop()
        with ExitStack() as stack:
            stack.callback(self._close)
            if coming_back:
                stack.callback(self._keep_place)
            for page in self._all_pages():
                stack.callback(page.flush)

    def _close(self) -> None:
        for saver in self.findChildren(Saver):
            saver.rest()
        self._unsaved.close()
        self._undo.forget()
        with suppress(Failure):  # the disk takes nothing more: ``unsaved`` keeps what is not on it
            self._unsaved.put_away(self._vault.resumption)
        with suppress(Failure, OSError):
            self._vault.close()

    def _keep_place(self) -> None:
        """For who comes back after the lock; what the disk refuses is only her place."""
        with suppress(Failure, KeyError):
            self._vault.resumption.keep_place(self._place(self.page, self._today.typed))

    def _place(self, page: Page, typed: str = "") -> Whereabouts:
        control = page.focusWidget()
        return Whereabouts(page.objectName(), page.record(), control.objectName() if control else "", typed)

    def resume(self) -> None:
        """Come back to where this user was when the vault was locked, or begin with the page of the day."""
        self.show_today()
        with self.notices.telling():
            if place := self._vault.resumption.take_place():
                self._return_to(place)

    def _return_to(self, place: Whereabouts) -> None:
        pages = {
            "page.statistiques": self.show_statistics,
            "page.annuaire": self.show_directory,
            "page.reglages": self.show_settings,
            "page.importation": self.show_import,
            "page.conservation": self.show_conservation,
            "page.journal": self.show_journal,
            "page.apropos": self.show_about,
        }
        if place.page == "page.ordonnance" and place.record is not None:
            self.show_order(place.record.id)
        elif place.record is not None:
            self.show_record(place.record)
        else:
            pages.get(place.page, self.show_today)()
        if place.typed:
            self._today.type_again(place.typed)
        controls = self.page.findChildren(QWidget, place.control) if place.control else []
        for control in filter(QWidget.isVisible, controls):
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(control, QPlainTextEdit):
                control.moveCursor(QTextCursor.MoveOperation.End)

    def show_today(self) -> None:
        self._show(self._today)
        self._today.focus_first()

    def show_statistics(self) -> None:
        self._show(self._statistics)

    def show_directory(self) -> None:
        self._show(self._directory)

    def show_settings(self) -> None:
        self._show(self._settings)

    def _show_sheet(self) -> None:
        self.show_settings()
        self._settings.users.start_sheet()

    def show_journal(self) -> None:
        """Who did what."""
        self._show_once(JournalPage)

    def show_about(self) -> None:
        """What is enforced here."""
        self._show_once(AproposPage)

    def show_import(self) -> None:
        """Tables of former years."""
        self._show_once(ImportationPage, lambda page: page.undone.connect(self._forget_latest))

    def show_conservation(self) -> None:
        """The files of which the time has come."""

        def connect(page: ConservationPage) -> None:
            page.eliminated.connect(self._forget_gone)
            page.wants_person.connect(self.show_person)

        self._show_once(ConservationPage, connect)

    def _show_once(self, make: Callable[[Desk], P], connect: Callable[[P], object] = lambda _: None) -> None:
        """A page that is made when it is first asked for."""
        if make not in self._made:
            made = self._made[make] = make(self._desk)
            connect(made)
            self._pages.addWidget(made)
        self._show(self._made[make])

    def _forget_gone(self) -> None:
        self._unsaved.forget_gone(self._vault.records)
        self._forget_latest()

    def _forget_latest(self) -> None:
        """The files of the persons received last may be no more."""
        page, self._about, self._former = self._about, None, None
        if page is not None:
            self._discard(page)
        self._tell_persons()

    def show_latest(self) -> None:
        """Come back to the page of the person who is being received; from there, to the one before."""
        if self._about is not None and self.page is not self._about:
            self._show(self._about)
        else:
            self.show_former()

    def show_former(self) -> None:
        """Come back to where one was in the file of the person before, whom a telephone call or a door
        interrupted.
        """
        if self._former is None:
            return
        place = self._former[1]
        try:
            if place.record is not None:
                self._vault.records.get(place.record.noun, place.record.id)
        except KeyError:
            self._former = None
            self._tell_persons()
            self.notices.tell("Cette fiche n’est plus dans le coffre.")
        else:
            self._return_to(place)

    def _tell_persons(self) -> None:
        """Whose pages are a gesture away."""
        self._bar.tell_person(
            self._about.code if self._about is not None else "", self._former[0] if self._former else ""
        )

    def _leave_person(self, page: Page, instead: Page) -> None:
        """Her file is left for somebody else's, and can be come back to."""
        if page.person_id and page.record() is not None and page.person_id != instead.person_id:
            self._former = page.code, self._place(page)
        elif self._former is not None and self._former[0] == instead.code:
            self._former = None

    def show_person(self, person_id: str) -> None:
        def make() -> Page:
            page = PersonnePage(self._desk, person_id, self._pages)
            page.wants_situation.connect(self.show_situation)
            page.likeness.wants_comparison.connect(self.compare)
            page.wants_parting.connect(self._taking_back.part)
            return page

        self._replace(make)

    def show_situation(self, situation_id: str, record_id: str = "") -> None:
        """The page of a situation, one of its records open."""

        def make() -> Page:
            page = SituationPage(self._desk, situation_id, self._pages)
            page.wants_person.connect(self.show_person)
            page.wants_order.connect(self.show_order)
            page.wants_removal.connect(self._taking_back.remove_situation)
            page.wants_history.connect(self.show_history)
            page.likeness.wants_comparison.connect(self.compare)
            return page

        self._replace(make)
        if record_id and isinstance(self.page, SituationPage):
            self.page.open_record(record_id)

    def show_order(self, situation_id: str) -> None:
        def make() -> Page:
            page = OrdonnancePage(self._desk, situation_id, self._pages)
            page.wants_situation.connect(self.show_situation)
            return page

        self._replace(make)

    def show_document(self, title: str, data: bytes, printed: Callable[[], None] | None = None) -> None:
        """A document in place of the page that it is of, which comes back when it is closed."""
        with self.notices.telling():
            behind = self.page
            preview = ApercuPage(self.notices, title, data, behind, printed)
            preview.closed.connect(lambda: self._show(behind))
            self._pages.addWidget(preview)
            self._show(preview)
            self._preview = preview

    def show_history(self) -> None:
        """What was changed in her file, or only in the answer that has the keyboard."""
        person_id, question = self.page.person_id, self._question()
        if not person_id:
            return

        def make() -> Page:
            page = HistoriquePage(self._desk, person_id, question)
            page.wants_record.connect(self.show_record)
            return page

        self._replace(make)

    def _question(self) -> str:
        """The label of the question that has the keyboard, empty when none has."""
        labels = {field.code: field.label for form in FORMS for field in form.fields}
        widget = self.page.focusWidget()
        while widget is not None and widget.objectName() not in labels:
            widget = widget.parentWidget()
        return labels[widget.objectName()] if widget is not None else ""

    def undo(self) -> None:
        """Take back the last change made on this page."""
        self.page.flush()
        if field := self._undo.undo(self.page.types):
            self.notices.tell(f"Annulé : {field.label}.", "Rétablir", self.redo)
        else:
            self.notices.tell("Rien à annuler sur cette page.")

    def redo(self) -> None:
        """Make again what was just undone."""
        self.page.flush()
        if field := self._undo.redo(self.page.types):
            self.notices.tell(f"Rétabli : {field.label}.", "Annuler", self.undo)
        else:
            self.notices.tell("Rien à rétablir sur cette page.")

    def compare(self, kept_id: str, other_id: str) -> None:
        """Two files side by side, which may be of one person."""

        def make() -> Page:
            page = ComparaisonPage(self._desk, kept_id, other_id, self._pages)
            page.wants_person.connect(self.show_person)
            page.merged.connect(self._taking_back.tell_merged)
            return page

        self._replace(make)
        with self.notices.telling():
            self._vault.journal.note(Act.LECTURE, other_id)

    def _part_with(self) -> None:
        """The person who is being received is no more: her page saves nothing."""
        page, self._about = self._about, None
        self._turn_to(self._today)
        if page is not None:
            self._discard(page)

    def _save_all(self) -> None:
        for page in self._all_pages():
            page.flush()

    def _discard(self, page: Page) -> None:
        self._pages.removeWidget(page)
        self._seen.discard(page)
        page.deleteLater()

    def show_record(self, record: Record) -> None:
        """The page where a record is typed."""
        if record.noun is PERSONNE:
            self.show_person(record.id)
        elif record.noun is SITUATION:
            self.show_situation(record.id)
        elif record.noun in (ORDONNANCE, PIECE):
            self.show_order(record.owner_id or "")
        else:
            self.show_situation(record.owner_id or "", record.id)

    def _all_pages(self) -> list[Page]:
        pages = (self._pages.widget(index) for index in range(self._pages.count()))
        return [page for page in pages if isinstance(page, Page)]

    def _replace(self, make: Callable[[], Page]) -> None:
        """Show a page about a person, in place of the former one."""
        with self.notices.telling():
            if self._about is not None:
                self._about.flush()
            former, self._about = self._about, make()
            if former is not None:
                self._leave_person(former, self._about)
            self._pages.addWidget(self._about)
            self._show(self._about)
            if former is not None:
                self._discard(former)
            if self._about.person_id:
                self._vault.journal.note(Act.LECTURE, self._about.person_id)

    def _show(self, page: Page) -> None:
        if self._pages.currentWidget() is page and page in self._seen:
            return
        self.page.flush()
        self._turn_to(page)

    def _turn_to(self, page: Page) -> None:
        self.notices.turn_page()
        self._pages.setCurrentWidget(page)
        preview, self._preview = self._preview, None
        if preview is not None:
            self._discard(preview)
        self._tell_persons()
        self._bar.mark(page)
        page.arrive()
        kept = page.focusWidget()
        if kept and page in self._seen:
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.focus_first()
        self._seen.add(page)
        self._tell_unread()

    def _new_contact(self) -> None:
        """What is typed in the search box is hers, when that is where the key was pressed."""
        self.page.flush()
        self._today.new_contact(self._today.typed if self.page is self._today else "")

    def _tell_saved(self, moment: datetime) -> None:
        if not self._unsaved.refuses:
            self._bar.tell_saved(moment)

    def _tell_refused(self) -> None:
        if self._unsaved.refuses:
            self._bar.tell_refused()

    def _tell_unread(self) -> None:
        """Words that were not understood on a page that was left."""
        waiting = [record for record in self._unsaved.unread if not self._is_shown(record)]
        if waiting:
            self.notices.tell(
                "Une réponse n’a pas été comprise et n’est pas enregistrée ; elle vous attend.",
                "Y revenir",
                lambda: self.show_record(waiting[0]),
                lasting=True,
            )

    def _is_shown(self, record: Record) -> bool:
        return self._about is not None and self.page is self._about and self._about.types(record)

    def _tabs(self) -> tuple[Tab, ...]:
        return (
            Tab("Aujourd’hui", "aujourdhui", self.show_today, keys.SEARCH, lambda: self._today),
            Tab("Annuaire", "annuaire", self.show_directory, keys.DIRECTORY, lambda: self._directory),
            Tab(
                "Statistiques",
                "statistiques",
                self.show_statistics,
                keys.STATISTICS,
                lambda: self._statistics,
            ),
            Tab("Réglages", "reglages", self.show_settings, keys.SETTINGS, lambda: self._settings),
            Tab("", "fiche", self.show_latest, keys.BACK, lambda: self._about),
            Tab("", "fiche.avant", self.show_former, f"{keys.BACK} depuis l’autre fiche", lambda: None),
        )

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(16, 10, 16, 8)
        body.addWidget(self._pages, 1)
        body.addWidget(self.notices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(body, 1)
