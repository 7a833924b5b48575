"""The attacker in the program: it finds what masks badly made give away, and nothing in those well made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import main
from exports.attack import Kind, attack
from exports.protection.cells import At, Catalogue, Counts, Variable, counted
from exports.protection.published import Publication, PublishedCell
from exports.protection.release import protect
from exports.protection.written import to_json
from models.failure import Failure
from tests.attacker import Files, Reader, leaks
from tests.baselines import plain_threshold
from tests.synthetic import CATALOGUE, QUARTERS, persons
from ui import commands

SEED = b"0123456789abcdef"
AGE = Variable("age", ("0-17", "18-59", "60+"))
FAIT = Variable("plainte", ("oui", "non"), sensitive=("oui",))
STATUT = Variable("statut", ("victime", "autre"))
STAR = Catalogue("essai", (STATUT, AGE, FAIT), "statut", (("statut", "age"), ("statut", "plainte")))
AGES = {("victime", "0-17"): 3, ("victime", "18-59"): 40, ("victime", "60+"): 20, ("autre", "18-59"): 90}
FACTS = {("victime", "oui"): 63, ("autre", "oui"): 40, ("autre", "non"): 50}


def bare(more: int = 0, release: str = "2012") -> Publication:
    """With more victims of 18-59, who all went to the police."""
    ages = {**AGES, ("victime", "18-59"): 40 + more}
    facts = {**FACTS, ("victime", "oui"): 63 + more}
    tables = {("statut", "age"): ages, ("statut", "plainte"): facts}
    return plain_threshold(STAR, Counts(release, "2012", (), tables), 6)


def test_a_count_alone_in_its_line_is_computed():
    """63 - 40 - 20 = 3."""
    found = {each.sentence for each in attack([bare()]) if each.kind is Kind.EXACT}
    assert "2012 — age = 0-17, statut = victime : on calcule qu’il y a 3 personnes." in found


def test_a_line_all_in_one_sensitive_answer_is_told():
    """63 of 63 victims went to the police."""
    (group,) = (each for each in attack([bare()]) if each.kind is Kind.GROUP)
    assert group.sentence == (
        "2012 — plainte = oui, statut = victime : on déduit que les personnes de cette ligne y sont toutes."
    )


def test_a_difference_between_two_releases_is_told():
    """Two more victims of 18-59 between two prints of the same year."""
    later = bare(2, "2012 bis")
    deltas = [each for each in attack([bare(), later]) if each.kind is Kind.DELTA]
    assert any("entre 2012 et 2012 bis, on calcule un écart de 2" in each.sentence for each in deltas)
    assert [each for each in attack([bare(), bare(release="2012 bis")]) if each.kind is Kind.DELTA] == []


def test_a_person_counted_derives_what_others_cannot():
    """12 victims, of whom 6 are 60+ and 6 are masked as 3 and 3: she is one, and at most 5 are the other."""
    ages = {("victime", "0-17"): 3, ("victime", "18-59"): 3, ("victime", "60+"): 6, ("autre", "18-59"): 90}
    made = plain_threshold(STAR, Counts("2012", "2012", (), {("statut", "age"): ages}), 6)
    printed: dict[At, int] = {
        (): 102,
        (("statut", "victime"),): 12,
        (("age", "60+"), ("statut", "victime")): 6,
    }
    (table,) = made.tables
    cells = tuple(PublishedCell(cell.at, printed.get(cell.address)) for cell in table.cells)
    made = replace(made, tables=(replace(table, cells=cells),))
    assert attack([made]) == ()
    ours = list(leaks(Files([to_json(made)]), [(("age", "statut"), ("18-59", "victime"))]))
    assert ours == []
    seen = Reader(Files([to_json(made)]))
    held = [(("age", "statut"), ("0-17", "victime"))]
    assert seen.interval(held) == (0, 6)
    assert seen.interval(held, [(("age", "statut"), ("18-59", "victime"))]) == (0, 5)


def test_publications_well_made_give_nothing_even_to_each_person_counted():
    everybody = persons(2)[:150]
    history: list[Publication] = []
    for place in (1, 2, 3, None):
        closed = QUARTERS[:place] if place else None
        counts = counted(CATALOGUE, everybody, f"2012-{place}", "2012", closed)
        history.append(protect(CATALOGUE, counts, tuple(history), 6, SEED))
    assert not history[-1].reason
    assert attack(history) == ()
    assert all(attack(history, each) == () for each in everybody[:3])


def test_it_finds_what_the_attacker_of_the_tests_finds():
    """On the same badly masked year: two programs written apart."""
    counts = counted(CATALOGUE, persons(4), "2012", "2012")
    made = plain_threshold(CATALOGUE, counts, 6)
    ours = {(frozenset(each.at), each.low, each.high) for each in attack([made])}
    theirs = {(each.cell, each.low, each.high) for each in leaks(Files([to_json(made)]))}
    assert theirs
    assert theirs <= ours


def test_files_that_contradict_each_other_are_refused():
    made = bare()
    cells = tuple(
        replace(cell, value=9) if cell.at == {"age": "60+"} else cell for cell in made.tables[0].cells
    )
    spoiled = replace(made, tables=(replace(made.tables[0], cells=cells),))
    with pytest.raises(Failure, match="se contredisent"):
        attack([spoiled])
    with pytest.raises(Failure, match="mêmes variables"):
        attack([made, replace(made, k=11)])


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = commands.run([str(each) for each in arguments], main.now)
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


def test_the_command_says_what_can_be_derived_and_fails(run: Command, tmp_path: Path):
    (tmp_path / "a.json").write_bytes(to_json(bare()))
    code, out, err = run("attaquer", tmp_path / "a.json")
    assert (code, "3 personnes" in out, "À déduire" in err) == (1, True, True)


def test_the_command_says_that_nothing_can_be_derived(run: Command, tmp_path: Path):
    counts = counted(CATALOGUE, persons(2), "2012", "2012")
    (tmp_path / "a.json").write_bytes(to_json(protect(CATALOGUE, counts, (), 6, SEED)))
    code, out, err = run("attaquer", tmp_path / "a.json")
    assert (code, out.startswith("Rien à déduire"), err) == (0, True, "")
    code, out, err = run(
        "attaquer", tmp_path / "a.json", "--lectrice", "statut=victime", "--lectrice", "age=60+"
    )
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("absent.json",), "ne peut pas être lu"),
        (("faux.json",), "pas une publication lisible"),
        (("a.json", "--lectrice", "statut=inconnu"), "Reprenez leurs codes"),
    ],
)
def test_what_cannot_be_attacked_is_told(run: Command, tmp_path: Path, arguments: tuple[str, ...], told: str):
    (tmp_path / "a.json").write_bytes(to_json(bare()))
    (tmp_path / "faux.json").write_bytes(b"{}")
    code, out, err = run("attaquer", tmp_path / arguments[0], *arguments[1:])
    assert (code, out) == (1, "")
    assert told in err
