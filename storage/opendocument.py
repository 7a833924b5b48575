"""The rows of an OpenDocument sheet, read one at a time: what is repeated is never written out in full."""

import itertools
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_MOST_SPACES = 100


def sheets(content: IO[bytes], widest: int) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """The name of each sheet of ``content.xml``, and its rows that are not empty, with their line numbers.

    A row that is wider than ``widest`` is one cell too long. Each sheet is to be read before the next.
    """
    events = ElementTree.iterparse(content, ("start", "end"))  # noqa: S314
    for event, element in events:
        if event == "start" and element.tag == f"{_TABLE}table":
            yield element.get(f"{_TABLE}name", ""), _rows(events, widest)


def _rows(
    events: "Iterator[tuple[str, ElementTree.Element]]", widest: int
) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for event, element in events:
        if event == "start":
            continue
        if element.tag == f"{_TABLE}table":
            element.clear()
            return
        if element.tag != f"{_TABLE}table-row":
            continue
        cells, times = _cells(element, widest), _repeated(element, "rows")
        element.clear()
        if cells:
            yield from ((each, cells) for each in range(line, line + times))
        line += times


def _cells(row: ElementTree.Element, widest: int) -> list[str]:
    cells: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        text, times = _value(cell), _repeated(cell, "columns")
        if not text:
            empty += times
            continue
        cells += itertools.islice(itertools.repeat(""), min(empty, widest + 1))
        cells += itertools.islice(itertools.repeat(text), min(times, widest + 1))
        empty = 0
        if len(cells) > widest:
            break
    return cells


def _repeated(element: ElementTree.Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _value(cell: ElementTree.Element) -> str:
    match cell.get(f"{_OFFICE}value-type"):
        case "date":
            return cell.get(f"{_OFFICE}date-value", "")
        case "float" | "percentage" | "currency":
            return cell.get(f"{_OFFICE}value", "").removesuffix(".0")
        case "boolean":
            return "oui" if cell.get(f"{_OFFICE}boolean-value") == "true" else "non"
        case _:
            return "\n".join(map(_paragraph, cell.findall(f"{_TEXT}p")))


def _paragraph(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", "1")), _MOST_SPACES))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag == f"{_TEXT}tab" else "\n")
        elif not child.tag.startswith(_OFFICE):
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
