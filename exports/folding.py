"""Text as a suspicious reader sees it: one spelling for all the ways of writing the same thing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from exports.typography import clean

LONG = 8
"""From so many letters on, one word is found inside longer ones too."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_ABBREVIATIONS = {
    "r": "rue",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "pl": "place",
    "imp": "impasse",
    "all": "allee",
    "ch": "chemin",
    "chem": "chemin",
    "sq": "square",
    "rte": "route",
    "fg": "faubourg",
    "fbg": "faubourg",
    "res": "residence",
    "bat": "batiment",
    "st": "saint",
    "ste": "sainte",
    "gal": "general",
    "dr": "docteur",
    "pdt": "president",
}


@dataclass(frozen=True, repr=False)
class Word:
    """A run of letters or of digits, without accent nor case; whether it had a capital."""

    folded: str
    capital: bool


def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, without what is between them."""
    bare = unicodedata.normalize("NFKD", clean(text).translate(_LIGATURES))
    letters = "".join(_digit(c) for c in bare if not unicodedata.combining(c))
    return tuple(Word(run.casefold(), run[0].isupper()) for run in _WORD.findall(letters))


def _digit(character: str) -> str:
    """Any decimal digit as ours: ``٦`` is ``6``."""
    decimal = unicodedata.decimal(character, None)
    return character if decimal is None else str(decimal)


def _written_out(found: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(Word(_ABBREVIATIONS.get(each.folded, each.folded), each.capital) for each in found)


def written_out(word: str) -> str:
    """A word without accent nor case, its abbreviation written out: ``Av`` is ``avenue``."""
    return "".join(each.folded for each in _written_out(words(word)))


@dataclass(frozen=True, repr=False)
class Needle:
    """What is looked for.

    ``capital`` asks that it begin with one; ``anywhere`` finds it inside longer words too.
    """

    words: tuple[Word, ...]
    capital: bool = False
    anywhere: bool = False


def needle(text: str, *, capital: bool = False, anywhere: bool = False) -> Needle:
    """The words of a text as something to look for, whole; a long word is found anywhere."""
    found = words(text)
    long = len(found) == 1 and found[0].folded.isalpha() and len(found[0].folded) >= LONG
    return Needle(found, capital, anywhere or long)


class Haystack:
    """A text in which needles are counted, abbreviations as they are and written out."""

    def __init__(self, text: str) -> None:
        found = words(text)
        self._ways = (_Run(found), _Run(_written_out(found)))

    def count(self, needle: Needle) -> int:
        if not needle.words:
            return 0
        as_written, written_out = self._ways
        return max(
            as_written.count(needle, needle.words),
            written_out.count(needle, _written_out(needle.words)),
        )


class _Run:
    """Words put end to end, so that spaces, hyphens and line breaks do not separate them."""

    def __init__(self, found: tuple[Word, ...]) -> None:
        self._flat = "".join(word.folded for word in found)
        self._starts: dict[int, bool] = {}
        self._ends: set[int] = set()
        position = 0
        for word in found:
            self._starts[position] = word.capital
            position += len(word.folded)
            self._ends.add(position)

    def count(self, needle: Needle, looked_for: tuple[Word, ...]) -> int:
        letters = "".join(word.folded for word in looked_for)
        return sum(self._accepts(needle, start, len(letters)) for start in self._positions(letters))

    def _positions(self, letters: str) -> Iterator[int]:
        start = self._flat.find(letters)
        while start >= 0:
            yield start
            start = self._flat.find(letters, start + 1)

    def _accepts(self, needle: Needle, start: int, length: int) -> bool:
        whole = start in self._starts and start + length in self._ends
        if needle.capital:
            return whole and self._starts[start]
        return whole or needle.anywhere
