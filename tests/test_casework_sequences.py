"""Whatever is done in whatever order, no answer is lost and no figure moves that should not.

The vault is compared, after each step, with a plain account of what was done to it.
"""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QObject, Signal

from models import fictitious
from models.casework import ACTE, ECHEANCE, EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun, Record
from models.counting import observe
from models.dates import Period
from models.doubles import doubts
from models.failure import Failure
from models.fields import Answers, AnyField, Unit
from models.forms import accueil, acte
from models.importing import Entry
from storage import vault
from storage.history import TYPING
from storage.imports import Imports
from storage.merges import Merge, Merges
from storage.records import Records, Removed
from tests import vaults
from tests.vaults import Watch
from ui.notices import Notices
from ui.undo import Step as UndoStep
from ui.undo import Undo
from ui.unsaved import Unsaved

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
INSIDE = (ACTE, EVALUATION, ORIENTATION, ECHEANCE)


@dataclass
class Kept:
    """A record as the account has it: what it answers now, and before each change."""

    noun: Noun
    owner: str | None
    answers: Answers
    before: list[Answers] = field(default_factory=list[Answers])


class Silent(QObject):
    """Where nobody looks."""

    saved = Signal(object)


@dataclass(frozen=True, eq=False)
class Step:
    """What one save changed, in the account; the same change made twice is two."""

    one: str
    before: Answers
    after: Answers

    @property
    def reverse(self) -> "Step":
        return Step(self.one, self.after, self.before)


