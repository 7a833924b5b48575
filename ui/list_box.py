"""A repeated group on the screen: one small form per item, added and taken away at will."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.fields import Answers, AnyField, ListField, TextField
from ui.buttons import button
from ui.labels import label
from ui.scroll import focus

Unread = Mapping[str, Any]
"""By code of field, what is typed and is not understood."""


class ItemForm(QWidget):
    """What a repeated group asks of the form of one item; ``edited`` is emitted at each change by hand."""

    edited = Signal()

    def answers(self) -> Answers:
        raise NotImplementedError

    def show_answers(self, answers: Answers) -> None:
        raise NotImplementedError

    def unread(self) -> Unread:
        raise NotImplementedError

    def show_unread(self, typed: Unread) -> None:
        raise NotImplementedError

    def settle(self) -> None:
        raise NotImplementedError

    def focus_on(self, field: AnyField) -> None:
        raise NotImplementedError

    def offer(self, to: str, items: Mapping[str, str]) -> None:
        raise NotImplementedError


class ListBox(QWidget):
    """An item that holds nothing is not among the answers; one that is changed here has a key, if it can."""

    changed = Signal()

    def __init__(self, field: ListField, make_view: Callable[[QWidget], ItemForm]) -> None:
        super().__init__()
        self._field, self._make_view = field, make_view
        self._items: list[_Item] = []
        self._removed: list[tuple[int, Answers]] = []
        self._offered: dict[str, Mapping[str, str]] = {}
        self._column = QVBoxLayout()
        self._add = button(f"Ajouter {field.noun}", f"{field.code}.ajouter", self._added, sign="plus")
        self._undo = button("Rétablir ce qui vient d’être retiré", f"{field.code}.retablir", self._restore)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._undo)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._column)
        layout.addLayout(buttons)
        self._undo.hide()
        self.setFocusProxy(self._add)

    def value(self) -> tuple[Answers, ...] | None:
        return tuple(answers for item in self._items if (answers := item.answers())) or None

    def set_value(self, value: tuple[Answers, ...] | None) -> None:
        for item in self._items:
            _discard(item)
        self._items.clear()
        self._removed.clear()
        for answers in value or ():
            self._insert(len(self._items), answers)
        self._number()

    def settle(self) -> None:
        for item in self._items:
            item.view.settle()

    def unread(self) -> Sequence[tuple[int | None, Any]]:
        """Words not understood, each with the position of its item among the answers.

        ``None`` for an item that holds nothing else.
        """
        found: list[tuple[int | None, Any]] = []
        position = 0
        for item in self._items:
            holds = bool(item.answers())
            if typed := item.view.unread():
                found.append((position if holds else None, typed))
            position += holds
        return found

    def show_unread(self, typed: Sequence[tuple[int | None, Any]]) -> None:
        for position, words in typed:
            if position is not None and position < len(self._items):
                self._items[position].view.show_unread(words)
            else:
                self._insert(len(self._items), Answers(self._field.item)).view.show_unread(words)
        self._number()

    def offer(self, to: str, items: Mapping[str, str]) -> None:
        """What the items of this list can link to, in the list ``to``."""
        self._offered[to] = items
        for item in self._items:
            item.view.offer(to, items)

    def _insert(self, index: int, answers: Answers) -> _Item:
        item = _Item(self._make_view, self, self._field.item.key)
        for to, items in self._offered.items():
            item.view.offer(to, items)
        item.show_answers(answers)
        item.view.edited.connect(self.changed)
        item.remove.clicked.connect(lambda: self._take_away(item))
        self._items.insert(index, item)
        self._column.insertWidget(index, item)
        item.show()
        return item

    def _added(self) -> None:
        item = self._insert(len(self._items), Answers(self._field.item))
        self._number()
        item.view.focus_on(self._field.item.asked[0])

    def _take_away(self, item: _Item) -> None:
        index, answers = self._items.index(item), item.answers()
        self._items.remove(item)
        _discard(item)
        if answers:
            self._removed.append((index, answers))
        self._number()
        focus(self._undo if self._removed else self._add)
        self.changed.emit()

    def _restore(self) -> None:
        index, answers = self._removed.pop()
        item = self._insert(min(index, len(self._items)), answers)
        self._number()
        item.view.focus_on(self._field.item.asked[0])
        self.changed.emit()

    def _number(self) -> None:
        for index, item in enumerate(self._items):
            item.number(f"{self._field.item.label} {index + 1}", f"{self._field.code}.{index}")
        self._undo.setVisible(bool(self._removed))


class _Item(QFrame):
    """The small form, under its number."""

    def __init__(
        self, make_view: Callable[[QWidget], ItemForm], parent: QWidget, key: TextField | None
    ) -> None:
        super().__init__(parent)
        self._key, self._name = key, ""
        self.view = make_view(self)
        self.view.edited.connect(self._take_name)
        self.setProperty("role", "item")
        self._title: QLabel = label("", "heading")
        self.remove: QPushButton = button("Retirer", "", destroys=True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.view)

    def show_answers(self, answers: Answers) -> None:
        self._name = "" if self._key is None else answers[self._key] or ""
        self.view.show_answers(answers)

    def answers(self) -> Answers:
        """Those of the form with the key of the item; nothing when the form holds nothing."""
        if self._key is None:
            return self.view.answers()
        told = self.view.answers().with_(self._key, None)
        return told.with_(self._key, self._name or None) if told else told

    def _take_name(self) -> None:
        """What was never linked to has no key until it is changed: showing it changes nothing."""
        if self._key is not None and not self._name:
            self._name = secrets.token_hex(4)

    def number(self, title: str, name: str) -> None:
        self.setObjectName(name)
        self._title.setText(title)
        self.remove.setObjectName(f"{name}.retirer")
        self.remove.setAccessibleName(f"Retirer : {title}")


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
