"""What is derived always agrees with the answers, is made again when it must be, and forgets with them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models.casework import ACTE, NOUNS, PERSONNE, SITUATION, Noun, Record
from models.conditions import when
from models.counting import observe
from models.dates import Period, VagueDate
from models.fields import (
    NON,
    OUI,
    Answers,
    ChoiceField,
    DateField,
    Form,
    Section,
    TextField,
    Unit,
)
from models.forms import accueil, acte, personne
from storage import derived, history, keys, vault
from storage.database import Database
from tests import strategies, vaults
from tests.vaults import Watch

TABLES = ("comptage", "recherche", "personne", "situation", "acte", "evaluation", "orientation")


def derived_rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that is derived: the two tables, and the derived column of each record."""
    column = {"personne": "id, naissance", "comptage": "*", "recherche": "rowid, *"}
    return {
        table: database.rows(f"SELECT {column.get(table, 'id, date_fait')} FROM {table} ORDER BY 1, 2")
        for table in TABLES
    }


def test_any_sequence_of_changes_derives_what_a_rebuild_does(
    made_once: vault.Opening, tmp_path_factory: pytest.TempPathFactory
):
    class Changes(RuleBasedStateMachine):
        """Records are added, changed and removed at random in one vault."""

        @initialize()
        def begin(self) -> None:
            folder = tmp_path_factory.mktemp("changes") / "coffre"
            self.vault = vault.open_database(vaults.copied(made_once, folder), Watch())
            self.vault._database.execute("PRAGMA synchronous = OFF")
            self.living: list[Record] = []

        @rule(data=st.data(), noun=st.sampled_from(NOUNS))
        def add(self, data: st.DataObject, noun: Noun) -> None:
            owners: list[Record | None] = [each for each in self.living if each.noun is noun.owner]
            if noun.owner is None:
                owners = [None]
            if noun.single:
                owners = [each for each in owners if each and not self.vault.records.of(each, noun)]
            if owners:
                owner = data.draw(st.sampled_from(owners))
                answers = data.draw(strategies.answers(noun.form))
                self.living.append(self.vault.records.add(noun, answers, owner))

        @rule(data=st.data())
        def save(self, data: st.DataObject) -> None:
            if self.living:
                index = data.draw(st.integers(0, len(self.living) - 1))
                answers = data.draw(strategies.answers(self.living[index].noun.form))
                self.living[index] = self.vault.records.save(self.living[index], answers)

        @rule(data=st.data())
        def remove(self, data: st.DataObject) -> None:
            owned = {each.owner_id for each in self.living}
            if leaves := [each for each in self.living if each.id not in owned]:
                gone = data.draw(st.sampled_from(leaves))
                self.vault.records.remove(gone)
                self.living.remove(gone)

        @invariant()
        def agrees(self) -> None:
            if hasattr(self, "vault"):
                assert derived.damages(self.vault._database) == []

        def teardown(self) -> None:
            if hasattr(self, "vault"):
                before = derived_rows(self.vault._database)
                derived.rebuild(self.vault._database)
                assert derived_rows(self.vault._database) == before
                assert self.vault.records.count(PERSONNE) == sum(
                    each.noun is PERSONNE for each in self.living
                )
                self.vault.close()

    run_state_machine_as_test(
        Changes, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )


