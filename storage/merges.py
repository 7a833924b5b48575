"""Two files found to be of one person: read as one from then on, and apart again when it was a mistake.

Nothing is moved: the absorbed file keeps what belongs to it, and says in which one it is read. Only
answers that the kept file lacked, or that were chosen, are copied; undoing takes back those that are
still as they were copied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.casework import NOUNS, PERSONNE, SITUATION, Person, Record
from models.failure import Failure
from models.fields import AnyField
from models.journal import Act
from models.resemblance import Resemblance, resemblance
from storage import derived, moment
from storage.affairs import Affairs
from storage.answers_json import dumped, loaded
from storage.database import Database, Row
from storage.records import Records


@dataclass(frozen=True, repr=False)
class Merge:
    """``absorbed`` is what the other file was: its own code and answers."""

    number: int
    kept_id: str
    absorbed: Person
    at: datetime
    author: str


class Merges:
    """The merges of one vault, and the persons kept apart for good."""

    def __init__(
        self, database: Database, records: Records, affairs: Affairs, clock: moment.Clock, author: str
    ) -> None:
        self._database, self._records, self._affairs = database, records, affairs
        self._clock, self._author = clock, author

    def merge(self, kept: Record, absorbed: Record, chosen: Sequence[AnyField] = ()) -> Merge:
        """Read the absorbed file in the kept one; ``chosen`` questions take the absorbed one's answers.

        ``Failure`` when the two are parties of one affair, who are surely two persons.
        """
        read_in = [self._records.person(each.id).record.id for each in (kept, absorbed)]
        if read_in != [kept.id, absorbed.id] or kept.id == absorbed.id:
            raise ValueError("only two files that are read apart can be merged")
        kept, absorbed = (self._records.get(PERSONNE, each.id) for each in (kept, absorbed))
        self._refuse_parties(kept, absorbed)
        now = moment.now(self._clock)
        empty = (field for field in absorbed.answers.answered() if field not in kept.answers.answered())
        after = kept.answers.taking(absorbed.answers, *empty, *chosen)
        with self._database.transaction(), self._records.journal.as_one(Act.FUSION, kept.id):
            self._records.save(kept, after)
            self._database.execute(
                "INSERT INTO fusion (absorbee, gardee, le, auteur, avant, apres) VALUES (?, ?, ?, ?, ?, ?)",
                (absorbed.id, kept.id, now.isoformat(), self._author, dumped(kept.answers), dumped(after)),
            )
            self._settle()
        return self.of(kept)[0]

    def undo(self, merge: Merge) -> tuple[AnyField, ...]:
        """Read the two files apart again; the questions whose answers were changed since, and stay.

        ``Failure`` when another merge came after it: the last one is undone first, or answers that it
        copied would stay with whom they are not.
        """
        if merge.number != self.of(self._records.person(merge.kept_id).record)[0].number:
            raise Failure(
                "Une autre fusion a suivi celle-ci : défaites d’abord la plus récente. Rien n’a été changé."
            )
        with self._database.transaction(), self._records.journal.as_one(Act.SEPARATION, merge.kept_id):
            ((before, after),) = self._database.rows(
                "SELECT avant, apres FROM fusion WHERE numero = ?", (merge.number,)
            )
            was, became = loaded(PERSONNE.form, before), loaded(PERSONNE.form, after)
            kept = self._records.get(PERSONNE, merge.kept_id)
            copied = became.differing(was)
            changed = tuple(field for field in copied if field in kept.answers.differing(became))
            given_back = (field for field in copied if field not in changed)
            self._records.save(kept, kept.answers.taking(was, *given_back))
            self._database.execute(
                "UPDATE fusion SET defaite_le = ? WHERE numero = ?",
                (moment.now(self._clock).isoformat(), merge.number),
            )
            self._settle()
        return changed

    def of(self, person: Record) -> tuple[Merge, ...]:
        """The files that are read in this one, last merged first."""
        rows = self._database.rows(
            "SELECT fusion.numero, gardee, le, fusion.auteur, absorbee, personne.code FROM fusion"
            " JOIN personne ON personne.id = absorbee"
            " WHERE defaite_le IS NULL AND personne.fusionnee_dans = ? ORDER BY fusion.numero DESC",
            (person.id,),
        )
        return tuple(self._merge(row) for row in rows)

    def keep_apart(self, one: Record, other: Record) -> None:
        """They are two persons, and are no longer compared."""
        self._database.execute(
            "INSERT OR IGNORE INTO distinction (une, autre, le, auteur) VALUES (?, ?, ?, ?)",
            (*_pair(one.id, other.id), moment.now(self._clock).isoformat(), self._author),
        )

    def compare_again(self, one: Record, other: Record) -> None:
        """Undo ``keep_apart``."""
        self._database.execute("DELETE FROM distinction WHERE une = ? AND autre = ?", _pair(one.id, other.id))

    def are_kept_apart(self, one: Record, other: Record) -> bool:
        """Whether they were told from each other, or are the parties of one affair."""
        members = "SELECT id FROM personne WHERE ? IN (id, fusionnee_dans)"
        told = self._database.rows(
            f"SELECT 1 FROM distinction WHERE une IN ({members}) AND autre IN ({members})"  # noqa: S608
            f" OR une IN ({members}) AND autre IN ({members})",
            (one.id, other.id, other.id, one.id),
        )
        return bool(told) or self._are_parties(one, other)

    def apart(self, person: Record) -> tuple[Person, ...]:
        """Those that this file was told from."""
        rows = self._database.rows(
            "SELECT CASE une WHEN ? THEN autre ELSE une END FROM distinction WHERE ? IN (une, autre)",
            (person.id, person.id),
        )
        return tuple(self._records.person(identifier) for (identifier,) in rows)

    def candidates(self, person: Record) -> tuple[tuple[Person, Resemblance], ...]:
        """The files that may be hers too, the strongest resemblance first."""
        found: list[tuple[Person, Resemblance]] = []
        for other in self._records.resembling(person.answers):
            alike = resemblance(person.answers, other.record.answers)
            if other.record.id != person.id and alike and not self.are_kept_apart(person, other.record):
                found.append((other, alike))
        return tuple(sorted(found, key=lambda each: each[1].strength, reverse=True))

    def _refuse_parties(self, one: Record, other: Record) -> None:
        if self._are_parties(one, other):
            raise Failure(
                "Ces deux fiches sont celles des deux parties d’une même affaire : elles ne peuvent pas être"
                " fusionnées. Si le lien est une erreur, défaites-le d’abord ; rien n’a été changé."
            )

    def _are_parties(self, one: Record, other: Record) -> bool:
        return other.id in {party.id for party in self._affairs.facing(one)}

    def _settle(self) -> None:
        """Write down in which file each one is read, after the merges that hold, and count accordingly."""
        before, now = derived.read_in(self._database), derived.roots(self._database)
        for member in {*before, *now}:
            if now.get(member) != before.get(member):
                self._database.execute(
                    "UPDATE personne SET fusionnee_dans = ? WHERE id = ?", (now.get(member), member)
                )
                self._count_again(member)

    def _count_again(self, member: str) -> None:
        """Derive again from all that belongs to a file, counted now with another person."""
        situations = "SELECT id FROM situation WHERE personne = ?"
        for noun in NOUNS:
            if noun is SITUATION:
                where = "personne = ?"
            elif noun.owner is SITUATION:
                where = f"situation IN ({situations})"
            else:
                continue
            numbers = self._database.rows(f"SELECT numero FROM {noun.code} WHERE {where}", (member,))  # noqa: S608
            for (number,) in numbers:
                derived.refresh(self._database, noun, number)

    def _merge(self, row: Row) -> Merge:
        number, kept_id, at, author, absorbed_id, code = row
        absorbed = Person(self._records.get(PERSONNE, absorbed_id), code)
        return Merge(number, kept_id, absorbed, datetime.fromisoformat(at), author)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
