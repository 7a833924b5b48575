"""Text fit for paper: composed letters, French spaces, nothing invisible, nothing the font lacks."""

import re
import unicodedata
from collections.abc import Container, Iterable
from xml.sax.saxutils import escape

UNBREAKABLE = "\u00a0"
REPLACEMENT = "\ufffd"
"""Stands visibly for a character that the font cannot draw."""

_BEFORE = re.compile(r"[ \u00a0\u202f]+(?=[;:!?»%€])")
_AFTER = re.compile(r"(?<=[«])[ \u00a0\u202f]+")
_NUMBERED = re.compile(r"\b(n°|art\.|articles?) (?=\d)", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")


def clean(text: str) -> str:
    """Composed (NFC), without control or invisible characters, lines ended by ``\\n``.

    A space that French typography wants unbreakable becomes so; none is added, since the
    words may be somebody's own.
    """
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    visible = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _INVISIBLE)
    return unbreakable(visible).replace("\u202f", UNBREAKABLE)


def unbreakable(text: str) -> str:
    """The same text, no line of which can end before a sign that goes with the word before it."""
    closed = _AFTER.sub(UNBREAKABLE, _BEFORE.sub(UNBREAKABLE, text))
    return _NUMBERED.sub(rf"\1{UNBREAKABLE}", closed)


_INVISIBLE = frozenset(("Cc", "Cf", "Cs"))
"""Controls, direction marks and joiners, lone surrogates."""


def on_one_line(text: str) -> str:
    """Clean, and without a line break."""
    return " ".join(clean(text).split("\n")).strip()


def missing(texts: Iterable[str], glyphs: Container[int]) -> tuple[str, ...]:
    """The characters of clean texts that the font lacks, each once, in order."""
    return tuple(sorted({c for text in texts for c in text if c != "\n" and ord(c) not in glyphs}))


def printable(text: str, glyphs: Container[int]) -> str:
    """Clean text in which each character that the font lacks is replaced, visibly."""
    return "".join(c if c == "\n" or ord(c) in glyphs else REPLACEMENT for c in clean(text))


def markup(text: str) -> str:
    """The same text for a parser of markup, its line breaks kept."""
    return escape(text).replace("\n", "<br/>")


def described(character: str) -> str:
    """``U+0645 (arabic letter meem)``."""
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'sans nom').lower()})"
