"""Below an orientation: the directory proposed as one types, the number to say aloud, and the two papers."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.directory import Entry, check, directory, found
from models.forms import orientation, structure
from models.wording import words
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.lines import Line
from ui.list_model import Row
from ui.page import Desk
from ui.papers import Papers
from ui.proposals import Proposals
from ui.records_view import RecordCard


def contact(entry: Entry, desk: Desk) -> str:
    """How to reach a structure, and how sure that is, on one line."""
    told = [words(entry.answers, field) for field in (structure.TELEPHONE, structure.HORAIRES)]
    return " · ".join(filter(None, (*told, check(entry, desk.today()))))


class ReferralPanel(QWidget):
    """Taking a structure from the directory fills its name, and the sort of service when none is chosen."""

    def __init__(self, desk: Desk, card: RecordCard, view: FormView) -> None:
        super().__init__(view)
        self._desk, self._card, self._view = desk, card, view
        self._contact = label("", "body", "orientation.contact")
        self._papers = Fold("Papiers à remettre", "papiers", self._make_papers, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._contact)
        column.addWidget(self._papers)
        line = view.widget(orientation.STRUCTURE)
        assert isinstance(line, Line)
        line.setPlaceholderText("Tapez : l’annuaire propose (Bas pour tout voir)")
        self._proposals = Proposals(line, self._rows)
        self._proposals.taken.connect(self._take)
        view.edited.connect(self._tell)
        self._tell()

    def _entries(self) -> tuple[Entry, ...]:
        return directory(self._desk.vault.directory.entries())

    def _rows(self) -> list[Row]:
        """Those of the chosen sort of service first."""
        wanted = self._view.answers()[orientation.DESTINATAIRE]
        offered = [entry for entry in self._entries() if entry.name and not entry.is_retired]
        offered.sort(key=lambda entry: entry.answers[structure.GENRE] != wanted)
        return [(entry.name, entry.name) for entry in offered]

    def _take(self, name: str) -> None:
        with self._desk.notices.telling():
            entry = found(self._entries(), name)
            genre = entry.answers[structure.GENRE] if entry else None
            self._view.give(orientation.STRUCTURE, name)
            if genre and not self._view.answers()[orientation.DESTINATAIRE]:
                self._view.give(orientation.DESTINATAIRE, genre)

    def _tell(self) -> None:
        with self._desk.notices.telling():
            entry = found(self._entries(), self._view.answers()[orientation.STRUCTURE] or "")
            self._contact.setText("" if entry is None else contact(entry, self._desk))
            self._contact.setVisible(entry is not None)

    def _make_papers(self, parent: QWidget) -> QWidget:
        papers = Papers(self._desk, self._card, parent)
        self._view.edited.connect(papers.refresh)
        return papers
