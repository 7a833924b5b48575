"""Take the README's pictures again, at the size of the workstations: ``python -m docs.retake_pictures``."""

import contextlib
import os
import tempfile
from datetime import date, datetime
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

import main
from models.casework import EVALUATION, ORDONNANCE, SITUATION
from models.dates import Period
from storage import vault
from ui import demonstration
from ui.pages.statistiques import Statistiques

IMAGES = Path(__file__).resolve().with_name("images")
WIDTH, HEIGHT = 1366, 768


def then() -> datetime:
    """A working day of the demonstration's year."""
    return datetime(2012, 12, 20, 10, 30).astimezone()


def afterwards() -> datetime:
    """A year is published once it is over."""
    return datetime(2013, 1, 7, 9, 0).astimezone()


def retake(folder: Path) -> None:
    """Make a demonstration in a folder, walk through it, and keep what is seen."""
    coffre = Path("demonstration", "coffre")
    demonstration.make(coffre.parent, 323, 2012, 1, afterwards, print)
    window = main.build([str(coffre)], clock=then, preferences=folder / "preferences.json")
    window.resize(WIDTH, HEIGHT)
    window.show()

    def keep(name: str) -> None:
        QTest.qWait(500)
        window.grab().save(str(IMAGES / f"{name}.png"))

    keep("deverrouillage")
    opened = vault.open_vault(coffre, demonstration.PASSPHRASE, then)
    situation = opened.records.get(SITUATION, opened.records.all(ORDONNANCE)[0].owner_id or "")
    window.unlock.opened.emit(opened)
    workspace = window.workspace
    assert workspace is not None
    keep("aujourdhui")
    workspace.show_situation(situation.id)
    keep("situation")
    evaluation = opened.records.of(situation, EVALUATION)[0]
    workspace.show_situation(situation.id, evaluation.id)
    keep("evaluation")
    workspace.show_person(situation.owner_id or "")
    keep("personne")
    workspace.show_order(situation.id)
    keep("ordonnance")
    workspace.show_statistics()
    figures = workspace.page
    assert isinstance(figures, Statistiques)
    figures.figures.show_period(Period(date(2012, 1, 1), date(2012, 12, 31)))
    families = figures.findChild(QListWidget, "statistiques.familles")
    assert families is not None
    families.setCurrentRow(1)
    keep("statistiques")
    window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        retake(Path(place))
