"""Importation: tables of former years, tried before they are entered, and taken back in one gesture."""

import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.dates import written
from models.departure import Departure
from models.failure import Failure
from models.importing import Doubt, doubts
from storage import incoming
from storage.imports import Import, Undone
from storage.incoming import Incoming, Stopped
from ui import outgoing
from ui.buttons import button
from ui.columns_box import ColumnsBox
from ui.file_choice import choose_existing, choose_file
from ui.incoming import CORRECTION_NAME, Checked, check
from ui.labels import label
from ui.page import Desk, Page
from ui.slices import Slices

T = TypeVar("T")

HOW = (
    "Un classeur Excel (.xlsx) ou LibreOffice (.ods), ou un texte (.csv), les titres des colonnes sur la "
    "première ligne. Chaque colonne est reliée à une question par son titre ; ce qui n’est pas reconnu se "
    "relie ici à la main, et les totaux se lisent avant d’importer."
)
NOTE = (
    "Une ligne par premier contact. Rien n’est enregistré avant « Importer » ; un import s’annule à tout "
    "moment. Une évaluation ou une orientation sans date prend celle de l’accueil."
)
_KINDS = "Tableaux (*.xlsx *.ods *.csv *.txt *.tsv);;Tous les fichiers (*)"
_MOST_SHOWN = 500
_LINE = Qt.ItemDataRole.UserRole


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
        given_up = self._begin(0)
        self._desk.jobs.start(
            self,
            lambda: _unless_stopped(lambda: incoming.read(path, given_up.is_set)),
            self._opened,
            self._failed,
        )

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
        steps = self._desk.vault.imports.apply(self._checked.table.digest, entries, self._followed())
        self._run(steps, len(entries), lambda _result: self._applied())

    def undo_past(self) -> None:
        """Take back the import that is chosen in the list."""
        row = self._past_list.currentRow()
        if self._slices.are_running or not 0 <= row < len(self._past):
            return
        number, imports = self._past[row].number, self._desk.vault.imports
        self._run(imports.undoing(number), imports.size(number), self._taken_back)

    def save_to_correct(self, path: Path) -> None:
        """Write the rows that were not understood."""
        if self._checked is None:
            return
        with self._desk.notices.telling():
            sheet = self._checked.to_correct()
            outgoing.leave(self._desk.vault, Departure.CORRECTION, path, sheet, replace=True)
            self._desk.notices.tell("Lignes à corriger enregistrées. Ce fichier est lisible par tous.")

    def _begin(self, most: int) -> threading.Event:
        self._given_up = threading.Event()
        self._read_rows = 0
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
        if self._stop.hasFocus():
            (self._apply if self._apply.isEnabled() else self._choose).setFocus()
        self._progress.hide()
        self._stop.hide()

    def _allow(self, free: bool) -> None:
        ready = free and self._checked is not None
        for widget in (self._choose, self._column_part, self._past_list, self._undo):
            widget.setEnabled(free)
        self._apply.setEnabled(ready and bool(self._checked and self._checked.reading.entries))
        self._correct.setEnabled(ready and bool(self._checked and self._checked.reading.faults))
        self._undo.setEnabled(free and bool(self._past))

    def _opened(self, table: Incoming | None) -> None:
        if table is None:
            self._rest()
            return
        self._table = table
        self._column_part.show_titles(table.header)
        self._show_parts()
        self._check()

    def _check(self) -> None:
        """Read the rows again, as the columns are matched now."""
        table, columns, today = self._table, self._column_part.columns, self._desk.today()
        if table is None:
            return
        given_up = self._begin(len(table.lines))

        def progress(done: int) -> None:
            self._read_rows = done

        self._desk.jobs.start(
            self,
            lambda: _unless_stopped(lambda: check(table, columns, today, progress, given_up.is_set)),
            self._take_checked,
            self._failed,
        )

    def _take_checked(self, checked: Checked | None) -> None:
        self._checked = checked
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
        self._table = self._checked = None
        self._column_part.show_titles(())
        self._show_checked()
        self._show_past()
        rows = self._past[0].rows if self._past else 0
        self._desk.notices.tell(f"Lignes importées : {rows}.", lasting=True)

    def _taken_back(self, undone: Undone) -> None:
        self.undone.emit()
        self._show_past()
        if self._table is not None:
            self._check()
        told = f"Import annulé. Fiches retirées : {undone.removed}."
        if undone.kept:
            told += f" Fiches gardées, parce qu’elles ont servi ou changé depuis : {undone.kept}."
        self._desk.notices.tell(told, lasting=bool(undone.kept))

    def _followed(self) -> dict[int, Doubt]:
        """The proposals that are still ticked."""
        items = (self._doubt_list.item(row) for row in range(self._doubt_list.count()))
        refused = {item.data(_LINE) for item in items if item.checkState() is Qt.CheckState.Unchecked}
        return {doubt.line: doubt for doubt in self._doubts if doubt.line not in refused}

    def _show_checked(self) -> None:
        checked, imports = self._checked, self._desk.vault.imports
        entries = checked.reading.entries if checked else ()
        self._doubts = doubts(entries, imports.persons(), imports.digests()) if checked else ()
        self._totals.setText(self._told(checked) if checked else HOW)
        self._fault_list.clear()
        for fault in (checked.reading.faults if checked else ())[:_MOST_SHOWN]:
            quoted = f" « {fault.value[:60]} »" if fault.value else ""
            self._fault_list.addItem(f"Ligne {fault.line}, {fault.column}{quoted} : {fault.expected}")
        self._doubt_list.clear()
        for doubt in self._doubts:
            item = QListWidgetItem(f"Ligne {doubt.line}. {doubt.sentence}")
            item.setData(_LINE, doubt.line)
            item.setCheckState(Qt.CheckState.Checked)
            self._doubt_list.addItem(item)
        self._show_parts()

    def _show_parts(self) -> None:
        """Nothing empty stands on the page."""
        for part, shown in (
            (self._column_part, self._table is not None),
            (self._fault_part, self._fault_list.count() > 0),
            (self._doubt_part, self._doubt_list.count() > 0),
            (self._past_part, bool(self._past)),
            (self._apply, self._table is not None),
        ):
            part.setVisible(shown)
        self._aside.setVisible(self._fault_list.count() + self._doubt_list.count() > 0)

    def _told(self, checked: Checked) -> str:
        reading, table = checked.reading, checked.table
        told = [
            f"Lignes lues : {len(table.lines)}, comprises : {len(reading.entries)}, à corriger : "
            f"{reading.faulty_lines}. Doublons possibles : {len(self._doubts)}.",
            " · ".join(f"{words} : {count}" for words, count in reading.totals()),
        ]
        if reading.undated:
            told.append(f"Sans date d’accueil, donc dans aucune période : {reading.undated}.")
        if table.other_sheets:
            told.append("Ce classeur a d’autres feuilles : seule la première est lue.")
        if self._desk.vault.imports.of_file(table.digest):
            told.append("Ce même fichier a déjà été importé.")
        return "\n".join(told)

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

    def _ask_correction(self) -> None:
        proposed = Path.home() / CORRECTION_NAME
        choose_file(
            self, "Où enregistrer les lignes à corriger", proposed, "Classeur (*.xlsx)", self.save_to_correct
        )

    def _make_lists(self) -> None:
        self._column_part = ColumnsBox()
        self._column_part.changed.connect(self._check)
        self._fault_list, self._doubt_list, self._past_list = QListWidget(), QListWidget(), QListWidget()
        for made, name, title in (
            (self._fault_list, "erreurs", "Lignes à corriger"),
            (
                self._doubt_list,
                "doublons",
                "Doublons possibles ; décochez pour importer comme une autre personne",
            ),
            (self._past_list, "passes", "Imports passés"),
        ):
            made.setObjectName(f"importation.{name}")
            made.setAccessibleName(title)
        self._fault_list.setWordWrap(True)
        self._doubt_list.setWordWrap(True)

    def _make_actions(self) -> None:
        self._totals = label("", "body", "importation.totaux")
        self._progress = QProgressBar()
        self._progress.setObjectName("importation.progression")
        self._progress.setAccessibleName("Progression")
        self._choose = button("&Choisir un tableau…", "importation.choisir", self._ask_table)
        self._stop = button("Arrêter", "importation.arreter", self.cancel)
        self._correct = button(
            "&Enregistrer les lignes à corriger…", "importation.corriger", self._ask_correction
        )
        self._apply = button("&Importer", "importation.importer", self.apply, kind="primary")
        self._undo = button("&Annuler cet import", "importation.annuler", self.undo_past, destroys=True)
        self._progress.hide()
        self._stop.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Importer les années passées", "title"), 1)
        top.addWidget(self._choose)
        self._fault_part = _part("Lignes à corriger", self._fault_list, self._correct)
        self._past_part = _part("Imports passés", self._past_list, self._undo)
        self._doubt_part = _part(
            "Doublons possibles (décochez pour importer comme une autre personne)", self._doubt_list
        )
        self._aside = QWidget()
        left, right = QVBoxLayout(), QVBoxLayout(self._aside)
        right.setContentsMargins(0, 0, 0, 0)
        for column, part, stretch in (
            (left, self._column_part, 3),
            (left, self._past_part, 2),
            (right, self._fault_part, 3),
            (right, self._doubt_part, 2),
        ):
            column.addWidget(part, stretch)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(left, 1)
        body.addWidget(self._aside, 1)
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
        column_of_all.addLayout(end)


def _part(title: str, content: QListWidget, below: QWidget | None = None) -> QWidget:
    """A list under its title, and what can be done with its chosen line."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label(title, "heading"))
    column.addWidget(content, 1)
    if isinstance(below, QPushButton):
        column.addWidget(below, alignment=Qt.AlignmentFlag.AlignLeft)
    elif below is not None:
        column.addWidget(below)
    return part


def _unless_stopped(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except Stopped:
        return None
