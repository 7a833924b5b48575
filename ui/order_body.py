"""The dossier of a protection order once the way is open: its questions, and all that depends on them."""

from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exports import concealment, gate
from exports import ordonnance as drafting
from exports.completeness import lacks
from exports.dossier import Dossier
from models.casework import PERSONNE, Record
from models.fields import Answers, AnyField, ListField
from models.forms import faits, mesures, ordonnance
from models.taken import Taken
from ui import gate_card, outgoing
from ui.buttons import button
from ui.exhibits import ExhibitList
from ui.fold import Fold
from ui.labels import label
from ui.lacks import Lacks, told
from ui.order_files import OrderFiles
from ui.page import Desk
from ui.proofs import Proofs, ReadBack
from ui.rail import Rail, Stop, go_to
from ui.saver import Saver
from ui.scroll import Scroll
from ui.section_box import section_box
from ui.take_home import TakeHome
from ui.taking_view import TakingView


class OrderBody(QWidget):
    """Emits when the situation is to be gone back to."""

    wants_situation = Signal()

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
        self.files = OrderFiles(desk, situation, self.flush, self)
        self._rest: QPushButton = button("", "ordonnance.manques", self._go_to_lacks, kind="link")
        self._facts: object = None
        self.saver = Saver(desk, record, self.view)
        self._lay_out()
        self._connect()
        if not record.answers:
            self._explained.unfold()
        self._refresh()

    @property
    def record(self) -> Record:
        return self.saver.record

    def flush(self) -> None:
        """Save all that is typed."""
        self.saver.flush()
        self.exhibits.flush()
        self.files.left.rest()

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
        self.view.edited.connect(self.files.problem.clear)
        self.view.edited.connect(self._edited)
        self.saver.saved.connect(self._refresh)
        self.exhibits.changed.connect(self._refresh)
        self.exhibits.departed.connect(self.files.left.compare)
        self._papers.departed.connect(self.files.left.compare)
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
        self.files.left.compare_soon()

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

    # Going about.

    def _go_to(self, field: AnyField) -> None:
        """The question, or the situation when it is asked there."""
        if field is ordonnance.PIECES:
            go_to(self._exhibit_box)
        elif field in ordonnance.FORM.fields:
            self.view.focus_on(field)
        else:
            self.wants_situation.emit()

    def _go_to_lacks(self) -> None:
        go_to(self._lacks_card)

    def _lay_out(self) -> None:
        self._dress_sections()
        self._exhibit_box = section_box("Pièces", self.exhibits)
        self._lacks_card = section_box("Ce qui manque", self._lacks)
        self._paper_box = section_box("Papiers pour elle", self._papers)
        blocks = (self._exhibit_box, self._lacks_card, self._paper_box, self.files.left)
        for block in (self._explained, self.view, *blocks):
            self._area.add(block)
        body = QHBoxLayout()
        body.setSpacing(12)
        self._rail = Rail(self, self._stops())
        body.addWidget(self._rail)
        body.addWidget(self._area, 1)
        end = QHBoxLayout()
        end.addWidget(button("&Revenir à la situation", "ordonnance.situation", self.wants_situation.emit))
        end.addStretch(1)
        end.addWidget(self._rest)
        end.addWidget(self.files.look)
        end.addWidget(self.files.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(body, 1)
        column.addWidget(self.files)
        column.addWidget(self.files.problem)
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
        _at_the_end(view.box(ordonnance.S_ADRESSE), self.files.sheet)

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
            self._stop("Ce qui est sorti", "sorties", self.files.left),
        ]

    def _stop(self, words: str, name: str, box: QWidget) -> Stop:
        return Stop(words, name, lambda: go_to(box), lambda: not box.isHidden())


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
