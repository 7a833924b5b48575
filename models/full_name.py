"""A whole name as it is typed in one line: which words are the family's, which are her own."""

from models.spelling import words

_PARTICLES = frozenset(
    (
        *("d", "de", "des", "du", "la", "le", "les", "saint", "sainte", "st", "ste"),
        *("abd", "abou", "al", "bel", "ben", "bint", "bou", "el", "ibn", "ould"),
        *("da", "dal", "del", "della", "di", "do", "dos", "mac", "mc", "san", "santa"),
        *("den", "der", "ten", "ter", "van", "von", "zu"),
    )
)
"""Words that a family name goes on after, in French and in the languages most often met."""


def split(text: str) -> tuple[str, str]:
    """The family name, then the first names, as they are written; either may be empty.

    Capitals tell the family name wherever it stands: ``LE ROY Anne``, ``Anne LEROY``. Without them the
    first word is the family's, and those after it for as long as particles announce them.
    """
    typed = text.split()
    shouted = [word for word in typed if _is_shouted(word)]
    if shouted and len(shouted) < len(typed):
        return " ".join(shouted), " ".join(word for word in typed if not _is_shouted(word))
    count = next((index for index, word in enumerate(typed) if not _is_particle(word)), len(typed)) + 1
    return " ".join(typed[:count]), " ".join(typed[count:])


def _is_shouted(word: str) -> bool:
    """In capitals, and more than an initial."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def _is_particle(word: str) -> bool:
    found = words(word)
    return bool(found) and found[-1] in _PARTICLES
