"""Importation: tables of former years, tried before they are entered, and taken back in one gesture."""

import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from models.dates import written
from models.departure import Departure
from models.doubles import Doubt, doubts
from models.failure import Failure
from models.fields import Answers
from models.vocabulary import Vocabulary
from storage.imports import Import, Undone
from storage.incoming import Incoming, Stopped
from ui import outgoing
from ui.buttons import button
from ui.file_choice import choose_existing, choose_file
from ui.incoming import CORRECTION_NAME, Checked, check, read, with_words_of
from ui.labels import label
from ui.page import Desk, Page
from ui.slices import Slices
from ui.trial import TrialBox

T = TypeVar("T")

HOW = (
    "Un classeur Excel (.xlsx) ou LibreOffice (.ods), ou un texte (.csv), tel que vous l’avez tenu : une "
    "année sur une feuille ou sur douze. Chaque colonne est reliée à une question par son titre, chaque mot "
    "à une réponse ; ce qui n’est pas reconnu se relie ici une seule fois, et les totaux se lisent avant "
    "d’importer."
)
NOTE = (
    "Une ligne par premier contact. Aucune fiche n’est créée avant « Importer » ; un import s’annule à tout "
    "moment. Ce qui est relié à la main est retenu pour les prochains tableaux."
)
_KINDS = "Tableaux (*.xlsx *.ods *.csv *.txt *.tsv);;Tous les fichiers (*)"


