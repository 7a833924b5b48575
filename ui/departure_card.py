"""What is asked before a document leaves: can she take it without danger, is it sealed by a phrase."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from exports.sealed import sealed
from storage import phrases
from ui.buttons import button
from ui.choices import RadioChoice
from ui.labels import label
from ui.phrase_card import PhraseCard
from ui.scroll import reveal

QUESTION = "La personne peut-elle emporter ce papier sans danger ?"
SEAL = "Chiffrer le fichier avec une phrase tirée au sort (AES-256)"

_YES, _ELSEWHERE, _NO = "oui", "ailleurs", "non"
ANYWHERE = "Non : il va à son avocat, au greffe ou au procureur"
ADDRESS = "Non : il va à l’avocat ou au procureur chez qui elle élit domicile, et à personne d’autre"
"""Where a document goes when she does not take it; her address, never to the greffe."""
_SAVES = ("Choisir où l’enregistrer…", "Ne rien enregistrer")
_PRINTS = ("Choisir l’imprimante…", "Ne rien imprimer")
_TOLD = {
    None: "Qui ouvre son courrier, fouille son sac, tient son téléphone ? La question est reposée pour chaque"
    " papier.",
    _YES: "Un appareil partagé garde la trace de ce qu’on y a ouvert : sur papier, ou sur une clé chiffrée.",
    _ELSEWHERE: "Remettez-le en main propre ; sur une clé ou par un tiers, chiffrez-le.",
    _NO: "Rien n’est fait. Regardez-le ici, avec elle ; il se fera quand il ne mettra personne en danger.",
}


class DepartureCard(QWidget):
    """Hidden until a document is about to leave; then until its phrase, if it has one, was noted."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, prints: bool = False, elsewhere: str = ANYWHERE
    ) -> None:
        """What is to be printed ``prints``, and is not sealed."""
        super().__init__(parent)
        self._then: Callable[[], object] = lambda: None
        answers = {_YES: "Oui, elle l’emporte", _ELSEWHERE: elsewhere, _NO: "Non"}
        self._safe = RadioChoice(answers, tuple(answers))
        self._safe.setObjectName(f"{name}.sans_danger")
        self._safe.setAccessibleName(QUESTION)
        self._safe.changed.connect(self._refresh)
        self._told = label("", "hint", f"{name}.consigne")
        self._seal = QCheckBox(SEAL)
        self._seal.setObjectName(f"{name}.chiffrer")
        if prints:
            self._seal.hide()
        goes, stays = _PRINTS if prints else _SAVES
        self._go = button(goes, f"{name}.continuer", self._go_on, kind="primary")
        self._stop = button(stays, f"{name}.renoncer", self.give_up)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._phrase = PhraseCard(name, self)
        self._lay_out()
        self._refresh()
        self._card.hide()

    def ask(self, then: Callable[[], object]) -> None:
        """Ask; ``then`` is done once it may be."""
        self._then = then
        self._phrase.forget()
        self._safe.set_value(None)
        self._refresh()
        self._card.show()
        reveal(self._card)
        self._safe.setFocus()

    def give_up(self) -> None:
        self._card.hide()

    def write(self, data: bytes, write: Callable[[bytes], None]) -> None:
        """Have these bytes written, sealed if that was asked; the phrase is then shown, once."""
        phrase = phrases.proposed() if self._seal.isChecked() else ""
        write(sealed(data, phrase) if phrase else data)
        if phrase:
            self._phrase.tell(phrase)

    def _refresh(self) -> None:
        safe = self._safe.value()
        self._told.setText(_TOLD[safe])
        self._go.setEnabled(safe in (_YES, _ELSEWHERE))

    def _go_on(self) -> None:
        self._card.hide()
        self._then()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(self._stop)
        row.addWidget(self._seal)
        row.addStretch(1)
        inside = QVBoxLayout(self._card)
        inside.addWidget(label(QUESTION, "body"))
        inside.addWidget(self._safe)
        inside.addWidget(self._told)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addWidget(self._phrase)
