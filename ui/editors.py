"""From a field to its widget: the only place where the two meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from PySide6.QtCore import QDate, Qt, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCalendarWidget,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from models import dates, telephone
from models.dates import VagueDate, written
from models.fields import (
    NON_RENSEIGNE,
    Address,
    AddressField,
    AnyField,
    ChoiceField,
    ClosedField,
    DateField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from ui.choices import RadioChoice, SearchChoice, TickChoice
from ui.icons import icon

Today = Callable[[], date]

SHORT_LIST = 7
"""Longest list shown as buttons, one click away; a longer one is searched by typing."""


@dataclass(frozen=True)
class Editor:
    """A field on the screen.

    ``get`` gives the answer, ``None`` when there is none or when what is typed cannot be
    understood; ``trouble`` then says in French why, and is empty otherwise.
    """

    field: AnyField
    widget: QWidget
    get: Callable[[], Any]
    set: Callable[[Any], None]
    changed: SignalInstance
    trouble: Callable[[], str] = lambda: ""


def editor(field: AnyField, today: Today, make_list: Callable[[ListField], Editor]) -> Editor:
    """The editor of a field, named by its code; ``make_list`` makes that of a repeated group."""
    made = _editor(field, today, make_list)
    made.widget.setObjectName(field.code)
    made.widget.setAccessibleName(field.label)
    made.widget.setAccessibleDescription(field.hint)
    return made


def _editor(field: AnyField, today: Today, make_list: Callable[[ListField], Editor]) -> Editor:
    match field:
        case TextField(lines=1):
            line = QLineEdit()
            return Editor(field, line, _text_of(line), _set_text_of(line), line.textChanged)
        case TextField(lines=lines):
            area = TextArea(lines)
            return Editor(field, area, area.value, area.set_value, area.textChanged)
        case PhoneField():
            phone = PhoneLine()
            return Editor(field, phone, _text_of(phone), _set_text_of(phone), phone.textChanged)
        case AddressField():
            address = AddressBox(field.code)
            return Editor(field, address, address.value, address.set_value, address.street.textChanged)
        case DateField():
            day = DateLine(today)
            return Editor(field, day, day.value, day.set_value, day.textChanged, day.trouble)
        case VagueDateField():
            vague = VagueDateBox(today)
            return Editor(field, vague, vague.value, vague.set_value, vague.line.textChanged)
        case NumberField():
            number = NumberLine(field)
            return Editor(field, number, number.value, number.set_value, number.textChanged, number.trouble)
        case YesNoField():
            return _choice(field, RadioChoice({option.code: option.label for option in field.options}))
        case ChoiceField() | TreeChoiceField():
            labels = _offered(field)
            if len(labels) <= SHORT_LIST + 1 and isinstance(field, ChoiceField):
                return _choice(field, RadioChoice(labels))
            return _choice(field, SearchChoice(labels))
        case MultiChoiceField():
            exclusive = frozenset(option.code for option in field.all_options if option.exclusive)
            ticks = TickChoice(_offered(field), exclusive)
            return Editor(field, ticks, ticks.value, ticks.set_value, ticks.changed)
        case ListField():
            return make_list(field)
        case _:
            assert_never(field)


def _choice(field: AnyField, widget: RadioChoice | SearchChoice) -> Editor:
    return Editor(field, widget, widget.value, widget.set_value, widget.changed)


def _offered(field: ClosedField[Any]) -> dict[str, str]:
    """The options still offered; *non renseigné* is a button only where an answer is awaited."""
    retired = {option.code for option in field.options if option.retired}
    offered = {code: label for code, label in field.labels.items() if code.partition(".")[0] not in retired}
    if not field.required:
        offered.pop(NON_RENSEIGNE.code)
    return offered


def _text_of(line: QLineEdit) -> Callable[[], str | None]:
    return lambda: line.text().strip() or None


def _set_text_of(line: QLineEdit) -> Callable[[str | None], None]:
    def show(text: str | None) -> None:
        line.setText(text or "")
        line.setCursorPosition(0)

    return show


class TextArea(QPlainTextEdit):
    """A narrative; it grows with its text, and Tab goes to the next field."""

    _SMALLEST, _TALLEST = 3, 24

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = min(lines, self._SMALLEST)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def value(self) -> str | None:
        return self.toPlainText().strip() or None

    def set_value(self, text: str | None) -> None:
        self.setPlainText(text or "")

    def _fit(self) -> None:
        wanted = min(max(self._lines, int(self.document().size().height())), self._TALLEST)
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 8
        self.setFixedHeight(wanted * self.fontMetrics().lineSpacing() + margins)


class PhoneLine(QLineEdit):
    """A telephone number, grouped as it is read aloud once the field is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(220)
        self.editingFinished.connect(self._group)

    def _group(self) -> None:
        grouped = telephone.grouped(self.text())
        if grouped != self.text():
            self.setText(grouped)


