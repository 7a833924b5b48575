"""Structures brought from a sheet: what would be added, what changed, and what is not understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.cells import Unread, read_cell
from models.directory import Entry, found
from models.fields import Answers, AnyField
from models.forms import structure
from models.importing import Place
from models.spelling import joined


@dataclass(frozen=True, repr=False)
class Brought:
    """``changes`` pairs each structure with the entry that it completes, ``None`` for a new one."""

    changes: tuple[tuple[Entry | None, Answers], ...]
    problems: tuple[str, ...]

    @property
    def added(self) -> int:
        return sum(entry is None for entry, _ in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.added


def brought(
    header: Sequence[str], lines: Iterable[tuple[Place, Sequence[str]]], entries: Sequence[Entry], today: date
) -> Brought:
    """Read each line by its titles; a cell that is empty changes nothing of what is known."""
    columns = [_field(title) for title in header]
    if structure.NOM not in columns:
        return Brought((), (f"Aucune colonne ne s’appelle « {structure.NOM.label} ».",))
    changes: dict[str, tuple[Entry | None, Answers]] = {}
    problems: list[str] = []
    for number, cells in lines:
        said, wrong = _read(columns, cells, today)
        name = said[structure.NOM] or ""
        if wrong or not name:
            problems.append(f"Ligne {number} : {wrong or 'il manque le nom'}.")
            continue
        known = found(entries, name)
        base = known.answers if known else Answers(structure.FORM).with_(structure.NOM, name)
        answers = base.taking(said, *(field for field in said.answered() if field is not structure.NOM))
        if answers != base:
            changes[joined(name)] = known, answers
    return Brought(tuple(changes.values()), tuple(problems))


def _field(title: str) -> AnyField | None:
    wanted = joined(title)
    same = (each for each in structure.FORM.asked if wanted in (joined(each.code), joined(each.label)))
    return next(same, None)


def _read(columns: Sequence[AnyField | None], cells: Sequence[str], today: date) -> tuple[Answers, str]:
    """What a line says, and what is not understood in it."""
    values: dict[str, object] = {}
    wrong: list[str] = []
    for field, cell in zip(columns, cells, strict=True):
        if field is not None and cell.strip():
            try:
                values[field.code] = read_cell(field, cell.strip(), today)
            except Unread as unread:
                wrong.append(f"« {field.label} » : {unread}")
    return Answers(structure.FORM, values), " ; ".join(wrong)
