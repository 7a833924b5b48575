"""By which words a person is found: what the index holds of her, and how what is typed is asked of it.

Both sides go through ``models.spelling``, so that accents, case, ligatures, hyphens and apostrophes
never matter.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from models import sounds, telephone
from models.dates import MONTHS, VagueDate, vague
from models.fields import Answers, ListField, PhoneField, TextField, VagueDateField
from models.spelling import words

_NUMBER = re.compile(r"(?<!\w)(?:\+|\d)[\d\s.\-/()]*\d(?!\w)")
"""At least two digits and what may separate them, no letter against them: part of a telephone number."""

_BIRTH = re.compile(
    r"(?<![\w/.\-+])(?<!\d )(?:n[ée]+e? )?(?:le |en )?(?P<when>"
    r"\d{1,2}([/. \-])\d{1,2}\2(?:19|20)\d\d"
    rf"|(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MONTHS)}) (?:19|20)\d\d"
    r"|\d{1,2}[/.\-](?:19|20)\d\d|(?:19|20)\d\d"
    r"|(?:environ |vers )?\d{1,3} ans?(?: environ)?)(?![\w/.\-])(?! \d)",
    re.IGNORECASE,
)
"""A date of birth, or what is known of it: 12/03/1987, mars 1987, 1987, environ 40 ans."""

_SPELLED = "{noms numeros}"
"""The columns in which what is typed is looked for as it is written."""

_LONGEST = 200
"""Characters; what is typed beyond is not looked at: thousands of words would take minutes."""


def indexed(answers: Answers, code: str) -> tuple[str, str, str]:
    """Her names, how they sound, then her numbers: telephones, and her code with and without hyphen."""
    names: list[str] = []
    heard: list[str] = []
    numbers = _with_joined(code)
    for field in answers.form.fields:
        if isinstance(field, TextField) and field.searched:
            names += _with_joined(answers[field] or "")
            heard += _heard(answers[field] or "")
        elif isinstance(field, PhoneField) and field.searched:
            numbers.append(_digits(answers[field] or ""))
    return " ".join(names), " ".join(dict.fromkeys(heard)), " ".join(filter(None, numbers))


def notes(answers: Answers) -> str:
    """The free texts and, of the items of its lists, the births too: a child is found by her birthday.

    What identifies the person herself is left out.
    """
    found: list[str] = []
    for field in answers.form.fields:
        if isinstance(field, TextField) and not (field.searched or field.internal):
            found.append(answers[field] or "")
        elif isinstance(field, ListField):
            found += [text for item in answers[field] or () for text in (notes(item), *_births(item))]
    return "\n".join(filter(None, found))


def _births(item: Answers) -> list[str]:
    fields = (field for field in item.form.fields if isinstance(field, VagueDateField))
    return [birth.words for field in fields if (birth := item[field]) is not None]


def notes_query(text: str) -> str:
    """What is asked of the index of notes: every word, the last one perhaps unfinished; empty for none."""
    asked = [f'"{word}"' for word in words(text[:_LONGEST])]
    return f"{' AND '.join(asked)}*" if asked else ""


def likeness_query(answers: Answers) -> str:
    """What is asked of the index to find whose identity resembles this one; empty when it says nothing."""
    asked: list[str] = []
    for field in answers.form.fields:
        if isinstance(field, TextField) and field.searched:
            text = answers[field] or ""
            asked += [f'noms : "{word}"' for word in _with_joined(text)]
            asked += [f'sons : "{key}"' for key in _heard(text)]
        elif isinstance(field, PhoneField) and field.searched and (digits := _digits(answers[field] or "")):
            asked.append(f'numeros : "{digits}"')
    return " OR ".join(dict.fromkeys(asked))


@dataclass(frozen=True)
class Query:
    """What is asked of the index, in the syntax of FTS5, and of the interval of birth.

    In ``spelled`` each word begins one of the index, in any order; ``heard`` asks only that it
    sound like one. Both are empty when no word is typed.
    """

    spelled: str
    heard: str
    born: tuple[date, date] | None

    def __bool__(self) -> bool:
        return bool(self.spelled or self.born)


def query(text: str, today: date) -> Query:
    """What is typed in the search box; an age is on ``today``.

    The words are also tried as one: ``le roy`` finds ``Leroy``, ``ve8 nky`` the code VE8-NKY.
    """
    asked, birth = without_birth(text[:_LONGEST], today)
    born = (
        None
        if birth is None or birth.earliest is None or birth.latest is None
        else (birth.earliest, birth.latest)
    )
    numbers = [_digits(found) for found in _NUMBER.findall(asked)]
    typed = _NUMBER.sub(" ", asked)
    named = words(typed)
    spelled = [f'"{term}"*' for term in (*numbers, *named)]
    softened = words(_softened(typed))
    heard = [f'{_SPELLED} : "{number}"*' for number in numbers]
    heard += [_heard_or_spelled(*pair) for pair in zip(named, softened, strict=True)]
    joined = f'"{"".join(named)}"*' if len(named) > 1 and not numbers else ""
    if not spelled:
        return Query("", "", born)
    every = f"({' AND '.join(spelled)})" + (f" OR {joined}" if joined else "")
    together = f" OR {_heard_or_spelled(''.join(named), ''.join(softened))}" if joined else ""
    return Query(f"{_SPELLED} : ({every})", f"({' AND '.join(heard)}){together}", born)


def _heard_or_spelled(term: str, softened: str) -> str:
    keys = _keys(term, softened)
    return " ".join((f'({_SPELLED} : "{term}"*', *(f'OR sons : "{key}"' for key in keys))) + ")"


def _heard(text: str) -> list[str]:
    """The keys of the words, and of all of them as one."""
    return _keys(
        *(each for found in (words(text), words(_softened(text))) for each in (*found, "".join(found)))
    )


def _softened(text: str) -> str:
    """As the cedilla sounds; those who type without accents leave it out."""
    return unicodedata.normalize("NFC", text).replace("ç", "s").replace("Ç", "s")


def _keys(*terms: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(sounds.key, terms))))


def without_birth(text: str, today: date) -> tuple[str, VagueDate | None]:
    """The text without the birth date or the age that is in it, and what these tell."""
    for found in _BIRTH.finditer(text):
        birth = vague(found["when"], today)
        if birth.earliest is not None:
            return f"{text[: found.start()]} {text[found.end() :]}", birth
    return text, None


def _with_joined(text: str) -> list[str]:
    found = words(text)
    return [*found, "".join(found)] if len(found) > 1 else found


def _digits(text: str) -> str:
    """The digits of a number or of its beginning, the same for each way of writing it."""
    canonical = telephone.number(text)
    if canonical is None:
        canonical = re.sub(r"^(\+|00)33\(?0?", "0", re.sub(r"[^\d+(]", "", text))
    return "".join(words(canonical))
