"""Rows of a table that may be one too many: written twice, or of a person who is known already.

What is sure is followed unless she refuses it; what is only likely is proposed with its reasons, and
followed when she says so: two persons may bear one name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from models import sounds
from models.columns import NOTE
from models.fields import Answers
from models.forms import accueil, personne
from models.importing import Entry, Place
from models.resemblance import Resemblance, Strength, resemblance
from models.spelling import joined
from models.wording import words


class Kind(Enum):
    """Why a row may be one too many, and what is proposed."""

    IDENTIQUE = "Ligne identique à la ligne {} : laissée de côté"
    DEJA_IMPORTEE = "Ligne déjà importée : laissée de côté"
    MEME_PERSONNE = "Même nom, prénom et naissance qu’à la ligne {} : une seule fiche, deux situations"
    PERSONNE_CONNUE = "Même nom, prénom et naissance que la fiche {} : situation ajoutée à cette fiche"
    LIGNE_PROCHE = "Une seule personne avec la ligne {} ? {}"
    FICHE_PROCHE = "Une seule personne avec la fiche {} ? {}"

    @property
    def leaves_out(self) -> bool:
        return self in (Kind.IDENTIQUE, Kind.DEJA_IMPORTEE)

    @property
    def is_sure(self) -> bool:
        return self not in (Kind.LIGNE_PROCHE, Kind.FICHE_PROCHE)

    @property
    def is_of_vault(self) -> bool:
        """Whether it names a person of the vault, and not a line."""
        return self in (Kind.PERSONNE_CONNUE, Kind.FICHE_PROCHE)


@dataclass(frozen=True, repr=False)
class Doubt:
    """``other`` is a line, or the code of a person of the vault; ``who`` is named in the row.

    ``is_backed`` when more than the names says that it is the same person, and nothing says otherwise;
    ``is_denied`` when something does.
    """

    line: Place
    kind: Kind
    other: str = ""
    who: str = ""
    reasons: str = ""
    is_backed: bool = False
    is_denied: bool = False

    @property
    def sentence(self) -> str:
        return self.kind.value.format(self.other, self.reasons)


Identity: TypeAlias = tuple[str, str, date]


def identity(person: Answers) -> Identity | None:
    """Name, first name and very day of birth, by which two rows are of one person; ``None`` failing one."""
    family = joined(_family(person))
    first, birth = joined(person[personne.PRENOM] or ""), person[personne.NAISSANCE]
    if not family or not first or birth is None or birth.exact is None:
        return None
    return family, first, birth.exact


def doubts(
    entries: Sequence[Entry], persons: Mapping[str, Answers], digests: frozenset[str]
) -> tuple[Doubt, ...]:
    """Rows that may be one too many; ``persons`` are those of the vault by code, and ``digests`` its rows."""
    return tuple(_doubts(entries, persons, digests))


def likely(found: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Those that are not sure, but that more than the names backs."""
    return tuple(doubt for doubt in found if doubt.is_backed and not doubt.kind.is_sure)


def gathered(entries: Sequence[Entry], followed: Mapping[Place, Doubt]) -> dict[str, Answers]:
    """By the line of her first row, what a person says there, and what only her next rows add."""
    firsts: dict[str, str] = {}
    found: dict[str, Answers] = {}
    for entry in entries:
        line, doubt = str(entry.line), followed.get(entry.line)
        firsts[line] = line if doubt is None else firsts.get(doubt.other, line)
        before = found.setdefault(firsts[line], entry.person)
        found[firsts[line]] = _with_more(before, entry.person)
    return found


def with_difference(situation: Answers, said: Answers, person: Answers) -> Answers:
    """What a row says of a person otherwise than her file does is kept as a note of the situation."""
    lines = [
        f"{field.label} : {words(said, field)}"
        for field in said.answered()
        if joined(words(said, field)) != joined(words(person, field))
    ]
    return situation.with_(NOTE, "\n".join(filter(None, (situation[NOTE], *lines)))) if lines else situation


