"""Retention: found in time, kept with a reason, eliminated without a trace, and not brought back."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import access
from exports.pdf_file import page_texts
from models.casework import (
    ACTE,
    ECHEANCE,
    EVALUATION,
    NOUNS,
    ORDONNANCE,
    ORIENTATION,
    PERSONNE,
    SITUATION,
    Record,
)
from models.closing import Counted
from models.conservation import Ground, Reason, Term, months_after, months_before
from models.departure import Departure
from models.failure import Failure
from models.fields import Address, Answers
from models.forms import accueil, acte, echeance, evaluation, faits, ordonnance, orientation, personne
from models.journal import end_in_words
from models.roles import Role
from storage import archive, backups, derived, keys, purge, purges, restoration, vault
from storage.database import Database
from storage.failures import disk_gone
from storage.resumption import Whereabouts
from tests import vaults
from tests.pages import decrypted
from tests.vaults import PASSPHRASE, Watch
from ui import rights, safeguards

LETTERS = "bcdfghjklmnp"


def words_of(letter: str) -> list[str]:
    """What is typed for one person, and nowhere else; no two begin alike."""
    return [f"{letter}{middle}xyloquant" for middle in "aeiouw"]


def receive(opened: vault.Vault, letter: str, day: date = date(2012, 6, 1)) -> Record:
    """Somebody whose words are in each kind of record, their history, the indexes and the register."""
    family, first, asked, noted, towards, told = words_of(letter)
    records = opened.records
    who = records.add(
        PERSONNE,
        Answers(personne.FORM, {"nom": family}).with_(personne.ADRESSE, Address(street=f"1 rue {asked}")),
    )
    who = records.save(who, who.answers.with_(personne.PRENOM, first))
    vaults_day = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, day)
    situation = records.add(SITUATION, vaults_day.with_(accueil.DEMANDE, asked), who)
    situation = records.save(situation, situation.answers.with_(accueil.DEMANDE, f"{asked} {noted}"))
    dated = Answers(acte.FORM).with_(acte.DATE_ACTE, day).with_(acte.NOTES, noted)
    done = records.add(ACTE, dated, situation)
    records.add(ORIENTATION, Answers(orientation.FORM).with_(orientation.STRUCTURE, towards), situation)
    records.add(ORDONNANCE, Answers(ordonnance.FORM).with_(ordonnance.DANGER, told), situation)
    opened.departures.note(Departure.NOTE, b"papier", done)
    return who


def received_then(opened: vault.Vault, clock: Watch, letter: str, day: date) -> Record:
    """The same, entered on that day."""
    now = clock.now
    clock.now = now.replace(year=day.year, month=day.month, day=day.day)
    who = receive(opened, letter, day)
    clock.now = now
    return who


def received(opened: vault.Vault, count: int = 8) -> list[Record]:
    """As many, of whom the second is merged into the first, and parted from the third after a merge."""
    people = [receive(opened, letter) for letter in LETTERS[:count]]
    opened.merges.merge(people[0], people[1])
    opened.merges.undo(opened.merges.merge(people[-1], people[2]))
    return people


def pages(opened: vault.Vault) -> bytes:
    opened.checkpoint()
    opened.close()
    key = keys.database_key(opened.backups.source.master_key)
    assert not (opened.folder / "coffre-0001.db-wal").exists()
    return decrypted(opened.folder / "coffre-0001.db", key).lower()


def left(data: bytes, letters: str) -> set[str]:
    return {word for letter in letters for word in words_of(letter) if word.encode() in data}


@pytest.fixture
def uncompacted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is not written anew after the purge: what is freed has to be erased by itself."""
    monkeypatch.setattr(Database, "compact", lambda _self: None)


@pytest.mark.usefixtures("uncompacted")
def test_five_persons_purged_leave_no_word_in_any_page(opened: vault.Vault):
    people = received(opened)
    done = opened.conservation.eliminate([each.id for each in people[:4]], Ground.DUREE)
    assert (done.persons, done.situations) == (4, 4)  # the merged one goes with the first
    assert opened.damages() == []
    assert opened.journal.troubles_found == ()
    data = pages(opened)
    assert left(data, LETTERS[:4]) == set()
    assert left(data, LETTERS[4:8]) == {word for letter in LETTERS[4:8] for word in words_of(letter)}


