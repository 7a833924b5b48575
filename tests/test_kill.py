"""The program killed while she types: all that was typed a second before is there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.casework import PERSONNE, SITUATION
from models.forms import accueil, personne
from storage import vault
from tests import vaults
from tests.vaults import PASSPHRASE, Watch

ROOT = Path(__file__).parents[1]

SECOND = 1.0

TYPES_THEN_WAITS = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
import main
from models.forms import accueil, personne
from storage import vault
place, phrase, preferences = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
window = main.build([str(place)], preferences=preferences)
window.show()
window.activateWindow()
window.unlock.opened.emit(vault.open_vault(place, phrase, main.now))
workspace = window.workspace
workspace._today.new_contact("Chimérac Zoé")
QTest.qWait(1500)
for field, words in (
    (personne.NAISSANCE, "mars 1987"),
    (personne.TELEPHONE, "0639981234"),
    (accueil.EXPOSE, "Dispute hier soir."),
    (accueil.DATE_ACCUEIL, "32/13"),
):
    workspace.page.findChild(QWidget, field.code).setFocus()
    QTest.keyClicks(QApplication.focusWidget(), words)
os.write(1, b"typed")
QTest.qWait(60_000)
"""


def killed_after(folder: Path, preferences: Path, seconds: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TYPES_THEN_WAITS, str(folder), PASSPHRASE, str(preferences)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.read(5) == b"typed"
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a process that is ended without a word")
@pytest.mark.parametrize("seconds", [SECOND, 0.0])
def test_what_was_typed_a_second_before_the_program_is_killed_is_there(
    opening: vault.Opening, tmp_path: Path, seconds: float
):
    """The control is killed at once: the last words are not there."""
    killed_after(opening.folder, tmp_path / "preferences.json", seconds)
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        assert opened.damages() == []
        (person,), (situation,) = opened.records.all(PERSONNE), opened.records.all(SITUATION)
        unread = [typed for _, typed in opened.resumption.words().values()]
    assert person.answers[personne.NOM] == "Chimérac", "it was made before"
    birth = person.answers[personne.NAISSANCE]
    told = (birth and birth.words, person.answers[personne.TELEPHONE], situation.answers[accueil.EXPOSE])
    expected = ("mars 1987", "06 39 98 12 34", "Dispute hier soir.")
    assert (told == expected) is (seconds == SECOND), told
    assert any("32/13" in str(typed) for typed in unread) is (seconds == SECOND)
