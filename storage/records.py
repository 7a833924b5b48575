"""The records of the casework: each method is one transaction, durable when it returns."""

import json
import secrets
import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from models.casework import NOUNS, PERSONNE, SITUATION, Noun, Person, Record
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from models.journal import Act
from storage import derived, history, moment, search
from storage.answers_json import dumped, loaded
from storage.database import Database, Parameters, Row
from storage.history import Change
from storage.journal import Journal

_ROOT = "SELECT coalesce(membre.fusionnee_dans, membre.id) FROM personne AS membre"
"""The file in which one is read: itself, unless it was merged."""

_VAGUE = (
    "coalesce(julianday(substr(personne.naissance, 12)) - julianday(substr(personne.naissance, 1, 10)), 1e9)"
)
"""The width of the interval of birth, to sort by."""

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.mots USING fts5vocab('main', 'recherche', 'col')"
"""The words of the search index, as FTS5 has them: nothing is written."""

_MOST_LOOKED_AT = 500
"""Persons whom words find; more are never read, and another letter is asked for."""

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Neither 0 and O nor 1, I and L: a code can be told aloud."""


@dataclass(frozen=True, repr=False)
class Removed:
    """A record that was taken back, as it was in its table, with its history, the affair of which it was
    a party, and the empty records that it held.
    """

    record: Record
    row: Row
    changes: tuple[Row, ...] = ()
    affair: str | None = None
    inside: tuple["Removed", ...] = ()


@dataclass(frozen=True, repr=False)
class Note:
    """A record whose free texts hold what was looked for, whose file it is in, and an excerpt."""

    record: Record
    person: Person
    excerpt: str


class Records:
    """Reads and writes the records of one open vault.

    Only names of tables and columns declared by the casework are put into a statement.
    """

    def __init__(self, database: Database, clock: moment.Clock, author: str, journal: Journal) -> None:
        self._database = database
        self._clock = clock
        self._author = author
        self.journal = journal

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes as one: all or none."""
        return self._database.transaction()

    def add(self, noun: Noun, answers: Answers, owner: Record | None = None) -> Record:
        """A new record; ``owner`` is the record of ``noun.owner`` that it belongs to."""
        if (owner.noun if owner else None) is not noun.owner:
            raise ValueError(f"{noun.code} does not belong there")
        now = moment.now(self._clock)
        record = Record(noun, uuid.uuid4().hex, owner.id if owner else None, answers, now, now)
        common = (record.id, now.isoformat(), now.isoformat(), self._author, dumped(answers))
        with self._database.transaction():
            if owner is None:
                number = self._database.execute(
                    "INSERT INTO personne (id, saisi_le, modifie_le, auteur, reponses, code, activite)"
                    " VALUES (?, ?, ?, ?, ?, ?, 0)",
                    (*common, self._new_code()),
                )
            else:
                self.get(owner.noun, owner.id)
                if noun.single and self.of(owner, noun):
                    raise ValueError(f"there is one {noun.code} already")
                number = self._database.execute(
                    f"INSERT INTO {noun.code} (id, saisi_le, modifie_le, auteur, reponses, {owner.noun.code})"  # noqa: S608
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (*common, owner.id),
                )
            derived.refresh(self._database, noun, number)
            self._touch(record)
            self.journal.note(Act.CREATION, record.id)
        return record

    def save(self, record: Record, answers: Answers) -> Record:
        """The record with these answers instead of the former ones; ``KeyError`` when it is no more."""
        table, now = record.noun.code, moment.now(self._clock)
        with self._database.transaction():
            number, before = self._row(record, "numero, reponses")
            after = dumped(answers, before)
            self._database.execute(
                f"UPDATE {table} SET modifie_le = ?, reponses = ? WHERE numero = ?",  # noqa: S608
                (now.isoformat(), after, number),
            )
            history.note(self._database, record.id, (before, after), now, self._author)
            derived.refresh(self._database, record.noun, number)
            self._touch(record)
            self.journal.note(Act.MODIFICATION, record.id)
        return Record(record.noun, record.id, record.owner_id, answers, record.entered_at, now)

    def remove(self, record: Record) -> Removed:
        """Take back a record entered by mistake, and what is empty in it; ``Failure`` when the rest is not.

        What is returned undoes it.
        """
        with self._database.transaction():
            number, *_ = row = self._row(record, ", ".join(_columns(record.noun)))
            inside = [each for noun in NOUNS if noun.owner is record.noun for each in self.of(record, noun)]
            if any(each.answers or self._has_file(each) for each in inside):
                raise Failure("Cette fiche en contient d’autres : retirez-les d’abord.")
            if record.noun is PERSONNE and self._is_merged(record):
                raise Failure("Une autre fiche est fusionnée dans celle-ci : défaites d’abord la fusion.")
            emptied = [self.remove(each) for each in inside]
            derived.forget(self._database, record.noun, number)
            affair = self._database.value("SELECT affaire FROM partie WHERE situation = ?", (record.id,))
            self._touch(record)
            self._database.execute(f"DELETE FROM {record.noun.code} WHERE numero = ?", (number,))  # noqa: S608
            changes = history.take(self._database, record.id)
            self.journal.note(Act.RETRAIT, record.id)
        return Removed(record, row, changes, affair, tuple(emptied))

    def put_back(self, removed: Removed, answers: Answers) -> Record:
        """Undo a removal: the same record, entered when and by whom it was, with these answers."""
        noun, columns = removed.record.noun, _columns(removed.record.noun)
        with self._database.transaction():
            number = self._database.execute(
                f"INSERT INTO {noun.code} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
                removed.row,
            )
            history.give_back(self._database, removed.changes)
            if removed.affair is not None:
                self._database.execute(
                    "INSERT INTO partie (situation, affaire) VALUES (?, ?)",
                    (removed.record.id, removed.affair),
                )
            derived.refresh(self._database, noun, number)
            self._touch(removed.record)
            self.journal.note(Act.REMISE, removed.record.id)
            for each in removed.inside:
                self.put_back(each, each.record.answers)
            back = self.get(noun, removed.record.id)
            return back if answers == back.answers else self.save(back, answers)

    def changes(self, record: Record) -> tuple[Change, ...]:
        """What was changed in its answers since it was entered, latest first."""
        return history.of(self._database, record)

    def author(self, record: Record) -> str:
        """Who entered it, as ``Vault.name_of`` takes it."""
        return str(self._row(record, "auteur")[0])

    def get(self, noun: Noun, record_id: str) -> Record:
        """``KeyError`` when there is none."""
        for record in self._select(noun, "WHERE id = ?", (record_id,)):
            return record
        raise KeyError(record_id)

    def of(self, owner: Record, noun: Noun) -> tuple[Record, ...]:
        """The records that belong to one, latest fact first, undated ones before all.

        To a person also belongs what belongs to the files merged into hers.
        """
        if noun.owner is not owner.noun:
            raise ValueError(f"{noun.code} does not belong there")
        whose = f"{owner.noun.code} = ?"
        if owner.noun is PERSONNE:
            whose = "personne IN (SELECT ? UNION ALL SELECT id FROM personne WHERE fusionnee_dans = ?)"
        return self._select(
            noun,
            f"WHERE {whose} ORDER BY date_fait IS NOT NULL, date_fait DESC, numero DESC",
            (owner.id,) * whose.count("?"),
        )

    def all(self, noun: Noun) -> tuple[Record, ...]:
        """In the order in which they were entered."""
        return self._select(noun, "ORDER BY numero", ())

    def count(self, noun: Noun) -> int:
        return int(self._database.value(f"SELECT count(*) FROM {noun.code}"))  # noqa: S608

    def person(self, record_id: str) -> Person:
        """``KeyError`` when there is none."""
        return self._one_person("id", record_id)

    def person_by_code(self, code: str) -> Person:
        """``KeyError`` when there is none; case, spaces and hyphen do not matter."""
        letters = "".join(character for character in code.upper() if character.isalnum())
        return self._one_person("code", f"{letters[:3]}-{letters[3:]}")

    def persons_numbered(self, numbers: Iterable[int]) -> tuple[Person, ...]:
        """The persons whom a count knows by these numbers, by code."""
        among = json.dumps(sorted(numbers))
        return self._persons("WHERE numero IN (SELECT value FROM json_each(?)) ORDER BY code", (among,))

    def recent_persons(self, limit: int = 20) -> tuple[Person, ...]:
        """The persons in whose file something was changed last."""
        return self._persons("WHERE fusionnee_dans IS NULL ORDER BY activite DESC LIMIT ?", (limit,))

    def search(self, text: str, limit: int = 50) -> tuple[Person, ...]:
        """Persons whose names, telephone or code match every word; empty when none is typed.

        Best first: names that are the very words, then those begun so, and of these the last changed.
        A birth date or an age among the words keeps the persons who may be born then; it is
        unknown of some whose names match, who come last.
        """
        query = search.query(text, moment.now(self._clock).date())
        found: dict[str, Person] = {}
        for asked in query.spelled or ("",) if query else ():
            if len(found) < limit:
                for person in self._matching(asked, query.born, limit):
                    found.setdefault(person.record.id, person)
        return tuple(found.values())[:limit]

    def sounding_like(self, text: str, limit: int = 50) -> tuple[Person, ...]:
        """The same persons, and those whose names are only heard like the words."""
        query = search.query(text, moment.now(self._clock).date())
        return self._matching(query.heard, query.born, limit) if query else ()

    def mistyped_like(self, text: str, limit: int = 50) -> tuple[Person, ...]:
        """The same persons, and those whose names differ from a word by one letter."""
        query = search.query(text, moment.now(self._clock).date())
        asked = search.mistyped(query, self._vocabulary)
        return self._matching(asked, query.born, limit) if asked else ()

    def _vocabulary(self, letter: str) -> set[str]:
        """The words of the names that begin with it."""
        self._database.execute(_VOCABULARY)
        rows = self._database.rows(
            "SELECT term FROM temp.mots WHERE term >= ? AND term < ? AND col = 'noms'",
            (letter, chr(ord(letter) + 1)),
        )
        return {term for (term,) in rows}

    def resembling(self, answers: Answers, limit: int = 200) -> tuple[Person, ...]:
        """Persons who share a name, heard or written, a telephone or the very day of birth."""
        likeness = search.likeness_query(answers)
        near = self._matching(likeness, None, limit) if likeness else ()
        birth = answers[personne.NAISSANCE]
        if birth is None or birth.exact is None:
            return near
        day = birth.exact.isoformat()
        then = "WHERE naissance = ? AND fusionnee_dans IS NULL LIMIT ?"
        born = self._persons(then, (f"{day}/{day}", limit))
        known = {person.record.id for person in near}
        return near + tuple(person for person in born if person.record.id not in known)

    def search_notes(self, text: str, limit: int = 50) -> tuple[Note, ...]:
        """The records whose free texts hold every word, best first, with some of what is around."""
        asked = search.notes_query(text)
        if not asked:
            return ()
        rows = self._database.rows(
            "SELECT rowid, snippet(notes, 0, '', '', '…', 16) FROM notes WHERE notes MATCH ?"
            " ORDER BY rank LIMIT ?",
            (asked, limit),
        )
        return tuple(self._note(*row) for row in rows)

    def _note(self, note: int, excerpt: str) -> Note:
        noun, number = derived.noted_record(note)
        (record,) = self._select(noun, "WHERE numero = ?", (number,))
        return Note(record, self.person(self._whose(record)), " ".join(excerpt.split()))

    def _whose(self, record: Record) -> str:
        """The identifier of the person whose file it is in."""
        if record.noun is PERSONNE:
            return record.id
        if record.noun is SITUATION:
            return record.owner_id or ""
        return self.get(SITUATION, record.owner_id or "").owner_id or ""

    def _matching(self, words: str, born: tuple[date, date] | None, limit: int) -> tuple[Person, ...]:
        """The last changed first; who is surely born then before who may be.

        Of words that too many answer, the last entered are looked at.
        """
        asked, parameters = "1", list[str | int]()
        if words:
            asked = "recherche MATCH ?"
            parameters.append(words)
        if born is not None:
            earliest, latest = born
            unknown = "membre.naissance IS NULL OR" if words else ""
            then = "substr(membre.naissance, 1, 10) <= ? AND substr(membre.naissance, 12) >= ?"
            asked += f" AND ({unknown} {then})"
            parameters += [latest.isoformat(), earliest.isoformat()]
        index = "recherche JOIN personne AS membre ON membre.numero = recherche.rowid"
        source, number = (index, "recherche.rowid") if words else ("personne AS membre", "membre.numero")
        order = "activite DESC" if born is None else f"{_VAGUE}, activite DESC"
        return self._persons(
            "JOIN (SELECT DISTINCT coalesce(fusionnee_dans, id) AS racine FROM trouvee) AS fiche"  # noqa: S608
            f" ON fiche.racine = personne.id ORDER BY {order} LIMIT ?",
            (*parameters, limit),
            "WITH trouvee AS MATERIALIZED (SELECT membre.id, membre.fusionnee_dans"  # noqa: S608
            f" FROM {source} WHERE {asked} ORDER BY {number} DESC LIMIT {_MOST_LOOKED_AT})",
        )

    def _row(self, record: Record, columns: str) -> Row:
        rows = self._database.rows(f"SELECT {columns} FROM {record.noun.code} WHERE id = ?", (record.id,))  # noqa: S608
        if not rows:
            raise KeyError(record.id)
        return rows[0]

    def _has_file(self, record: Record) -> bool:
        rows = self._database.rows("SELECT 1 FROM piece_fichier WHERE piece = ?", (record.id,))
        return bool(rows)

    def _is_merged(self, person: Record) -> bool:
        merges = self._database.rows(
            "SELECT 1 FROM fusion WHERE defaite_le IS NULL AND ? IN (absorbee, gardee)", (person.id,)
        )
        return bool(merges)

    def _touch(self, record: Record) -> None:
        """Her file is the last changed."""
        if record.noun is PERSONNE:
            whose, record_id = "?", record.id
        elif record.noun is SITUATION:
            whose, record_id = f"({_ROOT} WHERE membre.id = ?)", record.owner_id
        else:
            whose = f"({_ROOT} JOIN situation ON situation.personne = membre.id WHERE situation.id = ?)"
            record_id = record.owner_id
        self._database.execute(
            f"UPDATE personne SET activite = (SELECT max(activite) FROM personne) + 1 WHERE id = {whose}",  # noqa: S608
            (record_id,),
        )

    def _one_person(self, column: str, value: str) -> Person:
        """By her own file, or by one that was merged into it."""
        for person in self._persons(f"WHERE id = ({_ROOT} WHERE membre.{column} = ?)", (value,)):
            return person
        raise KeyError(value)

    def _persons(self, clause: str, parameters: Parameters, before: str = "") -> tuple[Person, ...]:
        rows = self._database.rows(
            f"{before} SELECT id, NULL, personne.reponses, saisi_le, modifie_le, code FROM personne {clause}",  # noqa: S608
            parameters,
        )
        return tuple(Person(_record(PERSONNE, row[:5]), row[5]) for row in rows)

    def _select(self, noun: Noun, clause: str, parameters: Parameters) -> tuple[Record, ...]:
        link = "NULL" if noun.owner is None else noun.owner.code
        if noun is SITUATION:
            link = f"({_ROOT} WHERE membre.id = situation.personne)"
        rows = self._database.rows(
            f"SELECT id, {link}, reponses, saisi_le, modifie_le FROM {noun.code} {clause}",  # noqa: S608
            parameters,
        )
        return tuple(_record(noun, row) for row in rows)

    def _new_code(self) -> str:
        """Six letters drawn at random: the order in which persons came cannot be read from it."""
        while True:
            letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(6))
            code = f"{letters[:3]}-{letters[3:]}"
            if self._database.value("SELECT 1 FROM personne WHERE code = ?", (code,)) is None:
                return code


def _columns(noun: Noun) -> tuple[str, ...]:
    common = ("numero", "id", "saisi_le", "modifie_le", "auteur", "reponses")
    return (*common, "code", "activite") if noun.owner is None else (*common, noun.owner.code)


def _record(noun: Noun, row: Row) -> Record:
    record_id, owner_id, answers, entered, changed = row
    return Record(
        noun,
        record_id,
        owner_id,
        loaded(noun.form, answers),
        datetime.fromisoformat(entered),
        datetime.fromisoformat(changed),
    )