@pytest.mark.usefixtures("uncompacted")
def test_without_secure_deletion_the_words_are_found(opened: vault.Vault):
    """The control of the test above."""
    people = received(opened)
    opened._database.execute("PRAGMA secure_delete = OFF")
    for index in ("recherche", "notes"):
        opened._database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 0)")
    opened.conservation.eliminate([each.id for each in people[:4]], Ground.DUREE)
    assert len(left(pages(opened), LETTERS[:4])) > 5


@pytest.mark.usefixtures("uncompacted")
@pytest.mark.parametrize("remade", [True, False])
def test_a_long_search_index_keeps_no_name_where_its_pages_part(
    opened: vault.Vault, monkeypatch: pytest.MonkeyPatch, remade: bool
):
    """Not to make the index anew is the control."""
    if not remade:
        monkeypatch.setattr(derived, "forget_words", lambda _: None)
    codes = (f"AAA-{number:03}" for number in range(1000))  # so that the pages part always there
    monkeypatch.setattr(opened.records, "_new_code", lambda: next(codes))
    with opened.records.transaction():
        people = {
            name: opened.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, name))
            for name in (
                f"{hashlib.sha256(bytes([n])).hexdigest()[:40]}{twin}" for n in range(250) for twin in "ab"
            )
        }
    terms = opened._database.rows("SELECT term FROM recherche_idx")
    parting = {bytes(term)[1:].decode() for (term,) in terms}
    (gone, *_) = sorted(parting & people.keys())
    opened.conservation.eliminate([people[gone].id], Ground.DUREE)
    assert opened.damages() == []
    assert (gone.encode() in pages(opened)) is not remade


def test_an_elimination_that_the_disk_does_not_settle_is_done_and_the_next_opening_settles_it(
    opening: vault.Opening, monkeypatch: pytest.MonkeyPatch
):
    """Before that opening, the control: the words are still beside the database."""
    opened = vault.open_database(opening, Watch())
    people = received(opened)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "checkpoint", refusing)
        patch.setattr(Database, "compact", lambda _self: None)
        assert opened.conservation.is_settled
        assert opened.conservation.eliminate([each.id for each in people[:4]], Ground.DUREE).persons == 4
        assert not opened.conservation.is_settled
    key = keys.database_key(opening.master_key)
    assert left(decrypted(vaults.database(opening), key).lower(), LETTERS[:4])
    again = vault.open_database(copied_open(opening), Watch())
    assert left(pages(again), LETTERS[:4]) == set()
    opened.close()


def refusing(database: Database) -> bool:
    raise disk_gone(database._path.parent)


def copied_open(opening: vault.Opening) -> vault.Opening:
    """The vault as a cut of the power would leave it now."""
    return vaults.again(vaults.copied(opening, opening.folder.parent / "coupé"))


@pytest.mark.usefixtures("uncompacted")
@pytest.mark.parametrize("purged", [True, False], ids=["purged", "the control: not purged"])
def test_what_was_typed_to_find_somebody_goes_with_her(opened: vault.Vault, purged: bool):
    """A lock keeps it, of whichever record she was on, or of none, so that the search is there again."""
    somebody, typed = receive(opened, "b"), "zqvxyloquant"
    opened.resumption.keep_place(Whereabouts("aujourdhui", typed=typed))
    if purged:
        opened.conservation.eliminate([somebody.id], Ground.DEMANDE)
    assert (typed.encode() in pages(opened)) is not purged


