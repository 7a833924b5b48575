"""What is said before the dossier is begun: for whom it is, what happens, or the way that is open instead."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from exports.gate import FOR_WHOM, Refusal
from ui.buttons import button
from ui.labels import label


def explained(parent: QWidget) -> QWidget:
    """For whom the order is, and what happens once it is asked."""
    box = QWidget(parent)
    column = QVBoxLayout(box)
    for sentence in FOR_WHOM:
        column.addWidget(label(sentence, "body"))
    return box


class ClosedGate(QFrame):
    """Why there is no dossier to prepare; ``anyway`` begins one against a forced marriage, when it may be."""

    def __init__(
        self,
        refusals: Sequence[Refusal],
        back: Callable[[], None],
        anyway: Callable[[], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ordonnance.refus")
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(10)
        column.addWidget(label("L’ordonnance de protection n’est pas la voie", "heading"))
        for number, refusal in enumerate(refusals):
            column.addWidget(label(refusal.sentence, "problem", f"ordonnance.refus.{number}"))
        for sentence in FOR_WHOM:
            column.addWidget(label(sentence, "body"))
        row = QHBoxLayout()
        row.addWidget(button("&Revenir à la situation", "ordonnance.refus.situation", back, kind="primary"))
        if anyway is not None:
            row.addWidget(
                button("C’est une menace de &mariage forcé", "ordonnance.refus.mariage_force", anyway)
            )
        row.addStretch(1)
        column.addLayout(row)
