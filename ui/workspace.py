"""The pages of an open vault, and the bar that leads to them."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.backup import Place
from models.casework import FORMS, ORDONNANCE, PERSONNE, PIECE, SITUATION, Record
from models.failure import Failure
from models.journal import Act
from storage.merges import Merge
from storage.records import Removed
from storage.resumption import Whereabouts
from storage.vault import Clock, Vault
from ui import keys
from ui.backing_up import BackingUp
from ui.buttons import button
from ui.flow_layout import FlowLayout
from ui.jobs import Jobs
from ui.labels import label
from ui.notices import Notices
from ui.outgoing import FICTITIOUS
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
from ui.remaking import Remaking
from ui.saver import Saver
from ui.undo import Undo
from ui.unsaved import Unsaved

TITLE = "Permanence"
"""The title bar and the task bar say nothing else, whatever is open."""

SETTLES_EVERY = 5_000
"""Milliseconds between two times that the journal is brought into the database file."""

LOOKS_EVERY = 30 * 60_000
"""Milliseconds between two looks at whether a backup of the day was made."""


class Workspace(QWidget):
    """Beside the pages that are always there, one page about a person at most is alive.

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
        self._remaking = Remaking(self._desk)
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
        self._statistics.wants_person.connect(self.show_person)
        self._settings.wants_conservation.connect(self.show_conservation)
        self._about: Page | None = None
        self._import: ImportationPage | None = None
        self._conservation: ConservationPage | None = None
        self._journal: JournalPage | None = None
        self._apropos: AproposPage | None = None
        self._preview: ApercuPage | None = None
        self._seen: set[Page] = set()
        self._saved = label("", "saved", "enregistre")
        self.notices.saved.connect(self._tell_saved)
        self._settling = QTimer(self)
        self._settling.timeout.connect(self._settle)
        self._settling.start(SETTLES_EVERY)
        self._daily = QTimer(self)
        self._daily.timeout.connect(self._back_up_daily)
        self._daily.start(LOOKS_EVERY)
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
        self._lock.clicked.connect(lock)

    def back_up(self, done: Callable[[], object]) -> bool:
        """Save all pages, make this workstation's backup, and then ``done``; false when none is due.

        What fails is told, and nothing follows.
        """
        for page in self._all_pages():
            page.flush()
        if self.backing_up.is_running:
            self.backing_up.ended.connect(done, Qt.ConnectionType.SingleShotConnection)
            return True
        with self.notices.telling():
            if not self._vault.backups.is_due():
                return False
            self.backing_up.start(self._vault.backups.folder, lambda _made: done(), self._told_refused)
        return True

    def offer_backups(self, done: str) -> None:
        """Make again those that the former key still opens, if there are any."""
        if self._vault.backups.alive():
            self._remaking.offer(f"{done} Les sauvegardes d’avant s’ouvrent encore avec l’ancienne.")

    def _told_refused(self, failure: Failure) -> None:
        self.notices.fail(f"La sauvegarde de ce poste n’a pas pu être faite. {failure}")

    def _back_up_daily(self) -> None:
        """A window that is never closed is backed up too."""
        last = self._vault.backups.last(Place.POSTE)
        waits = last is None or last.at.date() < self._desk.today()
        if waits and not self.backing_up.is_running:
            self.back_up(lambda: None)

    @property
    def folder(self) -> Path:
        """Of the vault."""
        return self._vault.folder

    def leave(self, *, coming_back: bool = False) -> None:
        """Save all pages and close the vault, whatever fails on the way."""
        self._settling.stop()
        self._daily.stop()
        self.backing_up.stop()
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
            self._vault.resumption.keep_place(self._place())

    def _place(self) -> Whereabouts:
        control = self.page.focusWidget()
        name = control.objectName() if control else ""
        return Whereabouts(self.page.objectName(), self.page.record(), name, self._today.typed)

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
        """Who did what; the page is made when it is first asked for."""
        if self._journal is None:
            self._journal = JournalPage(self._desk)
            self._pages.addWidget(self._journal)
        self._show(self._journal)

    def show_about(self) -> None:
        """What is enforced here; the page is made when it is first asked for."""
        if self._apropos is None:
            self._apropos = AproposPage(self._desk)
            self._pages.addWidget(self._apropos)
        self._show(self._apropos)

    def show_import(self) -> None:
        """Tables of former years; the page is made when it is first asked for."""
        if self._import is None:
            self._import = ImportationPage(self._desk)
            self._import.undone.connect(self._forget_latest)
            self._pages.addWidget(self._import)
        self._show(self._import)

    def show_conservation(self) -> None:
        """The files of which the time has come; the page is made when it is first asked for."""
        if self._conservation is None:
            self._conservation = ConservationPage(self._desk)
            self._conservation.eliminated.connect(self._forget_gone)
            self._conservation.wants_person.connect(self.show_person)
            self._pages.addWidget(self._conservation)
        self._show(self._conservation)

    def _forget_gone(self) -> None:
        self._unsaved.forget_gone(self._vault.records)
        self._forget_latest()

    def _forget_latest(self) -> None:
        """The file of the person received last may be no more."""
        page, self._about = self._about, None
        if page is not None:
            self._discard(page)
        self._here.hide()

    def show_latest(self) -> None:
        """Come back to the page of the person who is being received."""
        if self._about is not None:
            self._show(self._about)

    def show_person(self, person_id: str) -> None:
        def make() -> Page:
            page = PersonnePage(self._desk, person_id, self._pages)
            page.wants_situation.connect(self.show_situation)
            page.likeness.wants_comparison.connect(self.compare)
            page.wants_parting.connect(self.part)
            return page

        self._replace(make)

    def show_situation(self, situation_id: str, record_id: str = "") -> None:
        """The page of a situation, one of its records open."""

        def make() -> Page:
            page = SituationPage(self._desk, situation_id, self._pages)
            page.wants_person.connect(self.show_person)
            page.wants_order.connect(self.show_order)
            page.wants_removal.connect(self.remove_situation)
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
            page.merged.connect(self._tell_merged)
            return page

        self._replace(make)
        with self.notices.telling():
            self._vault.journal.note(Act.LECTURE, other_id)

    def _tell_merged(self, merge: Merge) -> None:
        self.show_person(merge.kept_id)
        self.notices.tell("Les deux fiches sont fusionnées.", "Défaire la fusion", lambda: self.part(merge))

    def part(self, merge: Merge) -> None:
        """Undo a merge."""
        self.page.flush()
        with self.notices.telling():
            changed = self._vault.merges.undo(merge)
            self.show_person(merge.kept_id)
            told = "Les deux fiches sont de nouveau séparées."
            if changed:
                kept = ", ".join(field.label for field in changed)
                told = f"{told} Réponses changées depuis la fusion, laissées comme elles sont : {kept}."
            self.notices.tell(told, lasting=bool(changed))

    def remove_situation(self, situation_id: str) -> None:
        """Take back a situation entered by mistake, and the person when she has no other."""
        records = self._vault.records
        with self.notices.telling():
            self.page.flush()
            situation = records.get(SITUATION, situation_id)
            person = records.get(PERSONNE, situation.owner_id or "")
            with records.transaction():
                removed = [records.remove(situation)]
                if not records.of(person, SITUATION):
                    removed.append(records.remove(person))
            for each in removed:
                self._unsaved.forget(each.record)
            page, self._about = self._about, None
            self._turn_to(self._today)  # the page of what is no more saves nothing
            if page is not None:
                self._discard(page)
            told = (
                "Situation retirée, et la fiche qui ne contenait qu’elle."
                if len(removed) > 1
                else "Situation retirée."
            )
            self.notices.tell(told, "Annuler le retrait", lambda: self._put_back(removed))

    def _put_back(self, removed: Sequence[Removed]) -> None:
        records = self._vault.records
        with self.notices.telling():
            with records.transaction():
                for each in reversed(removed):
                    records.put_back(each, each.record.answers)
            self.show_situation(removed[0].record.id)

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
        self._here.setText(self._about.code if self._about is not None else "")
        self._here.setVisible(self._about is not None)
        for tab, target in self._tabs:
            tab.setChecked(target() is page)
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

    def _settle(self) -> None:
        with self.notices.telling():
            self._vault.checkpoint()

    def _tell_saved(self, moment: datetime) -> None:
        if not self._unsaved.refuses:
            self._saved.setText(f"Enregistré à {moment:%H:%M:%S}")

    def _tell_refused(self) -> None:
        if self._unsaved.refuses:
            self._saved.setText("Pas encore enregistré")

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

    def _lay_out(self) -> None:
        tabs = QWidget()
        row = FlowLayout(tabs)
        self._tabs: list[tuple[QPushButton, Callable[[], Page | None]]] = []
        for words, name, act, sequence, target in (
            ("Aujourd’hui", "aujourdhui", self.show_today, keys.SEARCH, lambda: self._today),
            ("Annuaire", "annuaire", self.show_directory, keys.DIRECTORY, lambda: self._directory),
            ("Statistiques", "statistiques", self.show_statistics, keys.STATISTICS, lambda: self._statistics),
            ("Réglages", "reglages", self.show_settings, keys.SETTINGS, lambda: self._settings),
            ("", "fiche", self.show_latest, keys.BACK, lambda: self._about),
        ):
            tab = button(words, f"aller.{name}", act, kind="tab", keys=sequence)
            tab.setCheckable(True)
            self._tabs.append((tab, target))
            row.addWidget(tab)
        self._here = self._tabs[-1][0]
        self._here.hide()
        if self._vault.is_fictitious:
            row.addWidget(label(FICTITIOUS, "fictitious", "fictif"))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 16, 4)
        bar.addWidget(tabs, 1)
        self._lock = button("Verrouiller", "verrouiller", sign="cadenas", keys=" ou ".join(keys.LOCK))
        bar.addWidget(self._saved)
        bar.addWidget(button("Annuler", "annuler", self.undo, sign="annuler", keys=keys.UNDO))
        bar.addWidget(self._lock)
        top = QWidget()
        top.setObjectName("barre")
        top.setLayout(bar)
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = QVBoxLayout()
        body.setContentsMargins(16, 10, 16, 8)
        body.addWidget(self._pages, 1)
        body.addWidget(self.notices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
