"""The import page and the command: tried first, entered whole, given up without a trace, taken back."""

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from models.casework import PERSONNE, SITUATION
from models.forms import personne
from storage import vault
from storage.vault import Opening
from tests import vaults
from tests.vaults import Watch
from tests.windows import Screen, press, settle, type_in
from ui import commands
from ui.command_line.parser import MISUSED
from ui.pages.importation import ImportationPage

HEADER = ["Nom", "Prénom", "Née le", "Date", "Statut", "Quartier"]
ROWS = [
    ["CHIMÉRAC", "Zoé", "12/03/1987", "03/03/2011", "Victime", "nord"],
    ["CHIMÉRAC", "Zoé", "12/03/1987", "05/06/2011", "mec", "sud"],
    ["FABULON", "Noël", "40 ans", "06/06/2011", "vctm", "est"],
]


def table(tmp_path: Path, rows: list[list[str]]) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADER, *rows])
    path = tmp_path / "suivi.csv"
    path.write_text(out.getvalue(), "cp1252")
    return path


def page(screen: Screen) -> ImportationPage:
    screen.workspace.show_statistics()
    screen.click("statistiques.importer")
    assert isinstance(screen.page, ImportationPage)
    return screen.page


def tried(screen: Screen, qtbot: QtBot, path: Path) -> ImportationPage:
    shown = page(screen)
    shown.open_table(path)
    qtbot.waitUntil(lambda: shown._checked is not None and not screen.is_seen("importation.arreter"))
    return shown


def lines(screen: Screen, name: str) -> list[str]:
    found = screen.seen(name, QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def test_a_table_is_tried_entered_and_taken_back(screen: Screen, qtbot: QtBot, tmp_path: Path):
    shown = tried(screen, qtbot, table(tmp_path, ROWS))
    told = screen.seen("importation.totaux", QLabel).text()
    assert "Lignes lues : 3, comprises : 2, à corriger : 1." in told
    assert "Victime : 1 · Mis en cause : 1" in told
    assert "Mots à relier à une réponse : 1." in told
    assert screen.focus().objectName() == "importation.reponse", "what comes next is under the hand"
    assert "Quartier  →  gardée en note, dans « Ce qui amène la personne »" in lines(
        screen, "importation.colonnes"
    )
    screen.click("importation.volet.doublons")
    assert screen.seen("importation.volet.doublons", QPushButton).text() == "Doublons possibles (1)"
    screen.click("importation.volet.erreurs")
    (fault,) = lines(screen, "importation.erreurs")
    assert fault.startswith("Ligne 4, Statut « vctm » : une réponse de la liste est attendue : Victime")
    assert screen.records.count(PERSONNE) == 0
    shown.save_to_correct(tmp_path / "corriger.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "corriger.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Nom", "FABULON"]
    screen.click("importation.importer")
    qtbot.waitUntil(lambda: "Lignes importées : 2" in screen.notice)
    assert "Lignes restées à corriger : 1." in screen.notice
    assert screen.seen("avis.action", QPushButton).text() == "Enregistrer les lignes à corriger…"
    assert (screen.records.count(PERSONNE), screen.records.count(SITUATION)) == (1, 2)
    screen.click("importation.annuler")
    qtbot.waitUntil(lambda: "Import annulé. Fiches retirées : 3." in screen.notice)
    assert screen.records.count(PERSONNE) == screen.records.count(SITUATION) == 0
    assert not screen.is_seen("importation.passes")


def test_a_column_is_matched_by_hand_and_a_doubt_is_refused(screen: Screen, qtbot: QtBot, tmp_path: Path):
    shown = tried(screen, qtbot, table(tmp_path, ROWS[:2]))
    screen.seen("importation.colonnes", QListWidget).setCurrentRow(5)
    choice = screen.seen("importation.question", QLineEdit)
    choice.setFocus()
    choice.clear()
    type_in(choice, "employeur")
    press(choice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))
    assert "Quartier  →  Personne — Employeur" in lines(screen, "importation.colonnes")[5]
    screen.click("importation.volet.doublons")
    doubts = screen.seen("importation.doublons", QListWidget)
    doubts.item(0).setCheckState(doubts.item(0).checkState().Unchecked)
    shown.apply()
    qtbot.waitUntil(
        lambda: screen.records.count(SITUATION) == 2 and not screen.is_seen("importation.arreter")
    )
    assert [each.answers[personne.EMPLOYEUR] for each in screen.records.all(PERSONNE)] == ["nord", "sud"]


def test_the_likely_same_persons_are_joined_in_one_gesture_and_kept_when_words_are_said(
    screen: Screen, qtbot: QtBot, tmp_path: Path
):
    likely = ["CHIMÉRAC", "Zoé", "1987", "07/06/2011", "Victime", ""]
    alone = ["FABULON", "Noël", "", "08/06/2011", "Victime", ""]
    shown = tried(
        screen, qtbot, table(tmp_path, [ROWS[0], likely, alone, [*alone[:3], "09/06/2011", *alone[4:]]])
    )
    screen.click("importation.volet.doublons")
    found = screen.seen("importation.doublons", QListWidget)
    assert lines(screen, "importation.doublons") == [
        "Ligne 3 · CHIMÉRAC Zoé. Une seule personne avec la ligne 2 ? même nom, même prénom, "
        "âges compatibles",
        "Ligne 5 · FABULON Noël. Une seule personne avec la ligne 4 ? même nom, même prénom",
    ]
    ticks = [found.item(row).checkState() is Qt.CheckState.Checked for row in range(found.count())]
    assert ticks == [False, False], "nobody is joined by a name unless it is said"
    screen.click("importation.reunir")
    found.setCurrentRow(1)
    assert screen.focus() is found
    press(found, Qt.Key.Key_Space)
    shown._say()
    qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))
    shown.apply()
    qtbot.waitUntil(lambda: "Lignes importées : 4" in screen.notice)
    assert (screen.records.count(PERSONNE), screen.records.count(SITUATION)) == (2, 4)
    screen.click("importation.annuler")
    qtbot.waitUntil(lambda: "Import annulé" in screen.notice)
    assert screen.records.count(PERSONNE) == 0


