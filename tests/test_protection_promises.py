"""What a protected publication promises, on catalogues and counts of every small kind."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exports.protection.cells import Catalogue, Counts, TableKey, Variable
from exports.protection.published import PublishedCell
from exports.protection.release import protect
from exports.protection.written import to_json
from tests.attacker import Files, Finest, broken, gone_through

SEED = b"0123456789abcdef"
FEW = st.sampled_from((0, 0, 1, 2, 3, 5, 6, 7, 9, 14, 30))


@st.composite
def variables(draw: st.DrawFn, code: str) -> Variable:
    leaves = tuple(f"{code}{number}" for number in range(draw(st.integers(2, 4))))
    groups = {f"{code}g": leaves[:2]} if len(leaves) > 2 and draw(st.booleans()) else {}
    sensitive = tuple(each for each in (*groups, *leaves) if draw(st.booleans()))
    return Variable(code, leaves, groups, sensitive)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    statuses = ("v", "m", "d")[: draw(st.integers(1, 3))]
    merges = (("v", "md"),) if len(statuses) == 3 and draw(st.booleans()) else ()
    centre = Variable("S", statuses, {"md": ("m", "d")} if merges else {}, statuses)
    others = [draw(variables(code)) for code in "AB"[: draw(st.integers(1, 2))]]
    impossible = ()
    if draw(st.integers(0, 3)) == 0:
        impossible = ((("A", others[0].leaves[0]), ("S", statuses[-1])),)
    tables = tuple(("S", each.code) for each in others)
    return Catalogue("essai", (centre, *others), "S", tables, impossible, merges)


@st.composite
def years(draw: st.DrawFn) -> tuple[Catalogue, Counts]:
    """A catalogue, and tables that agree on the totals of the centre."""
    catalogue = draw(catalogues())
    first, *others = catalogue.tables
    tables: dict[TableKey, dict[tuple[str, ...], int]] = {first: {}}
    for finest in possible(catalogue, first):
        tables[first][finest] = draw(FEW)
    for key in others:
        tables[key] = {}
        for status in catalogue["S"].leaves:
            left = sum(number for (each, _), number in tables[first].items() if each == status)
            *most, last = catalogue[key[1]].leaves
            for leaf in most:
                number = min(left, draw(FEW))
                tables[key][status, leaf], left = number, left - number
            tables[key][status, last] = left
    return catalogue, Counts("2012", "2012", (), tables)


def possible(catalogue: Catalogue, key: TableKey) -> Iterator[tuple[str, ...]]:
    for finest in product(*(catalogue[code].leaves for code in key)):
        leaves = dict(zip(key, finest, strict=True))
        if not any(all(leaves.get(code) == category for code, category in at) for at in catalogue.impossible):
            yield finest


def truth(counts: Counts) -> Mapping[Finest, int]:
    """As the attacker names finest cells: variables sorted."""
    found: dict[Finest, int] = {}
    for key, cells in counts.tables.items():
        codes = tuple(sorted(key))
        for finest, number in cells.items():
            leaf = dict(zip(key, finest, strict=True))
            found[codes, tuple(leaf[code] for code in codes)] = number
    return found


def total(counts: Counts) -> int:
    return sum(next(iter(counts.tables.values())).values())


@given(year=years(), k=st.sampled_from((6, 11)))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_invariant_holds_or_only_totals_are_printed(year: tuple[Catalogue, Counts], k: int):
    catalogue, counts = year
    made = protect(catalogue, counts, (), k, SEED)
    if made.reason:
        assert total(counts) <= k or catalogue.impossible
        assert all(set(dict(at)) <= {"S"} for table in made.tables for at in table.numbers)
        assert all(value >= k for value in made.totals.values())
    else:
        assert list(broken(Files([to_json(made)]), truth(counts))) == []


@given(year=years())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_mask_is_wasted(year: tuple[Catalogue, Counts]):
    """Printing any one cell that is masked without being small would break an invariant."""
    catalogue, counts = year
    made = protect(catalogue, counts, (), 6, SEED)
    facts = truth(counts)
    for place, table in enumerate(made.tables):
        for at in table.masked:
            number = true_number(catalogue, counts, table.vars, dict(at))
            if number >= 6:
                cells = tuple(
                    PublishedCell(cell.at, number) if cell.address == at else cell for cell in table.cells
                )
                tables = list(made.tables)
                tables[place] = replace(table, cells=cells)
                more = replace(made, tables=tuple(tables))
                assert list(broken(Files([to_json(more)]), facts)), (table.vars, at)


def true_number(catalogue: Catalogue, counts: Counts, key: TableKey, at: Mapping[str, str]) -> int:
    return sum(
        number
        for finest, number in counts.tables[key].items()
        if all(
            dict(zip(key, finest, strict=True))[c] in catalogue[c].leaves_of(each) for c, each in at.items()
        )
    )


@st.composite
def tiny_years(draw: st.DrawFn) -> tuple[Catalogue, Counts]:
    """Few enough worlds to go through all of them."""
    leaves = ("a", "b", "c")[: draw(st.integers(2, 3))]
    other = Variable("A", leaves, {"g": leaves[:2]} if len(leaves) == 3 else {}, leaves[:1])
    catalogue = Catalogue("essai", (Variable("S", ("v", "m"), {}, ("v", "m")), other), "S", (("S", "A"),))
    cells: dict[tuple[str, ...], int] = {
        finest: draw(st.integers(0, 6)) for finest in product(("v", "m"), leaves)
    }
    counts = Counts("2012", "2012", (), {("S", "A"): cells})
    assume(total(counts) > 6)
    return catalogue, counts


@given(year=tiny_years())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_going_through_every_world_agrees_with_the_solver(year: tuple[Catalogue, Counts]):
    catalogue, counts = year
    made = protect(catalogue, counts, (), 6, SEED)
    assert made.reason == ""
    files = Files([to_json(made)])
    every = gone_through(files)
    assert list(broken(files, truth(counts), every)) == []
    assert list(broken(files, truth(counts))) == []


@given(year=tiny_years(), printed=st.sets(st.integers(0, 11), max_size=9))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_attackers_of_the_tests_find_the_same_faults(year: tuple[Catalogue, Counts], printed: set[int]):
    """On files masked at random, so that there is something to find."""
    catalogue, counts = year
    made = protect(catalogue, counts, (), 6, SEED)
    (table,) = made.tables
    cells = tuple(
        PublishedCell(cell.at, true_number(catalogue, counts, table.vars, cell.at))
        if place in printed or not cell.at
        else PublishedCell(cell.at, None)
        for place, cell in enumerate(table.cells)
    )
    files = Files([to_json(replace(made, tables=(replace(table, cells=cells),)))])
    assert list(broken(files, truth(counts), gone_through(files))) == list(broken(files, truth(counts)))
