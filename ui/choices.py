"""Widgets for closed lists: radio buttons that can be cleared, ticks; a long list is searched by typing."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QRadioButton,
    QSizePolicy,
)

from ui.flow_layout import FlowLayout
from ui.search_choice import SearchChoice

__all__ = ["RadioChoice", "SearchChoice", "TickChoice"]

_CODE = "code"

LONG_LABEL = 60
"""Characters; longer ones are set below one another."""

_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RadioChoice(QGroupBox):
    """One answer of a short list; a click on it, or Delete, takes it back, but no key typed by mistake.

    Tab stops once: at the answer, or at the first button; the arrows go from one to the next.
    Answers that are no longer ``offered`` appear only while they are given.
    """

    changed = Signal()

    def __init__(self, labels: Mapping[str, str], offered: Iterable[str]) -> None:
        super().__init__()
        self._offered = frozenset(offered)
        self._before_click: QAbstractButton | None = None
        self._group = QButtonGroup(self)
        layout = FlowLayout(self)
        for code, text in labels.items():
            button = QRadioButton(text.replace("&", "&&"), self)
            button.setProperty(_CODE, code)
            button.setAccessibleName(text)
            button.installEventFilter(self)
            button.pressed.connect(self._remember)
            button.clicked.connect(self._chosen)
            self._group.addButton(button)
            layout.addWidget(button)
        self.set_value(None)

    def value(self) -> str | None:
        button = self._group.checkedButton()
        return None if button is None else str(button.property(_CODE))

    def set_value(self, code: str | None) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            given = button.property(_CODE) == code
            button.setChecked(given)
            button.setVisible(given or button.property(_CODE) in self._offered)
        self._group.setExclusive(True)
        self._settle_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _CLEAR and self.value() is not None:
                self.set_value(None)
                self.changed.emit()
                return True
            if key == Qt.Key.Key_Space and watched is self._group.checkedButton():
                return True
            if key in _FORTH or key in _BACK:
                self._move(watched, 1 if key in _FORTH else -1)
                return True
        return super().eventFilter(watched, event)

    def _shown(self) -> list[QAbstractButton]:
        return [button for button in self._group.buttons() if not button.isHidden()]

    def _move(self, origin: QObject, by: int) -> None:
        """Take the keyboard to a neighbour; the answer goes with it when it was there."""
        buttons = self._shown()
        here = next(index for index, button in enumerate(buttons) if button is origin)
        target = buttons[min(max(0, here + by), len(buttons) - 1)]
        if buttons[here].isChecked() and target is not buttons[here]:
            target.click()
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _remember(self) -> None:
        self._before_click = self._group.checkedButton()

    def _chosen(self) -> None:
        if self._before_click is self._group.checkedButton():
            self.set_value(None)
        self._before_click = None
        self._settle_focus()
        self.changed.emit()

    def _settle_focus(self) -> None:
        stop = self._group.checkedButton() or self._shown()[0]
        for button in self._group.buttons():
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)


class TickChoice(QGroupBox):
    """Any number of answers; an exclusive one clears the others, and the reverse.

    Answers that are no longer ``offered`` appear only while they are given; those that are not
    known here are kept.
    """

    changed = Signal()

    def __init__(
        self, labels: Mapping[str, str], offered: Iterable[str], exclusive: Iterable[str] = ()
    ) -> None:
        super().__init__()
        self._exclusive, self._all = frozenset(exclusive), frozenset(offered)
        self._offered = self._all
        self._unknown: frozenset[str] = frozenset()
        self._boxes: dict[str, QCheckBox] = {}
        self._labels: dict[str, QLabel] = {}
        for code, text in labels.items():
            box = QCheckBox(self)
            box.setAccessibleName(text)
            box.setProperty(_CODE, code)
            box.clicked.connect(self._ticked)
            self._boxes[code] = box
        if any(len(text) > LONG_LABEL for text in labels.values()):
            self._stack(labels)
        else:
            self._line_up(labels)
        self.set_value(None)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> frozenset[str] | None:
        ticked = {code for code, box in self._boxes.items() if box.isChecked()}
        return frozenset(ticked | self._unknown) or None

    def set_value(self, codes: frozenset[str] | None) -> None:
        self._unknown = (codes or frozenset()) - self._boxes.keys()
        for code, box in self._boxes.items():
            box.setChecked(code in (codes or ()))
        self._show_offered()

    def withhold(self, codes: frozenset[str]) -> None:
        """Offer these no longer; those that are given stay in sight."""
        self._offered = self._all - codes
        self._show_offered()

    def _show_offered(self) -> None:
        for code, box in self._boxes.items():
            for widget in (box, self._labels.get(code)):
                if widget is not None:
                    widget.setVisible(box.isChecked() or code in self._offered)

    def _line_up(self, labels: Mapping[str, str]) -> None:
        layout = FlowLayout(self)
        for code, box in self._boxes.items():
            box.setText(labels[code].replace("&", "&&"))
            layout.addWidget(box)

    def _stack(self, labels: Mapping[str, str]) -> None:
        """One below the other, labels on several lines: a box cannot wrap its own text."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for line, (code, box) in enumerate(self._boxes.items()):
            box.setProperty("bare", True)
            self._labels[code] = ClickableLabel(labels[code], box)
            grid.addWidget(box, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._labels[code], line, 1)

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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setBuddy(box)
        self.setProperty("role", "label")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        super().mouseReleaseEvent(ev)
        if self.rect().contains(ev.position().toPoint()):
            self._box.setFocus()
            self._box.click()
