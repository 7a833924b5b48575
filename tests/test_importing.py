"""Tables of former years: columns matched, cells read, rows applied all or nothing and undone."""

from datetime import date
from pathlib import Path
from typing import Any, assert_never

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION
from models.cells import Unread, proposed, read_cell
from models.columns import NOTE, QUESTIONS, Apart, Question, matched
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
from models.forms import accueil, orientation, personne
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


LIKELY = (
    ["FAURE", "Nina", "2011-02-01", "premier", "", "0639980001"],
    ["Faure", "Nina", "2011-03-01", "premier", "1981", ""],
    ["FAURE", "Nina", "2011-04-01", "retour_annee", "30 ans", "0639980002"],
    ["FAURE", "Nina", "2011-05-01", "retour_annee", "70 ans", ""],
    ["DUPRÉ", "Ana", "2011-05-01", "premier", "", ""],
)


def likely_rows() -> Reading:
    header = ["nom", "prenom", "date_accueil", "rang", "naissance", "telephone"]
    return read_rows(header, enumerate(map(tuple, LIKELY), start=2), matched(header), date(2012, 6, 15))


def test_a_name_alone_is_proposed_and_joined_only_when_it_is_said(opened: Vault):
    entries = likely_rows().entries
    found = {each.line: each for each in doubts(entries, {}, frozenset())}
    assert set(found) == {3, 4, 5}
    assert not any(each.kind.is_sure for each in found.values())
    assert [found[line].is_backed for line in (3, 4, 5)] == [False, True, False], (
        "who is back may be either namesake"
    )
    assert found[4].other == "3", "of the two, the one whose age agrees"
    before = state(opened)
    list(opened.imports.apply("x", entries, {line: found[line] for line in (3, 4)}))
    assert (opened.records.count(PERSONNE), opened.records.count(SITUATION)) == (3, 5)
    whole = next(iter(opened.records.all(PERSONNE))).answers
    assert whole[personne.NAISSANCE] is not None, "what only the next rows say is hers too"
    assert whole[personne.TELEPHONE] == "0639980001"
    noted = [each.answers[NOTE] or "" for each in opened.records.all(SITUATION)]
    assert sum("06 39 98 00 02" in text for text in noted) == 1, "what differs is kept"
    assert opened.imports.undo(opened.imports.all()[0].number).kept == 0
    assert state(opened) == before


def test_a_likely_person_of_the_vault_gets_the_situation_when_it_is_said(opened: Vault):
    entries = likely_rows().entries
    list(opened.imports.apply("x", entries[1:2], {}))
    (doubt,) = doubts(entries[2:3], opened.imports.persons(), frozenset())
    assert (doubt.kind, doubt.is_backed) == (Kind.FICHE_PROCHE, True)
    list(opened.imports.apply("y", entries[2:3], {doubt.line: doubt}))
    assert opened.records.count(PERSONNE) == 1


CLOSED = [each for each in QUESTIONS if isinstance(each.field, TreeChoiceField)]


@pytest.mark.parametrize("question", CLOSED, ids=lambda each: each.key)
def test_a_word_that_two_answers_bear_or_begin_by_gives_none_by_itself(question: Question):
    """A name of the second level gives its answer or none, and none when it begins one elsewhere."""
    field = question.field
    assert isinstance(field, TreeChoiceField)
    said = {name: code for code, names in field.said.items() for name in names if "." in code}
    for name, code in said.items():
        elsewhere = [
            other
            for other, names in field.said.items()
            if other.partition(".")[0] != code.partition(".")[0]
            and any(f"{each.casefold()} ".startswith(f"{name.casefold()} ") for each in names)
        ]
        try:
            read = read_cell(field, name, date(2012, 6, 15))
        except Unread:
            continue
        assert read == code
        assert not elsewhere, name


def test_the_control_harassment_is_of_minors_at_work_or_sexual():
    for word in ("harcèlement", "violence sexuelle"):
        with pytest.raises(Unread):
            read_cell(accueil.PROBLEMATIQUE, word, date(2012, 6, 15))
        assert proposed(accueil.PROBLEMATIQUE, word) is None
    assert (
        read_cell(accueil.PROBLEMATIQUE, "harcèlement au travail", date(2012, 6, 15)) == "travail.harcelement"
    )


def test_a_refused_orientation_is_one_and_words_in_place_of_a_telephone_are_a_note():
    header = ["Date", "NOM Prénom", "Né(e) le / âge", "Commune", "Tél.", "Orientation", "1er contact/retour"]
    rows = [
        ("09/01/2011", "FAURE Nina", "40aine", "SDF", "refus", "refuse", "1er"),
        ("09/01/2011", "DUPRÉ Ana", "", "", "", "CIDFF + refus", ""),
    ]
    found = read_rows(header, enumerate(rows, start=2), matched(header), date(2012, 6, 15))
    assert not found.faults
    one, two = found.entries
    assert words(one.person, personne.NAISSANCE)
    assert one.situation[accueil.RESIDENCE] == "sans_domicile_stable"
    assert one.situation[accueil.RANG] == "premier"
    assert "Tél. : refus" in (one.situation[NOTE] or "")
    ((_, refused),) = one.inside
    assert (refused[orientation.DESTINATAIRE], refused[orientation.ETAT]) == (None, orientation.REFUSEE)
    ((_, named),) = two.inside
    assert (named[orientation.DESTINATAIRE], named[orientation.ETAT]) == ("cidff", orientation.REFUSEE)


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
