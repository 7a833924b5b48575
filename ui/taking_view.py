"""The form of the dossier of an order: what is not answered there is shown as the file has it."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models import taken
from models.casework import PERSONNE
from models.dates import written
from models.fields import Answers
from models.forms import accueil, ordonnance
from models.taken import Taken
from ui.buttons import button
from ui.editors import Today
from ui.form_view import FormView
from ui.labels import label

Sources = Callable[[], tuple[Answers, Answers]]
"""The answers of the person and of the situation, as they are now."""


class TakingView(FormView):
    """Its answers are the dossier's own; under each question that is taken, where its answer comes from.

    ``send`` writes an answer in the file that it was taken from.
    """

    def __init__(
        self, today: Today, parent: QWidget, sources: Sources, send: Callable[[Taken], None]
    ) -> None:
        self._sources = sources
        super().__init__(ordonnance.FORM, today, parent)
        self._origins = [Origin(each, self, send) for each in taken.TAKEN]
        self.edited.connect(self._tell_origins)

    def answers(self) -> Answers:
        return taken.own(self.shown(), *self._sources())

    def show_answers(self, answers: Answers) -> None:
        super().show_answers(taken.filled(answers, *self._sources()))
        self._tell_origins()

    def follow(self, before: tuple[Answers, Answers]) -> None:
        """The file says something else than ``before``: what was taken from it changes, and nothing else."""
        kept = taken.own(self.shown(), *before)
        typed = self.unread()
        self.show_answers(kept)
        self.show_unread(typed)

    def take_again(self, each: Taken) -> None:
        """Leave the dossier's own answer for that of the file."""
        self.give(each.field, each.found(*self._sources()))

    def _tell_origins(self) -> None:
        shown, sources = self.shown(), self._sources()
        for origin in self._origins:
            origin.tell(shown, sources)


class Origin(QWidget):
    """Where one answer comes from; when it differs, to send it there or to take that of the file again."""

    def __init__(self, each: Taken, view: TakingView, send: Callable[[Taken], None]) -> None:
        place = view.below(each.field)
        super().__init__(place)
        self._taken = each
        code = each.field.code
        self._words: QLabel = label("", "hint", f"origine.{code}")
        self._send: QPushButton = button("Envoyer à la fiche", f"origine.{code}.envoyer", lambda: send(each))
        self._back: QPushButton = button(
            "Reprendre la fiche", f"origine.{code}.reprendre", lambda: view.take_again(each)
        )
        for made in (self._send, self._back):
            made.setProperty("small", True)
            made.setAccessibleName(f"{made.text()} : {each.field.label}")
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._send)
        row.addWidget(self._back)

    def tell(self, shown: Answers, sources: tuple[Answers, Answers]) -> None:
        """Say it of what is on the screen."""
        value, found = shown[cast("Any", self._taken.field)], self._taken.found(*sources)
        differs = value is not None and value != found and not self._taken.agrees(value, *sources)
        self._words.setText(self._told(value, found, differs, sources))
        self._words.setVisible(bool(self._words.text()))
        self._send.setVisible(differs and self._taken.sent(value) is not None)
        self._back.setVisible(found is not None and value != found)

    def _told(self, value: object, found: object, differs: bool, sources: tuple[Answers, Answers]) -> str:
        if value is None:
            return f"Vide ici : le brouillon reprend {self._file(sources)}." if found is not None else ""
        if value == found:
            return f"Repris de {self._file(sources)}."
        if not differs:
            return f"Précise ce que dit {self._file(sources)}."
        return f"Propre au dossier : {self._file(sources)} dit autre chose, ou rien."

    def _file(self, sources: tuple[Answers, Answers]) -> str:
        if self._taken.noun is PERSONNE:
            return "la fiche de la personne"
        day = sources[1][accueil.DATE_ACCUEIL]
        return f"l’accueil du {written(day)}" if day else "l’accueil"
