"""The words of one column of a table, each with the answer that it gives, chosen once for all rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.fields import AnyClosedField
from models.importing import Word
from models.vocabulary import UNANSWERED
from ui.labels import label
from ui.search_choice import SearchChoice

_MOST_SHOWN = 500
_NO_WORDS = "Les mots de cette colonne se lisent tels quels : il n’y a rien à relier."
_HOW = (
    "Plusieurs mots se choisissent ensemble ; ce choix vaut pour toutes les lignes et les prochains tableaux."
)
_NONE = "Sans réponse : garder le mot en note"
_TEXT = Qt.ItemDataRole.UserRole


class WordsBox(QWidget):
    """``said`` when she chose what these words stand for: the words, and a code."""

    said = Signal(list, str)

    def __init__(self) -> None:
        super().__init__()
        self._field: AnyClosedField | None = None
        self._title = label("Mots de la colonne", "heading")
        self._hint = label(_NO_WORDS, "hint", "importation.mots.conseil")
        self._list = QListWidget()
        self._list.setObjectName("importation.mots")
        self._list.setAccessibleName("Mots de la colonne choisie, et la réponse que chacun donne")
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemSelectionChanged.connect(self._show_answer)
        self._choice: SearchChoice | None = None
        self._ask = label("Ces mots veulent dire", "label")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._hint, self._list, self._ask):
            self._column.addWidget(widget, int(widget is self._list))
        self._column.addStretch(0)

    def show_words(self, title: str, field: AnyClosedField | None, words: Sequence[Word]) -> None:
        """Those of a column; no ``field`` when it answers no closed question."""
        self._title.setText(f"Mots de la colonne « {title} »" if title else "Mots de la colonne")
        self._hint.setText(_HOW if field else _NO_WORDS)
        self._list.setVisible(field is not None)
        self._ask.setVisible(field is not None)
        self._offer(field)
        self._list.clear()
        for word in words[:_MOST_SHOWN] if field else ():
            item = QListWidgetItem(f"{word.text}  ({word.count})  →  {_meaning(field, word)}")
            item.setData(_TEXT, word.text)
            self._list.addItem(item)
        if self._list.count():
            self._list.setCurrentRow(0)

    def focus_choice(self) -> bool:
        """Give the keyboard to the answer of the first word; whether there is any."""
        if self._choice is None or not self._list.count():
            return False
        self._choice.setFocus()
        return True

    def _offer(self, field: AnyClosedField | None) -> None:
        """The answers of the question, in a list of their own."""
        if field is self._field:
            return
        if self._choice is not None:
            self._choice.changed.disconnect(self._choose)
            self._choice.hide()
            self._choice.deleteLater()
        self._field, self._choice = field, None
        if field is None:
            return
        labels = {UNANSWERED: _NONE, **field.labels}
        self._choice = SearchChoice(labels, labels)
        self._choice.setObjectName("importation.reponse")
        self._choice.setAccessibleName("Réponse que donnent les mots choisis")
        self._choice.changed.connect(
            self._choose, Qt.ConnectionType.QueuedConnection
        )  # once its list is shut
        self._column.insertWidget(self._column.indexOf(self._ask) + 1, self._choice)
        self._ask.setBuddy(self._choice)
        self._choice.show()

    def _choose(self) -> None:
        choice, texts = self._choice, [item.data(_TEXT) for item in self._list.selectedItems()]
        code = choice.value() if choice is not None else None
        if choice is not None and code is not None and texts:
            choice.set_value(None)
            self.said.emit(texts, code)

    def _show_answer(self) -> None:
        if self._choice is not None:
            self._choice.set_value(None)


def _meaning(field: AnyClosedField | None, word: Word) -> str:
    if word.code is None or field is None:
        return "à relier"
    return field.labels.get(word.code, "sans réponse, gardé en note")
