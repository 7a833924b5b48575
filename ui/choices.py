"""Widgets for closed lists: radio buttons that can be cleared, ticks, and a list searched by typing."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from ui.flow_layout import FlowLayout

_CODE = "code"

LONG_LABEL = 60
"""Characters; longer ones are set below one another."""


class RadioChoice(QWidget):
    """One answer of a short list; choosing it again, or Delete, takes it back."""

    changed = Signal()

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        layout = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._before_click: QAbstractButton | None = None
        for code, label in labels.items():
            button = QRadioButton(label)
            button.setProperty(_CODE, code)
            button.setAccessibleName(label)
            button.installEventFilter(self)
            button.pressed.connect(self._remember)
            button.clicked.connect(self._chosen)
            self._group.addButton(button)
            layout.addWidget(button)
        first = self._group.buttons()[0]
        self.setFocusProxy(first)

    def value(self) -> str | None:
        button = self._group.checkedButton()
        return None if button is None else str(button.property(_CODE))

    def set_value(self, code: str | None) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(button.property(_CODE) == code)
        self._group.setExclusive(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            and self.value() is not None
        ):
            self.set_value(None)
            self.changed.emit()
            return True
        return super().eventFilter(watched, event)

    def _remember(self) -> None:
        self._before_click = self._group.checkedButton()

    def _chosen(self) -> None:
        if self._before_click is self._group.checkedButton():
            self.set_value(None)
        self._before_click = None
        self.changed.emit()


class TickChoice(QWidget):
    """Any number of answers; an exclusive one clears the others, and the reverse."""

    changed = Signal()

    def __init__(self, labels: Mapping[str, str], exclusive: frozenset[str]) -> None:
        super().__init__()
        self._exclusive = exclusive
        self._boxes: dict[str, QCheckBox] = {}
        for code, label in labels.items():
            box = QCheckBox()
            box.setAccessibleName(label)
            box.setProperty(_CODE, code)
            box.clicked.connect(self._ticked)
            self._boxes[code] = box
        if any(len(label) > LONG_LABEL for label in labels.values()):
            self._stack(labels)
        else:
            self._line_up(labels)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> frozenset[str] | None:
        return frozenset(code for code, box in self._boxes.items() if box.isChecked()) or None

    def set_value(self, codes: frozenset[str] | None) -> None:
        for code, box in self._boxes.items():
            box.setChecked(code in (codes or ()))

    def _line_up(self, labels: Mapping[str, str]) -> None:
        layout = FlowLayout(self)
        for code, box in self._boxes.items():
            box.setText(labels[code])
            layout.addWidget(box)

    def _stack(self, labels: Mapping[str, str]) -> None:
        """One below the other, labels on several lines: a box cannot wrap its own text."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for line, (code, box) in enumerate(self._boxes.items()):
            box.setProperty("bare", True)
            grid.addWidget(box, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ClickableLabel(labels[code], box), line, 1)

    def _ticked(self, checked: bool) -> None:
        code = str(self.sender().property(_CODE))
        if checked:
            for other, box in self._boxes.items():
                if other != code and (code in self._exclusive or other in self._exclusive):
                    box.setChecked(False)
        self.changed.emit()


class ClickableLabel(QLabel):
    """The text of a box, on as many lines as it takes; clicking it clicks the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box
        self.setWordWrap(True)
        self.setBuddy(box)
        self.setProperty("role", "label")

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        super().mouseReleaseEvent(ev)
        self._box.setFocus()
        self._box.click()


class SearchChoice(QComboBox):
    """One answer of a long list, found by typing any part of its label.

    Text that names no answer is put back as it was when the field is left: the wheel and
    a half-typed word never change an answer.
    """

    changed = Signal()

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.addItem("", None)
        for code, label in labels.items():
            self.addItem(label, code)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("Tapez pour chercher…")
            line.editingFinished.connect(self._settle)
        completer.activated.connect(self._settle)
        self.activated.connect(self._settle)
        self._settled = ""

    def value(self) -> str | None:
        return self.itemData(self.findText(self._settled, Qt.MatchFlag.MatchExactly))

    def set_value(self, code: str | None) -> None:
        self.setCurrentIndex(max(0, self.findData(code)))
        self._settled = self.currentText()

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(e)

    def _settle(self) -> None:
        """Take the text for an answer: the whole label, or the only one that contains it."""
        text = self.currentText().strip()
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if index < 0:
            matching = [i for i in range(self.count()) if text.casefold() in self.itemText(i).casefold()]
            index = matching[0] if len(matching) == 1 else self.findText(self._settled)
        self.setCurrentIndex(index)
        self.setEditText(self.itemText(index))
        if self.itemText(index) != self._settled:
            self._settled = self.itemText(index)
            self.changed.emit()
