"""Volumes and persons share totals: what one says of the other is proven with it, or is not said."""

from collections.abc import Sequence
from itertools import product

import pytest

from exports import shared
from exports.protection.cells import Catalogue, Counts, Variable
from exports.protection.release import Proof, prove
from exports.protection.verification import faults
from exports.protection.written import to_json
from exports.volumes import Line, Volume
from tests.attacker import Files, broken

STATUSES = {"victime": 84, "mis_en_cause": 44, "hors_champ_penal": 195}
ORDER = Variable("ordonnance", ("oui", "non"), {}, ("oui",))
TOWARDS = tuple(
    Variable(f"orientation_{where}", ("faite", "impossible", "non"), {"oui": ("faite", "impossible")})
    for where in ("social", "droit")
)
KEYS = tuple(("statut", each.code) for each in (ORDER, *TOWARDS))
STAR = Catalogue("essai", (Variable("statut", tuple(STATUSES)), ORDER, *TOWARDS), "statut", KEYS)
K, SEED = 6, b"0123456789abcdef"


def counts(orders: Sequence[int], *towards: Sequence[tuple[int, int]]) -> Counts:
    """By status: those with an order; of each kind of service, those done and those impossible."""
    tables = {("statut", "ordonnance"): dict[tuple[str, ...], int]()}
    for (status, whole), yes in zip(STATUSES.items(), orders, strict=True):
        tables["statut", "ordonnance"] |= {(status, "oui"): yes, (status, "non"): whole - yes}
    for variable, several in zip(TOWARDS, towards or (((0, 0),) * 3,) * 2, strict=True):
        cells = tables.setdefault(("statut", variable.code), {})
        for (status, whole), (done, not_done) in zip(STATUSES.items(), several, strict=True):
            rest = whole - done - not_done
            cells |= {(status, "faite"): done, (status, "impossible"): not_done, (status, "non"): rest}
    return Counts("2012", "2012", (), tables)


def writings(orders: int) -> Volume:
    lines = (
        Line("protection_enfance", "IP", 20),
        Line("ordonnance", "Ordonnances", orders),
        Line("autre", "", 30),
    )
    return Volume("ecrits", "Écrits", "écrits", "", lines, None, orders + 50)


def outcomes(done: int, not_done: int) -> Volume:
    lines = (Line("effective", "", done), Line("en_cours", "", 0), Line("refusee", "", 0))
    more = (Line("pas_de_place", "", not_done), Line("impossible", "", 0), Line("aucune", "", 12))
    return Volume("orientations", "Issues", "orientations", "", (*lines, *more), None, done + not_done + 12)


def given(volume: Volume, truth: Counts) -> tuple[bool, Proof]:
    proof = prove(STAR, truth, (), K, SEED)
    assert not proof.publication.reason
    (told,) = shared.given([volume], proof, STAR, truth, ())
    return told.total is not None, proof


def worlds(proof: Proof, most: int) -> list[tuple[int, ...]]:
    """Every number of persons with an order, by status, that agrees with the file and with so many acts."""
    (table,) = (each for each in proof.publication.tables if each.vars == ("statut", "ordonnance"))
    told = [table.numbers.get((("ordonnance", "oui"), ("statut", status))) for status in STATUSES]
    whole = table.numbers.get((("ordonnance", "oui"),))
    every = product(*(range(most + 1) if each is None else [each] for each in told))
    return [each for each in every if whole in (None, sum(each)) and K <= sum(each) <= most]


@pytest.mark.parametrize("acts", [0, 3, 30])
def test_what_is_given_leaves_each_hidden_count_possible_as_none_and_as_many(acts: int):
    """Going through every world of persons that the acts leave possible."""
    kept = 0
    for orders in product((1, 5, 20), (0, 3, 20), (0, 9)):
        if sum(orders) < K:
            continue
        told, proof = given(writings(sum(orders) + acts), counts(orders))
        kept += told
        possible = worlds(proof, sum(orders) + acts) if told else []
        for place, count in enumerate(orders) if told else ():
            if 0 < count < K:
                assert {0, K} <= {min(each[place], K) for each in possible}, (orders, acts)
    assert kept > 10, "most years keep their volumes"


def test_six_orders_of_six_persons_are_not_told():
    """3 victims and 3 suspects: the worlds that prove it have fewer than six persons, or more."""
    assert not given(writings(6), counts((3, 3, 0)))[0]
    assert given(writings(25), counts((9, 7, 9)))[0]


def test_a_bound_that_gives_a_count_away_is_noticed():
    """The control: were it known that fewer than six persons have an order, nothing would be proven."""
    truth = counts((3, 20, 0))
    proof = prove(STAR, truth, (), K, SEED)
    orders = {"ordonnance": frozenset({"oui"})}
    for bound, expected in (
        (shared.Bound(orders, 0, 323), False),
        (shared.Bound(orders, 0, 23), False),
        (shared.Bound(orders, 0, K - 1), True),
        (shared.Bound(orders, 324, 400), True),
    ):
        allowed = shared.allowing([bound], proof.evidence, truth)
        assert bool(faults(STAR, truth, (), proof.publication, proof.evidence, allowed)) is expected, bound


def known(truth: Counts, writings: int) -> list[str]:
    """The invariants that an attacker breaks who reads the persons and the acts."""
    activity = f"tableau,ligne,effectif\nactes,ecrit,{writings}\nactes,total,{writings}\n"
    files = Files([to_json(prove(STAR, truth, (), K, SEED).publication)], activity.encode())
    finest = {
        (tuple(sorted(key)), tuple(leaf for _, leaf in sorted(zip(key, leaves, strict=True)))): persons
        for key, cells in truth.tables.items()
        for leaves, persons in cells.items()
    }
    return list(broken(files, finest))


def test_an_attacker_who_reads_the_acts_too_finds_nothing_but_in_too_few_of_them():
    """The control: five acts in all could not be those of six victims."""
    assert known(counts((3, 3, 0)), 30) == []
    assert "I3" in known(counts((3, 3, 0)), 5)


def test_orientations_of_several_services_are_bound_together():
    """Each person has one orientation: a world with more done here needs one with fewer there."""
    towards = (((9, 3), (7, 0), (20, 4)), ((12, 2), (3, 0), (15, 9)))
    truth = counts((0, 0, 0), *towards)
    done = sum(each for service in towards for each, _ in service)
    not_done = sum(each for service in towards for _, each in service)
    assert given(outcomes(done, not_done), truth)[0]
    bounds = shared.bounds([outcomes(done, not_done)], K)
    assert [(each.least, each.most) for each in bounds] == [(K, done), (0, not_done), (K, done + not_done)]
