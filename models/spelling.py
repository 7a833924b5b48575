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


def is_slip(one: str, other: str) -> bool:
    """Whether a single letter was left out, added, taken for another, or exchanged with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, left = one[start:], other[start:]
    if rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]:
        return True
    return rest[:2] == left[1::-1] and rest[2:] == left[2:]


def matches(typed: str, text: str) -> bool:
    """Whether each word typed begins a word of the text, or stands within one when it is long enough."""
    there, whole = words(text), joined(text)
    return all(
        any(each.startswith(word) for each in there) or (len(word) > 2 and word in whole)
        for word in words(typed)
    )
