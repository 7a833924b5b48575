"""How a person is found: every way of writing her name, her telephone and her code."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.casework import PERSONNE, Record
from models.fields import Answers
from models.forms import personne
from storage import search, vault
from storage.records import Records


def add(records: Records, **values: str) -> Record:
    return records.add(PERSONNE, Answers(personne.FORM, values))


def found(records: Records, text: str) -> list[str]:
    return [each.record.answers[personne.NOM] or "" for each in records.search(text)]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Lévêque", "leveque"),
        ("LEVEQUE", "Lévêque"),
        ("Lévêque", "LÉV"),
        ("Le\u0301ve\u0302que", "Lévêque"),
        ("Lévêque", "Le\u0301ve\u0302que"),
        ("Nuñez", "nunez"),
        ("Bœuf", "boeuf"),
        ("Boeuf", "BŒUF"),
        ("Ægidius", "aegidius"),
        ("Straße", "strasse"),
        ("Quatrevingt-Dupuits", "quatrevingt-dupuits"),
        ("Quatrevingt-Dupuits", "dupuits quatrevingt"),
        ("Quatrevingt-Dupuits", "quatrevingtdupuits"),
        ("Quatrevingt Dupuits", "Quatrevingt‑Dupuits"),  # unbreakable hyphen
        ("D’Harcourt", "d'harcourt"),
        ("D'Harcourt", "dharcourt"),
        ("D’Harcourt", "harcourt"),
        ("L'Hôte", "lhote"),
        ("Le Roy", "leroy"),
        ("Leroy", "le roy"),
        ("Дарья", "дарья"),
    ],
)
def test_a_name_is_found_however_it_is_written(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom=stored)
    add(opened.records, nom="Kowalczyk")
    assert found(opened.records, typed) == [stored]


def test_words_may_come_in_any_order_begun_only_and_all_are_needed(opened: vault.Vault):
    add(opened.records, nom="Lévêque", prenom="Anne-Lise", nom_usage="Durand", pseudonyme="Lila")
    add(opened.records, nom="Lévy", prenom="Anne")
    for typed in ("anne leveque", "LEVEQUE anne", "dur ann", "lise lev", "lila"):
        assert found(opened.records, typed) == ["Lévêque"], typed
    assert sorted(found(opened.records, "anne lev")) == ["Lévy", "Lévêque"]
    assert found(opened.records, "anne martin") == []
    assert found(opened.records, "veque") == []


@pytest.mark.parametrize(
    "stored", ["06 39 98 12 34", "+33639981234", "0033 6.39.98.12.34", "+33 (0)6-39-98-12-34"]
)
@pytest.mark.parametrize(
    "typed",
    [
        "0639981234",
        "06 39 98 12 34",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "+33 6 39 98 12 34",
        "+33639981234",
        "0033639981234",
        "+33 (0)6 39 98 12 34",
        "06 39 98",
        "+33 6 39",
        "0639 lévêque",
        "Lévêque 06 39 98 12 34",
    ],
)
def test_a_telephone_is_found_however_it_is_written(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom="Lévêque", telephone_2=stored)
    add(opened.records, nom="Kowalczyk", telephone="06 39 98 00 00")
    assert "Lévêque" in found(opened.records, typed)
    assert found(opened.records, "06 39 98 55 55") == []


@pytest.mark.parametrize(
    ("stored", "typed"), [("3919", "3919"), ("+32 475 12 34 56", "0032475123456"), ("06 39 98 1", "0639981")]
)
def test_short_foreign_and_incomplete_numbers_are_found_too(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom="Lévêque", telephone=stored)
    assert found(opened.records, typed) == ["Lévêque"]


@pytest.fixture
def with_code(opened: vault.Vault, monkeypatch: pytest.MonkeyPatch) -> Records:
    """Lévêque has the code VE8-NKY, and Kowalczyk 234-567."""
    for name, code in (("Lévêque", "VE8-NKY"), ("Kowalczyk", "234-567")):
        monkeypatch.setattr(opened.records, "_new_code", lambda code=code: code)
        add(opened.records, nom=name)
    return opened.records


@pytest.mark.parametrize(
    "typed", ["ve8nky", "VE8-NKY", "ve8 nky", "VE8NKY", " ve8-nky ", "ve8", "nky", "ve8n"]
)
def test_a_code_is_found_with_and_without_its_hyphen(with_code: Records, typed: str):
    assert found(with_code, typed) == ["Lévêque"]


@pytest.mark.parametrize("typed", ["234567", "234-567", "234 567"])
def test_a_code_of_digits_is_no_telephone(with_code: Records, typed: str):
    assert found(with_code, typed) == ["Kowalczyk"]


@pytest.mark.parametrize("typed", ["VE8-NKY", "ve8nky", "ve8 nky"])
def test_a_code_names_one_person(with_code: Records, typed: str):
    person = with_code.person_by_code(typed)
    assert (person.code, person.name) == ("VE8-NKY", "LÉVÊQUE")
    with pytest.raises(KeyError):
        with_code.person_by_code("AAA-AAA")
    with pytest.raises(KeyError):
        with_code.person_by_code("")


def test_codes_have_no_letter_that_can_be_mistaken(opened: vault.Vault):
    codes = {opened.records._new_code() for _ in range(300)}
    assert len(codes) > 290
    assert not set("".join(codes)) & set("01ILO")
    assert all(len(code) == 7 and code[3] == "-" for code in codes)


def test_a_name_counts_more_than_a_code_and_the_last_changed_comes_first(
    opened: vault.Vault, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(opened.records, "_new_code", lambda: f"222-22{2 + opened.records.count(PERSONNE)}")
    add(opened.records, nom="Kowalczyk")
    first = add(opened.records, nom="Vevers")
    add(opened.records, nom="Vevers")
    monkeypatch.setattr(opened.records, "_new_code", lambda: "VEV-EVE")
    add(opened.records, nom="Martin")
    opened.records.save(first, first.answers)
    people = opened.records.search("vev")
    assert [each.name for each in people] == ["VEVERS", "VEVERS", "MARTIN"]
    assert people[0].record.id == first.id
    assert len(opened.records.search("vev", limit=2)) == 2


SYNTAX = [
    '"',
    "'",
    "*",
    "(",
    ")",
    "^",
    ":",
    "-",
    "+",
    "{",
    "}",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "noms:",
    "%",
    "_",
    ";",
    "\0",
]


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "-", "'", '"', "“", "\0", "()", "*", "\u0301"])
def test_nothing_typed_finds_nobody(opened: vault.Vault, typed: str):
    add(opened.records, nom="Lévêque")
    assert opened.records.search(typed) == ()


@pytest.mark.parametrize(
    "typed", ["a" * 40_000, "a " * 20_000, "06 " * 13_000, '"' * 40_000, "é’" * 20_000, "0 a" * 13_000]
)
def test_40_000_characters_typed_in_the_box_are_no_trouble(opened: vault.Vault, typed: str):
    add(opened.records, nom="Bœuf")
    assert opened.records.search(f"zzzzzzz {typed}") == ()
    opened.records.search(typed)
    assert len(search.query(typed)) < 2000


def test_no_words_typed_ever_fail(opened: vault.Vault):
    add(opened.records, nom="Lévêque", telephone="06 39 98 12 34")

    @given(st.lists(st.sampled_from([*SYNTAX, "lévêque", "06", "ve8"]) | st.text(max_size=8), max_size=12))
    def typed(words: list[str]) -> None:
        opened.records.search(" ".join(words))
        opened.records.search("".join(words))

    typed()


@given(st.text(max_size=40))
def test_a_name_is_found_as_it_was_typed(name: str):
    """Whatever the name: its words are among those of the index."""
    names, _ = search.indexed(Answers(personne.FORM, {"nom": name}), "VE8-NKY")
    assert set(search.words(name)) <= set(names.split())


def test_all_codes_and_telephones_are_found_by_what_a_random_hand_types(opened: vault.Vault):
    """300 persons; each is found by her code in three writings."""
    rng = Random(7)
    with opened.records.transaction():
        for number in range(300):
            add(opened.records, nom=f"N{number}")
    for person in opened.records.recent_persons(300):
        plain = person.code.replace("-", "")
        typed = rng.choice([person.code, plain.lower(), f"{plain[:3]} {plain[3:]}".lower()])
        assert person in opened.records.search(typed), typed
