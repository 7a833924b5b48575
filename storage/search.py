"""By which words a person is found: what the index holds of her, and how what is typed is asked of it.

Both sides go through ``models.spelling``, so that accents, case, ligatures, hyphens and apostrophes
never matter.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from models import first_words, sounds, telephone
from models.fields import Answers, ListField, PhoneField, TextField, VagueDateField
from models.spelling import is_slip, words

_NUMBER = re.compile(r"(?<!\w)(?:\+|\d)[\d\s.\-/()]*\d(?!\w)")
"""At least two digits and what may separate them, no letter against them: part of a telephone number."""

_SPELLED = "{noms numeros}"
"""The columns in which what is typed is looked for as it is written."""

_SLIP = 5
"""Letters from which a word is also found with one letter wrong, but for the first."""

_HEARD = 3
"""Letters of the last word from which the words are also heard as one: it may be mute, or unfinished."""

_ENDING = 4
"""The fewest digits by which the end of a telephone number is found."""

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
            digits = _digits(answers[field] or "")
            numbers += [digits[start:] for start in range(0, len(digits) - _ENDING + 1, 2)] or [digits]
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

    In ``spelled`` each word begins one of the index, in any order: the best answers first, the last
    one holds them all. ``heard`` asks only that a word sound like one. Both are empty when no word is
    typed. ``told`` is what must be in any case, ``named`` each word and what is asked for it.
    """

    spelled: tuple[str, ...]
    heard: str
    born: tuple[date, date] | None
    told: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spelled or self.born)


def query(text: str, today: date) -> Query:
    """What is typed in the search box; an age is on ``today``.

    The words are also tried as one: ``le roy`` finds ``Leroy``, ``ve8 nky`` the code VE8-NKY.
    """
    said = first_words.read(text[:_LONGEST], today)
    birth = said.birth
    born = (
        None
        if birth is None or birth.earliest is None or birth.latest is None
        else (birth.earliest, birth.latest)
    )
    numbers = [f'"{_digits(found)}"*' for found in _NUMBER.findall(said.asked)]
    typed = _NUMBER.sub(" ", said.asked)
    named, softened = words(typed), words(_softened(typed))
    if not (numbers or named):
        return Query((), "", born)
    joined = "".join(named) if len(named) > 1 and not numbers else ""
    told = tuple(f"{_SPELLED} : {number}" for number in numbers)
    heard = tuple(_heard_or_spelled(*pair) for pair in zip(named, softened, strict=True))
    heard_as_one = joined and len(named[-1]) >= _HEARD
    together = f" OR {_heard_or_spelled(joined, ''.join(softened))}" if heard_as_one else ""
    return Query(
        _spelled(numbers, named, joined),
        f"({' AND '.join((*told, *heard))}){together}",
        born,
        told,
        tuple(zip(named, heard, strict=True)),
    )


def mistyped(query: Query, vocabulary: Callable[[str], Collection[str]]) -> str:
    """What is asked so that a long word may also be another of the index but for a letter; empty when
    there is none. ``vocabulary`` gives the words of the names that begin with a letter.
    """
    near = {
        word: " OR ".join(f'"{each}"' for each in vocabulary(word[0]) if is_slip(word, each))
        for word, _ in query.named
        if len(word) >= _SLIP
    }
    if not any(near.values()):
        return ""
    asked = (
        f"({otherwise} OR noms : ({near[word]}))" if near.get(word) else otherwise
        for word, otherwise in query.named
    )
    return " AND ".join((*query.told, *asked))


def _spelled(numbers: list[str], named: list[str], joined: str) -> tuple[str, ...]:
    """Whole words before words begun, and the names that begin with one before those that hold it."""
    whole = [f'"{word}"' for word in named]
    begun = [f"{word}*" for word in whole]
    told = [f"{_SPELLED} : {number}" for number in numbers]
    every = f"({_SPELLED} : ({' AND '.join((*numbers, *begun))}))"
    if not named:
        return (every,)

    def names(terms: list[str], *, first: bool = False) -> str:
        asked = " AND ".join((*told, *(f"noms : {term}" for term in terms)))
        return (
            f"({asked}) AND ({' OR '.join(f'noms : ^{term}' for term in terms)})" if first else f"({asked})"
        )

    exact, last = (f' OR noms : "{joined}"', f' OR {_SPELLED} : "{joined}"*') if joined else ("", "")
    tiers = (
        f"({names(whole, first=True)}){exact}",
        names(whole),
        names(whole[:-1] + begun[-1:], first=True),
        names(begun, first=True),
        every + last,
    )
    return tuple(dict.fromkeys(tiers))


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


def _with_joined(text: str) -> list[str]:
    found = words(text)
    return [*found, "".join(found)] if len(found) > 1 else found


def _digits(text: str) -> str:
    """The digits of a number or of its beginning, the same for each way of writing it."""
    canonical = telephone.number(text)
    if canonical is None:
        canonical = re.sub(r"^(\+|00)33\(?0?", "0", re.sub(r"[^\d+(]", "", text))
    return "".join(words(canonical))
