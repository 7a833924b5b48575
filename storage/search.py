"""By which words a person is found: what the index holds of her, and how what is typed is asked of it.

Both sides go through ``words``, so that accents, case, ligatures, hyphens and apostrophes
never matter.
"""

import re
import unicodedata

from models import telephone
from models.fields import Answers, PhoneField, TextField

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_NUMBER = re.compile(r"(?<!\w)(?:\+|\d)[\d\s.\-/()]*\d(?!\w)")
"""At least two digits and what may separate them, no letter against them: part of a telephone number."""

_LONGEST = 200
"""Characters; what is typed beyond is not looked at: thousands of words would take minutes."""


def words(text: str) -> list[str]:
    """Runs of letters and digits, without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join(bare).split()


def indexed(answers: Answers, code: str) -> tuple[str, str]:
    """Her names, then her numbers: telephones, and her code with and without hyphen."""
    names: list[str] = []
    numbers = _with_joined(code)
    for field in answers.form.fields:
        if isinstance(field, TextField) and field.searched:
            names += _with_joined(answers[field] or "")
        elif isinstance(field, PhoneField) and field.searched:
            numbers.append(_digits(answers[field] or ""))
    return " ".join(names), " ".join(filter(None, numbers))


def query(text: str) -> str:
    """In the syntax of FTS5: each word begins one of the index, in any order; empty when nothing is asked.

    The words are also tried as one: ``le roy`` finds ``Leroy``, ``ve8 nky`` the code VE8-NKY.
    """
    asked = text[:_LONGEST]
    numbers = [_digits(found) for found in _NUMBER.findall(asked)]
    named = words(_NUMBER.sub(" ", asked))
    terms = [f'"{term}"*' for term in (*numbers, *named)]
    every = " AND ".join(terms)
    return f'({every}) OR "{"".join(named)}"*' if len(named) > 1 and not numbers else every


def _with_joined(text: str) -> list[str]:
    found = words(text)
    return [*found, "".join(found)] if len(found) > 1 else found


def _digits(text: str) -> str:
    """The digits of a number or of its beginning, the same for each way of writing it."""
    canonical = telephone.number(text)
    if canonical is None:
        canonical = re.sub(r"^(\+|00)33\(?0?", "0", re.sub(r"[^\d+(]", "", text))
    return "".join(words(canonical))
