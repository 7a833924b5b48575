"""Whether two files may be those of one person: the reasons, those against, and how strong it is.

Never a score: the reasons are said and she decides. A person is recognised by her names as they are
written or heard, by her birth, exact or vague, and by her telephones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from models import sounds, telephone
from models.dates import VagueDate
from models.fields import Answers
from models.forms import personne
from models.spelling import is_slip, joined

GENERATION = 15
"""Years between two births from which two persons of one name may be parent and child."""

_LONG = 5
"""Letters from which two names are taken for one, mistyped."""


class Strength(IntEnum):
    FAIBLE = 1
    MOYENNE = 2
    FORTE = 3


@dataclass(frozen=True)
class Resemblance:
    """Sentences that quote no answer: what is alike, and what speaks against it.

    ``is_by_name_alone`` when neither a birth nor a telephone says it too.
    """

    strength: Strength
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    is_by_name_alone: bool = False

    def __str__(self) -> str:
        told = f"ressemblance {self.strength.name.lower()} : {', '.join(self.reasons)}"
        return f"{told} ; mais {', '.join(self.against)}" if self.against else told


def resemblance(one: Answers, other: Answers) -> Resemblance | None:
    """``None`` when nothing suggests that they are one person; symmetric."""
    alike = _Likeness(one, other)
    strength = alike.strength
    if strength is None:
        return None
    against = tuple(alike.against())
    lowered = Strength(max(strength - bool(against), Strength.FAIBLE))
    return Resemblance(lowered, tuple(alike.reasons()), against, alike.is_by_name_alone)


class _Likeness:
    """What two identities have in common."""

    def __init__(self, one: Answers, other: Answers) -> None:
        births = one[personne.NAISSANCE], other[personne.NAISSANCE]
        self._sexes = one[personne.SEXE], other[personne.SEXE]
        families, firsts = (_families(one), _families(other)), (_first(one), _first(other))
        self.family = _same(families[0], families[1])
        self.family_heard = _same(_heard(families[0]), _heard(families[1]))
        self.family_mistyped = _mistyped(*families)
        self.first = _same(firsts[0], firsts[1])
        self.first_heard = _same(_heard(firsts[0]), _heard(firsts[1]))
        self.swapped = _same(families[0], firsts[1]) and _same(firsts[0], families[1])
        alike = self.first or self.first_heard or self.swapped
        self.first_differs = bool(firsts[0] and firsts[1]) and not alike
        self.pseudonym = _same(_folded(one[personne.PSEUDONYME]), _folded(other[personne.PSEUDONYME]))
        self.telephone = _same(_telephones(one), _telephones(other))
        exact = [birth.exact if birth else None for birth in births]
        self.born_same_day = exact[0] is not None and exact[0] == exact[1]
        self.years_apart = _years_apart(*births)

    @property
    def strength(self) -> Strength | None:
        names = (self.family and self.first) or self.swapped
        near = self.family or self.family_heard or self.family_mistyped
        heard = near and (self.first or self.first_heard)
        if (self.telephone and (self.first or self.first_heard)) or (names and self.born_same_day):
            return Strength.FORTE
        if names or self.telephone or (heard and self.born_same_day) or self.pseudonym:
            return Strength.MOYENNE
        if self.born_same_day and (self.family or self.first):
            return Strength.MOYENNE
        if heard and self.years_apart == 0:
            return Strength.FAIBLE
        return None

    @property
    def is_by_name_alone(self) -> bool:
        return not (self.telephone or self.born_same_day or self.years_apart == 0)

    def reasons(self) -> Iterator[str]:
        if self.swapped and not (self.family and self.first):
            yield "nom et prénom intervertis"
        elif self.family:
            yield "même nom"
        elif self.family_heard:
            yield "nom qui se prononce pareil"
        elif self.family_mistyped:
            yield "nom à une lettre près"
        if self.first:
            yield "même prénom"
        elif self.first_heard:
            yield "prénom qui se prononce pareil"
        if self.pseudonym:
            yield "même pseudonyme"
        if self.telephone:
            yield "même téléphone"
        if self.born_same_day:
            yield "même date de naissance"
        elif self.years_apart == 0:
            yield "âges compatibles"

    def against(self) -> Iterator[str]:
        if self.first_differs and self.born_same_day:
            yield "prénoms différents (jumeaux ?)"
        elif self.first_differs:
            yield "prénoms différents"
        if (self.years_apart or 0) >= GENERATION:
            yield f"{GENERATION} ans d’écart ou plus (parent et enfant ?)"
        elif self.years_apart:
            yield "dates de naissance différentes"
        if set(self._sexes) == {"femme", "homme"}:
            yield "sexes différents"


def _families(answers: Answers) -> frozenset[str]:
    return _folded(answers[personne.NOM]) | _folded(answers[personne.NOM_USAGE])


def _first(answers: Answers) -> frozenset[str]:
    return _folded(answers[personne.PRENOM])


def _folded(name: str | None) -> frozenset[str]:
    return frozenset(filter(None, (joined(name or ""),)))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _heard(names: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, map(sounds.key, names)))


def _mistyped(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(is_slip(a, b) for a in one for b in other if min(len(a), len(b)) >= _LONG)


def _telephones(answers: Answers) -> frozenset[str]:
    said = (answers[field] for field in (personne.TELEPHONE, personne.TELEPHONE_2))
    return frozenset(filter(None, (telephone.number(each) for each in said if each)))


def _bounds(birth: VagueDate | None) -> tuple[date, date] | None:
    if birth is None or birth.earliest is None or birth.latest is None:
        return None
    return birth.earliest, birth.latest


def _years_apart(one: VagueDate | None, other: VagueDate | None) -> int | None:
    """Whole years that surely separate two births, at least 1 when they surely differ; ``None`` when
    either is unknown.
    """
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None:
        return None
    gap = max((second[0] - first[1]).days, (first[0] - second[1]).days)
    return 0 if gap <= 0 else max(1, int(gap / 365.25))
