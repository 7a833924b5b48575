"""Journal: who did what and when, by the codes of the files; nothing that was written in them."""

from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from exports import journal
from exports.journal import Extract
from models.departure import Departure
from models.journal import Act, end_in_words, seal_in_words
from storage.audit import MOST, Wanted
from storage.journal import Entry
from ui import outgoing
from ui.buttons import button
from ui.file_choice import choose_file
from ui.labels import label
from ui.lines import DateLine
from ui.page import Desk, Page
from ui.reading_table import ReadingTable

_COLUMNS = ("N°", "Quand", "Par", "Acte", "Fiche", "Précision", "Sceau")
_INTRODUCTION = (
    "Chaque ligne est scellée par la précédente : rien ne peut y être changé ni retiré sans que cela se "
    "voie. "
    "On y lit qui a fait quoi, sur la fiche de quel code, jamais ce qui y est écrit. Gardé douze mois."
)
_SOUND = "Vérifié à l’ouverture : rien n’a été modifié hors du programme."
_ANCHOR = "Rangé hors de ce poste, il montrera si le journal est récrit un jour."
_NOTHING = "Aucune ligne ne répond à ce choix."


class JournalPage(Page):
    """The last entries, chosen by day, by user and by kind."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("journal", "Journal")
        self._desk = desk
        self._wanted: Wanted | None = None
        self._day = DateLine(desk.today)
        self._day.setObjectName("journal.jour")
        self._day.setAccessibleName("Jour")
        self._day.setPlaceholderText("Tous les jours")
        self._author = _choice("journal.utilisateur", "Utilisateur")
        self._act = _choice("journal.acte", "Acte")
        self._state = label("", "hint", "journal.etat")
        self._empty = label(_NOTHING, "hint", "journal.vide")
        self._more = label("", "hint", "journal.reste")
        self._model = QStandardItemModel(0, len(_COLUMNS), self)
        self._model.setHorizontalHeaderLabels(_COLUMNS)
        self._table = ReadingTable(
            "journal.lignes", "Journal, de la dernière ligne à la première", self._model, (0, 1, 2, 4, 6)
        )
        self._lay_out()
        self._act.addItem("Tous les actes", None)
        for act in sorted(Act, key=lambda each: each.label):
            self._act.addItem(act.label, act.value)
        self._day.editingFinished.connect(self._fill)
        self._author.currentIndexChanged.connect(self._fill)
        self._act.currentIndexChanged.connect(self._fill)

    def arrive(self) -> None:
        found = self._desk.vault.journal.troubles_found
        self._state.setText(f"Anomalie : {' ; '.join(found)}." if found else _SOUND)
        self._state.setProperty("role", "problem" if found else "hint")
        self._state.style().polish(self._state)
        with self._desk.notices.telling():
            self._list_authors()
            self._wanted = None
            self._fill()

    def focus_first(self) -> None:
        self._day.setFocus()

    def _list_authors(self) -> None:
        chosen = self._author.currentData()
        self._author.blockSignals(True)
        self._author.clear()
        self._author.addItem("Tous les utilisateurs", None)
        for author in self._desk.vault.audit.authors():
            self._author.addItem(self._desk.vault.name_of(author), author)
        self._author.setCurrentIndex(max(0, self._author.findData(chosen)))
        self._author.blockSignals(False)

    def _fill(self) -> None:
        kind = self._act.currentData()
        wanted = Wanted(self._day.value(), self._author.currentData(), Act(kind) if kind else None)
        if wanted != self._wanted:
            self._wanted = wanted
            self._read(wanted)

    def _read(self, wanted: Wanted) -> None:
        audit = self._desk.vault.audit
        entries = audit.entries(wanted)
        codes = audit.codes(each.record_id for each in entries if each.record_id)
        self._model.removeRows(0, self._model.rowCount())
        for entry in entries:
            self._model.appendRow(self._row(entry, codes))
        self._table.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self._more.setVisible(len(entries) == MOST)
        self._more.setText(f"Les {MOST} dernières lignes. Choisissez un jour pour lire les précédentes.")
        self._table.selectRow(0)

    def _row(self, entry: Entry, codes: dict[str, str]) -> list[QStandardItem]:
        code = codes.get(entry.record_id or "", "fiche qui n’est plus" if entry.record_id else "")
        told = (
            str(entry.number),
            f"{entry.at.astimezone():%d/%m/%Y %H:%M}",
            self._desk.vault.name_of(entry.author),
            entry.act.label,
            code,
            self._detail(entry),
            seal_in_words(entry.seal),
        )
        return [QStandardItem(text) for text in told]

    def _detail(self, entry: Entry) -> str:
        if entry.count is None:
            return ""
        if entry.act is Act.SORTIE:
            kind = self._desk.vault.audit.kind_of_exit(entry.count)
            return f"{Departure(kind).label} (registre, n° {entry.count})" if kind else ""
        return str(entry.count)

    def save(self, path: Path) -> None:
        """Write the lines that are shown, and the seal at which the journal ends."""
        vault = self._desk.vault
        with self._desk.notices.telling():
            extract = Extract(
                self._desk.today(), end_in_words(vault.journal.head()), self._chosen(), self._shown()
            )
            data = journal.pdf(extract, outgoing.service(vault))
            outgoing.leave(vault, Departure.JOURNAL, path, data, replace=True)
            self._desk.notices.tell(f"Enregistré : {path}. {_ANCHOR}")

    def _chosen(self) -> str:
        day = self._day.value()
        told = (self._day.text() if day else "", self._author.currentText(), self._act.currentText())
        return ", ".join(filter(None, told))

    def _shown(self) -> list[tuple[str, ...]]:
        return [
            tuple(self._model.item(row, column).text() for column in range(len(_COLUMNS)))
            for row in range(self._model.rowCount())
        ]

    def _ask(self) -> None:
        proposed = Path.home() / journal.NAME
        choose_file(self, "Où enregistrer le journal", proposed, "PDF (*.pdf)", self.save)

    def _everything(self) -> None:
        self._day.clear()
        self._author.setCurrentIndex(0)
        self._act.setCurrentIndex(0)
        self._wanted = None
        self._fill()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        self._day.setMaximumWidth(26 * self.fontMetrics().averageCharWidth())
        for widget in (self._day, self._author, self._act):
            choices.addWidget(widget)
        choices.addWidget(button("&Tout afficher", "journal.tout", self._everything))
        choices.addStretch(1)
        choices.addWidget(button("&Enregistrer en PDF…", "journal.enregistrer", self._ask))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Journal", "title"))
        column.addWidget(label(_INTRODUCTION, "hint"))
        column.addWidget(self._state)
        column.addLayout(choices)
        column.addWidget(self._empty)
        column.addWidget(self._table, 1)
        column.addWidget(self._more)


def _choice(name: str, title: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    return made
