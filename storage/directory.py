"""The station's own partner structures, in the vault: each method is one transaction."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from models.directory import Entry, named_alike
from models.failure import Failure
from models.fields import Answers
from models.forms import structure
from storage import moment
from storage.answers_json import dumped, loaded
from storage.database import Database


class Directory:
    """Nothing is ever deleted from it but an empty entry: what is no longer used is retired."""

    def __init__(self, database: Database, clock: moment.Clock, author: str) -> None:
        self._database = database
        self._clock = clock
        self._author = author

    def entries(self) -> tuple[Entry, ...]:
        """In the order of their names, those without a name first."""
        rows = self._database.rows("SELECT id, reponses, modifie_le FROM structure ORDER BY numero")
        found = (
            Entry(loaded(structure.FORM, answers), entry_id, datetime.fromisoformat(changed))
            for entry_id, answers, changed in rows
        )
        return tuple(sorted(found, key=lambda entry: named_alike(entry.name)))

    def get(self, entry_id: str) -> Entry:
        """``KeyError`` when there is none."""
        for entry in self.entries():
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def add(self, answers: Answers) -> Entry:
        """``Failure`` when another entry has the same name."""
        entry_id, now = uuid.uuid4().hex, moment.now(self._clock)
        with self._database.transaction():
            self._refuse_same_name(answers, entry_id)
            self._database.execute(
                "INSERT INTO structure (id, saisi_le, modifie_le, auteur, reponses) VALUES (?, ?, ?, ?, ?)",
                (entry_id, now.isoformat(), now.isoformat(), self._author, dumped(answers)),
            )
        return Entry(answers, entry_id, now)

    def save(self, entry: Entry, answers: Answers) -> Entry:
        """The entry with these answers; ``Failure`` when another one has the same name."""
        now = moment.now(self._clock)
        with self._database.transaction():
            self._refuse_same_name(answers, entry.id)
            before = self._database.value("SELECT reponses FROM structure WHERE id = ?", (entry.id,))
            if before is None:
                raise KeyError(entry.id)
            self._database.execute(
                "UPDATE structure SET modifie_le = ?, auteur = ?, reponses = ? WHERE id = ?",
                (now.isoformat(), self._author, dumped(answers, before), entry.id),
            )
        return Entry(answers, entry.id, now)

    def drop_empty(self) -> None:
        """Take away the entries in which nothing was ever written."""
        empty = [entry.id for entry in self.entries() if not entry.answers]
        with self._database.transaction():
            for entry_id in empty:
                self._database.execute("DELETE FROM structure WHERE id = ?", (entry_id,))

    def take_in(self, changes: Iterable[tuple[Entry | None, Answers]]) -> None:
        """Entries to change, or to add where there is none; all or nothing."""
        with self._database.transaction():
            for entry, answers in changes:
                if entry is None:
                    self.add(answers)
                else:
                    self.save(entry, answers)

    def _refuse_same_name(self, answers: Answers, entry_id: str) -> None:
        name = named_alike(answers[structure.NOM] or "")
        for other in self.entries():
            if name and other.id != entry_id and named_alike(other.name) == name:
                retired = " ; elle est retirée de la liste" if other.is_retired else ""
                raise Failure(
                    f"Une autre structure de l’annuaire porte déjà ce nom{retired}. Complétez-la, ou ajoutez"
                    " de quoi les distinguer (la ville, le service). Le reste de ce qui est écrit est gardé."
                )
