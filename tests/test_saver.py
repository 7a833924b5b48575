"""What is typed is saved a moment later; what cannot be is told, kept, tried again and found again."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.casework import ACTE, SITUATION, Record
from models.fields import Answers
from models.forms import accueil, acte, personne
from storage.vault import Opening
from tests.vaults import Watch
from tests.windows import Screen, settle, type_in
from ui import saver, unsaved, upkeep


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debounce and retry at a test's pace."""
    monkeypatch.setattr(saver, "PAUSE", 20)
    monkeypatch.setattr(unsaved, "RETRY", 50)


def exposed(screen: Screen) -> QPlainTextEdit:
    return screen.seen(accueil.EXPOSE.code, QPlainTextEdit)


def write_day(screen: Screen, text: str) -> QLineEdit:
    line = screen.seen(accueil.DATE_ACCUEIL.code, QLineEdit)
    line.setFocus()
    line.selectAll()
    type_in(line, text)
    return line


def stored(screen: Screen, situation: Record) -> str | None:
    return screen.answers(situation)[accueil.EXPOSE]


def test_it_is_saved_a_moment_after_the_last_key(screen: Screen, qtbot: QtBot, clock: Watch):
    situation = screen.situation()
    clock.advance(hours=1)
    type_in(exposed(screen), "Dispute hier soir.")
    assert stored(screen, situation) is None
    assert "10:12" not in screen.saved
    qtbot.waitUntil(lambda: stored(screen, situation) == "Dispute hier soir.")
    assert screen.saved == "Enregistré à 10:12:30"


def test_nothing_is_written_when_nothing_changed(screen: Screen, qtbot: QtBot, clock: Watch):
    situation = screen.situation(
        intake=Answers(accueil.FORM)
        .with_(accueil.EXPOSE, " deux\u00a0blancs ")
        .with_(accueil.STATUT, "victime")
    )
    clock.advance(hours=1)
    area = exposed(screen)
    type_in(area, "x")
    area.undo()
    screen.page.flush()
    qtbot.wait(40)
    assert screen.only(SITUATION).changed_at == situation.changed_at
    assert screen.saved == ""


@pytest.mark.parametrize("settling", [True, False])
def test_what_is_saved_reaches_the_database_file_soon(
    screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settling: bool
):
    """One damaged bit in the journal would lose what waits there; the control waits for ever."""
    monkeypatch.setattr(upkeep, "SETTLES_EVERY", 30 if settling else 60_000)
    screen.window.lock()
    screen.open_again()
    screen.situation()
    type_in(exposed(screen), "Dispute hier soir.")
    screen.page.flush()
    (journal,) = screen.vault.folder.glob("*-wal")
    assert journal.stat().st_size > 0
    qtbot.wait(200)
    assert (journal.stat().st_size == 0) is settling


@pytest.mark.parametrize("leave", ["lock", "close", "today", "other"])
def test_what_is_typed_is_saved_when_the_page_is_left(screen: Screen, leave: str):
    situation = screen.situation()
    type_in(exposed(screen), "Dispute.")
    vault_folder = screen.vault.folder
    assert vault_folder.exists()
    match leave:
        case "lock":
            screen.window.lock()
            screen.open_again()
        case "close":
            assert not screen.window.close(), "a backup is made first"
            assert screen.window.close(), "closed again, it is not waited for"
            screen.open_again()
        case "today":
            screen.workspace.show_today()
        case _:
            screen.workspace.show_person(situation.owner_id or "")
    assert stored(screen, situation) == "Dispute."


def test_a_failure_is_told_in_place_and_the_text_saved_once_it_can_be(screen: Screen, qtbot: QtBot):
    situation = screen.situation()
    screen.break_disk()
    type_in(exposed(screen), "Dispute.")
    qtbot.waitUntil(lambda: "lecture seule" in screen.notice)
    assert screen.saved == "Pas encore enregistré"
    assert exposed(screen).toPlainText() == "Dispute."
    type_in(exposed(screen), " Encore.")
    qtbot.wait(80)
    screen.break_disk(False)
    qtbot.waitUntil(lambda: stored(screen, situation) == "Dispute. Encore.", timeout=2000)
    assert screen.saved.startswith("Enregistré à")
    qtbot.waitUntil(lambda: "l’est maintenant" in screen.notice)


