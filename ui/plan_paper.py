"""Below an evaluation: what she may carry of her safety plan, once it is known that she can."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports import plan
from exports.plan import ALOUD
from models.departure import Departure
from models.failure import Failure
from models.fields import NON, OUI
from models.forms import evaluation
from ui import outgoing
from ui.buttons import button
from ui.choices import RadioChoice
from ui.departure_card import QUESTION
from ui.file_choice import choose_file
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk
from ui.problem import Problem
from ui.records_view import RecordCard

_WHY = "Qui fouille son sac, ses poches, son téléphone ? La question est reposée pour chaque papier."


class PlanPaper(QWidget):
    """Nothing is offered before something of the plan is answered."""

    def __init__(self, desk: Desk, card: RecordCard, view: FormView) -> None:
        super().__init__(view)
        self._desk, self._card, self._view = desk, card, view
        self._fold = Fold("Papier de poche du plan de sécurité", "plan", self._make, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fold)
        view.edited.connect(self._refresh)
        self._refresh()

    def export(self, path: Path) -> None:
        """Write it; a refusal is told here, and nothing is written."""
        data = self._made(safe_to_carry=self._safe.value() == OUI.code)
        if data is None:
            return
        with self._desk.notices.telling():
            record = self._card.record
            outgoing.leave(self._desk.vault, Departure.PLAN, path, data, about=record, replace=True)
            self._desk.notices.tell(f"Enregistré : {path}.")
            self._safe.set_value(None)
            self._refresh()

    def _make(self, parent: QWidget) -> QWidget:
        inside = QWidget(parent)
        self._safe = RadioChoice({OUI.code: OUI.label, NON.code: NON.label}, (OUI.code, NON.code))
        self._safe.setObjectName("plan.sans_danger")
        self._safe.setAccessibleName(QUESTION)
        self._safe.changed.connect(self._refresh)
        self._told = label("", "hint", "plan.consigne")
        self._said = label("", "body", "plan.contenu")
        self._problem = Problem("plan.probleme")
        self._save = button("Enregistrer le papier…", "plan.enregistrer", self._ask)
        row = QHBoxLayout()
        row.addWidget(button("Aperçu, impression", "plan.apercu", self._preview))
        row.addWidget(self._save)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._said, label(QUESTION, "body"), self._safe, self._told):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._problem)
        self._fill()
        return inside

    def _refresh(self) -> None:
        answered = self._view.answers().answered()
        self.setVisible(any(field in evaluation.PLAN or field in evaluation.NOTES_PLAN for field in answered))
        if self._fold.content is not None:
            self._fill()

    def _fill(self) -> None:
        """What the paper would bear, and whether it may be taken."""
        asked = plan.plan(self._view.answers())
        aloud = f" À dire à haute voix, car cela se comprendrait : {asked.aloud}." if asked.aloud else ""
        said = " · ".join((*asked.numbers, *asked.things))
        self._said.setText(f"Sur le papier : {said or 'rien'}.{aloud}")
        safe = self._safe.value()
        self._told.setText(ALOUD if safe == NON.code else _WHY)
        self._save.setEnabled(safe == OUI.code)
        self._problem.clear()

    def _preview(self) -> None:
        """Show it here; it is asked again before any printing."""
        data = self._made(safe_to_carry=True)
        if data is not None:
            self._desk.show("Papier de poche", data, lambda: self._note_printed(data))

    def _note_printed(self, data: bytes) -> None:
        self._desk.vault.departures.note(Departure.PLAN, data, self._card.record)

    def _made(self, *, safe_to_carry: bool) -> bytes | None:
        """``None`` when it is refused, which is told here."""
        self._problem.clear()
        self._card.flush()
        try:
            return outgoing.plan_pdf(self._desk.vault, self._card.record, safe_to_carry=safe_to_carry)
        except Failure as failure:
            self._problem.tell(failure)
            return None

    def _ask(self) -> None:
        """A refusal comes before any name is asked for."""
        if self._made(safe_to_carry=True) is not None:
            choose_file(self, "Enregistrer le papier", Path.home() / plan.NAME, "PDF (*.pdf)", self.export)
