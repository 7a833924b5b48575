"""A vault made, opened, used by one session at a time and closed."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2

from models.casework import NOUNS, PERSONNE, Noun, Record
from models.dates import VagueDate
from models.failure import Failure
from models.fields import (
    Address,
    AddressField,
    Answers,
    Form,
    ListField,
    PhoneField,
    TextField,
    VagueDateField,
)
from models.forms import personne
from storage import disk, durable, header, keys, vault
from storage.failures import DiskTrouble, VaultChanged, VaultInUse
from tests import vaults
from tests.vaults import PASSPHRASE, USER, Watch

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights are those of the folder")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


CLOSED = {"clefs.json", "clefs.json.bak", "coffre-0001.db", "ballast"}


def test_a_vault_is_made_opened_and_opened_again(tmp_path: Path, clock: Watch):
    folder = tmp_path / "un" / "deux" / "coffre"
    with vault.create(folder, "  Claire ", PASSPHRASE, clock, cost=keys.FLOOR) as opened:
        assert (opened.user, opened.folder, opened.is_fictitious) == (USER, folder, False)
        added = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))
        assert names(folder) == {*CLOSED, "coffre-0001.db-wal", "session.json"}
    assert names(folder) == CLOSED
    with vault.open_vault(folder, PASSPHRASE, clock) as again:
        assert again.records.all(PERSONNE) == (added,)
        assert again.damages() == []
    assert vault.users(folder) == (USER,)


def test_a_demonstration_says_that_it_is_one(tmp_path: Path, clock: Watch):
    made = vault.create(tmp_path / "d", USER, PASSPHRASE, clock, cost=keys.FLOOR, fictitious=True)
    with made:
        assert made.is_fictitious


@pytest.mark.parametrize(
    ("user", "passphrase", "said"),
    [(" ", PASSPHRASE, "Indiquez votre nom"), (USER, "azerty", "trop facile à deviner")],
)
def test_a_vault_needs_a_name_and_a_strong_passphrase(
    tmp_path: Path, clock: Watch, user: str, passphrase: str, said: str
):
    with pytest.raises(Failure, match=said):
        vault.prepare(tmp_path / "coffre", user, passphrase, clock, cost=keys.FLOOR)
    assert names(tmp_path) == set()


def test_two_vaults_of_one_passphrase_have_different_keys(made_once: vault.Opening, tmp_path: Path):
    other = vault.prepare(tmp_path / "autre", USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
    assert other.master_key != made_once.master_key
    assert other.head.vault_id != made_once.head.vault_id


@POSIX
def test_everything_is_the_owners_alone_whatever_the_umask(tmp_path: Path, clock: Watch):
    folder = tmp_path / "coffre"
    folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        opened = vault.create(folder, USER, PASSPHRASE, clock, cost=keys.FLOOR)
        opened.records.add(PERSONNE, Answers(personne.FORM))
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        opened.close()
    finally:
        os.umask(before)
    assert set(modes) == {*CLOSED, "coffre-0001.db-wal", "session.json"}
    assert set(modes.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@POSIX
def test_an_opening_takes_back_rights_that_were_given(opening: vault.Opening, clock: Watch):
    opening.folder.chmod(0o755)
    vaults.database(opening).chmod(0o644)
    (opening.folder / "mises-de-cote").mkdir(mode=0o755)
    vault.open_database(opening, clock).close()
    assert opening.folder.stat().st_mode & 0o777 == 0o700
    assert vaults.database(opening).stat().st_mode & 0o777 == 0o600
    assert (opening.folder / "mises-de-cote").stat().st_mode & 0o777 == 0o700


def filled(form: Form, canary: Callable[[], str]) -> Answers:
    """A canary in every question that is answered with words, in every line of every address and list."""
    values: dict[str, object] = {}
    for field in form.fields:
        match field:
            case TextField() | PhoneField():
                values[field.code] = canary()
            case VagueDateField():
                values[field.code] = VagueDate(canary())
            case AddressField():
                values[field.code] = Address(canary(), canary(), canary(), canary())
            case ListField(item=item):
                values[field.code] = (filled(item, canary), filled(item, canary))
            case _:
                pass
    return Answers(form, values)


def test_no_word_of_anyone_can_be_read_in_the_folder_open_or_closed(opening: vault.Opening, clock: Watch):
    """The control is the same answers read through the open vault, where each canary is found."""
    canaries: list[str] = []

    def canary() -> str:
        canaries.append(f"canari{len(canaries):04}")
        return canaries[-1]

    owners: dict[Noun | None, Record] = {}
    with vault.open_database(opening, clock) as opened:
        for noun in NOUNS:
            owners[noun] = opened.records.add(noun, filled(noun.form, canary), owners.get(noun.owner))
        written = "".join(
            text for noun in NOUNS for (text,) in opened._database.rows(f"SELECT reponses FROM {noun.code}")
        )
        journal = (opening.folder / "coffre-0001.db-wal").read_bytes()
        while_open = vaults.every_byte(opening.folder)
    closed = vaults.every_byte(opening.folder)
    assert len(canaries) > 60
    assert [each for each in canaries if each not in written] == []
    assert len(journal) > 20_000
    readable = re.compile(b"canari|SQLite format|CREATE TABLE|reponses|personne", re.IGNORECASE)
    assert readable.search(written.encode())
    assert not readable.search(while_open)
    assert not readable.search(closed)


def test_a_second_program_is_told_who_has_the_vault_and_since_when(opening: vault.Opening, clock: Watch):
    script = """
