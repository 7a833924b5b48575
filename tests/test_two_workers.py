"""Two workers, two programs, one vault: told by whom and since when, she waits; who did what is shown."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableView
from pytestqt.qtbot import QtBot

from models.casework import PERSONNE
from models.fields import Answers
from models.forms import personne
from models.roles import Role
from storage import keys, vault
from storage.vault import Opening
from tests.test_unlock import door_to
from tests.vaults import PASSPHRASE, USER, Watch
from tests.windows import Screen, leave, press, settle, type_in

ROOT = Path(__file__).parents[1]
COLLEAGUE = "Bruno"

WORKS_THEN_WAITS = """
import os, sys
from datetime import datetime
from pathlib import Path
from models.casework import PERSONNE
from models.forms import personne
from storage import vault
with vault.open_vault(Path(sys.argv[1]), sys.argv[2], datetime.now, sys.argv[3]) as opened:
    person = opened.records.all(PERSONNE)[0]
    opened.records.save(person, person.answers.with_(personne.LANGUE, "roumain"))
    os.write(1, b"in use")
    sys.stdin.read()
"""


@contextmanager
def colleague(folder: Path, phrase: str) -> Generator[subprocess.Popen[bytes]]:
    """At another computer, in a program of her own, the vault open."""
    told = [sys.executable, "-c", WORKS_THEN_WAITS, str(folder), phrase, COLLEAGUE]
    pipe = subprocess.PIPE
    with subprocess.Popen(told, cwd=ROOT, env=dict(os.environ), stdin=pipe, stdout=pipe) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        try:
            assert program.stdout.read(6) == b"in use"
            yield program
        finally:
            program.stdin.close()
            program.wait(20)


@pytest.fixture
def shared(opening: Opening) -> tuple[Opening, str]:
    """A vault of two workers, with one person in it; the colleague's passphrase."""
    with vault.open_database(opening, Watch()) as opened:
        phrase = opened.users.add(COLLEAGUE, Role.INTERVENANT)
        opened.records.add(PERSONNE, Answers(personne.FORM).with_(personne.LANGUE, "français"))
    return opening, phrase


def test_she_is_told_by_whom_and_since_when_waits_and_reads_who_did_what(
    shared: tuple[Opening, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opening, phrase = shared
    monkeypatch.setattr(keys, "raised", lambda *_: None)
    door = door_to(qtbot, opening.folder, tmp_path / "preferences.json")
    door.window.unlock._attempts.setInterval(50)
    with colleague(opening.folder, phrase):
        who = door.window.unlock.findChild(QComboBox, "coffre.utilisateur")
        assert who is not None
        who.setCurrentText(USER)
        type_in(door.line("coffre.phrase"), PASSPHRASE)
        press(door.line("coffre.phrase"), Qt.Key.Key_Return)
        door.wait_refused()
        assert door.problem.startswith(f"Ce coffre est déjà ouvert par {COLLEAGUE} depuis le ")
        door.button("deverrouillage.attendre").click()
        door.bot.wait(200)
        assert door.window.workspace is None
        assert door.problem.startswith("En attente")
    door.wait_open()
    screen = Screen(door.window, lambda: None)
    (her,) = screen.records.all(PERSONNE)
    assert her.answers[personne.LANGUE] == "roumain", "nothing of what the other did is lost"
    screen.workspace.show_person(her.id)
    screen.workspace.show_history()
    table = screen.seen("historique.changements", QTableView)
    rows = [
        [str(table.model().index(row, column).data()) for column in range(1, 6)]
        for row in range(table.model().rowCount())
    ]
    assert [COLLEAGUE, "Personne", "Langue parlée", "français", "roumain"] in rows
    assert any(row[0] == USER for row in rows), "who entered it is told too"
    leave(door.window)
    settle()
