"""The records: entered, changed, taken back and listed, each time whole and at its own moment."""

from datetime import date, datetime, timedelta, timezone
from random import Random

import pytest

from models.casework import ACTE, ECHEANCE, NOUNS, ORDONNANCE, PERSONNE, SITUATION, Noun, Record
from models.dates import Period
from models.failure import Failure
from models.fictitious import population
from models.fields import Answers
from models.forms import accueil, acte, personne
from storage import vault
from storage.records import Records
from tests import vaults
from tests.vaults import Watch


@pytest.fixture
def records(opened: vault.Vault) -> Records:
    return opened.records


def answers(noun: Noun, **values: object) -> Answers:
    return Answers(noun.form, values)


@pytest.fixture
def person(records: Records) -> Record:
    return records.add(PERSONNE, answers(PERSONNE, nom="Lévêque"))


@pytest.fixture
def situation(records: Records, person: Record) -> Record:
    return records.add(SITUATION, answers(SITUATION, date_accueil=date(2012, 6, 1)), person)


def test_whole_cases_come_back_as_they_were_entered(opening: vault.Opening, clock: Watch):
    cases = population(
        Random(3),
        {accueil.VICTIME: 6, accueil.MIS_EN_CAUSE: 2, accueil.HORS_CHAMP_PENAL: 2},
        Period(date(2012, 1, 1), date(2012, 6, 1)),
        date(2012, 6, 15),
    )
    with vault.open_database(opening, clock) as opened:
        for case in cases:
            vaults.enter(opened.records, case)
    with vault.open_database(vaults.again(opening), clock) as opened:
        for noun in NOUNS:
            entered = [given for case in cases for kind, given in case.records() if kind is noun]
            assert [each.answers for each in opened.records.all(noun)] == entered
            assert opened.records.count(noun) == len(entered)
        assert opened.damages() == []


def test_a_record_is_the_same_returned_and_read_again(records: Records, situation: Record, clock: Watch):
    clock.advance(seconds=0.25)
    added = records.add(ACTE, answers(ACTE, nature="entretien.bureau"), situation)
    assert records.get(ACTE, added.id) == added
    clock.advance(minutes=3)
    saved = records.save(added, added.answers.with_(acte.DATE_ACTE, date(2012, 6, 2)))
    assert records.get(ACTE, added.id) == saved
    assert saved.fact_date == date(2012, 6, 2)
    assert saved.changed_at - saved.entered_at == timedelta(minutes=3)


def test_what_is_removed_is_no_more(records: Records, situation: Record):
    added = records.add(ACTE, answers(ACTE), situation)
    records.remove(added)
    assert records.of(situation, ACTE) == ()
    for gone in (
        lambda: records.get(ACTE, added.id),
        lambda: records.save(added, added.answers),
        lambda: records.remove(added),
        lambda: records.person(added.id),
    ):
        with pytest.raises(KeyError):
            gone()


def test_nothing_is_added_under_what_is_no_more(records: Records, person: Record, situation: Record):
    records.remove(situation)
    with pytest.raises(KeyError):
        records.add(ACTE, answers(ACTE), situation)
    assert records.all(ACTE) == ()
    records.add(SITUATION, answers(SITUATION), person)


def test_a_record_that_holds_others_stays(records: Records, person: Record, situation: Record):
    with pytest.raises(Failure, match="retirez-les d’abord"):
        records.remove(person)
    records.remove(situation)
    records.remove(person)
    assert records.count(PERSONNE) == 0


def test_a_removal_is_undone_to_the_letter(records: Records, person: Record, clock: Watch):
    """What was empty inside comes back too; the code, the author and the moment of entry are the same."""
    situation = records.add(SITUATION, answers(SITUATION, expose="Dispute."), person)
    records.add(ORDONNANCE, answers(ORDONNANCE), situation)
    before = records.person(person.id), records.all(SITUATION), records.all(ORDONNANCE)
    clock.advance(hours=1)
    removed = [records.remove(situation), records.remove(person)]
    assert (records.count(PERSONNE), records.count(SITUATION), records.count(ORDONNANCE)) == (0, 0, 0)
    for each in reversed(removed):
        records.put_back(each, each.record.answers)
    assert (records.person(person.id), records.all(SITUATION), records.all(ORDONNANCE)) == before


def test_a_removal_is_undone_with_what_had_not_been_written(records: Records, situation: Record):
    added = records.add(ACTE, answers(ACTE), situation)
    newer = answers(ACTE, notes="Noté.")
    back = records.put_back(records.remove(added), newer)
    assert (back.id, back.answers, back.entered_at) == (added.id, newer, added.entered_at)


def test_a_situation_has_one_protection_order_only(records: Records, situation: Record):
    records.add(ORDONNANCE, answers(ORDONNANCE), situation)
    with pytest.raises(ValueError, match="already"):
        records.add(ORDONNANCE, answers(ORDONNANCE), situation)
    records.add(ACTE, answers(ACTE), situation)
    records.add(ACTE, answers(ACTE), situation)


def test_a_record_belongs_where_the_casework_says(records: Records, person: Record, situation: Record):
    for noun, owner in ((ACTE, person), (PERSONNE, situation), (SITUATION, None), (ACTE, None)):
        with pytest.raises(ValueError, match="does not belong there"):
            records.add(noun, answers(noun), owner)
    with pytest.raises(ValueError, match="does not belong there"):
        records.of(person, ACTE)


def test_undated_records_come_first_then_the_latest_fact_then_the_last_entered(
    records: Records, situation: Record
):
    days = [date(2012, 6, 2), None, date(2012, 6, 9), date(2012, 6, 2), None]
    added = [records.add(ACTE, answers(ACTE, date_acte=day), situation) for day in days]
    assert records.of(situation, ACTE) == tuple(added[index] for index in (4, 1, 2, 3, 0))
    assert records.all(ACTE) == tuple(added)


