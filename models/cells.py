"""The answer that a cell of a sheet gives to a question."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias, assert_never

from models.dates import MONTHS, OLDEST_AGE, VagueDate, vague
from models.fields import (
    NON,
    NON_RENSEIGNE,
    OUI,
    Address,
    AddressField,
    AnyClosedField,
    AnyField,
    ChoiceField,
    DateField,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, orientation, personne
from models.spelling import joined, words
from models.vocabulary import UNANSWERED

Said: TypeAlias = Callable[[str], str | None]
"""What she said that a word stands for: a code, ``UNANSWERED``, or ``None`` when she said nothing."""

_OPTIONS_ALSO: tuple[tuple[AnyField, Mapping[str, tuple[str, ...]]], ...] = (
    (
        personne.SEXE,
        {
            "femme": ("fille", "mme", "madame", "mlle", "mademoiselle"),
            "homme": ("garçon", "mr", "monsieur"),
        },
    ),
    (
        accueil.STATUT,
        {
            accueil.VICTIME: ("v", "vict", "victimes"),
            accueil.MIS_EN_CAUSE: ("mise en cause", "mis en cause"),
            accueil.HORS_CHAMP_PENAL: ("hors champ", "hors pénal"),
        },
    ),
    (accueil.RANG, {"premier": ("1er", "1er contact", "premier contact", "première fois", "nouveau")}),
    (accueil.RESIDENCE, {"sans_domicile_stable": ("SDF", "sans domicile", "sans domicile fixe")}),
    (accueil.PROBLEMATIQUE, {"violences_couple": ("vc", "violence conjugale")}),
    (orientation.DESTINATAIRE, {"maison_des_femmes": ("mdf",), "tribunal": ("jaf",)}),
)
"""How sheets write answers, besides their code, their label and what else they are called."""

REFUSED = f"{orientation.ETAT.code}.{orientation.REFUSEE}"
"""Of a word of the column of services: she refused the orientation, whatever the service."""

_REFUSALS = {REFUSED: "Refusée par la personne, sans dire vers qui"}
_REFUSED_ALSO = (
    "refus",
    "refuse",
    "refusé",
    "refusée",
    "refusée par la personne",
    "ne souhaite pas",
    "ne veut pas",
)

_YES = {"o": OUI.code, "x": OUI.code, "n": NON.code}
_NOTHING = {"", "nr", "nc", "nsp", "nonrenseigne", "inconnu", "inconnue"}


class Unread(Exception):
    """A cell that is no answer to the question; ``str()`` says what is expected."""


def nothing_said(_word: str) -> None:
    """Of a column of which nothing was said."""


def read_cell(field: AnyField, text: str, on: date, said: Said = nothing_said) -> object:
    """The answer that a cell gives, ``None`` when it gives none; an age is told on the day ``on``."""
    text = text.strip()
    match field:
        case TextField():
            return text or None
        case PhoneField():
            return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text or None
        case AddressField():
            return _address(text)
        case DateField():
            return None if joined(text) in _NOTHING else _day(text, on)
        case VagueDateField():
            return None if joined(text) in _NOTHING else _vague(text, on)
        case NumberField():
            return None if joined(text) in _NOTHING else _number(text)
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return (option(field, text, said) or None) if joined(text) else None
        case MultiChoiceField():
            return frozenset(filter(None, (option(field, word, said) for word in several(field, text, said))))
        case ListField() | LinksField():
            raise Unread("cette question ne se lit pas dans une colonne")
        case _:
            assert_never(field)


def option(field: AnyClosedField, word: str, said: Said = nothing_said) -> str:
    """The code of the answer that a word gives, or ``UNANSWERED`` when she said that it gives none."""
    code = said(word)
    if code is not None and (code == UNANSWERED or code in answers(field)):
        return code
    known = _codes(field).get(joined(word))
    if known is None:
        raise Unread(_expected(field))
    return known


def answers(field: AnyClosedField) -> Mapping[str, str]:
    """What a word of the column may mean, by code: the options, and what another question answers for it."""
    return {**field.labels, **_REFUSALS} if field is orientation.DESTINATAIRE else field.labels


def several(field: AnyClosedField, text: str, said: Said = nothing_said) -> Iterator[str]:
    """The words of a cell of which each is an answer.

    Separated by ``;`` or line breaks, or else by commas and such, which a label may hold too.
    """
    known = _codes(field)
    for part in re.split(r"[;\n]", text):
        if joined(part) in known or said(part) is not None:
            yield part.strip()
        else:
            yield from (each.strip() for each in re.split(r"[,/+]|\bet\b", part) if joined(each))


def _address(text: str) -> Address | None:
    """The lines of an address; the last one may bear the postal code, of which a sheet drops a first 0."""
    lines = [line.strip(" ,") for line in text.split("\n")]
    found = re.fullmatch(r"(?:(.*?)[\s,]+)?(\d{4,5})\s+(\D.*)", lines[-1])
    if not text:
        return None
    street, more = lines[0], ", ".join(lines[1:])
    if found is None:
        return Address(street, more)
    if len(lines) == 1:
        return Address(found[1] or "", "", found[2].zfill(5), found[3])
    more = ", ".join(filter(None, (*lines[1:-1], found[1])))
    return Address(street, more, found[2].zfill(5), found[3])


_CLOCK = re.compile(r"(?: [àa])?[ T]\d{1,2} ?[:hH] ?(?:\d{2}(?::\d{2}(?:\.\d+)?)?)?$")
_WEEKDAY = re.compile(
    r"(?i)^(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?)"
    r"\.? +(?=\d{1,2}\D)"
)
_SPELT = re.compile(r"(?i)^(\d{1,2})(?:er)?[ -]([a-zéû]{3,9})\.?[ -](\d{2}|\d{4})$")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_FIRST_DAY = date(1899, 12, 30)
"""From which spreadsheets count the days."""


def _plainly(text: str, on: date) -> str:
    """A date without its clock and its weekday, its month whole: ``lun. 12-mars-11`` is ``12 mars 2011``."""
    bare = _WEEKDAY.sub("", _CLOCK.sub("", text))
    if _SERIAL.fullmatch(bare):
        return (_FIRST_DAY + timedelta(days=int(bare[:5]))).isoformat()
    if found := _SPELT.match(bare):
        months = [month for month in MONTHS if joined(month).startswith(joined(found[2]))]
        year = int(found[3]) if len(found[3]) == 4 else on.year - (on.year - int(found[3])) % 100
        return f"{found[1]} {months[0]} {year}" if len(months) == 1 else bare
    return bare


def _day(text: str, on: date) -> date:
    exact = vague(_plainly(text, on), on).exact
    if exact is None:
        raise Unread("une date est attendue, comme 12/03/2012 ou 12 mars 2012")
    return exact


def _vague(text: str, on: date) -> VagueDate:
    bare = re.sub(r"^(?:env\.? ?|~ ?|± ?)(?=\d)", "environ ", _plainly(text, on))
    bare = re.sub(r"(?i)^(?:la )?(\d0) ?aine$", r"environ \1 ans", bare)
    if found := re.fullmatch(r"(environ )?(\d{1,3})(?: ?a)?", bare):
        bare = f"{found[1] or ''}{int(found[2])} ans" if int(found[2]) <= OLDEST_AGE else bare
    understood = vague(bare, on)
    if understood.earliest is None:
        raise Unread("une date ou un âge est attendu, comme 12/03/1987, mars 1987, 1987 ou 34 ans")
    return understood


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise Unread("un nombre entier est attendu")
    return int(text)


@functools.cache
def _codes(field: AnyClosedField) -> dict[str, str]:
    """Folded words to option code: the code, the whole label, or what no other answer is called."""
    named: dict[str, set[str]] = {}
    for code, names in field.said.items():
        for name in names:
            for part in _parts(name):
                named.setdefault(joined(part), set()).add(code)
    shared = _shared(field)
    known = {key: min(codes) for key, codes in named.items() if len(codes) == 1 and key not in shared}
    if isinstance(field, YesNoField):
        known.update(_YES)
    for each, also in _OPTIONS_ALSO:
        if each is field:
            known.update((joined(text), code) for code, texts in also.items() for text in texts)
    if field is orientation.DESTINATAIRE:
        known.update((joined(text), REFUSED) for text in _REFUSED_ALSO)
    known.update((text, NON_RENSEIGNE.code) for text in ("nr", "nc"))
    known.update((joined(text), code) for code, text in answers(field).items())
    known.update((joined(code), code) for code in field.labels)
    return known


@functools.cache
def _shared(field: AnyClosedField) -> frozenset[str]:
    """Names of the second level that begin one under another answer, the plural apart: none by themselves.

    *Harcèlement* of minors is neither the sexual one nor the one at work.
    """
    names = [
        (code, joined(part), tuple(word.rstrip("s") for word in words(part)))
        for code, said in field.said.items()
        for name in said
        for part in _parts(name)
    ]
    begun = {
        (stems[:length], other.partition(".")[0])
        for other, _, stems in names
        for length in range(1, 1 + len(stems))
    }
    tops = {top for _, top in begun}
    return frozenset(
        folded
        for code, folded, stems in names
        if "." in code and any((stems, top) in begun for top in tops if top != code.partition(".")[0])
    )


def _parts(text: str) -> Iterator[str]:
    """A label, then what it says before brackets, inside them, and between commas."""
    yield text
    bare = re.sub(r"\([^)]*\)", "", text)
    inside = ",".join(re.findall(r"\(([^)]*)\)", text))
    yield from filter(joined, (bare, *bare.split(","), *inside.split(",")))


_SMALL = frozenset(
    ("a", "au", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "un", "une")
)
_SHORTENED = 3
"""Letters from which the beginning of a word stands for it."""


def proposed(field: AnyClosedField, text: str) -> str | None:
    """The answer that a word may well give, when one alone is named among what is written.

    ``CCAS Aubervilliers`` names the CCAS, ``violences conj.`` the violence in a couple; ``VC + logement``
    names two answers, and so none.
    """
    told = words(text)
    named: dict[str, frozenset[str]] = {}
    for code, name in _names(field):
        used = _used(name, told)
        if len(used) > len(named.get(code, ())):
            named[code] = used
    best = max(named, key=lambda code: sum(map(len, named[code])), default=None)
    if best is None:
        return None
    if joined(" ".join(named[best])) in _shared(field):
        return None
    others = (code for code in named if code != best and not best.startswith(f"{code}."))
    return None if any(not named[code] < named[best] for code in others) else best


@functools.cache
def _names(field: AnyClosedField) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each answer with the words of each of its names, small words apart."""
    also = {code: names for each, found in _OPTIONS_ALSO if each is field for code, names in found.items()}
    every = [
        (code, part)
        for code, names in field.said.items()
        for name in (*names, *also.get(code, ()))
        for part in _parts(name)
    ]
    folded = ((code, tuple(word for word in words(part) if word not in _SMALL)) for code, part in every)
    return tuple((code, name) for code, name in folded if len("".join(name)) > 1)


def _used(name: tuple[str, ...], told: Sequence[str]) -> frozenset[str]:
    """The words written that stand for those of a name; none when one of these is missing."""
    found: set[str] = set()
    for word in name:
        same = [each for each in told if each == word or (len(each) >= _SHORTENED and word.startswith(each))]
        if not same:
            return frozenset()
        found.update(same)
    return frozenset(found)


_MOST_SAID = 12


def _expected(field: AnyClosedField) -> str:
    labels = [option.label for option in field.all_options if not option.retired]
    said = " ; ".join(labels[:_MOST_SAID])
    more = f" ; et {len(labels) - _MOST_SAID} autres" if len(labels) > _MOST_SAID else ""
    return f"une réponse de la liste est attendue : {said}{more}"
