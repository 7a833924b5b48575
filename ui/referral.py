"""Below an orientation: the directory proposed as one types, the number to say aloud, and the two papers."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.directory import Entry, check, directory, found, line, numbers, searched
from models.fields import Answers
from models.forms import orientation, structure
from models.wording import words
from ui.buttons import button
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.lines import Line
from ui.page import Desk
from ui.papers import Papers
from ui.proposals import Offer, Proposals
from ui.records_view import RecordCard


def contact(entry: Entry, desk: Desk) -> str:
    """How to reach a structure, and how sure that is."""
    hours = " ; ".join((entry.answers[structure.HORAIRES] or "").splitlines())
    told = (numbers(entry.answers), words(entry.answers, structure.ADRESSE), hours)
    return " · ".join(filter(None, (*told, check(entry, desk.today()))))


class ReferralPanel(QWidget):
    """Taking a structure from the directory fills its name, and the sort of service when none is chosen;
    one that is not there yet is added by a click.
    """

    def __init__(self, desk: Desk, card: RecordCard, view: FormView) -> None:
        super().__init__(view)
        self._desk, self._card, self._view = desk, card, view
        self._contact = label("", "body", "orientation.contact")
        self._unknown = button("", "orientation.annuaire", self._note_down, kind="link")
        self._papers = Fold("Papiers à remettre", "papiers", self._make_papers, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._papers)
        under = QVBoxLayout(view.below(orientation.STRUCTURE))
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self._contact)
        under.addWidget(self._unknown)
        typed = view.widget(orientation.STRUCTURE)
        assert isinstance(typed, Line)
        typed.setPlaceholderText("Nom, commune, numéro : l’annuaire propose (Bas pour tout voir)")
        self._proposals = Proposals(typed, self._offers)
        self._proposals.taken.connect(self._take)
        view.edited.connect(self._tell)
        self._tell()

    def _entries(self) -> tuple[Entry, ...]:
        return directory(self._desk.vault.directory.entries())

    def _offers(self) -> list[Offer]:
        """Those of the chosen sort of service first; none of a sort that is withheld in this situation."""
        wanted = self._view.answers()[orientation.DESTINATAIRE]
        never = self._view.withheld(orientation.DESTINATAIRE)
        there = (entry for entry in self._entries() if entry.name and not entry.is_retired)
        offered = [entry for entry in there if entry.answers[structure.GENRE] not in never]
        offered.sort(key=lambda entry: entry.answers[structure.GENRE] != wanted)
        return [Offer(line(entry), entry.name, searched(entry)) for entry in offered]

    def _take(self, name: str) -> None:
        with self._desk.notices.telling():
            entry = found(self._entries(), name)
            genre = entry.answers[structure.GENRE] if entry else None
            self._view.give(orientation.STRUCTURE, name)
            if genre and not self._view.answers()[orientation.DESTINATAIRE]:
                self._view.give(orientation.DESTINATAIRE, genre)

    def _tell(self) -> None:
        with self._desk.notices.telling():
            name = self._view.answers()[orientation.STRUCTURE] or ""
            entry = found(self._entries(), name)
            self._contact.setText("" if entry is None else contact(entry, self._desk))
            self._contact.setVisible(entry is not None)
            typing = self._view.widget(orientation.STRUCTURE).hasFocus()
            self._unknown.setText("Ajouter cette structure à l’annuaire")
            self._unknown.setVisible(bool(name) and entry is None and not typing)

    def _note_down(self) -> None:
        """Her next person finds it there; the rest of it is completed on the page of the directory."""
        with self._desk.notices.telling():
            said = self._view.answers()
            known = Answers(structure.FORM).with_(structure.NOM, said[orientation.STRUCTURE])
            genre = said[orientation.DESTINATAIRE]
            if genre in structure.GENRE.labels:
                known = known.with_(structure.GENRE, genre)
            self._desk.vault.directory.add(known)
            self._desk.notices.tell("Structure ajoutée ; complétez-la dans l’annuaire (Ctrl+D).")
            self._tell()

    def _make_papers(self, parent: QWidget) -> QWidget:
        papers = Papers(self._desk, self._card, parent)
        self._view.edited.connect(papers.refresh)
        return papers
