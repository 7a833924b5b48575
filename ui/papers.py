"""The two papers of an orientation: a note without a name for her, a slip with her name for the service."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.neutral_note import ALOUD, QUESTION, Naming, Note
from models.departure import Departure
from models.failure import Failure
from models.fields import NON, OUI
from ui import outgoing
from ui.buttons import button
from ui.choices import RadioChoice
from ui.file_choice import choose_file
from ui.labels import label
from ui.page import Desk
from ui.records_view import RecordCard

_NAMINGS = {
    Naming.WHOLE.value: "Son nom",
    Naming.INITIALS.value: "Ses initiales",
    Naming.NONE.value: "Aucun nom",
}


class Papers(QWidget):
    """Nothing is made before « can she take it home without danger? » is answered; ``exported`` carries the
    path of what was.
    """

    exported = Signal(Path)

    def __init__(self, desk: Desk, card: RecordCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._safe = RadioChoice({OUI.code: OUI.label, NON.code: NON.label}, (OUI.code, NON.code))
        self._naming = RadioChoice(_NAMINGS, _NAMINGS)
        self._naming.set_value(Naming.WHOLE.value)
        for choice, name, title in (
            (self._safe, "papiers.sans_danger", QUESTION),
            (self._naming, "papiers.nom", "Nom du service sur la note"),
        ):
            choice.setObjectName(name)
            choice.setAccessibleName(title)
            choice.changed.connect(self.refresh)
        self._preview = label("", "body", "papiers.apercu")
        self._problem = label("", "problem", "papiers.probleme")
        self._make_note = button("Note sans nom, pour elle…", "papiers.note", self._ask_note)
        self._look_note = button("Aperçu de la note", "papiers.apercu_note", self._preview_note)
        self._look_slip = button("Aperçu de la fiche", "papiers.apercu_fiche", self._preview_slip)
        self._make_slip = button("Fiche à son nom, pour le service…", "papiers.fiche", self._ask_slip)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Say what the note would bear."""
        self._tell("")
        self._make_note.setEnabled(self._safe.value() == OUI.code)
        if self._safe.value() == NON.code:
            self._preview.setText(ALOUD)
            return
        try:
            asked = self._note()
        except Failure as failure:
            self._preview.setText(str(failure))
            return
        told = " · ".join(
            filter(None, (asked.name, asked.telephone, asked.address, asked.hours, asked.appointment))
        )
        known = " Tout le monde connaît ce numéro : dites-le plutôt à haute voix."
        self._preview.setText(f"Sur la note : {told or 'rien'}.{known if asked.is_known_number else ''}")

    def export_note(self, path: Path, *, replace: bool = False) -> None:
        """Write the note; a refusal is told here, and nothing is written."""
        safe = self._safe.value() == OUI.code
        self._export(
            Departure.NOTE, path, replace, lambda: outgoing.note_pdf(self._note(), safe_to_carry=safe)
        )

    def export_slip(self, path: Path, *, replace: bool = False) -> None:
        """Write the slip; a refusal is told here, and nothing is written."""
        self._export(Departure.FICHE, path, replace, self._slip_pdf)

    def _note(self) -> Note:
        self._card.flush()
        naming = Naming(self._naming.value() or Naming.NONE.value)
        return outgoing.note(self._desk.vault, self._card.record).named(naming).discreet()

    def _slip_pdf(self) -> bytes:
        self._card.flush()
        return outgoing.slip_pdf(self._desk.vault, self._card.record, self._desk.today())

    def _export(self, kind: Departure, path: Path, replace: bool, make: Callable[[], bytes]) -> None:
        self._tell("")
        try:
            outgoing.leave(self._desk.vault, kind, path, make(), about=self._card.record, replace=replace)
        except Failure as failure:
            self._tell(str(failure))
            return
        self._desk.notices.tell(f"Enregistré : {path}.")
        self.exported.emit(path)

    def _preview_note(self) -> None:
        self._preview_of("Note sans nom", lambda: outgoing.note_pdf(self._note(), safe_to_carry=True))

    def _preview_slip(self) -> None:
        self._preview_of("Fiche d’orientation", self._slip_pdf)

    def _preview_of(self, title: str, make: Callable[[], bytes]) -> None:
        """Show it here; no file is made, and nothing is taken home."""
        self._tell("")
        try:
            self._desk.show(title, make())
        except Failure as failure:
            self._tell(str(failure))

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _ask_note(self) -> None:
        self._ask("Enregistrer la note", outgoing.NOTE_NAME, self.export_note)

    def _ask_slip(self) -> None:
        """A refusal comes before any name is asked for."""
        try:
            self._slip_pdf()
        except Failure as failure:
            self._tell(str(failure))
            return
        self._ask("Enregistrer la fiche", outgoing.SLIP_NAME, self.export_slip)

    def _ask(self, question: str, name: str, export: Callable[..., None]) -> None:
        choose_file(
            self, question, Path.home() / name, "PDF (*.pdf)", lambda path: export(path, replace=True)
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(QUESTION, "body"))
        column.addWidget(self._safe)
        column.addWidget(label("Nom du service sur la note", "body"))
        column.addWidget(self._naming)
        column.addWidget(self._preview)
        row = QHBoxLayout()
        for each in (self._look_note, self._make_note, self._look_slip, self._make_slip):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._problem)
