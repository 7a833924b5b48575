"""The words of the notes are found when it is asked for, and only then."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit

from models.casework import EVALUATION, ORDONNANCE, PERSONNE, SITUATION, Record
from models.dates import vague
from models.fields import Answers
from models.forms import accueil, evaluation, ordonnance, personne
from storage import derived, vault
from storage.records import Records
from tests.windows import Screen, press, settle, type_in


@pytest.fixture
def records(opened: vault.Vault) -> Records:
    return opened.records


@pytest.fixture
def situation(records: Records) -> Record:
    person = records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "Lévêque"))
    intake = Answers(accueil.FORM).with_(accueil.EXPOSE, "Elle parle d’un scooter volé près de l’École.")
    return records.add(SITUATION, intake, person)


@pytest.mark.parametrize("typed", ["scooter", "SCOOTER vole", "ecole scoot", "l'école"])
def test_a_note_is_found_whatever_the_accents_the_case_and_the_order(
    records: Records, situation: Record, typed: str
) -> None:
    (found,) = records.search_notes(typed)
    assert (found.record, found.person.name) == (situation, "LÉVÊQUE")
    assert "scooter" in found.excerpt


def test_a_word_that_is_in_no_note_finds_nothing(records: Records, situation: Record) -> None:
    assert records.search_notes("voiture") == ()
    assert records.search_notes("scooter voiture") == ()
    assert records.search_notes(" ,;") == ()
    assert records.search_notes('" OR "scooter') == records.search_notes("or scooter")


def test_persons_are_not_found_by_notes_nor_notes_by_names(records: Records, situation: Record) -> None:
    assert records.search("scooter") == records.sounding_like("scooter") == ()
    assert records.search_notes("Lévêque") == ()


def test_a_note_of_any_record_leads_to_it(records: Records, situation: Record) -> None:
    text = Answers(EVALUATION.form).with_(evaluation.PAROLE, "Il cache une carabine.")
    assessed = records.add(EVALUATION, text, situation)
    fact = Answers(ordonnance.FAITS.item, {"recit": "Il a sorti la carabine."})
    order = records.add(ORDONNANCE, Answers(ORDONNANCE.form, {"faits": (fact,)}), situation)
    assert {found.record.id for found in records.search_notes("carabine")} == {assessed.id, order.id}


def test_what_is_no_longer_written_is_no_longer_found(records: Records, situation: Record) -> None:
    changed = records.save(situation, situation.answers.with_(accueil.EXPOSE, "Autre chose."))
    assert records.search_notes("scooter") == ()
    records.remove(changed)
    assert records.search_notes("autre chose") == ()


def test_an_index_of_notes_that_lies_is_told_and_made_again(opened: vault.Vault, situation: Record) -> None:
    assert opened.damages() == []
    opened._database.execute("DELETE FROM notes")
    assert opened.damages() == ["index des notes différent des fiches"]
    derived.rebuild(opened._database)
    assert opened.damages() == []
    assert len(opened.records.search_notes("scooter")) == 1


def test_a_child_is_found_by_her_name_and_her_birthday(records: Records, situation: Record) -> None:
    child = Answers(accueil.ENFANT).with_(accueil.PRENOM_ENFANT, "Zélie")
    child = child.with_(accueil.NAISSANCE_ENFANT, vague("12/03/2009", date(2012, 6, 15)))
    records.save(situation, situation.answers.with_(accueil.ENFANTS, (child,)))
    for typed in ("zelie", "12/03/2009", "12 03 2009"):
        assert [found.record.id for found in records.search_notes(typed)] == [situation.id]
    assert records.search_notes("13/03/2009") == ()


def test_the_search_box_looks_into_the_notes_when_asked(screen: Screen) -> None:
    person = screen.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "Lévêque"))
    intake = Answers(accueil.FORM).with_(accueil.EXPOSE, "Elle parle d’un scooter volé.")
    screen.records.add(SITUATION, intake, person)
    screen.workspace.show_today()
    type_in(screen.seen("recherche", QLineEdit), "scooter")
    found = screen.seen("resultats", QListView)
    rows = [found.model().index(row, 0).data() for row in range(found.model().rowCount())]
    assert rows == ["Créer une nouvelle fiche : nom scooter", "Chercher dans les notes : « scooter »"]
    found.clicked.emit(found.model().index(1, 0))
    settle()
    (row,) = [found.model().index(row, 0).data() for row in range(found.model().rowCount())]
    assert "« Elle parle d’un scooter volé. »" in row
    assert "Lévêque" not in row
    press(found, Qt.Key.Key_Return)
    assert screen.page.objectName() == "page.situation"
    assert "scooter" in screen.seen(accueil.EXPOSE.code, QPlainTextEdit).toPlainText()
