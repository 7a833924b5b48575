"""Answers typed on one line: text, telephone, number, exact day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from models import calendar, telephone
from models.dates import written
from ui import keys
from ui.icons import icon

Today = Callable[[], date]


class Line(QLineEdit):
    """One line of text; ``left`` is emitted when the keyboard goes elsewhere."""

    left = Signal()

    def __init__(self, characters: int = 0) -> None:
        """``characters`` is how many it is made for; 0 for as many as there is room."""
        super().__init__()
        if characters:
            self.setMaximumWidth((characters + 5) * self.fontMetrics().averageCharWidth() + 40)

    def show_text(self, text: str | None) -> None:
        self.setText(text or "")
        self.setCursorPosition(0)

    def written_text(self) -> str | None:
        return self.text().strip() or None

    def event(self, arg__1: QEvent) -> bool:
        if keys.wanted_by_window(arg__1, undoes=self.isUndoAvailable(), redoes=self.isRedoAvailable()):
            arg__1.ignore()
            return False
        return super().event(arg__1)

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class PhoneLine(Line):
    """A telephone number, grouped as it is read aloud once the field is left."""

    def __init__(self) -> None:
        super().__init__(20)
        self.editingFinished.connect(self._group)

    def _group(self) -> None:
        grouped = telephone.grouped(self.text())
        if grouped != self.text():
            self.setText(grouped)


class NumberLine(Line):
    """A whole number; ``trouble`` says what is wrong with words that are none."""

    def __init__(self, minimum: int, maximum: int) -> None:
        super().__init__(len(str(maximum)) + 4)
        self._trouble = f"Ce n’est pas un nombre entre {minimum} et {maximum} : rien n’est enregistré."

    def value(self) -> int | None:
        text = self.text().strip()
        return int(text) if text.isdecimal() and len(text) < 10 else None

    def set_value(self, value: int | None) -> None:
        self.show_text(None if value is None else str(value))

    def trouble(self) -> str:
        return self._trouble if self.text().strip() and self.value() is None else ""


class DateLine(Line):
    """An exact day, typed in any usual way or picked in a calendar."""

    TROUBLE = "Date non comprise, donc pas enregistrée. Exemples : 12/03/2012, 12 mars 2012, hier, mardi."

    def __init__(self, today: Today, *, past: bool = False) -> None:
        """Of the ``past`` only, or of days to come too: which Tuesday « mardi » is."""
        super().__init__(15)
        self._today, self._past = today, past
        self.setPlaceholderText("jj/mm/aaaa")
        action = QAction(icon("calendrier"), "Choisir dans le calendrier (Alt+Bas)", self)
        action.setShortcut("Alt+Down")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._pick)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._write_whole)

    def value(self) -> date | None:
        try:
            return calendar.day(self.text(), self._today(), past=self._past)
        except ValueError:
            return None

    def set_value(self, value: date | None) -> None:
        self.setText("" if value is None else written(value))

    def trouble(self) -> str:
        return self.TROUBLE if self.text().strip() and self.value() is None else ""

    def _write_whole(self) -> None:
        value = self.value()
        if value is not None and self.text() != written(value):
            self.set_value(value)

    def _pick(self) -> None:
        month = Calendar(self, self.value() or self._today())
        month.picked.connect(self._take)
        month.move(self.mapToGlobal(self.rect().bottomLeft()))
        month.show()

    def _take(self, picked: date) -> None:
        self.set_value(picked)
        self.editingFinished.emit()


class Calendar(QFrame):
    """A month in front of the page, until a day is picked or Escape is pressed."""

    picked = Signal(date)

    def __init__(self, line: QWidget, shown: date) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._days = QCalendarWidget()
        self._days.setAccessibleName("Calendrier")
        self._days.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._days)
        self._days.clicked.connect(self._pick)
        self._days.activated.connect(self._pick)
        self.setFocusProxy(self._days)
        self._days.setFocus()

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