def test_changes_of_the_same_second_keep_their_order(records: Records):
    people = [records.add(PERSONNE, answers(PERSONNE, nom=name)) for name in ("A", "B", "C")]
    records.save(people[0], people[0].answers)
    records.save(people[1], people[1].answers)
    assert [each.name for each in records.recent_persons()] == ["B", "A", "C"]
    assert [each.name for each in records.recent_persons(limit=1)] == ["B"]


def test_a_clock_put_back_does_not_put_the_last_change_back(records: Records, clock: Watch):
    first = records.add(PERSONNE, answers(PERSONNE, nom="A"))
    records.add(PERSONNE, answers(PERSONNE, nom="B"))
    clock.advance(days=-400)
    records.save(first, first.answers)
    assert [each.name for each in records.recent_persons()] == ["A", "B"]


def test_whatever_changes_in_her_file_makes_a_person_recent(records: Records, situation: Record):
    """Her situation, and what hangs on it."""

    def last() -> str:
        records.add(PERSONNE, answers(PERSONNE, nom="Autre"))
        return records.recent_persons(1)[0].name

    assert last() == "AUTRE"
    records.save(situation, situation.answers)
    assert records.recent_persons(1)[0].name == "LÉVÊQUE"
    for noun in (noun for noun in NOUNS if noun.owner is SITUATION):
        assert last() == "AUTRE"
        added = records.add(noun, answers(noun), situation)
        assert records.recent_persons(1)[0].name == "LÉVÊQUE"
        assert last() == "AUTRE"
        records.save(added, added.answers)
        assert records.recent_persons(1)[0].name == "LÉVÊQUE"
        assert last() == "AUTRE"
        records.remove(added)
        assert records.recent_persons(1)[0].name == "LÉVÊQUE"


def test_instants_are_kept_with_their_offset(opened: vault.Vault, clock: Watch):
    added = opened.records.add(PERSONNE, answers(PERSONNE))
    clock.now = datetime(2012, 12, 15, 9, 12, 30, 999, tzinfo=timezone(timedelta(hours=1)))
    saved = opened.records.save(added, added.answers)
    stored = opened._database.rows("SELECT saisi_le, modifie_le FROM personne")
    assert stored == [("2012-06-15T09:12:30+02:00", "2012-12-15T09:12:30+01:00")]
    assert saved.entered_at.utcoffset() == timedelta(hours=2)
    assert opened.records.get(PERSONNE, added.id) == saved


def test_a_clock_without_offset_is_local_time(records: Records, clock: Watch):
    clock.now = datetime(2012, 6, 15, 9, 12, 30)
    added = records.add(PERSONNE, answers(PERSONNE))
    assert added.entered_at == clock.now.astimezone()
    assert added.entered_at.tzinfo is not None


def test_several_changes_are_all_or_none(records: Records, situation: Record):
    before = [records.all(noun) for noun in NOUNS]

    def interrupted() -> None:
        with records.transaction():
            person = records.add(PERSONNE, answers(PERSONNE, nom="Autre"))
            records.add(SITUATION, answers(SITUATION), person)
            records.save(situation, answers(SITUATION))
            records.add(ECHEANCE, answers(ECHEANCE), situation)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [records.all(noun) for noun in NOUNS] == before
    assert records.search("autre") == ()


def test_a_change_that_fails_half_way_leaves_nothing(
    opened: vault.Vault, person: Record, monkeypatch: pytest.MonkeyPatch
):
    """Even when what failed is caught, and other changes follow in the same transaction."""
    with monkeypatch.context() as patch:
        patch.setattr("storage.derived._write", lambda *_: 1 / 0)
        with opened.records.transaction():
            for change in (
                lambda: opened.records.add(PERSONNE, answers(PERSONNE, nom="Autre")),
                lambda: opened.records.save(person, answers(PERSONNE, nom="Autre")),
            ):
                with pytest.raises(ZeroDivisionError):
                    change()
    assert [each.answers[personne.NOM] for each in opened.records.all(PERSONNE)] == ["Lévêque"]
    assert opened.damages() == []


def test_a_question_of_a_newer_program_stays_in_the_file(opened: vault.Vault, person: Record):
    opened._database.execute(
        "UPDATE personne SET reponses = json_set(reponses, '$.question_de_demain', 'sa réponse')"
    )
    opened.records.save(person, answers(PERSONNE, prenom="Anne"))
    assert opened._database.value("SELECT reponses ->> 'question_de_demain' FROM personne") == "sa réponse"
    assert opened.records.get(PERSONNE, person.id).answers == answers(PERSONNE, prenom="Anne")


def test_who_entered_a_record_is_kept(opened: vault.Vault, person: Record, opening: vault.Opening):
    assert opened._database.rows("SELECT auteur FROM personne") == [(opening.slot.id,)]


def test_a_record_is_printed_without_its_answers(records: Records, person: Record):
    assert person.answers[personne.NOM] == "Lévêque"
    assert "Lévêque" not in repr(records.person(person.id)) + repr(records.all(PERSONNE))


def test_what_was_removed_is_put_back_whatever_was_entered_since(records: Records, situation: Record):
    first = records.add(ACTE, answers(ACTE, nature="entretien.bureau"), situation)
    removed = records.remove(first)
    other = records.add(ACTE, answers(ACTE, nature="entretien.telephone"), situation)
    assert records.put_back(removed, first.answers) == first
    assert [each.id for each in records.all(ACTE)] == [first.id, other.id]
