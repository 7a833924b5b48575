"""The true counts add up whatever is counted; no writer of files takes them."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from exports import layout
from exports.counts import STATUT, Count, tabulate
from exports.tables import Heading, Kind, Row, Table
from models.casework import FORMS, SITUATION
from models.conditions import when
from models.counting import DERIVED, Observation, Observations
from models.fields import (
    NON_RENSEIGNE,
    OUI,
    ChoiceField,
    Form,
    MultiChoiceField,
    Option,
    Section,
    TextField,
    TreeChoiceField,
    Unit,
    YesNoField,
)
from models.forms import accueil, evaluation
from tests import counted
from tests.counted import of, several

ROOT = Path(__file__).parents[1]

RED, GREEN, NONE = Option("rouge", "Rouge"), Option("vert", "Vert"), Option("aucun", "Aucun", exclusive=True)
COLOUR = ChoiceField(code="couleur", label="Couleur", counted=True, options=(RED, GREEN))
TASTES = MultiChoiceField(code="gouts", label="Goûts", counted=True, options=(RED, GREEN, NONE))
WHY_RED = YesNoField(code="pourquoi", label="Pourquoi", counted=True, relevant=when(COLOUR, "rouge"))
PLACE = TreeChoiceField(
    code="lieu",
    label="Lieu",
    counted=True,
    options=(Option("ville", "Ville", children=(Option("centre", "Centre"),)), Option("mer", "Mer")),
)
SPOKEN = TextField(code="dit", label="Ce qu’elle dit")


def form(*fields: ChoiceField | MultiChoiceField | YesNoField | TreeChoiceField | TextField) -> Form:
    return Form("essai", "Essai", (Section("Essai", fields),), unit=Unit.ACTE)


def count_of(fields: Form, observed: list[Observation]) -> Count:
    return tabulate(of(Unit.ACTE, observed), (fields,))


def counts(table: Table) -> dict[str, int]:
    return {row.code: row.count for row in table.rows}


def test_the_known_figures_of_the_post_come_out_as_a_verified_partition() -> None:
    table = tabulate(counted.seed())[STATUT]
    assert (table.base, table.counts) == (323, (84, 44, 195, 0))
    assert layout.proof(layout.Block((table,))) == "Total vérifié : 323 = 84 + 44 + 195"
    shares = [layout.percentage(row.count, table.base) for row in table.rows]
    assert shares == ["26,0\u00a0%", "13,6\u00a0%", "60,4\u00a0%", "0,0\u00a0%"]


@given(counted.observations())
@settings(max_examples=150)
def test_every_partition_adds_up_and_no_row_exceeds_its_base(observed: Observations) -> None:
    for table in tabulate(observed).tables:
        assert all(0 <= count <= table.base for count in table.counts)
        if table.heading.kind is Kind.PARTITION:
            assert sum(table.counts) == table.base
        if table.heading.kind is not Kind.TOTAL and table.heading.field is not None:
            assert table.rows[-1].code == NON_RENSEIGNE.code


@given(counted.observations())
@settings(max_examples=30)
def test_the_detail_of_a_tree_adds_up_to_its_first_level(observed: Observations) -> None:
    count = tabulate(observed)
    for table in count.tables:
        if isinstance(table.heading.field, TreeChoiceField) and not table.heading.code.endswith(".detail"):
            detail = count[f"{table.heading.code}.detail"]
            for row in table.rows:
                parts = (r.count for r in detail.rows if r.code.partition(".")[0] == row.code)
                assert row.count == sum(parts)


def test_every_counted_question_has_its_table_in_one_unit_only() -> None:
    codes = [table.heading.code for table in tabulate(counted.seed()).tables]
    assert len(codes) == len(set(codes))
    for each in FORMS:
        for field in each.counted:
            unit = Unit.PERSONNE if field is accueil.STATUT else each.unit
            assert [code for code in codes if code.endswith(f".{field.code}")] == [
                f"{unit.value if unit else ''}.{field.code}"
            ]
    assert {f"personne.{field.code}" for field in DERIVED} <= set(codes)


def test_a_question_becomes_a_table_by_being_declared_counted() -> None:
    seen = several(7, {"couleur": "rouge"})
    assert counts(count_of(form(COLOUR), seen)["acte.couleur"]) == {"rouge": 7, "vert": 0, "non_renseigne": 0}
    uncounted = ChoiceField(code="couleur", label="Couleur", options=(RED, GREEN))
    with pytest.raises(KeyError):
        _ = count_of(form(uncounted), seen)["acte.couleur"]


def test_the_unanswered_are_counted_with_those_who_chose_not_recorded() -> None:
    seen = [*several(2, {"couleur": None}), *several(3, {"couleur": "non_renseigne"})]
    assert counts(count_of(form(COLOUR), seen)["acte.couleur"])["non_renseigne"] == 5


def test_those_who_were_not_to_be_asked_are_outside_the_base() -> None:
    asked = several(8, {"couleur": "rouge", "pourquoi": "oui"})
    others = several(9, {"couleur": "vert"})
    table = count_of(form(COLOUR, WHY_RED), [*asked, *others])["acte.pourquoi"]
    assert (table.base, table.heading.base_label) == (8, "actes où la question se pose")


def test_several_answers_of_one_person_are_not_added_up() -> None:
    seen = [*several(6, {"gouts": "rouge vert"}), *several(6, {"gouts": "rouge"})]
    table = count_of(form(TASTES), seen)["acte.gouts"]
    assert (table.base, table["rouge"], table["vert"]) == (12, 12, 6)
    assert layout.proof(layout.Block((table,))) == "Plusieurs réponses possibles : pas de total."


def test_an_exclusive_answer_ticked_with_another_one_is_left_out() -> None:
    table = count_of(form(TASTES), several(6, {"gouts": "rouge aucun"}))["acte.gouts"]
    assert counts(table) == {"rouge": 6, "vert": 0, "aucun": 0, "non_renseigne": 0}


def test_a_first_level_answer_alone_stays_in_the_detail() -> None:
    seen = [
        *several(6, {"lieu": "ville.centre"}),
        *several(7, {"lieu": "ville"}),
        *several(8, {"lieu": "mer"}),
    ]
    count = count_of(form(PLACE), seen)
    assert counts(count["acte.lieu"]) == {"ville": 13, "mer": 8, "non_renseigne": 0}
    assert counts(count["acte.lieu.detail"]) == {"ville.centre": 6, "ville": 7, "mer": 8, "non_renseigne": 0}


def test_a_retired_answer_is_counted_as_long_as_there_is_one() -> None:
    retired = replace(COLOUR, options=(RED, replace(GREEN, retired=True)))
    assert "vert" not in counts(count_of(form(retired), several(6, {"couleur": "rouge"}))["acte.couleur"])
    assert counts(count_of(form(retired), several(6, {"couleur": "vert"}))["acte.couleur"])["vert"] == 6


def test_a_retired_question_keeps_its_table_as_long_as_it_has_answers() -> None:
    retired = replace(COLOUR, retired=True)
    assert count_of(form(retired), several(6, {"couleur": "rouge"}))["acte.couleur"].base == 6
    with pytest.raises(KeyError):
        _ = count_of(form(retired), several(6, {}))["acte.couleur"]


@pytest.mark.parametrize("said", ["Awa Diallo, 12 rue des Lilas", "bleu"])
def test_words_that_are_no_option_stop_the_count_and_are_not_quoted(said: str) -> None:
    seen = [Observation(1, {"couleur": frozenset((said,))})]
    with pytest.raises(ValueError, match="no option") as stopped:
        count_of(form(COLOUR), seen)
    assert said not in str(stopped.value)


def test_two_answers_to_a_single_choice_stop_the_count() -> None:
    with pytest.raises(ValueError, match="several answers"):
        count_of(form(COLOUR), several(1, {"couleur": "rouge vert"}))


HEADING = Heading("acte.essai", "Essai", "Essai", Unit.ACTE, Kind.PARTITION)


@pytest.mark.parametrize(
    ("kind", "base", "rows"),
    [
        (Kind.PARTITION, 10, (("a", 6), ("b", 5))),
        (Kind.PARTITION, 10, (("a", 6), ("b", 3))),
        (Kind.PARTITION, 10, (("a", 5), ("a", 5))),
        (Kind.MULTIPLE, 10, (("a", 11),)),
        (Kind.MULTIPLE, 10, (("a", -1),)),
        (Kind.TOTAL, 10, (("a", 10),)),
    ],
)
def test_numbers_that_contradict_each_other_make_no_table(
    kind: Kind, base: int, rows: tuple[tuple[str, int], ...]
) -> None:
    with pytest.raises(ValueError, match=r"acte\.essai"):
        Table(replace(HEADING, kind=kind), base, tuple(Row(code, code, count) for code, count in rows))


def test_numbers_that_agree_make_a_table() -> None:
    assert Table(HEADING, 10, (Row("a", "A", 6), Row("b", "B", 4))).base == 10


WRITERS = """
from collections.abc import Mapping

