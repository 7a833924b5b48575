"""Undo across a page: the last change in sight is taken back, shown again where it was, and made again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from models.casework import ACTE, EVALUATION, PERSONNE, SITUATION
from models.fields import Answers
from models.forms import accueil, acte, evaluation, personne
from tests import vaults
from tests.vaults import Watch
from tests.windows import NAME, Screen, press, settle, type_in
from ui import saver


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "PAUSE", 20)


def write(screen: Screen, clock: Watch, text: str) -> None:
    clock.advance(seconds=10)
    area = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    area.setFocus()
    type_in(area, text)
    screen.page.flush()


def test_the_last_change_is_taken_back_in_the_vault_and_on_the_screen(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    write(screen, clock, "Première phrase.")
    write(screen, clock, " Seconde phrase.")
    screen.click("annuler")
    assert screen.answers(situation)[accueil.EXPOSE] == "Première phrase."
    assert screen.seen(accueil.EXPOSE.code, QPlainTextEdit).toPlainText() == "Première phrase."
    assert screen.notice == f"Annulé : {accueil.EXPOSE.label}."
    screen.click("avis.action")
    assert screen.answers(situation)[accueil.EXPOSE] == "Première phrase. Seconde phrase."


def test_it_goes_back_to_the_first_change_and_no_further(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    before = screen.answers(situation)
    write(screen, clock, "Une phrase.")
    write(screen, clock, " Une autre.")
    for _ in range(4):
        screen.workspace.undo()
    assert screen.answers(situation) == before
    assert screen.notice == "Rien à annuler sur cette page."


def test_what_is_being_typed_is_saved_then_taken_back(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    area = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    type_in(area, "Pas encore enregistré.")
    screen.workspace.undo()
    assert screen.answers(situation)[accueil.EXPOSE] is None
    screen.workspace.redo()
    assert screen.answers(situation)[accueil.EXPOSE] == "Pas encore enregistré."


def test_what_was_answered_since_to_other_questions_stays(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    write(screen, clock, "À annuler.")
    written = screen.records.get(SITUATION, situation.id)
    screen.records.save(written, written.answers.with_(accueil.STATUT, "victime.plainte"))
    screen.workspace.undo()
    assert screen.answers(situation)[accueil.EXPOSE] is None
    assert screen.answers(situation)[accueil.STATUT] == "victime.plainte"


def test_a_new_change_leaves_nothing_to_make_again(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    write(screen, clock, "Un.")
    screen.workspace.undo()
    write(screen, clock, "Deux.")
    screen.workspace.redo()
    assert screen.answers(situation)[accueil.EXPOSE] == "Deux."
    assert screen.notice == "Rien à rétablir sur cette page."


def test_nothing_is_undone_in_a_file_that_is_not_in_sight(screen: Screen, clock: Watch) -> None:
    first = screen.situation()
    write(screen, clock, "Chez la première.")
    screen.situation()
    screen.workspace.undo()
    assert screen.answers(first)[accueil.EXPOSE] == "Chez la première."
    screen.workspace.show_situation(first.id)
    screen.workspace.undo()
    assert screen.answers(first)[accueil.EXPOSE] is None


def test_a_change_to_a_record_taken_back_since_is_passed_over(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    write(screen, clock, "Avant.")
    added = screen.records.add(ACTE, Answers(ACTE.form), situation)
    screen.workspace._unsaved.write(added, Answers(ACTE.form, {"nature": "entretien.bureau"}))
    screen.records.remove(added)
    screen.workspace.undo()
    assert screen.answers(situation)[accueil.EXPOSE] is None


def test_the_key_undoes_in_the_field_first_then_across_the_page(
    screen: Screen, clock: Watch, qtbot: QtBot
) -> None:
    situation = screen.situation()
    write(screen, clock, "Gardé ?")
    area = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    area.document().clearUndoRedoStacks()
    type_in(area, "x")
    press(area, Qt.Key.Key_Z, control=True)
    assert area.toPlainText() == "Gardé ?"
    press(area, Qt.Key.Key_Z, control=True)
    assert screen.answers(situation)[accueil.EXPOSE] is None


def test_it_goes_through_sections_records_and_pages_left_meanwhile_and_back(
    screen: Screen, clock: Watch
) -> None:
    """What was noted in the intake, in an act and in an evaluation, after a look at the page of the day."""
    situation = screen.situation()
    before = screen.answers(situation)
    write(screen, clock, "Dispute hier.")
    for noun, field, words in (
        (ACTE, acte.NOTES, "Reçue au bureau."),
        (EVALUATION, evaluation.PAROLE, "Peur."),
    ):
        clock.advance(seconds=10)
        screen.click(f"{noun.code}.ajouter")
        area = screen.focus().window().findChild(QPlainTextEdit, field.code)
        assert area is not None
        area.setFocus()
        type_in(area, words)
        screen.page.flush()
    (act,), (judged,) = screen.records.of(situation, ACTE), screen.records.of(situation, EVALUATION)
    screen.workspace.show_today()
    screen.workspace.show_situation(situation.id)
    told = [lambda: screen.answers(judged)[evaluation.PAROLE], lambda: screen.answers(act)[acte.NOTES]]
    for words in told:
        assert words()
        press(screen.focus(), Qt.Key.Key_Z, control=True)
        assert words() is None
    press(screen.focus(), Qt.Key.Key_Z, control=True)
    assert screen.answers(situation) == before
    for _ in range(3):
        screen.workspace.redo()
    assert [words() for words in told] == ["Peur.", "Reçue au bureau."]
    assert screen.answers(situation)[accueil.EXPOSE] == "Dispute hier."


def test_nothing_is_kept_in_memory_once_locked(screen: Screen, clock: Watch) -> None:
    screen.situation()
    write(screen, clock, "À ne pas garder.")
    undo = screen.workspace._undo
    assert undo._done
    screen.window.lock()
    assert not undo._done
    assert not undo._undone


def test_the_history_tells_each_change_and_puts_an_answer_back(screen: Screen, clock: Watch) -> None:
    situation = screen.situation()
    write(screen, clock, "Avant.")
    clock.advance(hours=1)
    write(screen, clock, " Après.")
    screen.workspace.show_history()
    table = screen.seen("historique.changements", QTableView)
    assert table.model().rowCount() == 2
    assert screen.seen("historique.filtre", QLineEdit).text() == accueil.EXPOSE.label
    assert screen.seen("historique.avant", QPlainTextEdit).toPlainText() == "Avant."
    clock.advance(hours=1)
    screen.click("historique.remettre")
    assert screen.answers(situation)[accueil.EXPOSE] == "Avant."
    assert table.model().rowCount() == 3
    screen.click("historique.fiche")
    assert screen.page.objectName() == "page.situation"
    assert screen.seen(accueil.EXPOSE.code, QPlainTextEdit).toPlainText() == "Avant."


def test_the_history_hides_names_until_they_are_asked_for(screen: Screen, clock: Watch) -> None:
    screen.situation()
    person = screen.only(PERSONNE)
    screen.records.save(person, person.answers.with_(personne.NOM, "Chimérix"))
    screen.workspace.show_history()
    screen.seen("historique.filtre", QLineEdit).clear()
    settle()

    def told() -> str:
        model = screen.seen("historique.changements", QTableView).model()
        columns = range(model.columnCount())
        return " ".join(str(model.index(0, column).data()) for column in columns)

    assert NAME not in told()
    assert "Chimérix" not in told()
    screen.click("personne.afficher")
    assert NAME in told()
    assert "Chimérix" in told()


def test_a_file_that_was_never_changed_says_so(screen: Screen) -> None:
    screen.situation()
    screen.workspace.show_history()
    assert screen.is_seen("historique.vide")
    screen.seen("historique.filtre", QLineEdit).clear()
    lines = screen.seen("historique.changements", QTableView).model()
    told = [[str(lines.index(row, column).data()) for column in range(4)] for row in range(lines.rowCount())]
    assert [row[1:] for row in told] == [
        [vaults.USER, "Accueil · 15/06/2012", "Saisie"],
        [vaults.USER, "Personne", "Saisie"],
    ]
    assert not screen.seen("historique.remettre", QPushButton).isEnabled()
    screen.click("historique.fiche")
    assert screen.page.objectName() == "page.situation"


def test_a_question_never_changed_is_told_so_among_others_that_were(screen: Screen, clock: Watch) -> None:
    screen.situation()
    write(screen, clock, "Avant.")
    clock.advance(hours=1)
    write(screen, clock, " Après.")
    screen.workspace.show_history()
    screen.seen("historique.filtre", QLineEdit).setText(accueil.STATUT.label)
    assert screen.seen("historique.vide", QLabel).text().startswith("Aucun changement")
    assert not screen.seen("historique.fiche", QPushButton).isEnabled()
    screen.seen("historique.filtre", QLineEdit).clear()
    assert not screen.is_seen("historique.vide")


def test_there_is_no_history_where_there_is_no_person(screen: Screen) -> None:
    screen.workspace.show_history()
    assert screen.page.objectName() == "page.aujourdhui"
