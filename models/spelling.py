"""Words as they are compared: without accents, case, ligatures, hyphens or apostrophes."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def words(text: str) -> list[str]:
    """Runs of letters and digits, without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join(bare).split()


def joined(text: str) -> str:
    """All the words as one: ``Le Roy`` and ``Leroy`` are the same."""
    return "".join(words(text))


def matches(typed: str, text: str) -> bool:
    """Whether each word typed begins a word of the text, or stands within one when it is long enough."""
    there, whole = words(text), joined(text)
    return all(
        any(each.startswith(word) for each in there) or (len(word) > 2 and word in whole)
        for word in words(typed)
    )
