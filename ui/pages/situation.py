"""Situation: the working page, one for the whole interview, every section reached by one key."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.casework import ACTE, ECHEANCE, EVALUATION, ORIENTATION, PERSONNE, SITUATION, Record
from models.fields import Answers
from models.followup import before_calling
from models.forms import accueil, acte, evaluation, orientation
from models.resemblance import Strength
from ui import keys, other_party
from ui.banners import FoldedBanners
from ui.buttons import button
from ui.closing import Closing
from ui.comparison import Comparison
from ui.first_act import FirstAct
from ui.fold import Fold
from ui.form_view import FormView
from ui.former_status import FormerStatus
from ui.gaps import Gap, Gaps
from ui.labels import label
from ui.likeness import Likeness
from ui.minors import MinorsLine
from ui.other_party import OtherParty
from ui.page import Desk, Page
from ui.person_line import NameLine, SafeContact
from ui.plan_paper import PlanPaper
from ui.rail import Rail, Stop, go_to
from ui.reading_order import focus_inside
from ui.records_view import Kind, RecordCard, RecordList
from ui.referral import ReferralPanel
from ui.return_line import ReturnLine
from ui.saver import Saver
from ui.scroll import Scroll, to_top
from ui.search_choice import SearchChoice

_SECTIONS = (
    ("Accueil", "Accueil"),
    ("Personne", "Personne"),
    ("Évaluation", "Évaluation des besoins et du danger"),
    ("Actes", "Actes"),
    ("Orientations", "Orientations"),
    ("Échéances", "Échéances"),
)
"""What the rail calls each, and its title."""

_DANGER_AT = 3
"""Its place in the rail: the questions on danger are a part of an evaluation."""


class SituationPage(Page):
    """Emits the identifiers of the person, or of the situation whose order dossier, or removal, is wanted.

    Who the person is stays folded until asked for, unless something is missing there.
    """

    wants_person = Signal(str)
    wants_order = Signal(str)
    wants_removal = Signal(str)
    wants_history = Signal()

    def __init__(self, desk: Desk, situation_id: str, parent: QWidget | None = None) -> None:
        super().__init__("situation", "Situation", parent)
        self._desk = desk
        records = desk.vault.records
        self._situation = records.get(SITUATION, situation_id)
        self._person = records.get(PERSONNE, self._situation.owner_id or "")
        self.person_id = self._person.id
        self._person_saver: Saver | None = None
        self._name = NameLine(desk, self._person.id)
        self.code = self._name.code
        self._banner = SafeContact()
        self._banner.tell(self._person.answers)
        self.likeness = Likeness(desk, self._person.id, Strength.MOYENNE)
        self._gaps = Gaps(self.go_on)
        self._area = Scroll(self)
        self._blocks = {words: self._block(title) for words, title in _SECTIONS}
        self._intake = FormView(accueil.FORM, desk.today, self._blocks["Accueil"])
        self._saver = Saver(desk, self._situation, self._intake)
        self._who = Fold(
            "Identité, contact, adresse", PERSONNE.code, self._person_view, self._blocks["Personne"]
        )
        self._others = self._other_intakes()
        self._party = Fold(
            other_party.title(desk, self._situation), "partie", self._other_party, self._blocks["Accueil"]
        )
        self._lists = {
            kind.noun: RecordList(desk, self._situation, kind, self._blocks[words])
            for words, kind in self._kinds().items()
        }
        acts = self._lists[ACTE]
        self._first_act = FirstAct(acts, self._intake.answers, desk.today, lambda: self.go_to("Actes"))
        acts.changed.connect(self._tell_gaps)
        self._closing = Closing(desk, self._situation, self._intake)
        self._status = FormerStatus(desk, self._situation, self._intake)
        self._return = ReturnLine(desk, self._situation, self._intake)
        self._minors = MinorsLine(desk.today, self._note_concern)
        self._folded = FoldedBanners(self._minors, self.likeness)
        self._name.end_with(self._folded)
        self._lay_out()
        for sequence in keys.GO_ON:
            QShortcut(QKeySequence(sequence), self, self.go_on)
        QShortcut(QKeySequence(keys.INTERVIEW), self, self._first_act.note)
        self._intake.edited.connect(self._tell_intake)
        self._saver.shown_again.connect(self._tell_intake)
        self._saver.saved.connect(self._closing.remember)
        self._saver.saved.connect(self._status.remember)
        if self._person.answers.gaps() or desk.unsaved.words(self._person):
            self._who.unfold()
        self._tell_intake()

    def arrive(self) -> None:
        self._name.refresh()
        self.likeness.refresh()
        self._return.look_again()
        for each in self._lists.values():
            each.look_again()
        self._tell_gaps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._folded.fit(self.height())

    def focus_first(self) -> None:
        """The first gap of the intake, or else the sections: a key typed by mistake changes nothing."""
        if gaps := self._intake.answers().gaps():
            self._intake.focus_on(gaps[0])
        else:
            focus_inside(self._rail)

    def types(self, record: Record) -> bool:
        mine = record.noun in self._lists and record.owner_id == self._situation.id
        return mine or record.id in (self._situation.id, self._person.id)

    def flush(self) -> None:
        for saver in (self._person_saver, self._saver):
            if saver is not None:
                saver.flush()
        for each in self._lists.values():
            each.flush()

    def go_to(self, words: str) -> None:
        """Bring a section to the top; its first control takes the keyboard."""
        block = self._blocks[words]
        if self._who.parentWidget() is block:
            self._who.unfold()
        go_to(block)

    def go_to_danger(self) -> None:
        """The questions on danger of the evaluation of the day; without any, where one is begun: those of
        another day are not answered again by mistake.
        """
        latest = self._lists[EVALUATION].latest
        if latest is None or latest.record.fact_date not in (None, self._desk.today()):
            self.go_to("Évaluation")
        else:
            latest.view.enter(evaluation.DANGER)
            to_top(latest.view.box(evaluation.DANGER))

    def record(self) -> Record:
        """The one whose card has the keyboard, or else the situation."""
        widget = self.focusWidget()
        while widget is not None and not isinstance(widget, RecordCard):
            widget = widget.parentWidget()
        return self._situation if widget is None else widget.record

    def open_record(self, record_id: str) -> None:
        """Open the card of one of the records of the situation."""
        for each in self._lists.values():
            if record_id in {record.id for record in each.records}:
                each.open(record_id)

    def _person_view(self, parent: QWidget) -> FormView:
        view = FormView(self._person.noun.form, self._desk.today, parent)
        self._person_saver = Saver(self._desk, self._person, view)
        self._person_saver.saved.connect(self._person_saved)
        view.edited.connect(self._tell_gaps)
        self._person_saver.shown_again.connect(self._tell_gaps)
        return view

    def _other_party(self, parent: QWidget) -> OtherParty:
        panel = OtherParty(self._desk, self._situation, parent)
        panel.changed.connect(self._party_changed)
        return panel

    def _party_changed(self) -> None:
        self._party.entitle(other_party.title(self._desk, self._situation))
        self._others = self._other_intakes()
        self._tell_intake()

    def _other_intakes(self) -> tuple[Answers, ...]:
        """What the other parties of the affair told: compared, never shown."""
        return tuple(each.answers for each in self._desk.vault.affairs.others(self._situation))

    def _block(self, title: str) -> "_Block":
        block = _Block(title, self._area.holder)
        self._area.add(block)
        return block

    def _lay_out(self) -> None:
        for block, content in zip(
            self._blocks.values(), (self._intake, self._who, *self._lists.values()), strict=True
        ):
            block.column.addWidget(content)
        self._blocks["Accueil"].column.addWidget(self._party)
        evaluations = self._lists[EVALUATION]
        evaluations.add_below_head(Comparison(self._desk, evaluations, evaluations))
        stops = [Stop(words, words.lower(), lambda words=words: self.go_to(words)) for words in self._blocks]
        stops.insert(_DANGER_AT, Stop("Danger", "danger", self.go_to_danger))
        order = Stop("Ordonnance", "ordonnance", self._open_order)
        self._rail = Rail(
            self, [*stops, order], self._gaps, *self._buttons(), self._closing.button, self._removal_button()
        )
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._rail)
        body.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._banner)
        column.addWidget(self._closing.sentence)
        column.addWidget(self._minors)
        column.addWidget(self.likeness)
        column.addLayout(body, 1)

    def _buttons(self) -> tuple[QPushButton, QPushButton]:
        person = button(
            "&Page de la personne",
            "situation.personne",
            lambda: self.wants_person.emit(self._person.id),
            kind="rail",
        )
        history = button(
            "&Historique", "situation.historique", self.wants_history.emit, kind="rail", keys=keys.HISTORY
        )
        return person, history

    def _removal_button(self) -> QPushButton:
        return button(
            "Retirer cette situation",
            "situation.retirer",
            lambda: self.wants_removal.emit(self._situation.id),
            kind="rail",
            destroys=True,
        )

    def _tell_intake(self) -> None:
        """The intake is another: what depends on it on this page."""
        self._tell_gaps()
        self._closing.tell()
        self._minors.tell(self._person.answers, self._intake.answers())
        for each in self._lists.values():
            each.show_intake()

    def _note_concern(self) -> None:
        self._lists[ACTE].add((acte.NATURE, acte.INFORMATION_PREOCCUPANTE))

    def _tell_gaps(self) -> None:
        gaps = [
            Gap(field, partial(self._intake.focus_on, field), partial(self._intake.give, field))
            for field in self._intake.answers().gaps()
        ]
        view = self._who.content
        person = view.answers() if isinstance(view, FormView) else self._person.answers
        gaps += [
            Gap(
                field,
                lambda field=field: self._person_form().focus_on(field),
                lambda value, field=field: self._person_form().give(field, value),
            )
            for field in person.gaps()
        ]
        self._gaps.show_gaps(gaps, self._first_act.tell())

    def go_on(self) -> None:
        """The answer that is being typed is taken first: it may bring another question in."""
        here = self.focusWidget()
        if isinstance(here, SearchChoice):
            here.settle()
        self._gaps.go_on((*accueil.FORM.fields, *self._person.noun.form.fields), self._question(here))

    def _question(self, widget: QWidget | None) -> str:
        """The code of the question of the situation or of the person that a control answers."""
        codes = {field.code for form in (accueil.FORM, self._person.noun.form) for field in form.fields}
        while widget is not None and widget.objectName() not in codes:
            widget = widget.parentWidget()
        return "" if widget is None else widget.objectName()

    def _person_form(self) -> FormView:
        self._who.unfold()
        assert isinstance(self._who.content, FormView)
        return self._who.content

    def _person_saved(self) -> None:
        assert self._person_saver is not None
        self._person = self._person_saver.record
        self._banner.tell(self._person.answers)
        self._name.refresh()
        self.likeness.refresh()
        self._minors.tell(self._person.answers, self._intake.answers())

    def _open_order(self) -> None:
        self.flush()
        self.wants_order.emit(self._situation.id)

    def _kinds(self) -> dict[str, Kind]:
        """The lists of records, by section."""
        today, intake = self._desk.today, self._intake.answers
        return {
            "Évaluation": Kind(
                EVALUATION,
                "Nouvelle é&valuation",
                "Aucune évaluation pour l’instant.",
                "évaluations plus anciennes",
                lambda: Answers(evaluation.FORM).with_(evaluation.DATE_EVALUATION, today()),
                intake,
                below=partial(PlanPaper, self._desk),
            ),
            "Actes": Kind(
                ACTE,
                "Nouvel &acte",
                "Aucun acte noté.",
                "actes plus anciens",
                lambda: Answers(acte.FORM).with_(acte.DATE_ACTE, today()),
                intake,
                other_intakes=lambda: self._others,
            ),
            "Orientations": Kind(
                ORIENTATION,
                "Nouvelle &orientation",
                "Aucune orientation pour l’instant.",
                "orientations plus anciennes",
                lambda: Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, today()),
                intake,
                other_intakes=lambda: self._others,
                below=partial(ReferralPanel, self._desk),
            ),
            "Échéances": Kind(
                ECHEANCE,
                "Nouvelle é&chéance",
                "Rien à faire de noté.",
                "échéances",
                lambda: Answers(ECHEANCE.form),
                intake,
                lambda record: before_calling(record.answers, self._person.answers, today()),
            ),
        }


class _Block(QFrame):
    """A section under its title."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 16)
        self.column.addWidget(label(title, "block"))
