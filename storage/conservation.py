"""What has been kept long enough, what is kept longer and why, and its elimination."""

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from models.casework import NOUNS, ORDONNANCE, PERSONNE, SITUATION, Noun
from models.conservation import LONGER, Elimination, Ground, Reason, Term, months_after, months_before
from models.fields import AddressField, Answers, AnyField, ListField, TextField
from models.forms import accueil, personne
from models.journal import Act
from models.roles import Action, require
from storage import derived, moment, purge, purges
from storage.answers_json import dumped, loaded
from storage.backups import FOLDER, Source
from storage.database import Database
from storage.failures import DiskTrouble
from storage.journal import Journal
from storage.purge import Extent
from storage.users import Users

_DRAFTS = (ORDONNANCE.code, "piece")
"""The draft of an order, and the exhibits that go with it."""

_LAST_CONTACT = """
SELECT racine.id, racine.code, max(coalesce(suivi.jour, substr(membre.saisi_le, 1, 10))) AS dernier
FROM personne AS membre
JOIN personne AS racine ON racine.id = coalesce(membre.fusionnee_dans, membre.id)
LEFT JOIN situation ON situation.personne = membre.id
LEFT JOIN suivi ON suivi.situation = situation.numero
WHERE ? IS NULL OR racine.id = ?
GROUP BY racine.id
"""
"""The files that are read, with those merged into them, and the last day of which anything tells."""


@dataclass(frozen=True)
class Due:
    """A file of which the time has come: no name, her code and the last contact."""

    person_id: str
    code: str
    last: date


@dataclass(frozen=True)
class Kept:
    """A file kept longer."""

    person_id: str
    code: str
    until: date
    reason: Reason


