"""What one cell of a spreadsheet can hold, so that a text too long is cut in sight and breaks nothing."""

LONGEST = 32_767
"""Characters: a longer text is left out of the file without a word, or makes it unreadable."""

_CUT = " […] (texte coupé : une cellule ne tient pas plus)"


def fitting(text: str) -> str:
    """The text, or its beginning and the words that say it was cut."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
