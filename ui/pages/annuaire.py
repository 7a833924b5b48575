"""Annuaire: the partner structures, national and the station's own, found as one types."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from exports.directory_sheet import directory_sheet
from models.departure import Departure
from models.directory import Entry, check, directory, is_doubtful
from models.directory_import import Brought, brought
from models.fields import Answers
from models.forms import structure
from models.spelling import words as folded
from models.wording import words
from storage import incoming
from ui import outgoing
from ui.buttons import button
from ui.file_choice import choose_existing, choose_file
from ui.form_view import FormView
from ui.labels import label
from ui.lines import Line
from ui.list_model import Row
from ui.page import Desk, Page
from ui.rows import Rows
from ui.saver import PAUSE
from ui.scroll import Scroll

SHEET_NAME = "annuaire.xlsx"
_MOST_PROBLEMS = 5
_EMPTY = "Aucune structure de ce nom. « Nouvelle structure » l’ajoute."


class Annuaire(Page):
    """National numbers can be read and taken over, those of the station changed; autosaved like the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("annuaire", "Annuaire")
        self._desk = desk
        self._entry: Entry | None = None
        self._brought: Brought | None = None
        self._search = Line()
        self._search.setObjectName("annuaire.recherche")
        self._search.setAccessibleName("Chercher une structure")
        self._search.setPlaceholderText("Nom, sorte de service, commune, numéro")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        self._list = Rows("annuaire.structures", "Structures")
        self._list.opened.connect(self._open)
        self._check = label("", "hint", "annuaire.verification")
        self._told = label("", "body", "annuaire.detail")
        self._take_over = button("Adapter à mon service", "annuaire.adapter", self._adapt)
        self._area = Scroll(self)
        self._view = FormView(structure.FORM, desk.today, self._area.holder)
        self._area.add(self._view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._save)
        self._view.edited.connect(self._timer.start)
        self._preview = QFrame()
        self._preview_words = label("", "body", "annuaire.apercu")
        self._lay_out()
        self._show(None)

    def arrive(self) -> None:
        with self._desk.notices.telling():
            self._fill()

    def focus_first(self) -> None:
        self._search.setFocus()

    def flush(self) -> None:
        self._view.settle()
        self._save()

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the station's own structures, and nothing of any person."""
        with self._desk.notices.telling():
            self.flush()
            entries = self._desk.vault.directory.entries()
            sheet = directory_sheet(entry.answers for entry in entries)
            outgoing.leave(self._desk.vault, Departure.ANNUAIRE, path, sheet, replace=replace)
            self._desk.notices.tell(f"Annuaire enregistré : {path}.")

    def bring(self, path: Path) -> None:
        """Say what a sheet would add or change; nothing is done before it is asked for."""
        with self._desk.notices.telling():
            self.flush()
            table = incoming.read(path)
            lines = ((line.number, line.cells) for line in table.lines)
            entries = self._desk.vault.directory.entries()
            self._brought = brought(table.header, lines, entries, self._desk.today())
            self._tell_brought(self._brought)

    def _tell_brought(self, found: Brought) -> None:
        told = [f"À ajouter : {found.added}. À compléter : {found.changed}."]
        told += found.problems[:_MOST_PROBLEMS]
        if (more := len(found.problems) - _MOST_PROBLEMS) > 0:
            told.append(f"Et {more} autres lignes non comprises.")
        self._preview_words.setText("\n".join(told))
        self._apply.setEnabled(bool(found.changes))
        self._preview.show()

    def _take_in(self) -> None:
        if self._brought is None:
            return
        with self._desk.notices.telling():
            self._desk.vault.directory.take_in(self._brought.changes)
            self._desk.notices.tell(f"Annuaire complété : {len(self._brought.changes)} structures.")
            self._give_up()
            self._show(None)
            self._fill()

    def _give_up(self) -> None:
        self._brought = None
        self._preview.hide()

    def _fill(self) -> None:
        wanted = folded(self._search.text())
        entries = directory(self._desk.vault.directory.entries())
        self._shown = {entry.id or entry.name: entry for entry in entries}
        rows: list[Row] = [
            (self._line(entry), target)
            for target, entry in self._shown.items()
            if all(word in " ".join(folded(_searched(entry))) for word in wanted)
        ]
        self._list.fill(rows, _EMPTY)

    def _line(self, entry: Entry) -> str:
        told = [entry.name or "(sans nom)", words(entry.answers, structure.TELEPHONE)]
        if entry.is_retired:
            told.append("retirée")
        elif is_doubtful(entry, self._desk.today()):
            told.append("à vérifier")
        return "   ".join(filter(None, told))

    def _open(self, target: str) -> None:
        with self._desk.notices.telling():
            self.flush()
            self._fill()
            self._show(self._shown.get(target))

    def _show(self, entry: Entry | None) -> None:
        """A national number is read; a structure of the station is a form."""
        self._entry = entry
        if entry is None:
            self._check.setText("Choisissez une structure, ou ajoutez-en une.")
        else:
            self._check.setText(check(entry, self._desk.today()))
            self._view.show_answers(entry.answers)
            self._told.setText("\n".join(_told(entry)))
        national = entry is not None and entry.is_national
        self._told.setVisible(national)
        self._take_over.setVisible(national)
        self._area.setVisible(entry is not None and not national)

    def _new(self) -> None:
        self._add(Answers(structure.FORM).with_(structure.NOM, self._search.text().strip() or None))

    def _adapt(self) -> None:
        """The station's own entry takes the place of the national one of that name."""
        if self._entry is not None:
            self._add(self._entry.answers)

    def _add(self, answers: Answers) -> None:
        with self._desk.notices.telling():
            self.flush()
            self._desk.vault.directory.drop_empty()
            self._show(self._desk.vault.directory.add(answers))
            self._fill()
            self._view.focus_on_next()

    def _save(self) -> None:
        self._timer.stop()
        entry = self._entry
        if entry is None or entry.is_national or self._view.answers() == entry.answers:
            return
        with self._desk.notices.telling():
            self._entry = self._desk.vault.directory.save(entry, self._view.answers())
            self._check.setText(check(self._entry, self._desk.today()))
            assert self._entry.changed_at is not None
            self._desk.notices.saved.emit(self._entry.changed_at)
            self._fill()

    def _ask_export(self) -> None:
        choose_file(
            self,
            "Exporter l’annuaire",
            Path.home() / SHEET_NAME,
            "Classeur (*.xlsx)",
            lambda path: self.export(path, replace=True),
        )

    def _ask_import(self) -> None:
        choose_existing(self, "Importer des structures", "Tableaux (*.xlsx *.ods *.csv)", self.bring)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Annuaire", "title"), 1)
        head.addWidget(button("&Nouvelle structure", "annuaire.nouvelle", self._new, sign="plus"))
        head.addWidget(button("&Importer…", "annuaire.importer", self._ask_import))
        head.addWidget(button("&Exporter…", "annuaire.exporter", self._ask_export))
        self._apply = button(
            "Enregistrer dans l’annuaire", "annuaire.appliquer", self._take_in, kind="primary"
        )
        preview = QHBoxLayout(self._preview)
        preview.addWidget(self._preview_words, 1)
        preview.addWidget(self._apply)
        preview.addWidget(button("Renoncer", "annuaire.renoncer", self._give_up))
        self._preview.setProperty("role", "section")
        self._preview.hide()
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        for widget in (self._check, self._told, self._take_over):
            right.addWidget(widget)
        right.addWidget(self._area, 1)
        right.addStretch(0)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(left, 2)
        body.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._preview)
        column.addLayout(body, 1)


def _searched(entry: Entry) -> str:
    """Every word of an entry, and its number in one piece."""
    told = [words(entry.answers, field) for field in entry.answers.answered()]
    return " ".join((*told, entry.answers[structure.TELEPHONE] or ""))


def _told(entry: Entry) -> list[str]:
    return [f"{field.label} : {words(entry.answers, field)}" for field in entry.answers.answered()]
