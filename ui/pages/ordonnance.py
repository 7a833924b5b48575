"""Ordonnance de protection: the dossier, filled from the situation section by section, and its draft."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exports import concealment, gate
from exports import ordonnance as drafting
from exports.completeness import lacks
from exports.dossier import KEPT, Dossier
from models.casework import ORDONNANCE, PERSONNE, SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from models.fields import Answers, AnyField, ListField
from models.forms import faits, mesures, ordonnance
from models.taken import Taken
from ui import gate_card, left_files, outgoing
from ui.buttons import button
from ui.exhibits import ExhibitList
from ui.file_choice import choose_file
from ui.fold import Fold
from ui.gate_card import ClosedGate
from ui.labels import label
from ui.lacks import Lacks, told
from ui.left_files import LeftFiles
from ui.page import Desk, Page
from ui.person_line import NameLine
from ui.proofs import Proofs, ReadBack
from ui.rail import Rail, Stop, go_to
from ui.saver import Saver
from ui.scroll import Scroll
from ui.section_box import section_box
from ui.take_home import TakeHome
from ui.taking_view import TakingView

COMPARED_AFTER = 1_500
"""Milliseconds without a change before the files that left are compared with what would be made now."""


class OrdonnancePage(Page):
    """Emits the identifier of the situation to go back to, and the path of a file once written.

    When the order is not the way, the page says which one is, and begins nothing.
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
        self._name = NameLine(desk, self._person.id)
        self.code = self._name.code
        self._body: OrderBody | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._name)
        self._column.addWidget(label(gate.TOLD_TO_HIM, "banner", "ordonnance.avertissement"))
        self._open()

    def arrive(self) -> None:
        self._name.refresh()
        if self._body is not None:
            self._body.compare_files()

    def focus_first(self) -> None:
        if self._body is not None:
            self._body.view.focus_on_next()

    def types(self, record: Record) -> bool:
        """What was sent to the file from here is undone from here."""
        if self._body is None:
            return False
        mine = (self._body.record.id, self._person.id, self._situation.id)
        return record.id in mine or self._body.exhibits.types(record)

    def record(self) -> Record:
        return self._situation

    def flush(self) -> None:
        if self._body is not None:
            self._body.flush()

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the draft; a refusal is told on the page, and nothing is written."""
        if self._body is not None:
            self._body.export(path, replace=replace)

    def _open(self) -> None:
        """The dossier, or why there is none."""
        closed = [each for each in self._refusals() if each.closes]
        if closed:
            anyway = self._begin_against_marriage if self._may_be_forced() else None
            self._gate = ClosedGate(closed, self._go_back, anyway, self)
            self._column.addWidget(self._gate)
            self._column.addStretch(1)
            return
        self._body = OrderBody(self._desk, self._person, self._situation, self._record(), self)
        self._body.wants_situation.connect(self._go_back)
        self._body.exported.connect(self.exported)
        self._column.addWidget(self._body, 1)

    def _refusals(self) -> tuple[gate.Refusal, ...]:
        return gate.refusals(outgoing.dossier(self._desk.vault, self._situation), self._desk.today())

    def _may_be_forced(self) -> bool:
        dossier = outgoing.dossier(self._desk.vault, self._situation)
        return gate.may_be_forced_marriage(dossier, self._desk.today())

    def _begin_against_marriage(self) -> None:
        """Article 515-13 protects whoever is threatened, whatever the link."""
        record = self._record()
        with self._desk.notices.telling():
            answers = record.answers.with_(ordonnance.FONDEMENT, ordonnance.MARIAGE_FORCE)
            self._desk.unsaved.write(record, answers.with_(ordonnance.UNION, "aucun"))
            self._gate.hide()
            self._gate.deleteLater()
            self._column.takeAt(self._column.count() - 1)
            self._open()
            self.focus_first()

    def _record(self) -> Record:
        """The dossier of the situation, begun when there is none."""
        records = self._desk.vault.records
        for found in records.of(self._situation, ORDONNANCE):
            return found
        return records.add(ORDONNANCE, Answers(ORDONNANCE.form), self._situation)

    def _go_back(self) -> None:
        self.wants_situation.emit(self._situation.id)


class OrderBody(QWidget):
    """The dossier once the way is open: its questions, what they lack, and the files made of them."""

    wants_situation = Signal()
    exported = Signal(Path)

    def __init__(
        self, desk: Desk, person: Record, situation: Record, record: Record, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._person, self._situation = desk, person, situation
        self._area = Scroll(self)
        holder = self._area.holder
        self._explained = Fold("Pour qui, et ce qui va se passer", "explique", gate_card.explained, holder)
        self.view = TakingView(desk.today, holder, self._sources, self._send)
        self._proofs = Proofs(self.view.box(ordonnance.S_DANGER))
        self._read_back = Fold("Relire les faits avec elle", "relecture", self._make_read_back, holder)
        self.exhibits = ExhibitList(desk, situation, holder)
        self._papers = TakeHome(desk, situation, holder)
        self._lacks = Lacks(self._go_to, holder)
        self._left = LeftFiles(desk.vault.name_of, holder)
        self._problem = label("", "problem", "ordonnance.probleme")
        self._problem.hide()
        self._rest: QPushButton = button("", "ordonnance.manques", self._go_to_lacks, kind="link")
        self._facts: object = None
        self.saver = Saver(desk, record, self.view)
        self._compare = QTimer(self)
        self._compare.setSingleShot(True)
        self._compare.setInterval(COMPARED_AFTER)
        self._compare.timeout.connect(self.compare_files)
        self._lay_out()
        self._connect()
        if not record.answers:
            self._explained.unfold()
        self._refresh()

    @property
    def record(self) -> Record:
        return self.saver.record

    def flush(self) -> None:
        """Save; what is only to be shown can wait for the page to come back."""
        self.saver.flush()
        self.exhibits.flush()
        self._compare.stop()

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the draft; a refusal is told on the page, and nothing is written."""
        self._export(Departure.ORDONNANCE, outgoing.draft, path, replace)

    def export_sheet(self, path: Path, *, replace: bool = False) -> None:
        """Write the confidential sheet, alone."""
        self._export(Departure.ADRESSE, outgoing.address_sheet_pdf, path, replace)

    # What the dossier stands on.

    def _sources(self) -> tuple[Answers, Answers]:
        return self._person.answers, self._situation.answers

    def _dossier(self) -> Dossier:
        return outgoing.dossier(self._desk.vault, self._situation)

    def _send(self, each: Taken) -> None:
        """An answer of the dossier becomes the file's; the dossier then follows it.

        Its own answer goes first: undone backwards, the file has what it had, then the dossier.
        """
        self.saver.flush()
        value = self.view.shown()[cast("Any", each.field)]
        if each.returns(value):
            answers = self.saver.record.answers.with_(cast("Any", each.field), None)
            self._desk.unsaved.write(self.saver.record, answers)
        record = self._person if each.noun is PERSONNE else self._situation
        if self._desk.undo.answer(record, cast("Any", each.source), each.sent(value)):
            self._desk.notices.tell(f"Envoyé à la fiche : {each.source.label}.")

    def _file_changed(self, record: Record, _field: AnyField) -> None:
        """The file was changed from here, or a change undone: the dossier follows."""
        before = self._sources()
        if record.id == self._person.id:
            self._person = record
        elif record.id == self._situation.id:
            self._situation = record
        else:
            return
        self.view.follow(before)
        self._refresh()

    # What is told while it is typed.

    def _connect(self) -> None:
        self.view.edited.connect(self._problem.hide)
        self.view.edited.connect(self._edited)
        self.saver.saved.connect(self._refresh)
        self.exhibits.changed.connect(self._refresh)
        self.saver.shown_again.connect(self._refresh)
        self._desk.undo.restored.connect(self._file_changed)
        self._read_back.turned.connect(self._tell_read_back)

    def _edited(self) -> None:
        """Facts that changed are to be read back again."""
        answers = self.view.shown()
        now = (answers[faits.FAITS], answers[ordonnance.CHAQUE_JOUR])
        if self._facts is not None and now != self._facts and answers[ordonnance.RELU] is not None:
            self._facts = now
            self.view.give(ordonnance.RELU, None)
        self._facts = now
        self._rail.refresh()

    def _refresh(self) -> None:
        """What depends on the answers, once they are in the vault."""
        dossier, answers = self._dossier(), self.view.shown()
        self._facts = (answers[faits.FAITS], answers[ordonnance.CHAQUE_JOUR])
        self.view.offer(faits.FAITS.code, {fact.key: _named(fact) for fact in dossier.facts if fact.key})
        self.view.offer(ordonnance.PIECES.code, _exhibits(dossier))
        self.view.withhold(mesures.MESURES, gate.impossible_measures(dossier))
        missing = lacks(dossier, self._desk.today())
        self._lacks.show_lacks(missing)
        self._rest.setText(told(missing))
        self._proofs.tell(dossier)
        self._tell_read_back()
        self._warn(dossier)
        self._rail.refresh()
        self._compare.start()

    def _warn(self, dossier: Dossier) -> None:
        """What an answer would let be read, under the question, as soon as it is saved."""
        leaks = concealment.leaks_at_entry(dossier, drafting.contents(dossier, self._desk.today()))
        found: dict[str, list[str]] = {}
        for leak in leaks:
            if leak.field is not None:
                found.setdefault(_asked_by(leak.field).code, []).append(leak.kind)
        self.view.warn(
            {
                code: f"L’autre partie pourrait y lire : {', '.join(dict.fromkeys(kinds))}."
                for code, kinds in found.items()
            }
        )

    def _tell_read_back(self) -> None:
        if isinstance(self._read_back.content, ReadBack):
            self._read_back.content.tell(self._dossier())

    def _make_read_back(self, parent: QWidget) -> ReadBack:
        made = ReadBack(parent)
        made.tell(self._dossier())
        return made

    def compare_files(self) -> None:
        """Compare the files that left with what would be made now, away from the window's thread."""
        left = self._desk.vault.departures.of(self._situation)
        dossier = self._dossier()
        makers: left_files.Makers = outgoing.order_makers(dossier)
        self._desk.jobs.start(
            self,
            lambda: left_files.lines(left, makers),
            self._left.show_lines,
            self._refuse,
        )

    # The files.

    def _export(self, kind: Departure, make: Callable[..., bytes], path: Path, replace: bool) -> None:
        data = self._made(make)
        if data is None:
            return
        try:
            outgoing.leave_about_order(self._desk.vault, kind, path, data, self._situation, replace=replace)
        except Failure as failure:
            self._refuse(failure)
            return
        self._desk.notices.tell(f"Enregistré : {path}. Peut-elle emporter ce papier sans danger ?")
        self.compare_files()
        self.exported.emit(path)

    def _made(self, make: Callable[..., bytes]) -> bytes | None:
        """``None`` when it is refused, which is told on the page."""
        self.flush()
        self._problem.hide()
        try:
            self._check_all_is_saved()
            return make(self._desk.vault, self._situation, self._desk.today())
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

    def _preview(self) -> None:
        """Show the draft here; no file is made."""
        draft = self._made(outgoing.draft)
        if draft is not None:
            self._desk.show("Brouillon", draft)

    def _ask_draft(self) -> None:
        self._ask(outgoing.draft, "Enregistrer le brouillon", outgoing.DRAFT_NAME, self.export)

    def _ask_sheet(self) -> None:
        name = outgoing.SHEET_NAME
        self._ask(outgoing.address_sheet_pdf, "Enregistrer la fiche confidentielle", name, self.export_sheet)

    def _ask(self, make: Callable[..., bytes], question: str, name: str, export: Callable[..., None]) -> None:
        """A refusal comes before any name is asked for."""
        if self._made(make) is None:
            return
        choose_file(
            self, question, Path.home() / name, "PDF (*.pdf)", lambda path: export(path, replace=True)
        )

    # Going about.

    def _go_to(self, field: AnyField) -> None:
        """The question, or the situation when it is asked there."""
        if field is ordonnance.PIECES:
            go_to(self._area, self._exhibit_box)
        elif field in ordonnance.FORM.fields:
            self.view.focus_on(field)
        else:
            self.wants_situation.emit()

    def _go_to_lacks(self) -> None:
        go_to(self._area, self._lacks_card)

    def _lay_out(self) -> None:
        self._dress_sections()
        self._exhibit_box = section_box("Pièces", self.exhibits)
        self._lacks_card = section_box("Ce qui manque", self._lacks)
        self._paper_box = section_box("Papiers pour elle", self._papers)
        blocks = (self._exhibit_box, self._lacks_card, self._paper_box, self._left)
        for block in (self._explained, self.view, *blocks):
            self._area.add(block)
        body = QHBoxLayout()
        body.setSpacing(12)
        self._rail = Rail(self, self._stops())
        body.addWidget(self._rail)
        body.addWidget(self._area, 1)
        end = QHBoxLayout()
        end.addWidget(button("&Revenir à la situation", "ordonnance.situation", self.wants_situation.emit))
        end.addWidget(self._problem, 1)
        end.addStretch()
        end.addWidget(self._rest)
        end.addWidget(button("A&perçu", "ordonnance.apercu", self._preview))
        end.addWidget(
            button(
                "&Enregistrer le brouillon PDF…", "ordonnance.enregistrer", self._ask_draft, kind="primary"
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(body, 1)
        column.addLayout(end)

    def _dress_sections(self) -> None:
        """What the questions alone do not say, where it is needed."""
        view = self.view
        view.veil(ordonnance.DEMANDEUR, "Afficher l’identité et l’adresse")
        for mesure in mesures.LISTE:
            words = label(drafting.law_words(mesure), "hint", f"loi.{mesure.code}")
            _under_the_title(view.box(mesures.SECTIONS[mesure.code]), words)
        _under_the_title(view.box(ordonnance.S_DANGER), self._proofs)
        _at_the_end(view.box(ordonnance.S_FAITS), self._read_back)
        _at_the_end(
            view.box(ordonnance.S_ADRESSE),
            button("Fiche confidentielle d’adresse, à part…", "ordonnance.fiche_adresse", self._ask_sheet),
        )

    def _stops(self) -> list[Stop]:
        of_measures = mesures.SECTIONS.values()
        asked = (pair for pair in self.view.sections if not all(field.retired for field in pair[0].fields))
        boxes = [(each.label, box) for each, box in asked if each not in of_measures]
        stops = [self._stop(words, f"ordonnance_{n}", box) for n, (words, box) in enumerate(boxes, start=1)]
        return [
            *stops,
            self._stop("Pièces", "pieces", self._exhibit_box),
            self._stop("Ce qui manque", "manques", self._lacks_card),
            self._stop("Papiers pour elle", "papiers", self._paper_box),
            self._stop("Ce qui est sorti", "sorties", self._left),
        ]

    def _stop(self, words: str, name: str, box: QWidget) -> Stop:
        return Stop(words, name, lambda: go_to(self._area, box), lambda: not box.isHidden())


def _named(fact: Any) -> str:
    when = fact.when or "sans date"
    return f"n° {fact.number} · {when}"


def _exhibits(dossier: Dossier) -> dict[str, str]:
    return {each.key: f"n° {number} · {each.title}" for number, each in enumerate(dossier.pieces, start=1)}


def _asked_by(field: AnyField) -> AnyField:
    """The question of the dossier that holds this one, when it is asked of the items of a list."""
    lists = (each for each in ordonnance.FORM.fields if isinstance(each, ListField))
    return next((each for each in lists if field in each.item.fields), field)


def _under_the_title(box: QWidget, widget: QWidget) -> None:
    column = box.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(1, widget)


def _at_the_end(box: QWidget, widget: QWidget) -> None:
    column = box.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(widget)
