"""What a protection order is asked with: the answers, the facts in the order of a reader, the exhibits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models import taken
from models.fields import NON_RENSEIGNE, OUI, Answers
from models.forms import faits, mesures, ordonnance, personne, piece

KEPT = "Aucun fichier n’a été créé ; ce qui est saisi reste dans le coffre."


@dataclass(frozen=True, repr=False)
class Exhibit:
    """One exhibit of the list: its key, by which facts and measures rest on it, and its answers."""

    key: str
    answers: Answers

    @property
    def title(self) -> str:
        return self.answers[piece.INTITULE] or "Pièce sans intitulé"


@dataclass(frozen=True, repr=False)
class Fact:
    """One fact, and its number in the order in which it is read."""

    number: int
    answers: Answers

    @property
    def key(self) -> str:
        return self.answers[faits.REPERE] or ""

    @property
    def when(self) -> str:
        said = self.answers[faits.DATE_FAIT]
        return said.words if said else ""


@dataclass(frozen=True, repr=False)
class Dossier:
    """The answers that a draft is made of; its ``repr`` shows none of them.

    ``evaluation`` is the latest one of the situation, if there is any; ``pieces`` are the exhibits, in
    their order; ``other_parties``, what the files of the other parties of the affair hold: nothing of it
    may be printed, but for what ``her_file``, all that hers holds, says too.
    """

    personne: Answers
    situation: Answers
    evaluation: Answers | None
    ordonnance: Answers
    pieces: tuple[Exhibit, ...] = ()
    other_parties: tuple[Answers, ...] = ()
    her_file: tuple[Answers, ...] = ()

    @cached_property
    def whole(self) -> Answers:
        """The answers of the order, with what they take from the file."""
        return taken.filled(self.ordonnance, self.personne, self.situation)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The latest, the worst, the first, the others from the latest, then what comes again and again."""
        told = sorted(self.ordonnance[ordonnance.FAITS] or (), key=_day, reverse=True)
        latest = _ranked(told, faits.DERNIER) or [each for each in told[:1] if not each[faits.RANG]]
        first = [*latest, *_ranked(told, faits.PLUS_GRAVE), *_ranked(told, faits.PREMIER)]
        last = _ranked(told, faits.HABITUEL)
        between = [each for each in told if not any(each is placed for placed in (*first, *last))]
        return tuple(Fact(number, each) for number, each in enumerate((*first, *between, *last), start=1))

    def exhibit_numbers(self, keys: frozenset[str] | None) -> tuple[int, ...]:
        """The numbers of these exhibits, those that are no more left out."""
        return tuple(n for n, each in enumerate(self.pieces, start=1) if each.key in (keys or ()))

    def facts_of(self, keys: frozenset[str] | None) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.key and fact.key in (keys or ()))

    @property
    def measures(self) -> frozenset[str]:
        return self.ordonnance[ordonnance.MESURES] or frozenset()

    @property
    def conceals(self) -> bool:
        """Whether the address is to appear nowhere (Code civil, art. 515-11, 6°)."""
        return ordonnance.DISSIMULATION in self.measures

    @property
    def wants_hidden(self) -> bool:
        """Whether she said, at reception already, that her address must stay hidden."""
        return self.personne[personne.ADRESSE_CACHEE] == OUI.code

    @property
    def undecided(self) -> bool:
        """Whether no measure is chosen yet: nobody has said that the address may be shown."""
        return not self.measures - {NON_RENSEIGNE.code}

    @property
    def hides(self) -> bool:
        """Whether to keep the address silent; in doubt, yes."""
        return self.conceals or self.undecided

    @property
    def elects(self) -> bool:
        """Whether it is said at whose office she elects domicile, and at which."""
        elected = self.ordonnance.codes(ordonnance.ELECTION_DOMICILE) - {NON_RENSEIGNE.code}
        return bool(elected and (self.ordonnance[ordonnance.ELECTION_PRECISIONS] or "").strip())

    @property
    def warned(self) -> bool:
        """Whether she knows what becomes of the address if the judge refuses (art. 1136-8)."""
        return self.ordonnance[ordonnance.DISSIMULATION_EXPLIQUEE] == OUI.code

    @property
    def against_forced_marriage(self) -> bool:
        return self.ordonnance[ordonnance.FONDEMENT] == ordonnance.MARIAGE_FORCE


def number_of(measure: str) -> str:
    """``2° bis``."""
    return _NUMBERS[measure]


_NUMBERS: Mapping[str, str] = {each.code: each.numero for each in mesures.LISTE}


def _ranked(told: Sequence[Answers], rank: str) -> list[Answers]:
    return [each for each in told if each[faits.RANG] == rank]


def _day(fact: Answers) -> date:
    said = fact[faits.DATE_FAIT]
    return (said and said.middle) or date.min
