"""What is derived from the answers for searching, counting and sorting; only notes read a narrative."""

import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.casework import NOUNS, PERSONNE, SITUATION, Noun
from models.counting import Codes, Fact, Material, Somebody
from models.dates import VagueDate
from models.fields import Answers, AnyField, ClosedField, PhoneField, TextField, Unit
from models.followup import is_open, last_sign
from models.forms import personne
from storage import search
from storage.answers_json import loaded
from storage.database import Database, Parameters
from storage.failures import VaultDamaged

_RULES = 4
"""Raised when this module or ``search`` derives otherwise than before, so that all is derived again."""


_INDEXES = ("recherche", "notes")
_MOST_NOUNS = 100
_READ_IN = "JOIN personne ON personne.id = coalesce(membre.fusionnee_dans, membre.id)"
"""What belongs to a file that was merged is counted with the person in whose file it is read."""


@dataclass(frozen=True)
class _Source:
    """One record as far as something is derived from it.

    ``person`` and ``situation`` are numbers, 0 when there is none; ``column`` is what its
    table holds derived; ``code`` is a person's, ``entered`` the day of entry.
    """

    noun: Noun
    number: int
    person: int
    situation: int
    column: str | None
    code: str
    entered: date
    answers: Answers

    @property
    def expected_column(self) -> str | None:
        """The interval of birth of a person, the day of the fact of any other record."""
        if self.noun is PERSONNE:
            return _interval(self.answers[personne.NAISSANCE])
        day = None if self.noun.form.fact_date is None else self.answers[self.noun.form.fact_date]
        return None if day is None else day.isoformat()

    @property
    def counted(self) -> tuple[str, int, int, int, str | None, str] | None:
        unit = self.noun.form.unit
        if unit is None:
            return None
        day = None if self.noun is PERSONNE else self.expected_column
        return unit.value, self.number, self.person, self.situation, day, _codes_json(self.answers)

    @property
    def noted(self) -> tuple[int, str] | None:
        text = search.notes(self.answers)
        return (note_number(self.noun, self.number), text) if text else None

    @property
    def followed(self) -> tuple[str, int, int, str, int] | None:
        """What tells where its situation stands: the last day that it speaks of, and whether it is open."""
        if not self.situation:
            return None
        day = last_sign(self.noun, self.answers, self.entered)
        waits = int(is_open(self.noun, self.answers))
        return self.noun.code, self.number, self.situation, day.isoformat(), waits

    @property
    def indexed(self) -> tuple[int, str, str, str] | None:
        return (self.number, *search.indexed(self.answers, self.code)) if self.noun is PERSONNE else None


def note_number(noun: Noun, number: int) -> int:
    """How a record is numbered in the index of notes; another order of ``NOUNS`` derives it again."""
    return number * _MOST_NOUNS + NOUNS.index(noun)


def noted_record(note: int) -> tuple[Noun, int]:
    """The reverse of ``note_number``."""
    number, index = divmod(note, _MOST_NOUNS)
    return NOUNS[index], number


def declarations() -> str:
    """A digest of all that decides what is derived; when it changes, everything is derived again."""
    told = [
        [
            noun.code,
            noun.form.unit and noun.form.unit.value,
            noun.form.fact_date and noun.form.fact_date.code,
            [_declared(field) for field in noun.form.fields],
        ]
        for noun in NOUNS
    ]
    return hashlib.sha256(json.dumps([_RULES, told]).encode()).hexdigest()


def refresh(database: Database, noun: Noun, number: int) -> None:
    """Derive again from one record; part of the transaction that changed it."""
    forget(database, noun, number)
    for source in _sources(database, noun, "WHERE fiche.numero = ?", (number,)):
        _write(database, source)


