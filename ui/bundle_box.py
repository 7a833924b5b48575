"""The exhibits joined in one document: looked at, then written once it is asked where it goes."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from exports.bundle import Piece, bundle
from exports.dossier import KEPT, Dossier
from exports.examination import Stopped
from models.casework import SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from ui import outgoing
from ui.buttons import button
from ui.departure_card import DepartureCard
from ui.file_choice import choose_file
from ui.labels import label
from ui.page import Desk, save_around
from ui.problem import Problem

TITLE = "Pièces réunies"


@dataclass(frozen=True, repr=False)
class _Joined:
    """The document, and what it says, to be compared with later."""

    data: bytes
    says: bytes


class BundleBox(QWidget):
    """Shown once an exhibit has a file; ``departed`` when they were written or printed."""

    departed = Signal()

    def __init__(self, desk: Desk, situation: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._situation = desk, situation
        self._given_up = threading.Event()
        self._done = 0
        self._problem = Problem("pieces.probleme")
        self._progress = QProgressBar()
        self._progress.setObjectName("pieces.progression")
        self._progress.setAccessibleName("Pièces réunies jusqu’ici")
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(lambda: self._progress.setValue(self._done))
        self._stop = button("Arrêter", "pieces.arreter", self.cancel)
        self._look = button("Aperçu des pièces réunies", "pieces.apercu", self.preview)
        self._save = button("Enregistrer les pièces réunies…", "pieces.enregistrer", self._ask)
        self._card = DepartureCard("pieces", self)
        self._lay_out()
        self._rest()

    def preview(self) -> None:
        """Show the document; no file is made."""
        self._make(lambda joined: self._desk.show(TITLE, joined.data, lambda: self._note_printed(joined)))

    def export(self, path: Path, joined: _Joined) -> None:
        """Write what was made, sealed if that was asked."""
        situation = self._desk.vault.records.get(SITUATION, self._situation.id)

        def write(written: bytes) -> None:
            outgoing.leave_about_order(
                self._desk.vault, Departure.PIECES, path, written, situation, says=joined.says, replace=True
            )
            self._desk.notices.tell(f"Pièces réunies enregistrées : {path}.")

        with self._desk.notices.telling():
            self._card.write(joined.data, write)
            self.departed.emit()

    def _note_printed(self, joined: _Joined) -> None:
        situation = self._desk.vault.records.get(SITUATION, self._situation.id)
        outgoing.printed_about_order(self._desk.vault, Departure.PIECES, joined.data, situation, joined.says)
        self.departed.emit()

    def cancel(self) -> None:
        """Give up the document that is being made."""
        self._given_up.set()
        self._rest()

    def show_count(self, exhibits_with_file: int) -> None:
        """There is nothing to join without a file."""
        self.setVisible(exhibits_with_file > 0)

    def _ask(self) -> None:
        self._problem.clear()
        self._card.ask(lambda: self._make(self._choose))

    def _choose(self, joined: _Joined) -> None:
        """A refusal came before any name is asked for."""
        choose_file(
            self,
            "Enregistrer les pièces réunies",
            Path.home() / outgoing.PIECES_NAME,
            "PDF (*.pdf)",
            lambda path: self.export(path, joined),
        )

    def _make(self, then: Callable[[_Joined], None]) -> None:
        self._problem.clear()
        try:
            save_around(self)
            self._check_all_is_saved()
            situation = self._desk.vault.records.get(SITUATION, self._situation.id)
            dossier = outgoing.dossier(self._desk.vault, situation)
            pieces = outgoing.pieces(self._desk.vault, situation)
            says = outgoing.joined_of(self._desk.vault, situation)
        except Failure as failure:
            self._problem.tell(failure)
            return
        given_up = self._begin(len(pieces))

        def work() -> bytes | None:
            return _made(dossier, pieces, self._count, given_up)

        def take(data: bytes | None) -> None:
            if data is not None:
                self._rest()
                then(_Joined(data, says))

        self._desk.jobs.start(self, work, take, self._refuse)

    def _check_all_is_saved(self) -> None:
        if self._desk.unsaved.refuses or self._desk.unsaved.unread:
            raise Failure(
                "Une réponse n’est pas encore enregistrée, ou n’a pas été comprise. Corrigez-la ou attendez"
                f" « Enregistré », puis recommencez. {KEPT}"
            )

    def _count(self, done: int) -> None:
        self._done = done

    def _begin(self, most: int) -> threading.Event:
        self.cancel()
        self._given_up, self._done = threading.Event(), 0
        self._progress.setRange(0, most)
        for each in (self._progress, self._stop):
            each.show()
        for each in (self._look, self._save):
            each.setEnabled(False)
        self._watch.start()
        return self._given_up

    def _rest(self) -> None:
        self._watch.stop()
        for each in (self._progress, self._stop):
            each.hide()
        for each in (self._look, self._save):
            each.setEnabled(True)

    def _refuse(self, failure: Failure) -> None:
        self._rest()
        self._problem.tell(failure)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for each in (self._look, self._save):
            row.addWidget(each)
        row.addWidget(self._progress, 1)
        row.addWidget(self._stop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(
            label(
                "Un seul PDF : bordereau, une page de garde par pièce, pages numérotées de bout en bout.",
                "hint",
            )
        )
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self._card)


def _made(
    dossier: Dossier, pieces: tuple[Piece, ...], count: Callable[[int], None], given_up: threading.Event
) -> bytes | None:
    """``None`` when it was given up."""
    try:
        return bundle(dossier, pieces, count, given_up.is_set)
    except Stopped:
        return None
