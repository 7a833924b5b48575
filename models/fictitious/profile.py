"""Who a fictitious person is: what all her records must agree on."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar, cast

from models.dates import MONTHS, VagueDate, vague, written
from models.fictitious import weights
from models.forms import accueil, personne

T = TypeVar("T")


class Decks:
    """Answers dealt like cards: over a year, each comes up as often as its weight says."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._decks: dict[Hashable, list[object]] = {}

    def draw(self, name: Hashable, cards: Mapping[T, int]) -> T:
        """The next card of the deck of that name, shuffled anew each time it runs out."""
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck.extend(card for card, count in cards.items() for _ in range(count))
            self._rng.shuffle(deck)
        return cast("T", deck.pop())


@dataclass
class Profile:
    """A person of that status, received on ``day``; her records are written on ``today``."""

    rng: Random
    decks: Decks
    statut: str
    day: date
    today: date
    age: int = field(init=False)
    stage: str = field(init=False)
    problem: str = field(init=False)
    lien: str | None = field(init=False)
    sexe: str = field(init=False)
    residence: str = field(init=False)

    def __post_init__(self) -> None:
        self.age = self.rng.randint(*self.draw("age", weights.AGES[self.statut]))
        if self.age < 18:
            self.stage = weights.MINEUR
        else:
            self.stage = weights.ADULTE if self.age < 60 else weights.SENIOR
        parent = self.draw("problem", weights.PROBLEMATIQUE[self.statut, self.stage], self.stage)
        child = self.draw("detail", weights.DETAIL[self.statut, parent], parent)
        self.problem = f"{parent}.{child}"
        liens = weights.LIEN.get(self.problem)
        self.lien = self.draw(accueil.LIEN, liens, self.problem) if liens else None
        self.sexe = self.draw(personne.SEXE, weights.SEXE[self.statut])
        self.residence = self.draw(accueil.RESIDENCE, weights.RESIDENCE[self.statut])

    @property
    def parent(self) -> str:
        """The main problem, first level."""
        return self.problem.partition(".")[0]

    @property
    def adult(self) -> bool:
        return self.stage != weights.MINEUR

    @property
    def housed(self) -> bool:
        return self.residence != "sans_domicile_stable"

    @property
    def couple_victim(self) -> bool:
        return self.statut == accueil.VICTIME and self.parent == "violences_couple"

    def draw(self, name: Hashable, cards: Mapping[T, int], *more: Hashable) -> T:
        """A card of the deck of that name; decks are kept by status, and by ``more``."""
        return self.decks.draw((self.statut, name, *more), cards)

    def once_in(self, times: int, name: Hashable) -> bool:
        """True once out of so many times."""
        return self.draw((name, "once"), {True: 1, False: times - 1})

    def later(self, day: date, within_days: int) -> date:
        """Up to that many days after, never after today."""
        return min(self.today, day + timedelta(days=self.rng.randint(0, within_days)))

    def fact(self, least_days: int, spread: int) -> VagueDate:
        """A day at least that long before she came, said exactly or as a month."""
        when = self.day - timedelta(days=least_days + self.rng.randint(0, spread))
        month = f"{MONTHS[when.month - 1]} {when.year}"
        return vague(self.rng.choice((written(when), written(when), month)), self.day)