def forget(database: Database, noun: Noun, number: int) -> None:
    """The record goes; so does what was derived from it."""
    if noun.form.unit is not None:
        database.execute("DELETE FROM comptage WHERE unite = ? AND fiche = ?", (noun.form.unit.value, number))
    database.execute("DELETE FROM suivi WHERE genre = ? AND fiche = ?", (noun.code, number))
    if noun is PERSONNE:
        database.execute("DELETE FROM recherche WHERE rowid = ?", (number,))
    database.execute("DELETE FROM notes WHERE rowid = ?", (note_number(noun, number),))


def forget_words(database: Database) -> None:
    """Make the search indexes anew of the rows that are left: where its pages part, an index keeps words
    of rows that are gone, whatever ``secure-delete`` does.
    """
    for index in _INDEXES:
        database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608


def rebuild(database: Database) -> None:
    """Derive everything again; the search indexes are made anew, even when they cannot be read."""
    with database.transaction():
        database.execute("DELETE FROM comptage")
        database.execute("DELETE FROM suivi")
        for index in _INDEXES:
            made = str(database.value("SELECT sql FROM sqlite_master WHERE name = ?", (index,)))
            database.execute(f"DROP TABLE {index}")
            database.execute(made)
            database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        for noun in NOUNS:
            for source in _sources(database, noun):
                _write(database, source)
        database.execute("UPDATE coffre SET declarations = ?", (declarations(),))


def is_current(database: Database) -> bool:
    """Whether what is derived is what these declarations call for, and the index can be searched."""
    return is_of_these_declarations(database) and not index_damages(database)


def is_of_these_declarations(database: Database) -> bool:
    return bool(database.value("SELECT declarations FROM coffre") == declarations())


def index_damages(database: Database) -> list[str]:
    """What FTS5 finds wrong in the structure of the search indexes."""
    try:
        for index in _INDEXES:
            database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except VaultDamaged:
        return ["index de recherche illisible"]
    return []


def damages(database: Database) -> list[str]:
    """Where what is derived differs from the answers; empty when they agree."""
    if found := index_damages(database):
        return found
    if read_in(database) != roots(database):
        found.append("fiches fusionnées différentes des fusions")
    sources = [source for noun in NOUNS for source in _sources(database, noun)]
    if any(source.column != source.expected_column for source in sources):
        found.append("dates différentes des fiches")
    counted = set(database.rows("SELECT unite, fiche, personne, situation, jour, reponses FROM comptage"))
    if counted != {source.counted for source in sources} - {None}:
        found.append("données du comptage différentes des fiches")
    followed = set(database.rows("SELECT genre, fiche, situation, jour, ouvert FROM suivi"))
    if followed != {source.followed for source in sources} - {None}:
        found.append("données du suivi différentes des fiches")
    indexed = set(database.rows("SELECT rowid, noms, sons, numeros FROM recherche"))
    if indexed != {source.indexed for source in sources} - {None}:
        found.append("index de recherche différent des fiches")
    noted = set(database.rows("SELECT rowid, texte FROM notes"))
    if noted != {source.noted for source in sources} - {None}:
        found.append("index des notes différent des fiches")
    return found


def roots(database: Database) -> dict[str, str]:
    """For each file that was merged, the one in which it is read, after the merges that hold."""
    into: dict[str, str] = dict(database.rows("SELECT absorbee, gardee FROM fusion WHERE defaite_le IS NULL"))
    found = dict(into)
    for member in into:
        while found[member] in into:
            found[member] = into[found[member]]
    return found


def read_in(database: Database) -> dict[str, str]:
    """The same, as each file bears it."""
    return dict(database.rows("SELECT id, fusionnee_dans FROM personne WHERE fusionnee_dans IS NOT NULL"))


