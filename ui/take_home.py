"""The papers that she may take away: nothing is written before « can she take it without danger? »."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from exports import next_steps, pocket, to_bring
from exports.dossier import KEPT, Dossier
from models.casework import SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from ui import outgoing
from ui.buttons import button
from ui.choices import RadioChoice
from ui.departure_card import QUESTION
from ui.file_choice import choose_file
from ui.labels import label
from ui.page import Desk, save_around
from ui.problem import Problem

_WHY = (
    "Qui ouvre son courrier, fouille son sac, tient son téléphone ? Un appareil partagé garde la trace de ce"
    " qu’on y a ouvert. La question est reposée pour chaque papier."
)
_YES, _NEUTRAL, _NO = "oui", "neutre", "non"
_ANSWERS = {_YES: "Oui", _NEUTRAL: "Seulement un papier qui ne dit rien", _NO: "Non"}
_ALOUD = "Rien n’est imprimé : dites-lui à haute voix ce qu’elle doit retenir, ou confiez-le à son avocat."


@dataclass(frozen=True)
class _Kind:
    """A paper, and with which answers it may be taken away."""

    departure: Departure
    title: str
    file: str
    make: Callable[[], bytes]
    fit: tuple[str, ...]


class TakeHome(QWidget):
    """``departed`` when a paper was written or printed."""

    departed = Signal()

    def __init__(self, desk: Desk, situation: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._situation = desk, situation
        self._kinds = (
            _Kind(Departure.ETAPES, next_steps.TITLE, "etapes.pdf", self._next_steps, (_YES,)),
            _Kind(Departure.LISTE, to_bring.TITLE, "liste.pdf", self._to_bring, (_YES,)),
            _Kind(Departure.POCHE, "Version de poche", "note.pdf", self._pocket, (_YES, _NEUTRAL)),
        )
        self._safe = RadioChoice(_ANSWERS, tuple(_ANSWERS))
        self._safe.setObjectName("emporter.sans_danger")
        self._safe.setAccessibleName(QUESTION)
        self._safe.changed.connect(self.refresh)
        self._told = label("", "hint", "emporter.consigne")
        self._problem = Problem("emporter.probleme")
        self._save: dict[Departure, QPushButton] = {}
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Only what may be taken can be written."""
        safe = self._safe.value()
        self._problem.clear()
        for kind in self._kinds:
            self._save[kind.departure].setEnabled(safe in kind.fit)
        self._told.setText(_ALOUD if safe == _NO else _WHY)

    def export(self, departure: Departure, path: Path) -> None:
        """Write one paper; then the question is to be answered again."""
        (kind,) = (each for each in self._kinds if each.departure is departure)
        data = self._made(kind)
        if data is None:
            return
        with self._desk.notices.telling():
            situation = self._desk.vault.records.get(SITUATION, self._situation.id)
            outgoing.leave_about_order(self._desk.vault, departure, path, data, situation, replace=True)
            self._desk.notices.tell(f"Enregistré : {path}.")
            self._safe.set_value(None)
            self.refresh()
            self.departed.emit()

    def preview(self, kind: _Kind) -> None:
        """Show it here; no file is made."""
        data = self._made(kind, to_leave=False)
        if data is not None:
            self._desk.show(kind.title, data, lambda: self._note_printed(kind, data))

    def _note_printed(self, kind: _Kind, data: bytes) -> None:
        outgoing.printed_about_order(self._desk.vault, kind.departure, data, self._now())
        self.departed.emit()

    def _made(self, kind: _Kind, *, to_leave: bool = True) -> bytes | None:
        """``None`` when it is refused, which is told here."""
        self._problem.clear()
        try:
            if to_leave and self._safe.value() not in kind.fit:
                raise Failure(f"Répondez d’abord à « {QUESTION} ». {KEPT}")
            save_around(self)
            return kind.make()
        except Failure as failure:
            self._problem.tell(failure)
            return None

    def _next_steps(self) -> bytes:
        return next_steps.next_steps(self._dossier(), self._desk.today())

    def _to_bring(self) -> bytes:
        dossier = self._dossier()
        return to_bring.to_bring(dossier, outgoing.listed(dossier), self._desk.today())

    def _pocket(self) -> bytes:
        dossier = self._dossier()
        listed = outgoing.listed(dossier)
        if left := pocket.left_out(listed):
            self._desk.notices.tell(f"Papiers laissés de côté, à dire à haute voix : {left}.")
        return pocket.pocket(dossier, listed)

    def _dossier(self) -> Dossier:
        return outgoing.dossier(self._desk.vault, self._now())

    def _now(self) -> Record:
        return self._desk.vault.records.get(SITUATION, self._situation.id)

    def _ask(self, kind: _Kind) -> None:
        """A refusal comes before any name is asked for."""
        if self._made(kind) is not None:
            choose_file(
                self,
                f"Enregistrer : {kind.title}",
                Path.home() / kind.file,
                "PDF (*.pdf)",
                partial(self.export, kind.departure),
            )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(3, 1)
        for row, kind in enumerate(self._kinds):
            code = kind.departure.value
            look = button("Aperçu", f"emporter.apercu_{code}", partial(self.preview, kind))
            save = button("Enregistrer…", f"emporter.{code}", partial(self._ask, kind))
            self._save[kind.departure] = save
            for column, made in enumerate((look, save), start=1):
                made.setAccessibleName(f"{made.text().rstrip('…')} : {kind.title}")
                grid.addWidget(made, row, column)
            grid.addWidget(label(kind.title, "body"), row, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(QUESTION, "body"))
        column.addWidget(self._safe)
        column.addWidget(self._told)
        column.addLayout(grid)
        column.addWidget(self._problem)
