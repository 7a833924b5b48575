"""Volumes of activity: a number rests on enough different persons, whatever is put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.volumes import (
    DUREES,
    ECRITS,
    ENTRETIENS,
    ISSUES,
    NATURES,
    Line,
    Recoding,
    Volume,
    volume_of,
    volumes,
)
from models.counting import Observation, Observations
from models.fields import AnyClosedField, Unit
from models.forms import acte, orientation
from tests.counted import YEAR, of


def acts(*several: tuple[str, int, int]) -> list[Observation]:
    """Nature, number of acts, number of persons whom they concern in turn."""
    return [
        Observation(number % persons, {"nature": frozenset((nature,)), "duree": frozenset(("de_1_a_2_h",))})
        for nature, times, persons in several
        for number in range(times)
    ]


def table(observed: Observations, code: str = "actes", k: int = 6) -> Volume:
    return next(each for each in volumes(observed, k) if each.code == code)


def numbers(volume: Volume) -> dict[str, int | None]:
    return {line.code: line.count for line in volume.lines}


def test_many_acts_of_few_persons_are_not_told():
    volume = table(of(Unit.ACTE, acts(("ecoute", 40, 40), ("liaison", 30, 5), ("tentative", 12, 8))))
    given = numbers(volume)
    assert (given["ecoute"], given["liaison"], given["tentative"]) == (40, None, None)
    # 30 liaisons of 5 persons: the line of the fewest of the others, 12 acts of 8 persons, goes with them.
    assert (volume.others, volume.total) == (42, 82)


def test_the_line_of_the_others_rests_on_enough_persons():
    observed = of(Unit.ACTE, acts(("ecoute", 40, 40), ("tentative", 9, 8)))
    volume = table(observed)
    assert (numbers(volume)["tentative"], volume.others, volume.total) == (None, 9, 49)


def test_too_few_persons_in_all_tell_nothing():
    volume = table(of(Unit.ACTE, acts(("ecoute", 90, 5))))
    assert (volume.total, volume.others, volume.lines) == (None, None, ())


def test_a_year_of_nobody_tells_nothing():
    assert all(each.total is None for each in volumes(Observations(YEAR), 6))


def test_the_detail_of_interviews_is_given_only_with_their_number():
    met = (("entretien.bureau", 40, 40), ("entretien.telephone", 12, 12), ("entretien.visio", 2, 2))
    inside = table(of(Unit.ACTE, acts(*met, ("entretien", 7, 7), ("tentative", 6, 6))), "entretiens")
    assert numbers(inside) == {"bureau": 40, "distance": 14, "ailleurs": 7}
    assert (inside.others, inside.total) == (None, 61)
    few = of(Unit.ACTE, acts(("ecoute", 40, 40), ("entretien.bureau", 5, 5), ("tentative", 20, 20)))
    assert not [each for each in volumes(few, 6) if each.code == "entretiens"]


@pytest.mark.parametrize(
    ("recoding", "field", "parent"),
    [
        (NATURES, acte.NATURE, None),
        (ENTRETIENS, acte.NATURE, "entretien"),
        (ECRITS, acte.NATURE, "ecrit"),
        (DUREES, acte.DUREE, None),
        (ISSUES, orientation.ETAT, None),
    ],
)
def test_every_answer_has_its_line(recoding: Recoding, field: AnyClosedField, parent: str | None):
    gathered = [answer for _, _, answers in recoding for answer in answers.split()]
    codes = [
        code for code in field.labels if (code.partition(".")[0] == parent if parent else "." not in code)
    ]
    assert sorted(gathered) == sorted([*codes, *(["aucune"] if field is orientation.ETAT else [])])


def test_what_could_not_be_done_is_told_apart_from_what_was_refused():
    outcomes = ["pas_de_place"] * 7 + ["refusee"] * 8 + ["effective"] * 9 + ["non_aboutie"] * 6
    towards = [
        Observation(number, {"destinataire": frozenset(("ccas",)), "etat": frozenset((outcome,))})
        for number, outcome in enumerate(outcomes)
    ]
    nowhere = [Observation(90 + each, {"destinataire": frozenset(("aucune",))}) for each in range(10)]
    waiting = [Observation(70 + each, {"destinataire": frozenset(("cmp",))}) for each in range(6)]
    volume = table(of(Unit.ORIENTATION, [*towards, *nowhere, *waiting]), "orientations")
    assert numbers(volume) == {
        "effective": 9,
        "en_cours": 6,
        "refusee": 8,
        "pas_de_place": 7,
        "impossible": 6,
        "aucune": 10,
    }
    assert volume.total == 46


def timed(nature: str, duration: str, persons: range) -> list[Observation]:
    said = {"nature": frozenset((nature,)), "duree": frozenset((duration,))}
    return [Observation(each, said) for each in persons]


def test_the_time_of_orders_leaves_no_few_by_subtraction():
    order = acte.ORDONNANCE_DE_PROTECTION
    seen = [
        *timed(order, "de_1_a_2_h", range(20)),
        *timed("ecoute", "de_1_a_2_h", range(20, 23)),
        *timed(order, "de_30_a_59_min", range(9)),
        *timed("ecoute", "de_30_a_59_min", range(30, 60)),
        *timed("ecrit.attestation", "de_30_a_59_min", range(30, 40)),
        *timed(order, "de_15_a_29_min", range(8)),
        *timed("ecoute", "de_15_a_29_min", range(60, 75)),
        *timed(acte.TENTATIVE, "de_15_a_29_min", range(7)),
    ]
    observed = of(Unit.ACTE, seen)
    orders = table(observed, "temps_ordonnance")
    # An hour and more: 23 acts, of which 20 for orders; the 3 others would be known.
    assert numbers(orders) == {"0_14": None, "15_29": None, "30_59": 9, "60_plus": None}
    assert (orders.others, orders.total) == (28, 37)


ANY_NATURE = st.sampled_from([*acte.NATURE.labels])


@given(
    st.lists(st.tuples(ANY_NATURE, st.integers(1, 40), st.integers(1, 12)), max_size=8),
    st.sampled_from((6, 11)),
)
def test_every_number_rests_on_enough_persons(several: list[tuple[str, int, int]], k: int):
    observed = of(Unit.ACTE, acts(*several))
    for volume in volumes(observed, k):
        assert volume_of(volume.data()) == volume
        if volume.code not in ("actes", "entretiens", "ecrits"):
            continue
        recoding = {"actes": NATURES, "entretiens": ENTRETIENS, "ecrits": ECRITS}[volume.code]
        where = {answer: code for code, _, answers in recoding for answer in answers.split()}
        persons: dict[str, set[int]] = {line.code: set() for line in volume.lines}
        for each in observed.of(Unit.ACTE):
            (code,) = each.codes["nature"]
            line = where.get(code.partition(".")[0] if volume.code == "actes" else code)
            persons.get(line or "", set()).add(each.person)
        together = [persons[line.code] for line in volume.lines if line.count is None]
        assert all(len(persons[line.code]) >= k for line in volume.lines if line.count is not None)
        assert not together or (len(together) >= 2 and len(frozenset().union(*together)) >= k)


@pytest.mark.parametrize(
    ("lines", "others", "total"),
    [
        ((("a", 6), ("b", None)), 7, 13),
        ((("a", 6),), None, 7),
        ((("a", 6), ("b", None), ("c", None)), None, 13),
        ((("a", 6),), None, None),
    ],
)
def test_numbers_that_would_betray_a_line_make_no_table(
    lines: tuple[tuple[str, int | None], ...], others: int | None, total: int | None
):
    with pytest.raises(ValueError, match="essai"):
        Volume(
            "essai",
            "Essai",
            "actes",
            "",
            tuple(Line(code, code, count) for code, count in lines),
            others,
            total,
        )
