"""What is derived from the answers for searching and counting, so that neither reads a narrative."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from models import dictionary, telephone
from models.casework import NOUNS, PERSONNE, SITUATION, Noun
from models.counting import Fact, Material, Somebody
from models.fields import Answers, PhoneField, TextField, Unit
from models.forms import personne
from storage.answers_json import loaded, vague_in, vague_out
from storage.database import Database, Parameters, index_damages

COUNTED = tuple(noun for noun in NOUNS if noun.form.unit is not None)


def declarations() -> str:
    """A digest of the declarations; when it changes, everything is derived again."""
    told = json.dumps(dictionary.dictionary(), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def refresh(database: Database, noun: Noun, number: int) -> None:
    """Derive again from one record; part of the transaction that changed it."""
    for row in _sources(database, noun, "WHERE fiche.numero = ?", (number,)):
        _write(database, noun, *row)


def forget(database: Database, noun: Noun, number: int) -> None:
    """The record goes; so does what was derived from it."""
    if noun.form.unit is not None:
        database.execute("DELETE FROM comptage WHERE unite = ? AND fiche = ?", (noun.form.unit.value, number))
    if noun is PERSONNE:
        database.execute("DELETE FROM recherche WHERE rowid = ?", (number,))


def rebuild(database: Database) -> None:
    with database.transaction():
        database.execute("DELETE FROM comptage")
        database.execute("DELETE FROM recherche")
        for noun in NOUNS:
            for row in _sources(database, noun):
                _write(database, noun, *row)
        database.execute("UPDATE coffre SET declarations = ?", (declarations(),))


def is_current(database: Database) -> bool:
    return database.value("SELECT declarations FROM coffre") == declarations()


def damages(database: Database) -> list[str]:
    """Where the index or the count differ from the answers; empty when they agree."""
    found = index_damages(database)
    indexed = {
        row[0]: (row[1], row[2]) for row in database.rows("SELECT rowid, noms, numeros FROM recherche")
    }
    expected = {
        number: _words(answers, code) for number, _, _, _, code, answers in _sources(database, PERSONNE)
    }
    if indexed != expected:
        found.append("index de recherche différent des fiches")
    counted = set(database.rows("SELECT unite, fiche, personne, situation, jour, reponses FROM comptage"))
    awaited = {
        (noun.form.unit.value, number, person, situation, day, _codes_json(answers))
        for noun in COUNTED
        for number, person, situation, day, _, answers in _sources(database, noun)
        if noun.form.unit is not None
    }
    if counted != awaited:
        found.append("données du comptage différentes des fiches")
    return found


def material(database: Database, until: date) -> Material:
    """All that a count may see of what is dated no later than ``until``."""
    births = {
        number: None if birth is None else vague_in(json.loads(birth))
        for number, birth in database.rows("SELECT numero, naissance FROM personne")
    }
    persons: dict[int, Somebody] = {}
    facts: list[Fact] = []
    for unit, number, person, situation, day, codes in database.rows(
        "SELECT unite, fiche, personne, situation, jour, reponses FROM comptage"
        " WHERE jour IS NULL OR jour <= ?",
        (until.isoformat(),),
    ):
        read = {code: frozenset(options) for code, options in json.loads(codes).items()}
        if unit == Unit.PERSONNE.value:
            persons[number] = Somebody(read, births[number])
        elif day is not None:
            facts.append(Fact(Unit(unit), person, situation, date.fromisoformat(day), read))
    return Material(persons, facts)


def birth_json(answers: Answers) -> str | None:
    birth = answers[personne.NAISSANCE]
    return None if birth is None else json.dumps(vague_out(birth), ensure_ascii=False)


_Source = tuple[int, int, int, "str | None", str, Answers]
"""Number of the record, of its person, of its situation (0: none), day of the fact, code, answers."""


def _sources(
    database: Database, noun: Noun, where: str = "", parameters: Parameters = ()
) -> Iterator[_Source]:
    if noun is PERSONNE:
        columns, joins = "fiche.numero, 0, NULL, fiche.code", ""
    elif noun is SITUATION:
        columns = "personne.numero, fiche.numero, fiche.date_fait, ''"
        joins = "JOIN personne ON personne.id = fiche.personne"
    else:
        columns = "personne.numero, situation.numero, fiche.date_fait, ''"
        joins = (
            "JOIN situation ON situation.id = fiche.situation"
            " JOIN personne ON personne.id = situation.personne"
        )
    # Only names of tables and columns declared in this file are put into the statement.
    sql = f"SELECT fiche.numero, {columns}, fiche.reponses FROM {noun.code} AS fiche {joins} {where}"  # noqa: S608
    for *numbers, text in database.rows(sql, parameters):
        number, person, situation, day, code = numbers
        yield number, person, situation, day, code, loaded(noun.form, text)


def _write(
    database: Database,
    noun: Noun,
    number: int,
    person: int,
    situation: int,
    day: str | None,
    code: str,
    answers: Answers,
) -> None:
    forget(database, noun, number)
    if noun.form.unit is not None:
        database.execute(
            "INSERT INTO comptage (unite, fiche, personne, situation, jour, reponses)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (noun.form.unit.value, number, person, situation, day, _codes_json(answers)),
        )
    if noun is PERSONNE:
        names, numbers = _words(answers, code)
        database.execute(
            "INSERT INTO recherche (rowid, noms, numeros) VALUES (?, ?, ?)",
            (number, names, numbers),
        )


def _codes_json(answers: Answers) -> str:
    codes = {
        field.code: sorted(answers.codes(field))
        for field in answers.form.counted
        if answers.asks(field) or (field.retired and answers.codes(field))
    }
    return json.dumps(codes, separators=(",", ":"))


def _words(answers: Answers, code: str) -> tuple[str, str]:
    """Names, then numbers: canonical telephones and the person's code."""
    names: list[str] = []
    numbers = [code]
    for field in answers.form.fields:
        if isinstance(field, TextField) and field.searched:
            names.append(answers[field] or "")
        elif isinstance(field, PhoneField) and field.searched:
            numbers.append(telephone.number(answers[field] or "") or "")
    return " ".join(filter(None, names)), " ".join(filter(None, numbers))
