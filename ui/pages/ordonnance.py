"""Ordonnance de protection: the dossier, filled from the situation, and its draft."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.dossier import KEPT
from models.casework import ORDONNANCE, PERSONNE, SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from models.fields import Answers, AnyField, Section
from models.forms import accueil, ordonnance, personne
from models.wording import words
from ui import outgoing
from ui.buttons import button
from ui.exhibits import ExhibitList
from ui.file_choice import choose_file
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk, Page
from ui.person_line import NameLine
from ui.rail import Rail, Stop, go_to
from ui.saver import Saver
from ui.scroll import Scroll
from ui.section_box import section_box
from ui.take_home import TakeHome

WARNING = (
    "Tout ce qui figure dans la requête et ses pièces sera remis à la partie adverse (art. 1136-3 du "
    "code de procédure civile). Relisez avec la personne ce qui pourrait la faire retrouver."
)

_TAKEN_FROM_PERSON = (
    personne.NOM,
    personne.NOM_USAGE,
    personne.PRENOM,
    personne.NAISSANCE,
    personne.ADRESSE,
    personne.TELEPHONE,
)
_TAKEN_FROM_INTAKE = (accueil.STATUT, accueil.PROBLEMATIQUE, accueil.LIEN, accueil.ENFANTS)


class OrdonnancePage(Page):
    """Emits the identifier of the situation to go back to, and the path of the draft once written.

    What is taken from the file, name and address included, is folded until asked for.
    """

    wants_situation = Signal(str)
    exported = Signal(Path)

    def __init__(self, desk: Desk, situation_id: str, parent: QWidget | None = None) -> None:
        super().__init__("ordonnance", "Ordonnance de protection", parent)
        self._desk = desk
        records = desk.vault.records
        self._situation = records.get(SITUATION, situation_id)
        self._person = records.get(PERSONNE, self._situation.owner_id or "")
        self.person_id = self._person.id
        self._area = Scroll(self)
        holder = self._area.holder
        self._taken = Fold("Repris de la fiche et de la situation", "repris", self._taken_lines, holder)
        self._view = FormView(ordonnance.FORM, desk.today, holder)
        self._saver = Saver(desk, self._record(), self._view)
        self._exhibits = ExhibitList(desk, self._situation, holder)
        self._papers = TakeHome(desk, self._situation, holder)
        self._problem = label("", "problem", "ordonnance.probleme")
        self._problem.hide()
        self._view.edited.connect(self._problem.hide)
        self._name = NameLine(desk, self._person.id)
        self.code = self._name.code
        self._lay_out()

    def focus_first(self) -> None:
        self._view.focus_on_next()

    def types(self, record: Record) -> bool:
        return record.id == self._saver.record.id or self._exhibits.types(record)

    def flush(self) -> None:
        self._saver.flush()
        self._exhibits.flush()

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the draft; a refusal is told on the page, and nothing is written."""
        draft = self._draft()
        if draft is None:
            return
        try:
            situation = self._desk.vault.records.get(SITUATION, self._saver.record.owner_id or "")
            outgoing.leave(
                self._desk.vault, Departure.ORDONNANCE, path, draft, about=situation, replace=replace
            )
        except Failure as failure:
            self._refuse(failure)
            return
        self._desk.notices.tell(f"Brouillon enregistré : {path}. Peut-elle emporter ce papier sans danger ?")
        self.exported.emit(path)

    def _draft(self) -> bytes | None:
        """``None`` when it is refused, which is told on the page."""
        self.flush()
        self._problem.hide()
        try:
            self._check_all_is_saved()
            return outgoing.draft(self._desk.vault, self._situation, self._desk.today())
        except Failure as failure:
            self._refuse(failure)
            return None

    def _refuse(self, failure: Failure) -> None:
        self._problem.setText(str(failure))
        self._problem.show()

    def _check_all_is_saved(self) -> None:
        """The draft is made of what is in the vault: an older answer there may show what is to be hidden."""
        unsaved = self._desk.unsaved
        ours = {self._person.id, self._situation.id}
        waiting = [each for each in unsaved.unread if not ours.isdisjoint((each.id, each.owner_id))]
        if unsaved.refuses or waiting:
            raise Failure(
                "Une réponse n’est pas encore enregistrée, ou n’a pas été comprise : le brouillon n’en "
                f"tiendrait pas compte. Corrigez-la ou attendez « Enregistré », puis recommencez. {KEPT}"
            )

    def _record(self) -> Record:
        """The dossier of the situation, begun when there is none."""
        records = self._desk.vault.records
        for found in records.of(self._situation, ORDONNANCE):
            return found
        return records.add(ORDONNANCE, Answers(ORDONNANCE.form), self._situation)

    def _taken_lines(self, parent: QWidget) -> QWidget:
        """What the draft takes from the file, so that nothing is typed twice."""
        box = QWidget(parent)
        column = QVBoxLayout(box)
        column.addWidget(label("Pour corriger, revenez à la situation ; le brouillon suivra.", "hint"))
        taken = ((self._person.answers, _TAKEN_FROM_PERSON), (self._situation.answers, _TAKEN_FROM_INTAKE))
        for answers, fields in taken:
            for field in fields:
                column.addWidget(label(_taken_line(answers, field), "body"))
        return box

    def _lay_out(self) -> None:
        self._exhibit_box = section_box("Pièces", self._exhibits)
        self._paper_box = section_box("Papiers pour elle", self._papers)
        for block in (self._taken, self._view, self._exhibit_box, self._paper_box):
            self._area.add(block)
        body = QHBoxLayout()
        body.setSpacing(12)
        self._rail = Rail(self, self._stops())
        self._view.edited.connect(self._rail.refresh)
        body.addWidget(self._rail)
        body.addWidget(self._area, 1)
        end = QHBoxLayout()
        end.addWidget(button("&Revenir à la situation", "ordonnance.situation", self._go_back))
        end.addWidget(self._problem, 1)
        end.addStretch()
        end.addWidget(button("A&perçu du brouillon", "ordonnance.apercu", self._preview))
        end.addWidget(
            button("&Enregistrer le brouillon PDF…", "ordonnance.enregistrer", self._ask_path, kind="primary")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(label(WARNING, "banner"))
        column.addLayout(body, 1)
        column.addLayout(end)

    def _stops(self) -> list[Stop]:
        asked = [(section, box) for section, box in self._view.sections if not _is_retired(section)]
        stops = [
            Stop(
                section.label,
                f"ordonnance_{number}",
                lambda box=box: go_to(self._area, box),
                lambda box=box: not box.isHidden(),
            )
            for number, (section, box) in enumerate(asked, start=1)
        ]
        return [
            *stops,
            Stop("Pièces", "pieces", lambda: go_to(self._area, self._exhibit_box)),
            Stop("Papiers pour elle", "papiers", lambda: go_to(self._area, self._paper_box)),
        ]

    def _go_back(self) -> None:
        self.wants_situation.emit(self._situation.id)

    def _preview(self) -> None:
        """Show the draft here; no file is made."""
        draft = self._draft()
        if draft is not None:
            self._desk.show("Brouillon", draft)

    def _ask_path(self) -> None:
        """A refusal comes before any name is asked for."""
        if self._draft() is None:
            return
        choose_file(
            self,
            "Enregistrer le brouillon",
            Path.home() / outgoing.DRAFT_NAME,
            "PDF (*.pdf)",
            lambda path: self.export(path, replace=True),
        )


def _is_retired(section: Section) -> bool:
    return all(field.retired for field in section.fields)


def _taken_line(answers: Answers, field: AnyField) -> str:
    return f"{field.label} : {words(answers, field) or 'à compléter'}"
