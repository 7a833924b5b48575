"""Tables that come from outside, as rows of text cells: bounded before they fill the memory, never run.

A spreadsheet is read for what its cells show: of a formula its last result, of a date the day.
"""

import csv
import hashlib
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from models.dates import written
from models.failure import Failure
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


@dataclass(frozen=True, repr=False)
class Line:
    """``number`` is the one that the spreadsheet shows beside the row; as many cells as the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Incoming:
    """``digest`` tells whether the same file came before; ``other_sheets`` is how many were not read."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    digest: str
    other_sheets: int = 0


class Stopped(Exception):
    """Reading was given up because it was asked to."""


def read(path: Path, stopped: Callable[[], bool] = lambda: False) -> Incoming:
    """The first sheet that is not empty of an XLSX, ODS or CSV file, whatever its name ends with.

    The header is the first row with two cells or more; empty rows are left out. ``Failure`` when it
    is no such file; ``Stopped`` when ``stopped`` says so.
    """
    data = _bytes(path)
    rows, others = _sheet(data)
    try:
        found = list(_bounded(rows, stopped))
    except (Failure, Stopped):
        raise
    except (MemoryError, Exception):  # whatever a hostile file makes a reader raise
        raise _damaged() from None
    return _incoming(found, hashlib.sha256(data).hexdigest(), others)


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


def _sheet(data: bytes) -> tuple[Iterator[Numbered], int]:
    if data.startswith(b"PK"):
        return _archive(data)
    if data.startswith(_OLD_FORMAT):
        raise _protected() if _ENCRYPTED in data else _unknown()
    if data.startswith(b"%PDF") or (b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise _unknown()
    return _text_rows(_decoded(data)), 0


def _archive(data: bytes) -> tuple[Iterator[Numbered], int]:
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


def _workbook(data: bytes) -> tuple[Iterator[Numbered], int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return _first([_worksheet(sheet) for sheet in shown])


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


def _open_document(archive: zipfile.ZipFile) -> tuple[Iterator[Numbered], int]:
    sheets = opendocument.sheets(archive.open("content.xml"), MOST_COLUMNS)
    return _first_of(sheets)


def _first(sheets: list[Iterator[Numbered]]) -> tuple[Iterator[Numbered], int]:
    for index, rows in enumerate(sheets):
        for row in rows:
            if any(row[1]):
                return _chained(row, rows), len(sheets) - index - 1
    return iter(()), 0


def _first_of(sheets: Iterator[Iterator[Numbered]]) -> tuple[Iterator[Numbered], int]:
    """Sheets that can be read only one after the other: how many follow is not known."""
    for rows in sheets:
        for row in rows:
            return _chained(row, rows), 0
    return iter(()), 0


def _chained(first: Numbered, rows: Iterator[Numbered]) -> Iterator[Numbered]:
    yield first
    yield from rows


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


def _bounded(rows: Iterator[Numbered], stopped: Callable[[], bool]) -> Iterator[Numbered]:
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
        if count > MOST_ROWS + 1 or len(kept) > MOST_COLUMNS:
            raise _too_large()
        yield line, kept


def _incoming(rows: list[Numbered], digest: str, others: int) -> Incoming:
    if not rows:
        raise _empty()
    at = next((index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), 0)
    below = rows[at + 1 :]
    if not below:
        raise _empty()
    width = max(len(cells) for _, cells in rows[at:])
    titles = rows[at][1] + [""] * (width - len(rows[at][1]))
    header = tuple(title or f"Colonne {index}" for index, title in enumerate(titles, start=1))
    lines = (Line(number, (*cells, *[""] * (width - len(cells)))) for number, cells in below)
    return Incoming(header, tuple(lines), digest, others)


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
