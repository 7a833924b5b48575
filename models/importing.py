"""Rows of a table from outside as answers: which column answers which question, and what is not understood.

One row is one first contact: a person, her situation and, when columns say so, a first evaluation and
one orientation. A row of which one cell is not understood is left out whole, and explained.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias, assert_never

from models.casework import EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun
from models.dates import OLDEST_AGE, VagueDate, vague
from models.fields import (
    NON,
    NON_RENSEIGNE,
    OUI,
    Address,
    AddressField,
    Answers,
    AnyClosedField,
    AnyField,
    ChoiceField,
    DateField,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, orientation, personne
from models.spelling import joined
from models.validation import problems

NOUNS = (PERSONNE, SITUATION, EVALUATION, ORIENTATION)

Row: TypeAlias = tuple[int, tuple[str, ...]]
"""The line number that the spreadsheet shows, and the cells."""


@dataclass(frozen=True, eq=False)
class Question:
    """A question that a column may answer; ``title`` is said of no other one."""

    noun: Noun
    field: AnyField

    @property
    def title(self) -> str:
        return f"{self.noun.form.label} — {self.field.label}"


QUESTIONS = tuple(
    Question(noun, field) for noun in NOUNS for field in noun.form.asked if not isinstance(field, ListField)
)
"""A repeated group does not fit in a cell."""

_ALSO: tuple[tuple[AnyField, tuple[str, ...]], ...] = (
    (accueil.DATE_ACCUEIL, ("date", "date du premier contact", "date d’entretien", "reçu le", "reçue le")),
    (accueil.ORIGINE, ("saisine", "origine")),
    (accueil.CADRE, ("procédure", "cadre procédural")),
    (accueil.VIOLENCES, ("violences", "types de violences", "type de violence")),
    (orientation.DESTINATAIRE, ("orientation", "orientations")),
    (personne.NOM, ("nom de famille",)),
    (personne.NAISSANCE, ("date de naissance", "âge", "né le", "née le", "né(e) le")),
    (personne.SEXE, ("genre",)),
    (personne.TELEPHONE, ("tél", "portable", "numéro de téléphone")),
    (personne.COURRIEL, ("mail", "e-mail", "adresse mail")),
)
"""How columns are usually headed, besides the code and the label of the question."""

_YES = {"o": OUI.code, "n": NON.code}
_NOTHING = {"", "nr", "nonrenseigne", "inconnu"}


@dataclass(frozen=True, repr=False)
class Fault:
    """What was not understood: where, what was written, and what is expected."""

    line: int
    column: str
    value: str
    expected: str

    @property
    def sentence(self) -> str:
        return f"{self.column} : {self.expected}"


@dataclass(frozen=True, repr=False)
class Entry:
    """What one row holds; ``digest`` tells whether the same row came before."""

    line: int
    digest: str
    person: Answers
    situation: Answers
    inside: tuple[tuple[Noun, Answers], ...] = ()


@dataclass(frozen=True, repr=False)
class Reading:
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    @property
    def faulty_lines(self) -> int:
        return len({fault.line for fault in self.faults})

    def totals(self) -> tuple[tuple[str, int], ...]:
        """How many rows of each status, in words, all of them and the unanswered told."""
        by_status = dict.fromkeys(accueil.STATUT.all_options, 0)
        parents = {option.code: option for option in by_status}
        for entry in self.entries:
            code = entry.situation[accueil.STATUT] or NON_RENSEIGNE.code
            by_status[parents[code.split(".")[0]]] += 1
        return tuple((option.label, count) for option, count in by_status.items())

    @property
    def undated(self) -> int:
        """Rows whose first contact bears no date: no period counts them."""
        return sum(entry.situation[accueil.DATE_ACCUEIL] is None for entry in self.entries)


class Kind(Enum):
    """Why a row may be one too many, and what is proposed."""

    IDENTIQUE = "Ligne identique à la ligne {} : laissée de côté"
    DEJA_IMPORTEE = "Ligne déjà importée : laissée de côté"
    MEME_PERSONNE = "Même nom, prénom et naissance qu’à la ligne {} : une seule fiche, deux situations"
    PERSONNE_CONNUE = "Même nom, prénom et naissance que la fiche {} : situation ajoutée à cette fiche"

    @property
    def leaves_out(self) -> bool:
        return self in (Kind.IDENTIQUE, Kind.DEJA_IMPORTEE)


@dataclass(frozen=True)
class Doubt:
    """``other`` is a line number, or the code of a person of the vault."""

    line: int
    kind: Kind
    other: str = ""

    @property
    def sentence(self) -> str:
        return self.kind.value.format(self.other)


Identity: TypeAlias = tuple[str, str, date]


def matched(header: Sequence[str]) -> list[Question | None]:
    """The question that each column answers, by its code or its label; each question once."""
    known = _titles()
    taken: set[Question] = set()
    found: list[Question | None] = []
    for title in header:
        question = known.get(joined(title))
        found.append(question if question not in taken else None)
        if question is not None:
            taken.add(question)
    return found


def _titles() -> dict[str, Question]:
    """Folded words to the one question that they name; the usual words come before the others."""
    named: dict[str, list[Question]] = {}
    for question in QUESTIONS:
        form, field = question.noun.form, question.field
        whole = (f"{each} {asked}" for each in (form.label, form.code) for asked in (field.label, field.code))
        for key in {joined(text) for text in (field.code, field.label, *whole)}:
            named.setdefault(key, []).append(question)
    known = {key: questions[0] for key, questions in named.items() if len(questions) == 1}
    usual = {joined(text): _question(field) for field, texts in _ALSO for text in texts}
    return {**known, **usual}


def _question(field: AnyField) -> Question:
    return next(each for each in QUESTIONS if each.field is field)


class Unread(Exception):
    """A cell that is no answer to the question; ``str()`` says what is expected."""


def read_rows(
    header: Sequence[str], rows: Iterable[Row], columns: Sequence[Question | None], today: date
) -> Reading:
    """What the rows hold, as the columns are matched."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for row in rows:
        reader = _RowReader(header, columns, row, today)
        entry = reader.entry()
        if reader.faults:
            faults += reader.faults
        elif entry is not None:
            entries.append(entry)
    return Reading(tuple(entries), tuple(faults))


