"""Aujourd’hui: the start of the day, and the moment between two persons; searching is creating."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import first_words
from models.calendar import is_holiday, named_in_words
from models.casework import PERSONNE, SITUATION, Person, Record
from models.counting import observe
from models.dates import MONTHS, Period, written
from models.fields import Unit
from models.forms import personne
from models.intake import beginning
from models.wording import words
from storage.records import Note
from ui.buttons import button
from ui.labels import label
from ui.list_model import Row
from ui.page import Desk, Page
from ui.reminders import BackupReminder, SheetReminder
from ui.rows import Rows
from ui.search_line import SearchLine
from ui.section_box import section_box
from ui.waiting import WaitingLists

_FOUND = 8
_MOST = 200
_MORE = "D’autres personnes correspondent : afficher la suite, ou ajoutez un prénom, une naissance, un numéro"
_TOO_MANY = f"Plus de {_MOST} personnes correspondent : ajoutez un prénom, une date de naissance, un numéro."
_OTHERWISE, _CALLED = "   — même nom, autre naissance ou téléphone", "   — même téléphone"
_ALIKE, _NEARLY = "   — se prononce pareil", "   — s’écrit presque pareil"
_RECENT = 12
_WIDE = 1050
"""Pixels from which there is room for a third column."""
_NOTES = 50
_PAUSE = 300
"""Milliseconds without a key before the month is counted: that reads all the facts of the vault."""


class Aujourdhui(Page):
    """Emits the identifiers of what is to be opened: a person, a situation, a record of a situation; or
    a record whose notes were searched.
    """

    wants_person = Signal(str)
    wants_situation = Signal(str)
    wants_record = Signal(str, str)
    wants_note = Signal(object)
    wants_backup = Signal()
    wants_sheet = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("aujourdhui", "Aujourd’hui")
        self._desk = desk
        self._search = SearchLine(
            "recherche",
            "Chercher une personne ou en créer une",
            "Nom, prénom, téléphone, code, date de naissance ou âge",
        )
        self._found = Rows("resultats", "Personnes trouvées")
        self._waiting = WaitingLists(desk)
        self._recent = Rows("recents", "Dernières fiches")
        self._names = button("Afficher les no&ms", "recents.noms", sign="oeil")
        self._names.setCheckable(True)
        self._month = label("Comptage…" + 5 * "\n", "body", "mois")
        self._month.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_PAUSE)
        self._counting.timeout.connect(self._fill_month)
        self._reminder, self._sheet = BackupReminder(), SheetReminder(desk.preferences)
        self._reminder.wanted.connect(self.wants_backup)
        self._sheet.wanted.connect(self.wants_sheet)
        self._day = label("", "hint", "jour")
        self._day.setWordWrap(False)
        self._recent_box = section_box("Dernières fiches", self._recent, self._names)
        self._aside = QWidget()
        self._aside_column = QVBoxLayout(self._aside)
        self._aside_column.setContentsMargins(0, 0, 0, 0)
        self._aside_column.setSpacing(12)
        self._aside_column.addWidget(self._recent_box, 1)
        self._aside_column.addWidget(section_box("Ce mois-ci", self._month))
        self._lay_out()
        self._search.textChanged.connect(self._typed)
        self._search.search_in(self._found)
        self._names.toggled.connect(self._show_names)
        self._waiting.wants_situation.connect(self.wants_record)
        for rows in (self._found, self._recent):
            rows.opened.connect(self._open)
        self._notes: list[Record] = []
        self._find("")

    @property
    def typed(self) -> str:
        """What is in the search box."""
        return self._search.text()

    def type_again(self, typed: str) -> None:
        """Put back what was in the search box."""
        self._search.setText(typed)

    def arrive(self) -> None:
        self._search.clear()
        self._names.setChecked(self._desk.preferences.shows_names)
        with self._desk.notices.telling():
            self._tell_day()
            self._waiting.begin()
            self._reminder.remind(self._desk.vault.backups.without_stick())
            self._sheet.remind(self._desk.vault, self._desk.today())
            self._fill_recent()
        self._counting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen the latest files are one of the lists, and the month waits for a wide one."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        if narrow is self._aside.isHidden():
            return
        self._aside.setHidden(narrow)
        if narrow:
            self._waiting.take_in(self._recent_box)
        else:
            self._waiting.give_back()
            self._aside_column.insertWidget(0, self._recent_box, 1)

    def focus_first(self) -> None:
        self._search.take_focus()

    def flush(self) -> None:
        self._counting.stop()

    def new_contact(self, typed: str) -> None:
        """A new person from what was typed, with her first situation of today."""
        records = self._desk.vault.records
        intake = beginning(self._desk.today(), ())
        with self._desk.notices.telling():
            with records.transaction():
                person = records.add(PERSONNE, first_words.identity(typed, self._desk.today()))
                situation = records.add(SITUATION, intake, person)
            self._desk.notices.saved.emit(situation.changed_at)
            self.wants_situation.emit(situation.id)

    def _typed(self, text: str) -> None:
        self._find(text)

    def _find(self, text: str, most: int = _FOUND) -> None:
        """Those whose name is written or heard so, then a new file, then those who nearly have that name."""
        if self._counting.isActive():
            self._counting.start()
        rows: list[Row] = []
        if text.strip():
            with self._desk.notices.telling():
                rows, nearly = self._matching(text, most)
                rows.append((f"Créer une nouvelle fiche : {self._understood(text)}", "creer:"))
                rows.append((f"Chercher dans les notes : « {text.strip()} »", "notes:"))
                rows += nearly
        self._found.fill(rows)
        self._found.setVisible(bool(rows))
        self._found.fit(_FOUND + 3)

    def _matching(self, text: str, most: int) -> tuple[list[Row], list[Row]]:
        """Whose name is written so, or only heard so; and when there is room, who may be her all the same."""
        records = self._desk.vault.records
        found = {person.record.id: (person, "") for person in records.search(text, limit=most + 1)}
        for how, search in ((_ALIKE, records.sounding_like), (_NEARLY, records.mistyped_like)):
            if len(found) <= most:
                for person in search(text, limit=2 * most + 1):
                    found.setdefault(person.record.id, (person, how))
        if not found:
            found = {person.record.id: (person, how) for how, person in self._partly(text, most)}
        told = [(_told(who) + how, f"personne:{who.record.id}", how) for who, how in found.values()]
        shown = [(row, target) for row, target, how in told[:most] if how in ("", _ALIKE)]
        if len(told) > most:
            shown.append((_MORE, "suite:") if most < _MOST else (_TOO_MANY, ""))
        return shown, [(row, target) for row, target, how in told[:most] if how not in ("", _ALIKE)]

    def _partly(self, text: str, most: int) -> Iterator[tuple[str, Person]]:
        """Of whom something typed is otherwise, or not known: a whole name or a telephone is enough."""
        said = first_words.read(text, self._desk.today())
        parts = ((said.names if len(said.names.split()) > 1 else "", _OTHERWISE), (said.telephone, _CALLED))
        for part, how in parts:
            if part and part != text.strip():
                for person in self._desk.vault.records.search(part, limit=most + 1):
                    yield how, person

    def _understood(self, text: str) -> str:
        """What of the words typed would be her name, her birth, her telephone."""
        return first_words.understood(first_words.identity(text, self._desk.today())) or "sans nom"

    def _find_notes(self, text: str) -> None:
        """The records whose notes hold these words, in place of the persons found."""
        with self._desk.notices.telling():
            found = self._desk.vault.records.search_notes(text, limit=_NOTES)
            self._notes = [each.record for each in found]
            rows = [(_told_note(each), f"note:{index}") for index, each in enumerate(found)]
            self._found.fill(rows, f"Aucune note ne contient « {text.strip()} ».")
            self._found.fit(_FOUND + 3)
            self._found.enter()

    def _open(self, target: str) -> None:
        kind, _, identifier = target.partition(":")
        if kind == "personne":
            self.wants_person.emit(identifier)
        elif kind == "note":
            self.wants_note.emit(self._notes[int(identifier)])
        elif kind == "notes":
            self._find_notes(self._search.text())
        elif kind == "creer":
            self.new_contact(self._search.text())
        elif kind == "suite":
            self._find(self._search.text(), _MOST)
            self._found.enter(_FOUND)

    def _tell_day(self) -> None:
        today = self._desk.today()
        self._day.setText(named_in_words(today) + (" (jour férié)" if is_holiday(today) else ""))

    def _fill_recent(self) -> None:
        persons = self._desk.vault.records.recent_persons(_RECENT)
        told = _told if self._names.isChecked() else _told_discreetly
        rows = [(told(person), f"personne:{person.record.id}") for person in persons]
        self._recent.fill(rows, "Aucune fiche encore.")

    def _show_names(self, shown: bool) -> None:
        self._names.setText("Masquer les no&ms" if shown else "Afficher les no&ms")
        with self._desk.notices.telling():
            self._fill_recent()

    def _fill_month(self) -> None:
        today = self._desk.today()
        with self._desk.notices.telling():
            seen = observe(self._desk.vault.material(today), Period(today.replace(day=1), today))
            lines = (
                (len(seen.of(Unit.PERSONNE)), "personne reçue", "personnes reçues"),
                (len(seen.of(Unit.SITUATION)), "situation suivie", "situations suivies"),
                (len(seen.of(Unit.ACTE)), "acte", "actes"),
                (len(seen.of(Unit.ORIENTATION)), "orientation", "orientations"),
            )
            told = "\n".join(f"{count} {many if count > 1 else one}" for count, one, many in lines)
            self._month.setText(f"{MONTHS[today.month - 1].capitalize()} {today.year}\n\n{told}")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._waiting, 9)
        below.addWidget(self._aside, 4)
        head = QHBoxLayout()
        head.addWidget(label("Qui recevez-vous ?", "title"), 1)
        head.addWidget(self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._found)
        column.addWidget(
            label("Entrée ouvre la première ligne ; si personne n’est trouvé, Entrée crée la fiche.", "hint")
        )
        column.addWidget(self._reminder)
        column.addWidget(self._sheet)
        column.addLayout(below, 1)


def _told(person: Person) -> str:
    """Her code, her names, whichever was looked for, and her birth."""
    answers = person.record.answers
    born_as = answers[personne.NOM] if answers[personne.NOM_USAGE] else None
    birth = words(answers, personne.NAISSANCE)
    called = answers[personne.PSEUDONYME]
    told = (
        person.code,
        person.name or "sans nom",
        f"(nom de naissance : {born_as})" if born_as else "",
        f"« {called} »" if called and called != person.name else "",
        birth,
    )
    return "   ".join(filter(None, told))


def _told_note(note: Note) -> str:
    what = note.record.noun.form.label
    when = f" du {written(note.record.fact_date)}" if note.record.fact_date else ""
    return f"{note.person.code}   {what}{when} : « {note.excerpt} »"


def _told_discreetly(person: Person) -> str:
    return f"{person.code}   fiche créée le {written(person.record.entered_at.date())}"
