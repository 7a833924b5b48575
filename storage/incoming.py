"""Tables that come from outside, as rows of text cells: bounded before they fill the memory, never run.

A spreadsheet is read for what its cells show: of a formula its last result, of a date the day. Its sheets
are read one after the other, since a year is often kept as twelve; of each, the rows below its titles.
"""

import csv
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from models.dates import MONTHS, written
from models.failure import Failure
from models.importing import Place
from models.spelling import joined, words
from storage import opendocument

MOST_BYTES = 50_000_000
MOST_UNPACKED = 100_000_000
"""Bytes of the parts that are read, once unpacked, as the archive declares them and is held to."""
MOST_PARTS = 5_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500
_LAST_LINE = 1_048_576

_SEPARATORS = (";", "\t", ",", "|")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOTHING_READ = "rien n’a été lu ni enregistré"

Numbered = tuple[int, list[str]]
Sheet = tuple[str, Iterator[Numbered]]
"""Its name, and its rows."""

Titles = Callable[[Sequence[str]], int]
"""How many of the cells of a row are titles that are expected."""


@dataclass(frozen=True, repr=False)
class Line:
    """``number`` is the place that the spreadsheet shows; as many cells as the header."""

    number: Place
    cells: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Incoming:
    """``digest`` tells whether the same file came before; ``read`` are the names of the sheets that were
    read, when there are several, and ``unread`` of those that were not.

    ``passed`` is how many rows were titles or totals.
    """

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    digest: str
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    passed: int = 0


class Stopped(Exception):
    """Reading was given up because it was asked to."""


