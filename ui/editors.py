"""From a field to its widget: the only place where the two meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from models.fields import (
    NON_RENSEIGNE,
    AddressField,
    AnyField,
    ChoiceField,
    ClosedField,
    DateField,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from ui.address_box import AddressBox
from ui.choices import RadioChoice, SearchChoice, TickChoice
from ui.lines import DateLine, Line, NumberLine, PhoneLine, Today
from ui.link_choice import LinkChoice
from ui.text_area import TextArea
from ui.vague_date import VagueDateBox

__all__ = ["Editor", "Today", "editor"]

SHORT_LIST = 7
"""Longest list shown as buttons, one click away; a longer one is searched by typing."""


@dataclass(frozen=True)
class Editor:
    """A field on the screen.

    ``get`` gives the answer, ``None`` when there is none. When what is typed cannot be
    understood, ``trouble`` says why in French, and ``unread`` gives what is typed, to be shown
    again one day by ``show_unread``; otherwise both are empty. ``typing`` tells whether
    the answer is being typed, until ``left`` is emitted; ``settle`` takes it as it is. ``withhold``
    stops offering some answers of a list; ``offer`` gives the items that can be linked to, by key,
    those of the list that it names.
    """

    field: AnyField
    widget: QWidget
    get: Callable[[], Any]
    set: Callable[[Any], None]
    changed: SignalInstance
    trouble: Callable[[], str] = lambda: ""
    unread: Callable[[], Any] = lambda: None
    show_unread: Callable[[Any], None] = lambda _: None
    typing: Callable[[], bool] = lambda: False
    left: SignalInstance | None = None
    settle: Callable[[], None] = lambda: None
    withhold: Callable[[frozenset[str]], None] = lambda _: None
    offer: Callable[[str, Mapping[str, str]], None] = lambda _to, _items: None


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
            line = Line()
            return _typed(field, line, line.written_text, line.show_text)
        case TextField(lines=lines):
            area = TextArea(lines)
            return Editor(field, area, area.value, area.set_value, area.textChanged)
        case PhoneField():
            phone = PhoneLine()
            return _typed(field, phone, phone.written_text, phone.show_text)
        case AddressField():
            box = AddressBox(field.code)
            return Editor(
                field, box, box.value, box.set_value, box.changed, typing=box.is_typed_in, left=box.left
            )
        case DateField(past_only=past):
            day = DateLine(today, past=past)
            return _doubtful(field, day, day.value, day.set_value, day.textChanged)
        case VagueDateField():
            vague = VagueDateBox(today)
            typing, left = vague.line.hasFocus, vague.line.left
            return Editor(field, vague, vague.value, vague.set_value, vague.changed, typing=typing, left=left)
        case NumberField():
            number = NumberLine(field.minimum, field.maximum)
            return _doubtful(field, number, number.value, number.set_value, number.textChanged)
        case ChoiceField() | TreeChoiceField() | YesNoField() | MultiChoiceField():
            return _closed(field)
        case ListField():
            return make_list(field)
        case LinksField(to=to):
            links = LinkChoice()
            return Editor(
                field,
                links,
                links.value,
                links.set_value,
                links.changed,
                offer=lambda code, items: links.offer(items) if code == to else None,
            )
        case _:
            assert_never(field)


def _closed(field: ChoiceField | TreeChoiceField | YesNoField | MultiChoiceField) -> Editor:
    labels, offered = field.labels, _offered(field)
    if isinstance(field, MultiChoiceField):
        exclusive = [option.code for option in field.all_options if option.exclusive]
        ticks = TickChoice(labels, offered, exclusive)
        return Editor(field, ticks, ticks.value, ticks.set_value, ticks.changed, withhold=ticks.withhold)
    if isinstance(field, YesNoField) or (isinstance(field, ChoiceField) and len(offered) <= SHORT_LIST + 1):
        radio = RadioChoice(labels, offered)
        return Editor(field, radio, radio.value, radio.set_value, radio.changed)
    search = SearchChoice(labels, offered, field.said)
    return _doubtful(field, search, search.value, search.set_value, search.changed)


def _offered(field: ClosedField[Any]) -> tuple[str, ...]:
    """The answers still offered; *non renseigné* only where an answer is awaited."""
    retired = {option.code for option in field.options if option.retired}
    retired |= {
        f"{option.code}.{child.code}"
        for option in field.options
        for child in option.children
        if child.retired
    }
    if not field.required:
        retired.add(NON_RENSEIGNE.code)
    return tuple(code for code in field.labels if not {code, code.partition(".")[0]} & retired)


def _typed(field: AnyField, line: Line, get: Callable[[], Any], show: Callable[[Any], None]) -> Editor:
    return Editor(field, line, get, show, line.textChanged, typing=line.hasFocus, left=line.left)


def _doubtful(
    field: AnyField,
    line: DateLine | NumberLine | SearchChoice,
    get: Callable[[], Any],
    show: Callable[[Any], None],
    changed: SignalInstance,
) -> Editor:
    return Editor(
        field,
        line,
        get,
        show,
        changed,
        trouble=line.trouble,
        unread=lambda: line.text() if line.trouble() else None,
        show_unread=line.setText,
        typing=line.hasFocus,
        left=line.left,
        settle=line.settle if isinstance(line, SearchChoice) else lambda: None,
        withhold=line.withhold if isinstance(line, SearchChoice) else lambda _: None,
    )
