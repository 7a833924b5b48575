"""What is looked at before a database is used: that it is whole, of this vault, and of the last session."""

from dataclasses import replace

from storage import header, migration
from storage.database import Database
from storage.failures import header_damaged, older_vault, vault_changed, vault_damaged
from storage.opening import Opening


def as_it_is_now(opening: Opening) -> Opening:
    """Between ``unlock`` and the lock of the database, another session may have changed the keys.

    One that was open then, and only ended, has kept the end of its journal.
    """
    read = header.read(opening.folder)
    if header.anchored(read.header, opening.head.anchor.head) != opening.head:
        raise vault_changed()
    if not read.is_authentic(opening.master_key):
        raise header_damaged("il a été modifié hors du programme")
    return replace(opening, head=read.header)


def sound(database: Database) -> None:
    if found := database.damages():
        raise vault_damaged("une anomalie trouvée" if len(found) == 1 else f"{len(found)} anomalies trouvées")


def identity(database: Database, head: header.Header) -> None:
    """Both columns are there in every version of the schema: this comes before the migration."""
    if migration.version(database) == 0:
        raise vault_damaged("elle est vide")
    if database.value("SELECT identifiant FROM coffre") != head.vault_id:
        raise vault_damaged("elle appartient à un autre coffre")
    if database.value("SELECT sequence FROM coffre") < head.anchor.sequence:
        raise older_vault()
