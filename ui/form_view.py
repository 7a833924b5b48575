"""A form on the screen: its rows are generated from the declaration, whatever the form."""

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.fields import Answers, AnyField, Form, ListField, Section
from models.validation import Problem, problems
from ui.editors import Editor, Today, editor
from ui.icons import icon

LABEL_WIDTH = 190

LONG_LABEL = 70
"""Characters; a longer question stands above its answer, over the whole width."""


class Row:
    """Label, editor, hint and what is wrong, of one field."""

    def __init__(self, made: Editor, grid: QGridLayout, line: int) -> None:
        self.editor = made
        field = made.field
        self._label = QLabel(field.label + (" *" if field.required else ""))
        self._label.setWordWrap(True)
        self._label.setBuddy(made.widget)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._label.setProperty("role", "label")
        self._hint = QLabel(field.hint)
        self._hint.setProperty("role", "hint")
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setObjectName(f"{field.code}.probleme")
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (made.widget, self._hint, self._problem):
            column.addWidget(widget)
        for note in (self._hint, self._problem):
            note.setWordWrap(True)
        self._cell = cell
        if len(field.label) > LONG_LABEL:
            grid.addWidget(self._label, 2 * line, 0, 1, 2)
            grid.addWidget(cell, 2 * line + 1, 0, 1, 2)
        else:
            self._label.setFixedWidth(LABEL_WIDTH)
            grid.addWidget(self._label, 2 * line, 0)
            grid.addWidget(cell, 2 * line, 1)
        self._hint.setVisible(bool(field.hint))
        self._problem.hide()

    def show_row(self, shown: bool) -> None:
        self._label.setVisible(shown)
        self._cell.setVisible(shown)

    def tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.widget.setAccessibleDescription(sentence or self.editor.field.hint)


class FormView(QWidget):
    """All the questions of a form, in its order.

    ``edited`` is emitted at each change made by hand. Answers to questions that are
    hidden, or no longer asked, are kept as they were shown.
    """

    edited = Signal()

    def __init__(self, form: Form, today: Today, *, framed: bool = True) -> None:
        super().__init__()
        self._form, self._today = form, today
        self._base = Answers(form)
        self._rows: dict[str, Row] = {}
        self._sections: list[tuple[Section, QWidget]] = []
        self._showing = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for section in form.sections:
            layout.addWidget(self._section(section, framed))
        self._refresh()

    @property
    def form(self) -> Form:
        return self._form

    def answers(self) -> Answers:
        """What is on the screen; what cannot be understood yet is left out."""
        answers = self._base
        for row in self._rows.values():
            answers = answers.with_(cast("Any", row.editor.field), row.editor.get())
        return answers

    def show_answers(self, answers: Answers) -> None:
        """Fill the form; nothing is emitted."""
        self._showing = True
        self._base = answers
        for row in self._rows.values():
            row.editor.set(answers[cast("Any", row.editor.field)])
        self._showing = False
        self._refresh()

    def has_trouble(self) -> bool:
        """Whether something typed cannot be understood, so that it is not among the answers."""
        return any(row.editor.trouble() for row in self._rows.values())

    def focus_on(self, field: AnyField) -> None:
        self._rows[field.code].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def widget(self, field: AnyField) -> QWidget:
        return self._rows[field.code].editor.widget

    def _section(self, section: Section, framed: bool) -> QWidget:
        box = QFrame()
        box.setProperty("role", "section" if framed else "plain")
        column = QVBoxLayout(box)
        if not framed:
            column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if framed:
            column.addWidget(_text(section.label, "heading"))
        if section.hint:
            column.addWidget(_text(section.hint, "hint"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        asked = [field for field in section.fields if not field.retired]
        for line, field in enumerate(asked):
            made = editor(field, self._today, self._list)
            made.changed.connect(self._edited)
            self._rows[field.code] = Row(made, grid, line)
        self._sections.append((section, box))
        return box

    def _list(self, field: ListField) -> Editor:
        items = ListBox(field, self._today)
        return Editor(field, items, items.value, items.set_value, items.changed)

    def _edited(self) -> None:
        if not self._showing:
            self._refresh()
            self.edited.emit()

    def _refresh(self) -> None:
        """Hide what is not to be asked, and say under each field what is wrong."""
        answers = self.answers()
        sentences = {problem.path.partition(".")[0]: problem.sentence for problem in self._problems(answers)}
        for code, row in self._rows.items():
            row.show_row(answers.asks(row.editor.field))
            row.tell(row.editor.trouble() or sentences.get(code, ""))
        for section, box in self._sections:
            box.setVisible(any(answers.asks(field) for field in section.fields))

    def _problems(self, answers: Answers) -> Iterator[Problem]:
        return (
            problem
            for problem in problems(answers, self._today())
            if not isinstance(self._form.field(problem.path.partition(".")[0]), ListField)
        )


class ListBox(QWidget):
    """A repeated group: one small form per item, added and taken away at will."""

    changed = Signal()

    def __init__(self, field: ListField, today: Today) -> None:
        super().__init__()
        self._field, self._today = field, today
        self._views: list[tuple[FormView, QFrame]] = []
        self._removed: tuple[int, Answers] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._items = QVBoxLayout()
        layout.addLayout(self._items)
        buttons = QHBoxLayout()
        self._add = QPushButton(icon("plus"), f"Ajouter {field.noun}")
        self._add.setObjectName(f"{field.code}.ajouter")
        self._add.clicked.connect(self._added)
        self._undo = QPushButton("Rétablir ce qui vient d’être retiré")
        self._undo.setObjectName(f"{field.code}.retablir")
        self._undo.clicked.connect(self._restored)
        self._undo.hide()
        buttons.addWidget(self._add)
        buttons.addWidget(self._undo)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.setFocusProxy(self._add)

    def value(self) -> tuple[Answers, ...] | None:
        return tuple(answers for view, _ in self._views if (answers := view.answers())) or None

    def set_value(self, value: tuple[Answers, ...] | None) -> None:
        for _, frame in self._views:
            _discard(frame)
        self._views.clear()
        self._forget_removed()
        for answers in value or ():
            self._insert(len(self._views), answers)

    def _insert(self, index: int, answers: Answers) -> FormView:
        view = FormView(self._field.item, self._today, framed=False)
        view.show_answers(answers)
        view.edited.connect(self.changed)
        frame = QFrame()
        frame.setProperty("role", "item")
        row = QVBoxLayout(frame)
        row.addWidget(view)
        remove = QPushButton("Retirer")
        remove.setAccessibleName(f"Retirer : {self._field.item.label}, n° {index + 1}")
        remove.setObjectName(f"{self._field.code}.{index}.retirer")
        remove.clicked.connect(lambda: self._take_away(frame))
        row.addWidget(remove, alignment=Qt.AlignmentFlag.AlignRight)
        self._views.insert(index, (view, frame))
        self._items.insertWidget(index, frame)
        return view

    def _added(self) -> None:
        self._forget_removed()
        view = self._insert(len(self._views), Answers(self._field.item))
        view.focus_on(self._field.item.fields[0])

    def _take_away(self, frame: QFrame) -> None:
        index = next(i for i, (_, each) in enumerate(self._views) if each is frame)
        view, _ = self._views.pop(index)
        self._removed = (index, view.answers())
        _discard(frame)
        self._undo.setVisible(bool(self._removed[1]))
        self.changed.emit()

    def _restored(self) -> None:
        if self._removed is not None:
            self._insert(*self._removed)
            self._forget_removed()
            self.changed.emit()

    def _forget_removed(self) -> None:
        self._removed = None
        self._undo.hide()


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
