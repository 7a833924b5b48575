"""Streets, towns and districts as they are looked for: whole, in part, in short, as they are said."""

import re
from collections.abc import Iterator

from exports.folding import Needle, Word, needle, words, written_out
from exports.free_words import of_words
from exports.ordinary_words import (
    ALSO_WORDS,
    AROUND,
    COMMON_NAMES,
    COUNTED,
    LINKS,
    MONTHS,
    NEVER_SMALL,
    NUMBERS,
    ORDINALS,
    ORDINARY,
    ROMANS,
    STREETS,
    TITLES,
    VAGUE_TOWNS,
    WITHIN,
    is_ordinary,
    listed,
)

TOWARDS = listed("a vers")
_NEAR = TOWARDS | listed("d de sur")
_CONTRACTED = listed("au aux des du")
_DEPARTMENTS = {
    "belfort": ("territoirede",),
    "marne": ("haute", "seineet", "valde"),
    "saintdenis": ("seine",),
    "vienne": ("haute",),
}
"""What stands before a town’s name in that of a department, which is no secret."""

_DIVIDED = {"paris": r"75[01](\d\d)", "lyon": r"690(0[1-9])", "marseille": r"130(\d\d)"}
"""Postal codes that end with the number of an arrondissement."""
_WITHIN_TOWN = listed("au dans du le lyon marseille paris")


def house_number(street: str) -> str:
    found = re.match(r"\D{0,4}(\d+)", street)
    return found[1] if found else ""


def of_line(line: str) -> Iterator[Needle]:
    """A street with what stands around it: its parts, and each « rue … » up to a number or a complement."""
    parts = [part for part in re.split(r"[,;()\n]|\s[-–—]\s", line) if part.strip()]
    if street_in(line) is None and len(parts) < 2:
        yield from of_street(line)
        return
    yield from of_street(line)
    for part in parts:
        street = street_in(part)
        if street is None:
            yield from of_words(part, AROUND)
        else:
            yield from of_street(street)
            yield from of_words(part.partition(street)[2], AROUND)


def street_in(text: str, kinds: frozenset[str] = STREETS) -> str | None:
    """« rue Kléber » in « n° 12 rue Kléber, appt 4 »; ``None`` when no kind of street is named."""
    found = [(match.group(), match.start()) for match in re.finditer(r"[^\W_]+", text)]
    for index, (word, start) in enumerate(found):
        if written_out(word) in kinds and index + 1 < len(found):
            rest = found[index + 1 :]
            ends = (at for number, (_, at) in enumerate(rest) if _is_beyond(rest, number))
            return text[start : next(ends, len(text))].strip()
    return None


def _is_beyond(rest: list[tuple[str, int]], number: int) -> bool:
    """Whether this word no longer belongs to the street's name: a complement, or a number that is no date."""
    word, following = rest[number][0], [written_out(each) for each, _ in rest[number + 1 : number + 2]]
    return written_out(word) in WITHIN or (word.isdigit() and not MONTHS.intersection(following))


def of_street(street: str) -> Iterator[Needle]:
    """As it is; without its number; by its name alone when that is telling; and in its short forms."""
    without_number = re.sub(r"^[\d\s,/-]*(?:(?:bis|ter|quater|[a-d])\b)?[\s,]*", "", street, flags=re.I)
    found = words(without_number)
    first = written_out(found[0].folded) if found else ""
    kind = first if first in STREETS else ""
    if any(word.folded.isalpha() for word in words(street)):
        yield needle(street, loose=bool(kind))
    if len(found) > 1:
        yield needle(without_number, loose=bool(kind))
    name: list[str] = re.findall(r"[^\W_]+", without_number)
    while name and written_out(name[0]) in STREETS | LINKS:
        del name[0]
    if MONTHS.intersection(word.folded for word in words(" ".join(name))):
        yield from _of_dated_street(kind, words(" ".join(name)))
        return
    if len(name) > 1:
        yield _place(" ".join(name))
    if len(name) == 1 and len(found) == 2:
        yield needle(name[0], capital=True)
    yield from _of_short_street(kind, [word.folded for word in words(" ".join(name))])
    number = house_number(street)
    if number and not all(is_ordinary(word) for word in words(" ".join(name))):
        yield from _of_house(number, " ".join(name))


def _of_short_street(kind: str, name: list[str]) -> Iterator[Needle]:
    """« rue Jaurès », « rue J. Jaurès » and « J. Jaurès » for « rue Jean Jaurès ».

    Of somebody with a title or an initial, the surname with a capital counts by itself: what precedes
    it may be written otherwise (« place Charles de Gaulle » for « place du Général de Gaulle »).
    """
    own = [written_out(word) for word in name if word not in LINKS]
    own = [word for word in own if word not in TITLES and word.isalpha()]
    for word in own if kind else ():
        if len(word) >= 3 and word not in COMMON_NAMES | ORDINARY:
            yield needle(f"{kind} {word}", loose=True)
    if len(own) == 1 and len(own[0]) >= 4 and TITLES.intersection(map(written_out, name)):
        yield needle(own[0], capital=True)
    if 2 <= len(own) <= 4 and len(own[-1]) >= 3:
        initials = " ".join(word[0] for word in own[:-1])
        if kind:
            yield needle(f"{kind} {initials} {own[-1]}", loose=True)
        if own[-1][0] not in "aehiouy" and initials not in ("a", "y"):
            yield needle(f"{initials} {own[-1]}")
        if max(map(len, own[:-1])) == 1 and len(own[-1]) >= 4:
            yield needle(own[-1], capital=True)


