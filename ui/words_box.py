"""The words of one column of a table, each with the answer that it gives, chosen once for all rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.cells import answers
from models.fields import AnyClosedField
from models.importing import Word
from models.vocabulary import UNANSWERED
from ui.buttons import button
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
    """``said`` when she chose what words stand for: pairs of a word and a code."""

    said = Signal(list)

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
        self._choice = SearchChoice({}, ())
        self._choice.setObjectName("importation.reponse")
        self._choice.setAccessibleName("Réponse que donnent les mots choisis")
        once_shut = Qt.ConnectionType.QueuedConnection  # or the list, still open, would keep the keyboard
        self._choice.changed.connect(self._choose, once_shut)
        self._proposals: list[tuple[str, str]] = []
        self._accepting = button("", "importation.accepter", self._accept, kind="link")
        self._ask = label("Ces mots veulent dire", "label")
        self._ask.setBuddy(self._choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        asked = QHBoxLayout()
        asked.addWidget(self._ask, 1)
        asked.addWidget(self._accepting)
        for widget in (self._title, self._hint, self._list):
            column.addWidget(widget, int(widget is self._list))
        column.addLayout(asked)
        column.addWidget(self._choice)
        column.addStretch(0)

    def show_words(self, title: str, field: AnyClosedField | None, words: Sequence[Word]) -> None:
        """Those of a column; no ``field`` when it answers no closed question."""
        self._title.setText(f"Mots de la colonne « {title} »" if title else "Mots de la colonne")
        self._hint.setText(_HOW if field else _NO_WORDS)
        for widget in (self._list, self._ask, self._choice):
            widget.setVisible(field is not None)
        self._offer(field)
        self._proposals = [(each.text, each.proposed) for each in words if each.proposed] if field else []
        self._accepting.setVisible(bool(self._proposals))
        self._accepting.setText(f"&Accepter les propositions ({len(self._proposals)})")
        self._list.clear()
        for word in words[:_MOST_SHOWN] if field else ():
            item = QListWidgetItem(f"{word.text}  ({word.count})  →  {_meaning(field, word)}")
            item.setData(_TEXT, word.text)
            self._list.addItem(item)
        if self._list.count():
            self._list.setCurrentRow(0)

    def focus_choice(self) -> bool:
        """Give the keyboard to the answer of the first word; whether there is any."""
        if not self._list.count():
            return False
        self._choice.setFocus()
        return True

    def _offer(self, field: AnyClosedField | None) -> None:
        """The answers of the question, in a list of their own."""
        if field is not None and field is not self._field:
            labels = {UNANSWERED: _NONE, **answers(field)}
            self._choice.offer(labels, labels, field.said)
        self._field = field

    def _choose(self) -> None:
        code, texts = self._choice.value(), [item.data(_TEXT) for item in self._list.selectedItems()]
        if code is not None and texts:
            self._choice.set_value(None)
            self.said.emit([(text, code) for text in texts])

    def _accept(self) -> None:
        self.said.emit(self._proposals)

    def _show_answer(self) -> None:
        self._choice.set_value(None)


def _meaning(field: AnyClosedField | None, word: Word) -> str:
    if field is None or word.code is None:
        seems = f" ; proposé : {field.labels[word.proposed]}" if field and word.proposed else ""
        return f"à relier{seems}"
    return answers(field).get(word.code, "sans réponse, gardé en note")
