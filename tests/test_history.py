"""What was answered before stays readable: when, by whom, and as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.casework import ACTE, PERSONNE, SITUATION, Record
from models.fields import Answers
from models.forms import accueil, personne
from storage import vault
from storage.history import TYPING
from storage.records import Records
from tests.strategies import answers as any_answers
from tests.vaults import Watch

LONG_AFTER = TYPING.total_seconds() + 1


@pytest.fixture
def records(opened: vault.Vault) -> Records:
    return opened.records


@pytest.fixture
def person(records: Records) -> Record:
    return records.add(PERSONNE, Answers(PERSONNE.form, {"nom": "Lévêque"}))


def test_a_record_begins_without_history(records: Records, person: Record) -> None:
    assert records.changes(person) == ()


def test_a_change_tells_what_was_there_what_came_when_and_by_whom(
    opened: vault.Vault, person: Record, clock: Watch
) -> None:
    clock.advance(hours=3)
    opened.records.save(person, person.answers.with_(personne.NOM, "Martin").with_(personne.SEXE, "femme"))
    by_field = {change.field: change for change in opened.records.changes(person)}
    assert set(by_field) == {personne.NOM, personne.SEXE}
    change = by_field[personne.NOM]
    assert (change.before[personne.NOM], change.after[personne.NOM]) == ("Lévêque", "Martin")
    assert change.at == clock.now
    assert opened.name_of(change.author) == opened.user
    assert by_field[personne.SEXE].before[personne.SEXE] is None


def test_words_that_are_being_typed_are_one_change(records: Records, person: Record, clock: Watch) -> None:
    record = person
    for typed in ("M", "Ma", "Mart", "Martin"):
        clock.advance(seconds=20)
        record = records.save(record, record.answers.with_(personne.NOM, typed))
    (change,) = records.changes(person)
    assert (change.before[personne.NOM], change.after[personne.NOM]) == ("Lévêque", "Martin")


def test_a_change_made_later_is_another_one(records: Records, person: Record, clock: Watch) -> None:
    record = person
    for name in ("Martin", "Durand"):
        clock.advance(seconds=LONG_AFTER)
        record = records.save(record, record.answers.with_(personne.NOM, name))
    assert [change.after[personne.NOM] for change in records.changes(person)] == ["Durand", "Martin"]


@pytest.mark.parametrize("back", [-3600.0, -LONG_AFTER])
def test_a_clock_set_back_hides_no_change(
    records: Records, person: Record, clock: Watch, back: float
) -> None:
    records.save(person, person.answers.with_(personne.NOM, "Martin"))
    clock.advance(seconds=back)
    records.save(person, person.answers.with_(personne.NOM, "Durand"))
    assert len(records.changes(person)) == 2


def test_what_is_put_back_at_once_was_not_changed(records: Records, person: Record) -> None:
    changed = records.save(person, person.answers.with_(personne.NOM, "Martin"))
    records.save(changed, person.answers)
    assert records.changes(person) == ()


def test_the_changes_of_one_record_are_not_those_of_another(records: Records, person: Record) -> None:
    situation = records.add(SITUATION, Answers(accueil.FORM), person)
    records.save(situation, situation.answers.with_(accueil.STATUT, "victime.plainte"))
    assert records.changes(person) == ()
    assert [change.field for change in records.changes(situation)] == [accueil.STATUT]


def test_a_record_that_goes_takes_its_history_along_and_comes_back_with_it(
    records: Records, person: Record, clock: Watch
) -> None:
    situation = records.add(SITUATION, Answers(accueil.FORM), person)
    added = records.add(ACTE, Answers(ACTE.form), situation)
    added = records.save(added, Answers(ACTE.form, {"date_acte": date(2012, 6, 1)}))
    clock.advance(seconds=LONG_AFTER)
    before = records.changes(added)
    removed = records.remove(added)
    assert records.changes(added) == ()
    back = records.put_back(removed, removed.record.answers)
    assert [(c.field, c.at, c.author, c.before, c.after) for c in records.changes(back)] == [
        (c.field, c.at, c.author, c.before, c.after) for c in before
    ]


@given(
    versions=st.lists(
        st.tuples(any_answers(PERSONNE.form), st.integers(0, 2 * int(LONG_AFTER))), min_size=1, max_size=5
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_former_answer_can_be_found_again(
    opened: vault.Vault, clock: Watch, versions: list[tuple[Answers, int]]
) -> None:
    """Undoing the changes one by one, from the latest, leads back to what was entered first."""
    (first, _), *later = versions
    entered = record = opened.records.add(PERSONNE, first)
    for version, seconds in later:
        clock.now += timedelta(seconds=seconds)
        record = opened.records.save(record, version)
    answers = record.answers
    for change in opened.records.changes(record):
        assert change.field not in answers.differing(change.after)
        answers = answers.taking(change.before, change.field)
    assert answers == entered.answers