def test_a_refused_text_is_saved_even_when_its_page_is_gone(screen: Screen, qtbot: QtBot):
    situation = screen.situation()
    screen.break_disk()
    type_in(exposed(screen), "Dispute.")
    screen.workspace.show_person(situation.owner_id or "")
    settle()
    screen.workspace.show_situation(situation.id)
    assert exposed(screen).toPlainText() == "Dispute.", "still there"
    screen.workspace.show_today()
    screen.break_disk(False)
    qtbot.waitUntil(lambda: stored(screen, situation) == "Dispute.", timeout=2000)


def test_a_refused_text_outlives_the_lock(screen: Screen):
    situation = screen.situation()
    screen.break_disk()
    type_in(exposed(screen), "Dispute.")
    screen.window.lock()
    assert screen.window.workspace is None
    told = screen.window.findChild(QLabel, "deverrouillage.probleme")
    assert told is not None
    assert "pas pu être enregistrées" in told.text()
    assert "Dispute" not in told.text()
    screen.open_again()
    assert stored(screen, situation) == "Dispute."
    assert "l’est maintenant" in screen.notice


def test_the_window_is_not_closed_at_once_on_a_text_that_could_not_be_saved(screen: Screen):
    screen.situation()
    screen.break_disk()
    type_in(exposed(screen), "Dispute.")
    assert not screen.window.close(), "no backup can be made, which is told first"
    assert not screen.window.close()
    assert screen.window.workspace is None, "it is locked all the same"
    assert screen.window.close(), "the next time is meant"


def test_a_form_opened_after_a_late_save_shows_what_was_saved(screen: Screen, qtbot: QtBot):
    situation = screen.situation()
    screen.click("acte.ajouter")
    type_in(screen.seen(acte.NOTES.code, QPlainTextEdit), "Noté.")
    screen.break_disk()
    screen.workspace.show_person(situation.owner_id or "")
    screen.workspace.show_situation(situation.id)
    screen.break_disk(False)
    qtbot.waitUntil(lambda: screen.only(ACTE).answers[acte.NOTES] == "Noté.")
    screen.click("acte.deplier")
    assert screen.seen(acte.NOTES.code, QPlainTextEdit).toPlainText() == "Noté."


def test_undoing_a_refused_change_leaves_nothing_to_save(screen: Screen, qtbot: QtBot):
    situation = screen.situation()
    screen.break_disk()
    area = exposed(screen)
    type_in(area, "x")
    qtbot.waitUntil(lambda: screen.saved == "Pas encore enregistré")
    area.clear()
    screen.page.flush()
    assert not screen.workspace._unsaved.refuses
    assert screen.answers(situation) == situation.answers


# Words that are not understood.


def test_a_day_not_understood_is_told_when_the_page_is_left_and_waits_there(screen: Screen):
    situation = screen.situation()
    write_day(screen, "32/13/2012")
    screen.workspace.show_today()
    assert "pas été comprise" in screen.notice
    screen.click("avis.action")
    line = screen.seen(accueil.DATE_ACCUEIL.code, QLineEdit)
    assert line.text() == "32/13/2012"
    assert screen.answers(situation)[accueil.DATE_ACCUEIL] == date(2012, 6, 15), "as before"
    write_day(screen, "14/06/2012")
    screen.workspace.show_today()
    assert screen.notice == ""
    assert screen.answers(situation)[accueil.DATE_ACCUEIL] == date(2012, 6, 14)


