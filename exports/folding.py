"""Text as a suspicious reader sees it: one spelling for all the ways of writing the same thing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from exports.typography import clean

LONG = 8
"""From so many letters on, one word is found inside longer ones too."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_QUAY = re.compile(r"\bqu\.", re.IGNORECASE)
"""Written out before all else: without its full stop it is that of « qu’il »."""
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_ABBREVIATIONS = {
    "r": "rue",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "bvd": "boulevard",
    "boul": "boulevard",
    "pl": "place",
    "pce": "place",
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
    "nd": "notredame",
    "gd": "grand",
    "gde": "grande",
    "gal": "general",
    "gen": "general",
    "mal": "marechal",
    "cdt": "commandant",
    "col": "colonel",
    "lt": "lieutenant",
    "dr": "docteur",
    "pr": "professeur",
    "pdt": "president",
    "arr": "arrondissement",
    "arrt": "arrondissement",
}
_MANY = frozenset(_ABBREVIATIONS.values())
"""Words that ordinary ones may be taken for: « mal » is not always a marshal."""
BETWEEN = frozenset(("d", "de", "des", "du", "l", "la", "les"))
"""Links that a name is often said without; not « le », which begins a date."""


@dataclass(frozen=True, repr=False)
class Word:
    """A run of letters or of digits, without accent nor case; whether it had a capital."""

    folded: str
    capital: bool


def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, without what is between them."""
    bare = unicodedata.normalize("NFKD", _QUAY.sub("quai", clean(text)).translate(_LIGATURES))
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

    ``capital`` asks that it begin with one, ``after`` that one of these words stand before it; when
    both are given either is enough. ``unless_after`` is what makes another name of it (« Seine »
    before « Saint-Denis »), ``unless_before`` the words that it would count (« 3e étage »).
    ``anywhere`` finds it inside longer words too, ``loose`` without the links between its words.
    """

    words: tuple[Word, ...]
    capital: bool = False
    anywhere: bool = False
    loose: bool = False
    after: frozenset[str] = frozenset()
    unless_after: tuple[str, ...] = ()
    unless_before: frozenset[str] = frozenset()


def needle(
    text: str,
    *,
    capital: bool = False,
    anywhere: bool = False,
    loose: bool = False,
    after: frozenset[str] = frozenset(),
    unless_after: tuple[str, ...] = (),
    unless_before: frozenset[str] = frozenset(),
) -> Needle:
    """The words of a text as something to look for, whole; a long word is found anywhere."""
    found = words(text)
    long = len(found) == 1 and found[0].folded.isalpha() and len(found[0].folded) >= LONG
    return Needle(found, capital, anywhere or long, loose, after, unless_after, unless_before)


@dataclass(frozen=True)
class Lead:
    """What stands before a mention: one of the ``heads``, and nothing but ``links`` in between."""

    heads: frozenset[str]
    links: frozenset[str]


class Haystack:
    """A text in which needles are counted: as it is, abbreviations written out, and without links."""

    def __init__(self, text: str) -> None:
        found = words(text)
        full = _written_out(found)
        self._as_written, self._written_out = _Run(found), _Run(full)
        self._loose = _Run(_without_links(full))

    def count(self, needle: Needle, *, not_led_by: Lead | None = None) -> int:
        """How many times it stands there, but for the mentions with such a lead."""
        if not needle.words:
            return 0
        full = _written_out(needle.words)
        counts = [self._as_written.count(needle, needle.words, not_led_by)]
        if _letters(full) not in _MANY:
            counts.append(self._written_out.count(needle, full, not_led_by))
        short = _without_links(full)
        if needle.loose and len(short) > 1:
            counts.append(self._loose.count(needle, short, not_led_by))
        return max(counts)

    def is_only(self, needle: Needle) -> bool:
        """Whether the text says this and nothing else."""
        return self._written_out.letters == _letters(_written_out(needle.words))


def _without_links(found: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in found if word.folded not in BETWEEN)


def _letters(found: tuple[Word, ...]) -> str:
    return "".join(word.folded for word in found)


class _Run:
    """Words put end to end, so that spaces, hyphens and line breaks do not separate them."""

    def __init__(self, found: tuple[Word, ...]) -> None:
        self.letters = _letters(found)
        self._words = found
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        position = 0
        for number, word in enumerate(found):
            self._starts[position] = number
            position += len(word.folded)
            self._ends[position] = number

    def count(self, needle: Needle, looked_for: tuple[Word, ...], not_led_by: Lead | None) -> int:
        letters = _letters(looked_for)
        return sum(
            self._accepts(needle, start, start + len(letters))
            and not (not_led_by and self._is_led(start, not_led_by))
            for start in self._positions(letters)
        )

    def _positions(self, letters: str) -> Iterator[int]:
        start = self.letters.find(letters)
        while start >= 0:
            yield start
            start = self.letters.find(letters, start + 1)

    def _accepts(self, needle: Needle, start: int, end: int) -> bool:
        whole = start in self._starts and end in self._ends
        if not (whole or needle.anywhere) or self._is_another(needle, start, end):
            return False
        if needle.capital or needle.after:
            capital = needle.capital and whole and self._words[self._starts[start]].capital
            return capital or (whole and self._word_before(start) in needle.after)
        return True

    def _is_another(self, needle: Needle, start: int, end: int) -> bool:
        following = self._words[self._starts[end]].folded if end in self._starts else ""
        return following in needle.unless_before or any(
            self.letters.endswith(other, 0, start) for other in needle.unless_after
        )

    def _word_before(self, start: int) -> str:
        return self._words[self._ends[start]].folded if start in self._ends else ""

    def _is_led(self, start: int, lead: Lead) -> bool:
        for word in reversed(self._words[: self._starts.get(start, 0)]):
            if word.folded in lead.heads:
                return True
            if word.folded not in lead.links:
                return False
        return False