class Casework(RuleBasedStateMachine):
    """What a worker may do, in any order."""

    people, situations, insides = Bundle("people"), Bundle("situations"), Bundle("insides")
    removed, merges = Bundle("removed"), Bundle("merges")
    made_once: vault.Opening

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._opening = vaults.copied(self.made_once, Path(self._folder.name) / "coffre")
        self._clock = Watch()
        self._vault = vault.open_database(self._opening, self._clock)
        self._account: dict[str, Kept] = {}
        self._into: dict[str, str] = {}
        self._imports: list[tuple[int, dict[str, Answers]]] = []
        self._sit_down()

    def _sit_down(self) -> None:
        """A vault just opened has nothing to undo."""
        self._unsaved = Unsaved()
        self._unsaved.open(self._vault.records, self._vault.resumption, cast("Notices", Silent()))
        self._undo = Undo(self._vault.records, self._unsaved)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def teardown(self) -> None:
        self._vault.close()
        self._folder.cleanup()

    # What is done.

    @rule(target=people, seed=st.integers(0, 999))
    def receive(self, seed: int) -> str:
        return self._add(PERSONNE, None, seed)

    @rule(target=situations, person=people, seed=st.integers(0, 999))
    def open_situation(self, person: str, seed: int) -> str:
        return self._add(SITUATION, self._root(person), seed)

    @rule(target=insides, situation=situations, noun=st.sampled_from(INSIDE), seed=st.integers(0, 999))
    def note(self, situation: str, noun: Noun, seed: int) -> str | None:
        return self._add(noun, situation, seed) if situation in self._account else None

    @precondition(lambda self: bool(self._imports))
    @rule(which=st.integers(0, 9), seed=st.integers(0, 999))
    def edit_what_came_from_a_table(self, which: int, seed: int) -> None:
        came = [each for _, table in self._imports for each in table if each in self._account]
        if came and (one := came[which % len(came)]) not in self._into:
            self._save(one, self._invented(self._account[one].noun, seed))

    @rule(one=st.one_of(people, situations, insides), seed=st.integers(0, 999))
    def edit(self, one: str, seed: int) -> None:
        if one in self._account and one not in self._into:
            self._save(one, self._invented(self._account[one].noun, seed))

    @rule(one=st.one_of(people, situations, insides))
    def undo_the_last_change(self, one: str) -> None:
        """By the history that is kept."""
        if one not in self._account or one in self._into or not self._account[one].before:
            return
        record = self._get(one)
        answers = record.answers
        latest = self._vault.records.changes(record)[: len(answers.differing(self._account[one].before[-1]))]
        for change in latest:
            answers = answers.taking(change.before, change.field)
        assert answers == self._account[one].before[-1]
        self._save(one, answers)

    @precondition(lambda self: bool(self._done))
    @rule()
    def undo_on_the_page(self) -> None:
        self._clock.advance(seconds=TYPING.total_seconds() + 1)
        found = self._undo.undo(lambda record: record.id not in self._into)
        assert (found is not None) is self._step(self._done, self._undone)

    @precondition(lambda self: bool(self._undone))
    @rule()
    def redo_on_the_page(self) -> None:
        self._clock.advance(seconds=TYPING.total_seconds() + 1)
        found = self._undo.redo(lambda record: record.id not in self._into)
        assert (found is not None) is self._step(self._undone, self._done)

    @rule(situation=situations, on=st.dates(date(2012, 1, 1), date(2012, 6, 1)))
    def close(self, situation: str, on: date) -> None:
        if situation in self._account:
            self._save(situation, self._account[situation].answers.with_(accueil.CLOTURE_LE, on))

    @rule(situation=situations)
    def reopen(self, situation: str) -> None:
        if situation in self._account:
            self._save(situation, self._account[situation].answers.with_(accueil.CLOTURE_LE, None))

    @rule(target=removed, inside=insides)
    def take_back(self, inside: str) -> Removed | None:
        if inside not in self._account:
            return None
        removed = self._vault.records.remove(self._get(inside))
        del self._account[inside]
        return removed

    @rule(removed=consumes(removed))
    def put_back(self, removed: Removed | None) -> None:
        if removed is not None:
            back = self._vault.records.put_back(removed, removed.record.answers)
            self._account[back.id] = Kept(back.noun, back.owner_id, removed.record.answers)

    @rule(target=merges, one=people, other=people)
    def merge(self, one: str, other: str) -> Merge | None:
        kept, absorbed = self._root(one), self._root(other)
        if kept == absorbed:
            return None
        try:
            merge = self._vault.merges.merge(self._get(kept), self._get(absorbed))
        except Failure:
            assert self._are_parties(kept, absorbed)
            return None
        mine, theirs = self._account[kept].answers, self._account[absorbed].answers
        empty = [each for each in theirs.answered() if each not in mine.answered()]
        self._account[kept].answers = mine.taking(theirs, *empty)
        self._account[kept].before.clear()
        self._into[absorbed] = kept
        return merge

    @rule(merge=consumes(merges))
    def part(self, merge: Merge | None) -> None:
        if merge is None:
            return
        absorbed, kept = merge.absorbed.record.id, merge.kept_id
        last = self._vault.merges.of(self._get(self._root(kept)))[0]
        if last.number != merge.number:
            with pytest.raises(Failure):
                self._vault.merges.undo(merge)
            return
        self._vault.merges.undo(merge)
        del self._into[absorbed]
        self._account[kept].answers = self._vault.records.get(PERSONNE, kept).answers
        self._account[kept].before.clear()

    @rule(one=situations, other=situations)
    def link(self, one: str, other: str) -> None:
        """Two parties of one affair: no figure changes."""
        if one in self._account and other in self._account:
            if self._root(self._owner(one)) == self._root(self._owner(other)):
                with pytest.raises(Failure):
                    self._vault.affairs.link(self._get(one), self._get(other))
            else:
                self._vault.affairs.link(self._get(one), self._get(other))

    @rule(
        seeds=st.lists(st.integers(0, 30), min_size=1, max_size=3),
        salt=st.integers(0, 3),
        follow=st.booleans(),
    )
    def bring_a_table(self, seeds: list[int], salt: int, follow: bool) -> None:
        """The same rows or the same persons may come again; what is proposed is followed, or not."""
        rows = [self._row(line, seed, salt) for line, seed in enumerate(seeds, start=2)]
        found = doubts(rows, self._vault.imports.persons(), self._vault.imports.digests())
        followed = {doubt.line: doubt for doubt in found if follow}
        left_out = {line for line, doubt in followed.items() if doubt.kind.leaves_out}
        for _ in self._vault.imports.apply("essai", rows, followed):
            pass
        came: dict[str, Answers] = {}
        counts = Counter[str]()
        for noun in (PERSONNE, SITUATION, EVALUATION, ORIENTATION):
            for record in self._vault.records.all(noun):
                if record.id not in self._account:
                    self._account[record.id] = Kept(noun, record.owner_id, record.answers)
                    came[record.id] = record.answers
                    counts[noun.code] += 1
        entered = [row for row in rows if row.line not in left_out]
        known = sum(doubt.line not in left_out for doubt in followed.values())
        assert counts[SITUATION.code] == len(entered)
        assert counts[EVALUATION.code] + counts[ORIENTATION.code] == sum(len(row.inside) for row in entered)
        assert counts[PERSONNE.code] == len(entered) - known
        self._imports.append((self._vault.imports.all()[0].number, came))

    @precondition(lambda self: bool(self._imports))
    @rule(which=st.integers(0, 9))
    def take_a_table_back(self, which: int) -> None:
        """What was changed, completed, merged or linked since stays; the rest goes, and nothing else."""
        number, came = self._imports.pop(which % len(self._imports))
        others = set(self._account) - set(came)
        self._vault.imports.undo(number)
        for identifier, answers in came.items():
            if identifier not in self._account:
                continue
            kept = self._account[identifier]
            try:
                self._get(identifier)
            except KeyError:
                del self._account[identifier]
                assert kept.answers == answers, "what was changed by hand is not taken back"
                assert identifier not in {*self._into, *self._into.values()}
            else:
                assert kept.answers != answers or self._is_used(identifier), "nothing keeps it"
        assert not [each for each in others if self._account[each].owner in set(came) - set(self._account)]

    @rule(seed=st.integers(0, 30), changes=st.lists(st.integers(0, 99), max_size=2))
    def a_table_comes_is_worked_on_and_goes(self, seed: int, changes: list[int]) -> None:
        self.bring_a_table([seed, seed + 1], seed % 4, follow=True)
        came = list(self._imports[-1][1])
        for change in changes if came else ():
            one = came[change % len(came)]
            self._save(one, self._invented(self._account[one].noun, change))
        self.take_a_table_back(len(self._imports) - 1)

    @rule()
    def close_and_open_the_vault(self) -> None:
        self._vault.close()
        self._vault = vault.open_database(vaults.again(self._opening), self._clock)
        self._sit_down()

    # What must hold, always.

    @invariant()
    def every_answer_is_there(self) -> None:
        for identifier, kept in self._account.items():
            assert self._vault.records.get(kept.noun, identifier).answers == kept.answers

    @invariant()
    def every_record_is_in_its_file(self) -> None:
        for noun in (SITUATION, *INSIDE):
            assert self._vault.records.count(noun) == sum(
                kept.noun is noun for kept in self._account.values()
            )
        for identifier, kept in self._account.items():
            if kept.noun is PERSONNE and identifier not in self._into:
                mine = {s.id for s in self._vault.records.of(self._get(identifier), SITUATION)}
                assert mine == {
                    each
                    for each, other in self._account.items()
                    if other.noun is SITUATION and self._root(other.owner or "") == identifier
                }

    @invariant()
    def figures_are_those_of_the_account(self) -> None:
        counted = observe(self._vault.material(YEAR.end), YEAR)
        touched = {self._situation_of(each) for each in self._account if self._receives(each)}
        assert len(counted.of(Unit.SITUATION)) == len(touched)
        assert len(counted.of(Unit.PERSONNE)) == len({self._root(self._owner(each)) for each in touched})
        for noun, unit in ((ACTE, Unit.ACTE), (ORIENTATION, Unit.ORIENTATION)):
            mine = [
                each for each, kept in self._account.items() if kept.noun is noun and self._is_dated(each)
            ]
            assert len(counted.of(unit)) == len(mine)
        statuses = Counter(self._account[each].answers.codes(accueil.STATUT) for each in touched)
        told = (each.codes.get(accueil.STATUT.code, frozenset()) for each in counted.of(Unit.SITUATION))
        assert Counter(told) == statuses

    @invariant()
    @precondition(lambda self: len(self._account) % 3 == 0)
    def the_vault_is_sound(self) -> None:
        assert self._vault.damages() == []

    # The account.

    def _add(self, noun: Noun, owner: str | None, seed: int) -> str:
        answers = self._invented(noun, seed)
        record = self._vault.records.add(noun, answers, None if owner is None else self._get(owner))
        self._account[record.id] = Kept(noun, owner, answers)
        return record.id

    def _invented(self, noun: Noun, seed: int) -> Answers:
        return fictitious.answers(noun.form, Random(seed), date(2012, 6, 15))

    def _save(self, one: str, answers: Answers) -> None:
        self._clock.advance(seconds=TYPING.total_seconds() + 1)
        kept = self._account[one]
        if answers != kept.answers:
            kept.before.append(kept.answers)
            self._done.append(Step(one, kept.answers, answers))
            self._undone.clear()
        self._unsaved.write(self._get(one), answers)
        kept.answers = answers

    def _step(self, source: list[Step], other: list[Step]) -> bool:
        """The last step in sight, over what was answered since; whether there was any."""
        while step := next((each for each in reversed(source) if each.one not in self._into), None):
            source.remove(step)
            kept = self._account.get(step.one)
            if kept is not None:
                other.append(step.reverse)
                answers = kept.answers.taking(step.before, *step.before.differing(step.after))
                if answers != kept.answers:
                    kept.before.append(kept.answers)
                kept.answers = answers
                return True
        return False

    def _row(self, line: int, seed: int, salt: int) -> Entry:
        inside = [(noun, self._invented(noun, seed)) for noun in (EVALUATION, ORIENTATION)[: seed % 3]]
        person, situation = self._invented(PERSONNE, seed), self._invented(SITUATION, seed + salt)
        return Entry(line, f"{seed} {salt}", person, situation, tuple(inside))

    def _is_used(self, identifier: str) -> bool:
        """Whether something else of the account rests on a record: it holds it, or they are tied."""
        if identifier in {*self._into, *self._into.values()}:
            return True
        if any(kept.owner == identifier for kept in self._account.values()):
            return True
        kept = self._account[identifier]
        return kept.noun is SITUATION and bool(self._vault.affairs.others(self._get(identifier)))

    def _get(self, identifier: str) -> Record:
        return self._vault.records.get(self._account[identifier].noun, identifier)

    def _root(self, person: str) -> str:
        while person in self._into:
            person = self._into[person]
        return person

    def _owner(self, situation: str) -> str:
        return self._account[situation].owner or ""

    def _situation_of(self, identifier: str) -> str:
        kept = self._account[identifier]
        return identifier if kept.noun is SITUATION else kept.owner or ""

    def _receives(self, identifier: str) -> bool:
        kept = self._account[identifier]
        if kept.noun in (PERSONNE, ECHEANCE) or not self._is_dated(identifier):
            return False
        return kept.noun is not ACTE or kept.answers[acte.NATURE] != acte.TENTATIVE

    def _is_dated(self, identifier: str) -> bool:
        kept = self._account[identifier]
        day = kept.answers[kept.noun.form.fact_date] if kept.noun.form.fact_date else None
        return day is not None and day in YEAR

    def _are_parties(self, one: str, other: str) -> bool:
        mine = self._vault.records.of(self._get(one), SITUATION)
        facing = {party.owner_id for each in mine for party in self._vault.affairs.others(each)}
        return other in facing


