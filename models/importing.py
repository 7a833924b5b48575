"""Rows of a table from outside as answers, and what is not understood of them.

One row is one first contact: a person, her situation and, when columns say so, a first evaluation and
the orientations. A row of which one cell is not understood is left out whole, and explained; or its
words are kept as a note, when that is asked. What answers no question is kept as a note too.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun
from models.cells import REFUSED, Unread, option, proposed, read_cell, several
from models.columns import NOTE, NOUNS, WHOLE_NAME, Apart, Column, Question, is_of
from models.fields import NON_RENSEIGNE, Answers, AnyClosedField, MultiChoiceField
from models.forms import accueil, orientation, personne
from models.full_name import split
from models.spelling import joined
from models.validation import problems
from models.vocabulary import UNANSWERED, Vocabulary

Place: TypeAlias = int | str
"""The number that the spreadsheet shows beside the row and, when several sheets are read, of which one."""

Row: TypeAlias = tuple[Place, tuple[str, ...]]
"""Where it is, and its cells."""


@dataclass(frozen=True, repr=False)
class Fault:
    """What was not understood: where, what was written, and what is expected."""

    line: Place
    column: str
    value: str
    expected: str

    @property
    def sentence(self) -> str:
        return f"{self.column} : {self.expected}"


@dataclass(frozen=True, repr=False)
class Entry:
    """What one row holds; ``digest`` tells whether the same row came before."""

    line: Place
    digest: str
    person: Answers
    situation: Answers
    inside: tuple[tuple[Noun, Answers], ...] = ()


@dataclass(frozen=True, repr=False)
class Word:
    """A word of a closed question's column: how many rows say it, and the answer that it gives.

    ``code`` is ``None`` when it is not understood, and then ``proposed`` is what it may well mean;
    ``is_said`` when she said what it stands for.
    """

    column: int
    text: str
    count: int
    code: str | None
    is_said: bool
    proposed: str | None = None


@dataclass(frozen=True, repr=False)
class Reading:
    """``noted`` is how many rows were kept though a cell of theirs was not understood."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    words: tuple[Word, ...] = ()
    noted: int = 0

    @property
    def unread_words(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.code is None)

    @property
    def faulty_lines(self) -> int:
        return len({fault.line for fault in self.faults})

    def totals(self) -> tuple[tuple[str, int], ...]:
        """How many rows of each status, in words, all of them and the unanswered told."""
        by_status = dict.fromkeys(accueil.STATUT.all_options, 0)
        parents = {option.code: option for option in by_status}
        for entry in self.entries:
            code = entry.situation[accueil.STATUT] or NON_RENSEIGNE.code
            by_status[parents[code.split(".")[0]]] += 1
        return tuple((option.label, count) for option, count in by_status.items())

    @property
    def undated(self) -> int:
        """Rows whose first contact bears no date: no period counts them."""
        return sum(entry.situation[accueil.DATE_ACCUEIL] is None for entry in self.entries)


def read_rows(
    header: Sequence[str],
    rows: Iterable[Row],
    columns: Sequence[Column],
    today: date,
    vocabulary: Vocabulary | None = None,
    *,
    noting: bool = False,
) -> Reading:
    """What the rows hold, as the columns are matched.

    ``noting`` keeps what is not understood as a note, but the day of the first contact, by which rows count.
    """
    table = _Table(header, columns, today, vocabulary or Vocabulary(), noting)
    entries: list[Entry] = []
    faults: list[Fault] = []
    noted = 0
    for row in rows:
        reader = _RowReader(table, row)
        entry = reader.entry()
        faults += reader.faults
        if not reader.faults and entry is not None:
            entries.append(entry)
            noted += reader.was_noted
    return Reading(tuple(entries), tuple(faults), table.words(), noted)


