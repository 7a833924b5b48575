"""A protected publication: nothing small can be derived; hand-worked cases; it fails closed."""

from collections.abc import Sequence

import pytest

from exports.protection import reasons
from exports.protection.cells import Catalogue, Counts, Variable, address, counted
from exports.protection.published import Publication
from exports.protection.release import protect
from exports.protection.written import to_json
from tests.attacker import Files, leaks
from tests.synthetic import CATALOGUE, STATUSES, persons

SEED = b"0123456789abcdef"


def publish(
    catalogue: Catalogue, tables: dict, history: Sequence[Publication] = (), k: int = 6, **also
) -> Publication:
    counts = Counts("2012", "2012", catalogue.periods, tables)
    return protect(catalogue, counts, history, k, SEED, **also)


def star(*others: Variable, **also) -> Catalogue:
    """Victims and others, crossed with each variable."""
    centre = Variable("S", ("v", "m", "d"), {"md": ("m", "d")}, ("v", "m", "d"))
    return Catalogue(
        "essai",
        (centre, *others),
        "S",
        tuple(("S", each.code) for each in others),
        merges=(("v", "md"),),
        **also,
    )


AGE = Variable("A", ("0-17", "18-59", "60+"))
FAIT = Variable("F", ("oui", "non"), sensitive=("oui",))
SMALL_STAR = star(AGE, FAIT)


def of(table: dict[str, Sequence[int]], leaves: Sequence[str]) -> dict[tuple[str, str], int]:
    """``{"v": (3, 40)}`` as finest cells."""
    return {(status, leaf): n for status, row in table.items() for leaf, n in zip(leaves, row, strict=True)}


def test_the_year_prints_its_totals_exactly():
    everybody = persons(1)
    for k in (6, 11):
        year = protect(CATALOGUE, counted(CATALOGUE, everybody, "2012", "2012"), (), k, SEED)
        assert year.reason == ""
        assert {dict(at).get("statut"): n for at, n in year.totals.items()} == {None: 323, **STATUSES}
        for table in year.tables:
            assert (table[{}], [table[{"statut": status}] for status in STATUSES]) == (323, [84, 44, 195])


def test_a_hidden_count_takes_a_neighbour_in_its_line_and_in_its_column():
    """Victims aged 0-17 are 3. Hiding that cell alone, 43 - 40 would give it away."""
    ages = {"v": (3, 30, 10), "m": (12, 20, 12), "d": (20, 150, 25)}
    made = publish(star(AGE), {("S", "A"): of(ages, AGE.leaves)})
    masked = set(made.table(("S", "A")).masked)
    assert len(masked) == 4, "a rectangle is the least that protects one cell of a two-way table"
    assert address({"S": "v", "A": "0-17"}) in masked
    assert made.totals == {(): 282, (("S", "v"),): 43, (("S", "m"),): 44, (("S", "d"),): 195}


def test_a_status_of_k_minus_1_is_merged_with_all_and_one_of_k_plus_1_is_not():
    """5 victims: alone, or beside 239 others of 244, they would be told. 7 can be printed."""
    for victims, shown in (
        (5, {(): 244}),
        (7, {(): 246, (("S", "v"),): 7, (("S", "m"),): 44, (("S", "d"),): 195}),
    ):
        ages = {"v": (victims, 0, 0), "m": (12, 20, 12), "d": (20, 150, 25)}
        made = publish(star(AGE), {("S", "A"): of(ages, AGE.leaves)})
        assert made.reason == ""
        assert made.totals == shown


def test_two_small_statuses_are_merged_together_first():
    """3 suspects are told with the 195 others: 198, beside 84 victims; 282 in all."""
    ages = {"v": (20, 40, 24), "m": (1, 1, 1), "d": (20, 150, 25)}
    made = publish(star(AGE), {("S", "A"): of(ages, AGE.leaves)})
    assert made.totals == {(): 282, (("S", "v"),): 84, (("S", "md"),): 198}
    assert made.table(("S", "A"))[{"S": "md", "A": "0-17"}] == 21


