"""What waits to be done, over all situations; found without reading what is closed or was left long ago."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from models.casework import ECHEANCE, ORIENTATION, SITUATION, Noun, Person, Record
from models.followup import RECEIVED_LATELY, SOON, UNKNOWN_OUTCOME, WITHOUT_NEWS, missing
from models.referral import expected_on
from storage.database import Database, Parameters
from storage.records import Records

_OPEN_SITUATION = (
    "EXISTS (SELECT 1 FROM suivi AS accueil WHERE accueil.genre = 'situation'"
    " AND accueil.fiche = suivi.situation AND accueil.ouvert = 1)"
)

_WITHOUT_ACT = (
    "NOT EXISTS (SELECT 1 FROM suivi AS acte WHERE acte.genre = 'acte' AND acte.situation = suivi.situation)"
)

_BROUGHT = (
    "EXISTS (SELECT 1 FROM situation JOIN importee ON importee.fiche = situation.id"
    " JOIN importation ON importation.numero = importee.importation"
    " WHERE situation.numero = suivi.situation AND substr(importation.le, 1, 4) > substr({day}, 1, 4))"
)
"""Brought by the table of a year that was over, and not told of since: it waits for nothing."""

_SILENT = (
    "JOIN (SELECT situation AS numero, max(jour) AS dernier FROM suivi GROUP BY situation)"  # noqa: S608
    " AS silence ON silence.numero = suivi.fiche WHERE genre = 'situation' AND ouvert = 1"
    f" AND NOT {_BROUGHT.format(day='silence.dernier')}"
)
_DIRECTED = (
    f"WHERE genre = 'orientation' AND ouvert = 1 AND {_OPEN_SITUATION}"
    f" AND NOT {_BROUGHT.format(day='suivi.jour')}"
)


@dataclass(frozen=True, repr=False)
class Waiting:
    """A record that waits, whose file it is in, and the last day that it, or its situation, tells of."""

    record: Record
    person: Person
    since: date


class Agenda:
    """Each list is ordered, what waits for the longest first unless it says otherwise; a negative
    limit is none.
    """

    def __init__(self, database: Database, records: Records) -> None:
        self._database, self._records = database, records

    def due(self, today: date, limit: int) -> tuple[Waiting, ...]:
        """Duties not done, of the days to come and before, or without a day."""
        return self._found(ECHEANCE, "WHERE genre = 'echeance' AND ouvert = 1", today + SOON, limit)

    def without_news(self, today: date, limit: int) -> tuple[Waiting, ...]:
        """Open situations of which nothing tells since long, nor any duty to come."""
        return self._found(SITUATION, _SILENT, today - WITHOUT_NEWS, limit, "silence.dernier")

    def without_news_count(self, today: date) -> int:
        sql = f"SELECT count(*) FROM suivi {_SILENT} AND silence.dernier <= ?"  # noqa: S608
        return int(self._database.value(sql, ((today - WITHOUT_NEWS).isoformat(),)))

    def expected(self, today: date) -> tuple[Waiting, ...]:
        """Orientations whose outcome is not known and whose appointment is lately past, or soon: the day
        of the appointment is the last that they tell of.
        """
        told = self._found(ORIENTATION, _DIRECTED, today + SOON, -1, since=today - UNKNOWN_OUTCOME)
        return tuple(each for each in told if expected_on(each.record.answers) == each.since)

    def unresolved(self, today: date, limit: int) -> tuple[Waiting, ...]:
        """Orientations of open situations whose outcome is unknown since long."""
        return self._found(ORIENTATION, _DIRECTED, today - UNKNOWN_OUTCOME, limit)

    def unresolved_count(self, today: date) -> int:
        sql = f"SELECT count(*) FROM suivi {_DIRECTED} AND jour <= ?"  # noqa: S608
        return int(self._database.value(sql, ((today - UNKNOWN_OUTCOME).isoformat(),)))

    def incomplete(self, today: date, limit: int) -> tuple[Waiting, ...]:
        """Open situations received lately of which something required is missing, or any act, the latest
        first.
        """
        rows = self._database.rows(
            f"SELECT situation.id, jour, {_WITHOUT_ACT} FROM suivi"  # noqa: S608
            " JOIN situation ON situation.numero = suivi.fiche"
            " WHERE genre = 'situation' AND ouvert = 1 AND jour > ? ORDER BY jour DESC, suivi.fiche DESC",
            ((today - RECEIVED_LATELY).isoformat(),),
        )
        waiting = (
            (self._waiting(self._records.get(SITUATION, str(identifier)), date.fromisoformat(day)), idle)
            for identifier, day, idle in rows
        )
        lacking = (
            each for each, idle in waiting if idle or missing(each.record.answers, each.person.record.answers)
        )
        return tuple(islice(lacking, limit if limit >= 0 else None))

    def _found(
        self,
        noun: Noun,
        waiting: str,
        until: date,
        limit: int,
        day: str = "suivi.jour",
        since: date = date.min,
    ) -> tuple[Waiting, ...]:
        """What waits of the days after ``since``, up to ``until``."""
        parameters: Parameters = (since.isoformat(), until.isoformat(), limit)
        rows = self._database.rows(
            f"SELECT fiche.id, jour_dit FROM (SELECT suivi.fiche AS numero, {day} AS jour_dit FROM suivi"  # noqa: S608
            f" {waiting} AND {day} > ? AND {day} <= ? ORDER BY {day}, suivi.fiche LIMIT ?) AS trouve"
            f" JOIN {noun.code} AS fiche ON fiche.numero = trouve.numero ORDER BY jour_dit, fiche.numero",
            parameters,
        )
        return tuple(
            self._waiting(self._records.get(noun, str(identifier)), date.fromisoformat(since))
            for identifier, since in rows
        )

    def _waiting(self, record: Record, since: date) -> Waiting:
        situation = (
            record if record.noun is SITUATION else self._records.get(SITUATION, record.owner_id or "")
        )
        return Waiting(record, self._records.person(situation.owner_id or ""), since)