def test_a_backup_made_after_holds_nothing_of_them(opened: vault.Vault, tmp_path: Path):
    people = received(opened)
    opened.conservation.eliminate([people[0].id], Ground.DEMANDE)
    made = safeguards.back_up(opened, tmp_path)
    unpacked = tmp_path / "u"
    unpacked.mkdir()
    archive.unpack(made.path, unpacked)
    key = keys.database_key(opened.backups.source.master_key)
    data = decrypted(unpacked / "coffre-0001.db", key).lower()
    assert left(data, LETTERS[:2]) == set()
    assert left(data, LETTERS[2])


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("where", ["over the vault", "elsewhere, from its folder"])
def test_a_backup_made_before_does_not_bring_them_back(opened: vault.Vault, tmp_path: Path, where: str):
    people = received(opened, 4)
    opened.backups.folder.mkdir()
    made = safeguards.back_up(opened, opened.backups.folder)
    opened.conservation.eliminate([people[0].id], Ground.DUREE)
    folder = opened.folder if where == "over the vault" else tmp_path / "autre"
    opened.close()
    restored = restoration.restore(made.path, folder, PASSPHRASE, Watch())
    assert (restored.persons, restored.purged) == (2, 2)
    with vault.open_vault(folder, PASSPHRASE, Watch()) as again:
        assert again.records.count(PERSONNE) == 2
        assert again.damages() == []
        assert again.journal.troubles_found == ()
        assert purges.noted(again._database) == {people[0].id, people[1].id}
        again.checkpoint()
    (database,) = folder.glob("coffre-*.db")
    data = decrypted(database, keys.database_key(opened.backups.source.master_key)).lower()
    assert left(data, LETTERS[:2]) == set()


@pytest.mark.usefixtures("quick")
def test_they_do_not_come_back_though_the_database_is_lost(opened: vault.Vault, tmp_path: Path):
    people = received(opened, 4)
    made = safeguards.back_up(opened, tmp_path)
    opened.conservation.eliminate([people[0].id], Ground.DUREE)
    opened.close()
    (opened.folder / "coffre-0001.db").write_bytes(bytes(8192))
    restored = restoration.restore(made.path, opened.folder, PASSPHRASE, Watch())
    assert (restored.persons, restored.purged) == (2, 2)


@pytest.mark.usefixtures("quick")
def test_a_list_that_was_being_written_is_finished_at_the_next_opening(opened: vault.Vault):
    who = receive(opened, "b")
    opened.conservation.eliminate([who.id], Ground.DUREE)
    (told,) = opened.folder.glob("*.purges")
    told.rename(told.with_name(told.name + ".part"))
    folder = opened.folder
    opened.close()
    with vault.open_vault(folder, PASSPHRASE, Watch()) as again:
        vault_id = again.backups.source.vault_id
        assert purges.read(folder, vault_id) == {who.id}
        assert not list(folder.glob("*.purges.part"))


def test_it_is_known_of_every_table_what_a_purge_does_to_it(opened: vault.Vault):
    assert purge.unclassified(opened._database) == set()
    assert {noun.code for noun in NOUNS} <= set(purge._reached(opened._database))


def test_a_table_that_nobody_thought_of_stops_the_purge(opened: vault.Vault):
    who = receive(opened, "b")
    opened._database.execute("CREATE TABLE nouvelle (fiche TEXT) STRICT")
    with pytest.raises(ValueError, match="nouvelle"):
        opened.conservation.eliminate([who.id], Ground.DUREE)
    assert opened.records.count(PERSONNE) == 1


def test_an_identifier_left_anywhere_stops_the_purge(opened: vault.Vault):
    who = receive(opened, "b")
    opened._database.execute("ALTER TABLE structure ADD COLUMN vue_par TEXT")
    opened._database.execute(
        "INSERT INTO structure (id, saisi_le, modifie_le, auteur, reponses, vue_par)"
        " VALUES ('x', '', '', '', '{}', ?)",
        (who.id,),
    )
    with pytest.raises(ValueError, match=r"structure\.vue_par still bears"):
        opened.conservation.eliminate([who.id], Ground.DUREE)
    assert opened.records.count(PERSONNE) == 1


def test_what_belongs_to_a_record_by_reference_goes_with_it(opened: vault.Vault):
    """As the files of exhibits do, whatever the depth."""
    who = receive(opened, "b")
    (situation,) = opened.records.of(who, SITUATION)
    (order,) = opened.records.of(situation, ORDONNANCE)
    for sql in (
        "CREATE TABLE une (id TEXT PRIMARY KEY, o TEXT NOT NULL REFERENCES ordonnance (id)) STRICT",
        "CREATE TABLE deux (u TEXT NOT NULL REFERENCES une (id), octets BLOB) STRICT",
        f"INSERT INTO une VALUES ('u', '{order.id}')",
        "INSERT INTO deux VALUES ('u', x'00')",
    ):
        opened._database.execute(sql)
    opened.conservation.eliminate([who.id], Ground.DUREE)
    assert opened._database.counts()["deux"] == opened._database.counts()["une"] == 0


