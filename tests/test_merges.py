"""Two files of one person are read as one, and apart again: nothing is lost, no figure moves by mistake."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import fictitious
from models.casework import ACTE, PERSONNE, SITUATION, Record
from models.counting import observe
from models.dates import Period, vague
from models.failure import Failure
from models.fields import Answers, Unit
from models.forms import accueil, acte, personne
from models.resemblance import Strength
from storage import vault
from storage.merges import Merge, Merges
from storage.records import Records
from tests.vaults import Watch

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
TODAY = date(2012, 6, 15)


@pytest.fixture
def records(opened: vault.Vault) -> Records:
    return opened.records


@pytest.fixture
def merges(opened: vault.Vault) -> Merges:
    return opened.merges


def who(records: Records, nom: str, prenom: str = "", born: str = "", **more: object) -> Record:
    said = {"nom": nom, "prenom": prenom, "naissance": vague(born, TODAY) if born else None, **more}
    return records.add(PERSONNE, Answers(personne.FORM, said))


def received(records: Records, person: Record, on: date, status: str = "victime.plainte") -> Record:
    return records.add(
        SITUATION,
        Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, on).with_(accueil.STATUT, status),
        person,
    )


def persons_counted(opened: vault.Vault) -> int:
    return len(observe(opened.material(YEAR.end), YEAR).of(Unit.PERSONNE))


def test_two_files_become_one_and_are_counted_once(opened: vault.Vault, records: Records, merges: Merges):
    kept, absorbed = who(records, "Martin", "Zoé"), who(records, "Martine", "Zoé", sexe="femme")
    mine, hers = received(records, kept, date(2012, 2, 1)), received(records, absorbed, date(2012, 3, 1))
    assert persons_counted(opened) == 2
    merge = merges.merge(kept, absorbed)
    assert persons_counted(opened) == 1
    assert [each.id for each in records.of(kept, SITUATION)] == [hers.id, mine.id]
    assert records.get(SITUATION, hers.id).owner_id == kept.id
    assert records.person_by_code(merge.absorbed.code).record.id == kept.id
    assert [each.record.id for each in records.search("martine")] == [kept.id]
    assert [each.record.id for each in records.search("martin")] == [kept.id]
    assert [each.record.id for each in records.recent_persons()] == [kept.id]
    assert records.get(PERSONNE, kept.id).answers[personne.SEXE] == "femme", "what was unknown is filled"
    assert opened.damages() == []
    merges.undo(merge)
    assert persons_counted(opened) == 2
    assert records.get(PERSONNE, kept.id).answers == kept.answers
    assert [each.id for each in records.of(absorbed, SITUATION)] == [hers.id]
    assert [each.record.id for each in records.search("martine")] == [absorbed.id]
    assert opened.damages() == []


def test_where_both_answered_the_choice_is_hers(records: Records, merges: Merges):
    kept = who(records, "Martin", "Zoé", "1987")
    absorbed = who(records, "Martin", "Zoë", "12/03/1987")
    merge = merges.merge(kept, absorbed, [personne.NAISSANCE])
    answers = records.get(PERSONNE, kept.id).answers
    assert answers[personne.PRENOM] == "Zoé"
    assert answers[personne.NAISSANCE] == absorbed.answers[personne.NAISSANCE]
    merges.undo(merge)
    assert records.get(PERSONNE, kept.id).answers == kept.answers


def test_an_answer_changed_since_stays_and_is_told(records: Records, merges: Merges):
    kept, absorbed = who(records, "Martin"), who(records, "Martin", "Zoé", sexe="femme")
    merge = merges.merge(kept, absorbed)
    now = records.get(PERSONNE, kept.id)
    records.save(now, now.answers.with_(personne.PRENOM, "Zoé-Lou"))
    assert merges.undo(merge) == (personne.PRENOM,)
    answers = records.get(PERSONNE, kept.id).answers
    assert answers[personne.PRENOM] == "Zoé-Lou"
    assert answers[personne.SEXE] is None


def test_what_was_noted_after_the_merge_stays_with_the_file_that_was_kept(records: Records, merges: Merges):
    kept, absorbed = who(records, "Martin"), who(records, "Martin")
    merge = merges.merge(kept, absorbed)
    later = received(records, kept, date(2012, 5, 1))
    merges.undo(merge)
    assert [each.id for each in records.of(kept, SITUATION)] == [later.id]
    assert records.of(absorbed, SITUATION) == ()


def test_a_chain_of_merges_is_undone_from_the_last_to_the_first(
    opened: vault.Vault, records: Records, merges: Merges
):
    a, b, c = (who(records, name) for name in ("Un", "Deux", "Trois"))
    for number, person in enumerate((a, b, c), start=1):
        received(records, person, date(2012, number, 1))
    chain = [merges.merge(b, a), merges.merge(c, b)]
    assert len(records.of(c, SITUATION)) == 3
    assert persons_counted(opened) == 1
    assert {merge.number for merge in merges.of(c)} == {merge.number for merge in chain}
    with pytest.raises(Failure, match="défaites d’abord la plus récente"):
        merges.undo(chain[0])
    assert persons_counted(opened) == 1
    merges.undo(chain[1])
    assert persons_counted(opened) == 2
    merges.undo(chain[0])
    assert persons_counted(opened) == 3
    for person in (a, b, c):
        assert len(records.of(person, SITUATION)) == 1
    assert opened.damages() == []


def test_a_file_is_not_merged_into_itself_nor_one_that_is_already_read_elsewhere(
    records: Records, merges: Merges
):
    a, b, c = (who(records, name) for name in ("Un", "Deux", "Trois"))
    merges.merge(b, a)
    for pair in ((b, b), (a, c), (c, a), (a, b)):
        with pytest.raises(ValueError, match="read apart"):
            merges.merge(*pair)


def test_the_parties_of_one_affair_are_neither_proposed_nor_merged(opened: vault.Vault):
    hers, his = who(opened.records, "Martin", "Claude"), who(opened.records, "Martin", "Claude")
    assert opened.merges.candidates(hers)
    pair = [received(opened.records, each, date(2012, 2, 1)) for each in (hers, his)]
    opened.affairs.link(*pair)
    assert opened.merges.candidates(hers) == ()
    with pytest.raises(Failure, match="deux parties d’une même affaire"):
        opened.merges.merge(hers, his)


def test_twins_are_told_apart_for_good_and_can_be_compared_again(records: Records, merges: Merges):
    one, other = (who(records, "Martin", name, "12/03/1987") for name in ("Zoé", "Léa"))
    ((found, alike),) = merges.candidates(one)
    assert (found.record.id, alike.strength) == (other.id, Strength.FAIBLE)
    assert "jumeaux" in str(alike)
    merges.keep_apart(other, one)
    assert merges.candidates(one) == merges.candidates(other) == ()
    merges.compare_again(one, other)
    assert merges.candidates(other)


def test_a_file_that_holds_another_is_not_taken_back(records: Records, merges: Merges):
    kept, absorbed = who(records, "Un"), who(records, "Deux")
    merge = merges.merge(kept, absorbed)
    with pytest.raises(Failure, match="défaites d’abord la fusion"):
        records.remove(records.get(PERSONNE, kept.id))
    merges.undo(merge)
    records.remove(records.get(PERSONNE, kept.id))


@given(seed=st.integers(0, 10_000), moves=st.lists(st.integers(0, 100), max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_are_those_of_one_person_then_what_they_were(
    opened: vault.Vault, clock: Watch, seed: int, moves: list[int]
):
    """Merged files count like one; once all is undone, every record and figure is as before."""
    rng, records, merges = Random(seed), opened.records, opened.merges
    for person in records.all(PERSONNE):
        _empty(records, person)
    people = [records.add(PERSONNE, fictitious.answers(personne.FORM, rng, TODAY)) for _ in range(4)]
    for person in people:
        for _ in range(rng.randint(0, 2)):
            situation = received(records, person, date(2012, rng.randint(1, 6), 3))
            day = date(2012, rng.randint(1, 6), 9)
            records.add(ACTE, Answers(acte.FORM).with_(acte.DATE_ACTE, day), situation)
    before = (
        observe(opened.material(YEAR.end), YEAR),
        [records.get(PERSONNE, each.id).answers for each in people],
    )
    done: list[Merge] = []
    for move in moves:
        roots = [each for each in people if records.person(each.id).record.id == each.id]
        if move % 3 and len(roots) > 1:
            pair = rng.sample(roots, 2)
            kept, absorbed = (records.get(PERSONNE, each.id) for each in pair)
            done.append(merges.merge(kept, absorbed))
        elif done:
            last = [merge for merge in done if merge.number == _last(records, merges, merge).number]
            done.remove(undone := rng.choice(last))
            merges.undo(undone)
        roots = [each for each in people if records.person(each.id).record.id == each.id]
        with_one = [each for each in roots if records.of(each, SITUATION)]
        assert persons_counted(opened) == len(with_one)
        assert opened.damages() == []
    while done:
        merges.undo(done.pop())
    after = (
        observe(opened.material(YEAR.end), YEAR),
        [records.get(PERSONNE, each.id).answers for each in people],
    )
    assert after == before


def _empty(records: Records, person: Record) -> None:
    for situation in records.of(person, SITUATION):
        for each in records.of(situation, ACTE):
            records.remove(each)
        records.remove(situation)
    records.remove(person)


def _last(records: Records, merges: Merges, merge: Merge) -> Merge:
    return merges.of(records.person(merge.kept_id).record)[0]


def test_two_persons_told_apart_stay_so_through_merges(records: Records, merges: Merges):
    one, other = (who(records, "Martin", "Zoé") for _ in range(2))
    third = who(records, "Martin", "Zoé")
    merges.keep_apart(one, other)
    merge = merges.merge(third, one)
    assert merges.are_kept_apart(third, other)
    assert other.id not in {found.record.id for found, _ in merges.candidates(third)}
    merges.undo(merge)
    assert merges.are_kept_apart(one, other)
    assert [person.record.id for person in merges.apart(one)] == [other.id]


def test_answers_typed_since_the_files_were_read_are_not_lost(records: Records, merges: Merges):
    kept, absorbed = who(records, "Martin"), who(records, "Martin")
    records.save(kept, kept.answers.with_(personne.PRENOM, "Zoé"))
    merges.merge(kept, absorbed)
    assert records.get(PERSONNE, kept.id).answers[personne.PRENOM] == "Zoé"


def test_a_file_in_the_middle_of_a_chain_is_not_taken_back(records: Records, merges: Merges):
    a, b, c = (who(records, name) for name in ("Un", "Deux", "Trois"))
    merges.merge(b, a)
    merges.merge(c, b)
    with pytest.raises(Failure, match="défaites d’abord la fusion"):
        records.remove(records.get(PERSONNE, b.id))


def test_a_file_that_says_it_is_read_elsewhere_without_a_merge_is_noticed(
    opened: vault.Vault, records: Records
):
    a, b = who(records, "Un"), who(records, "Deux")
    opened._database.execute("UPDATE personne SET fusionnee_dans = ? WHERE id = ?", (a.id, b.id))
    assert "fiches fusionnées différentes des fusions" in opened.damages()
