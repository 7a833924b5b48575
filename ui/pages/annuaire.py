"""Annuaire: the partner structures, national and the station's own, found as one types."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from exports.directory_sheet import directory_sheet
from models.departure import Departure
from models.directory import Entry, check, directory, is_doubtful, line, searched
from models.directory_import import Brought, brought
from models.fields import Answers, DateField
from models.forms import structure
from models.spelling import matches
from models.wording import words
from storage import incoming
from ui import outgoing
from ui.buttons import button
from ui.file_choice import choose_existing, choose_file
from ui.form_view import FormView
from ui.labels import label
from ui.list_model import Row
from ui.page import Desk, Page
from ui.rows import Rows
from ui.saver import PAUSE
from ui.scroll import Scroll
from ui.search_line import SearchLine

SHEET_NAME = "annuaire.xlsx"
_MOST_PROBLEMS = 5
_NAMED = 3
_EMPTY = "Aucune structure de ce nom. « Nouvelle structure » l’ajoute."


class Annuaire(Page):
    """National numbers can be read and taken over, those of the station changed; autosaved like the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("annuaire", "Annuaire")
        self._desk = desk
        self._entry: Entry | None = None
        self._brought: Brought | None = None
        self._search = SearchLine(
            "annuaire.recherche", "Chercher une structure", "Nom, sorte de service, commune, numéro"
        )
        self._search.textChanged.connect(self._fill)
        self._list = Rows("annuaire.structures", "Structures")
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the number is at the end
        self._search.search_in(self._list)
        self._list.opened.connect(self._open)
        self._check = label("", "hint", "annuaire.verification")
        self._told = label("", "body", "annuaire.detail")
        self._take_over = button("Adapter à mon service", "annuaire.adapter", self._adapt)
        self._checked = button("&Vérifié aujourd’hui", "annuaire.verifiee", self._check_today)
        self._checked.setToolTip("Après avoir appelé le service : Alt+V")
        self._retire = button("", "annuaire.retirer", self._turn)
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
        told = [f"À ajouter : {found.added}. À compléter : {found.changed}.{_names(found)}"]
        if found.twice:
            told.append(f"Lignes réunies avec une autre du même nom : {found.twice}.")
        if found.unread:
            told.append(f"Colonnes laissées de côté : {', '.join(found.unread)}.")
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
        """Those that were withdrawn come last."""
        entries = directory(self._desk.vault.directory.entries())
        self._shown = {entry.id or entry.name: entry for entry in entries}
        wanted = self._search.text()
        found = [(target, each) for target, each in self._shown.items() if matches(wanted, searched(each))]
        found.sort(key=lambda pair: pair[1].is_retired)
        rows: list[Row] = [(self._line(entry), target) for target, entry in found]
        self._list.fill(rows, _EMPTY)

    def _line(self, entry: Entry) -> str:
        told = [line(entry) or "(sans nom)"]
        if entry.is_retired:
            told.append("retirée")
        elif is_doubtful(entry, self._desk.today()):
            told.append("à vérifier")
        return "   ".join(told)

    def _open(self, target: str) -> None:
        with self._desk.notices.telling():
            self.flush()
            self._fill()
            self._show(self._shown.get(target))

    def _show(self, entry: Entry | None) -> None:
        """A national number is read; a structure of the station is a form."""
        self._entry = entry
        if entry is not None:
            self._view.show_answers(entry.answers)
            self._told.setText("\n".join(_told(entry)))
        self._tell_entry()
        national = entry is not None and entry.is_national
        self._told.setVisible(national)
        self._take_over.setVisible(national)
        self._area.setVisible(entry is not None and not national)

    def _tell_entry(self) -> None:
        """How sure it is, and what can be done with it."""
        entry = self._entry
        if entry is None:
            self._check.setText("Choisissez une structure, ou ajoutez-en une.")
        else:
            self._check.setText(check(entry, self._desk.today()))
        ours = entry is not None and not entry.is_national
        self._checked.setVisible(entry is not None)
        self._retire.setVisible(ours)
        retired = entry is not None and entry.is_retired
        self._retire.setText("&Remettre dans l’annuaire" if retired else "&Retirer de l’annuaire")
        self._retire.setToolTip(
            "Elle sera proposée à nouveau"
            if retired
            else "Elle n’est plus proposée ; ses orientations restent"
        )

    def _check_today(self) -> None:
        """She has just called the service; a national number so checked is her own from then on."""
        if self._entry is not None and self._entry.is_national:
            self._adapt()
        self._give(structure.VERIFIE_LE, self._desk.today())

    def _turn(self) -> None:
        """Withdraw it, or propose it again; old orientations keep its name either way."""
        assert self._entry is not None, "the button is hidden"
        target, former = self._entry.id, self._entry.answers[structure.RETIREE_LE]

        def take_back() -> None:
            self._open(target)
            self._give(structure.RETIREE_LE, former)

        self._give(structure.RETIREE_LE, None if former else self._desk.today())
        told = "Remise dans l’annuaire." if former else "Retirée : elle n’est plus proposée."
        self._desk.notices.tell(told, "Annuler", take_back)

    def _give(self, field: DateField, day: date | None) -> None:
        self._view.give(field, day)
        self._save()

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
            self._tell_entry()
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
        gestures = QHBoxLayout()
        for each in (self._checked, self._take_over, self._retire):
            gestures.addWidget(each)
        gestures.addStretch(1)
        right.addWidget(self._check)
        right.addLayout(gestures)
        right.addWidget(self._told)
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


def _names(found: Brought) -> str:
    """The first of them, so that the columns are seen to be well understood."""
    names = [line(Entry(answers)) for _, answers in found.changes[:_NAMED]]
    more = f" ; et {len(found.changes) - _NAMED} autres" if len(found.changes) > _NAMED else ""
    return f"\n{' ; '.join(names)}{more}." if names else ""


def _told(entry: Entry) -> list[str]:
    return [f"{field.label} : {words(entry.answers, field)}" for field in entry.answers.answered()]