from exports.counts import Count
from exports.edition import Edition
from exports.supervisor import documents


def write(count: Count, edition: Edition) -> Mapping[str, bytes]:
    return documents({given}, "")
"""
COUNTER = """
from exports.counts import Count, tabulate
from models.casework import Record
from models.counting import Observations
from models.fields import Answers


def count(observations: Observations, record: Record, answers: Answers) -> Count:
    return tabulate({given})
"""


@pytest.mark.parametrize(
    ("program", "given_to_it", "refused"),
    [
        (WRITERS, "edition", 0),
        (WRITERS, "count", 1),
        (COUNTER, "observations", 0),
        (COUNTER, "record", 1),
        (COUNTER, "answers", 1),
    ],
)
def test_no_name_can_be_counted_and_no_true_count_written(
    tmp_path: Path, program: str, given_to_it: str, refused: int
) -> None:
    """Types are the barrier: the check refuses the program before it runs."""
    (tmp_path / "essai.py").write_text(program.format(given=given_to_it), "utf-8")
    project = f'{{"include": ["."], "extraPaths": ["{ROOT.as_posix()}"]}}'
    (tmp_path / "pyrightconfig.json").write_text(project, "utf-8")
    checked = subprocess.run(
        [Path(sys.executable).parent / "basedpyright", "--project", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout.count("reportArgumentType") == refused, checked.stdout


@given(counted.observations())
@settings(max_examples=30)
def test_the_persons_behind_a_number_are_those_whom_it_concerns(observed: Observations) -> None:
    for table in tabulate(observed).tables:
        for row in table.rows:
            assert row.persons <= table.persons
            assert bool(row.persons) is bool(row.count)
            assert len(row.persons) <= row.count
        if table.heading.unit is Unit.PERSONNE and table.heading.kind is Kind.PARTITION:
            assert frozenset().union(*(row.persons for row in table.rows)) == table.persons


def test_completeness_leaves_out_what_was_left_aside() -> None:
    seen = [*several(6, {"couleur": "rouge"}), *several(2, {"couleur": None}, first=6)]
    table = count_of(form(COLOUR), seen)["acte.couleur"]
    assert (table.answered, layout.completeness(table)) == (6, "Renseigné : 75,0\u00a0% (6 sur 8).")
    assert layout.completeness(count_of(form(COLOUR), [])["acte.couleur"]) == ""
    assert layout.completeness(count_of(form(COLOUR), seen)["activite.acte"]) == ""


@pytest.mark.parametrize(
    ("now", "before", "told"), [(5, 5, "="), (12, 5, "+\u00a07"), (5, 12, "−\u00a07"), (0, 0, "=")]
)
def test_a_change_is_told_with_its_sign(now: int, before: int, told: str) -> None:
    assert layout.change(now, before) == told


# How it is laid out.


def test_tables_with_the_same_columns_make_one_grid() -> None:
    families = {family.title: family for family in layout.families(tabulate(counted.seed()).tables)}
    (needs,) = families["Besoins"].blocks
    assert len(needs.tables) == len(evaluation.BESOINS)
    assert needs.columns == tuple(option.label for option in evaluation.BESOINS[0].all_options)
    criteria, opinion = families["Danger dans le couple"].blocks
    assert len(criteria.tables) == len(evaluation.CRITERES)
    assert not opinion.is_grid


def test_a_grid_is_verified_line_by_line() -> None:
    def needs(times: int) -> layout.Block:
        evaluations = several(times, {field.code: "aucun" for field in evaluation.BESOINS})
        count = tabulate(of(Unit.EVALUATION, evaluations))
        families = {family.title: family for family in layout.families(count.tables)}
        return families["Besoins"].blocks[0]

    assert layout.proof(needs(3)).startswith("Total vérifié sur chaque ligne")


@given(counted.observations())
@settings(max_examples=20)
def test_a_layout_keeps_every_table_once_and_in_order(observed: Observations) -> None:
    tables = tabulate(observed).tables
    laid_out = [table for family in layout.families(tables) for table in family.tables]
    assert laid_out == list(tables)


def test_each_table_says_what_it_counts() -> None:
    for table in tabulate(counted.seed()).tables:
        heading = table.heading
        assert heading.title
        assert heading.definition.endswith(".")
        multiple = "Plusieurs réponses possibles" in heading.definition
        assert multiple is (heading.kind is Kind.MULTIPLE)
    lien = tabulate(counted.seed())[f"{SITUATION.code}.{accueil.LIEN.code}"]
    assert "où la question se pose" in lien.heading.base_label
    assert OUI.label in tabulate(counted.seed())["situation.mineurs_au_foyer"].labels