@pytest.mark.parametrize("leave", ["importation.arreter", "aller.statistiques", "verrouiller"])
def test_giving_up_or_leaving_leaves_nothing(
    screen: Screen, qtbot: QtBot, tmp_path: Path, leave: str, monkeypatch: pytest.MonkeyPatch
):
    rows = [["NOM", str(number), "1990", "03/03/2011", "Victime", ""] for number in range(300)]
    shown = tried(screen, qtbot, table(tmp_path, rows))
    monkeypatch.setattr("ui.slices.SLICE", 0)
    shown.apply()
    shown._slices.turn.stop()
    for _ in range(5):
        assert shown._slices.steps is not None
        next(shown._slices.steps)
    assert screen.records.count(PERSONNE) == 5, "something was under way"
    screen.seen(leave, QPushButton).click()
    settle()
    if leave == "verrouiller":
        screen.open_again()
    assert screen.records.count(PERSONNE) == 0
    assert not screen.vault.imports.all()


def test_a_file_that_is_no_table_is_told_in_place(screen: Screen, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 truncated")
    page(screen).open_table(path)
    qtbot.waitUntil(lambda: "abîmé ou incomplet" in screen.notice)
    assert screen.seen("importation.choisir", QPushButton).isEnabled()


def command(opening: Opening, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    stdin = io.TextIOWrapper(io.BytesIO(vaults.PASSPHRASE.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    return commands.run(["importer", str(opening.folder), "--phrase-stdin", *arguments], Watch())


def test_command_tries_then_applies(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = table(tmp_path, ROWS)
    correct = tmp_path / "b.xlsx"
    assert command(opening, monkeypatch, str(path), "--corriger", str(correct)) == commands.DONE
    told = capsys.readouterr()
    assert "Lignes lues : 3, comprises : 2, à corriger : 1." in told.out
    assert "Colonnes qui ne répondent à aucune question, gardées en note : Quartier." in told.out
    assert "Essai seulement" in told.out
    assert "Ligne 4, colonne « Statut »" in told.err
    assert "FABULON" not in told.out + told.err
    assert correct.exists()
    assert command(opening, monkeypatch, str(path), "--appliquer") == commands.DONE
    assert "Lignes importées : 2." in capsys.readouterr().out
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        assert opened.records.count(SITUATION) == 2


@pytest.mark.parametrize(("option", "persons"), [((), 2), (("--reunir",), 1)])
def test_command_joins_the_likely_ones_only_when_it_is_asked(
    opening: Opening,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    option: tuple[str, ...],
    persons: int,
):
    path = table(tmp_path, [ROWS[0], ["CHIMÉRAC", "Zoé", "1987", "07/06/2011", "Victime", ""]])
    assert command(opening, monkeypatch, str(path), "--appliquer", *option) == commands.DONE
    assert "Ligne 3 : Une seule personne avec la ligne 2 ?" in capsys.readouterr().out
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        assert opened.records.count(PERSONNE) == persons


def test_command_refuses_what_is_no_table_and_what_it_does_not_understand(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert command(opening, monkeypatch, str(tmp_path / "none.csv")) == commands.FAILED
    assert "ne peut pas être lu" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        command(opening, monkeypatch)
    assert stop.value.code == MISUSED