@pytest.mark.parametrize("victims", range(6))
def test_a_year_of_fewer_than_k_persons_prints_no_number(victims: int):
    made = publish(SMALL_STAR, {("S", "A"): {("v", "0-17"): victims}, ("S", "F"): {("v", "oui"): victims}})
    assert made.tables == ()
    assert made.reason == reasons.FEW.format(k=6)


def test_a_year_of_k_persons_prints_its_total_only():
    """Each of the 6 would see at most 5 in any other cell."""
    made = publish(SMALL_STAR, {("S", "A"): {("v", "0-17"): 6}, ("S", "F"): {("v", "oui"): 6}})
    assert made.totals == {(): 6}
    assert sum(len(table.cells) for table in made.tables) == 1


def test_a_whole_status_in_one_sensitive_category_is_not_told():
    """All 20 victims say yes: printing 20 beside 20 would tell it of each. In "non", it may be told."""
    for told, masked in (("oui", True), ("non", False)):
        facts = {"v": (20, 0) if told == "oui" else (0, 20), "m": (22, 22), "d": (95, 100)}
        made = publish(star(FAIT), {("S", "F"): of(facts, FAIT.leaves)})
        assert (made.table(("S", "F"))[{"S": "v", "F": told}] is None) is masked
        assert not list(leaks(Files([to_json(made)])))


def test_a_zero_that_the_rest_gives_is_printed_and_another_is_masked():
    """20 of 20 victims say no: yes is 0. In a column with a 3 and a total of 3, no 0 is told."""
    facts = {"v": (0, 20), "m": (22, 22), "d": (95, 100)}
    made = publish(star(FAIT), {("S", "F"): of(facts, FAIT.leaves)})
    assert made.table(("S", "F"))[{"S": "v", "F": "oui"}] == 0
    ages = {"v": (20, 0, 40), "m": (12, 3, 32), "d": (20, 0, 175)}
    made = publish(star(AGE), {("S", "A"): of(ages, AGE.leaves)})
    table = made.table(("S", "A"))
    told = [table[{"S": status, "A": "18-59"}] for status in "vmd"]
    assert told in ([None, None, 0], [0, None, None]), "which of the two hides the 3 is the seed's choice"


def test_what_cannot_be_is_not_listed_and_hides_nothing():
    """No suspect can say yes: 44 of 44 say no, a dash beside it; the 3 of "d" need another partner."""
    catalogue = star(FAIT, impossible=((("F", "oui"), ("S", "m")),))
    facts = {"v": (40, 44), "m": (0, 44), "d": (3, 192)}
    made = publish(catalogue, {("S", "F"): of(facts, FAIT.leaves)})
    table = made.table(("S", "F"))
    assert (("F", "oui"), ("S", "m")) not in table.numbers
    assert table[{"S": "m", "F": "non"}] == 44
    assert {at for at in table.masked if dict(at).get("S")} >= {
        address({"S": status, "F": said}) for status in "vd" for said in ("oui", "non")
    }
    assert not list(leaks(Files([to_json(made)])))


def test_counts_in_an_impossible_cell_are_reduced_to_totals():
    catalogue = star(FAIT, impossible=((("F", "oui"), ("S", "m")),))
    made = publish(catalogue, {("S", "F"): of({"v": (40, 44), "m": (2, 42), "d": (3, 192)}, FAIT.leaves)})
    assert made.reason == reasons.CONTRADICTED
    assert made.totals == {(): 323, (("S", "v"),): 84, (("S", "m"),): 44, (("S", "d"),): 195}


def test_a_table_that_would_be_mostly_masked_is_printed_at_its_parent_level():
    need = Variable("N", ("a", "b", "c", "d"), {"ab": ("a", "b"), "cd": ("c", "d")})
    needs = {"v": (4, 80, 3, 60), "m": (2, 50, 5, 40), "d": (3, 70, 1, 90)}
    made = publish(star(need), {("S", "N"): of(needs, need.leaves)})
    shown = {dict(at).get("N") for at in made.table(("S", "N")).numbers}
    assert shown == {None, "ab", "cd"}
    assert made.table(("S", "N"))[{"S": "v", "N": "ab"}] == 84
    assert made.table(("S", "N")).masked == ()
