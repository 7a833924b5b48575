"""What one person was in a year, gathered from all that is counted of her: closed answers only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.counting import Codes, Observations
from models.fields import Unit


@dataclass(frozen=True)
class Profile:
    """Answers by question, of her file and of each of her records of the period.

    ``own`` holds her own answers, her age and her status; ``intake`` those of the situation that
    gave this status, the first one of the period; ``records`` those of everything else.
    """

    own: Codes = field(default_factory=dict[str, "frozenset[str]"])
    intake: Codes = field(default_factory=dict[str, "frozenset[str]"])
    records: Mapping[Unit, Sequence[Codes]] = field(default_factory=dict[Unit, "Sequence[Codes]"])

    def of(self, unit: Unit) -> Sequence[Codes]:
        return self.records.get(unit, ())


UNKNOWN = Profile()
"""Of a person who was counted and whose file is no more: nothing is known of her."""


def profiles(observed: Observations) -> dict[int, Profile]:
    """By number of person, in the order in which they were first received."""
    units = (Unit.SITUATION, Unit.EVALUATION, Unit.ACTE, Unit.ORIENTATION)
    gathered: dict[Unit, dict[int, list[Codes]]] = {unit: defaultdict(list) for unit in units}
    for unit in units:
        for each in observed.of(unit):
            gathered[unit][each.person].append(each.codes)
    return {
        each.person: Profile(
            each.codes,
            # Situations come in the order in which they were touched, as persons do.
            gathered[Unit.SITUATION][each.person][0],
            {unit: tuple(gathered[unit][each.person]) for unit in units},
        )
        for each in observed.of(Unit.PERSONNE)
    }
