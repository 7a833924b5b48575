"""Under « Premier accueil ou retour », what the days of her other situations say against the answer."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from models.casework import SITUATION, Record
from models.dates import written
from models.forms import accueil
from models.intake import contradiction
from ui.buttons import button
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk


class ReturnLine:
    """One sentence and the gesture that corrects the answer: nothing is changed without it."""

    def __init__(self, desk: Desk, situation: Record, view: FormView) -> None:
        self._desk, self._situation, self._view = desk, situation, view
        self._others: tuple[date, ...] = ()
        self._found: tuple[date, str] | None = None
        self._sentence = label("", "hint", "rang.contredit")
        self._sentence.setWordWrap(False)
        self._correct = button("", "rang.corriger", self._give)
        self._place = view.below(accueil.RANG)
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sentence)
        row.addWidget(self._correct)
        row.addStretch(1)
        view.edited.connect(self.tell)
        self.look_again()

    def look_again(self) -> None:
        """Her other situations may be others: files are merged, a situation is entered late."""
        records = self._desk.vault.records
        person = records.person(self._situation.owner_id or "").record
        every = (each for each in records.of(person, SITUATION) if each.id != self._situation.id)
        self._others = tuple(each.fact_date for each in every if each.fact_date is not None)
        self.tell()

    def tell(self) -> None:
        self._found = contradiction(self._view.answers(), self._others)
        if self._found is not None:
            day, rank = self._found
            self._sentence.setText(f"Reçue le {written(day)} :")
            self._correct.setText(accueil.RANG.labels[rank])
        self._sentence.setVisible(self._found is not None)
        self._correct.setVisible(self._found is not None)

    def _give(self) -> None:
        if self._found is not None:
            self._view.give(accueil.RANG, self._found[1])
            self._view.focus_on(accueil.RANG)