class DateLine(QLineEdit):
    """An exact day, typed in any usual way or picked in a calendar."""

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText("jj/mm/aaaa")
        self.setMaximumWidth(180)
        action = QAction(icon("calendrier"), "Choisir dans le calendrier (Alt+Bas)", self)
        action.setShortcut("Alt+Down")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._pick)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._write_whole)

    def value(self) -> date | None:
        try:
            return dates.day(self.text(), self._today())
        except ValueError:
            return None

    def set_value(self, value: date | None) -> None:
        self.setText("" if value is None else written(value))

    def trouble(self) -> str:
        if self.text().strip() and self.value() is None:
            return "Date non comprise. Exemples : 12/03/2012, 12 mars 2012, hier."
        return ""

    def _write_whole(self) -> None:
        value = self.value()
        if value is not None and self.text() != written(value):
            self.set_value(value)

    def _pick(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        shown = self.value() or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)

        def take(picked: QDate) -> None:
            self.set_value(date(picked.year(), picked.month(), picked.day()))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()


class VagueDateBox(QWidget):
    """A date in her words, and below it how the words were understood."""

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self._kept: VagueDate | None = None
        self.line = QLineEdit()
        self.line.setMaximumWidth(320)
        self._understood = QLabel()
        self._understood.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self._understood)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._tell)
        self._tell()

    def value(self) -> VagueDate | None:
        """What was said; words that did not change keep the day on which they were said."""
        words = self.line.text().strip()
        if not words:
            return None
        if self._kept is None or self._kept.words != words:
            self._kept = dates.vague(words, self._today())
        return self._kept

    def set_value(self, value: VagueDate | None) -> None:
        self._kept = value
        self.line.setText("" if value is None else value.words)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _tell(self) -> None:
        value = self.value()
        self._understood.setText("" if value is None else understood(value))
        self._understood.setVisible(bool(self._understood.text()))


class NumberLine(QLineEdit):
    """A whole number."""

    def __init__(self, field: NumberField) -> None:
        super().__init__()
        self._field = field
        self.setMaximumWidth(100)

    def value(self) -> int | None:
        text = self.text().strip()
        return int(text) if text.isdecimal() and len(text) < 10 else None

    def set_value(self, value: int | None) -> None:
        self.setText("" if value is None else str(value))

    def trouble(self) -> str:
        if self.text().strip() and self.value() is None:
            return f"Indiquez un nombre entre {self._field.minimum} et {self._field.maximum}."
        return ""


class AddressBox(QWidget):
    """Street, more, postal code and town."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.street, self._more = AddressLine(), QLineEdit()
        self._postal_code, self._town = QLineEdit(), QLineEdit()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        parts = (
            (self.street, "Numéro et voie", "voie", (0, 0, 1, 2)),
            (self._more, "Complément : bâtiment, chez…", "complement", (1, 0, 1, 2)),
            (self._postal_code, "Code postal", "code_postal", (2, 0, 1, 1)),
            (self._town, "Commune", "commune", (2, 1, 1, 1)),
        )
        for line, label, name, place in parts:
            line.setPlaceholderText(label)
            line.setAccessibleName(label)
            line.setObjectName(f"{code}.{name}")
            layout.addWidget(line, *place)
            if line is not self.street:
                line.textChanged.connect(self.street.touch)
        self._postal_code.setMaximumWidth(110)
        self._postal_code.setMaxLength(5)
        layout.setColumnStretch(1, 1)
        self.setFocusProxy(self.street)

    def value(self) -> Address | None:
        lines = (self.street, self._more, self._postal_code, self._town)
        address = Address(*(line.text().strip() for line in lines))
        return None if address == Address() else address

    def set_value(self, value: Address | None) -> None:
        address = value or Address()
        self.street.setText(address.street)
        self._more.setText(address.more)
        self._postal_code.setText(address.postal_code)
        self._town.setText(address.town)


class AddressLine(QLineEdit):
    """The first line of an address, whose ``textChanged`` speaks for the others."""

    def touch(self) -> None:
        self.textChanged.emit(self.text())


def understood(value: VagueDate) -> str:
    """How vague words were understood; empty when the words are the day itself."""
    if value.earliest is None or value.latest is None:
        return "Gardé tel quel : aucune date n’a été reconnue."
    if value.exact is not None:
        return "" if value.words == written(value.exact) else f"Compris : {written(value.exact)}."
    return f"Compris : entre le {written(value.earliest)} et le {written(value.latest)}."