class _Table:
    """What all rows share; its words are counted as they are read."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Sequence[Column],
        today: date,
        vocabulary: Vocabulary,
        noting: bool,
    ) -> None:
        self.header, self.columns, self.today, self.noting = header, columns, today, noting
        self._vocabulary = vocabulary
        self._counted: Counter[tuple[int, str]] = Counter()
        self._written: dict[tuple[int, str], str] = {}
        pairs = [(index, each) for index, each in enumerate(columns) if isinstance(each, Question)]
        self.questions = sorted(pairs, key=lambda pair: pair[1].field is not accueil.DATE_ACCUEIL)
        """The day of the first contact before all: an age is told on that day."""
        self.apart = [index for index, each in enumerate(columns) if each is Apart.NOTED]

    def said(self, question: Question, word: str) -> str | None:
        return self._vocabulary.option(question.key, word)

    def words_of(self, index: int, question: Question, cell: str) -> tuple[str, ...]:
        """The words of a cell that each give an answer, counted."""
        field = question.field
        if not isinstance(field, AnyClosedField) or not joined(cell):
            return ()
        found = (cell.strip(),)
        if isinstance(field, MultiChoiceField) or field is orientation.DESTINATAIRE:
            found = tuple(several(field, cell, lambda word: self.said(question, word)))
        for word in found:
            key = index, joined(word)
            self._written.setdefault(key, word)
            self._counted[key] += 1
        return found

    def words(self) -> tuple[Word, ...]:
        """All of them: those of each column, those that are not understood first, then the most frequent."""
        found = [self._word(index, self._written[index, key], n) for (index, key), n in self._counted.items()]
        return tuple(sorted(found, key=lambda each: (each.column, each.code is not None, -each.count)))

    def _word(self, index: int, text: str, count: int) -> Word:
        question = self.columns[index]
        assert isinstance(question, Question)
        field = question.field
        assert isinstance(field, AnyClosedField)
        is_said = self.said(question, text) is not None
        try:
            code = option(field, text, lambda word: self.said(question, word))
        except Unread:
            return Word(index, text, count, None, is_said, proposed(field, text))
        return Word(index, text, count, code, is_said)


class _RowReader:
    """One row; its faults are found as it is read."""

    def __init__(self, table: _Table, row: Row) -> None:
        self._table = table
        self._line, self._cells = row
        self._day = table.today
        self._notes: dict[int, str] = {}
        self._directed: tuple[str, ...] = ()
        self._is_refused = False
        self.faults: list[Fault] = []
        self.was_noted = False

    def entry(self) -> Entry | None:
        answered = {noun: Answers(noun.form, values) for noun, values in self._values().items()}
        answered = {noun: self._checked(noun, answers) for noun, answers in answered.items()}
        if not any(answered.values()):
            if not self.faults:
                self.faults.append(Fault(self._line, "Ligne", "", "aucune colonne reconnue n’est remplie"))
            return None
        situation = answered[SITUATION]
        return Entry(
            self._line,
            hashlib.sha256("\0".join(self._cells).encode(errors="replace")).hexdigest(),
            answered[PERSONNE],
            situation.with_(NOTE, self._noted(situation[NOTE])),
            tuple(self._inside(answered)),
        )

    def _values(self) -> dict[Noun, dict[str, object]]:
        values: dict[Noun, dict[str, object]] = {noun: {} for noun in NOUNS}
        for index, question in self._table.questions:
            cell = self._cells[index]
            if question is WHOLE_NAME:
                family, first = split(cell)
                values[PERSONNE] |= {personne.NOM.code: family, personne.PRENOM.code: first}
                continue
            try:
                value = self._value(index, question, cell)
            except Unread as unread:
                self._not_understood(index, str(unread))
                continue
            values[question.noun][question.field.code] = value
            if question.field is accueil.DATE_ACCUEIL and isinstance(value, date):
                self._day = min(value, self._table.today)
        directed = values[ORIENTATION]
        if self._is_refused and directed.get(orientation.ETAT.code) is None:
            directed[orientation.ETAT.code] = orientation.REFUSEE
        return values

    def _value(self, index: int, question: Question, cell: str) -> object:
        """The answer of a cell; the words that had to be explained are noted, since they say more than it."""
        table, field = self._table, question.field

        def said(word: str) -> str | None:
            return table.said(question, word)

        found = table.words_of(index, question, cell)
        if any(said(word) is not None for word in found):
            self._notes[index] = cell
        if field is orientation.DESTINATAIRE and found:
            codes = dict.fromkeys(option(orientation.DESTINATAIRE, word, said) for word in found)
            self._is_refused = REFUSED in codes
            self._directed = tuple(code for code in codes if code not in (REFUSED, UNANSWERED))
            return self._directed[0] if self._directed else None
        return read_cell(field, cell, self._day, said)

    def _inside(self, answered: Mapping[Noun, Answers]) -> Iterator[tuple[Noun, Answers]]:
        """The evaluation, and one orientation for each service that the cell names."""
        for noun in (EVALUATION, ORIENTATION):
            if answers := answered[noun]:
                yield noun, _dated(answers, answered[SITUATION])
        for code in self._directed[1:]:
            other = answered[ORIENTATION].with_(orientation.DESTINATAIRE, code)
            yield ORIENTATION, _dated(other, answered[SITUATION])

    def _checked(self, noun: Noun, answers: Answers) -> Answers:
        """Without what is no possible answer, which is told or noted."""
        for problem in problems(answers, self._table.today):
            for index, question in self._table.questions:
                if question.noun is noun and problem.path in _answered_by(question):
                    self._not_understood(index, problem.sentence)
            answers = answers.taking(Answers(noun.form), noun.form.field(problem.path))
        return answers

    def _not_understood(self, index: int, expected: str) -> None:
        column = self._table.columns[index]
        is_noted = self._table.noting or _is_uncounted(column)
        if is_noted and not is_of(column, accueil.DATE_ACCUEIL):
            self._notes[index] = self._cells[index]
            self.was_noted = True
        else:
            self.faults.append(Fault(self._line, self._table.header[index], self._cells[index], expected))

    def _noted(self, said: str | None) -> str | None:
        """What is said already, then the words that answer no question, each after its title."""
        kept = {**{index: self._cells[index] for index in self._table.apart}, **self._notes}
        lines = (
            f"{self._table.header[index]} : {text.strip()}"
            for index, text in sorted(kept.items())
            if text.strip()
        )
        return "\n".join(filter(None, (said, *lines))) or None


def _is_uncounted(column: Column) -> bool:
    """Whether no figure rests on it, as on a telephone that says *refus*: a note does as well."""
    return is_of(column, personne.TELEPHONE) or is_of(column, personne.COURRIEL)


def _answered_by(question: Question) -> frozenset[str]:
    """The codes of what a column answers."""
    both = (personne.NOM.code, personne.PRENOM.code)
    return frozenset(both if question is WHOLE_NAME else (question.field.code,))


def _dated(answers: Answers, situation: Answers) -> Answers:
    """What bears no date of its own happened at the first contact."""
    field = answers.form.fact_date
    if field is None or answers[field] is not None:
        return answers
    return answers.with_(field, situation[accueil.DATE_ACCUEIL])
