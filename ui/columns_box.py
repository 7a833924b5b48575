"""The columns of a table, each with the question that it answers, which can be chosen by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QVBoxLayout, QWidget

from models.importing import QUESTIONS, Question, matched
from ui.labels import label


class ColumnsBox(QWidget):
    """``changed`` when a column was matched by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ()
        self.columns: tuple[Question | None, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("importation.colonnes")
        self._list.setAccessibleName("Colonnes du tableau, et la question à laquelle chacune répond")
        self._list.currentRowChanged.connect(self._show_question)
        self._question = QComboBox()
        self._question.setObjectName("importation.question")
        self._question.setAccessibleName("Question à laquelle répond la colonne choisie")
        self._question.addItem("Laisser cette colonne de côté", None)
        for question in QUESTIONS:
            self._question.addItem(question.title, question)
        self._question.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._question.activated.connect(self._match)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Colonnes du tableau", "heading"))
        column.addWidget(self._list, 1)
        column.addWidget(self._question)

    def show_titles(self, titles: tuple[str, ...]) -> None:
        """Match the columns that have these titles; none when there is no table."""
        self._titles, self.columns = titles, tuple(matched(titles))
        self._fill(0)

    def _match(self, index: int) -> None:
        row = self._list.currentRow()
        if not 0 <= row < len(self.columns):
            return
        question = self._question.itemData(index)
        others = (None if question is not None and each is question else each for each in self.columns)
        columns = list(others)  # a question is answered by one column
        columns[row] = question
        self.columns = tuple(columns)
        self._fill(row)
        self.changed.emit()

    def _fill(self, row: int) -> None:
        self._list.clear()
        for title, question in zip(self._titles, self.columns, strict=True):
            self._list.addItem(f"{title}  →  {question.title if question else 'laissée de côté'}")
        self._list.setCurrentRow(row)

    def _show_question(self, row: int) -> None:
        question = self.columns[row] if 0 <= row < len(self.columns) else None
        self._question.setCurrentIndex(0 if question is None else QUESTIONS.index(question) + 1)