class _RowReader:
    """One row; its faults are found as it is read."""

    def __init__(
        self, header: Sequence[str], columns: Sequence[Question | None], row: Row, today: date
    ) -> None:
        self._header, self._columns, self._today = header, columns, today
        self._line, self._cells = row
        self._day = today
        self.faults: list[Fault] = []

    def entry(self) -> Entry | None:
        values: dict[Noun, dict[str, object]] = {noun: {} for noun in NOUNS}
        for index, question in self._in_order():
            try:
                value = read_cell(question.field, self._cells[index], self._day)
            except Unread as unread:
                self._fault(index, str(unread))
                continue
            values[question.noun][question.field.code] = value
            if question.field is accueil.DATE_ACCUEIL and isinstance(value, date):
                self._day = min(value, self._today)
        answered = {noun: Answers(noun.form, values[noun]) for noun in NOUNS}
        for noun, answers in answered.items():
            self._check(noun, answers)
        if not any(answered.values()):
            if not self.faults:
                self.faults.append(Fault(self._line, "Ligne", "", "aucune colonne reconnue n’est remplie"))
            return None
        return Entry(
            self._line,
            hashlib.sha256("\0".join(self._cells).encode(errors="replace")).hexdigest(),
            answered[PERSONNE],
            answered[SITUATION],
            tuple(
                (noun, _dated(answered[noun], answered[SITUATION]))
                for noun in (EVALUATION, ORIENTATION)
                if answered[noun]
            ),
        )

    def _in_order(self) -> Iterator[tuple[int, Question]]:
        """The day of the first contact before all: an age is told on that day."""
        pairs = [(index, each) for index, each in enumerate(self._columns) if each is not None]
        return iter(sorted(pairs, key=lambda pair: pair[1].field is not accueil.DATE_ACCUEIL))

    def _check(self, noun: Noun, answers: Answers) -> None:
        for problem in problems(answers, self._today):
            for index, question in self._in_order():
                if question.noun is noun and question.field.code == problem.path:
                    self._fault(index, problem.sentence)

    def _fault(self, index: int, expected: str) -> None:
        self.faults.append(Fault(self._line, self._header[index], self._cells[index], expected))


def _dated(answers: Answers, situation: Answers) -> Answers:
    """What bears no date of its own happened at the first contact."""
    field = answers.form.fact_date
    if field is None or answers[field] is not None:
        return answers
    return answers.with_(field, situation[accueil.DATE_ACCUEIL])


def read_cell(field: AnyField, text: str, on: date) -> object:
    """The answer that a cell gives, ``None`` when it gives none; an age is told on the day ``on``."""
    text = text.strip()
    match field:
        case TextField():
            return text or None
        case PhoneField():
            return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text or None
        case AddressField():
            return _address(text)
        case DateField():
            return None if joined(text) in _NOTHING else _day(text, on)
        case VagueDateField():
            return None if joined(text) in _NOTHING else _vague(text, on)
        case NumberField():
            return None if joined(text) in _NOTHING else _number(text)
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return _option(field, text) if joined(text) else None
        case MultiChoiceField():
            return frozenset(_options(field, text))
        case ListField() | LinksField():
            raise Unread("cette question ne se lit pas dans une colonne")
        case _:
            assert_never(field)


