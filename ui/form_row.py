"""One question on the screen: its words, its editor, what helps and what is wrong."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.fields import AnyField, ClosedField, ListField, TextField, YesNoField
from ui.buttons import button
from ui.editors import Editor
from ui.labels import label
from ui.scroll import focus, reveal

LABEL_CHARACTERS, WIDEST_LABEL = 26, 300
"""Width of the column of questions, in letters and at most in pixels."""

LONG_LABEL = 56
"""Characters; a longer question takes the width that its answer leaves, or stands above it."""


def is_note_of(field: AnyField, before: AnyField | None) -> bool:
    """Whether a line of text only completes the closed question before it: « Logement : note »."""
    return (
        isinstance(field, TextField)
        and field.lines == 1
        and isinstance(before, ClosedField)
        and field.label.startswith(f"{before.label} : ")
    )


class Row:
    """A question with its answer.

    An editor that still shows what it was given gives it back as it was. While what is typed
    is not understood, the answer is what it was before the typing began.
    """

    def __init__(self, made: Editor, cell: QWidget) -> None:
        """``cell`` is empty, and in its place already."""
        self.editor, self._cell = made, cell
        self._settled: Any = None
        self._given: Any = None
        self._shown: Any = None
        self._shown_unread: Any = None
        self._column = QVBoxLayout(cell)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._line = QHBoxLayout()
        self._column.addLayout(self._line)
        self._line.addWidget(made.widget, 1000)
        self._line.addStretch(1)
        if made.field.hint:
            self._column.addWidget(label(made.field.hint, "hint"))
        self._problem: QLabel | None = None

    @property
    def field(self) -> AnyField:
        return self.editor.field

    def value(self) -> Any:
        if self.trouble():
            return self._settled
        now = self.editor.get()
        answer = self._given if now == self._shown else now
        if not self.editor.typing():
            self._settled = answer
        return answer

    def trouble(self) -> str:
        """Why what is typed is not understood; what was given is not questioned."""
        return "" if self.unread() is None else self.editor.trouble()

    def unread(self) -> Any:
        """What is typed and is not understood."""
        typed = self.editor.unread()
        return None if typed == self._shown_unread else typed

    def show_value(self, value: Any) -> None:
        self.editor.set(value)
        self._settled = self._given = value
        self._shown, self._shown_unread = self.editor.get(), self.editor.unread()

    def show_row(self, shown: bool) -> None:
        self._cell.setVisible(shown)

    def tell(self, wrong: str) -> None:
        """Say what is wrong under the answer, but not while it is being typed."""
        told = self._problem is not None and bool(self._problem.text())
        if (not wrong and not told) or (wrong and not told and self.editor.typing()):
            return
        if self._problem is None:
            self._problem = label("", "problem", f"{self.field.code}.probleme")
            self._column.addWidget(self._problem)
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        self.editor.widget.setAccessibleDescription(wrong or self.field.hint)

    def take_focus(self) -> None:
        focus(self.editor.widget)
        reveal(self._cell)

    def add_beside(self, widget: QWidget) -> None:
        """Put something at the end of the line of the answer."""
        self._line.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)

    def cell_below(self) -> QWidget:
        """A new place under the line of the answer."""
        cell = QWidget(self._cell)
        self._column.insertWidget(1, cell)
        return cell


class LabelledRow(Row):
    """The question to the left of its answer; a long one above, or beside a short answer.

    A repeated group has the whole width; its label is not said twice under a title that is the same.
    """

    def __init__(self, made: Editor, box: QWidget, grid: QGridLayout, title: str) -> None:
        field, line, cell = made.field, grid.rowCount(), QWidget(box)
        self._label = label(field.label + (" *" if field.required else ""), "label")
        self._label.setBuddy(made.widget)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._said = not (isinstance(field, ListField) and field.label == title)
        if len(field.label) <= LONG_LABEL and not isinstance(field, ListField):
            letter = self._label.fontMetrics().averageCharWidth()
            self._label.setFixedWidth(min(LABEL_CHARACTERS * letter, WIDEST_LABEL))
            grid.addWidget(self._label, line, 0)
            grid.addWidget(cell, line, 1)
        elif isinstance(field, YesNoField):
            both = QHBoxLayout()
            both.setSpacing(16)
            grid.addLayout(both, line, 0, 1, 2)
            both.addWidget(self._label, 1)
            both.addWidget(cell)
        else:
            grid.addWidget(self._label, line, 0, 1, 2)
            grid.addWidget(cell, line + 1, 0, 1, 2)
        super().__init__(made, cell)

    def show_row(self, shown: bool) -> None:
        super().show_row(shown)
        self._label.setVisible(shown and self._said)


class NoteRow(Row):
    """A note on the question before: one line below it, shown once asked for or written."""

    def __init__(self, made: Editor, completed: Row) -> None:
        super().__init__(made, completed.cell_below())
        self._asked = False
        self._open: QPushButton = button("", f"{made.field.code}.ouvrir", self._ask, sign="note")
        self._open.setProperty("small", True)
        self._open.setToolTip("Ajouter une note")
        self._open.setAccessibleName(f"Ajouter : {made.field.label}")
        completed.add_beside(self._open)
        line = made.widget
        short = made.field.label.removeprefix(f"{completed.field.label} : ")
        line.setProperty("placeholderText", short[:1].upper() + short[1:])

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._asked = False

    def show_row(self, shown: bool) -> None:
        written = self._asked or bool(self.value())
        super().show_row(shown and written)
        self._open.setVisible(shown and not written)

    def take_focus(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self._asked = True
        self.show_row(True)
        super().take_focus()
