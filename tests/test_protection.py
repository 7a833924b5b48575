"""A protected publication: nothing small can be derived; hand-worked cases; it fails closed."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from exports import solving
from exports.protection import reasons, release
from exports.protection.cells import Catalogue, Counts, Variable, address, counted
from exports.protection.published import Publication
from exports.protection.reasons import Mask
from exports.protection.release import protect, prove
from exports.protection.verification import faults
from exports.protection.written import to_json
from models.failure import Failure
from tests.attacker import Files, leaks
from tests.baselines import numbers
from tests.synthetic import CATALOGUE, QUARTERS, STATUSES, persons

SEED = b"0123456789abcdef"
ROOT = Path(__file__).parents[1]


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


def of(table: Mapping[str, Sequence[int]], leaves: Sequence[str]) -> dict[tuple[str, str], int]:
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


def test_the_same_arguments_give_the_same_bytes_and_another_seed_other_masks():
    everybody = persons(3)
    counts = counted(CATALOGUE, everybody, "2012", "2012")
    first, again = (to_json(protect(CATALOGUE, counts, (), 6, SEED)) for _ in range(2))
    assert first == again
    others = {to_json(protect(CATALOGUE, counts, (), 6, bytes([number]) * 16)) for number in range(4)}
    assert len(others) > 1


def test_masks_are_explained_to_who_publishes_and_not_in_the_file():
    ages = {"v": (3, 30, 10), "m": (12, 20, 12), "d": (20, 150, 25)}
    proof = prove(star(AGE), Counts("2012", "2012", (), {("S", "A"): of(ages, AGE.leaves)}), (), 6, SEED)
    masks = proof.masks["S", "A"]
    assert masks[address({"S": "v", "A": "0-17"})] is Mask.SMALL
    assert sorted(mask.name for mask in masks.values()) == ["COMPLEMENT"] * 3 + ["SMALL"]
    assert b"SMALL" not in to_json(proof.publication)
    assert "SMALL" not in repr(proof)


def quarters(everybody: list[dict[str, str]], k: int = 6) -> list[Publication]:
    """Three quarterly rows, then the detail of the year."""
    history: list[Publication] = []
    for place in range(1, 5):
        closed = QUARTERS[:place] if place < 4 else None
        release = f"2012-T{place}" if place < 4 else "2012"
        counts = counted(CATALOGUE, everybody, release, "2012", closed)
        history.append(protect(CATALOGUE, counts, tuple(history), k, SEED))
    return history


def test_a_quarter_publishes_its_rows_and_the_half_year_when_it_ends():
    first, second, third, year = quarters(persons(5))
    shown = [{dict(at)["trimestre"] for at in each.tables[0].numbers} for each in (first, second, third)]
    assert shown == [{"T1"}, {"T2", "S1"}, {"T3"}]
    assert len(year.tables) == len(CATALOGUE.tables)
    assert year.totals[()] == 323


def test_what_was_printed_before_and_what_was_masked_before_stay_so():
    *earlier, year = quarters(persons(5), 11)
    last = year.table(("statut", "trimestre")).numbers
    for at, value in (each for before in earlier for each in before.tables[0].numbers.items()):
        assert last[at] == value


def test_the_last_quarter_may_be_small_though_the_year_is_printed():
    """Suspects: 15, 14, 12 then 3. All printed, 44 - 41 would give the 3; the third quarter is kept back."""
    rest = {"sexe": "femme", "age": "26-59", "situation": "santé", "residence": "commune"}
    rest |= {variable.code: "non" for variable in CATALOGUE.variables if variable.code.startswith("vers")}
    everybody = [
        {**rest, "statut": status, "trimestre": quarter}
        for status, by_quarter in {
            "victime": (21, 21, 21, 21),
            "mis en cause": (15, 14, 12, 3),
            "hors champ pénal": (50, 50, 50, 45),
        }.items()
        for quarter, number in zip(QUARTERS, by_quarter, strict=True)
        for _ in range(number)
    ]
    *earlier, year = quarters(everybody)
    assert earlier[2].tables[0][{"statut": "mis en cause", "trimestre": "T3"}] is None
    assert year.totals[("statut", "mis en cause"),] == 44
    assert year.table(("statut", "trimestre"))[{"statut": "mis en cause", "trimestre": "T4"}] is None
    assert not list(leaks(Files(map(to_json, (*earlier, year)))))


def test_a_number_printed_before_that_is_no_longer_true_stops_everything():
    everybody = persons(5)
    first = quarters(everybody)[0]
    late = [{**everybody[0], "trimestre": "T1"}, *everybody]
    made = protect(CATALOGUE, counted(CATALOGUE, late, "2012-T2", "2012", QUARTERS[:2]), (first,), 6, SEED)
    assert (made.tables, made.reason) == ((), reasons.CHANGED)


def test_the_threshold_and_the_catalogue_stay_those_of_the_year():
    everybody = persons(5)
    first = quarters(everybody)[0]
    counts = counted(CATALOGUE, everybody, "2012-T2", "2012", QUARTERS[:2])
    for catalogue, k in ((CATALOGUE, 11), (replace(CATALOGUE, version="autre"), 6)):
        with pytest.raises(Failure, match="1er janvier"):
            protect(catalogue, counts, (first,), k, SEED)
    with pytest.raises(Failure, match="déjà publié"):
        protect(CATALOGUE, replace(counts, release="2012-T1"), (first,), 6, SEED)
    with pytest.raises(ValueError, match="threshold"):
        protect(CATALOGUE, counts, (), 5, SEED)


TOTALS = {None: 323, **STATUSES}


def test_without_its_solver_the_program_publishes_totals_and_says_why(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(solving, "highspy", None)
    made = protect(CATALOGUE, counted(CATALOGUE, persons(1), "2012", "2012"), (), 6, SEED)
    assert made.reason == reasons.NO_SOLVER
    assert {dict(at).get("statut"): n for at, n in made.totals.items()} == TOTALS
    assert [len(table.cells) for table in made.tables] == [4]


def test_out_of_time_totals_are_published_and_it_is_said_why():
    made = protect(CATALOGUE, counted(CATALOGUE, persons(1), "2012", "2012"), (), 6, SEED, seconds=0)
    assert made.reason == reasons.TOO_LONG
    assert {dict(at).get("statut"): n for at, n in made.totals.items()} == TOTALS


def test_without_its_ledger_the_year_publishes_totals_and_a_quarter_its_total_at_most():
    made = protect(CATALOGUE, counted(CATALOGUE, persons(1), "2012", "2012"), None, 6, SEED)
    assert made.reason == reasons.NO_LEDGER
    assert {dict(at).get("statut"): n for at, n in made.totals.items()} == TOTALS


def test_reduced_beside_a_small_quarter_it_prints_nothing_that_would_give_it_away():
    """Suspects of the first quarter are 3 and masked; the year's totals alone could give them away."""
    everybody = [
        {**each, "trimestre": "T4"} if each["statut"] == "mis en cause" else each for each in persons(1)
    ]
    few = [place for place, each in enumerate(everybody) if each["statut"] == "mis en cause"][:3]
    everybody = [
        {**each, "trimestre": "T1"} if place in few else each for place, each in enumerate(everybody)
    ]
    first = quarters(everybody)[0]
    assert first.tables[0].masked
    year = counted(CATALOGUE, everybody, "2012", "2012")
    assert protect(CATALOGUE, year, (first,), 6, SEED, seconds=0).tables == ()
    assert protect(CATALOGUE, year, (first,), 6, SEED).totals[()] == 323


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda each: replace(each, worlds=each.worlds[:1]),
        lambda each: replace(each, worlds=tuple(tuple(n + 1 for n in world) for world in each.worlds)),
        lambda each: replace(each, worlds=tuple(world[:-1] for world in each.worlds)),
        lambda each: replace(each, worlds=tuple(tuple(map(float, world)) for world in each.worlds)),
        lambda each: replace(each, atoms=each.atoms[:-1]),
        lambda each: replace(each, atoms=(*each.atoms[1:], each.atoms[1])),
    ],
)
def test_evidence_that_proves_less_is_not_believed(spoiled):
    counts = counted(CATALOGUE, persons(1), "2012", "2012")
    proof = prove(CATALOGUE, counts, (), 6, SEED)
    assert faults(CATALOGUE, counts, (), proof.publication, proof.evidence) == ()
    for place, each in enumerate(proof.evidence):
        if len(each.worlds) > 1:
            evidence = (*proof.evidence[:place], spoiled(each), *proof.evidence[place + 1 :])
            assert faults(CATALOGUE, counts, (), proof.publication, evidence)
    assert faults(CATALOGUE, counts, (), proof.publication, proof.evidence[1:])


