"""The interview that a situation is without: noted in one gesture, never by the program alone."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton

from models.dates import written
from models.fields import Answers
from models.forms import accueil, acte
from ui import keys
from ui.buttons import button
from ui.gaps import Undone
from ui.lines import Today
from ui.records_view import RecordList


class FirstAct:
    """A button where acts are listed, and a line among what is missing, while there is no act."""

    def __init__(
        self, acts: RecordList, intake: Callable[[], Answers], today: Today, go: Callable[[], None]
    ) -> None:
        """``intake`` tells the day of the reception; ``go`` shows where acts are listed."""
        self._acts, self._intake, self._today, self._go = acts, intake, today, go
        self._button: QPushButton = button("", "acte.entretien", self.note, sign="plus", keys=keys.INTERVIEW)
        acts.add_beside(self._button)
        self.tell()

    def tell(self) -> tuple[Undone, ...]:
        """What is missing, once the button says it."""
        missing = not self._acts.records
        self._button.setText(f"Noter l’entretien au bureau du {written(self._day)}")
        self._button.setVisible(missing)
        undone = Undone("Aucun acte noté", "lacunes.acte", self._enter, self.note, self._tip)
        return (undone,) if missing else ()

    def note(self) -> None:
        """Once there is an act, another is noted where the acts are."""
        if self._acts.records:
            self._go()
            return
        answers = Answers(acte.FORM).with_(acte.DATE_ACTE, self._day).with_(acte.NATURE, acte.AU_BUREAU)
        self._acts.note(answers, f"Entretien au bureau du {written(self._day)} : noté dans les actes.")

    @property
    def _day(self) -> date:
        return self._intake()[accueil.DATE_ACCUEIL] or self._today()

    @property
    def _tip(self) -> str:
        return f"Noter l’entretien au bureau ({keys.INTERVIEW})"

    def _enter(self) -> None:
        self._go()
        self._button.setFocus()
