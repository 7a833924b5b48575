"""Short lists of what waits: a line opens it, the buttons beside it settle it in one gesture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.buttons import ElidedButton, button
from ui.labels import label


@dataclass(frozen=True)
class Action:
    """What a button beside a line does; ``code`` names it."""

    label: str
    code: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Task:
    """One line: what is read first, what it is about, what to know before doing it, what to do about it."""

    title: str
    words: str
    open: Callable[[], object]
    actions: tuple[Action, ...]
    warning: str = ""


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
        for task in tasks:
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
            made = button(action.label, f"{self.objectName()}.{action.code}", action.act)
            made.setAccessibleName(f"{action.label} : {task.title}")
            head.addWidget(made)
        if task.words:
            column.addWidget(label(task.words, "body"))
        if task.warning:
            column.addWidget(label(task.warning, "hint"))
        return line


def _told(task: Task) -> str:
    return "\n".join(filter(None, (task.title, task.words, task.warning)))
