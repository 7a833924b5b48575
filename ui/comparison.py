"""The evaluations of a situation side by side, and what may be taken again from the former one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.casework import Record
from models.dates import written
from models.fields import Answers
from models.needs import Line, compared, retaken
from ui.buttons import button
from ui.labels import label
from ui.page import Desk
from ui.records_view import RecordList

_SIGNS = {"en hausse": "▲", "en baisse": "▼", "changé": "≠"}

_SHOWN = 4
"""Evaluations side by side; more would not be read at 1366 pixels."""


class Comparison(QWidget):
    """Follows the list of the evaluations; nothing is offered while there is only one."""

    def __init__(self, desk: Desk, evaluations: RecordList, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._list = desk, evaluations
        self._compare = button("Comparer", "evaluation.comparer", self._turn)
        self._compare.setCheckable(True)
        self._retake = button(
            "Reprendre niveaux et plan de la précédente", "evaluation.reprendre", self._take_again
        )
        self._words = label("", "hint", "evaluation.comparaison.phrase")
        self._table = _Table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(self._table)
        for each in (self._compare, self._retake):
            evaluations.add_beside(each)
        evaluations.changed.connect(self.refresh)
        self._show(False)
        self.refresh()

    def refresh(self) -> None:
        """The evaluations were changed."""
        several = len(self._list.records) > 1
        self._compare.setVisible(several)
        self._retake.setVisible(several)
        if not several:
            self._compare.setChecked(False)
        self._show(self._compare.isChecked())

    def _turn(self) -> None:
        self._list.flush()
        self._show(self._compare.isChecked())

    def _show(self, shown: bool) -> None:
        self._words.setVisible(shown)
        self._table.setVisible(shown)
        if shown:
            self._fill()

    def _fill(self) -> None:
        records = _by_day(self._list.records)[-_SHOWN:]
        lines = compared([record.answers for record in records])
        changed = sum(1 for line in lines if line.changed)
        told = (
            f"Ce qui a changé est marqué, en signes et en mots : {changed} ligne{'s' if changed > 1 else ''}."
        )
        criteria = "Parmi les critères de danger, seuls ceux qui ont changé sont montrés."
        self._words.setText(f"{told if changed else 'Aucun changement.'} {criteria}")
        self._table.show_lines([written(_day(record)) for record in records], lines)

    def _take_again(self) -> None:
        """The levels and the plan that the latest evaluation does not give yet, when she asks for them."""
        card = self._list.latest
        former = None if card is None else _before(card.record, self._list.records)
        if card is None or former is None:
            return
        view = card.view
        answers = view.answers()
        taken = retaken(answers, former.answers)
        fields = taken.differing(answers)

        def give(given: Answers) -> None:
            for field in fields:
                view.give(field, given[cast("Any", field)])
            self._list.flush()

        give(taken)
        if fields:
            self._desk.notices.tell(_taken(len(fields), former), "Annuler", lambda: give(answers))
        else:
            self._desk.notices.tell(
                "Rien à reprendre : chaque question a déjà sa réponse, ou n’en avait pas."
            )


class _Table(QTableWidget):
    """Read only; what changed is said in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("evaluation.comparaison")
        self.setAccessibleName("Évaluations côte à côte")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, titles: list[str], lines: Sequence[Line]) -> None:
        self.setColumnCount(len(titles) + 1)
        self.setRowCount(len(lines))
        self.setHorizontalHeaderLabels(["Question", *titles])
        for row, line in enumerate(lines):
            cells = list(zip(line.answers, line.changes, strict=True))[-len(titles) :]
            for column, text in enumerate((line.field.label, *(_cell(*cell) for cell in cells))):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(row, column, item)
        self._fit()

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, not the table."""
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 2)


def _cell(answer: str, change: str) -> str:
    return f"{answer}\n{_SIGNS[change]} {change}" if change else answer


def _by_day(records: Sequence[Record]) -> list[Record]:
    """The earliest first; an evaluation without a date is of the day of its entry."""
    return sorted(records, key=lambda record: (_day(record), record.entered_at))


def _before(latest: Record, records: Sequence[Record]) -> Record | None:
    others = [record for record in _by_day(records) if record.id != latest.id]
    return others[-1] if others else None


def _day(record: Record) -> date:
    return record.fact_date or record.entered_at.date()


def _taken(count: int, former: Record) -> str:
    answers = "1 réponse reprise" if count == 1 else f"{count} réponses reprises"
    return f"{answers} de l’évaluation du {written(_day(former))} : à vérifier avec elle."