def test_a_day_not_understood_outlives_the_page_and_the_lock(screen: Screen, opening: Opening):
    situation = screen.situation()
    write_day(screen, "32/13/2012")
    screen.workspace.show_person(situation.owner_id or "")
    settle()
    screen.window.lock()
    assert screen.window._unsaved[opening.folder].unread == (), "it is in the vault, no more in memory"
    screen.open_again()
    assert "pas été comprise" in screen.notice
    screen.click("avis.action")
    assert screen.seen(accueil.DATE_ACCUEIL.code, QLineEdit).text() == "32/13/2012"


def test_words_not_understood_in_a_card_are_found_again_in_that_card(screen: Screen):
    situation = screen.situation()
    for day in range(1, 13):
        screen.records.add(ACTE, Answers(acte.FORM).with_(acte.DATE_ACTE, date(2012, 5, day)), situation)
    screen.workspace.show_situation(situation.id)
    screen.click("acte.anciens")
    cards = screen.page._lists[ACTE]._cards  # pyright: ignore[reportAttributeAccessIssue]
    cards[-1].unfold()
    line = screen.seen(acte.DATE_ACTE.code, QLineEdit)
    line.setText("le lendemain")
    screen.workspace.show_person(situation.owner_id or "")
    screen.click("avis.action")
    assert screen.seen(acte.DATE_ACTE.code, QLineEdit).text() == "le lendemain"


def test_words_of_a_record_taken_away_are_forgotten(screen: Screen):
    screen.situation()
    screen.click("acte.ajouter")
    screen.seen(acte.DATE_ACTE.code, QLineEdit).setText("le lendemain")
    screen.seen("acte.retirer", QPushButton).click()
    screen.workspace.show_today()
    assert screen.notice == ""


def test_a_half_typed_answer_is_taken_when_the_vault_is_locked(screen: Screen):
    situation = screen.situation()
    line = screen.seen(accueil.STATUT.code, QLineEdit)
    line.setFocus()
    type_in(line, "victime déclarée")
    screen.window.lock()
    screen.open_again()
    assert screen.answers(situation)[accueil.STATUT] == "victime.declaree"


# Other failures.


def test_what_cannot_be_added_or_taken_away_is_told_and_nothing_else_happens(screen: Screen):
    situation = screen.situation()
    screen.click("acte.ajouter")
    screen.page.flush()
    screen.break_disk()
    screen.click("orientation.ajouter")
    assert "lecture seule" in screen.notice
    screen.click("avis.fermer")
    screen.click("acte.retirer")
    assert "lecture seule" in screen.notice
    assert screen.is_seen(acte.NOTES.code)
    screen.click("avis.fermer")
    screen.click("section.ordonnance")
    assert "lecture seule" in screen.notice
    assert screen.page.objectName() == "page.situation"
    screen.workspace.show_person(situation.owner_id or "")
    screen.click("situation.nouvelle")
    assert "lecture seule" in screen.notice
    screen.workspace.show_today()
    screen.workspace._new_contact()
    assert "lecture seule" in screen.notice
    assert screen.page.objectName() == "page.aujourdhui"
    screen.break_disk(False)


def test_what_was_taken_away_can_be_put_back_on_its_page_only(screen: Screen):
    situation = screen.situation()
    screen.click("acte.ajouter")
    area = screen.seen(acte.NOTES.code, QPlainTextEdit)
    type_in(area, "Noté.")
    screen.click("acte.retirer")
    assert screen.records.all(ACTE) == ()
    screen.click("avis.action")
    assert screen.only(ACTE).answers[acte.NOTES] == "Noté."
    screen.click("acte.retirer")
    screen.workspace.show_person(situation.owner_id or "")
    assert screen.notice == "", "the page is gone, and what it could undo with it"


def test_two_forms_of_one_page_are_saved_each_in_its_record(screen: Screen):
    situation = screen.situation()
    type_in(exposed(screen), "Dispute.")
    name = screen.seen(personne.PRENOM.code, QLineEdit)
    type_in(name, "Zoé")
    screen.page.flush()
    assert stored(screen, situation) == "Dispute."
    assert screen.records.person(situation.owner_id or "").name.endswith("Zoé")
