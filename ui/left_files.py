"""What left about a situation: what, when, by whom, and whether it still says what the dossier does."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.casework import SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from storage.departures import Left
from ui import outgoing
from ui.labels import label
from ui.page import Desk

DIGITS = 8
"""Of a digest, those that are shown: enough to tell two files apart."""
COMPARED_AFTER = 1_500
"""Milliseconds without a change before the files that left are compared with what would be made now."""

Makers = Mapping[Departure, Callable[[date], bytes]]
"""By kind, how what the file says would be made again, as on that day, from what is answered now."""


@dataclass(frozen=True)
class Line:
    """One file that left, in words, and whether another has taken its place."""

    left: Left
    superseded: bool


def lines(left: Sequence[Left], makers: Makers) -> tuple[Line, ...]:
    """The files that left, the latest first, compared with what would be made now.

    The same answers make the same bytes: a file is superseded when they no longer do, or when a later
    one of its kind says something else.
    """
    latest: dict[Departure, Left] = {}
    for each in left:
        latest.setdefault(each.kind, each)
    current = {kind: each.says for kind, each in latest.items() if _is_current(each, makers)}
    known = [each for each in left if each.kind in makers]
    return tuple(Line(each, current.get(each.kind) != each.says) for each in known)


def _is_current(left: Left, makers: Makers) -> bool:
    if left.kind not in makers:
        return True
    try:
        return hashlib.sha256(makers[left.kind](left.at.date())).hexdigest() == left.says
    except Failure:
        return False


class LeftFiles(QFrame):
    """The register of one situation, on its page."""

    def __init__(self, desk: Desk, situation: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sorties")
        self.setProperty("role", "section")
        self._desk, self._situation = desk, situation
        self._told = label("", "body", "sorties.lignes")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(COMPARED_AFTER)
        self._soon.timeout.connect(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.addWidget(label("Ce qui est sorti du coffre", "heading"))
        column.addWidget(label("Ni nom de fichier ni contenu : la date, l’auteur et une empreinte.", "hint"))
        column.addWidget(self._told)

    def compare_soon(self) -> None:
        """Compare once nothing has changed for a while."""
        self._soon.start()

    def rest(self) -> None:
        """What is only to be shown can wait for the page to come back."""
        self._soon.stop()

    def compare(self) -> None:
        """Compare the files that left with what would be made now, away from the window's thread."""
        vault = self._desk.vault
        situation = vault.records.get(SITUATION, self._situation.id)
        left, makers = vault.departures.of(situation), outgoing.order_makers(vault, situation)
        self._desk.jobs.start(
            self,
            lambda: lines(left, makers),
            self.show_lines,
            lambda failure: self._told.setText(str(failure)),
        )

    def show_lines(self, shown: Sequence[Line]) -> None:
        self._told.setText("\n".join(map(self._line, shown)) or "Aucun fichier n’est encore sorti.")

    def _line(self, line: Line) -> str:
        left = line.left
        state = "REMPLACÉ : le dossier a changé depuis" if line.superseded else "à jour"
        when = f"{left.at.astimezone():%d/%m/%Y à %H:%M}"
        return (
            f"• {left.kind.label} — {when}, par {self._desk.vault.name_of(left.author)}, empreinte"
            f" {left.digest[:DIGITS]} — {state}"
        )
