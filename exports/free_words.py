"""What a free answer may reveal: its parts that are no ordinary words, and the names in them."""

import re
from collections.abc import Iterator

from exports.folding import Needle, Word, needle, words
from exports.ordinary_words import INSTITUTIONS, LODGINGS, NOT_ALONE, ORDINARY, STOPS, is_ordinary

_EMPLOYMENT_OFFICE = re.compile(r"\bfrance\s+travail\b", re.IGNORECASE)


def of_words(text: str, ordinary: frozenset[str] = ORDINARY) -> Iterator[Needle]:
    """Each part of a free text that is not made of ordinary words, and the names in it."""
    for part in re.split(r"[,;:()\n]", _EMPLOYMENT_OFFICE.sub("emploi", text)):
        found = words(part)
        if all(is_ordinary(word, ordinary) for word in found) and not _is_a_lodging(found):
            continue
        if sum(len(word.folded) for word in found) >= 4:
            yield needle(part)
        for number, word in enumerate(found):
            named = word.capital and number > 0 and word.folded not in NOT_ALONE
            if named and len(word.folded) >= 4:
                yield needle(word.folded)
        yield from _of_names(found)
        yield from _of_institutions(found)
        yield from _of_whereabouts(part)


def _of_names(found: tuple[Word, ...]) -> Iterator[Needle]:
    """Two words or more with a capital: « Fatima Diallo » in « chez sa mère Fatima Diallo »."""
    run: list[str] = []
    for word in (*found, Word("", capital=False)):
        if word.capital and not is_ordinary(word):
            run.append(word.folded)
            continue
        if len(run) > 1:
            yield needle(" ".join(run))
        run = []


def _of_institutions(found: tuple[Word, ...]) -> Iterator[Needle]:
    """« jules ferry » in « école jules ferry », « sevran » in « mairie de sevran »."""
    for number, word in enumerate(found):
        if word.folded in INSTITUTIONS:
            rest = list(found[number + 1 :])
            while rest and rest[0].folded not in STOPS and is_ordinary(rest[0]):
                del rest[0]
            stop = next((index for index, each in enumerate(rest) if each.folded in STOPS), len(rest))
            yield from _if_telling(rest[:stop])
            of = next((index for index in range(1, stop) if _is_of(rest, index)), None)
            if of is not None:
                yield from _if_telling(rest[:of])
                yield from _if_telling(rest[of + 1 : stop])


def _is_of(found: list[Word], index: int) -> bool:
    """Whether a town’s name may follow: « jean moulin de bondy », but not « du moulin de la source »."""
    following = [word.folded for word in found[index + 1 : index + 2]]
    return found[index].folded in ("d", "de") and following not in (["l"], ["la"])


def _of_whereabouts(part: str) -> Iterator[Needle]:
    """« montreuil » in « ma tante à montreuil », but not « payer » in « aide à payer »."""
    for place in re.findall(r"(?:\bà|\bvers|\bprès d(?:e\s|['’]))\s*([^\W\d_]+(?:-[^\W\d_]+)*)", part, re.I):
        found = words(place)
        if place[0].isupper() or not place.endswith(("er", "ir", "re")):
            yield from _if_telling(list(found))


def _if_telling(found: list[Word]) -> Iterator[Needle]:
    """These words as they are, unless they are ordinary or too short."""
    if sum(len(word.folded) for word in found) >= 4 and not all(is_ordinary(word) for word in found):
        yield needle(" ".join(word.folded for word in found))


def _is_a_lodging(found: tuple[Word, ...]) -> bool:
    """Whether ordinary words with capitals name a place to sleep: « Foyer des Jeunes Femmes »."""
    lodging = next((number for number, word in enumerate(found) if word.folded in LODGINGS), len(found))
    return any(word.capital and len(word.folded) >= 4 for word in found[lodging + 1 :])
