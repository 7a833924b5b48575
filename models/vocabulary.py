"""What the words of a sheet stand for, as she said it once: a title for a question, a word for an answer.

A word is known by its digest alone: it is recognised when it comes again, and told to nobody.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.spelling import joined

UNANSWERED = ""
"""Of a word: the question is left without an answer."""


def digest(text: str) -> str:
    """The same for two ways of writing it: accents, case, spaces and signs do not matter."""
    return hashlib.sha256((joined(text) or text.strip()).encode(errors="replace")).hexdigest()


@dataclass(frozen=True, repr=False)
class Vocabulary:
    """``titles`` are keys of columns by the digest of a title; ``words`` are option codes by the key of a
    question and the digest of a word.
    """

    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    words: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def column(self, title: str) -> str | None:
        return self.titles.get(digest(title))

    def option(self, question: str, word: str) -> str | None:
        """The code of the answer, ``UNANSWERED``, or ``None`` when nothing was said of that word."""
        return self.words.get((question, digest(word)))

    def with_column(self, title: str, key: str) -> "Vocabulary":
        return replace(self, titles={**self.titles, digest(title): key})

    def with_option(self, question: str, word: str, code: str | None) -> "Vocabulary":
        """``None`` forgets what was said."""
        kept = {key: each for key, each in self.words.items() if key != (question, digest(word))}
        return replace(self, words=kept if code is None else {**kept, (question, digest(word)): code})