import sys
from pathlib import Path
from datetime import datetime
from models.failure import Failure
from storage import vault
try:
    vault.open_vault(Path(sys.argv[1]), sys.argv[2], datetime.now).close()
except Failure as failure:
    print(type(failure).__name__, failure)
"""
    elsewhere = [sys.executable, "-c", script, opening.folder, PASSPHRASE]

    def told() -> str:
        done = subprocess.run(elsewhere, capture_output=True, text=True, encoding="utf-8", check=True)
        return done.stdout

    with vault.open_database(opening, clock) as opened:
        added = opened.records.add(PERSONNE, Answers(personne.FORM))
        assert told().startswith(
            "VaultInUse Ce coffre est déjà ouvert par Claire depuis le 15/06/2012 à 09:12."
        )
        (opening.folder / "session.json").write_text("{", "utf-8")
        assert told().startswith("VaultInUse Ce coffre est déjà ouvert. Fermez-le")
        assert opened.records.all(PERSONNE) == (added,)
    assert told() == ""


@pytest.mark.parametrize("note", ["", "[]", '{"depuis": 3}', '{"depuis": "2012-06-15"}', "[" * 100_000, None])
def test_the_note_of_a_session_never_prevents_the_message(
    opening: vault.Opening, clock: Watch, note: str | None
):
    with vault.open_database(opening, clock):
        path = opening.folder / "session.json"
        path.unlink() if note is None else path.write_text(note, "utf-8")
        with pytest.raises(VaultInUse, match=r"déjà ouvert\. Fermez-le"):
            vault.open_database(vaults.again(opening), clock)


@POSIX
def test_a_note_that_is_no_file_or_is_endless_is_not_read(opening: vault.Opening, clock: Watch):
    path = opening.folder / "session.json"
    with vault.open_database(opening, clock):
        os.truncate(path, 3 << 30)
        with pytest.raises(VaultInUse, match=r"déjà ouvert\. Fermez-le"):
            vault.open_database(vaults.again(opening), clock)
        path.unlink()
        os.mkfifo(path)
        with pytest.raises(VaultInUse, match=r"déjà ouvert\. Fermez-le"):
            vault.open_database(vaults.again(opening), clock)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Cl\x1b[2Jaire\n\x07", "par Cl[2Jaire depuis"),
        ("\u202eClaire\ud800", "par Claire depuis"),
        ("a" * 500, f"par {'a' * 80} depuis"),
        (["Claire"], "déjà ouvert. Fermez-le"),
    ],
)
def test_the_note_of_a_session_cannot_command_a_terminal(
    opening: vault.Opening, clock: Watch, name: object, shown: str
):
    with vault.open_database(opening, clock):
        note = {"utilisateur": name, "depuis": "2012-06-14T09:00:00+02:00"}
        (opening.folder / "session.json").write_text(json.dumps(note))
        with pytest.raises(VaultInUse, match=re.escape(shown)):
            vault.open_database(vaults.again(opening), clock)


@pytest.mark.parametrize("name", ["session.json", "clefs.json.part", "session.json.part"])
def test_a_folder_in_the_place_of_a_file_is_named(opening: vault.Opening, clock: Watch, name: str):
    (opening.folder / name).mkdir()
    with pytest.raises(DiskTrouble, match=f"Un dossier nommé « {re.escape(name)} »"):
        vault.open_database(opening, clock)
    (opening.folder / name).rmdir()
    vault.open_database(vaults.again(opening), clock).close()


@pytest.mark.parametrize("user", ["a" * 81, "a" * 2_000_000, "Cl\x1b[2Jaire", "Claire\nAnne", "\u202eClaire"])
def test_a_name_that_cannot_be_kept_makes_no_vault(tmp_path: Path, clock: Watch, user: str):
    with pytest.raises(Failure, match="80 caractères au plus"):
        vault.prepare(tmp_path / "neuf", user, PASSPHRASE, clock, cost=keys.FLOOR)
    assert not (tmp_path / "neuf").exists()


def test_the_longest_name_is_kept(tmp_path: Path, clock: Watch):
    vault.prepare(tmp_path / "neuf", "é" * 80, PASSPHRASE, clock, cost=keys.FLOOR)
    assert vault.users(tmp_path / "neuf") == ("é" * 80,)


def test_the_note_of_a_dead_session_is_no_hindrance(opening: vault.Opening, clock: Watch):
    (opening.folder / "session.json").write_text(
        '{"utilisateur": "Anne", "depuis": "2012-06-14T09:00:00+02:00"}'
    )
    with vault.open_database(opening, clock):
        note = json.loads((opening.folder / "session.json").read_text("utf-8"))
    assert note == {"utilisateur": USER, "depuis": "2012-06-15T09:12:30+02:00"}


def test_keys_opened_before_another_session_are_to_be_opened_again(opening: vault.Opening, clock: Watch):
    """That session may have changed them: an older key file must not be written over its own."""
    vault.open_database(opening, clock).close()
    before = vaults.contents(opening.folder)
    with pytest.raises(VaultChanged, match="ouvert ailleurs pendant que vous donniez"):
        vault.open_database(opening, clock)
    assert vaults.contents(opening.folder) == before
    vault.open_vault(opening.folder, PASSPHRASE, clock).close()


def test_each_session_has_its_number_in_the_database_and_in_both_key_files(
    opening: vault.Opening, clock: Watch
):
    for number in (1, 2, 3):
        with vault.open_database(vaults.again(opening), clock) as opened:
            assert opened._database.value("SELECT sequence FROM coffre") == number
            read = header.read(opening.folder)
            assert read.header.anchor.sequence == number
            assert read.is_authentic(opening.master_key)
            assert (opening.folder / header.NAME).read_bytes() == (opening.folder / header.COPY).read_bytes()


@pytest.mark.parametrize("lost", [header.NAME, header.COPY])
@pytest.mark.parametrize("damage", [b"", b"?", None])
def test_a_damaged_key_file_is_mended_from_its_copy(
    opening: vault.Opening, clock: Watch, lost: str, damage: bytes | None
):
    path = opening.folder / lost
    path.unlink() if damage is None else path.write_bytes(damage)
    vault.open_database(vaults.again(opening), clock).close()
    assert (opening.folder / header.NAME).read_bytes() == (opening.folder / header.COPY).read_bytes()
    assert header.read(opening.folder).is_authentic(opening.master_key)


def test_what_interrupted_writings_left_is_swept_and_nothing_else(opening: vault.Opening, clock: Watch):
    ours = {
        f"{name}.part"
        for name in ("clefs.json", "clefs.json.bak", "session.json", "ballast", "creation", "essais.json")
    }
    hers = {"notes.part", "photo.jpg", "coffre-0001.db.copie"}
    for name in ours | hers:
        (opening.folder / name).write_bytes(b"x")
    vault.open_database(opening, clock).close()
    assert names(opening.folder) == CLOSED | hers


def test_a_released_ballast_is_taken_again_once_there_is_room(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    (opening.folder / disk.BALLAST).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4 * disk.BALLAST_BYTES - 1))
        vault.open_database(opening, clock).close()
    assert disk.BALLAST not in names(opening.folder)
    vault.open_database(vaults.again(opening), clock).close()
    assert (opening.folder / disk.BALLAST).stat().st_size == disk.BALLAST_BYTES


@pytest.mark.parametrize(
    ("errno_", "said"),
    [
        (
            errno.ENOSPC,
            "Le disque est plein. La réserve gardée pour ce cas vient d’être libérée : recommencez",
        ),
        (errno.EROFS, "lecture seule"),
        (errno.EIO, "ne répond pas comme il faut"),
    ],
)
def test_a_disk_that_refuses_the_key_file_is_told_and_the_next_opening_succeeds(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch, errno_: int, said: str
):
    def refuse(*_: object) -> None:
        raise OSError(errno_, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write", refuse)
        with pytest.raises(DiskTrouble, match=said):
            vault.open_database(opening, clock)
    assert disk.BALLAST in names(opening.folder) or errno_ == errno.ENOSPC
    vault.open_database(vaults.again(opening), clock).close()


def test_closing_twice_is_closing_once_and_an_error_inside_closes_too(opening: vault.Opening, clock: Watch):
    opened = vault.open_database(opening, clock)
    opened.close()
    opened.close()

    def interrupted() -> None:
        with vault.open_database(vaults.again(opening), clock):
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert names(opening.folder) == CLOSED
    vault.open_database(vaults.again(opening), clock).close()


def test_a_checkpoint_leaves_nothing_waiting_in_the_journal(opened: vault.Vault):
    opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))
    journal = opened.folder / "coffre-0001.db-wal"
    assert journal.stat().st_size > 0
    opened.checkpoint()
    assert journal.stat().st_size == 0


def test_a_checkpoint_inside_a_change_or_after_the_end_is_none(opening: vault.Opening, clock: Watch):
    opened = vault.open_database(opening, clock)
    with opened.records.transaction():
        added = opened.records.add(PERSONNE, Answers(personne.FORM))
        opened.checkpoint()
    assert opened.records.all(PERSONNE) == (added,)
    opened.close()
    opened.checkpoint()


def test_a_checkpoint_that_fails_in_an_unknown_way_is_told(
    opened: vault.Vault, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> None:
        raise dbapi2.OperationalError("no code")

    with monkeypatch.context() as patched:
        patched.setattr(
            opened._database, "_connection", SimpleNamespace(execute=refused, in_transaction=False)
        )
        with pytest.raises(DiskTrouble):
            opened.checkpoint()


@POSIX
def test_a_hardened_process_writes_for_its_owner_alone_and_dumps_nothing(tmp_path: Path):
    script = """
import ctypes, os, resource, sys
from storage import process
def state():
    open(f"{sys.argv[1]}/{len(os.listdir(sys.argv[1]))}", "w").close()
    newest = max(os.listdir(sys.argv[1]))
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
    return oct(os.stat(f"{sys.argv[1]}/{newest}").st_mode & 0o777), dumpable
os.umask(0o022)
resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
print(*state())
process.harden()
print(*state(), resource.getrlimit(resource.RLIMIT_CORE))
print(process.total_memory() > 2**28)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
    )
    before, after, memory = done.stdout.splitlines()
    assert before in ("0o644 1", "0o644 0")
    assert after == "0o600 0 (0, 0)"
    assert memory == "True"
