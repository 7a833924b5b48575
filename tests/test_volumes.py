"""Volumes of activity: a number rests on enough different persons, whatever is put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.volumes import Line, Volume, volume_of, volumes
from models.counting import Observation, Observations
from models.fields import Unit
from models.forms import acte
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
    volume = table(of(Unit.ACTE, acts(("ecoute", 40, 40), ("reunion", 30, 5), ("hebergement", 12, 8))))
    given = numbers(volume)
    assert (given["ecoute"], given["reunion"], given["hebergement"]) == (40, None, None)
    # 30 meetings of 5 persons: the line of the fewest of the others, 12 acts of 8 persons, goes with them.
    assert (volume.others, volume.total) == (42, 82)


def test_the_line_of_the_others_rests_on_enough_persons():
    observed = of(Unit.ACTE, acts(("ecoute", 40, 40), ("hebergement", 9, 8)))
    volume = table(observed)
    assert (numbers(volume)["hebergement"], volume.others, volume.total) == (None, 9, 49)


def test_too_few_persons_in_all_tell_nothing():
    volume = table(of(Unit.ACTE, acts(("ecoute", 90, 5))))
    assert (volume.total, volume.others, volume.lines) == (None, None, ())


def test_a_year_of_nobody_tells_nothing():
    assert all(each.total is None for each in volumes(Observations(YEAR), 6))


def test_the_detail_of_interviews_is_given_only_with_their_number():
    observed = of(
        Unit.ACTE, acts(("entretien.bureau", 40, 40), ("entretien.telephone", 12, 12), ("ecoute", 7, 7))
    )
    inside = table(observed, "actes_entretien")
    assert (numbers(inside)["entretien.bureau"], inside.total) == (40, 52)
    few = of(Unit.ACTE, acts(("ecoute", 40, 40), ("entretien.bureau", 5, 5), ("hebergement", 20, 20)))
    assert not [each for each in volumes(few, 6) if each.code == "actes_entretien"]


NATURES = st.sampled_from([*acte.NATURE.labels])


@given(
    st.lists(st.tuples(NATURES, st.integers(1, 40), st.integers(1, 12)), max_size=8),
    st.sampled_from((6, 11)),
)
def test_every_number_rests_on_enough_persons(several: list[tuple[str, int, int]], k: int):
    observed = of(Unit.ACTE, acts(*several))
    for volume in volumes(observed, k):
        assert volume_of(volume.data()) == volume
        if volume.code not in ("actes", "actes_entretien", "actes_ecrit"):
            continue
        deep = volume.code != "actes"

        def line_of(each: Observation, deep: bool = deep) -> str:
            (code,) = each.codes["nature"]
            return code if deep else code.partition(".")[0]

        persons = {
            line.code: {each.person for each in observed.of(Unit.ACTE) if line_of(each) == line.code}
            for line in volume.lines
        }
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