def test_a_number_printed_too_many_is_not_believed():
    """Each masked number printed after all, the proof no longer holds, whatever the worlds."""
    counts = counted(CATALOGUE, persons(1), "2012", "2012")
    proof = prove(CATALOGUE, counts, (), 6, SEED)
    for place, table in enumerate(proof.publication.tables):
        for at in table.masked:
            truth = numbers(CATALOGUE, counts, table.vars)[at]
            cells = tuple(replace(cell, value=truth) if cell.address == at else cell for cell in table.cells)
            tables = list(proof.publication.tables)
            tables[place] = replace(table, cells=cells)
            more = replace(proof.publication, tables=tuple(tables))
            assert faults(CATALOGUE, counts, (), more, proof.evidence) or not truth


def test_what_is_not_verified_is_not_published(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(release, "faults", lambda *_: ("I2: statut×sexe",))
    made = protect(CATALOGUE, counted(CATALOGUE, persons(1), "2012", "2012"), (), 6, SEED)
    assert made.reason == reasons.UNPROVEN
    assert {dict(at).get("statut"): n for at, n in made.totals.items()} == TOTALS


class Stop(Exception):
    pass


def test_the_work_tells_how_far_it_is_and_stops_when_it_is_asked_to():
    seen: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 4:
            raise Stop

    with pytest.raises(Stop):
        protect(CATALOGUE, counted(CATALOGUE, persons(1), "2012", "2012"), (), 6, SEED, progress=progress)
    assert list(dict.fromkeys(seen)) == [(done, len(CATALOGUE.tables)) for done in range(5)]


def test_it_solves_after_something_else_has_solved_in_the_same_process_with_more_threads():
    program = """
import highspy
other = highspy.Highs()
other.setOptionValue("threads", 2)
other.addVar(0, 1)
other.run()
from exports.solving import Program
print(Program(1, [([0], [1.0], 3, 3)]).solved())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.endswith("[3.0]\n")
