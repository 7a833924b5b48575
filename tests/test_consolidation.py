"""Publications added up: exact where all print, an honest interval elsewhere, each file held to its seal."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import main
from exports import consolidation_sheet, star
from exports.consolidation import Consolidation, consolidated
from exports.protection.cells import Catalogue, Counts, Variable, address, counted
from exports.protection.published import Publication
from exports.protection.release import protect
from exports.protection.written import to_json
from models.failure import Failure
from tests import editions
from tests.attacker import Files, Reader
from tests.baselines import numbers
from tests.synthetic import CATALOGUE, persons, thin_years
from ui import commands

SEED = b"0123456789abcdef"
AGE = Variable("A", ("0-17", "18-59", "60+"))
STAR = Catalogue("essai", (Variable("S", ("v", "m")), AGE), "S", (("S", "A"),))


def made(source: str, rows: Mapping[str, Sequence[int]]) -> tuple[Publication, Counts]:
    cells = {(s, leaf): n for s, row in rows.items() for leaf, n in zip(AGE.leaves, row, strict=True)}
    counts = Counts("2012", "2012", (), {("S", "A"): cells})
    return replace(protect(STAR, counts, (), 6, SEED), source=source), counts


def files(*publications: Publication) -> list[tuple[str, bytes]]:
    return [(f"{place}.json", to_json(each)) for place, each in enumerate(publications)]


def at(consolidation: Consolidation, **where: str) -> tuple[int, int | None]:
    (total,) = (each for each in consolidation.tables["S", "A"] if each.at == address(where))
    return total.low, total.high


def test_what_all_print_is_added_up_exactly_and_the_rest_is_bounded():
    """In Vitry, the 3 and the 30 beside it are masked, and below them 12 and 20; 3 + 12 = 15 is printed."""
    aix, _ = made("Aix", {"v": (20, 30, 40), "m": (10, 20, 30)})
    vitry, _ = made("Vitry", {"v": (3, 30, 10), "m": (12, 20, 12)})
    both = consolidated(files(aix, vitry))
    assert at(both) == (150 + 87, 150 + 87)
    assert at(both, S="v") == (133, 133)
    assert at(both, S="v", A="60+") == (50, 50)
    assert at(both, A="0-17") == (45, 45)
    assert at(both, S="v", A="0-17") == (20 + 0, 20 + 15)
    assert at(both, S="v", A="18-59") == (30 + 33 - 15, 30 + 33)
    assert both.told == ()


@given(
    posts=st.lists(
        st.tuples(*(st.tuples(*(st.sampled_from((0, 1, 3, 5, 8, 20)) for _ in range(3))) for _ in "vm")),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_total_holds_the_truth_and_tells_no_more_than_the_files(
    posts: list[tuple[tuple[int, ...], ...]],
):
    """As wide at least as the sum of what each file, attacked alone, gives; and never a proven few."""
    every = [made(f"poste {place}", dict(zip("vm", rows, strict=True))) for place, rows in enumerate(posts)]
    both = consolidated(files(*(publication for publication, _ in every)))
    for total in both.tables.get(("S", "A"), ()):
        truth = sum(numbers(STAR, counts, ("S", "A"))[total.at] for _, counts in every)
        assert total.low <= truth
        assert total.high is None or truth <= total.high
        assert not (total.low > 0 and (total.high or 99) < 6)
        spans = [alone(publication, total.at) for publication, _ in every]
        assert total.low <= sum(low for low, _ in spans)
        assert total.high is None or total.high >= sum(high for _, high in spans)


def alone(publication: Publication, where: tuple[tuple[str, str], ...]) -> tuple[int, int]:
    """What an attacker finds of one cell in one file."""
    content = Files([to_json(publication)])
    if ("A", "S") not in content.tables:
        printed = publication.totals.get(where)
        return (0, publication.totals.get((), 5)) if printed is None else (printed, printed)
    span = Reader(content).interval(content.within(frozenset(where), content.finest(("A", "S"))))
    assert span is not None
    return span


def test_two_truths_with_the_same_files_have_the_same_sum():
    """Nothing but the files is read: what they do not tell, their sum does not."""
    one, counts = made("Vitry", {"v": (3, 30, 10), "m": (12, 20, 12)})
    other, others = made("Vitry", {"v": (4, 29, 10), "m": (11, 21, 12)})
    assert counts.tables != others.tables
    assert to_json(one) == to_json(other)
    assert consolidated(files(one)).to_json() == consolidated(files(other)).to_json()


def test_an_altered_a_doubled_and_a_missing_file_are_told():
    aix, _ = made("Aix", {"v": (20, 30, 40), "m": (10, 20, 30)})
    vitry, _ = made("Vitry", {"v": (30, 30, 30), "m": (12, 20, 12)})
    given_files = [*files(aix, vitry), ("copie.json", to_json(aix))]
    given_files.append(("retouché.json", to_json(replace(aix, source="Pau")).replace(b":90", b":91")))
    both = consolidated(given_files, ["Aix", "Vitry", "Pau"])
    assert [member.publication.source for member in both.members] == ["Aix", "Vitry"]
    assert at(both) == (284, 284)
    assert len(both.told) == 3
    assert any("retouché.json" in each and "empreinte" in each for each in both.told)
    assert any("copie.json" in each and "double" in each for each in both.told)
    assert "Poste attendu et absent : Pau." in both.told


def test_two_contents_for_one_post_are_neither_added_up():
    one, _ = made("Aix", {"v": (20, 30, 40), "m": (10, 20, 30)})
    other, _ = made("Aix", {"v": (21, 30, 40), "m": (10, 20, 30)})
    with pytest.raises(Failure, match="Aucune publication"):
        consolidated(files(one, other))
    pau, _ = made("Pau", {"v": (20, 30, 40), "m": (10, 20, 30)})
    assert [m.publication.source for m in consolidated(files(one, other, pau)).members] == ["Pau"]


def test_another_catalogue_period_or_release_is_not_added_up():
    posts = [made(f"poste {n}", {"v": (20, 30, 40), "m": (10, 20, 30)})[0] for n in range(5)]
    strangers = [
        replace(posts[2], catalogue="autre"),
        replace(posts[3], period="2013", release="2013"),
        replace(posts[4], release="2012-T1"),
    ]
    both = consolidated(files(*posts[:2], *strangers))
    assert at(both) == (300, 300)
    assert len(both.told) == 3


def test_a_post_of_few_persons_counts_for_an_interval():
    """3 persons: told as fewer than 6."""
    aix, _ = made("Aix", {"v": (20, 30, 40), "m": (10, 20, 30)})
    small, _ = made("Pau", {"v": (3, 0, 0), "m": (0, 0, 0)})
    assert at(consolidated(files(aix, small))) == (150, 155)


def test_statuses_merged_in_one_post_are_bounded_in_the_sum():
    counts = counted(
        CATALOGUE, persons(1, {"victime": 60, "mis en cause": 3, "hors champ pénal": 90}), "2012", "2012"
    )
    merged = replace(protect(CATALOGUE, counts, (), 6, SEED), source="Pau")
    whole = counted(CATALOGUE, persons(2), "2012", "2012")
    both = consolidated(files(merged, replace(protect(CATALOGUE, whole, (), 6, SEED), source="Aix")))
    totals = {total.at: (total.low, total.high) for total in both.tables["statut", "sexe"]}
    assert totals[()] == (476, 476)
    assert totals[("statut", "victime"),] == (144, 144)
    assert totals[("statut", "mis en cause"),] == (44, 44 + 93)


def sheets(both: Consolidation) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(consolidation_sheet.spreadsheet(both, star.CATALOGUE)))


def test_the_spreadsheet_opens_and_the_json_says_the_same():
    vitry, _ = made("=Vitry & <fils>", {"v": (3, 30, 10), "m": (12, 20, 12)})
    both = consolidated([*files(vitry), ("faux.json", b"{}")])
    book = sheets(both)
    assert book.sheetnames == ["Synthèse", "Tableaux", "Publications"]
    words = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert {"87", "43", "0 à 15", "=Vitry & <fils>"} <= words
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    told = json.loads(both.to_json())
    assert told["posts"][0]["digest"] == both.members[0].seal
    (table,) = told["tables"]
    assert {"at": {"A": "0-17", "S": "v"}, "low": 0, "high": 15} in table["cells"]


def test_the_spreadsheet_says_words_and_what_the_masked_lines_add_up_to():
    """Two posts alike: of the 110 men of each, 70 are neither victims nor suspects and 14 at most victims,
    so 26 at least are suspects, and 18 women at most.
    """
    one = editions.year().publication
    both = consolidated(files(replace(one, source="Aix"), replace(one, source="Pau")))
    book = sheets(both)
    partition = [row[:2] for row in book["Synthèse"].values]
    assert ("Victime", 168) in partition
    assert ("Total", 646) in partition
    rows = [row[:5] for row in book["Personnes"].values]
    assert ("Femmes", 140, "0 à 36", 240, "380 à 416") in rows
    women = rows.index(("Femmes", 140, "0 à 36", 240, "380 à 416"))
    regrouped = next(row for row in rows[women:] if str(row[0]).startswith("Regroupés"))
    assert regrouped[1:] == (168 - 140, 88, "", 646 - 220)
    codes = {leaf for variable in one.variables for leaf in variable.leaves}
    assert not codes & {str(cell.value) for sheet in book for row in sheet for cell in row}


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = commands.run([str(each) for each in arguments], main.now)
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


def test_the_command_adds_up_a_folder(run: Command, tmp_path: Path):
    for place, statuses in enumerate(thin_years(4)):
        folder = tmp_path / "postes" / f"poste {place}"
        folder.mkdir(parents=True)
        counts = counted(CATALOGUE, persons(place, statuses), "2012", "2012")
        publication = replace(protect(CATALOGUE, counts, (), 6, SEED), source=f"poste {place}")
        (folder / "publication.json").write_bytes(to_json(publication))
        (folder / "datapackage.json").write_bytes(b"{}")
    target = tmp_path / "département.xlsx"
    code, out, err = run("consolider", tmp_path / "postes", "--vers", target)
    assert (code, err) == (0, "")
    assert "additionnées : 4" in out
    assert target.exists()
    assert target.with_suffix(".json").exists()
    code, _, err = run("consolider", tmp_path / "postes", "--vers", target)
    assert code == 1
    assert "existe déjà" in err


def test_the_command_tells_what_is_missing_and_fails(run: Command, tmp_path: Path):
    aix, _ = made("Aix", {"v": (20, 30, 40), "m": (10, 20, 30)})
    (tmp_path / "postes").mkdir()
    (tmp_path / "postes" / "aix.json").write_bytes(to_json(aix))
    (tmp_path / "liste.txt").write_text("Aix\nPau\n", "utf-8")
    target = tmp_path / "somme.xlsx"
    code, _, err = run(
        "consolider", tmp_path / "postes", "--vers", target, "--postes", tmp_path / "liste.txt"
    )
    assert (code, "absent : Pau" in err, target.exists()) == (1, True, True)
    code, _, err = run("consolider", tmp_path, "--vers", tmp_path / "somme.ods")
    assert (code, ".xlsx" in err) == (1, True)