class ImportationPage(Page):
    """A table, how its columns are matched, what would be entered, and the imports of the past.

    ``undone`` tells that records were taken back.
    """

    undone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("importation", "Importation")
        self._desk = desk
        self._table: Incoming | None = None
        self._checked: Checked | None = None
        self._doubts: tuple[Doubt, ...] = ()
        self._past: tuple[Import, ...] = ()
        self._known: tuple[dict[str, Answers], frozenset[str]] | None = None
        self._given_up = threading.Event()
        self._read_rows = 0
        self._slices = Slices(self._tell_far, self._rest, self)
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(lambda: self._progress.setValue(self._read_rows))
        self._make_lists()
        self._make_actions()
        self._lay_out()
        self._show_checked()

    def arrive(self) -> None:
        self._show_past()

    def focus_first(self) -> None:
        self._choose.setFocus()

    def flush(self) -> None:
        """Leaving the page gives up what is under way, and leaves nothing of it."""
        self.cancel()

    def open_table(self, path: Path) -> None:
        """Read a table; nothing is entered."""
        given_up, said = self._begin(0), self._desk.vault.glossary.read()

        def opened() -> tuple[Incoming, Vocabulary]:
            table = read(path, given_up.is_set)
            return table, with_words_of(said, table, path)

        self._desk.jobs.start(self, lambda: _unless_stopped(opened), self._opened, self._failed)

    def cancel(self) -> None:
        """Give up what is under way."""
        self._given_up.set()
        if self._slices.give_up():
            self._desk.notices.tell("Annulé : rien n’a été changé dans le coffre.")

    def apply(self) -> None:
        """Enter the rows that were understood, all or none."""
        if self._checked is None or self._slices.are_running:
            return
        entries = self._checked.reading.entries
        steps = self._desk.vault.imports.apply(self._checked.table.digest, entries, self._trial.followed())
        self._run(steps, len(entries), lambda _result: self._applied())

    def undo_past(self) -> None:
        """Take back the import that is chosen in the list."""
        row = self._past_list.currentRow()
        if self._slices.are_running or not 0 <= row < len(self._past):
            return
        number, imports = self._past[row].number, self._desk.vault.imports
        self._run(imports.undoing(number), imports.size(number), self._taken_back)

    def save_to_correct(self, path: Path, checked: Checked | None = None) -> None:
        """Write the rows that were not understood, of the table that is tried or of this one."""
        checked = checked or self._checked
        if checked is None:
            return
        with self._desk.notices.telling():
            sheet = checked.to_correct()
            outgoing.leave(self._desk.vault, Departure.CORRECTION, path, sheet, replace=True)
            self._desk.notices.tell("Lignes à corriger enregistrées. Ce fichier est lisible par tous.")

    def _begin(self, most: int) -> threading.Event:
        self._given_up = threading.Event()
        self._read_rows = 0
        held = self.window().focusWidget()
        self._held = held if self._trial.is_kept_by(held) else None
        self._progress.setRange(0, most)
        self._progress.show()
        self._stop.show()
        self._stop.setFocus()  # else the keyboard goes to another page with the button that starts
        self._watch.start()
        self._allow(False)
        return self._given_up

    def _rest(self) -> None:
        self._watch.stop()
        self._allow(True)
        if self.window().focusWidget() is self._stop:
            self._focus_next()
        self._progress.hide()
        self._stop.hide()

    def _focus_next(self) -> None:
        """What comes next is under the hand: the words that nobody explained, what she was at, or the end."""
        if self._trial.focus_words():
            return
        held = self._held if self._held is not None and isValid(self._held) else None
        next_one = self._apply if self._apply.isEnabled() else self._choose
        (held if held is not None and held.isVisible() and held.isEnabled() else next_one).setFocus()

    def _allow(self, free: bool) -> None:
        ready = free and self._checked is not None
        for widget in (self._choose, self._trial, self._past_list, self._undo):
            widget.setEnabled(free)
        self._apply.setEnabled(ready and bool(self._checked and self._checked.reading.entries))
        self._trial.correct.setEnabled(ready and bool(self._checked and self._checked.reading.faults))
        self._undo.setEnabled(free and bool(self._past))

    def _opened(self, opened: tuple[Incoming, Vocabulary] | None) -> None:
        if opened is None:
            self._rest()
            return
        self._table, vocabulary = opened
        self._checked = self._known = None
        self._trial.show_table(self._table, vocabulary)
        self._show_parts()
        self._check()

    def _say(self) -> None:
        """Keep what was said of a column or of a word, and read the rows again."""
        with self._desk.notices.telling():
            self._desk.vault.glossary.keep(self._trial.vocabulary)
        self._check()

    def _check(self) -> None:
        """Read the rows again, as the columns are matched now."""
        table, trial, today = self._table, self._trial, self._desk.today()
        columns, said, noting = trial.columns, trial.vocabulary, trial.noting.isChecked()
        if table is None:
            return
        given_up, imports = self._begin(len(table.lines)), self._desk.vault.imports
        known = self._known = self._known or (imports.persons(), imports.digests())  # read once for a table

        def checked() -> tuple[Checked, tuple[Doubt, ...]]:
            found = check(
                table, columns, today, said, noting=noting, progress=progress, stopped=given_up.is_set
            )
            return found, doubts(found.reading.entries, *known)

        def progress(done: int) -> None:
            self._read_rows = done

        self._desk.jobs.start(
            self,
            lambda: _unless_stopped(checked),
            self._take_checked,
            self._failed,
        )

    def _take_checked(self, found: tuple[Checked, tuple[Doubt, ...]] | None) -> None:
        self._checked, self._doubts = found or (None, ())
        self._show_checked()
        self._rest()

    def _failed(self, failure: Failure) -> None:
        self._rest()
        self._desk.notices.fail(str(failure))

    def _run(self, steps: Generator[int, None, T], total: int, done: Callable[[T], None]) -> None:
        """Do a transaction by slices; the screen lives on between them."""
        self._begin(total)
        self._watch.stop()
        self._slices.run(steps, done, self._refused)

    def _tell_far(self, done: int) -> None:
        self._progress.setValue(done)

    def _refused(self, failure: Failure) -> None:
        self._desk.notices.fail(f"{failure} Rien n’a été changé dans le coffre.")

    def _applied(self) -> None:
        """What was not understood can still be written back."""
        left = self._checked if self._checked is not None and self._checked.reading.faults else None
        self._table = self._checked = self._known = None
        self._trial.show_table(None, self._trial.vocabulary)
        self._show_checked()
        self._show_past()
        rows = self._past[0].rows if self._past else 0
        told = f"Lignes importées : {rows}."
        if left is None:
            self._desk.notices.tell(told)
            return
        told += f" Lignes restées à corriger : {left.reading.faulty_lines}."
        action = "Enregistrer les lignes à corriger…"
        self._desk.notices.tell(told, action, lambda: self._ask_correction(left), lasting=True)

    def _taken_back(self, undone: Undone) -> None:
        self._known = None
        self.undone.emit()
        self._show_past()
        if self._table is not None:
            self._check()
        told = f"Import annulé. Fiches retirées : {undone.removed}."
        if undone.kept:
            told += f" Fiches gardées, parce qu’elles ont servi ou changé depuis : {undone.kept}."
        self._desk.notices.tell(told, lasting=bool(undone.kept))

    def _show_checked(self) -> None:
        checked, imports = self._checked, self._desk.vault.imports
        if checked is None:
            self._totals.setText(HOW)
        else:
            self._trial.show_reading(checked.reading, self._doubts)
            told = checked.told()
            if imports.of_file(checked.table.digest):
                told.append("Ce même fichier a déjà été importé.")
            self._totals.setText("\n".join(told))
        self._show_parts()

    def _show_parts(self) -> None:
        """Nothing empty stands on the page."""
        for part, shown in (
            (self._trial, self._table is not None),
            (self._past_part, self._table is None and bool(self._past)),
            (self._apply, self._table is not None),
        ):
            part.setVisible(shown)

    def _show_past(self) -> None:
        vault = self._desk.vault
        self._past = vault.imports.all()
        self._past_list.clear()
        for each in self._past:
            by = vault.name_of(each.author)
            self._past_list.addItem(
                f"{written(each.at.date())} à {each.at:%H:%M}, par {by} — lignes : {each.rows}"
            )
        self._past_list.setCurrentRow(0)
        self._undo.setEnabled(bool(self._past))
        self._show_parts()

    def _ask_table(self) -> None:
        choose_existing(self, "Tableau à essayer", _KINDS, self.open_table)

    def _ask_correction(self, checked: Checked | None = None) -> None:
        choose_file(
            self,
            "Où enregistrer les lignes à corriger",
            Path.home() / CORRECTION_NAME,
            "Classeur (*.xlsx)",
            lambda path: self.save_to_correct(path, checked),
        )

    def _make_lists(self) -> None:
        self._trial = TrialBox(self._ask_correction)
        self._trial.changed.connect(self._say)
        self._held: QWidget | None = None
        self._past_list = QListWidget()
        self._past_list.setObjectName("importation.passes")
        self._past_list.setAccessibleName("Imports passés")

    def _make_actions(self) -> None:
        self._totals = label("", "body", "importation.totaux")
        self._progress = QProgressBar()
        self._progress.setObjectName("importation.progression")
        self._progress.setAccessibleName("Progression")
        self._choose = button("&Choisir un tableau…", "importation.choisir", self._ask_table)
        self._stop = button("Arrêter", "importation.arreter", self.cancel)
        self._apply = button("&Importer", "importation.importer", self.apply, kind="primary")
        self._undo = button("&Annuler cet import", "importation.annuler", self.undo_past, destroys=True)
        self._progress.hide()
        self._stop.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Importer les années passées", "title"), 1)
        top.addWidget(self._choose)
        self._past_part = _part("Imports passés", self._past_list, self._undo)
        body = QVBoxLayout()
        for part in (self._trial, self._past_part):
            body.addWidget(part, 1)
        end = QHBoxLayout()
        end.addWidget(self._progress, 1)
        end.addWidget(self._stop)
        end.addStretch(1)
        end.addWidget(self._apply)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(8)
        column_of_all.addLayout(top)
        column_of_all.addWidget(label(NOTE, "hint"))
        column_of_all.addWidget(self._totals)
        column_of_all.addLayout(body, 1)
        column_of_all.addStretch()  # takes the height as long as nothing is listed
        column_of_all.addLayout(end)


def _part(title: str, content: QListWidget, below: QPushButton) -> QWidget:
    """A list under its title, and what can be done with its chosen line."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label(title, "heading"))
    column.addWidget(content, 1)
    column.addWidget(below, alignment=Qt.AlignmentFlag.AlignLeft)
    return part


def _unless_stopped(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except Stopped:
        return None
