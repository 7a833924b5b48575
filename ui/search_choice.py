"""One answer of a long list, found by typing any part of its label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from models.spelling import words
from ui.icons import icon
from ui.lines import Line
from ui.list_model import ListModel
from ui.onward import go_on_from

_ROWS = 14

_SAME, _BEGUN, _WHOLE, _INSIDE = 5, 4, 3, 2
"""The very words of an answer, its first ones, some of them side by side, a part of one."""


@dataclass(frozen=True)
class _Names:
    """What an answer is called: by ``own`` names, and among ``every`` one, that of its parent included."""

    own: tuple[str, ...]
    every: tuple[str, ...]

    @classmethod
    def of(cls, code: str, labels: Mapping[str, str], said: Mapping[str, Sequence[str]]) -> Self:
        own = said.get(code) or (labels[code],)
        parent = code.partition(".")[0]
        above = () if parent == code else said.get(parent, ())
        return cls(_folded(own), _folded((labels[code], *own, *above)))

    def nearness(self, typed: str) -> int:
        """How near it is to what is typed; 0 when a word of that is nowhere in its names."""
        wanted = " ".join(words(typed))
        if wanted in self.own or wanted == self.every[0]:
            return _SAME
        if any(f"{name} ".startswith(f"{wanted} ") for name in self.own):
            return _BEGUN
        if any(f" {wanted} " in f" {name} " for name in self.every):
            return _WHOLE
        if any(wanted in name for name in self.every):
            return _INSIDE
        together = " ".join(self.every)
        return int(all(word in together for word in wanted.split()))


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(words(name)) for name in names)


class SearchChoice(Line):
    """The list opens below while she types; accents, case and order of the words do not matter.

    ``said`` are other names of the answers, by code; those that are nearest to what is typed come first.
    Enter takes the marked row, leaving the field takes the only one that matches; no text is
    no answer. Words that name no answer, or several, stay where they are and change nothing:
    ``trouble`` says so. Escape puts the answer back.
    """

    changed = Signal()

    def __init__(
        self,
        labels: Mapping[str, str],
        offered: Iterable[str],
        said: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(98)
        self._given: str | None = None
        self.offer(labels, offered, said)
        self._rows = ListModel(self)
        self._popup = QListView()
        self._popup.setObjectName("reponses")
        self._completer = QCompleter(self)
        self._completer.setModel(self._rows)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.setWidget(self)
        self._popup.clicked.connect(self._take)
        self.setPlaceholderText("Tapez quelques lettres, ou ouvrez la liste")
        self.textEdited.connect(self._suggest)
        arrow = QAction(icon("fermer"), "Ouvrir la liste (Bas)", self)
        arrow.triggered.connect(self._open)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def offer(
        self,
        labels: Mapping[str, str],
        offered: Iterable[str],
        said: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Another list; the answer to the former one is no more."""
        self._labels = labels
        self._all = {code: _Names.of(code, labels, said or {}) for code in offered}
        self._list = self._all
        self.set_value(None)

    def lineEdit(self) -> QLineEdit:
        """Where it is typed."""
        return self

    def value(self) -> str | None:
        return self._given

    def set_value(self, code: str | None) -> None:
        self._given = code
        self.show_text(self._label())

    def withhold(self, codes: frozenset[str]) -> None:
        """Offer no longer these answers; one that is given stays."""
        self._list = {code: names for code, names in self._all.items() if code not in codes}

    def settle(self) -> None:
        """Take the text for an answer, if it can only mean one."""
        if self.text() == self._label():
            return
        if not self.text().strip():
            self._give(None)
        elif (code := self._meant()) is not None:
            self._give(code)

    def trouble(self) -> str:
        typed = self.text().strip()
        if not typed or self.text() == self._label() or self._meant() is not None:
            return ""
        count = len(self._matching(typed))
        found = f"correspond à {count} réponses" if count else "n’est pas dans la liste"
        kept = "rien n’est enregistré" if self._given is None else "la réponse d’avant est gardée"
        return f"« {typed} » {found} : choisissez dans la liste ; {kept}."

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        match arg__1.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if _is_onward(arg__1):
                self._popup.hide()
                self.settle()
                go_on_from(self)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Escape:
                self._popup.hide()
                self._give(self._given)
            case Qt.Key.Key_Down | Qt.Key.Key_Up if not self._popup.isVisible():
                self._open()
            case _:
                super().keyPressEvent(arg__1)

    def mouseReleaseEvent(self, arg__1: QMouseEvent) -> None:
        super().mouseReleaseEvent(arg__1)
        if not self.text():
            self._open()

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        if arg__1.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(arg__1)

    def _label(self) -> str:
        return "" if self._given is None else self._labels.get(self._given, self._given)

    def _matching(self, typed: str) -> list[str]:
        """The answers that hold every word that is typed: the nearest first, or in their order."""
        near = {code: found for code, names in self._list.items() if (found := names.nearness(typed))}
        return sorted(near, key=lambda code: -near[code])

    def _meant(self) -> str | None:
        """The only answer that what is typed can mean: no other is as near."""
        typed = self.text()
        near = {code: names.nearness(typed) for code, names in self._list.items()}
        best = [code for code, found in near.items() if found and found == max(near.values())]
        return best[0] if len(best) == 1 else None

    def _suggest(self, typed: str) -> None:
        self._show_rows(typed)
        self.changed.emit()

    def _open(self) -> None:
        """The whole list, or what matches the words that are no answer yet."""
        self._show_rows("" if self.text() == self._label() else self.text())

    def _show_rows(self, typed: str) -> None:
        self._rows.show_rows([(self._labels[code], code) for code in self._matching(typed)])
        if self._rows.rowCount() == 0:
            self._popup.hide()
            return
        self._completer.complete()
        marked = self._rows.position(self._meant() if typed else self._given)
        self._popup.setCurrentIndex(self._completer.completionModel().index(max(0, marked), 0))

    def _enter(self) -> None:
        index = self._popup.currentIndex()
        if self._popup.isVisible() and index.isValid():
            self._take(index)
            self._popup.hide()
        else:
            self.settle()

    def _take(self, index: QModelIndex) -> None:
        self._give(self._rows.target(index))

    def _give(self, code: str | None) -> None:
        self.set_value(code)
        self.changed.emit()


def _is_onward(event: QKeyEvent) -> bool:
    """The key of the page, which the list that is open keeps from it."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
