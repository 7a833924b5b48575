"""Tables of former years: columns matched, cells read, rows applied all or nothing and undone."""

from datetime import date
from pathlib import Path
from typing import Any, assert_never

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION
from models.cells import read_cell
from models.columns import QUESTIONS, Apart, matched
from models.dates import Period, VagueDate, written
from models.doubles import Doubt, Kind, doubts
from models.fields import (
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    DateField,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, personne
from models.importing import Reading, read_rows
from models.wording import words
from storage import incoming, vault
from storage.vault import Opening, Vault
from tests import vaults
from tests.vaults import Watch
from ui import outgoing
from ui.incoming import check

TODAY = date(2012, 6, 15)
HEADER = (
    "Nom",
    "PRENOM",
    "Née le",
    "Date",
    "statut",
    "Violences rapportées",
    "Orientation",
    "Besoin_logement",
)
ROWS = [
    (
        "LEROY",
        "Zoé",
        "12/03/1987",
        "3 mars 2011",
        "Victime",
        "Physiques ; Psychologiques",
        "CIDFF",
        "information",
    ),
    ("ÉVRARD", "Noël", "34", "04/05/2011", "mec", "", "", ""),
    ("LEROY", "Zoé", "12 mars 1987", "05/06/2011", "hors champ pénal", "", "ccas", ""),
    ("", "", "vers 1990", "06/06/2011", "", "", "", ""),
]


def reading(rows=ROWS, header=HEADER) -> Reading:
    return read_rows(header, enumerate(rows, start=2), matched(header), TODAY)


def test_titles_are_matched_by_code_label_and_usual_words_whatever_the_writing():
    assert [each.key.rpartition(".")[2] for each in matched(HEADER)] == [
        "nom",
        "prenom",
        "naissance",
        "date_accueil",
        "statut",
        accueil.VIOLENCES.code,
        "destinataire",
        "besoin_logement",
    ]


def test_each_question_is_matched_by_its_whole_title():
    assert list(matched([each.title for each in QUESTIONS])) == list(QUESTIONS)


def test_a_title_that_several_forms_share_is_left_to_the_hand():
    assert matched(["Précisions ?", "x"]) == [
        next((each for each in QUESTIONS if each.field.code == "precisions"), Apart.NOTED),
        Apart.NOTED,
    ]


def test_rows_become_a_person_a_situation_and_what_else_is_said():
    found = reading()
    assert not found.faults
    assert dict(found.totals()) == {
        "Victime": 1,
        "Mis en cause": 1,
        "Hors champ pénal": 1,
        "Non renseigné": 1,
    }
    first, second, *_ = found.entries
    assert first.situation[accueil.DATE_ACCUEIL] == date(2011, 3, 3)
    assert [
        (noun, answers.form.fact_date and answers[answers.form.fact_date]) for noun, answers in first.inside
    ] == [
        (EVALUATION, date(2011, 3, 3)),
        (ORIENTATION, date(2011, 3, 3)),
    ]
    born = second.person[personne.NAISSANCE]
    assert born is not None
    assert (born.earliest, born.latest) == (date(1976, 5, 5), date(1977, 5, 4))


@pytest.mark.parametrize(
    ("title", "value", "expected"),
    [
        ("Date", "31/02/2011", "une date est attendue"),
        ("Date", "01/01/2013", "avenir"),
        ("Née le", "jadis", "une date ou un âge"),
        ("Statut", "inconnu au bataillon", "Victime ; Mis en cause"),
        ("Téléphone", "12", "numéro"),
        ("Nom", "=cmd|' /C calc'!A0", None),
    ],
)
def test_a_cell_not_understood_is_explained(title: str, value: str, expected: str | None):
    found = reading([("x", value)], ("Prénom", title))
    if expected is None:
        assert found.entries[0].person[personne.NOM] == value
        return
    (fault,) = found.faults
    assert (fault.line, fault.column, fault.value) == (2, title, value)
    assert expected in fault.expected
    assert not found.entries


LINE = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
DAYS = st.dates(date(1900, 1, 1), TODAY)


def readable(field: AnyField) -> st.SearchStrategy[Any]:
    """What a cell can say of a question."""
    match field:
        case TextField():
            return LINE
        case PhoneField():
            return st.sampled_from(["06 39 98 12 34", "+33639981234", "3919"])
        case AddressField():
            return st.builds(
                Address, LINE.map("rue {}".format), st.just(""), st.just("01000"), st.just("Bourg")
            )
        case DateField():
            return DAYS
        case VagueDateField():
            return DAYS.map(lambda day: VagueDate(written(day), day, day))
        case NumberField():
            return st.integers(field.minimum, field.maximum)
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return st.sampled_from(list(field.labels))
        case MultiChoiceField():
            exclusive = {option.code for option in field.all_options if option.exclusive}
            return st.frozensets(st.sampled_from([each for each in field.labels if each not in exclusive]))
        case ListField() | LinksField():
            return st.none()
        case _:
            assert_never(field)


@given(st.data())
def test_any_answers_written_in_a_table_are_read_back_the_same(data: st.DataObject):
    values = {each: data.draw(readable(each.field)) for each in QUESTIONS}
    said = {
        noun: Answers(
            noun.form, {each.field.code: value for each, value in values.items() if each.noun is noun}
        )
        for noun in (PERSONNE, SITUATION, EVALUATION, ORIENTATION)
    }
    header = [each.title for each in QUESTIONS]
    row = tuple(words(said[each.noun], each.field) for each in QUESTIONS)
    for index, each in enumerate(QUESTIONS):
        if isinstance(each.field, PhoneField):
            continue
        again = Answers(each.noun.form, {each.field.code: read_cell(each.field, row[index], TODAY)})
        assert again == Answers(each.noun.form, {each.field.code: values[each]}), each.title
    found = read_rows(header, [(2, row)], matched(header), TODAY)
    assert not found.faults, [fault.sentence for fault in found.faults]
    entry = found.entries[0]
    assert not entry.situation.differing(said[SITUATION])
    assert dict(entry.inside) == {noun: said[noun] for noun in (EVALUATION, ORIENTATION)}


def state(opened: Vault) -> tuple[list[Any], object]:
    """All records, what is derived of them, and the figures."""
    tables = ("personne", "situation", "acte", "evaluation", "orientation", "comptage", "recherche", "notes")
    rows: list[Any] = [opened._database.rows(f"SELECT * FROM {table}") for table in tables]
    count = outgoing.counted(opened, Period(date(2011, 1, 1), date(2011, 12, 31)))
    return rows, count


def apply(opened: Vault, found: Reading, digest: str = "x") -> tuple[Doubt, ...]:
    doubtful = doubts(found.entries, opened.imports.persons(), opened.imports.digests())
    for _ in opened.imports.apply(digest, found.entries, {each.line: each for each in doubtful}):
        pass
    return doubtful


def test_import_is_undone_exactly_even_after_the_vault_was_closed(opening: Opening, clock: Watch):
    with vault.open_database(opening, clock) as opened:
        opened.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "AUBRY"))
        before = state(opened)
        apply(opened, reading())
        assert state(opened) != before
        assert (opened.records.count(PERSONNE), opened.records.count(SITUATION)) == (4, 4)
    with vault.open_database(vaults.again(opening), clock) as opened:
        (past,) = opened.imports.all()
        assert past.rows == 4
        assert opened.imports.undo(past.number).kept == 0
        assert state(opened) == before
        assert not opened.imports.all()
        assert not opened.damages()