def material(database: Database, until: date) -> Material:
    """All that a count may see up to ``until``: no fact that is dated later, but every intake.

    An act may be older than the intake of its situation, which alone tells the status. What
    bears no date is there, to be told apart.
    """
    births = dict(database.rows("SELECT numero, naissance FROM personne"))

    # The same answers come back thousands of times: what is read once is shared.
    @functools.cache
    def options(together: str) -> frozenset[str]:
        return frozenset(together.split())

    @functools.cache
    def read(text: str) -> Codes:
        return {code: options(together) for code, together in json.loads(text).items()}

    persons: dict[int, Somebody] = {}
    facts: list[Fact] = []
    for unit, number, person, situation, day, codes in database.rows(
        "SELECT unite, fiche, personne, situation, jour, reponses FROM comptage"
        " WHERE jour IS NULL OR jour <= ? OR unite = ?",
        (until.isoformat(), Unit.SITUATION.value),
    ):
        if unit == Unit.PERSONNE.value:
            persons[number] = Somebody(read(codes), _birth(births[number]))
        else:
            on = None if day is None else date.fromisoformat(day)
            facts.append(Fact(Unit(unit), person, situation, on, read(codes)))
    return Material(persons, facts)


def _sources(
    database: Database, noun: Noun, where: str = "", parameters: Parameters = ()
) -> Iterator[_Source]:
    if noun is PERSONNE:
        columns, joins = "fiche.numero, 0, fiche.naissance, fiche.code", ""
    elif noun is SITUATION:
        columns = "personne.numero, fiche.numero, fiche.date_fait, ''"
        joins = f"JOIN personne AS membre ON membre.id = fiche.personne {_READ_IN}"
    else:
        columns = "personne.numero, situation.numero, fiche.date_fait, ''"
        joins = (
            "JOIN situation ON situation.id = fiche.situation"
            f" JOIN personne AS membre ON membre.id = situation.personne {_READ_IN}"
        )
    # Only names of tables and columns declared in this file are put into the statement.
    told = f"{columns}, fiche.saisi_le, fiche.reponses"
    sql = f"SELECT fiche.numero, {told} FROM {noun.code} AS fiche {joins} {where}"  # noqa: S608
    for number, person, situation, column, code, entered, text in database.rows(sql, parameters):
        day = datetime.fromisoformat(entered).date()
        yield _Source(noun, number, person, situation, column, code, day, loaded(noun.form, text))


def _write(database: Database, source: _Source) -> None:
    table, column = source.noun.code, "naissance" if source.noun is PERSONNE else "date_fait"
    if source.column != source.expected_column:
        database.execute(
            f"UPDATE {table} SET {column} = ? WHERE numero = ?",  # noqa: S608
            (source.expected_column, source.number),
        )
    if source.counted is not None:
        database.execute(
            "INSERT INTO comptage (unite, fiche, personne, situation, jour, reponses)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            source.counted,
        )
    if source.followed is not None:
        database.execute(
            "INSERT INTO suivi (genre, fiche, situation, jour, ouvert) VALUES (?, ?, ?, ?, ?)",
            source.followed,
        )
    if source.noted is not None:
        database.execute("INSERT INTO notes (rowid, texte) VALUES (?, ?)", source.noted)
    if source.indexed is not None:
        database.execute(
            "INSERT INTO recherche (rowid, noms, sons, numeros) VALUES (?, ?, ?, ?)", source.indexed
        )


def _codes_json(answers: Answers) -> str:
    """Code of question to codes of options, separated by spaces."""
    codes = {
        field.code: " ".join(sorted(answers.codes(field)))
        for field in answers.form.counted
        if answers.asks(field) or (field.retired and answers.codes(field))
    }
    return json.dumps(codes, separators=(",", ":"))


def _interval(birth: VagueDate | None) -> str | None:
    """``1987-01-01/1987-12-31``; the words said stay in the answers."""
    if birth is None or birth.earliest is None or birth.latest is None:
        return None
    return f"{birth.earliest.isoformat()}/{birth.latest.isoformat()}"


def _birth(interval: str | None) -> VagueDate | None:
    if interval is None:
        return None
    earliest, latest = map(date.fromisoformat, interval.split("/"))
    return VagueDate("", earliest, latest)


def _declared(field: AnyField) -> list[object]:
    return [
        field.code,
        type(field).__name__,
        field.retired,
        isinstance(field, ClosedField) and field.counted,
        isinstance(field, TextField | PhoneField) and field.searched,
        repr(field.relevant),
    ]
