"""What is still missing, each a link that goes to its question, and a button that closes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.fields import NON_RENSEIGNE, AnyField, no_answer
from ui.buttons import ElidedButton, button
from ui.labels import label

_KEYS = "Ctrl+Entrée"


@dataclass(frozen=True)
class Gap:
    """A question without an answer; ``give`` answers it."""

    field: AnyField
    go: Callable[[], None]
    give: Callable[[object], None]


@dataclass(frozen=True)
class Undone:
    """What is missing and is the answer to no question; ``do`` does it, as ``tip`` says."""

    text: str
    name: str
    go: Callable[[], None]
    do: Callable[[], None]
    tip: str


class Gaps(QWidget):
    """The list changes only when the gaps do."""

    def __init__(self, go_on: Callable[[], None]) -> None:
        """``go_on`` goes to the next one."""
        super().__init__()
        self.setObjectName("lacunes")
        self.setAccessibleName("À compléter")
        self._gaps: tuple[Gap, ...] = ()
        self._undone: tuple[Undone, ...] = ()
        self._shown: list[str] | None = None
        self._title = label("", "hint", "lacunes.titre")
        self._next = button("", "lacunes.suivante", go_on, kind="rail", sign="suivante", keys=_KEYS)
        self._next.setProperty("small", True)
        self._next.setAccessibleName("Question suivante à compléter")
        self._next.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click goes on from where the keyboard is
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        head.addWidget(self._next)
        column.addLayout(head)
        column.addLayout(self._links)

    def show_gaps(self, gaps: Sequence[Gap], undone: Sequence[Undone] = ()) -> None:
        self._gaps, self._undone = tuple(gaps), tuple(undone)
        self._next.setVisible(bool(gaps or undone))
        names = [gap.field.code for gap in gaps] + [each.name for each in undone]
        if names == self._shown:
            return
        self._shown = names
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in (*map(_line, gaps), *map(_undone_line, undone)):
            self._links.addWidget(line)
            line.show()
        told = "À compléter *" if gaps else "À noter"
        self._title.setText(told if names else "Rien ne manque.")

    def go_on(self, order: Sequence[AnyField], here: str) -> None:
        """Go to the first one after the question that has the code ``here``, or to the first of all; what
        no question asks comes after them.
        """
        codes = [field.code for field in order]
        place = codes.index(here) if here in codes else -1
        later = [gap for gap in self._gaps if order.index(gap.field) > place]
        for missing in (later or self._undone or self._gaps)[:1]:
            missing.go()


def _line(gap: Gap) -> QWidget:
    field = gap.field
    link = ElidedButton(field.label, f"lacune.{field.code}", gap.go, brief=field.brief)
    return _beside(link, _closing(gap) if no_answer(gap.field) is not None else None)


def _undone_line(undone: Undone) -> QWidget:
    do = button("", f"{undone.name}.noter", undone.do, kind="rail", sign="plus", keys=undone.tip)
    do.setProperty("small", True)
    do.setAccessibleName(undone.tip)
    do.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return _beside(ElidedButton(undone.text, undone.name, undone.go), do)


def _beside(link: QWidget, closing: QWidget | None) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(link, 1)
    if closing is not None:
        row.addWidget(closing)
    return line


def _closing(gap: Gap) -> QPushButton:
    made = button(
        "", f"lacune.{gap.field.code}.clore", lambda: gap.give(no_answer(gap.field)), kind="rail", sign="sans"
    )
    made.setProperty("small", True)
    made.setToolTip(NON_RENSEIGNE.label)
    made.setAccessibleName(f"{gap.field.label} : {NON_RENSEIGNE.label.lower()}")
    return made
