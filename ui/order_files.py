"""What is made of a dossier: its draft, looked at then written; the confidential sheet, apart."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exports.dossier import KEPT
from models.casework import SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from ui import outgoing
from ui.buttons import button
from ui.departure_card import ADDRESS, DepartureCard
from ui.file_choice import choose_file
from ui.left_files import LeftFiles
from ui.page import Desk
from ui.problem import Problem


class OrderFiles(QWidget):
    """The foot of the page; ``exported`` carries the path of a file once written.

    ``flush`` saves what is typed. ``sheet`` and ``left`` have their place elsewhere on the page.
    """

    exported = Signal(Path)

    def __init__(self, desk: Desk, situation: Record, flush: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._situation, self._flush = desk, situation, flush
        self.left = LeftFiles(desk, situation, parent)
        self.problem = Problem("ordonnance.probleme")
        self.look = button("A&perçu", "ordonnance.apercu", self._preview)
        self.save = button(
            "&Enregistrer le brouillon PDF…", "ordonnance.enregistrer", self._ask_draft, kind="primary"
        )
        self._card = DepartureCard("ordonnance", self)
        self._sheet_card = DepartureCard("fiche_adresse", parent, elsewhere=ADDRESS)
        self.sheet = self._beside_address()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the draft; a refusal is told on the page, and nothing is written."""
        self._export(Departure.ORDONNANCE, outgoing.draft, self._card, path, replace)

    def export_sheet(self, path: Path, *, replace: bool = False) -> None:
        """Write the confidential sheet, alone."""
        self._export(Departure.ADRESSE, outgoing.address_sheet_pdf, self._sheet_card, path, replace)

    def _export(
        self, kind: Departure, make: Callable[..., bytes], card: DepartureCard, path: Path, replace: bool
    ) -> None:
        data = self._made(make)
        if data is None:
            return

        def write(written: bytes) -> None:
            outgoing.leave_about_order(
                self._desk.vault, kind, path, written, self._now(), says=data, replace=replace
            )

        try:
            card.write(data, write)
        except Failure as failure:
            self.problem.tell(failure)
            return
        self._desk.notices.tell(f"Enregistré : {path}.")
        self.left.compare()
        self.exported.emit(path)

    def _made(self, make: Callable[..., bytes]) -> bytes | None:
        """``None`` when it is refused, which is told on the page."""
        self._flush()
        self.problem.clear()
        try:
            self._check_all_is_saved()
            return make(self._desk.vault, self._now(), self._desk.today())
        except Failure as failure:
            self.problem.tell(failure)
            return None

    def _now(self) -> Record:
        return self._desk.vault.records.get(SITUATION, self._situation.id)

    def _check_all_is_saved(self) -> None:
        """The draft is made of what is in the vault: an older answer there may show what is to be hidden."""
        unsaved = self._desk.unsaved
        ours = {self._situation.owner_id, self._situation.id}
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
            self._desk.show("Brouillon", draft, lambda: self._note_printed(draft))

    def _note_printed(self, draft: bytes) -> None:
        outgoing.printed_about_order(self._desk.vault, Departure.ORDONNANCE, draft, self._now())
        self.left.compare()

    def _ask_draft(self) -> None:
        name, question = outgoing.DRAFT_NAME, "Enregistrer le brouillon"
        self._ask(outgoing.draft, self._card, question, name, self.export)

    def _ask_sheet(self) -> None:
        name, question = outgoing.SHEET_NAME, "Enregistrer la fiche confidentielle"
        self._ask(outgoing.address_sheet_pdf, self._sheet_card, question, name, self.export_sheet)

    def _ask(
        self,
        make: Callable[..., bytes],
        card: DepartureCard,
        question: str,
        name: str,
        export: Callable[..., None],
    ) -> None:
        """A refusal comes before anything is asked."""
        if self._made(make) is None:
            return
        card.ask(
            lambda: choose_file(
                self, question, Path.home() / name, "PDF (*.pdf)", lambda path: export(path, replace=True)
            )
        )

    def _beside_address(self) -> QWidget:
        box = QWidget(self.parentWidget())
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            button("Fiche confidentielle d’adresse, à part…", "ordonnance.fiche_adresse", self._ask_sheet)
        )
        column.addWidget(self._sheet_card)
        return box
