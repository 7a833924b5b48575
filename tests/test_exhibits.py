"""Exhibits in a real encrypted file: their order, their files, their removal and its undoing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.casework import PERSONNE, PIECE, SITUATION, Record
from models.exhibit import Content
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, personne, piece
from storage import migration, vault
from storage.exhibits import Exhibits
from tests import vaults
from tests.vaults import PASSPHRASE, Watch

ROOT = Path(__file__).parents[1]
CONTENT = Content(b"%PDF-1.7 canari-de-la-piece" + bytes(range(256)) * 64, pages=3, silent=1)
LARGE = Content(os.urandom(6 * 1024 * 1024), pages=1, silent=1)


def titled(title: str) -> Answers:
    return Answers(piece.FORM).with_(piece.INTITULE, title)


@pytest.fixture
def exhibits(opened: vault.Vault) -> Exhibits:
    return opened.exhibits


@pytest.fixture
def situation(opened: vault.Vault) -> Record:
    person = opened.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "Chimérac"))
    return opened.records.add(SITUATION, Answers(accueil.FORM), person)


def titles(exhibits: Exhibits, situation: Record) -> list[str | None]:
    return [each.answers[piece.INTITULE] for each in exhibits.of(situation)]


def test_exhibits_are_numbered_in_the_order_given_to_them(exhibits: Exhibits, situation: Record):
    added = [exhibits.add(situation, titled(each)) for each in "abcd"]
    assert titles(exhibits, situation) == list("abcd")
    exhibits.place(situation, added[3], 0)
    exhibits.place(situation, added[0], 3)
    assert titles(exhibits, situation) == list("dbca")
    assert [each.number for each in exhibits.of(situation)] == [1, 2, 3, 4]


def test_an_exhibit_entered_elsewhere_comes_after_the_others(
    opened: vault.Vault, exhibits: Exhibits, situation: Record
):
    exhibits.add(situation, titled("a"))
    opened.records.add(PIECE, titled("b"), situation)
    assert titles(exhibits, situation) == ["a", "b"]


def test_a_file_comes_back_to_the_byte_after_the_vault_is_closed(opening: vault.Opening, clock: Watch):
    with vault.open_database(opening, clock) as opened:
        person = opened.records.add(PERSONNE, Answers(personne.FORM))
        situation = opened.records.add(SITUATION, Answers(accueil.FORM), person)
        record = opened.exhibits.add(situation, titled("a"))
        opened.exhibits.attach(record, LARGE)
    assert b"canari" not in vaults.every_byte(opening.folder)
    with vault.open_database(vaults.again(opening), clock) as opened:
        (exhibit,) = opened.exhibits.of(situation)
        assert (exhibit.pages, exhibit.silent, exhibit.has_file) == (1, 1, True)
        assert opened.exhibits.content(exhibit.record) == LARGE
        assert opened.damages() == []


def test_a_file_replaces_the_former_one_and_can_be_taken_away(exhibits: Exhibits, situation: Record):
    record = exhibits.add(situation, titled("a"))
    for content in (LARGE, CONTENT):
        exhibits.attach(record, content)
        assert exhibits.content(record) == content
    assert exhibits.detach(record) == CONTENT
    assert not exhibits.of(situation)[0].has_file
    with pytest.raises(KeyError):
        exhibits.content(record)


def test_a_removal_is_undone_with_the_file_and_the_place(
    opened: vault.Vault, exhibits: Exhibits, situation: Record
):
    _, second, _ = (exhibits.add(situation, titled(each)) for each in "abc")
    exhibits.attach(second, CONTENT)
    before = exhibits.of(situation)
    gone = exhibits.remove(situation, second)
    assert titles(exhibits, situation) == ["a", "c"]
    assert opened._database.rows("SELECT * FROM piece_fichier") == []
    exhibits.put_back(situation, gone, gone.removed.record.answers)
    assert exhibits.of(situation) == before
    assert exhibits.content(second) == CONTENT


def test_a_situation_whose_exhibit_has_a_file_is_not_removed_by_mistake(
    opened: vault.Vault, exhibits: Exhibits, situation: Record
):
    record = exhibits.add(situation, Answers(piece.FORM))
    exhibits.attach(record, CONTENT)
    with pytest.raises(Failure, match="retirez-les"):
        opened.records.remove(situation)
    exhibits.detach(record)
    opened.records.remove(situation)
    assert opened.records.count(PIECE) == 0


def test_nothing_of_a_file_is_readable_in_the_folder_of_the_vault(
    opened: vault.Vault, exhibits: Exhibits, situation: Record
):
    record = exhibits.add(situation, titled("a"))
    exhibits.attach(record, CONTENT)
    assert b"canari-de-la-piece" not in vaults.every_byte(opened.folder)
    opened.checkpoint()
    assert b"canari-de-la-piece" not in vaults.every_byte(opened.folder)
    (opened.folder / "temoin").write_bytes(CONTENT.data)
    assert b"canari-de-la-piece" in vaults.every_byte(opened.folder)


def test_the_exhibits_of_an_older_vault_become_records_with_all_their_answers(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    """As they were before the migration: a list among the answers of the order."""
    listed = [
        {
            "intitule": "Certificat",
            "prouve": "Les coups",
            "etat_piece": "manquante",
            "adresse_occultee": "oui",
        },
        {"intitule": "Photos", "detenteur": "la voisine", "adresse_occultee": "ne_sait_pas"},
    ]
    with vault.open_database(opening, clock) as opened:
        person = opened.records.add(PERSONNE, Answers(personne.FORM))
        situation = opened.records.add(SITUATION, Answers(accueil.FORM), person)
        database = opened._database
        for table in ("piece_fichier", "piece"):
            database.execute(f"DROP TABLE {table}")
        database.execute(
            "INSERT INTO ordonnance (id, situation, saisi_le, modifie_le, auteur, reponses)"
            " VALUES ('o', ?, '2012-06-15T09:12:30+02:00', '2012-06-15T09:12:30+02:00', 'Claire', ?)",
            (situation.id, json.dumps({"danger": "Il revient.", "pieces": listed})),
        )
        script = next(each for each in migration.steps() if each.name.startswith("0004"))
        with database.transaction(script.read_text("utf-8")):
            database.execute("ALTER TABLE piece_fichier ADD COLUMN empreinte TEXT")  # as 0007 does
        found = opened.exhibits.of(situation)
        kept = [
            {field.code: each.answers[field] for field in each.answers.answered()}  # pyright: ignore[reportArgumentType]
            for each in found
        ]
        assert kept == listed
        assert database.value("SELECT reponses FROM ordonnance") == '{"danger":"Il revient."}'


KILLED_WHILE_TAKING_IN = """
import os, sys
from datetime import datetime
from pathlib import Path
from models.casework import SITUATION
from models.exhibit import Content
from models.fields import Answers
from models.forms import piece
from storage import vault
opened = vault.open_vault(Path(sys.argv[1]), sys.argv[2], datetime.now)
(situation,) = opened.records.all(SITUATION)
number = 0
while True:
    record = opened.exhibits.add(situation, Answers(piece.FORM, {"intitule": f"P{number}"}))
    opened.exhibits.attach(record, Content(bytes([number % 256]) * 300_000, 1, 1))
    os.write(1, f"{number}\\n".encode())
    number += 1
"""


def test_an_exhibit_acknowledged_outlives_the_death_of_the_program(opening: vault.Opening, clock: Watch):
    with vault.open_database(opening, clock) as opened:
        person = opened.records.add(PERSONNE, Answers(personne.FORM))
        situation = opened.records.add(SITUATION, Answers(accueil.FORM), person)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_TAKING_IN, str(opening.folder), PASSPHRASE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    told = [int(child.stdout.readline()) for _ in range(8)]
    child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    told += [int(line) for line in child.stdout.read().splitlines()]
    child.wait()
    child.stdout.close()
    with vault.open_database(vaults.again(opening), clock) as opened:
        found = {each.answers[piece.INTITULE]: each for each in opened.exhibits.of(situation)}
        for number in told:
            content = opened.exhibits.content(found[f"P{number}"].record)
            assert content.data == bytes([number % 256]) * 300_000
        assert opened.damages() == []