def _of_house(number: str, name: str) -> Iterator[Needle]:
    """« 8 Kléber », « huit Kléber », and « 8 Jaurès » for « 8 rue Jean Jaurès »."""
    spoken = NUMBERS[int(number)] if int(number) < len(NUMBERS) else ""
    last = words(name)[-1]
    telling = len(last.folded) >= 4 and not is_ordinary(last) and last.folded not in COMMON_NAMES
    for count in filter(None, (number, f"{number} bis", f"{number} ter", spoken)):
        yield needle(f"{count} {name}", loose=True)
        if telling:
            yield needle(f"{count} {last.folded}", loose=True)


def _of_dated_street(kind: str, name: tuple[Word, ...]) -> Iterator[Needle]:
    """« rue du 4 septembre » and « rue du Quatre-Septembre »: one for the other, with or without a year."""
    folded = [word.folded for word in name]
    month = next(index for index, word in enumerate(folded) if word in MONTHS)
    day = "".join(folded[:month])
    spoken = ["".join(each.folded for each in words(number)) for number in NUMBERS]
    number = int(day) if day.isdigit() else spoken.index(day) if day in spoken else 0
    number = 1 if day in ("1er", "premier") else number
    if kind and 0 < number < len(NUMBERS):
        forms = (str(number), NUMBERS[number], *(("1er", "premier") if number == 1 else ()))
        yield from (needle(f"{kind} {form} {folded[month]}", loose=True) for form in forms)


def of_town(town: str) -> Iterator[Needle]:
    """The town, without its number; without its article; and what it is called for short."""
    town = re.sub(r"\s*(?:\bs)?/\s*", " sur ", town, flags=re.I)
    name = re.sub(r"\b(?:cedex|arrondissement)\b|\b\d+\s*(?:er|e|ème)?\b", " ", town, flags=re.I).strip()
    bare = re.sub(r"^(?:l['’]|les? |la )\s*", "", name, flags=re.I)
    letters, of_bare = _letters(name), _letters(bare)
    if letters:
        common = len(letters) <= 3 or not {letters, of_bare}.isdisjoint(ALSO_WORDS | MONTHS)
        yield _place(name, capital=common, after=TOWARDS if common and of_bare not in NEVER_SMALL else None)
    if bare != name and len(bare) >= 5 and of_bare not in ALSO_WORDS:
        yield _place(bare)
    elif bare != name and len(of_bare) >= 3 and of_bare not in NEVER_SMALL:
        yield _place(bare, capital=True, after=_CONTRACTED)
    for short in dict.fromkeys((*_short_of(name), *_short_of(bare))):
        yield _place(short, capital=True, after=_before_short(_letters(short)))


def _before_short(short: str) -> frozenset[str] | None:
    """What does for a capital before what a town is called for short; fewer words when it is also one."""
    if short in VAGUE_TOWNS | NEVER_SMALL | MONTHS:
        return None
    return TOWARDS if short in ALSO_WORDS else _NEAR


def _place(name: str, *, capital: bool = False, after: frozenset[str] | None = None) -> Needle:
    """A name to look for, but not within a department’s."""
    departments = _DEPARTMENTS.get(_letters(name), ())
    return needle(name, capital=capital, after=after or frozenset(), unless_after=departments)


def _letters(text: str) -> str:
    """Its letters put end to end, abbreviations written out."""
    return "".join(written_out(word.folded) for word in words(text))


def _short_of(town: str) -> Iterator[str]:
    """« Ivry » for « Ivry-sur-Seine », « Boulogne » for « Boulogne-Billancourt »."""
    short = re.split(r"[\s-](?:sur|sous|en|l[eè][sz]?|la|aux?|d[eu]s?)[\s-]", town, flags=re.I)[0]
    short = re.split(r"[\s-][dl]['’]", short, flags=re.I)[0]
    if short != town and len(_letters(short)) >= 3:
        yield short
        return
    first = re.split(r"[\s'’-]", town)[0]
    if first != town and len(first) >= 4 and _letters(first) not in VAGUE_TOWNS | LINKS:
        yield first


def of_arrondissement(town: str, postal_code: str) -> Iterator[Needle]:
    """« dans le 18e », « XVIIIe », « dix-huitième »: by the town’s number, or the postal code’s."""
    city, _, rest = " ".join(word.folded for word in words(town)).partition(" ")
    if city not in _DIVIDED:
        return
    if rest:
        yield needle(city)
    number = _arrondissement(rest) or _arrondissement_of(postal_code, _DIVIDED[city])
    if number == 1:
        yield from (needle(f"{first} arrondissement") for first in ("1er", "Ier", "premier"))
    elif number:
        ordinal = ORDINALS[number]
        short = [f"{each}{end}" for each in (str(number), ROMANS[number]) for end in ("e", "ème", "eme")]
        for form in (*short, *((ordinal,) if number > 6 else ())):
            yield needle(form, after=_WITHIN_TOWN, unless_before=COUNTED)
        yield from (needle(f"{form} arrondissement") for form in (*short, str(number), ordinal))


def _arrondissement(said: str) -> int:
    """The number in « 18 e », « xviiie » or « dix huitieme »; nought when there is none."""
    letters = re.sub(r" |arrondissement|cedex.*", "", said)
    found = re.match(r"(\d+)", letters)
    if found:
        return int(found[1]) if 0 < int(found[1]) <= 20 else 0
    for number in range(1, 21):
        ends = ("er", "ere") if number == 1 else ("e", "eme")
        if letters in (_letters(ORDINALS[number]), *(f"{ROMANS[number]}{end}" for end in ("", *ends))):
            return number
    return 0


def _arrondissement_of(postal_code: str, shape: str) -> int:
    found = re.fullmatch(shape, re.sub(r"\D", "", postal_code))
    return int(found[1]) if found and 0 < int(found[1]) <= 20 else 0
