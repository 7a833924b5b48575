"""Tables of former years: what the window and the command line both do to check them before importing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exports.correction import WORD_TITLES, WORDS, Unknown, correction
from models.cells import Unread, answers, option
from models.columns import QUESTIONS, Apart, Column, Question, known
from models.fields import AnyClosedField
from models.importing import Reading, Row, Word, read_rows
from models.spelling import joined
from models.vocabulary import UNANSWERED, Vocabulary
from storage import incoming
from storage.incoming import Incoming, Stopped

CORRECTION_NAME = "lignes-a-corriger.xlsx"
WITHOUT_ANSWER = "Sans réponse"
"""What is written beside a word that gives none."""


@dataclass(frozen=True, repr=False)
class Checked:
    """A table, how its columns are matched, and what was read of it."""

    table: Incoming
    columns: tuple[Column, ...]
    reading: Reading

    def titles(self, column: Apart) -> tuple[str, ...]:
        """The titles of the columns that answer no question, by what becomes of them."""
        pairs = zip(self.table.header, self.columns, strict=True)
        return tuple(title for title, each in pairs if each is column)

    def told(self) -> list[str]:
        """What was read, sheet by sheet and row by row, in sentences."""
        reading, table = self.reading, self.table
        told: list[str] = []
        for words, count in (
            ("Mots à relier à une réponse", len(reading.unread_words)),
            ("Lignes importées avec une note de ce qui n’a pas été compris", reading.noted),
            ("Sans date d’accueil, donc dans aucune période", reading.undated),
            ("Titres répétés, mois et totaux, laissés de côté", table.passed),
        ):
            if count:
                told.append(f"{words} : {count}.")
        if table.read:
            told.append(f"Feuilles lues : {', '.join(table.read)}.")
        if table.unread:
            told.append(f"Feuilles sans les titres attendus, non lues : {', '.join(table.unread)}.")
        return [
            f"Lignes lues : {len(table.lines)}, comprises : {len(reading.entries)}, à corriger : "
            f"{reading.faulty_lines}.",
            " · ".join(f"{words} : {count}" for words, count in reading.totals()),
            *filter(None, (" ".join(told),)),
        ]

    def to_correct(self) -> bytes:
        """The rows that were not understood, and the words, as a spreadsheet."""
        wrong: dict[object, list[str]] = {}
        for fault in self.reading.faults:
            wrong.setdefault(fault.line, []).append(fault.sentence)
        return correction(
            self.table.header,
            (
                (line.cells, "\n".join(wrong[line.number]))
                for line in self.table.lines
                if line.number in wrong
            ),
            tuple(self._unknown(word) for word in self.reading.unread_words),
        )

    def _unknown(self, word: Word) -> Unknown:
        question = self.columns[word.column]
        assert isinstance(question, Question)
        assert isinstance(question.field, AnyClosedField)
        return Unknown(
            question.title, word.text, word.count, (WITHOUT_ANSWER, *answers(question.field).values())
        )


def read(path: Path, stopped: Callable[[], bool] = lambda: False) -> Incoming:
    """The rows below the titles, in all the sheets that have them."""
    return incoming.read(path, stopped, known)


def with_words_of(vocabulary: Vocabulary, table: Incoming, path: Path) -> Vocabulary:
    """With what was answered beside the words of a sheet of corrections, when ``table`` is one."""
    if WORDS not in table.unread:
        return vocabulary
    return with_words(vocabulary, path)


def with_words(vocabulary: Vocabulary, path: Path) -> Vocabulary:
    """With the answers of a table of words, of which the columns are ``WORD_TITLES``."""
    expected = {joined(title) for title in WORD_TITLES}
    table = incoming.read(path, titles=lambda cells: len(expected & set(map(joined, cells))))
    places = {joined(title): index for index, title in enumerate(table.header)}
    questions = {joined(each.title): each for each in QUESTIONS}
    question_at, word_at, answer_at = (places.get(joined(WORD_TITLES[each])) for each in (0, 1, 3))
    if question_at is None or word_at is None or answer_at is None:
        return vocabulary
    for line in table.lines:
        question = questions.get(joined(line.cells[question_at]))
        code = _code(question, line.cells[answer_at])
        if question is not None and code is not None:
            vocabulary = vocabulary.with_option(question.key, line.cells[word_at], code)
    return vocabulary


def _code(question: Question | None, answer: str) -> str | None:
    if question is None or not isinstance(question.field, AnyClosedField) or not answer.strip():
        return None
    if joined(answer) == joined(WITHOUT_ANSWER):
        return UNANSWERED
    try:
        return option(question.field, answer)
    except Unread:
        return None


def check(
    table: Incoming,
    columns: Sequence[Column],
    today: date,
    vocabulary: Vocabulary | None = None,
    *,
    noting: bool = False,
    progress: Callable[[int], None] = lambda _done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Checked:
    """Read every row as the columns are matched; ``Stopped`` when ``stopped`` says so."""

    def rows() -> Iterator[Row]:
        for done, line in enumerate(table.lines, start=1):
            if stopped():
                raise Stopped
            progress(done)
            yield line.number, line.cells

    reading = read_rows(table.header, rows(), columns, today, vocabulary, noting=noting)
    return Checked(table, tuple(columns), reading)
