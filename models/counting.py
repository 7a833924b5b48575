"""What is counted in a period: rules of the count, on closed answers and opaque numbers only."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.dates import Period, VagueDate, age_on
from models.fields import ChoiceField, Option, Unit
from models.forms import accueil, acte

AGE_BANDS = (
    ("0_17", "Moins de 18 ans", 0, 17),
    ("18_24", "18 à 24 ans", 18, 24),
    ("25_34", "25 à 34 ans", 25, 34),
    ("35_44", "35 à 44 ans", 35, 44),
    ("45_59", "45 à 59 ans", 45, 59),
    ("60_plus", "60 ans et plus", 60, sys.maxsize),
)

TRANCHE_AGE = ChoiceField(
    code="tranche_age",
    label="Tranche d’âge",
    hint="Âge au premier jour de la période où la personne a été reçue ; d’une naissance connue"
    " à peu près, le milieu de l’intervalle.",
    options=tuple(Option(f"ans_{code}", label) for code, label, _, _ in AGE_BANDS),
    counted=True,
)
MAJORITE = ChoiceField(
    code="majorite",
    label="Majeurs et mineurs",
    hint="Âge au premier jour de la période où la personne a été reçue.",
    options=(Option("mineur", "Mineurs"), Option("majeur", "Majeurs")),
    counted=True,
)
DERIVED = (MAJORITE, TRANCHE_AGE)
"""Counted per person, computed from the birth date: nobody is asked them."""

_STATUS_RANKS = {code: rank for rank, code in enumerate(accueil.STATUT.labels)}

Codes = Mapping[str, frozenset[str]]
"""Option codes by code of counted question; a question that is absent was not to be asked."""


@dataclass(frozen=True)
class Fact:
    """One record as far as it is counted.

    ``person`` and ``situation`` are numbers without meaning outside the count; ``day`` is
    ``None`` when the record bears no date.
    """

    unit: Unit
    person: int
    situation: int
    day: date | None
    codes: Codes


@dataclass(frozen=True)
class Somebody:
    """What is counted of a person."""

    codes: Codes
    birth: VagueDate | None


@dataclass(frozen=True)
class Material:
    """All that a count may see: persons by number, facts in any order."""

    persons: Mapping[int, Somebody]
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Observation:
    """One thing counted in the period; ``new`` when it began there.

    ``day`` is that of a person's first fact of the period; of other things it is not kept.
    """

    person: int
    codes: Codes
    new: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Observations:
    """What happened in a period, by unit.

    ``undated`` is how many records of each unit bear no date, and so are in no period; a unit
    that has none is absent. It is for her eyes, to complete the records: no publication has it.
    """

    period: Period
    by_unit: Mapping[Unit, Sequence[Observation]] = field(default_factory=dict[Unit, "Sequence[Observation]"])
    undated: Mapping[Unit, int] = field(default_factory=dict[Unit, int])

    def of(self, unit: Unit) -> Sequence[Observation]:
        return self.by_unit.get(unit, ())


def observe(material: Material, period: Period) -> Observations:
    """Select and shape what the period counts, always by date of fact.

    - a person is *received* when an intake, an act, an evaluation or an orientation dated in the
      period concerns her (an attempt without answer is no act); she is counted once, with the
      status of the first such situation, and with her age on that day; of situations of the
      same day, the status that the list of statuses has first;
    - a situation is *followed* in the same way, with the answers of its intake whatever the
      date of that one; it is new when its intake is in the period;
    - of several evaluations of a situation in the period, the last one counts;
    - acts and orientations are counted each by its own date.
    """
    situations = {fact.situation: fact for fact in material.facts if fact.unit is Unit.SITUATION}
    dated = [(fact.day, fact) for fact in material.facts if fact.day is not None and fact.day in period]
    dated.sort(key=lambda each: each[0])
    within = [fact for _, fact in dated]
    touched = sorted(
        ((day, fact) for day, fact in dated if _receives(fact) and fact.situation in situations),
        key=lambda each: (each[0], _status_rank(situations[each[1].situation])),
    )
    first_intake: dict[int, date] = {}
    for fact in situations.values():
        if fact.day is not None:
            first_intake[fact.person] = min(fact.day, first_intake.get(fact.person, fact.day))

    persons: dict[int, Observation] = {}
    followed: dict[int, Observation] = {}
    for day, fact in touched:
        intake = situations[fact.situation]
        if fact.situation not in followed:
            new = intake.day is not None and intake.day in period
            followed[fact.situation] = Observation(fact.person, intake.codes, new)
        if fact.person not in persons:
            persons[fact.person] = Observation(
                fact.person,
                {
                    **material.persons[fact.person].codes,
                    accueil.STATUT.code: intake.codes.get(accueil.STATUT.code, frozenset()),
                    **_ages(material.persons[fact.person].birth, day),
                },
                new=fact.person in first_intake and first_intake[fact.person] in period,
                day=day,
            )
    last_evaluation: dict[int, Fact] = {}
    for fact in within:
        if fact.unit is Unit.EVALUATION:
            last_evaluation[fact.situation] = fact
    return Observations(
        period,
        {
            Unit.PERSONNE: tuple(persons.values()),
            Unit.SITUATION: tuple(followed.values()),
            Unit.ACTE: _observations(fact for fact in within if fact.unit is Unit.ACTE),
            Unit.EVALUATION: _observations(last_evaluation.values()),
            Unit.ORIENTATION: _observations(fact for fact in within if fact.unit is Unit.ORIENTATION),
        },
        Counter(fact.unit for fact in material.facts if fact.day is None),
    )


def _status_rank(intake: Fact) -> int:
    """The place of the status in its list: victim, then *mis en cause*, then the others."""
    codes = intake.codes.get(accueil.STATUT.code, frozenset())
    return min((_STATUS_RANKS.get(code, len(_STATUS_RANKS)) for code in codes), default=len(_STATUS_RANKS))


def _receives(fact: Fact) -> bool:
    if fact.unit is Unit.ACTE:
        return acte.TENTATIVE not in fact.codes.get(acte.NATURE.code, frozenset())
    return True


def _observations(facts: Iterable[Fact]) -> tuple[Observation, ...]:
    return tuple(Observation(fact.person, fact.codes) for fact in facts)


def _ages(birth: VagueDate | None, on: date) -> dict[str, frozenset[str]]:
    age = None if birth is None else age_on(birth, on)
    if age is None:
        return {MAJORITE.code: frozenset(), TRANCHE_AGE.code: frozenset()}
    band = next(code for code, _, low, high in AGE_BANDS if low <= age <= high)
    return {
        MAJORITE.code: frozenset(("mineur" if age < 18 else "majeur",)),
        TRANCHE_AGE.code: frozenset((f"ans_{band}",)),
    }
