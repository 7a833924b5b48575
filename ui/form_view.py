"""A form on the screen: its rows are generated from the declaration, whatever the form."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from models import withheld
from models.aside import Place, place
from models.fields import Answers, AnyField, Form, ListField, Section
from models.validation import Problem, problems
from ui.buttons import button
from ui.editors import Editor, Today, editor
from ui.form_row import LabelledRow, NoteRow, Row, is_note_of
from ui.labels import label
from ui.list_box import ItemForm, ListBox, Unread


class FormView(ItemForm):
    """All the questions of a form, in its order.

    ``edited`` is emitted at each change made by hand. Answers to questions that are
    hidden, or no longer asked, are kept as they were shown.
    """

    def __init__(
        self, form: Form, today: Today, parent: QWidget | None = None, *, framed: bool = True
    ) -> None:
        super().__init__(parent)
        self._form, self._today = form, today
        self._base = Answers(form)
        self._intakes: tuple[Answers, ...] = ()
        self._rows: dict[str, Row] = {}
        self._sections: list[tuple[Section, QWidget]] = []
        self._veiled: frozenset[str] = frozenset()
        self._openers: dict[str, QWidget] = {}
        self._opened: set[str] = set()
        self._warned: Mapping[str, str] = {}
        self._showing = False
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for section in form.sections:
            box = QFrame(self)
            layout.addWidget(box)
            self._fill_section(box, section, framed)
        self._refresh()

    @property
    def form(self) -> Form:
        return self._form

    def answers(self) -> Answers:
        """What the form answers."""
        return self.shown()

    def shown(self) -> Answers:
        """What is on the screen; where what is typed is not understood, the answer before it."""
        values: dict[str, object] = {field.code: self._base[cast("Any", field)] for field in self._kept()}
        values |= {code: row.value() for code, row in self._rows.items()}
        return Answers(self._form, values)

    def show_answers(self, answers: Answers) -> None:
        """Fill the form; nothing is emitted."""
        self._showing = True
        self._base = answers
        for row in self._rows.values():
            row.show_value(answers[cast("Any", row.field)])
        self._showing = False
        self._refresh()

    def show_intake(self, intake: Answers, *others: Answers) -> None:
        """What the situation is, and what the other parties’ are: some answers are not offered there, and
        are said to be wrong.
        """
        self._intakes = (intake, *others)
        for row in self._rows.values():
            row.editor.withhold(self.withheld(row.field))
        self._refresh()

    def withheld(self, field: AnyField) -> frozenset[str]:
        """The codes of the answers that are not offered in this situation."""
        return withheld.withheld(field, *self._intakes)

    def unread(self) -> Unread:
        """What is typed and is not understood, so that it is not among the answers."""
        found = {code: row.unread() for code, row in self._rows.items()}
        return {code: typed for code, typed in found.items() if typed}

    def settle(self) -> None:
        """Take what is being typed as if the keyboard had gone elsewhere."""
        for row in self._rows.values():
            row.editor.settle()

    def show_unread(self, typed: Unread) -> None:
        """Put back words that were not understood; nothing is emitted."""
        self._showing = True
        for code, words in typed.items():
            self._rows[code].editor.show_unread(words)
        self._showing = False
        self._refresh()

    def offer(self, to: str, items: Mapping[str, str]) -> None:
        """What the answers can rest on: the items of the list ``to``, their names by key."""
        for row in self._rows.values():
            row.editor.offer(to, items)

    def withhold(self, field: AnyField, codes: frozenset[str]) -> None:
        """Offer these answers no longer."""
        self._rows[field.code].editor.withhold(codes)

    def warn(self, sentences: Mapping[str, str]) -> None:
        """Say something under some questions, by their code, though nothing is wrong with the answer."""
        if sentences != self._warned:
            self._warned = dict(sentences)
            self._refresh()

    def below(self, field: AnyField) -> QWidget:
        """An empty place under the answer to a question."""
        return self._rows[field.code].cell_below()

    def box(self, section: Section) -> QWidget:
        """The block that shows a section."""
        return next(box for each, box in self._sections if each is section)

    def veil(self, section: Section, words: str) -> None:
        """Hide the questions of a section until they are asked for: others may see the screen."""
        opener = button(words, "voile.lever", sign="oeil")
        opener.clicked.connect(lambda: self._lift(opener))
        if isinstance(column := self.box(section).layout(), QVBoxLayout):
            column.addWidget(opener, alignment=Qt.AlignmentFlag.AlignLeft)
        self._veiled = frozenset(field.code for field in section.fields)
        self._refresh()

    def _lift(self, opener: QWidget) -> None:
        first = next(row for code, row in self._rows.items() if code in self._veiled)
        self._veiled = frozenset()
        opener.hide()
        self._refresh()
        first.take_focus()

    def add_below(self, widget: QWidget) -> None:
        """Something of the page's, after the last question."""
        self._column.addWidget(widget)

    def give(self, field: AnyField, value: object) -> None:
        """Answer a question as if by hand."""
        self._rows[field.code].show_value(value)
        self._edited()

    def enter(self, section: Section) -> None:
        """Go to the first question of a section without an answer, or else to its first one."""
        self._open(section)
        answered = set(self.shown().answered())
        asked = [field for field in section.fields if field.code in self._rows]
        self.focus_on(next((field for field in asked if field not in answered), asked[0]))

    def focus_on(self, field: AnyField) -> None:
        self._open(next(each for each, _ in self._sections if field in each.fields))
        if field.code in self._veiled and (opener := self.findChild(QWidget, "voile.lever")) is not None:
            self._lift(opener)
        self._rows[field.code].take_focus()

    def focus_on_next(self) -> None:
        """Go to the first question that is asked and has no answer yet, or else to the first one."""
        answers = self.shown()
        answered = set(answers.answered())
        questions = (row.field for row in self._rows.values() if isinstance(row, LabelledRow))
        hidden = {field for section, _ in self._sections for field in self._unseen(section, answers)}
        asked = [field for field in questions if answers.asks(field) and field not in hidden]
        self.focus_on(next((field for field in asked if field not in answered), asked[0]))

    @property
    def sections(self) -> tuple[tuple[Section, QWidget], ...]:
        """Each section with the block that shows it."""
        return tuple(self._sections)

    def widget(self, field: AnyField) -> QWidget:
        return self._rows[field.code].editor.widget

    def _kept(self) -> tuple[AnyField, ...]:
        """The fields answered and no longer asked."""
        return tuple(field for field in self._base.answered() if field.code not in self._rows)

    def _fill_section(self, box: QFrame, section: Section, framed: bool) -> None:
        box.setProperty("role", "section" if framed else "plain")
        column = QVBoxLayout(box)
        column.setSpacing(8)
        if framed:
            column.setContentsMargins(14, 10, 14, 14)
            column.addWidget(label(section.label, "heading"))
        else:
            column.setContentsMargins(0, 0, 0, 0)
        if section.hint:
            column.addWidget(label(section.hint, "hint"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self._sections.append((section, box))
        self._fill_grid(box, grid, section)

    def _fill_grid(self, box: QFrame, grid: QGridLayout, section: Section) -> None:
        before: Row | None = None
        for field in section.fields:
            if field.retired or field.internal:
                continue
            made = editor(field, self._today, self._list)
            made.changed.connect(self._edited)
            if made.left is not None:
                made.left.connect(self._refresh)
            if before is not None and is_note_of(field, before.field):
                self._rows[field.code] = NoteRow(made, before)
            else:
                before = self._rows[field.code] = LabelledRow(made, box, grid, section.label)

    def _list(self, field: ListField) -> Editor:
        items = ListBox(field, lambda parent: FormView(field.item, self._today, parent, framed=False))
        return Editor(
            field,
            items,
            items.value,
            items.set_value,
            items.changed,
            unread=items.unread,
            show_unread=items.show_unread,
            settle=items.settle,
            offer=items.offer,
        )

    def _edited(self) -> None:
        if not self._showing:
            self._refresh()
            self.edited.emit()

    def _problems(self, answers: Answers) -> tuple[Problem, ...]:
        return (*withheld.problems(answers, *self._intakes), *problems(answers, self._today()))

    def _refresh(self) -> None:
        """Hide what is not to be asked, and say under each field what is wrong."""
        answers = self.shown()
        wrong = {
            problem.path: problem.sentence for problem in reversed(self._problems(answers))
        }  # those of the items of a list have longer paths, and are said by the items themselves
        for code, row in self._rows.items():
            row.show_row(answers.asks(row.field) and code not in self._veiled)
            row.tell(row.trouble() or wrong.get(code, "") or self._warned.get(code, ""))
        for section, box in self._sections:
            where = self._place(section, answers)
            asked = any(answers.asks(field) for field in section.fields)
            box.setVisible(asked and where is Place.SHOWN)
            self._offer_to_open(section, box, where is Place.BEHIND)

    def _place(self, section: Section, answers: Answers) -> Place:
        """A section that was seen with an answer, or asked for, stays."""
        if set(section.fields) & set(answers.answered()):
            self._opened.add(section.label)
        opened = section.label in self._opened
        intake = next(iter(self._intakes), None)
        return Place.SHOWN if opened else place(section, answers, intake, self._today())

    def _unseen(self, section: Section, answers: Answers) -> Iterator[AnyField]:
        shown = self._place(section, answers) is Place.SHOWN
        return (field for field in section.fields if not shown or field.code in self._veiled)

    def _offer_to_open(self, section: Section, box: QWidget, offered: bool) -> None:
        """Instead of questions that do not fit, the button that shows them."""
        opener = self._openers.get(section.label)
        if opener is None and offered:
            words = f"{section.label} : afficher les questions"
            name = f"ecart.{section.fields[0].code}"
            opener = button(words, name, lambda: self.enter(section), kind="link")
            self._openers[section.label] = opener
            self._column.insertWidget(self._column.indexOf(box), opener, alignment=Qt.AlignmentFlag.AlignLeft)
        if opener is not None:
            opener.setVisible(offered)

    def _open(self, section: Section) -> None:
        if section.label not in self._opened:
            self._opened.add(section.label)
            self._refresh()
