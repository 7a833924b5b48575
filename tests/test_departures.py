"""The register of what left in clear: what, when, by whom, about whom, and no content."""

import hashlib
from pathlib import Path

import pytest

from models.casework import PERSONNE
from models.departure import Departure
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from storage import vault
from tests import vaults
from tests.vaults import Watch
from ui import outgoing

WHOSE = Answers(personne.FORM).with_(personne.NOM, "Chimérac")


def test_what_leaves_is_noted_with_its_digest(opened: vault.Vault, clock: Watch, tmp_path: Path):
    about = opened.records.add(PERSONNE, WHOSE)
    outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier", about=about)
    (left,) = opened.departures.of(about)
    assert (left.kind, left.digest) == (Departure.NOTE, hashlib.sha256(b"papier").hexdigest())
    assert (left.at, opened.name_of(left.author)) == (clock(), vaults.USER)


def test_nothing_is_noted_when_nothing_is_written(opened: vault.Vault, tmp_path: Path):
    (tmp_path / "note.pdf").write_bytes(b"un autre")
    with pytest.raises(Failure):
        outgoing.leave(opened, Departure.NOTE, tmp_path / "note.pdf", b"papier")
    assert opened.departures.all() == []


def test_the_register_holds_neither_content_nor_name_of_file(opened: vault.Vault, tmp_path: Path):
    outgoing.leave(opened, Departure.FICHE, tmp_path / "Chimerac.pdf", "Chimérac".encode())
    rows = opened._database.rows("SELECT * FROM sortie")
    assert "him" not in repr(rows)


def test_the_latest_is_first(opened: vault.Vault, tmp_path: Path):
    for name in ("une", "deux"):
        outgoing.leave(opened, Departure.ANNUAIRE, tmp_path / name, name.encode())
    assert [left.digest for left in opened.departures.all()] == [
        hashlib.sha256(name).hexdigest() for name in (b"deux", b"une")
    ]