def test_the_register_of_what_left_keeps_its_lines_without_saying_about_whom(opened: vault.Vault):
    who = receive(opened, "b")
    opened.conservation.eliminate([who.id], Ground.DUREE)
    (exit_,) = opened.departures.all()
    assert (exit_.kind, exit_.record_id) == (Departure.NOTE, None)


def test_files_are_due_two_years_after_the_last_contact(opened: vault.Vault, clock: Watch):
    old = received_then(opened, clock, "b", date(2010, 6, 14))
    just = received_then(opened, clock, "c", date(2010, 6, 15))
    undated = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "sans situation"}))
    returned = received_then(opened, clock, "d", date(2009, 1, 1))
    opened.records.add(
        SITUATION, Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 1, 1)), returned
    )
    assert [each.person_id for each in opened.conservation.due()] == [old.id]
    clock.advance(days=1)
    assert [each.person_id for each in opened.conservation.due()] == [old.id, just.id]
    clock.advance(days=800)
    assert undated.id in [each.person_id for each in opened.conservation.due()]


def test_a_duty_to_come_keeps_a_file(opened: vault.Vault, clock: Watch):
    old = received_then(opened, clock, "b", date(2009, 1, 1))
    (situation,) = opened.records.of(old, SITUATION)
    opened.records.add(
        ECHEANCE, Answers(echeance.FORM).with_(echeance.DATE_ECHEANCE, date(2012, 9, 1)), situation
    )
    assert opened.conservation.due() == ()


def test_a_merged_file_is_judged_with_the_one_in_which_it_is_read(opened: vault.Vault, clock: Watch):
    old, recent = (
        received_then(opened, clock, "b", date(2009, 1, 1)),
        received_then(opened, clock, "c", date(2012, 1, 1)),
    )
    opened.merges.merge(recent, old)
    assert opened.conservation.due() == ()
    assert opened.conservation.last_contact(recent.id) == date(2012, 1, 1)


def test_a_file_is_kept_longer_for_a_reason_and_a_time(opened: vault.Vault, clock: Watch):
    old = received_then(opened, clock, "b", date(2009, 1, 1))
    until = opened.conservation.keep_longer([old.id], Reason.PROCEDURE)
    assert (until, opened.conservation.due()) == (date(2013, 6, 15), ())
    (kept,) = opened.conservation.kept_longer()
    assert (kept.person_id, kept.reason) == (old.id, Reason.PROCEDURE)
    clock.advance(days=367)
    assert [each.person_id for each in opened.conservation.due()] == [old.id]
    opened.conservation.keep_longer([old.id], Reason.DEMANDE)
    opened.conservation.keep_no_longer([old.id])
    assert [each.person_id for each in opened.conservation.due()] == [old.id]
    opened.conservation.keep_longer([old.id], Reason.DEMANDE)
    opened.conservation.eliminate([old.id], Ground.DEMANDE)
    assert opened._database.counts()["maintien"] == 0


def closed(opened: vault.Vault, letter: str, on: date | None) -> Record:
    who = receive(opened, letter)
    (situation,) = opened.records.of(who, SITUATION)
    opened.records.save(situation, situation.answers.with_(accueil.CLOTURE_LE, on))
    return who


@pytest.mark.usefixtures("uncompacted")
def test_drafts_and_addresses_go_before_the_files(opened: vault.Vault, clock: Watch):
    long_ago, lately = closed(opened, "b", date(2011, 12, 14)), closed(opened, "c", date(2011, 12, 15))
    still = closed(opened, "d", None)
    kept = opened.conservation
    assert len(kept.drafts()) == 1
    assert [identifier for _, identifier in kept.addresses()] == [long_ago.id]
    assert (kept.erase_drafts(), kept.erase_addresses()) == (1, 1)
    assert (kept.drafts(), kept.addresses()) == ([], [])
    assert opened.records.get(PERSONNE, long_ago.id).answers[personne.ADRESSE] is None
    assert opened.records.get(PERSONNE, lately.id).answers[personne.ADRESSE] is not None
    assert opened.records.get(PERSONNE, still.id).answers[personne.ADRESSE] is not None
    assert opened.records.count(ORDONNANCE) == 2
    assert opened.damages() == []
    data = pages(opened)
    assert words_of("b")[5].encode() not in data
    assert b"1 rue " + words_of("b")[2].encode() not in data
    assert words_of("c")[5].encode() in data


