"""Which passphrases are strong enough for a file that can be copied and attacked elsewhere."""

import unicodedata

LEAST_WORDS, LEAST_WITH_FOUR_CLASSES, LEAST_WITH_THREE_CLASSES = 7, 12, 14

RULE = (
    f"Choisissez {LEAST_WORDS} mots différents sans rapport entre eux,"
    f" ou {LEAST_WITH_FOUR_CLASSES} caractères mêlant majuscules, minuscules, chiffres et signes."
)


def normalized(passphrase: str) -> str:
    """The same characters whatever the keyboard composed (Unicode NFKC)."""
    return unicodedata.normalize("NFKC", passphrase)


def weakness(passphrase: str) -> str | None:
    """What is missing, in French; ``None`` when the rule is kept.

    Source: CNIL, délibération 2022-100 of 21 July 2022, password alone: twelve characters
    of four classes, fourteen of three, or seven words. Checked by rule: its own first
    example is 79.55 bits, below the 80 that it stands for.
    """
    text = normalized(passphrase)

    def sign(character: str) -> bool:
        return not character.isalnum() and not character.isspace()

    classes = sum(
        any(test(character) for character in text) for test in (str.isupper, str.islower, str.isdigit, sign)
    )
    strong = (
        len({word.casefold() for word in text.split()}) >= LEAST_WORDS
        or (len(text) >= LEAST_WITH_FOUR_CLASSES and classes == 4)
        or (len(text) >= LEAST_WITH_THREE_CLASSES and classes >= 3)
    )
    if strong:
        return None
    return f"Phrase trop facile à deviner. {RULE}"
