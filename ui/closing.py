"""Closing a situation and opening it again, each in one gesture; the former closing stays readable."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton

from models.casework import ECHEANCE, ORIENTATION, Record
from models.dates import written
from models.fields import Answers
from models.followup import is_open
from models.forms import accueil
from models.wording import words
from ui.buttons import button
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk

_AWAITED = (
    ("échéance à faire", "échéances à faire"),
    ("orientation sans suite connue", "orientations sans suite connue"),
)


class Closing:
    """A sentence and a button; closing goes to the reason, which is the only thing left to say."""

    def __init__(self, desk: Desk, situation: Record, view: FormView) -> None:
        self._desk, self._situation, self._view = desk, situation, view
        self.sentence: QLabel = label("", "hint", "situation.cloture")
        self.button: QPushButton = button("", "situation.clore", self._turn, kind="rail")
        self._told_before = ""
        self.remember()

    def remember(self) -> None:
        """The situation was saved: read again how it was closed before."""
        self._told_before = self._former()
        self.tell()

    def tell(self) -> None:
        """Say it as it is on the screen."""
        answers = self._view.answers()
        closed = answers[accueil.CLOTURE_LE] is not None
        self.button.setText("Rouvrir la situation" if closed else "Clore la situation")
        told = f"Situation {_closed(answers)}.{self._left()}" if closed else self._told_before
        self.sentence.setText(told)
        self.sentence.setVisible(bool(told))

    def _left(self) -> str:
        """What was awaited and is not known yet: a duty, what became of an orientation."""
        of = self._desk.vault.records.of
        counts = [
            sum(is_open(noun, each.answers) for each in of(self._situation, noun))
            for noun in (ECHEANCE, ORIENTATION)
        ]
        told = [
            f"{count} {one if count == 1 else many}"
            for count, (one, many) in zip(counts, _AWAITED, strict=True)
            if count
        ]
        return f" Il reste {' et '.join(told)}." if told else ""

    def _former(self) -> str:
        """« Déjà close le 12/05/2012 (Injoignable). », as the history has it."""
        changes = self._desk.vault.records.changes(self._situation)
        days = [change for change in changes if change.field is accueil.CLOTURE_LE]
        was = next((each for each in days if each.before[accueil.CLOTURE_LE] is not None), None)
        if was is None:
            return ""
        reasons = (each for each in changes if each.field is accueil.MOTIF_CLOTURE and each.at == was.at)
        reason = next((each.before[accueil.MOTIF_CLOTURE] for each in reasons), None)
        return f"Déjà {_closed(was.before.with_(accueil.MOTIF_CLOTURE, reason))}, puis rouverte."

    def _turn(self) -> None:
        if self._view.answers()[accueil.CLOTURE_LE] is None:
            self._give(Answers(accueil.FORM).with_(accueil.CLOTURE_LE, self._desk.today()))
            self._view.focus_on(accueil.MOTIF_CLOTURE)
            return
        former = self._view.answers()
        self._give(Answers(accueil.FORM))
        self._desk.notices.tell("Situation rouverte.", "Annuler", self._giving(former))

    def _giving(self, answers: Answers) -> Callable[[], None]:
        return lambda: self._give(answers)

    def _give(self, answers: Answers) -> None:
        """Answer both questions as if by hand: they are saved, and undone, together."""
        self._view.give(accueil.CLOTURE_LE, answers[accueil.CLOTURE_LE])
        self._view.give(accueil.MOTIF_CLOTURE, answers[accueil.MOTIF_CLOTURE])


def _closed(answers: Answers) -> str:
    day, reason = answers[accueil.CLOTURE_LE], words(answers, accueil.MOTIF_CLOTURE)
    told = f"close le {written(day)}" if day else "close"
    return f"{told} ({reason})" if reason else told