class Conservation:
    """Keeps the durations of one open vault, and does what they call for when it is confirmed."""

    def __init__(
        self,
        database: Database,
        source: Source,
        users: Users,
        journal: Journal,
        clock: moment.Clock,
        author: str,
    ) -> None:
        self._database, self._source, self._users, self._journal = database, source, users, journal
        self._clock, self._author = clock, author
        self._settled = True

    @property
    def is_settled(self) -> bool:
        """Whether what was erased is off the disk; else the next opening sees to it."""
        return self._settled

    def months(self, term: Term) -> int:
        set_to = self._database.value("SELECT mois FROM conservation WHERE duree = ?", (term.value,))
        return term.default if set_to is None else int(set_to)

    def set_months(self, term: Term, months: int) -> None:
        """``Failure`` when she does not manage the vault."""
        require(self._users.me.role, Action.CONSERVATION)
        self._database.execute(
            "INSERT INTO conservation (duree, mois) VALUES (?, ?)"
            " ON CONFLICT (duree) DO UPDATE SET mois = excluded.mois",
            (term.value, months),
        )

    def last_contact(self, person_id: str) -> date:
        """The last day of which anything tells in a file; ``KeyError`` when it is no more."""
        for _id, _code, last in self._database.rows(_LAST_CONTACT, (person_id, person_id)):
            return date.fromisoformat(last)
        raise KeyError(person_id)

    def due(self) -> tuple[Due, ...]:
        """The files of which the time has come and that nobody keeps longer, the oldest first."""
        today = self._today()
        rows = self._database.rows(
            f"SELECT id, code, dernier FROM ({_LAST_CONTACT}) AS fiche WHERE dernier < ?"  # noqa: S608
            " AND NOT EXISTS (SELECT 1 FROM maintien WHERE personne = fiche.id AND jusqu_au >= ?)"
            " ORDER BY dernier, code",
            (None, None, months_before(today, self.months(Term.DOSSIERS)).isoformat(), today.isoformat()),
        )
        return tuple(Due(person, code, date.fromisoformat(last)) for person, code, last in rows)

    def kept_longer(self) -> tuple[Kept, ...]:
        """The files that are kept longer, the first to end first."""
        rows = self._database.rows(
            "SELECT personne.id, code, jusqu_au, motif FROM maintien JOIN personne ON personne.id = personne"
            " WHERE jusqu_au >= ? ORDER BY jusqu_au, code",
            (self._today().isoformat(),),
        )
        return tuple(
            Kept(person, code, date.fromisoformat(until), Reason(reason))
            for person, code, until, reason in rows
        )

    def keep_longer(self, persons: Collection[str], reason: Reason) -> date:
        """Keep these files another year from now; until when."""
        until = months_after(self._today(), LONGER)
        with self._database.transaction():
            for person in persons:
                self._database.execute(
                    "INSERT OR REPLACE INTO maintien (personne, jusqu_au, motif, le, auteur)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (person, until.isoformat(), reason.value, self._now().isoformat(), self._author),
                )
        return until

    def keep_no_longer(self, persons: Collection[str]) -> None:
        """Undo ``keep_longer``."""
        with self._database.transaction():
            for person in persons:
                self._database.execute("DELETE FROM maintien WHERE personne = ?", (person,))

    def extent(self, persons: Collection[str]) -> Extent:
        """What eliminating these files would take away."""
        return purge.extent(self._database, persons)

    def eliminate(self, persons: Collection[str], ground: Ground) -> Elimination:
        """Erase these files for good: from the database, its indexes, its history and its journal.

        Backups made before still hold them. ``Failure`` when she does not manage the vault, or when the disk
        refuses: nothing is erased then.
        """
        require(self._users.me.role, Action.PURGE)
        now = self._now()
        with self._database.transaction():
            taken = purge.purge(self._database, persons)
            self._database.execute(
                "INSERT INTO elimination (le, auteur, motif, personnes, situations, fiches, premier, dernier)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    now.isoformat(),
                    self._author,
                    ground.value,
                    taken.persons,
                    taken.situations,
                    taken.records,
                    taken.first,
                    taken.last,
                ),
            )
            self._journal.note(Act.ELIMINATION, count=taken.persons)
        self._settle()
        return self.eliminations()[0]

    def eliminations(self) -> tuple[Elimination, ...]:
        """Those that were done, the latest first."""
        rows = self._database.rows(
            "SELECT le, motif, personnes, situations, fiches, premier, dernier FROM elimination"
            " ORDER BY numero DESC"
        )
        return tuple(
            Elimination(
                datetime.fromisoformat(at).date(),
                Ground(ground),
                *counts,
                *(date.fromisoformat(day) if day else None for day in (first, last)),
            )
            for at, ground, *counts, first, last in rows
        )

    def drafts(self) -> list[tuple[Noun, str]]:
        """The order drafts, and their exhibits, of situations closed for long enough."""
        limit = months_before(self._today(), self.months(Term.BROUILLONS)).isoformat()
        return [
            (noun, identifier)
            for noun in NOUNS
            if noun.code in _DRAFTS
            for (identifier,) in self._database.rows(
                f"SELECT fiche.id FROM {noun.code} AS fiche JOIN situation ON situation.id = fiche.situation"  # noqa: S608
                " WHERE json_extract(situation.reponses, ?) < ?",
                (f"$.{accueil.CLOTURE_LE.code}", limit),
            )
        ]

    def erase_drafts(self) -> int:
        """Erase them, with their history; how many."""
        require(self._users.me.role, Action.PURGE)
        found = self.drafts()
        with self._database.transaction():
            for noun, identifier in found:
                purge.erase(self._database, noun, identifier)
            self._journal.note(Act.ELIMINATION, count=len(found))
        self._settle()
        return len(found)

    def addresses(self) -> list[tuple[Noun, str]]:
        """The records that still say where she lives, of files all closed for long enough."""
        limit = months_before(self._today(), self.months(Term.ADRESSES)).isoformat()
        closed = (
            "SELECT coalesce(membre.fusionnee_dans, membre.id) FROM personne AS membre"
            " JOIN situation ON situation.personne = membre.id GROUP BY 1"
            " HAVING max(coalesce(json_extract(situation.reponses, ?), '9999')) < ?"
        )
        whose = (f"$.{accueil.CLOTURE_LE.code}", limit)
        persons = self._database.rows(
            f"SELECT id, reponses FROM personne WHERE coalesce(fusionnee_dans, id) IN ({closed})",  # noqa: S608
            whose,
        )
        situations = self._database.rows(
            "SELECT situation.id, situation.reponses FROM situation JOIN personne"  # noqa: S608
            f" ON personne.id = situation.personne WHERE coalesce(fusionnee_dans, personne.id) IN ({closed})",
            whose,
        )
        return [
            (noun, identifier)
            for noun, rows in ((PERSONNE, persons), (SITUATION, situations))
            for identifier, text in rows
            if (answers := loaded(noun.form, text)) != _without_places(answers)
        ]

    def erase_addresses(self) -> int:
        """Erase these answers, with their history; of how many records."""
        require(self._users.me.role, Action.PURGE)
        found = self.addresses()
        with self._database.transaction():
            for noun, identifier in found:
                self._erase_places(noun, identifier)
            self._journal.note(Act.ELIMINATION, count=len(found))
        self._settle()
        return len(found)

    def _erase_places(self, noun: Noun, identifier: str) -> None:
        ((number, text),) = self._database.rows(
            f"SELECT numero, reponses FROM {noun.code} WHERE id = ?",  # noqa: S608
            (identifier,),
        )
        after = dumped(_without_places(loaded(noun.form, text)), text)
        self._database.execute(f"UPDATE {noun.code} SET reponses = ? WHERE numero = ?", (after, number))  # noqa: S608
        for field in filter(_tells_places, noun.form.fields):
            self._database.execute(
                "DELETE FROM changement WHERE fiche = ? AND question = ?", (identifier, field.code)
            )
        derived.refresh(self._database, noun, int(number))

    def _settle(self) -> None:
        """Nothing of what was erased stays in the journal, nor in a page that was freed.

        It is erased whatever the disk answers now.
        """
        try:
            self._settled = self._database.checkpoint()
        except DiskTrouble:
            self._settled = False
        self._database.compact()
        known = purges.noted(self._database)
        for folder in (self._source.folder, self._source.folder / FOLDER):
            with contextlib.suppress(OSError):
                if folder.is_dir():
                    purges.write(folder, self._source.vault_id, known)

    def _now(self) -> datetime:
        return moment.now(self._clock)

    def _today(self) -> date:
        return self._now().date()


def _tells_places(field: AnyField) -> bool:
    """An address, a minor’s school, or a list of which the items say where children are."""
    if field is personne.ETABLISSEMENT:
        return True
    if isinstance(field, ListField):
        return any(isinstance(each, TextField) and each.locates for each in field.item.fields)
    return isinstance(field, AddressField) and field.locates


def _without_places(answers: Answers) -> Answers:
    for field in filter(_tells_places, answers.form.fields):
        if isinstance(field, ListField):
            items = answers[field] or ()
            answers = answers.with_(field, tuple(map(_without_whereabouts, items)) or None)
        else:
            answers = answers.taking(Answers(answers.form), field)
    return answers


def _without_whereabouts(item: Answers) -> Answers:
    for field in item.form.fields:
        if isinstance(field, TextField) and field.locates:
            item = item.with_(field, None)
    return item
