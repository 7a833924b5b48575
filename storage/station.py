"""What is known of the station itself, in the vault: one form, saved whole."""

from datetime import datetime

from models.fields import Answers
from models.forms import poste
from storage import moment
from storage.answers_json import dumped, loaded
from storage.database import Database


class Station:
    """Reads and writes the one form of an open vault."""

    def __init__(self, database: Database, clock: moment.Clock, author: str) -> None:
        self._database, self._clock, self._author = database, clock, author

    @property
    def answers(self) -> Answers:
        kept = self._kept()
        return Answers(poste.FORM) if kept is None else loaded(poste.FORM, kept)

    def save(self, answers: Answers) -> datetime:
        """Replace what was answered; when it was."""
        now = moment.now(self._clock)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO poste (seul, modifie_le, auteur, reponses) VALUES (1, ?, ?, ?)"
                " ON CONFLICT (seul) DO UPDATE SET modifie_le = excluded.modifie_le,"
                " auteur = excluded.auteur, reponses = excluded.reponses",
                (now.isoformat(), self._author, dumped(answers, self._kept() or "{}")),
            )
        return now

    def _kept(self) -> str | None:
        return self._database.value("SELECT reponses FROM poste")