def _doubts(
    entries: Sequence[Entry], persons: Mapping[str, Answers], digests: frozenset[str]
) -> Iterator[Doubt]:
    rows: dict[str, Place] = {}
    people = _People(persons)
    for entry in entries:
        who = " ".join(filter(None, (_family(entry.person), entry.person[personne.PRENOM])))
        if entry.digest in digests:
            yield Doubt(entry.line, Kind.DEJA_IMPORTEE, who=who)
        elif entry.digest in rows:
            yield Doubt(entry.line, Kind.IDENTIQUE, str(rows[entry.digest]), who)
        elif (doubt := people.doubt(entry, who)) is not None:
            yield doubt
        rows.setdefault(entry.digest, entry.line)


@dataclass
class _Somebody:
    """A person of the vault, or of the rows before."""

    answers: Answers
    place: str
    is_of_vault: bool


class _People:
    """Those of the vault and of the rows that were read, found by how their names are heard."""

    def __init__(self, persons: Mapping[str, Answers]) -> None:
        self._known: dict[Identity, _Somebody] = {}
        self._heard: dict[tuple[str, str], list[_Somebody]] = {}
        for code, answers in persons.items():
            self._add(_Somebody(answers, code, is_of_vault=True))

    def doubt(self, entry: Entry, who: str) -> Doubt | None:
        """Whom a row is of, surely or likely; who is new is known from then on."""
        identified = identity(entry.person)
        same = self._known.get(identified) if identified else None
        if same is not None:
            kind = Kind.PERSONNE_CONNUE if same.is_of_vault else Kind.MEME_PERSONNE
            return Doubt(entry.line, kind, same.place, who)
        doubt, somebody = self._closest(entry, who)
        if doubt is not None and somebody is not None and doubt.is_backed:
            somebody.answers = _with_more(somebody.answers, entry.person)
        else:
            self._add(_Somebody(entry.person, str(entry.line), is_of_vault=False))
        return doubt

    def _closest(self, entry: Entry, who: str) -> tuple[Doubt | None, _Somebody | None]:
        """The one whom most backs, and the first of those whom as much does."""
        found: list[tuple[Resemblance, _Somebody]] = []
        for other in self._heard.get(_heard(entry.person) or ("", ""), ()):
            alike = resemblance(entry.person, other.answers)
            if alike is not None:
                found.append((alike, other))
        if not found:
            return None, None
        alike, other = max(found, key=lambda each: _weight(each[0]))
        is_back = entry.situation[accueil.RANG] in accueil.RETOURS
        has_namesakes = any(each.against for each, _ in found)
        is_backed = not alike.against and (not alike.is_by_name_alone or (is_back and not has_namesakes))
        kind = Kind.FICHE_PROCHE if other.is_of_vault else Kind.LIGNE_PROCHE
        reasons = ", ".join((*alike.reasons, *(("dite déjà reçue",) if is_back else ())))
        told = f"{reasons} ; mais {', '.join(alike.against)}" if alike.against else reasons
        return Doubt(entry.line, kind, other.place, who, told, is_backed, bool(alike.against)), other

    def _add(self, somebody: _Somebody) -> None:
        if (who := identity(somebody.answers)) is not None:
            self._known.setdefault(who, somebody)
        if (heard := _heard(somebody.answers)) is not None:
            self._heard.setdefault(heard, []).append(somebody)


def _weight(alike: Resemblance) -> tuple[bool, bool, Strength]:
    return not alike.against, not alike.is_by_name_alone, alike.strength


def _family(person: Answers) -> str:
    return person[personne.NOM] or person[personne.NOM_USAGE] or ""


def _heard(person: Answers) -> tuple[str, str] | None:
    heard = sounds.key(joined(_family(person))), sounds.key(joined(person[personne.PRENOM] or ""))
    return heard if all(heard) else None


def _with_more(before: Answers, after: Answers) -> Answers:
    """With what only the second one says."""
    known = set(before.answered())
    return before.taking(after, *(field for field in after.answered() if field not in known))
