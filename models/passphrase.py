"""Which passphrases are strong enough for a file that can be copied and attacked elsewhere."""

import re
import unicodedata

LEAST_WORDS, LEAST_WITH_FOUR_CLASSES, LEAST_WITH_THREE_CLASSES = 7, 12, 14

LEAST_LETTERS, LEAST_DIFFERENT = 25, 8
"""Letters of the different words together, and different characters: ``a b c d e f g`` and
``Aa1!Aa1!Aa1!`` keep the letter of the rule and are guessed at once."""

_A_WORD_AND_A_NUMBER = re.compile(r"[\W_]*(?:[^\W\d_]+[\W_]*\d{1,4}|\d{1,4}[\W_]*[^\W\d_]+)[\W_]*")
"""``Commissariat-2026``: twelve characters of four classes, and the first that a neighbour tries."""

RULE = (
    f"Choisissez {LEAST_WORDS} mots différents sans rapport entre eux,"
    f" ou {LEAST_WITH_FOUR_CLASSES} caractères mêlant majuscules, minuscules, chiffres et signes."
)


def normalized(passphrase: str) -> str:
    """The same characters whatever the keyboard composed (Unicode NFKC), one space between words."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def weakness(passphrase: str) -> str | None:
    """What is missing, in French; ``None`` when the rule is kept.

    Source: CNIL, délibération 2022-100 of 21 July 2022, password alone: twelve characters
    of four classes, fourteen of three, or seven words. Checked by rule: its own first
    example is 79.55 bits, below the 80 that it stands for.
    """
    text = normalized(passphrase)
    words = _words(text)
    if not (len(words) >= LEAST_WORDS or _is_mixed(text)):
        return f"Phrase trop facile à deviner. {RULE}"
    if _repeats(text.casefold()):
        return f"Phrase trop facile à deviner : c’est le même morceau répété. {RULE}"
    if _A_WORD_AND_A_NUMBER.fullmatch(text):
        return f"Phrase trop facile à deviner : c’est un mot et un nombre, comme un lieu et une année. {RULE}"
    if len(set(text)) < LEAST_DIFFERENT:
        return f"Phrase trop facile à deviner : il y faut {LEAST_DIFFERENT} caractères différents. {RULE}"
    if not _is_mixed(text) and sum(map(_letters, words)) < LEAST_LETTERS:
        return (
            f"Phrase trop facile à deviner : ses mots sont trop courts, il y faut {LEAST_LETTERS} lettres"
            f" en tout. {RULE}"
        )
    return None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in text.split()}


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _is_mixed(text: str) -> bool:
    def sign(character: str) -> bool:
        return not character.isalnum() and not character.isspace()

    classes = sum(
        any(test(character) for character in text) for test in (str.isupper, str.islower, str.isdigit, sign)
    )
    return (len(text) >= LEAST_WITH_FOUR_CLASSES and classes == 4) or (
        len(text) >= LEAST_WITH_THREE_CLASSES and classes >= 3
    )


def _repeats(text: str) -> bool:
    """Whether a block of at most half the text, over and over, makes the whole of it."""
    return any(text[block:] == text[:-block] for block in range(1, len(text) // 2 + 1))
