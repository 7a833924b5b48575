"""The file of an exhibit, as it is kept: a PDF made anew, of which nothing but pages is left."""

from dataclasses import dataclass

LARGEST = 25 * 1024 * 1024
"""Bytes of a file that is taken in."""
MOST_PAGES = 200

NOTHING_TAKEN = "Rien n’a été pris dans le coffre."


@dataclass(frozen=True, repr=False)
class Content:
    """``silent`` counts the pages without a text that a program could read: photos, scans."""

    data: bytes
    pages: int
    silent: int
