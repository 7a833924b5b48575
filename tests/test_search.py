"""How a person is found: every way of writing her name, her telephone and her code."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sounds, spelling
from models.casework import PERSONNE, Record
from models.dates import VagueDate
from models.fields import Answers
from models.forms import personne
from storage import search, vault
from storage.records import Records
from tests.vaults import Watch

TODAY = Watch().now.date()


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
    query = search.query(typed, TODAY)
    assert sum(map(len, query.spelled)) < 20_000
    assert len(query.heard) < 20_000
    opened.records.mistyped_like(typed)


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
    names, _, _ = search.indexed(Answers(personne.FORM, {"nom": name}), "VE8-NKY")
    assert set(spelling.words(name)) <= set(names.split())


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


ALIKE = [
    ("Lefèvre", "Lefebvre"),
    ("Mohamed", "Muhammad"),
    ("Mohamed", "Mouhammad"),
    ("Dupont", "Dupond"),
    ("Durand", "Durant"),
    ("Wahib", "Ouahib"),
    ("Catherine", "Katherine"),
    ("Philippe", "Filip"),
    ("Guillaume", "Guyaume"),
    ("Moreau", "Morot"),
    ("Renault", "Reno"),
    ("Leroy", "Leroi"),
    ("Khadija", "Kadidja"),
    ("Aïcha", "Aisha"),
    ("Djamila", "Jamila"),
    ("Youssef", "Yusuf"),
    ("Hassan", "Assane"),
    ("Sylvie", "Silvie"),
    ("François", "Fransois"),
    ("Françoise", "Francoise"),
    ("Gauthier", "Gotier"),
    ("Lambert", "Lembert"),
    ("Kowalczyk", "Kovalchik"),
    ("Schmitt", "Schmidt"),
    ("Meyer", "Mayer"),
    ("Thibault", "Tibo"),
    ("Chloé", "Cloé"),
    ("Le Goff", "Legof"),
    ("De Souza", "Dessouza"),
]
UNLIKE = [
    ("Martin", "Morin"),
    ("Dubois", "Dupuis"),
    ("Marie", "Moreau"),
    ("Bernard", "Renard"),
    ("Diallo", "Diarra"),
    ("Lévy", "Lévêque"),
    ("Sophie", "Sylvie"),
    ("Ali", "Alice"),
    ("Karim", "Karima"),
    ("Adrien", "Adrienne"),
]


def heard(records: Records, text: str) -> list[str]:
    return [each.record.answers[personne.NOM] or "" for each in records.sounding_like(text)]


@pytest.mark.parametrize(("stored", "typed"), [*ALIKE, *((typed, stored) for stored, typed in ALIKE)])
def test_a_name_is_found_as_it_is_heard(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom=stored)
    assert heard(opened.records, typed) == [stored]


@pytest.mark.parametrize(("stored", "typed"), [*UNLIKE, *((typed, stored) for stored, typed in UNLIKE)])
def test_another_name_is_not_heard_alike(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom=stored)
    assert stored.casefold().startswith(typed.casefold()) or heard(opened.records, typed) == []


def test_what_is_heard_comes_with_what_is_spelled(opened: vault.Vault):
    """Each word may be heard or spelled, a telephone is spelled, and all are needed."""
    add(opened.records, nom="Lefèvre", prenom="Mohamed", telephone="06 39 98 12 34")
    add(opened.records, nom="Lefebvre", prenom="Anne")
    assert sorted(heard(opened.records, "lefevre")) == ["Lefebvre", "Lefèvre"]
    assert heard(opened.records, "muhammad lefort") == []
    assert heard(opened.records, "muhammad lefebvre") == ["Lefèvre"]
    assert heard(opened.records, "lefebvre 06 39 98") == ["Lefèvre"]
    assert heard(opened.records, "06 39 99") == []


@given(st.text(max_size=30))
def test_any_word_has_a_key_without_signs_of_the_syntax(word: str):
    for each in spelling.words(word):
        assert sounds.key(each) == "" or sounds.key(each).isalpha()


@pytest.fixture
def born(opened: vault.Vault) -> Records:
    """Lévêque on a day, Kowalczyk in a year, Diallo at an age of about forty, Martin unknown."""
    for name, birth in (
        ("Lévêque", VagueDate("12/03/1987", date(1987, 3, 12), date(1987, 3, 12))),
        ("Kowalczyk", VagueDate("1987", date(1987, 1, 1), date(1987, 12, 31))),
        ("Diallo", VagueDate("environ 40 ans", date(1969, 6, 16), date(1974, 6, 15))),
    ):
        opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": name, "naissance": birth}))
    add(opened.records, nom="Martin", telephone="19 87 00 00 00")
    return opened.records


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("12/03/1987", {"Lévêque", "Kowalczyk"}),
        ("12.03.1987", {"Lévêque", "Kowalczyk"}),
        ("12 3 1987", {"Lévêque", "Kowalczyk"}),
        ("née le 12 mars 1987", {"Lévêque", "Kowalczyk"}),
        ("mars 1987", {"Lévêque", "Kowalczyk"}),
        ("03/1987", {"Lévêque", "Kowalczyk"}),
        ("avril 1987", {"Kowalczyk"}),
        ("1987", {"Lévêque", "Kowalczyk"}),
        ("leveque 1987", {"Lévêque"}),
        ("1987 lev", {"Lévêque"}),
        ("lévêque 1986", set[str]()),
        ("25 ans", {"Lévêque", "Kowalczyk"}),
        ("40 ans", {"Diallo"}),
        ("environ 40 ans", {"Diallo"}),
        ("diallo 41 ans", {"Diallo"}),
        ("31/02/1987", set[str]()),
        ("19 87 00", {"Martin"}),
        ("martin 1987", {"Martin"}),  # when she was born is not known
    ],
)
def test_a_birth_date_or_an_age_finds_those_who_may_be_born_then(born: Records, typed: str, names: set[str]):
    assert set(found(born, typed)) == names
    assert names <= set(heard(born, typed))


@pytest.mark.parametrize("typed", ["12/3/87", "12 mars 87", "12031987", "mme lévêque née le 12/3/87"])
def test_a_birth_date_is_understood_however_short(born: Records, typed: str):
    assert found(born, typed)[0] == "Lévêque"


def test_who_is_surely_born_then_comes_before_who_may_be(born: Records):
    assert found(born, "12/03/1987") == ["Lévêque", "Kowalczyk"]
    for name in ("Lévêque", "Kowalczyk"):  # whatever was changed last
        person = next(each for each in born.all(PERSONNE) if each.answers[personne.NOM] == name)
        born.save(person, person.answers)
        assert found(born, "12/03/1987") == ["Lévêque", "Kowalczyk"]


def test_the_best_hit_comes_first_as_one_types(opened: vault.Vault):
    """The very name, then a first name, then what only begins so; the last changed of equals."""
    for nom, prenom in (
        ("Martin", "Zoé"),
        ("Saint-Martin", "Awa"),
        ("Irréal", "Martin"),
        ("Martinez", "Zoé"),
        ("Irréal", "Martine"),
        ("Martin", "Sofia"),
    ):
        add(opened.records, nom=nom, prenom=prenom)

    def names(typed: str) -> list[str]:
        return [person.name for person in opened.records.search(typed)]

    assert names("martin")[:2] == ["MARTIN Sofia", "MARTIN Zoé"]
    assert set(names("martin")[2:4]) == {"IRRÉAL Martin", "SAINT-MARTIN Awa"}
    assert names("martin")[4:] == ["MARTINEZ Zoé", "IRRÉAL Martine"]
    assert names("martin z")[0] == "MARTIN Zoé"
    assert names("irr mart") == ["IRRÉAL Martine", "IRRÉAL Martin"]
    first = next(each for each in opened.records.all(PERSONNE) if each.answers[personne.PRENOM] == "Zoé")
    opened.records.save(first, first.answers)
    assert names("martin")[0] == "MARTIN Zoé"
    assert opened.records.search("martin", limit=2) == opened.records.search("martin")[:2]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Benallal", "Benalal"),
        ("Benallal", "Benlalal"),
        ("Benallal", "Benaklal"),
        ("Benallal", "Benalllal"),
        ("Kowalczyk", "Kowalcyzk"),
        ("Traoré", "Troaré"),
        ("Fatoumata", "Fatuomata"),
        ("Nguyen", "Nugyen"),
    ],
)
def test_a_name_is_found_with_one_letter_wrong(opened: vault.Vault, stored: str, typed: str):
    add(opened.records, nom=stored)
    add(opened.records, nom="Lévêque")
    assert [each.record.answers[personne.NOM] for each in opened.records.mistyped_like(typed)] == [stored]


def test_two_letters_wrong_are_another_name_and_a_short_one_is_not_guessed(opened: vault.Vault):
    for nom in ("Benallal", "Diop", "Martin"):
        add(opened.records, nom=nom)
    for typed in ("Bonullol", "Diup", "Mertun", "06 39 98"):
        assert opened.records.mistyped_like(typed) == (), typed
    assert [each.name for each in opened.records.mistyped_like("marton")] == ["MARTIN"]


@pytest.mark.parametrize("typed", ["98 12 34", "1234", "9812 lévêque"])
def test_a_telephone_is_found_by_its_end(opened: vault.Vault, typed: str):
    add(opened.records, nom="Lévêque", telephone="06 39 98 12 34")
    add(opened.records, nom="Kowalczyk", telephone="06 12 35 00 00")
    assert found(opened.records, typed) == ["Lévêque"]


@pytest.mark.parametrize("typed", ["Mme Lévêque", "madame leveque", "M. Lévêque", "Lévêque née Kowalczyk"])
def test_how_she_is_called_is_no_name(opened: vault.Vault, typed: str):
    add(opened.records, nom="Kowalczyk", nom_usage="Lévêque")
    assert found(opened.records, typed) == ["Kowalczyk"]


def test_a_first_name_that_is_begun_does_not_sound_like_the_end_of_the_family_name(opened: vault.Vault):
    add(opened.records, nom="Modelin", prenom="Sofia")
    add(opened.records, nom="Modelin", prenom="Karim")
    assert [each.name for each in opened.records.sounding_like("modelin s")] == ["MODELIN Sofia"]
