"""Backups through the window: made, told, reminded of, made at closing, and restored from the lock screen."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from models.backup import Place
from models.casework import PERSONNE, SITUATION
from models.departure import Departure
from models.fields import Address
from models.forms import accueil, personne
from storage import archive, backups
from storage.database import Database
from storage.failures import disk_gone, no_room
from storage.vault import Opening
from tests.vaults import PASSPHRASE, Watch
from tests.windows import Screen, open_screen, settle, type_in
from ui.backup_box import BackupBox
from ui.pages.conservation import ConservationPage


def only_box(screen: Screen) -> BackupBox:
    (found,) = screen.window.findChildren(BackupBox)
    return found


def files(screen: Screen) -> list[Path]:
    return backups.found(screen.vault.backups.folder, screen.vault.backups.source.vault_id)


def left_over(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def test_a_backup_is_made_told_and_dated(screen: Screen, qtbot: QtBot):
    screen.situation()
    screen.workspace.show_settings()
    assert "aucune encore" in screen.seen("sauvegardes.poste", QLabel).text()
    screen.click("sauvegardes.maintenant")
    qtbot.waitUntil(lambda: "Sauvegarde faite, relue et vérifiée" in screen.notice)
    assert "même disque que le coffre" in screen.notice
    (made,) = files(screen)
    assert archive.check(made).counts["personne"] == 1
    assert "aujourd’hui, le 15/06/2012 à 09 h 12" in screen.seen("sauvegardes.poste", QLabel).text()
    assert not screen.is_seen("sauvegardes.arreter")


def test_a_backup_goes_to_a_stick_which_is_remembered(
    screen: Screen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backups, "is_on_disk_of", lambda *_: False)
    stick = tmp_path / "CLÉ & co"
    stick.mkdir()
    screen.situation()
    screen.workspace.show_settings()
    only_box(screen).back_up_in(stick)
    qtbot.waitUntil(lambda: "Sauvegarde faite" in screen.notice)
    assert "même disque" not in screen.notice
    assert len(list(stick.glob("*.sauvegarde"))) == 1
    screen.workspace.notices.hide()
    screen.click("sauvegardes.cle_connue")
    qtbot.waitUntil(lambda: "Sauvegarde faite" in screen.notice)
    assert len(list(stick.glob("*.sauvegarde"))) == 2
    only_box(screen).back_up_in(tmp_path / "débranchée")
    assert "n’existe pas, ou plus. Branchez la clé USB" in screen.notice
    assert not screen.is_seen("sauvegardes.arreter")


def test_a_backup_is_stopped_without_a_trace(screen: Screen, qtbot: QtBot):
    screen.situation()
    screen.workspace.show_settings()
    only_box(screen).back_up_here()
    only_box(screen).stop()
    qtbot.waitUntil(lambda: "aucun fichier n’a été laissé" in screen.notice)
    assert left_over(screen.vault.backups.folder) == []


def test_a_drill_restores_compares_and_certifies(screen: Screen, qtbot: QtBot, tmp_path: Path):
    screen.situation()
    screen.workspace.show_settings()
    screen.click("sauvegardes.exercice")
    assert "Faites d’abord une sauvegarde" in screen.notice
    screen.click("sauvegardes.maintenant")
    qtbot.waitUntil(lambda: "Sauvegarde faite" in screen.notice)
    screen.click("sauvegardes.exercice")
    qtbot.waitUntil(lambda: "elle rend le coffre entier" in screen.notice)
    before = {path.name for path in screen.vault.folder.iterdir()}
    assert not [name for name in before if "part" in name]
    tried = only_box(screen).tried
    assert tried is not None
    only_box(screen).certify(tried, tmp_path / "c.pdf")
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert [left.kind for left in screen.vault.departures.all()] == [Departure.EXERCICE]


def test_the_page_of_the_day_reminds_of_the_stick_then_warns(screen: Screen, clock: Watch):
    for days, role in ((6, None), (8, "hint"), (31, "problem")):
        clock.now += timedelta(days=days)
        screen.workspace._today.arrive()
        assert screen.is_seen("rappel") is (role is not None)
        if role:
            assert screen.seen("rappel.phrase", QLabel).property("role") == role
        clock.now -= timedelta(days=days)
    clock.advance(days=40)
    screen.workspace._today.arrive()
    assert "depuis 40 jours" in screen.seen("rappel.phrase", QLabel).text()
    screen.click("rappel.sauvegarder")
    assert screen.is_seen("sauvegardes.maintenant")


def test_closing_backs_up_what_was_changed_then_closes(
    qapp: object, opening: Opening, clock: Watch, tmp_path: Path, qtbot: QtBot
):
    with open_screen(opening, clock, tmp_path / "p.json") as screen:
        screen.situation()
        folder, vault_id = screen.vault.backups.folder, screen.vault.backups.source.vault_id
        assert not screen.window.close()
        settle()
        assert not screen.is_seen("situation.clore")
        qtbot.waitUntil(lambda: not screen.window.isVisible())
        (made,) = backups.found(folder, vault_id)
        assert archive.check(made).counts["situation"] == 1
        assert screen.window.workspace is None


def test_closing_without_a_change_backs_up_nothing(screen: Screen):
    folder = screen.vault.backups.folder
    assert screen.window.close()
    assert not folder.exists()


def test_closing_again_does_not_wait(screen: Screen, qtbot: QtBot):
    screen.situation()
    folder = screen.vault.backups.folder
    assert not screen.window.close()
    assert screen.window.close()
    assert [path for path in left_over(folder) if "part" in path.name] == []


def test_a_copy_of_the_database_is_not_made_by_the_thread_of_the_window(
    screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    """A long one would freeze it; given up in the middle, it leaves nothing and the vault goes on."""
    screen.situation()
    copy_into, threads, begun = Database.copy_into, list[threading.Thread](), threading.Event()

    def slow(database: Database, path: Path) -> None:
        threads.append(threading.current_thread())
        begun.set()
        with database.held():
            database.rows(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
            )
        copy_into(database, path)

    monkeypatch.setattr(Database, "copy_into", slow)
    work, told = screen.workspace.backing_up, list[str]()
    work.start(screen.vault.backups.folder, lambda _: None, lambda failure: told.append(str(failure)))
    assert begun.wait(10)

    def stopped() -> bool:
        work.stop()
        return not work.is_running

    qtbot.waitUntil(stopped)
    assert told == ["Arrêté avant la fin : aucun fichier n’a été laissé. Le coffre est intact."]
    assert threading.main_thread() not in threads
    assert left_over(screen.vault.backups.folder) == []
    assert screen.vault.damages() == []


def test_a_backup_that_fails_at_closing_is_told_once(
    screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    screen.situation()

    def refuse(*_: object) -> None:
        raise no_room(Path("x"), 10, 1)

    monkeypatch.setattr(backups, "_check_room", refuse)
    assert not screen.window.close()
    qtbot.waitUntil(lambda: "n’a pas pu être faite. Il n’y a pas assez de place" in screen.notice)
    assert screen.is_seen("verrouiller")
    assert screen.window.close()


def test_a_window_left_open_is_backed_up_each_day(screen: Screen, qtbot: QtBot, clock: Watch):
    screen.situation()
    screen.workspace.upkeep.back_up_daily()
    qtbot.waitUntil(lambda: len(files(screen)) == 1)
    qtbot.waitUntil(lambda: not screen.workspace.backing_up.is_running)
    screen.situation()
    screen.workspace.upkeep.back_up_daily()
    assert len(files(screen)) == 1
    clock.advance(days=1)
    screen.workspace.upkeep.back_up_daily()
    qtbot.waitUntil(lambda: len(files(screen)) == 2)
    qtbot.waitUntil(lambda: not screen.workspace.backing_up.is_running)
    last = screen.vault.backups.last(Place.POSTE)
    assert last is not None
    assert last.at == clock()


@pytest.mark.usefixtures("quick")
def test_a_backup_is_restored_from_the_lock_screen(screen: Screen, qtbot: QtBot, tmp_path: Path):
    screen.situation()
    screen.workspace.show_settings()
    screen.click("sauvegardes.maintenant")
    qtbot.waitUntil(lambda: len(files(screen)) == 1 and not only_box(screen).is_working)
    (made,) = files(screen)
    screen.situation()
    folder = screen.vault.folder
    screen.window.lock()
    screen.window.unlock._open.set_folder(folder)
    screen.click("deverrouillage.restaurer")
    screen.window.unlock._restore.open_file(made)
    assert "personnes : 1." in screen.seen("restauration.description", QLabel).text()
    type_in(screen.seen("restauration.phrase", QLineEdit), "ce n’est pas elle")
    screen.click("restauration.restaurer")
    qtbot.waitUntil(lambda: screen.is_seen("deverrouillage.probleme"))
    screen.seen("restauration.phrase", QLineEdit).clear()
    type_in(screen.seen("restauration.phrase", QLineEdit), PASSPHRASE)
    screen.click("restauration.restaurer")
    qtbot.waitUntil(lambda: screen.is_seen("deverrouillage.restaure"))
    assert (
        "Coffre restauré tel qu’il était le 15/06/2012"
        in screen.seen("deverrouillage.restaure", QLabel).text()
    )
    type_in(screen.seen("coffre.phrase", QLineEdit), PASSPHRASE)
    screen.click("coffre.ouvrir")
    qtbot.waitUntil(lambda: screen.window.workspace is not None)
    assert screen.records.count(SITUATION) == 1
    assert (folder / "mises-de-cote").is_dir()


def page(screen: Screen) -> ConservationPage:
    screen.workspace.show_settings()
    screen.click("reglages.conservation")
    assert isinstance(screen.page, ConservationPage)
    return screen.page


def old_situation(screen: Screen, clock: Watch) -> None:
    now = clock.now
    clock.now = now.replace(year=2009)
    screen.situation()
    clock.now = now


def test_files_are_eliminated_once_it_is_confirmed(screen: Screen, qtbot: QtBot, clock: Watch):
    old_situation(screen, clock)
    screen.situation()
    shown = page(screen)
    assert "À éliminer : 1 ;" in screen.seen("conservation.total", QLabel).text()
    screen.click("conservation.eliminer")
    screen.click("conservation.renoncer")
    assert screen.records.count(PERSONNE) == 2
    screen.click("conservation.eliminer")
    screen.click("conservation.confirmer")
    assert screen.records.count(PERSONNE) == 1
    assert "Le disque n’a pas tout accepté" not in screen.notice
    assert "Les sauvegardes faites avant le contiennent encore" in screen.notice
    assert "Aucun dossier n’a plus de 24 mois" in screen.seen("conservation.total", QLabel).text()
    screen.click("avis.action")
    qtbot.waitUntil(lambda: "Sauvegarde de ce poste refaite" in screen.notice)
    assert len(files(screen)) == 1
    assert shown._past.count() == 1


def test_an_elimination_that_the_disk_does_not_settle_is_told_as_done(
    screen: Screen, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    def refusing(database: Database) -> bool:
        raise disk_gone(database._path.parent)

    old_situation(screen, clock)
    page(screen)
    screen.click("conservation.eliminer")
    with monkeypatch.context() as patch:
        patch.setattr(Database, "checkpoint", refusing)
        screen.click("conservation.confirmer")
    assert screen.records.count(PERSONNE) == 0
    assert "Le disque n’a pas tout accepté" in screen.notice
    assert "Aucun dossier n’a plus de 24 mois" in screen.seen("conservation.total", QLabel).text()


def test_files_are_kept_longer_and_that_is_undone(screen: Screen, clock: Watch):
    old_situation(screen, clock)
    page(screen)
    screen.click("conservation.garder")
    assert "Gardés jusqu’au 15/06/2013 : 1." in screen.notice
    assert "gardés plus longtemps : 1" in screen.seen("conservation.total", QLabel).text()
    screen.click("avis.action")
    assert "À éliminer : 1 ;" in screen.seen("conservation.total", QLabel).text()


def test_one_person_is_erased_once_her_code_was_typed_twice(screen: Screen, clock: Watch):
    situation = screen.situation()
    code = screen.records.person(situation.owner_id or "").code
    page(screen)
    screen.click("conservation.effacer")
    assert "Aucune personne n’a ce code" in screen.notice
    type_in(screen.seen("conservation.code", QLineEdit), code)
    screen.click("conservation.effacer")
    screen.click("conservation.confirmer")
    assert screen.records.count(PERSONNE) == 1
    type_in(screen.seen("conservation.confirmation", QLineEdit), code.lower().replace("-", " "))
    screen.click("conservation.confirmer")
    assert screen.records.count(PERSONNE) == 0
    screen.workspace.show_latest()
    assert isinstance(screen.page, ConservationPage)


def test_what_was_erased_is_not_undone(screen: Screen, clock: Watch):
    situation = screen.situation()
    whose = screen.records.get(PERSONNE, situation.owner_id or "")
    desk = screen.workspace._desk
    desk.undo.answer(whose, personne.ADRESSE, Address(street="1 rue du Secret"))
    desk.undo.answer(situation, accueil.CLOTURE_LE, clock().date().replace(year=2010))
    page(screen)
    screen.click("conservation.adresses")
    screen.click("conservation.confirmer")
    assert screen.records.get(PERSONNE, whose.id).answers[personne.ADRESSE] is None
    assert desk.undo.undo(lambda _record: True) is None
