"""The two papers of an orientation: a note without a name for her, a slip with her name for the service."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from exports.neutral_note import ALOUD, QUESTION, Naming, Note
from models.departure import Departure
from models.failure import Failure
from models.fields import NON, OUI
from ui import outgoing
from ui.buttons import button
from ui.choices import RadioChoice
from ui.confirmation import Confirmation
from ui.file_choice import choose_file
from ui.labels import label
from ui.page import Desk
from ui.printing import QUEUED, ask_to_print
from ui.problem import Problem
from ui.records_view import RecordCard

_NAMINGS = {
    Naming.WHOLE.value: "Son nom",
    Naming.INITIALS.value: "Ses initiales",
    Naming.NONE.value: "Aucun nom",
}


@dataclass(frozen=True)
class _Kind:
    """A paper: for whom, under which name it is saved, and how it is made."""

    departure: Departure
    told: str
    title: str
    file: str
    make: Callable[[], bytes]
    look: Callable[[], bytes]
    whereabouts: Callable[[], tuple[str, ...]] = tuple
    """What it says of where she lives, while she wants it hidden."""


class Papers(QWidget):
    """No note is made before « can she take it home without danger? » is answered, each time anew;
    ``exported`` carries the path of what was written.
    """

    exported = Signal(Path)

    def __init__(self, desk: Desk, card: RecordCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._note_kind = _Kind(
            Departure.NOTE,
            "Note sans nom, pour elle",
            "Note sans nom",
            outgoing.NOTE_NAME,
            self._note_pdf,
            lambda: outgoing.note_pdf(self._note(), safe_to_carry=True),
        )
        self._slip_kind = _Kind(
            Departure.FICHE,
            "Fiche à son nom, pour le service",
            "Fiche d’orientation",
            outgoing.SLIP_NAME,
            self._slip_pdf,
            self._slip_pdf,
            lambda: outgoing.slip_whereabouts(desk.vault, card.record, desk.today()),
        )
        self._left_in: frozenset[str] = frozenset()
        self._where = Confirmation("papiers", "La laisser", gives_up="Corriger d’abord", role="banner")
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
        self._problem = Problem("papiers.probleme")
        self._taken_home: list[QPushButton] = []
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Say what the note would bear; a name that would tell is not proposed whole."""
        self._problem.clear()
        self._where.give_up()
        for each in self._taken_home:
            each.setEnabled(self._safe.value() == OUI.code)
        if self._safe.value() == NON.code:
            self._preview.setText(ALOUD)
            return
        try:
            shortened = self._shorten()
            asked = self._note()
        except Failure as failure:
            self._preview.setText(str(failure))
            return
        hours = " ; ".join(asked.hours.splitlines())
        told = " · ".join(
            filter(None, (asked.name, asked.telephone, asked.address, hours, asked.appointment))
        )
        known = " Tout le monde connaît ce numéro : dites-le plutôt à haute voix."
        why = " Son nom entier dirait de quoi il s’agit : ses initiales sont proposées." if shortened else ""
        self._preview.setText(f"Sur la note : {told or 'rien'}.{why}{known if asked.is_known_number else ''}")

    def export_note(self, path: Path, *, replace: bool = False) -> None:
        """Write the note; a refusal is told here, and nothing is written."""
        self._export(self._note_kind, path, replace=replace)

    def export_slip(self, path: Path, *, replace: bool = False) -> None:
        """Write the slip; a refusal is told here, and nothing is written."""
        self._export(self._slip_kind, path, replace=replace)

    def _shorten(self) -> bool:
        """Whether the name of the service would tell, so that only its initials are proposed."""
        self._card.flush()
        tells = outgoing.note(self._desk.vault, self._card.record).name_tells
        if tells and self._naming.value() == Naming.WHOLE.value:
            self._naming.set_value(Naming.INITIALS.value)
        return tells and self._naming.value() == Naming.INITIALS.value

    def _note(self) -> Note:
        self._card.flush()
        naming = Naming(self._naming.value() or Naming.NONE.value)
        return outgoing.note(self._desk.vault, self._card.record).named(naming).discreet()

    def _note_pdf(self) -> bytes:
        return outgoing.note_pdf(self._note(), safe_to_carry=self._safe.value() == OUI.code)

    def _slip_pdf(self) -> bytes:
        self._card.flush()
        return outgoing.slip_pdf(self._desk.vault, self._card.record, self._desk.today())

    def _export(self, kind: _Kind, path: Path, *, replace: bool) -> None:
        self._problem.clear()
        try:
            outgoing.leave(
                self._desk.vault, kind.departure, path, kind.make(), about=self._card.record, replace=replace
            )
        except Failure as failure:
            self._problem.tell(failure)
            return
        self._left(f"Enregistré : {path}.")
        self.exported.emit(path)

    def _left(self, told: str) -> None:
        """One paper left: the question is to be answered again for the next."""
        self._desk.notices.tell(told)
        self._safe.set_value(None)
        self._left_in = frozenset()
        self.refresh()

    def _made(self, make: Callable[[], bytes]) -> bytes | None:
        """``None`` when it is refused, which is told here."""
        self._problem.clear()
        self._where.give_up()
        try:
            return make()
        except Failure as failure:
            self._problem.tell(failure)
            return None

    def _look(self, kind: _Kind) -> None:
        """Show it here; no file is made, and nothing is taken home."""
        if (data := self._made(kind.look)) is not None:
            self._once_left_in(kind, lambda: self._desk.show(kind.title, data))

    def _print(self, kind: _Kind) -> None:
        """On paper, without a file on the way."""
        if (data := self._made(kind.make)) is None:
            return

        def done() -> None:
            with self._desk.notices.telling():
                self._desk.vault.departures.note(kind.departure, data, self._card.record)
                self._left("Envoyé à l’imprimante. Reprenez chaque feuille, même ratée.")

        self._once_left_in(kind, lambda: ask_to_print(self, QUEUED, data, done, self._problem.tell))

    def _ask(self, kind: _Kind) -> None:
        """A refusal comes before any name is asked for."""
        if self._made(kind.make) is not None:
            self._once_left_in(kind, lambda: self._choose(kind))

    def _choose(self, kind: _Kind) -> None:
        choose_file(
            self,
            "Enregistrer",
            Path.home() / kind.file,
            "PDF (*.pdf)",
            lambda path: self._export(kind, path, replace=True),
        )

    def _once_left_in(self, kind: _Kind, then: Callable[[], object]) -> None:
        """What says where she lives, while she wants it hidden, stays in a paper once that is answered."""
        found = frozenset(told := kind.whereabouts())
        if found <= self._left_in:
            then()
            return

        def leave_in() -> None:
            self._left_in |= found
            then()

        quoted = ", ".join(f"« {each} »" for each in told)
        self._where.ask(f"Cette fiche dit où la personne vit : {quoted}. La laisser ainsi ?", leave_in)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(QUESTION, "body"))
        column.addWidget(self._safe)
        column.addWidget(label("Nom du service sur la note", "body"))
        column.addWidget(self._naming)
        column.addWidget(self._preview)
        grid = QGridLayout()
        grid.setColumnStretch(4, 1)
        for row, kind in enumerate((self._note_kind, self._slip_kind)):
            told = label(kind.told, "body")
            told.setWordWrap(False)
            grid.addWidget(told, row, 0)
            for place, made in enumerate(self._gestures(kind), start=1):
                grid.addWidget(made, row, place)
        column.addLayout(grid)
        column.addWidget(self._where)
        column.addWidget(self._problem)

    def _gestures(self, kind: _Kind) -> tuple[QPushButton, ...]:
        code = kind.departure.value
        every = (
            button("Aperçu", f"papiers.apercu_{code}", partial(self._look, kind)),
            button("Imprimer…", f"papiers.imprimer_{code}", partial(self._print, kind)),
            button("Enregistrer…", f"papiers.{code}", partial(self._ask, kind)),
        )
        for each in every:
            each.setAccessibleName(f"{each.text().rstrip('…')} : {kind.told}")
        if kind is self._note_kind:
            self._taken_home += every[1:]
        return every
