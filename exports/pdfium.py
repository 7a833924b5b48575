"""The pages of a PDF as a reader shows them, in memory alone: their text, and their picture at any size."""

import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import pypdfium2

from models.failure import Failure

MOST_PIXELS = 24_000_000
"""Of a page drawn on the screen: a magnified poster is shown less magnified."""

ALONE = threading.Lock()
"""PDFium wants one thread at a time; the window's and the background one both use it."""


@dataclass(frozen=True, repr=False)
class Raster:
    """A page drawn: rows of ``stride`` bytes, four by pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    data: bytes


class Reader:
    """An open document, to be closed: what PDFium is left with, it frees on any thread at any time.

    Its pages are numbered from 0.
    """

    def __init__(self, data: bytes) -> None:
        with _told(), ALONE:
            self._document = pypdfium2.PdfDocument(data)
            self._pages = len(self._document)

    def __len__(self) -> int:
        return self._pages

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with ALONE:
            self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page as it is shown, in points."""
        with _told(), ALONE:
            return self._document.get_page_size(number)

    def text(self, number: int) -> str:
        """The text of a page, as a reader would select it; a word cut at the end of a line is whole again."""
        with _told(), ALONE, self._page(number) as page:
            textpage = page.get_textpage()
            try:
                return _whole(textpage.get_text_range())
            finally:
                textpage.close()

    def raster(self, number: int, width: int) -> Raster:
        """The page drawn so many pixels wide."""
        across, down = self.size(number)
        scale = min(max(width, 1) / across, (MOST_PIXELS / (across * down)) ** 0.5)
        with _told(), ALONE, self._page(number) as page:
            bitmap = cast("Any", page).render(scale=scale, prefer_bgrx=True)
            try:
                return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()

    @contextmanager
    def _page(self, number: int) -> Generator[pypdfium2.PdfPage]:
        page = self._document[number]
        try:
            yield page
        finally:
            page.close()


_CUT = "\ufffe"
"""What PDFium gives for a hyphen that ends a line, in place of the line’s end too."""


def _whole(text: str) -> str:
    """Before a small letter the word was cut there; before anything else the hyphen belongs to it."""
    return re.sub(rf"{_CUT}(?=(\w)?)", lambda cut: "" if (cut[1] or "").islower() else "-", text)


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except pypdfium2.PdfiumError:
        raise Failure("Ce document ne peut pas être affiché : il est abîmé. Il est resté tel quel.") from None
