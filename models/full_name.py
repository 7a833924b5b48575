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

_ANNOUNCING = frozenset(("d", "de", "du", "des", "da", "do", "dos", "von", "van"))
"""Those of them that begin a family name after one first name: ``Anne de la Tour``."""


def split(text: str) -> tuple[str, str]:
    """The family name, then the first names, as they are written; either may be empty.

    Capitals tell the family name wherever it stands: ``LE ROY Anne``, ``Anne LEROY``. Without them the
    first word is the family's, and those after it for as long as particles announce them; a second
    word that is a particle in small letters begins it.
    """
    typed = text.split()
    shouted = [word for word in typed if _is_shouted(word)]
    if shouted and len(shouted) < len(typed):
        return " ".join(shouted), " ".join(word for word in typed if not _is_shouted(word))
    if len(typed) > 1 and _announces(typed[1]) and not _is_particle(typed[0]):
        return " ".join(typed[1:]), typed[0]
    count = next((index for index, word in enumerate(typed) if not _is_particle(word)), len(typed)) + 1
    return " ".join(typed[:count]), " ".join(typed[count:])


def _is_shouted(word: str) -> bool:
    """In capitals, and more than an initial."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def _announces(word: str) -> bool:
    return word[0].islower() and bool(_ANNOUNCING.intersection(words(word)[:1]))


def _is_particle(word: str) -> bool:
    found = words(word)
    return bool(found) and found[-1] in _PARTICLES