@pytest.fixture
def filled(opened: vault.Vault) -> vault.Vault:
    """A person with one situation and one act."""
    answers = Answers(
        personne.FORM,
        {
            "nom": "Quatrevingt-Dupuits",
            "sexe": "femme",
            "telephone": "06 39 98 12 34",
            "naissance": VagueDate("l’été 1987", date(1987, 6, 1), date(1987, 8, 31)),
        },
    )
    person = opened.records.add(PERSONNE, answers)
    situation = opened.records.add(
        SITUATION, Answers(accueil.FORM, {"date_accueil": date(2012, 6, 1)}), person
    )
    opened.records.add(
        ACTE, Answers(acte.FORM, {"date_acte": date(2012, 6, 9), "nature": "entretien.bureau"}), situation
    )
    return opened


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ("UPDATE comptage SET reponses = '{}' WHERE unite = 'acte'", "données du comptage"),
        ("DELETE FROM comptage WHERE unite = 'personne'", "données du comptage"),
        ("UPDATE comptage SET jour = '2012-06-10' WHERE unite = 'acte'", "données du comptage"),
        ("DELETE FROM recherche", "index de recherche"),
        ("UPDATE recherche SET noms = 'autre'", "index de recherche"),
        ("UPDATE acte SET date_fait = NULL", "dates"),
        ("UPDATE personne SET naissance = NULL", "dates"),
    ],
)
def test_a_difference_is_seen_and_a_rebuild_mends_it(filled: vault.Vault, spoil: str, found: str):
    assert filled.damages() == []
    filled._database.execute(spoil)
    assert [each for each in filled.damages() if found in each]
    derived.rebuild(filled._database)
    assert filled.damages() == []


def test_a_change_of_declarations_derives_everything_again_at_the_next_opening(
    filled: vault.Vault, opening: vault.Opening, clock: Watch
):
    filled._database.execute("UPDATE comptage SET reponses = '{}'")
    filled.close()
    with vault.open_database(vaults.again(opening), clock) as same:
        assert same.damages() == ["données du comptage différentes des fiches"]
        same._database.execute("UPDATE coffre SET declarations = 'those of yesterday'")
    with vault.open_database(vaults.again(opening), clock) as again:
        assert again.damages() == []
        assert again._database.value("SELECT declarations FROM coffre") == derived.declarations()


def digest(
    monkeypatch: pytest.MonkeyPatch,
    closed: dict[str, Any],
    text: dict[str, Any],
    when_answered: str = "oui",
    unit: Unit = Unit.ACTE,
    dated: bool = True,
) -> str:
    """That of a casework of one form, with these differences."""
    question = replace(ChoiceField(code="a", label="A", options=(OUI, NON), counted=True), **closed)
    words = TextField(code="b", label="B", searched=True, relevant=when(question, when_answered))
    day = DateField(code="jour", label="Jour")
    fields = (question, replace(words, **text), day)
    form = Form("acte", "Acte", (Section("S", fields),), unit=unit, fact_date=day if dated else None)
    monkeypatch.setattr(derived, "NOUNS", (Noun("acte", form),))
    return derived.declarations()


@pytest.mark.parametrize(
    "difference",
    [
        {"closed": {"counted": False}},
        {"closed": {"retired": True}},
        {"closed": {"code": "c"}},
        {"text": {"searched": False}},
        {"text": {"relevant": None}},
        {"when_answered": "non"},
        {"unit": Unit.EVALUATION},
        {"dated": False},
    ],
    ids=repr,
)
def test_the_digest_holds_whatever_decides_what_is_derived(
    monkeypatch: pytest.MonkeyPatch, difference: dict[str, Any]
):
    usual: dict[str, Any] = {"closed": {}, "text": {}}
    before = digest(monkeypatch, **usual)
    assert digest(monkeypatch, closed={"label": "Autrement dit", "hint": "Plus clair"}, text={}) == before
    assert digest(monkeypatch, **usual | difference) != before


def test_the_digest_changes_with_the_rules(monkeypatch: pytest.MonkeyPatch):
    before = derived.declarations()
    monkeypatch.setattr(derived, "_RULES", derived._RULES + 1)
    assert derived.declarations() != before


def test_an_unreadable_index_is_made_anew_at_the_next_opening(
    filled: vault.Vault, opening: vault.Opening, clock: Watch
):
    filled._database.execute("UPDATE recherche_data SET block = x'00' WHERE id > 10")
    assert filled.damages() != []
    filled.close()
    with vault.open_database(vaults.again(opening), clock) as again:
        assert again.damages() == []
        assert len(again.records.search("dupuits")) == 1
        assert again._database.rows("SELECT v FROM recherche_config WHERE k = 'secure-delete'") == [(1,)]


