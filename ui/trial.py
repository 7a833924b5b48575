"""What a table would give, before anything is entered: its columns and words, its faults, its doubles."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.columns import Apart, Column, Question, matched
from models.doubles import Doubt, likely
from models.fields import AnyClosedField
from models.importing import Place, Reading, Word
from models.vocabulary import Vocabulary
from storage.incoming import Incoming
from ui.buttons import button
from ui.columns_box import ColumnsBox
from ui.labels import label
from ui.side_by_side import side_by_side
from ui.words_box import WordsBox

_MOST_SHOWN = 500
_PLACE = Qt.ItemDataRole.UserRole
_HOW_DOUBLES = (
    "Cochée (Espace) : une seule personne, une situation de plus. Décochée : deux personnes. "
    "Les plus probables : même nom, et même téléphone, âge compatible ou « retour »."
)


def _weight(doubt: Doubt) -> tuple[bool, bool, bool]:
    """What is to be decided comes first, the most likely before; against what something speaks, last."""
    return doubt.kind.is_sure, not doubt.is_backed, doubt.is_denied


class TrialBox(QWidget):
    """``changed`` when the table is to be read again, since something was said of it.

    ``vocabulary`` is all that was said, of this table and of those before.
    """

    changed = Signal()

    def __init__(self, correct: Callable[[], object]) -> None:
        """``correct`` asks where the rows to correct are written."""
        super().__init__()
        self.vocabulary = Vocabulary()
        self.columns: tuple[Column, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._words: tuple[Word, ...] = ()
        self._doubts: tuple[Doubt, ...] = ()
        self._decided: dict[Place, bool] = {}
        self._columns_box, self._words_box = ColumnsBox(), WordsBox()
        self._columns_box.chosen.connect(self._match)
        self._columns_box.moved.connect(self._show_words)
        self._words_box.said.connect(self._say)
        self._fault_list, self._doubt_list = QListWidget(), QListWidget()
        self.noting = QCheckBox("Importer aussi ces lignes : ce qui n’est pas compris est gardé en note")
        self.noting.setObjectName("importation.noter")
        self.noting.toggled.connect(lambda: self.changed.emit())
        self._join = button("", "importation.reunir", self._join_likely)
        self.correct = button("&Enregistrer les lignes à corriger…", "importation.corriger", correct)
        self._panes = QStackedWidget()
        self._tabs = [
            button("", f"importation.volet.{name}", lambda index=index: self._turn(index), kind="tab")
            for index, name in enumerate(("colonnes", "erreurs", "doublons"))
        ]
        self._lay_out()

    def show_table(self, table: Incoming | None, vocabulary: Vocabulary) -> None:
        """Begin with another table; ``None`` when there is none any more."""
        self.vocabulary = vocabulary
        self._titles, self._words, self._doubts, self._decided = (), (), (), {}
        self._show_columns()  # none, so that the next ones are looked at from the first
        self._titles = table.header if table else ()
        self.noting.blockSignals(True)
        self.noting.setChecked(False)
        self.noting.blockSignals(False)
        self._show_columns()
        self._turn(0)

    def show_reading(self, reading: Reading, doubts: Sequence[Doubt]) -> None:
        """What was read of the table, as the columns and the words are understood now."""
        lacked = self._unread
        self._decided |= self._ticks()
        self._words, self._doubts = reading.words, tuple(sorted(doubts, key=_weight))
        row = self._columns_box.row
        if self._unread and not self._unread[row] and (lacked[row] or not lacked):
            self._columns_box.look_at(min(self._unread))
        self._show_columns()
        self._show_faults(reading)
        self._show_doubts()
        self._entitle(reading.faulty_lines)

    def followed(self) -> dict[Place, Doubt]:
        """The proposals that are still ticked."""
        ticked = self._ticks()
        return {doubt.line: doubt for doubt in self._doubts if ticked[doubt.line]}

    def _ticks(self) -> dict[Place, bool]:
        """By line, whether its proposal is followed."""
        items = [self._doubt_list.item(row) for row in range(self._doubt_list.count())]
        return {item.data(_PLACE): item.checkState() is Qt.CheckState.Checked for item in items}

    def _join_likely(self) -> None:
        """Each of those is one person with the other that is named beside her."""
        lines = {doubt.line for doubt in likely(self._doubts)}
        for row in range(self._doubt_list.count()):
            item = self._doubt_list.item(row)
            if item.data(_PLACE) in lines:
                item.setCheckState(Qt.CheckState.Checked)
        self._doubt_list.setFocus()

    def focus_words(self) -> bool:
        """Give the keyboard to what is to be said next; whether there is anything."""
        return bool(self._unread) and self._panes.currentIndex() == 0 and self._words_box.focus_choice()

    def is_kept_by(self, held: QWidget | None) -> bool:
        """Whether she goes on with what has the keyboard, once the table was read again; words come by."""
        return held is not None and self.isAncestorOf(held) and not self._words_box.isAncestorOf(held)

    @property
    def _unread(self) -> Counter[int]:
        """How many words of each column are not understood."""
        return Counter(word.column for word in self._words if word.code is None)

    def _match(self, row: int, key: str) -> None:
        """A question is answered by one column."""
        for title, column in zip(self._titles, self.columns, strict=True):
            if column.key == key and isinstance(column, Question):
                self.vocabulary = self.vocabulary.with_column(title, Apart.NOTED.key)
        self.vocabulary = self.vocabulary.with_column(self._titles[row], key)
        self._words = ()
        self._show_columns()
        self.changed.emit()

    def _say(self, words: list[tuple[str, str]]) -> None:
        column = self.columns[self._columns_box.row]
        for word, code in words:
            self.vocabulary = self.vocabulary.with_option(column.key, word, code)
        self.changed.emit()

    def _show_columns(self) -> None:
        self.columns = tuple(matched(self._titles, self.vocabulary))
        self._columns_box.show_columns(self._titles, self.columns, self._unread)

    def _show_words(self, row: int) -> None:
        column = self.columns[row] if 0 <= row < len(self.columns) else None
        field = column.field if isinstance(column, Question) else None
        title = self._titles[row] if column is not None else ""
        words = [word for word in self._words if word.column == row]
        self._words_box.show_words(title, field if isinstance(field, AnyClosedField) else None, words)

    def _show_faults(self, reading: Reading) -> None:
        self._fault_list.clear()
        for fault in reading.faults[:_MOST_SHOWN]:
            quoted = f" « {fault.value[:60]} »" if fault.value else ""
            self._fault_list.addItem(f"Ligne {fault.line}, {fault.column}{quoted} : {fault.expected}")

    def _show_doubts(self) -> None:
        self._doubt_list.clear()
        for doubt in self._doubts:
            who = f" · {doubt.who}" if doubt.who else ""
            item = QListWidgetItem(f"Ligne {doubt.line}{who}. {doubt.sentence}")
            item.setData(_PLACE, doubt.line)
            is_ticked = self._decided.get(doubt.line, doubt.kind.is_sure)
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self._doubt_list.addItem(item)
        if self._doubts:
            self._doubt_list.setCurrentRow(0)
        count = len(likely(self._doubts))
        self._join.setText(f"&Réunir les plus probables ({count})")
        self._join.setVisible(count > 0)

    def _entitle(self, faulty: int) -> None:
        """Nothing empty is offered."""
        unread = self._unread.total()
        self._tabs[0].setText(f"Colonnes et mots ({unread} à relier)" if unread else "Colonnes et mots")
        self._tabs[1].setText(f"Lignes à corriger ({faulty})")
        self._tabs[2].setText(f"Doublons possibles ({len(self._doubts)})")
        self._tabs[1].setVisible(faulty > 0 or self.noting.isChecked())
        self._tabs[2].setVisible(bool(self._doubts))
        if self._tabs[self._panes.currentIndex()].isHidden():
            self._turn(0)

    def _turn(self, index: int) -> None:
        self._panes.setCurrentIndex(index)
        for number, tab in enumerate(self._tabs):
            tab.setChecked(number == index)

    def _lay_out(self) -> None:
        for made, name, title in (
            (self._fault_list, "erreurs", "Lignes à corriger"),
            (
                self._doubt_list,
                "doublons",
                "Doublons possibles ; cochée, la ligne est de la même personne ou laissée de côté",
            ),
        ):
            made.setObjectName(f"importation.{name}")
            made.setAccessibleName(title)
            made.setWordWrap(True)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        first = QWidget()
        both = QHBoxLayout(first)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self._columns_box, 1)
        both.addWidget(self._words_box, 1)
        self._panes.addWidget(first)
        self._panes.addWidget(_pane(self._fault_list, side_by_side(self.noting, self.correct)))
        self._panes.addWidget(_pane(self._doubt_list, self._join, label(_HOW_DOUBLES, "hint")))
        tabs = QHBoxLayout()
        for tab in self._tabs:
            tab.setCheckable(True)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tabs)
        column.addWidget(self._panes, 1)
        self._entitle(0)


def _pane(content: QListWidget, below: QWidget, above: QWidget | None = None) -> QWidget:
    """A list, what can be done about it, and how."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    if above is not None:
        column.addWidget(above)
    column.addWidget(content, 1)
    column.addWidget(below, alignment=Qt.AlignmentFlag.AlignLeft if above else Qt.AlignmentFlag(0))
    return pane
