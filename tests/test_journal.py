"""The audit journal: everything is noted in the same breath, nothing altered goes unseen, nobody is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.casework import PERSONNE, SITUATION
from models.departure import Departure
from models.fields import Answers
from models.forms import accueil, personne
from models.journal import Act
from storage import header, journal, keys, vault
from storage.failures import OlderVault, WrongPassphrase
from tests import vaults
from tests.vaults import Watch
from ui import outgoing

WHOSE = Answers(personne.FORM).with_(personne.NOM, "Chimérac")


def acts(opened: vault.Vault) -> list[Act]:
    """The first one first."""
    return [entry.act for entry in reversed(opened.journal.entries())]


def test_each_change_is_noted_with_who_and_when(opened: vault.Vault, clock: Watch):
    person = opened.records.add(PERSONNE, WHOSE)
    opened.records.save(person, WHOSE.with_(personne.NOM, "Autre"))
    removed = opened.records.remove(person)
    opened.records.put_back(removed, removed.record.answers)
    assert acts(opened) == [Act.OUVERTURE, Act.CREATION, Act.MODIFICATION, Act.RETRAIT, Act.REMISE]
    last = opened.journal.entries()[0]
    assert (last.record_id, last.at, opened.name_of(last.author)) == (person.id, clock(), vaults.USER)


def test_a_change_that_fails_is_not_noted(opened: vault.Vault):
    owner = opened.records.add(PERSONNE, WHOSE)

    def enter() -> None:
        with opened.records.transaction():
            opened.records.remove(owner)
            opened.records.add(SITUATION, Answers(accueil.FORM), owner)

    before = opened.journal.head()
    with pytest.raises(KeyError):
        enter()
    assert opened.journal.head() == before


def test_typing_for_a_while_is_one_entry(opened: vault.Vault, clock: Watch):
    person = opened.records.add(PERSONNE, WHOSE)
    for number in range(5):
        opened.records.save(person, WHOSE.with_(personne.PRENOM, f"x{number}"))
        clock.advance(seconds=50)
    assert acts(opened).count(Act.MODIFICATION) == 2
    clock.advance(minutes=3)
    opened.records.save(person, WHOSE)
    assert acts(opened).count(Act.MODIFICATION) == 3


def test_what_leaves_is_noted_with_its_line_in_the_register(opened: vault.Vault, tmp_path: Path):
    about = opened.records.add(PERSONNE, WHOSE)
    outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier", about=about)
    entry, (left,) = opened.journal.entries()[0], opened.departures.all()
    assert (entry.act, entry.record_id, entry.count) == (Act.SORTIE, about.id, left.number)


def test_many_changes_at_once_are_one_entry_that_counts_them(opened: vault.Vault):
    before = len(acts(opened))
    with opened.records.transaction(), opened.journal.as_one(Act.IMPORTATION):
        for _ in range(7):
            opened.records.add(PERSONNE, WHOSE)
    (entry,) = opened.journal.entries()[:-before]
    assert (entry.act, entry.count) == (Act.IMPORTATION, 7)


def test_sessions_and_refused_openings_are_noted(opening: vault.Opening, clock: Watch):
    vault.open_database(opening, clock).close()
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            vault.unlock(opening.folder, vaults.WRONG_PASSPHRASE, clock)
    with vault.open_vault(opening.folder, vaults.PASSPHRASE, clock) as opened:
        assert acts(opened) == [Act.OUVERTURE, Act.FERMETURE, Act.ECHECS, Act.OUVERTURE]
        assert opened.journal.entries()[1].count == 2


def test_it_holds_no_name_and_no_text(opened: vault.Vault):
    person = opened.records.add(PERSONNE, WHOSE)
    opened.records.add(SITUATION, Answers(accueil.FORM, {"demande": "Chimérac"}), person)
    opened.records.search("Chimérac")
    rows = opened._database.rows("SELECT * FROM journal")
    assert "him" not in repr(rows)
    assert vaults.USER not in repr(rows)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET auteur = 'x'",
        "UPDATE journal SET numero = 99 WHERE numero = 1",
        "DELETE FROM journal",
        "UPDATE sortie SET empreinte = 'x'",
        "UPDATE sortie SET fiche = 'x'",
        "DELETE FROM sortie",
        "DELETE FROM journal_scelle",
    ],
)
def test_nothing_in_it_can_be_changed_by_a_statement(opened: vault.Vault, tmp_path: Path, statement: str):
    outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier")
    opened._database.execute(
        "INSERT INTO journal_scelle (dernier, entrees, sorties, depuis, jusqu_a, tete, sceau)"
        " VALUES (0, 0, 0, '', '', '', '')"
    )
    with pytest.raises(Exception, match="journal"):
        opened._database.execute(statement)


def test_a_record_that_is_no_more_can_be_forgotten_in_the_register(opened: vault.Vault, tmp_path: Path):
    about = opened.records.add(PERSONNE, WHOSE)
    outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier", about=about)
    opened._database.execute("UPDATE sortie SET fiche = NULL")
    assert troubles(opened) == []


def troubles(opened: vault.Vault, head: str = "") -> list[str]:
    return journal.troubles(opened._database, opened.journal._key, head)


def test_after_a_year_entries_are_a_sealed_digest(opening: vault.Opening, clock: Watch, tmp_path: Path):
    with vault.open_database(opening, clock) as opened:
        outgoing.leave(opened, Departure.NOTE, tmp_path / "1.pdf", b"papier")
        kept = len(acts(opened)) + 1
    clock.advance(days=364)
    with vault.open_database(vaults.again(opening), clock) as opened:
        assert opened.journal.sealed() == []
    clock.advance(days=10)
    with vault.open_database(vaults.again(opening), clock) as opened:
        (digest,) = opened.journal.sealed()
        assert (digest.count, digest.last) == (kept, kept)
        assert acts(opened) == [Act.OUVERTURE, Act.FERMETURE, Act.OUVERTURE, Act.SCELLEMENT]
        outgoing.leave(opened, Departure.NOTE, tmp_path / "2.pdf", b"papier")
        assert troubles(opened, opened.journal.head()) == []
    clock.advance(days=400)
    with vault.open_database(vaults.again(opening), clock) as opened:
        assert len(opened.journal.sealed()) == 2
        assert troubles(opened, opened.journal.head()) == []
        opened._database.execute("DROP TRIGGER journal_scelle_inchange")
        opened._database.execute("UPDATE journal_scelle SET entrees = entrees + 1 WHERE dernier = ?", (kept,))
        assert "a été modifié" in troubles(opened)[0]


def test_its_end_is_kept_in_the_key_file_at_each_checkpoint(opening: vault.Opening, clock: Watch):
    with vault.open_database(opening, clock) as opened:
        opened.records.add(PERSONNE, WHOSE)
        assert header.read(opening.folder).header.anchor.head != opened.journal.head()
        opened.checkpoint()
        kept = header.read(opening.folder)
        assert kept.header.anchor.head == opened.journal.head()
        assert kept.is_authentic(opening.master_key)
    assert header.read(opening.folder).header.anchor.head.startswith("3:")


def altered(opening: vault.Opening, clock: Watch, alter: Callable[[vault.Vault], object]) -> vault.Vault:
    """The vault opened again after its journal was altered by someone who has the key of the database."""
    with vault.open_database(opening, clock) as opened:
        for _ in range(5):
            opened.records.add(PERSONNE, WHOSE)
    kept = header.read(opening.folder).header
    with vault.open_database(vaults.again(opening), clock) as opened:
        for (name,) in opened._database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            opened._database.execute(f"DROP TRIGGER {name}")
        opened._database.execute("DELETE FROM journal WHERE numero > 7")
        opened._database.execute("UPDATE coffre SET sequence = 1")
        alter(opened)
    header.write(opening.folder, kept, opening.master_key)
    return vault.open_database(vaults.again(opening), clock)


def test_an_altered_journal_opens_and_says_so(opening: vault.Opening, clock: Watch):
    def alter(opened: vault.Vault) -> None:
        opened._database.execute("UPDATE journal SET auteur = 'x' WHERE numero = 4")

    with altered(opening, clock, alter) as opened:
        assert "l’entrée n° 4" in opened.journal.troubles_found[0]
        assert Act.ANOMALIE in acts(opened)
    told = vault.verify(opening.folder, vaults.PASSPHRASE, clock).damages
    assert any(each.startswith("journal : l’entrée n° 4") for each in told)


def test_a_journal_cut_short_is_an_older_vault(opening: vault.Opening, clock: Watch):
    def alter(opened: vault.Vault) -> None:
        opened._database.execute("DELETE FROM journal WHERE numero > 5")
        opened.journal.note = lambda *_, **__: None  # pyright: ignore[reportAttributeAccessIssue]

    with pytest.raises(OlderVault):
        altered(opening, clock, alter)


def test_an_untouched_journal_is_sound(opening: vault.Opening, clock: Watch):
    """The control of the two tests above."""

    def alter(opened: vault.Vault) -> None:
        opened.journal.note = lambda *_, **__: None  # pyright: ignore[reportAttributeAccessIssue]

    with altered(opening, clock, alter) as opened:
        assert opened.journal.troubles_found == ()


def test_a_new_master_key_makes_new_seals(opened: vault.Vault, tmp_path: Path):
    outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier")
    old, new = opened.journal._key, keys.journal_key(bytes(32))
    assert journal.reseal(opened._database, old, new) == []
    assert journal.troubles(opened._database, new) == []
    assert journal.troubles(opened._database, old) != []


def test_keeping_the_same_end_writes_nothing(opening: vault.Opening, clock: Watch):
    with vault.open_database(opening, clock) as opened:
        opened.checkpoint()
        before = vaults.contents(opening.folder)
        opened.checkpoint()
        assert vaults.contents(opening.folder)["clefs.json"] == before["clefs.json"]