def _address(text: str) -> Address | None:
    """The lines of an address; the last one may bear the postal code, of which a sheet drops a first 0."""
    lines = [line.strip(" ,") for line in text.split("\n")]
    found = re.fullmatch(r"(?:(.*?)[\s,]+)?(\d{4,5})\s+(\D.*)", lines[-1])
    if not text:
        return None
    street, more = lines[0], ", ".join(lines[1:])
    if found is None:
        return Address(street, more)
    if len(lines) == 1:
        return Address(found[1] or "", "", found[2].zfill(5), found[3])
    more = ", ".join(filter(None, (*lines[1:-1], found[1])))
    return Address(street, more, found[2].zfill(5), found[3])


_CLOCK = re.compile(r"[ T]\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?$")


def _day(text: str, on: date) -> date:
    exact = vague(_CLOCK.sub("", text), on).exact
    if exact is None:
        raise Unread("une date est attendue, comme 12/03/2012 ou 12 mars 2012")
    return exact


def _vague(text: str, on: date) -> VagueDate:
    bare = _CLOCK.sub("", text)
    if bare.isdecimal() and len(bare) < 4 and int(bare) <= OLDEST_AGE:
        bare = f"{int(bare)} ans"
    understood = vague(bare, on)
    if understood.earliest is None:
        raise Unread("une date ou un âge est attendu, comme 12/03/1987, mars 1987, 1987 ou 34 ans")
    return understood


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise Unread("un nombre entier est attendu")
    return int(text)


def _option(field: AnyClosedField, text: str) -> str:
    code = _codes(field).get(joined(text))
    if code is None:
        raise Unread(_expected(field))
    return code


def _options(field: MultiChoiceField, text: str) -> Iterator[str]:
    """Separated by ``;`` or line breaks, or else by commas, which a label may hold too."""
    known = _codes(field)
    for part in re.split(r"[;\n]", text):
        if joined(part) in known:
            yield known[joined(part)]
        elif joined(part):
            yield from (_option(field, each) for each in re.split(r"[,/+]", part) if joined(each))


@functools.cache
def _codes(field: AnyClosedField) -> dict[str, str]:
    """Folded words to option code: the code, the whole label, or what no other answer is called."""
    named: dict[str, set[str]] = {}
    for code, names in field.said.items():
        for name in names:
            named.setdefault(joined(name), set()).add(code)
    known = {key: min(codes) for key, codes in named.items() if len(codes) == 1}
    if isinstance(field, YesNoField):
        known.update(_YES)
    known["nr"] = NON_RENSEIGNE.code
    known.update((joined(text), code) for code, text in field.labels.items())
    known.update((joined(code), code) for code in field.labels)
    return known


_MOST_SAID = 12


def _expected(field: AnyClosedField) -> str:
    labels = [option.label for option in field.all_options if not option.retired]
    said = " ; ".join(labels[:_MOST_SAID])
    more = f" ; et {len(labels) - _MOST_SAID} autres" if len(labels) > _MOST_SAID else ""
    return f"une réponse de la liste est attendue : {said}{more}"


def identity(person: Answers) -> Identity | None:
    """Name, first name and very day of birth, by which two rows are of one person; ``None`` failing one."""
    family = joined(person[personne.NOM] or person[personne.NOM_USAGE] or "")
    first, birth = joined(person[personne.PRENOM] or ""), person[personne.NAISSANCE]
    if not family or not first or birth is None or birth.exact is None:
        return None
    return family, first, birth.exact


def doubts(
    entries: Sequence[Entry], persons: Mapping[Identity, str], digests: frozenset[str]
) -> tuple[Doubt, ...]:
    """Rows that may be one too many; ``persons`` are the codes and ``digests`` the rows of the vault."""
    return tuple(_doubts(entries, persons, digests))


def _doubts(
    entries: Sequence[Entry], persons: Mapping[Identity, str], digests: frozenset[str]
) -> Iterator[Doubt]:
    rows: dict[str, int] = {}
    somebody: dict[Identity, int] = {}
    for entry in entries:
        who = identity(entry.person)
        if entry.digest in digests:
            yield Doubt(entry.line, Kind.DEJA_IMPORTEE)
        elif entry.digest in rows:
            yield Doubt(entry.line, Kind.IDENTIQUE, str(rows[entry.digest]))
        elif who is not None and who in persons:
            yield Doubt(entry.line, Kind.PERSONNE_CONNUE, persons[who])
        elif who is not None and who in somebody:
            yield Doubt(entry.line, Kind.MEME_PERSONNE, str(somebody[who]))
        rows.setdefault(entry.digest, entry.line)
        if who is not None:
            somebody.setdefault(who, entry.line)