def test_the_school_of_a_minor_goes_with_the_addresses_and_her_name_stays(opened: vault.Vault):
    who = closed(opened, "b", date(2011, 12, 14))
    opened.records.save(who, who.answers.with_(personne.ETABLISSEMENT, "Lycée Kerbihan"))
    opened.conservation.erase_addresses()
    left_of_her = opened.records.get(PERSONNE, who.id).answers
    assert (left_of_her[personne.ETABLISSEMENT], left_of_her[personne.NOM]) == (None, words_of("b")[0])


def test_durations_are_a_setting(opened: vault.Vault, clock: Watch):
    closed(opened, "b", date(2012, 3, 1))
    opened.conservation.set_months(Term.BROUILLONS, 1)
    assert len(opened.conservation.drafts()) == 1
    opened.conservation.set_months(Term.DOSSIERS, 0)
    assert opened.conservation.due() == ()
    clock.advance(days=1)
    assert len(opened.conservation.due()) == 1
    assert opened.conservation.months(Term.ADRESSES) == Term.ADRESSES.default


def test_only_who_manages_the_vault_eliminates(opened: vault.Vault, monkeypatch: pytest.MonkeyPatch):
    who = closed(opened, "b", date(2010, 3, 1))
    slot = opened._keyring.slot
    opened._keyring.change_slot(slot.id, role=Role.INTERVENANT)
    kept = opened.conservation
    for forbidden in (
        lambda: kept.eliminate([who.id], Ground.DUREE),
        kept.erase_drafts,
        kept.erase_addresses,
        lambda: kept.set_months(Term.DOSSIERS, 1),
    ):
        with pytest.raises(Failure, match="Seule une personne responsable du poste"):
            forbidden()
    assert opened.records.count(PERSONNE) == 1


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 120))
def test_months_are_counted_on_the_calendar(day: date, months: int):
    before = months_before(day, months)
    assert before <= day
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert months_after(before, months) <= day
    assert before.day == day.day or (before.day < day.day and (months_after(before, 0).day == before.day))


def test_remade_backups_leave_no_older_one_on_this_disk(opened: vault.Vault, clock: Watch):
    opened.backups.folder.mkdir()
    receive(opened, "b")
    safeguards.back_up(opened, opened.backups.folder)
    clock.advance(days=1)
    safeguards.back_up(opened, opened.backups.folder)
    clock.advance(days=1)
    made = safeguards.back_up(opened, opened.backups.folder)
    (opened.folder / "mises-de-cote" / "ancien").mkdir(parents=True)
    assert backups.remove_older(opened.backups.source, made.path) == 3
    assert [path.name for path in opened.backups.folder.iterdir()] == [made.path.name]
    assert list((opened.folder / "mises-de-cote").iterdir()) == []


def test_figures_already_published_stay_what_they_were(opened: vault.Vault):
    people = [receive(opened, letter) for letter in "bcd"]
    register = opened.publications
    counted = [Counted(number, 2, "victime") for number in (1, 2, 3)]
    register.close(
        register.rules(2012, "{}", 6, detail=True), {1: "{}", 2: '{"victime":3}'}, counted, Watch().now
    )
    published = register.add(2012, 2, '{"total":3}', {"comptage.pdf": b"%PDF trois"})
    closings = register.closings(2012)
    opened.conservation.eliminate([each.id for each in people], Ground.DUREE)
    register.check()
    assert (register.all(), register.closings(2012)) == ((published,), closings)
    assert register.documents(published) == {"comptage.pdf": b"%PDF trois"}
    assert register.counted(2012) == tuple(counted)
    receive(opened, "f")
    assert opened._database.value("SELECT numero FROM personne") == 4  # nobody is taken for one who is gone


