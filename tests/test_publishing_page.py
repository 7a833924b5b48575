"""The page that publishes: what is masked is seen first, nothing is done before it is confirmed."""

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from exports import closing
from models.casework import PERSONNE, SITUATION
from models.fields import Answers
from models.forms import accueil, personne
from tests.windows import Screen, settle
from ui import publishing_pane
from ui.pages.statistiques import Statistiques
from ui.publishing_pane import PublishingPane

TODAY = date(2012, 6, 15)


@pytest.fixture
def pane(screen: Screen) -> PublishingPane:
    """Forty persons received in the first quarter; the pane on that quarter."""
    with screen.records.transaction():
        for number in range(40):
            known = Answers(personne.FORM).with_(personne.SEXE, "homme" if number % 2 else "femme")
            whose = screen.records.add(PERSONNE, known)
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 2, 1))
            status = accueil.VICTIME if number < 37 else accueil.MIS_EN_CAUSE
            screen.records.add(SITUATION, intake.with_(accueil.STATUT, status), whose)
    screen.workspace.show_statistics()
    page = screen.page
    assert isinstance(page, Statistiques)
    page.show_publishing()
    page.publishing.choose(2012, 1)
    return page.publishing


def looked_at(pane: PublishingPane, qtbot: QtBot) -> None:
    pane.look()
    qtbot.waitUntil(lambda: pane.is_ready, timeout=20_000)
    settle()


def test_the_masks_are_seen_with_their_reason_before_anything_is_done(
    pane: PublishingPane, screen: Screen, qtbot: QtBot
):
    assert not screen.is_seen("publier.confirmer")
    looked_at(pane, qtbot)
    shown = screen.seen("publier.texte", QTextBrowser).toPlainText()
    assert "n.d." in shown
    assert "retenu pour qu’un autre ne puisse pas être déduit" in shown
    assert screen.focus().objectName() == "publier.confirmer"
    assert screen.vault.publications.all() == screen.vault.publications.closings(2012) == ()


def test_what_is_confirmed_is_closed_written_and_registered(
    pane: PublishingPane, screen: Screen, qtbot: QtBot, tmp_path: Path
):
    looked_at(pane, qtbot)
    with qtbot.waitSignal(pane.published, timeout=60_000):
        pane.publish(tmp_path)
    settle()
    assert {path.suffix for path in tmp_path.glob("comptage-2012-T1*")} == {".xlsx", ".pdf", ".zip", ".json"}
    assert "période close et publiée" in screen.notice
    register = screen.seen("publier.registre", QListWidget)
    assert register.item(0).text().startswith("N° 1 — 1er trimestre 2012\nLe 15/06/2012 par Claire")
    assert "Publié de 2012 : 1er trimestre 2012" in screen.seen("publier.etat", QLabel).text()
    assert not screen.seen("publier.seuil", QComboBox).isEnabled(), "until 31 December"
    (tmp_path / "encore").mkdir()
    pane.write_again(tmp_path / "encore")
    for path in (tmp_path / "encore").iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
    assert len(screen.vault.departures.all()) == 8


def test_a_preview_given_up_leaves_nothing(pane: PublishingPane, screen: Screen, qtbot: QtBot):
    looked_at(pane, qtbot)
    screen.click("publier.renoncer")
    assert not pane.is_ready
    assert not screen.is_seen("publier.confirmer")
    assert screen.vault.publications.all() == ()


def test_a_preview_is_stopped_while_it_is_computed(
    pane: PublishingPane, screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()

    def slowly(account: closing.Account, progress: closing.Progress) -> closing.Prepared:
        progress(0, 2)
        begun.set()
        assert go_on.wait(10)
        progress(1, 2)
        return closing.prepare(account)

    monkeypatch.setattr(publishing_pane, "prepare", slowly)
    pane.look()
    assert begun.wait(10)
    screen.click("publier.arreter")
    go_on.set()
    qtbot.waitUntil(lambda: "Aperçu arrêté" in screen.notice, timeout=10_000)
    assert not pane.is_ready
    assert screen.seen("publier.apercu", QPushButton).isEnabled()


def test_another_period_forgets_what_was_looked_at(pane: PublishingPane, screen: Screen, qtbot: QtBot):
    looked_at(pane, qtbot)
    pane.choose(2011, 4)
    assert not pane.is_ready


def test_a_period_that_is_not_over_is_told(pane: PublishingPane, screen: Screen):
    pane.choose(2012, 2)
    pane.look()
    assert "pas finie" in screen.notice


def test_a_register_that_was_altered_is_told_and_blocks(
    pane: PublishingPane, screen: Screen, qtbot: QtBot, tmp_path: Path
):
    looked_at(pane, qtbot)
    with qtbot.waitSignal(pane.published, timeout=60_000):
        pane.publish(tmp_path)
    screen.vault._database.execute("UPDATE comptee SET statut = 'victime'")
    screen.workspace.show_today()
    screen.workspace.show_statistics()
    assert "altéré" in screen.seen("publier.etat", QLabel).text()
    assert not screen.seen("publier.apercu", QPushButton).isEnabled()


def test_late_records_are_said_to_wait(pane: PublishingPane, screen: Screen, qtbot: QtBot, tmp_path: Path):
    looked_at(pane, qtbot)
    with qtbot.waitSignal(pane.published, timeout=60_000):
        pane.publish(tmp_path)
    whose = screen.records.add(PERSONNE, Answers(personne.FORM))
    screen.records.add(SITUATION, Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 1, 2)), whose)
    screen.workspace.show_today()
    screen.workspace.show_statistics()
    assert "1 personne, enregistrée après l’arrêté" in screen.seen("publier.etat", QLabel).text()
