"""The rows of a table that could not be read, as a spreadsheet to correct: text only, nothing that runs.

Its second sheet holds the words that are not understood, each once, to be given an answer of the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from exports.cells import fitting
from models.columns import TO_CORRECT

WORDS = "Mots à relier"
WORD_TITLES = ("Question", "Mot", "Lignes", "Réponse")
_ANSWERS = "Réponses possibles"
_WIDTH = 24


@dataclass(frozen=True, repr=False)
class Unknown:
    """A word that is not understood: the question that it answers, how many rows say it, and the answers."""

    question: str
    text: str
    count: int
    answers: tuple[str, ...]


def correction(
    header: Sequence[str], rows: Iterable[tuple[Sequence[str], str]], words: Sequence[Unknown] = ()
) -> bytes:
    """The same columns, and one that says what is wrong; then the words."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    titles = [title for title in header if title != TO_CORRECT]
    kept = [index for index, title in enumerate(header) if title != TO_CORRECT]
    _fill(
        book,
        book.add_worksheet(TO_CORRECT),
        (*titles, TO_CORRECT),
        ((*(cells[index] for index in kept), wrong) for cells, wrong in rows),
    )
    if words:
        sheet, answers = book.add_worksheet(WORDS), book.add_worksheet(_ANSWERS)
        _fill(book, sheet, WORD_TITLES, ((each.question, each.text, str(each.count), "") for each in words))
        _offer(book, sheet, answers, words)
    book.close()
    return out.getvalue()


def _fill(book: Workbook, sheet: Worksheet, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(titles) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, fitting(title), bold)
    for line, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells):
            if text:
                sheet.write_string(line, column, fitting(text), wrapped)


def _offer(book: Workbook, sheet: Worksheet, answers: Worksheet, words: Sequence[Unknown]) -> None:
    """A list of answers in each cell that awaits one."""
    lists = {each.question: each.answers for each in words}
    rows = max(map(len, lists.values()))
    columns = [[*offered, *[""] * (rows - len(offered))] for offered in lists.values()]
    titles = [f"À « {question} »" for question in lists]  # which are no titles of a table of persons
    _fill(book, answers, titles, zip(*columns, strict=True))
    places = {question: index for index, question in enumerate(lists)}
    for line, word in enumerate(words, start=1):
        column = places[word.question]
        source = f"='{_ANSWERS}'!{xl_range_abs(1, column, len(word.answers), column)}"
        choice = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(line, WORD_TITLES.index("Réponse"), line, WORD_TITLES.index("Réponse"), choice)