def run(made_once: vault.Opening, examples: int, *, derandomize: bool = True) -> None:
    machine = type("Casework", (Casework,), {"made_once": made_once})
    check = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        phases=[Phase.generate],  # a failure is told as it was found: making it shorter takes minutes
        derandomize=derandomize,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(machine, settings=check)


def test_no_sequence_loses_an_answer_or_moves_a_figure(made_once: vault.Opening) -> None:
    """By the hundred in the campaigns."""
    run(made_once, 12)


@pytest.fixture
def casework(made_once: vault.Opening) -> Iterator[Casework]:
    """The same machine, driven by hand to where a broken vault shows."""
    machine = type("Casework", (Casework,), {"made_once": made_once})()
    yield machine
    machine.teardown()


def test_the_control_a_vault_that_forgets_an_answer_is_noticed(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Records.save

    def forgetful(records: Records, record: Record, answers: Answers) -> Record:
        first = next(answers.answered(), None)
        return save(records, record, answers if first is None else answers.taking(record.answers, first))

    person = str(casework.receive(1))
    monkeypatch.setattr(Records, "save", forgetful)
    casework.edit(person, 2)
    with pytest.raises(AssertionError):
        casework.every_answer_is_there()


def received_twice(casework: Casework) -> tuple[str, str]:
    """Two files of one person, each of whom was received in the year."""
    people = str(casework.receive(1)), str(casework.receive(2))
    for person in people:
        situation = str(casework.open_situation(person, 3))
        answers = casework._account[situation].answers
        casework._save(situation, answers.with_(accueil.DATE_ACCUEIL, date(2012, 3, 1)))
    casework.figures_are_those_of_the_account()
    return people


def test_the_control_a_merge_that_is_counted_twice_is_noticed(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = received_twice(casework)
    monkeypatch.setattr(Merges, "_count_again", lambda *_: None)
    casework.merge(one, other)
    with pytest.raises(AssertionError):
        casework.figures_are_those_of_the_account()


def test_the_control_a_status_that_is_counted_for_another_is_noticed(casework: Casework) -> None:
    received_twice(casework)
    casework._vault._database.execute(
        "UPDATE comptage SET reponses = json_set(reponses, '$.statut', '') WHERE unite = 'situation'"
    )
    with pytest.raises(AssertionError):
        casework.figures_are_those_of_the_account()


def test_the_control_an_import_taken_back_with_what_was_changed_since_is_noticed(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.bring_a_table([3], 0, follow=True)
    casework.edit_what_came_from_a_table(0, 4)
    monkeypatch.setattr(Imports, "_is_used", lambda *_: False)
    with pytest.raises((AssertionError, sqlite3.IntegrityError)):
        casework.take_a_table_back(0)


def test_the_control_an_import_that_keeps_what_nobody_used_is_noticed(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.bring_a_table([3], 0, follow=True)
    monkeypatch.setattr(Imports, "_is_used", lambda *_: True)
    with pytest.raises(AssertionError, match="nothing keeps it"):
        casework.take_a_table_back(0)


def test_the_control_an_undo_that_takes_more_than_its_step_is_noticed(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    def whole(step: UndoStep) -> tuple[AnyField, ...]:
        return step.before.answers.form.fields

    situation = str(casework.open_situation(str(casework.receive(1)), 3))
    casework.close(situation, date(2012, 5, 1))
    casework._vault.records.save(casework._get(situation), Answers(accueil.FORM))  # by another way
    casework._account[situation].answers = Answers(accueil.FORM)
    monkeypatch.setattr(UndoStep, "fields", property(whole))
    casework.undo_on_the_page()
    with pytest.raises(AssertionError):
        casework.every_answer_is_there()
