"""Tables of former years: what the window and the command line both do to check them before importing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exports.correction import correction
from models.importing import Question, Reading, Row, read_rows
from storage.incoming import Incoming, Stopped

CORRECTION_NAME = "lignes-a-corriger.xlsx"


@dataclass(frozen=True, repr=False)
class Checked:
    """A table, how its columns are matched, and what was read of it."""

    table: Incoming
    columns: tuple[Question | None, ...]
    reading: Reading

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The titles of the columns that answer no question."""
        pairs = zip(self.table.header, self.columns, strict=True)
        return tuple(title for title, question in pairs if question is None)

    def to_correct(self) -> bytes:
        """The rows that were not understood, as a spreadsheet."""
        wrong: dict[int, list[str]] = {}
        for fault in self.reading.faults:
            wrong.setdefault(fault.line, []).append(fault.sentence)
        return correction(
            self.table.header,
            (
                (line.cells, "\n".join(wrong[line.number]))
                for line in self.table.lines
                if line.number in wrong
            ),
        )


def check(
    table: Incoming,
    columns: Sequence[Question | None],
    today: date,
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

    return Checked(table, tuple(columns), read_rows(table.header, rows(), columns, today))
