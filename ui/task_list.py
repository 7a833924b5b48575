"""Short lists of what waits: a line opens it, the buttons beside it settle it in one gesture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.buttons import ElidedButton, button, literal
from ui.labels import label

Choices = Mapping[str, Callable[[], object]]
"""What can be chosen, in words, and what is then done."""


@dataclass(frozen=True)
class Action:
    """What a button beside a line does, or the choices that it proposes; ``code`` names it."""

    label: str
    code: str
    act: Callable[[], object] = lambda: None
    choices: Choices = field(default_factory=dict[str, Callable[[], object]])
    tip: str = ""


@dataclass(frozen=True)
class Task:
    """One line: what is read first, what it is about, what to know before doing it, what to do about it.

    Lines that follow one another under the same ``group`` are told together.
    """

    title: str
    words: str
    open: Callable[[], object]
    actions: tuple[Action, ...]
    warning: str = ""
    group: str = ""


class TaskList(QWidget):
    """The lines are replaced all together; ``told`` is what they say."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.told: tuple[str, ...] = ()

    def fill(self, tasks: Sequence[Task], empty: str, more: Callable[[], object] | None = None) -> None:
        """``empty`` is read when nothing waits; ``more`` shows those that are left out."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.told = tuple(_told(task) for task in tasks) or (empty,)
        group = ""
        for task in tasks:
            if task.group != group:
                group = task.group
                self._add(label(group, "heading"))
            self._add(self._line(task))
        if not tasks:
            self._add(label(empty, "hint"))
        if more is not None:
            self._add(button("Afficher la suite", f"{self.objectName()}.suite", more, kind="link"))

    def enter(self) -> None:
        """Take the keyboard to the first line, if there is one."""
        shown = (each for each in self.findChildren(QPushButton) if each.isVisible())
        if (first := next(shown, None)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()

    def _line(self, task: Task) -> QWidget:
        line = QFrame(self)
        line.setProperty("role", "task")
        column = QVBoxLayout(line)
        column.setContentsMargins(4, 2, 4, 6)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        column.addLayout(head)
        head.addWidget(ElidedButton(task.title, f"{self.objectName()}.ouvrir", task.open), 1)
        for action in task.actions:
            head.addWidget(self._button(action, task))
        if task.words:
            column.addWidget(label(task.words, "body"))
        if task.warning:
            column.addWidget(label(task.warning, "hint"))
        return line

    def _button(self, action: Action, task: Task) -> QPushButton:
        made = button(action.label, f"{self.objectName()}.{action.code}", action.act)
        made.setAccessibleName(f"{action.label} : {task.title}")
        made.setToolTip(action.tip)
        if action.choices:
            made.setText(f"{action.label} ▾")
            made.clicked.connect(lambda: _propose(made, action.choices))
        return made


def _propose(beside: QPushButton, choices: Choices) -> None:
    """A menu below the button, which stops no lock and goes away with the page."""
    menu = QMenu(beside)
    menu.setObjectName(f"{beside.objectName()}.choix")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, act in choices.items():
        _add_choice(menu, words, act)
    menu.setActiveAction(menu.actions()[0])
    menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))


def _add_choice(menu: QMenu, words: str, act: Callable[[], object]) -> None:
    menu.addAction(literal(words)).triggered.connect(lambda: act())


def _told(task: Task) -> str:
    return "\n".join(filter(None, (task.title, task.words, task.warning)))
