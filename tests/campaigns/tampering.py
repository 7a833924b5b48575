"""The audit journal altered by someone who can write in the database, and has no key of the seals."""

import os
import random
from collections.abc import Callable, Sequence

from models.casework import PERSONNE
from models.departure import Departure
from models.fields import Answers
from models.forms import personne
from storage import journal, keys, vault
from storage.database import Database
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.vaults import Watch

_ENTRIES = 40

Tampering = Callable[[Database, random.Random, int], object]
"""Given how many entries there are."""


def _edit(column: str, value: str) -> Tampering:
    def act(database: Database, rng: random.Random, last: int) -> None:
        database.execute(f"UPDATE journal SET {column} = {value} WHERE numero = ?", (rng.randint(1, last),))

    return act


def _remove(database: Database, rng: random.Random, last: int) -> None:
    database.execute("DELETE FROM journal WHERE numero = ?", (rng.randint(1, last - 1),))


def _remove_and_close_up(database: Database, rng: random.Random, last: int) -> None:
    gone = rng.randint(1, last - 1)
    database.execute("DELETE FROM journal WHERE numero = ?", (gone,))
    for number in range(gone + 1, last + 1):
        database.execute("UPDATE journal SET numero = numero - 1 WHERE numero = ?", (number,))


def _cut_the_end(database: Database, rng: random.Random, last: int) -> None:
    database.execute("DELETE FROM journal WHERE numero > ?", (rng.randint(0, last - 1),))
    exits = database.value("SELECT coalesce(max(nombre), 0) FROM journal WHERE acte = 'sortie'")
    database.execute("DELETE FROM sortie WHERE numero > ?", (exits,))


def _swap(database: Database, rng: random.Random, last: int) -> None:
    one, other = rng.sample(range(1, last + 1), 2)
    for former, new in ((one, -1), (other, one), (-1, other)):
        database.execute("UPDATE journal SET numero = ? WHERE numero = ?", (new, former))


def _forge(database: Database, rng: random.Random, last: int) -> None:
    """One more at the end, sealed by a key that is not the one."""
    database.execute(
        "INSERT INTO journal (numero, le, auteur, acte, fiche, nombre, sceau)"
        " SELECT numero + 1, le, auteur, acte, fiche, nombre, ? FROM journal WHERE numero = ?",
        (rng.randbytes(32).hex(), last),
    )


def _edit_register(database: Database, rng: random.Random, last: int) -> None:
    column = rng.choice(("empreinte", "genre", "auteur", "le", "fiche"))
    database.execute(f"UPDATE sortie SET {column} = coalesce({column}, '') || 'x' WHERE numero = 2")


def _remove_exit(database: Database, rng: random.Random, last: int) -> None:
    database.execute("DELETE FROM sortie WHERE numero = ?", (rng.randint(1, 4),))


def _seal_early(database: Database, rng: random.Random, last: int) -> None:
    """Pass off what was removed as an old year, by a digest without its seal."""
    upto = rng.randint(1, last - 1)
    database.execute(
        "INSERT INTO journal_scelle (dernier, entrees, sorties, depuis, jusqu_a, tete, sceau)"
        " SELECT numero, numero, 0, le, le, sceau, ? FROM journal WHERE numero = ?",
        (rng.randbytes(32).hex(), upto),
    )
    database.execute("DELETE FROM journal WHERE numero <= ?", (upto,))


KINDS: Sequence[Tampering] = (
    _edit("auteur", "'0000000000000000'"),
    _edit("le", "'2001-01-01T00:00:00+01:00'"),
    _edit("acte", "'elimination'"),
    _edit("fiche", "'f' || coalesce(fiche, '')"),
    _edit("nombre", "coalesce(nombre, 0) + 1"),
    _edit("sceau", "'00' || substr(sceau, 3) || '0'"),
    _remove,
    _remove_and_close_up,
    _cut_the_end,
    _swap,
    _forge,
    _edit_register,
    _remove_exit,
    _seal_early,
)


def _tamper(runs: int, seed: int, *, anchored: bool, kinds: Sequence[Tampering] = KINDS) -> Outcome:
    rng, found = random.Random(seed), list[str]()
    with models.made(2) as made, vault.open_database(made, Watch()) as opened:
        database = opened._database
        _fill(opened)
        anchor = opened.journal.head() if anchored else ""
        key = keys.journal_key(made.master_key)
        for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f"DROP TRIGGER {name}")
        last = int(database.value("SELECT max(numero) FROM journal"))
        if journal.troubles(database, key, anchor):
            raise RuntimeError("the untouched journal is not sound")
        for number in range(runs):
            kind = kinds[number % len(kinds)]
            database.execute("SAVEPOINT untouched")
            kind(database, rng, last)
            seen = journal.troubles(database, key, anchor)
            found.append("" if seen else f"unseen: {kind.__qualname__}")
            database.execute("ROLLBACK TO untouched")
            database.execute("RELEASE untouched")
    return outcome(found)


def _fill(opened: vault.Vault) -> None:
    """Entries of several kinds, four files that left among them."""
    for number in range(_ENTRIES):
        person = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"N{number}"}))
        if number % 10 == 0:
            opened.departures.note(Departure.NOTE, os.urandom(8), person)


def tamperings(runs: int, seed: int) -> Outcome:
    return _tamper(runs, seed, anchored=True)


def cut_without_anchor(runs: int, seed: int) -> Outcome:
    """The end cut off, and nothing kept outside the database to know where it was."""
    return _tamper(runs, seed, anchored=False, kinds=(_cut_the_end,))


CAMPAIGNS = (
    Campaign(
        "journal",
        "Journal des accès falsifié",
        tamperings,
        cut_without_anchor,
        full=1_000,
        short=56,
        control_runs=20,
    ),
)
