"""The affairs of which several parties are received here, each in a file of her own.

Between two parties there is a wall: no page leads from one to the other. Only what is about to be
printed for one is compared with what would locate the other. The wall stands between persons: it holds
for all that is in their files, whichever of their situations made them parties, and through merges.
"""

import uuid

from models.casework import PERSONNE, SITUATION, Record
from models.failure import Failure
from models.journal import Act
from storage.database import Database
from storage.records import Records

_FACING = """
SELECT DISTINCT coalesce(autre.fusionnee_dans, autre.id) AS lue_dans
FROM personne AS une
JOIN situation AS sienne ON sienne.personne = une.id
JOIN partie AS partie_sienne ON partie_sienne.situation = sienne.id
JOIN partie AS partie_autre ON partie_autre.affaire = partie_sienne.affaire
JOIN situation ON situation.id = partie_autre.situation
JOIN personne AS autre ON autre.id = situation.personne
WHERE (une.id = ? OR une.fusionnee_dans = ?) AND lue_dans <> ?
ORDER BY lue_dans
"""


class Affairs:
    """Which situations are of one affair."""

    def __init__(self, database: Database, records: Records) -> None:
        self._database, self._records = database, records

    def link(self, situation: Record, other: Record) -> None:
        """Make two situations parties of one affair, with the parties that each had already.

        ``Failure`` when they are of the same person, who is no other party to herself.
        """
        if situation.owner_id == other.owner_id:
            raise Failure(
                "Ce code est celui de cette même fiche. Tapez le code de l’autre personne ; rien n’a été lié."
            )
        with self._database.transaction():
            affair = self._affair(situation) or self._affair(other) or uuid.uuid4().hex
            joined = self._affair(other)
            self._database.execute("UPDATE partie SET affaire = ? WHERE affaire = ?", (affair, joined))
            for each in (situation, other):
                self._database.execute(
                    "INSERT OR IGNORE INTO partie (situation, affaire) VALUES (?, ?)", (each.id, affair)
                )
                self._records.journal.note(Act.LIEN, each.id)

    def unlink(self, situation: Record) -> None:
        """Take a situation out of its affair."""
        with self._database.transaction():
            self._database.execute("DELETE FROM partie WHERE situation = ?", (situation.id,))
            self._records.journal.note(Act.DELIEN, situation.id)

    def others(self, situation: Record) -> tuple[Record, ...]:
        """The situations of the other parties: for comparing what is printed, never for showing."""
        rows = self._database.rows(
            "SELECT situation FROM partie WHERE affaire = ? AND situation <> ? ORDER BY situation",
            (self._affair(situation), situation.id),
        )
        return tuple(self._records.get(SITUATION, identifier) for (identifier,) in rows)

    def facing(self, person: Record) -> tuple[Record, ...]:
        """The persons who are another party in any affair of hers, in whose file that is read: for
        comparing, never for showing.
        """
        rows = self._database.rows(_FACING, (person.id,) * 3)
        return tuple(self._records.get(PERSONNE, identifier) for (identifier,) in rows)

    def _affair(self, situation: Record) -> str | None:
        return self._database.value("SELECT affaire FROM partie WHERE situation = ?", (situation.id,))
