"""Things counted in a period, made up for the tests of the counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from hypothesis import strategies as st

from models.casework import FORMS
from models.counting import DERIVED, Observation, Observations
from models.dates import Period
from models.fields import AnyClosedField, Form, MultiChoiceField, Unit
from models.forms import accueil

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))


def several(times: int, codes: Mapping[str, str | None], *, first: int = 0) -> list[Observation]:
    """As many persons with the same answers; ``None`` is a question left unanswered."""
    answers = {code: frozenset() if said is None else frozenset(said.split()) for code, said in codes.items()}
    return [Observation(first + number, answers, new=True) for number in range(times)]


def of(unit: Unit, observed: Sequence[Observation]) -> Observations:
    return Observations(YEAR, {unit: observed})


def seed() -> Observations:
    """The figures known of the post at its beginning: 323 persons = 84 + 44 + 195."""
    statuses = {accueil.VICTIME: 84, accueil.MIS_EN_CAUSE: 44, accueil.HORS_CHAMP_PENAL: 195}
    persons: list[Observation] = []
    for statut, count in statuses.items():
        persons += several(count, {"statut": statut}, first=len(persons))
    return of(Unit.PERSONNE, persons)


def questions(forms: Sequence[Form], unit: Unit) -> tuple[AnyClosedField, ...]:
    asked = tuple(field for form in forms if form.unit is unit for field in form.counted)
    return (*asked, *DERIVED, accueil.STATUT) if unit is Unit.PERSONNE else asked


def answer(field: AnyClosedField, rng: Random) -> frozenset[str]:
    """Any answer to the question, or none."""
    most = 3 if isinstance(field, MultiChoiceField) else 1
    return frozenset(rng.sample(sorted(field.labels), rng.randint(0, most)))


@st.composite
def observations(draw: st.DrawFn, forms: Sequence[Form] = FORMS) -> Observations:
    """Any observations: few ways of answering, each of them repeated as rarely or as often as matters."""
    by_unit: dict[Unit, list[Observation]] = {}
    times = st.sampled_from((1, 2, 5, 6, 7, 30))
    groups = st.lists(st.tuples(times, st.booleans(), st.booleans()), max_size=4)
    rng = Random(draw(st.integers(0, 2**32)))
    for unit in Unit:
        seen: list[Observation] = []
        for repeated, new, one_person in draw(groups):
            codes = {
                field.code: answer(field, rng)
                for field in questions(forms, unit)
                if field.relevant is None or rng.random() < 0.5
            }
            for _ in range(repeated):
                seen.append(Observation(0 if one_person else len(seen), codes, new))
        by_unit[unit] = seen
    return Observations(YEAR, by_unit)