def test_the_count_gets_codes_and_days_and_nothing_else(filled: vault.Vault):
    material = filled.material(date(2012, 12, 31))
    assert {fact.unit for fact in material.facts} == {Unit.SITUATION, Unit.ACTE}
    ((number, somebody),) = material.persons.items()
    assert {fact.person for fact in material.facts} == {number}
    assert somebody.codes["sexe"] == {"femme"}
    assert somebody.birth == VagueDate("", date(1987, 6, 1), date(1987, 8, 31))
    (fact,) = (fact for fact in material.facts if fact.unit is Unit.ACTE)
    assert (fact.day, fact.codes["nature"]) == (date(2012, 6, 9), {"entretien.bureau"})
    told = repr(material)
    assert not [word for word in ("Quatrevingt", "06 39", "été", "0639") if word in told]


def test_the_count_gets_no_fact_later_than_its_day_but_every_intake(filled: vault.Vault):
    assert [fact.unit for fact in filled.material(date(2012, 6, 8)).facts] == [Unit.SITUATION]
    assert [fact.unit for fact in filled.material(date(2012, 5, 31)).facts] == [Unit.SITUATION]


def test_an_act_older_than_the_intake_of_its_situation_makes_the_person_counted(filled: vault.Vault):
    (situation,) = filled.records.all(SITUATION)
    early = Answers(acte.FORM, {"date_acte": date(2012, 5, 9), "nature": "entretien.bureau"})
    filled.records.add(ACTE, early, situation)
    filled.records.add(ACTE, Answers(acte.FORM, {"nature": "entretien.bureau"}), situation)
    may = Period(date(2012, 5, 1), date(2012, 5, 31))
    for intake in (situation.answers, Answers(accueil.FORM)):
        situation = filled.records.save(situation, intake)
        seen = observe(filled.material(may.end), may)
        assert [len(seen.of(unit)) for unit in (Unit.PERSONNE, Unit.SITUATION, Unit.ACTE)] == [1, 1, 1]
    assert seen.undated == {Unit.SITUATION: 1, Unit.ACTE: 1}


def decrypted(path: Path, database_key: str) -> bytes:
    """Every page, as SQLCipher 4 encrypts it: 4,096 bytes of which 80 are IV and HMAC."""
    key = bytes.fromhex(database_key)[:32]
    pages: list[bytes] = []
    data = path.read_bytes()
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[4016:4032])).decryptor()
        pages.append(cipher.update(page[16 if start == 0 else 0 : 4016]))
    return b"".join(pages)


def test_the_words_of_a_removed_person_are_nowhere_in_the_decrypted_pages(
    opened: vault.Vault, opening: vault.Opening
):
    """Neither in her row, nor in the index, which keeps them unless it is told otherwise.

    The control is what they are searched in: the words of those who stay are found there.
    """

    def plain() -> bytes:
        opened.checkpoint()
        return decrypted(vaults.database(opening), keys.database_key(opening.master_key))

    names = [
        *(f"voisin{number:02}" for number in range(40)),
        *(f"quatrevingt{number}" for number in range(10)),
    ]
    people = {name: opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": name})) for name in names}
    assert [name for name in names if name.encode() not in plain()] == []
    opened.records.save(people["voisin39"], Answers(personne.FORM, {"nom": "autrement"}))
    assert plain().count(b"voisin39") == 1, "in the history of her name alone"
    history.take(opened._database, people["voisin39"].id)
    assert b"voisin39" not in plain()
    for number, name in enumerate(names[40:], start=1):
        opened.records.remove(people[name])
        left = plain()
        assert name.encode() not in left
        assert left.count(b"quatrevingt") > 0 or number == 10
    assert b"quatrevingt" not in plain()
    assert [name for name in names[:39] if name.encode() not in plain()] == []
