"""Whether another file may be hers too: said in one line, and never in the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from models.casework import PERSONNE, Record
from models.resemblance import Strength
from ui.banners import Banner
from ui.buttons import button
from ui.labels import label
from ui.page import Desk


class Likeness(Banner):
    """Emits the identifiers of the two files to compare. Reasons are said, never names or dates."""

    wants_comparison = Signal(str, str)

    def __init__(self, desk: Desk, person_id: str, least: Strength = Strength.FAIBLE) -> None:
        """Weaker than ``least``, it is not said here."""
        super().__init__("ressemblance", "Même personne ?")
        self._desk, self._person_id, self._least = desk, person_id, least
        self._other: Record | None = None
        self._words = label("", "body", "ressemblance.phrase")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._words, 1)
        row.addWidget(button("Co&mparer", "ressemblance.comparer", self._compare))
        row.addWidget(button("Ce n’est pas elle", "ressemblance.distinguer", self._keep_apart))

    def refresh(self) -> None:
        """Look again; nothing is shown when nobody resembles her."""
        vault = self._desk.vault
        with self._desk.notices.telling():
            every = vault.merges.candidates(vault.records.get(PERSONNE, self._person_id))
            found = [each for each in every if each[1].strength >= self._least]
            self._other = found[0][0].record if found else None
            if found:
                more = len(found) - 1
                others = f" ; {more} autre{'s' if more > 1 else ''} fiche{'s' if more > 1 else ''} aussi"
                person, alike = found[0]
                self._words.setText(
                    f"Peut-être la même personne que {person.code} — {alike}{others if more else ''}."
                )
        self.say(self._other is not None)

    def _compare(self) -> None:
        if self._other is not None:
            self.wants_comparison.emit(self._person_id, self._other.id)

    def _keep_apart(self) -> None:
        vault, other = self._desk.vault, self._other
        if other is None:
            return
        with self._desk.notices.telling():
            mine = vault.records.get(PERSONNE, self._person_id)
            vault.merges.keep_apart(mine, other)
            self.refresh()

            def undo() -> None:
                vault.merges.compare_again(mine, other)
                self.refresh()

            self._desk.notices.tell(
                "Deux personnes : ces fiches ne seront plus rapprochées.", "Annuler", undo
            )