def test_rows_of_one_person_make_one_file_and_a_second_import_proposes_nothing_new(opened: Vault):
    found = reading()
    assert [(each.line, each.kind) for each in apply(opened, found)] == [(4, Kind.MEME_PERSONNE)]
    assert opened.records.count(PERSONNE) == 3
    assert opened.imports.of_file("x")
    again = doubts(found.entries, opened.imports.persons(), opened.imports.digests())
    assert {each.kind for each in again} == {Kind.DEJA_IMPORTEE}
    twice = reading([*ROWS[:1], *ROWS[:1]])
    assert [each.kind for each in doubts(twice.entries, {}, frozenset())] == [Kind.IDENTIQUE]


def test_a_person_of_the_vault_gets_the_situation_and_stays_when_it_is_undone(opened: Vault):
    apply(opened, reading(ROWS[:1]))
    before = state(opened)
    (known,) = apply(opened, reading(ROWS[2:3]))
    assert known.kind is Kind.PERSONNE_CONNUE
    assert opened.records.count(PERSONNE) == 1
    opened.imports.undo(opened.imports.all()[0].number)
    (after_rows, after_count), (rows, count) = state(opened), before
    assert (after_rows[1:], after_count) == (rows[1:], count)


def test_cancelling_leaves_nothing(opened: Vault):
    before = state(opened)
    steps = opened.imports.apply("x", reading().entries, {})
    next(steps)
    next(steps)
    steps.close()
    assert state(opened) == before
    assert not opened.imports.all()


def test_what_was_changed_by_hand_is_kept_and_told(opened: Vault):
    apply(opened, reading())
    changed = opened.records.all(PERSONNE)[0]
    opened.records.save(changed, changed.answers.with_(personne.LANGUE, "créole"))
    undone = opened.imports.undo(opened.imports.all()[0].number)
    assert undone.kept == 1
    assert [each.id for each in opened.records.all(PERSONNE)] == [changed.id]
    assert opened.records.count(SITUATION) == 0


def test_faulty_rows_are_written_back_and_read_again(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("Nom;Statut\n=1+1;victime\nLEROY;zzz\n", "utf-8")
    table = incoming.read(path)
    checked = check(table, matched(table.header), TODAY)
    out = tmp_path / "b.xlsx"
    out.write_bytes(checked.to_correct())
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Nom", "Statut", "À corriger")
    assert rows[1][:2] == ("LEROY", "zzz")
    assert "une réponse de la liste" in str(rows[1][2])
    again = incoming.read(out)
    assert matched(again.header)[2] is Apart.LEFT