def test_the_slip_says_how_many_and_when_and_nobody(opened: vault.Vault, clock: Watch):
    for letter in "bcd":
        received_then(opened, clock, letter, date(2009, 3, 1))
    due = opened.conservation.due()
    drawn = rights.slip_pdf(opened, due, date(2012, 6, 15))
    from_pages = text(drawn)
    assert "extrêmes" in from_pages
    assert "du 01/03/2009 au" in from_pages
    assert end_in_words(opened.journal.head()) in " ".join(from_pages.split())
    for secret in (*words_of("b"), *(each.code for each in due), due[0].person_id):
        assert secret not in from_pages.lower()
        assert secret.encode() not in drawn


def text(drawn: bytes) -> str:
    return "\n".join(page_texts(drawn))


def test_a_person_obtains_her_file_without_what_concerns_the_others(opened: vault.Vault):
    who, other = receive(opened, "b"), receive(opened, "c")
    (hers,), (his,) = opened.records.of(who, SITUATION), opened.records.of(other, SITUATION)
    opened.affairs.link(hers, his)
    told = f"{words_of('c')[0].upper()} l’a dit à {words_of('c')[1]}, et à {words_of('b')[0]}"
    opened.records.save(hers, hers.answers.with_(accueil.EXPOSE, told))
    (order,) = opened.records.of(hers, ORDONNANCE)
    opened.records.save(order, order.answers.with_(ordonnance.DEFENDEUR_NOM, "Dupontel"))
    said = text(rights.access_pdf(opened, opened.records.get(PERSONNE, who.id), date(2012, 6, 15)))
    assert "[une autre personne] l’a dit à [une autre personne], et à bexyloquant".replace("be", "ba") in said
    assert access.MASKED in said
    for hidden in ("Dupontel", *words_of("c")):
        assert hidden.lower() not in said.lower()
    for word in words_of("b"):
        assert word in said


def test_her_own_words_are_marked_and_three_kinds_of_silence_are_told_apart(opened: vault.Vault):
    who = receive(opened, "b")
    (hers,) = opened.records.of(who, SITUATION)
    told = Answers(evaluation.FORM).with_(evaluation.PAROLE, "Je dors mal.")
    told = told.with_(evaluation.OBSERVATIONS, "Elle porte une attelle.")
    for field, level in zip(evaluation.BESOINS, ("aucun", "non_aborde", "refuse"), strict=False):
        told = told.with_(field, level)
    opened.records.add(EVALUATION, told, hers)
    order = opened.records.of(hers, ORDONNANCE)
    fact = Answers(faits.FAIT).with_(faits.REPERE, "5ebd").with_(faits.RECIT, "Il a fermé la porte.")
    opened.records.save(order[0], order[0].answers.with_(ordonnance.FAITS, (fact,)))
    said = " ".join(text(rights.access_pdf(opened, who, date(2012, 6, 15))).split())
    assert "« Je dors mal. »" in said
    assert "« Il a fermé la porte. »" in said
    assert "Elle porte une attelle." in said
    assert "« Elle porte" not in said
    for word in ("Pas de besoin", "Non abordé", "Refuse d’en parler"):
        assert word in said
    assert "5ebd" not in said, "what only ties answers together says nothing to her"


def test_the_file_merged_into_hers_is_hers_to_obtain(opened: vault.Vault):
    who, same = receive(opened, "b"), receive(opened, "c")
    opened.merges.merge(who, same)
    said = text(rights.access_pdf(opened, opened.records.get(PERSONNE, who.id), date(2012, 6, 15)))
    assert [word for word in (*words_of("b"), *words_of("c")) if word not in said] == []


def test_an_extract_that_tells_where_the_other_party_is_is_refused(opened: vault.Vault):
    who, other = receive(opened, "b"), receive(opened, "c")
    (hers,), (his,) = opened.records.of(who, SITUATION), opened.records.of(other, SITUATION)
    opened.affairs.link(hers, his)
    opened.records.save(hers, hers.answers.with_(accueil.EXPOSE, f"Il vit 1 rue {words_of('c')[2]}"))
    with pytest.raises(Failure):
        rights.access_pdf(opened, opened.records.get(PERSONNE, who.id), date(2012, 6, 15))