def read(
    path: Path, stopped: Callable[[], bool] = lambda: False, titles: Titles = lambda _cells: 0
) -> Incoming:
    """The rows of an XLSX, ODS or CSV file, whatever its name ends with.

    The header is the row of most ``titles`` among the first ones, or else the first row with two cells or
    more; the sheets that have one are read, or else the first that is not empty. Empty rows, totals and
    months that stand alone are left out. ``Failure`` when it is no such file; ``Stopped`` when
    ``stopped`` says so.
    """
    data = _bytes(path)
    try:
        found = _tables(_sheets(data), stopped, titles)
    except (Failure, Stopped):
        raise
    except (MemoryError, Exception):  # whatever a hostile file makes a reader raise
        raise _damaged() from None
    return _incoming(found, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Failure(
            "Ce fichier ne peut pas être lu. Vérifiez qu’il est toujours là et qu’il n’est pas ouvert "
            f"dans un autre logiciel ; {_NOTHING_READ}."
        ) from None
    if len(data) > MOST_BYTES:
        raise _too_large()
    if not data.strip():
        raise _empty()
    return data


def _sheets(data: bytes) -> Iterator[Sheet]:
    if data.startswith(b"PK"):
        return _archive(data)
    if data.startswith(_OLD_FORMAT):
        raise _protected() if _ENCRYPTED in data else _unknown()
    if data.startswith(b"%PDF") or (b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise _unknown()
    return iter([("", _text_rows(_decoded(data)))])


def _archive(data: bytes) -> Iterator[Sheet]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or _unpacked(parts) > MOST_UNPACKED:
            raise _too_large()
        names = {part.filename for part in parts}
        if any(part.flag_bits & 1 for part in parts) or _is_protected(archive, names):
            raise _protected()
        if "xl/workbook.xml" in names:
            return _workbook(data)
        if "content.xml" in names and b"spreadsheet" in archive.read("mimetype"):
            return _open_document(archive)
    except Failure:
        raise
    except (MemoryError, Exception):
        raise _damaged() from None
    raise _unknown()


def _unpacked(parts: Iterable[zipfile.ZipInfo]) -> int:
    """Pictures and the like are never unpacked."""
    return sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels", "mimetype")))


def _is_protected(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def _workbook(data: bytes) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return iter([(each.title, _worksheet(each)) for each in book.worksheets if each.sheet_state == "visible"])


def _worksheet(sheet: Any) -> Iterator[Numbered]:
    sheet.reset_dimensions()  # what it declares of its size may be wrong
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if line > _LAST_LINE:
                raise _too_large()
            yield line, [_shown(value) for value in values]


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            clock = "" if value.time() == time() else f" {value:%H:%M}"
            return f"{written(value.date())}{clock}"
        case date():
            return written(value)
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


def _open_document(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    return opendocument.sheets(archive.open("content.xml"), MOST_COLUMNS)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _text_rows(text: str) -> Iterator[Numbered]:
    start = text[:100_000]
    skipped = 0
    if start.lower().startswith("sep="):
        skipped = 1
        separator = start[4:5]
    else:
        separator = max(_SEPARATORS, key=lambda each: _width(start, each))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    for line, cells in enumerate(rows, start=1):
        if line > skipped:
            yield line, cells


def _width(text: str, separator: str) -> int:
    """How many cells the separator makes of the widest of the first rows."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return max((len(row) for row, _ in zip(rows, range(5), strict=False)), default=0)
    except csv.Error:
        return 0


@dataclass(repr=False)
class _Table:
    """One sheet: its titles, how many are expected ones, and the rows below; none when it is empty."""

    name: str
    header: list[str]
    known: int
    rows: list[Numbered]
    passed: int


def _tables(sheets: Iterator[Sheet], stopped: Callable[[], bool], titles: Titles) -> list[_Table]:
    """Each sheet that is not empty; no more rows in all than may be."""
    found: list[_Table] = []
    room = MOST_ROWS + 1
    for name, rows in sheets:
        kept = list(_bounded(rows, stopped, room))
        room -= len(kept)
        if kept:
            found.append(_table(name, kept, titles))
    return found


def _bounded(rows: Iterator[Numbered], stopped: Callable[[], bool], room: int) -> Iterator[Numbered]:
    count = 0
    for line, cells in rows:
        if stopped():
            raise Stopped
        kept = [cell.strip().replace("\r\n", "\n") for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            continue
        count += 1
        if count > room or len(kept) > MOST_COLUMNS:
            raise _too_large()
        yield line, kept


_HEADER_WITHIN = 15
"""Rows, of those that are not empty, among which the titles are looked for."""


def _table(name: str, rows: list[Numbered], titles: Titles) -> _Table:
    first = [titles(cells) for _, cells in rows[:_HEADER_WITHIN]]
    at = next((index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), 0)
    if max(first) > 1:
        at = first.index(max(first))
    below = [(line, cells) for line, cells in rows[at + 1 :] if not _is_passed(cells, rows[at][1])]
    width = max(len(cells) for _, cells in rows[at:])
    header = rows[at][1] + [""] * (width - len(rows[at][1]))
    named = [title or f"Colonne {index}" for index, title in enumerate(header, start=1)]
    return _Table(name, named, max(first), below, len(rows) - at - 1 - len(below))


_TOTAL = re.compile(r"(?:sous)?tota(?:l|ux)(?:general|annuel|annee|mois|dumois|\d*)|moyenne")


def _is_passed(cells: list[str], header: list[str]) -> bool:
    """Titles again, totals, or a month that stands alone above its rows."""
    said = [cell for cell in cells if cell]
    if cells == header or _TOTAL.fullmatch(joined(said[0])):
        return True
    return len(said) == 1 and len(header) > 1 and words(said[0])[:1] in _MONTHS and len(words(said[0])) < 3


_MONTHS = tuple(words(month) for month in MONTHS)


def _incoming(tables: list[_Table], digest: str) -> Incoming:
    expected = [table for table in tables if table.known > 1 and table.rows] or tables[:1]
    if not any(table.rows for table in expected):
        raise _empty()
    header = _all_titles(expected)
    several = len(expected) > 1
    lines = (
        Line(f"{number} de « {table.name} »" if several else number, cells)
        for table in expected
        for number, cells in _under(header, table)
    )
    return Incoming(
        header,
        tuple(lines),
        digest,
        tuple(table.name for table in expected) if several else (),
        tuple(table.name for table in tables if table not in expected),
        sum(table.passed for table in expected),
    )


def _all_titles(tables: list[_Table]) -> tuple[str, ...]:
    """Those of the first sheet, then what the others add; the same column may stand elsewhere in them."""
    found = list(tables[0].header)
    for table in tables[1:]:
        have = set(map(_folded, found))
        found += [title for title in table.header if _folded(title) not in have]
    return tuple(found)


def _folded(title: str) -> str:
    return joined(title) or title


def _under(header: tuple[str, ...], table: _Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a sheet, each cell under its title; those under a title that is there twice are joined."""
    if list(header[: len(table.header)]) == table.header:
        places = list(range(len(table.header)))
    else:
        folded = [_folded(title) for title in header]
        places = [folded.index(_folded(title)) for title in table.header]
    for number, cells in table.rows:
        row = [""] * len(header)
        for place, cell in zip(places, cells, strict=False):
            row[place] = cell if not row[place] else f"{row[place]}\n{cell}".strip()
        yield number, tuple(row)


def _empty() -> Failure:
    return Failure(
        "Ce fichier n’a aucune ligne à lire sous une ligne de titres. Vérifiez que c’est le bon fichier ; "
        f"{_NOTHING_READ}."
    )


def _unknown() -> Failure:
    return Failure(
        "Ce fichier n’est pas un tableau au format XLSX, ODS ou CSV, quel que soit son nom. Ouvrez-le dans "
        f"un tableur et enregistrez-le au format XLSX, puis recommencez ; {_NOTHING_READ}."
    )


def _protected() -> Failure:
    return Failure(
        "Ce classeur est protégé par un mot de passe. Ouvrez-le dans un tableur, enregistrez-le sans mot de "
        f"passe, puis recommencez ; {_NOTHING_READ}."
    )


def _damaged() -> Failure:
    return Failure(
        "Ce fichier est abîmé ou incomplet. Ouvrez-le dans un tableur et enregistrez-le de nouveau, ou "
        f"reprenez-en une autre copie ; {_NOTHING_READ}."
    )


def _too_large() -> Failure:
    most = f"{MOST_ROWS:_}".replace("_", "\N{NARROW NO-BREAK SPACE}")
    return Failure(
        f"Ce tableau est trop grand : pas plus de {most} lignes, {MOST_COLUMNS} colonnes et "
        f"{MOST_BYTES // 1_000_000} Mo. Partagez-le en plusieurs fichiers ; {_NOTHING_READ}."
    )
