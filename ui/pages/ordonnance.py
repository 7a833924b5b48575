"""Ordonnance de protection: the way in, or the way that is open instead."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exports import gate
from models.casework import ORDONNANCE, PERSONNE, SITUATION, Record
from models.fields import Answers
from models.forms import ordonnance
from ui import outgoing
from ui.gate_card import ClosedGate
from ui.labels import label
from ui.order_body import OrderBody
from ui.page import Desk, Page
from ui.person_line import NameLine


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
            self._body.files.left.compare()

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
            self._body.files.export(path, replace=replace)

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
        self._body.files.exported.connect(self.exported)
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
