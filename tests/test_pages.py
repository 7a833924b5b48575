"""Each page at the moment in which it is used."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exports import layout
from exports.pdf_file import page_texts
from models.casework import ACTE, ECHEANCE, EVALUATION, ORDONNANCE, ORIENTATION, PERSONNE, SITUATION, Record
from models.closing import year_of
from models.dates import Period, vague
from models.departure import Departure
from models.failure import Failure
from models.fields import Answers
from models.forms import accueil, acte, echeance, evaluation, ordonnance, orientation, personne
from models.forms.accueil import VICTIME
from tests.departing import ask
from tests.vaults import Watch
from tests.windows import NAME, Screen, press, settle, type_in
from ui import outgoing
from ui.figures import Figures
from ui.pages.ordonnance import OrdonnancePage
from ui.pages.situation import SituationPage
from ui.pages.statistiques import Statistiques
from ui.periods import quick_period
from ui.reading_table import ReadingTable
from ui.records_view import SHOWN, headline
from ui.task_list import TaskList

TODAY = date(2012, 6, 15)


def rows(screen: Screen, name: str) -> list[str]:
    model = screen.seen(name, QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def search(screen: Screen, words: str) -> QLineEdit:
    line = screen.seen("recherche", QLineEdit)
    line.setFocus()
    line.selectAll()
    type_in(line, words)
    return line


# Aujourd’hui.


def test_the_first_day_says_what_to_do(screen: Screen, qtbot: QtBot):
    assert screen.focus().objectName() == "recherche"
    assert rows(screen, "recents") == ["Aucune fiche encore."]
    assert screen.seen("echeances", TaskList).told == ("Rien à faire dans les sept jours.",)
    qtbot.waitUntil(lambda: "0 personne reçue" in screen.seen("mois", QLabel).text())


def test_searching_is_creating(screen: Screen):
    line = search(screen, f"{NAME} Zoé")
    assert rows(screen, "resultats") == [
        f"Créer une nouvelle fiche : nom {NAME}, prénom Zoé",
        f"Chercher dans les notes : « {NAME} Zoé »",
    ]
    press(line, Qt.Key.Key_Return)
    settle()
    assert screen.page.objectName() == "page.situation"
    person = screen.only(PERSONNE).answers
    assert (person[personne.NOM], person[personne.PRENOM]) == (NAME, "Zoé")
    intake = screen.only(SITUATION).answers
    assert intake[accueil.DATE_ACCUEIL] == TODAY
    assert screen.saved == "Enregistré à 09:12:30"


def test_someone_found_comes_before_someone_new(screen: Screen):
    screen.situation()
    screen.workspace.show_today()
    line = search(screen, NAME[:5].lower())
    found, create, _notes = rows(screen, "resultats")
    assert NAME.upper() in found
    assert create.startswith("Créer")
    press(line, Qt.Key.Key_Return)
    assert screen.page.objectName() == "page.personne"


def test_who_may_be_found_all_the_same_comes_after_someone_new(screen: Screen):
    """With one letter wrong, another birth, another telephone: nothing of it opens by Enter."""
    screen.situation(person=Answers(personne.FORM, {"nom": NAME, "prenom": "Zoé", "telephone": "0639981234"}))
    screen.workspace.show_today()
    for typed, how in (
        ("Chilérac Zoé 0639981234", "s’écrit presque pareil"),
        (f"{NAME} Zoé 06 39 98 55 55", "autre naissance ou téléphone"),
        ("Irréal Ali 06 39 98 12 34", "même téléphone"),
    ):
        search(screen, typed)
        create, _notes, near = rows(screen, "resultats")
        assert create.startswith("Créer")
        assert near.endswith(how)
    search(screen, f"{NAME} Zoé 34 ans")
    found, *_ = rows(screen, "resultats")
    assert NAME.upper() in found, "her birth is not known"


def test_all_who_are_found_are_shown_when_asked(screen: Screen):
    for number in range(30):
        screen.records.add(PERSONNE, Answers(personne.FORM, {"nom": NAME, "prenom": f"N{number}"}))
    screen.workspace.show_today()
    press(search(screen, NAME), Qt.Key.Key_Down)
    found = screen.seen("resultats", QListView)
    for _ in range(8):
        press(found, Qt.Key.Key_Down)
    press(found, Qt.Key.Key_Return)
    assert len(rows(screen, "resultats")) == 32
    assert found.currentIndex().row() == 8
    press(found, Qt.Key.Key_Return)
    assert screen.page.objectName() == "page.personne"


def test_the_list_is_gone_through_with_the_arrows(screen: Screen):
    screen.situation()
    screen.workspace.show_today()
    line = search(screen, NAME)
    press(line, Qt.Key.Key_Down)
    found = screen.seen("resultats", QListView)
    assert found.hasFocus()
    press(found, Qt.Key.Key_Up)
    assert line.hasFocus()
    press(line, Qt.Key.Key_Down)
    press(found, Qt.Key.Key_Down)
    press(found, Qt.Key.Key_Return)
    settle()
    assert screen.page.objectName() == "page.situation"
    assert len(screen.records.all(PERSONNE)) == 2


def test_a_name_heard_comes_after_a_name_written_and_says_so(screen: Screen):
    for name in ("Lefebvre", "Lefevre"):
        screen.situation(person=Answers(personne.FORM).with_(personne.NOM, name))
    screen.workspace.show_today()
    search(screen, "lefevre")
    written, heard, create, _notes = rows(screen, "resultats")
    assert "LEFEVRE" in written
    assert "pareil" not in written
    assert "LEFEBVRE" in heard
    assert heard.endswith("se prononce pareil")
    assert create.startswith("Créer")


def test_a_contact_made_by_mistake_is_taken_back_and_the_removal_undone(screen: Screen):
    screen.workspace._new_contact()
    settle()
    type_in(screen.seen(personne.PRENOM.code, QLineEdit), "Zoé")
    screen.click("situation.retirer")
    assert screen.page.objectName() == "page.aujourdhui"
    assert screen.records.all(PERSONNE) == screen.records.all(SITUATION) == ()
    assert rows(screen, "recents") == ["Aucune fiche encore."]
    assert "fiche" in screen.notice
    screen.click("avis.action")
    assert screen.page.objectName() == "page.situation"
    assert screen.only(PERSONNE).answers[personne.PRENOM] == "Zoé"
    assert screen.vault.damages() == []


def test_a_situation_that_holds_something_is_not_taken_back(screen: Screen):
    situation = screen.situation()
    screen.click("acte.ajouter")
    screen.click("situation.retirer")
    assert "retirez-les d’abord" in screen.notice
    assert screen.page.objectName() == "page.situation"
    screen.click("acte.retirer")
    other = screen.records.add(SITUATION, situation.answers, screen.only(PERSONNE))
    screen.workspace.show_situation(other.id)
    screen.click("situation.retirer")
    assert screen.only(SITUATION).id == situation.id
    assert len(screen.records.all(PERSONNE)) == 1


def test_more_than_the_list_shows_is_said(screen: Screen):
    for number in range(10):
        screen.situation(person=Answers(personne.FORM).with_(personne.NOM, f"{NAME} {number}"))
        if number == 7:
            screen.workspace.show_today()
            search(screen, NAME)
            assert len(rows(screen, "resultats")) == 10
    screen.workspace.show_today()
    search(screen, NAME)
    found = rows(screen, "resultats")
    assert len(found) == 11
    assert found[-3].startswith("D’autres personnes")
    assert found[-2].startswith("Créer")


def test_ctrl_k_keeps_what_is_being_searched(screen: Screen):
    line = search(screen, "abc")
    press(line, Qt.Key.Key_K, control=True)
    assert line.text() == "abc"
    assert line.hasSelectedText()


def test_names_are_shown_among_the_latest_only_when_asked(screen: Screen):
    screen.situation()
    screen.workspace.show_today()
    assert NAME.upper() not in " ".join(rows(screen, "recents"))
    screen.click("recents.noms")
    assert NAME.upper() in " ".join(rows(screen, "recents"))
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    assert NAME.upper() not in " ".join(rows(screen, "recents"))


def due(
    screen: Screen, situation: Record, day: date | None, done: date | None = None, urgent: str = ""
) -> Record:
    answers = Answers(echeance.FORM).with_(echeance.DATE_ECHEANCE, day).with_(echeance.FAITE_LE, done)
    answers = answers.with_(echeance.URGENT, urgent or None).with_(echeance.NATURE, "rappeler")
    return screen.records.add(ECHEANCE, answers, situation)


def test_what_is_to_be_done_is_listed_the_most_pressing_first(screen: Screen):
    situation = screen.situation()
    due(screen, situation, date(2012, 6, 22))
    due(screen, situation, date(2012, 6, 23))
    due(screen, situation, date(2012, 6, 14), urgent="oui")
    due(screen, situation, None)
    due(screen, situation, date(2012, 6, 13), done=date(2012, 6, 13))
    screen.workspace.show_today()
    code = screen.records.person(situation.owner_id or "").code
    unknown = "Contact sans danger : pas encore convenu avec la personne. N’appelez pas avant."
    assert screen.seen("echeances", TaskList).told == (
        f"{code} · Rappeler la personne\nURGENT (jusqu’au 21/06/2012)"
        f" · prévu le 14/06/2012, 1 jour de retard\n{unknown}",
        f"{code} · Rappeler la personne\nprévu le 22/06/2012\n{unknown}",
        f"{code} · Rappeler la personne\n{unknown}",
    )


def test_a_duty_opens_where_it_is_written(screen: Screen):
    situation = screen.situation()
    due(screen, situation, date(2012, 6, 14))
    for day in range(1, 15):
        due(screen, situation, date(2012, 7, day))
    screen.workspace.show_today()
    screen.click("echeances.ouvrir")
    assert screen.seen(echeance.DATE_ECHEANCE.code, QLineEdit).text() == "14/06/2012"


def test_the_month_is_counted(screen: Screen, qtbot: QtBot):
    situation = screen.situation()
    screen.records.add(ACTE, Answers(acte.FORM).with_(acte.DATE_ACTE, TODAY), situation)
    screen.workspace.show_today()
    month = screen.seen("mois", QLabel)
    qtbot.waitUntil(lambda: "Juin 2012" in month.text())
    assert "1 personne reçue" in month.text()
    assert "1 acte\n" in month.text()


# Situation.


def test_gaps_are_listed_and_each_goes_to_its_question(screen: Screen):
    screen.situation(intake=Answers(accueil.FORM))
    names = [each.objectName() for each in screen.page.findChildren(QPushButton)]
    gaps = {name for name in names if name.startswith("lacune.") and not name.endswith(".clore")}
    required = [field for form in (accueil.FORM, personne.FORM) for field in form.fields if field.required]
    assert gaps == {f"lacune.{field.code}" for field in required}
    for field in (accueil.RESIDENCE, personne.SEXE):
        screen.click(f"lacune.{field.code}")
        widget = screen.page.findChild(QWidget, field.code)
        assert widget is not None
        assert widget is screen.focus() or widget.isAncestorOf(screen.focus())
        assert not screen.focus().visibleRegion().isEmpty()


def test_a_gap_goes_once_it_is_filled_and_the_others_stay_where_they_are(screen: Screen):
    screen.situation()
    kept = screen.seen(f"lacune.{accueil.RESIDENCE.code}", QPushButton)
    line = screen.seen(accueil.STATUT.code, QLineEdit)
    line.setFocus()
    type_in(line, "victime déclarée")
    assert kept.isVisible()
    press(line, Qt.Key.Key_Return)
    assert not screen.is_seen(f"lacune.{accueil.STATUT.code}")
    assert screen.is_seen(f"lacune.{accueil.RESIDENCE.code}")


def test_who_she_is_stays_folded_when_nothing_is_missing(screen: Screen):
    situation = screen.situation()
    assert screen.is_seen(personne.NOM.code), "questions are missing there"
    complete = Answers(personne.FORM).with_(personne.SEXE, "femme").with_(personne.ACCORD_CONTACT, "non")
    complete = complete.with_(personne.NAISSANCE, vague("34 ans", TODAY))
    screen.page.flush()
    screen.records.save(screen.records.get(PERSONNE, situation.owner_id or ""), complete)
    screen.workspace.show_situation(situation.id)
    assert not screen.is_seen(personne.NOM.code)
    press(screen.focus(), Qt.Key.Key_2, control=True)
    assert screen.is_seen(personne.NOM.code)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("evaluation.ajouter", evaluation.PAROLE),
        ("acte.ajouter", acte.NATURE),
        ("orientation.ajouter", orientation.DESTINATAIRE),
        ("echeance.ajouter", echeance.DATE_ECHEANCE),
    ],
)
def test_what_is_added_opens_at_its_first_question_without_an_answer(screen: Screen, name: str, first):
    screen.situation()
    screen.click(name)
    assert screen.focus().objectName() == first.code
    assert not screen.focus().visibleRegion().isEmpty()


def test_sixty_acts_do_not_bury_the_rest(screen: Screen):
    situation = screen.situation()
    for day in range(60):
        answers = Answers(acte.FORM).with_(acte.DATE_ACTE, date(2012, 1 + day // 20, 1 + day % 20))
        screen.records.add(ACTE, answers.with_(acte.NATURE, "entretien.bureau"), situation)
    screen.workspace.show_situation(situation.id)
    cards = screen.page.findChildren(QPushButton, "acte.deplier")
    assert len(cards) == SHOWN
    assert cards[0].text() == "20/03/2012 · Entretien › Au bureau"
    more = screen.seen("acte.anciens", QPushButton)
    assert more.text() == "Afficher aussi 52 actes plus anciens"
    screen.click("acte.anciens")
    assert len(screen.page.findChildren(QPushButton, "acte.deplier")) == 60
    assert not screen.is_seen("acte.anciens")


def test_the_headline_follows_what_is_typed(screen: Screen):
    screen.situation()
    screen.click("acte.ajouter")
    line = screen.seen(acte.NATURE.code, QLineEdit)
    type_in(line, "au bureau")
    press(line, Qt.Key.Key_Return)
    screen.page.flush()
    assert screen.seen("acte.deplier", QPushButton).text() == "15/06/2012 · Entretien › Au bureau"


@pytest.mark.parametrize(
    ("noun", "answers", "line"),
    [
        (ACTE, Answers(acte.FORM).with_(acte.NOTES, "secret"), "Sans date · 1 réponse"),
        (
            ECHEANCE,
            Answers(echeance.FORM)
            .with_(echeance.DATE_ECHEANCE, TODAY)
            .with_(echeance.NATURE, "audience")
            .with_(echeance.FAITE_LE, TODAY)
            .with_(echeance.OBJET, "secret"),
            "15/06/2012 · Audience · Fait le 15/06/2012",
        ),
        (
            EVALUATION,
            Answers(evaluation.FORM)
            .with_(evaluation.DATE_EVALUATION, TODAY)
            .with_(evaluation.PAROLE, "secret"),
            "15/06/2012 · 1 réponse",
        ),
        (
            EVALUATION,
            Answers(evaluation.FORM)
            .with_(evaluation.BESOINS[0], "urgent")
            .with_(evaluation.BESOINS[1], "non_urgent")
            .with_(evaluation.APPRECIATION, "grave_immediat"),
            "Sans date · Urgent : Sécurité et protection · Danger : grave et immédiat",
        ),
        (
            ORIENTATION,
            Answers(orientation.FORM)
            .with_(orientation.DESTINATAIRE, "avocat")
            .with_(orientation.STRUCTURE, "Cabinet Bellocq")
            .with_(orientation.MODE, "rendez_vous")
            .with_(orientation.RENDEZ_VOUS_LE, TODAY)
            .with_(orientation.RENDEZ_VOUS_HEURE, "14h")
            .with_(orientation.PRECISIONS, "secret")
            .with_(orientation.ETAT, "pas_de_place"),
            "Sans date · Cabinet Bellocq · Rendez-vous pris le 15/06/2012 à 14\u00a0h"
            " · Non aboutie : pas de place",
        ),
    ],
    ids=["acte", "echeance", "evaluation", "urgent", "orientation"],
)
def test_a_record_is_told_by_its_day_and_what_was_chosen(screen: Screen, noun, answers: Answers, line: str):
    situation = screen.situation()
    assert headline(screen.records.add(noun, answers, situation)) == line


def test_the_levels_of_a_need_stand_on_one_line_on_a_workstation(screen: Screen):
    """Thirteen domains: each on two lines, they would be a screen longer."""
    screen.situation()
    screen.click("evaluation.ajouter")
    for need in evaluation.BESOINS:
        buttons = screen.seen(need.code, QWidget).findChildren(QRadioButton)
        assert len({each.y() for each in buttons if each.isVisible()}) == 1, need.code


def test_the_banner_follows_what_is_agreed_with_her(screen: Screen):
    screen.situation()
    told = screen.seen("contact.phrase", QLabel)
    assert "N’appelez pas avant" in told.text()
    page = screen.page
    assert isinstance(page, SituationPage)
    who = page._person_view
    assert who is not None
    view = page._who.content
    assert view is not None
    _, non, *_ = [
        each
        for each in view.widget(personne.ACCORD_CONTACT).findChildren(QWidget)  # pyright: ignore[reportAttributeAccessIssue]
        if each.metaObject().className() == "QRadioButton" and each.isVisibleTo(view)
    ]
    non.click()  # pyright: ignore[reportAttributeAccessIssue]
    page.flush()
    assert told.text().startswith("Ne pas contacter")


# Personne.


def test_everything_that_happened_is_told_latest_first(screen: Screen):
    situation = screen.situation()
    screen.records.add(ACTE, Answers(acte.FORM).with_(acte.DATE_ACTE, date(2012, 6, 10)), situation)
    screen.records.add(
        ORIENTATION,
        Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, date(2012, 6, 12)),
        situation,
    )
    screen.workspace.show_person(situation.owner_id or "")
    settle()
    told = [each.text() for each in screen.page.findChildren(QLabel) if each.property("role") == "hint"]
    assert [line[:26] for line in told if "2012" in line] == ["Orientation · 12/06/2012", "Acte · 10/06/2012"]
    assert screen.focus().objectName() == "situation.ouvrir"


def test_her_sheet_opens_on_demand_and_is_saved(screen: Screen):
    situation = screen.situation()
    screen.workspace.show_person(situation.owner_id or "")
    screen.click("personne.fiche")
    type_in(screen.seen(personne.PRENOM.code, QLineEdit), "Zoé")
    screen.workspace.show_today()
    assert screen.records.person(situation.owner_id or "").name == f"{NAME.upper()} Zoé"


def test_a_new_situation_begins_today(screen: Screen, clock: Watch):
    situation = screen.situation()
    clock.advance(days=3)
    screen.workspace.show_person(situation.owner_id or "")
    screen.click("situation.nouvelle")
    assert screen.page.objectName() == "page.situation"
    assert screen.seen(accueil.DATE_ACCUEIL.code, QLineEdit).text() == "18/06/2012"


# Ordonnance.


def test_the_draft_is_written_and_a_refusal_is_told_on_the_page(screen: Screen, tmp_path: Path, qtbot: QtBot):
    screen.situation()
    screen.click("section.ordonnance")
    page = screen.page
    assert isinstance(page, OrdonnancePage)
    with qtbot.waitSignal(page.exported):
        page.export(tmp_path / "brouillon.pdf")
    assert "Enregistré : " in screen.notice
    page.export(tmp_path / "brouillon.pdf")
    assert "existe déjà" in screen.seen("ordonnance.probleme", QLabel).text()
    page.export(tmp_path / "nulle part" / "brouillon.pdf")
    assert "n’existe pas" in screen.seen("ordonnance.probleme", QLabel).text()
    with qtbot.waitSignal(page.exported):
        page.export(tmp_path / "brouillon.pdf", replace=True)
    assert not screen.is_seen("ordonnance.probleme")


def draft_refused(screen: Screen, page: OrdonnancePage, path: Path) -> str:
    page.export(path, replace=True)
    return screen.seen("ordonnance.probleme", QLabel).text()


def test_no_draft_is_made_of_answers_that_are_not_saved(screen: Screen, tmp_path: Path, qtbot: QtBot):
    """The vault may still hold an answer that shows what the newer one hides."""
    screen.situation()
    screen.click("section.ordonnance")
    page, path = screen.page, tmp_path / "brouillon.pdf"
    assert isinstance(page, OrdonnancePage)
    line = screen.seen(ordonnance.TRIBUNAL.code, QLineEdit)
    screen.break_disk()
    type_in(line, "Plaidebourg")
    assert "pas encore enregistrée" in draft_refused(screen, page, path)
    assert not path.exists()
    screen.break_disk(False)
    with qtbot.waitSignal(page.exported):
        page.export(path)


@pytest.mark.parametrize("name", ["clefs.json", "coffre-0001.db", "brouillon.pdf", "sous-dossier/b.pdf"])
def test_no_draft_is_written_in_the_folder_of_the_vault(screen: Screen, name: str):
    screen.situation()
    screen.click("section.ordonnance")
    page, path = screen.page, screen.vault.folder / name
    assert isinstance(page, OrdonnancePage)
    existed = path.exists()
    assert "celui d’un coffre" in draft_refused(screen, page, path)
    assert path.exists() == existed
    assert not existed or not path.read_bytes().startswith(b"%PDF")


def test_the_place_of_the_draft_is_asked_in_a_window_of_our_own(screen: Screen, tmp_path: Path):
    screen.situation()
    screen.click("section.ordonnance")
    for _ in range(2):
        ask(screen, "ordonnance.enregistrer", "ordonnance")
    (dialog,) = [each for each in screen.page.findChildren(QFileDialog) if each.isVisible()]
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(tmp_path / "choisi.pdf"))
    assert (tmp_path / "choisi.pdf").exists()
    dialog.close()


def test_the_dossier_is_begun_once_and_sections_come_and_go(screen: Screen):
    situation = screen.situation()
    screen.click("section.ordonnance")
    screen.workspace.show_situation(situation.id)
    screen.click("section.ordonnance")
    assert len(screen.records.all(ORDONNANCE)) == 1
    assert not screen.is_seen("section.ordonnance_9"), "the hidden address, not asked for"
    assert numbers(screen) == list(range(1, len(numbers(screen)) + 1))
    page = screen.page
    assert isinstance(page, OrdonnancePage)
    assert page._body is not None
    page._body.view.give(ordonnance.MESURES, frozenset({ordonnance.DISSIMULATION}))
    assert screen.is_seen("section.ordonnance_9")
    assert numbers(screen) == list(range(1, len(numbers(screen)) + 1))
    screen.click("ordonnance.situation")
    assert screen.page.objectName() == "page.situation"


def numbers(screen: Screen) -> list[int]:
    """Those of the sections that are seen, in the order in which they are."""
    settle()
    every = (
        each for each in screen.page.findChildren(QPushButton) if each.objectName().startswith("section.")
    )
    return [int(each.text().split()[0]) for each in every if each.isVisible()]


def test_a_dossier_only_looked_at_is_not_in_the_history(screen: Screen):
    situation = screen.situation()
    screen.workspace.show_order(situation.id)
    screen.workspace.show_situation(situation.id)
    screen.workspace.show_history()
    screen.seen("historique.filtre", QLineEdit).clear()
    table = screen.seen("historique.changements", ReadingTable)
    told = [table.model().index(row, 2).data() for row in range(table.model().rowCount())]
    assert len(told) == 2, told
    assert not any("Ordonnance" in each for each in told)


# Statistiques.


@pytest.fixture
def counted(screen: Screen) -> Statistiques:
    """Seven victims received this year, one man among them."""
    for number in range(7):
        known = Answers(personne.FORM).with_(personne.SEXE, "homme" if number == 0 else "femme")
        whose = screen.records.add(PERSONNE, known)
        intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, TODAY)
        screen.records.add(SITUATION, intake.with_(accueil.STATUT, f"{VICTIME}.declaree"), whose)
    screen.workspace.show_statistics()
    page = screen.page
    assert isinstance(page, Statistiques)
    return page


def test_figures_are_counted_once_when_the_page_comes(
    counted: Statistiques, screen: Screen, monkeypatch: pytest.MonkeyPatch
):
    screen.workspace.show_today()
    asked: list[Period] = []
    really = outgoing.counted
    monkeypatch.setattr(outgoing, "counted", lambda vault, when: (asked.append(when), really(vault, when))[1])
    screen.workspace.show_statistics()
    screen.seen("statistiques.du", QLineEdit).setFocus()
    screen.seen("statistiques.au", QLineEdit).setFocus()
    assert [when.start.year for when in asked] == [2012, 2011], "the period, and the one before"


def test_the_year_is_counted_at_once(counted: Statistiques, screen: Screen):
    assert screen.seen("statistiques.du", QLineEdit).text() == "01/01/2012"
    assert "Année 2012" in screen.seen("statistiques.periode", QLabel).text()
    families = screen.seen("statistiques.familles", QListWidget)
    assert families.hasFocus()
    assert "7" in screen.seen("statistiques.tableaux", QTextBrowser).toPlainText()


def test_every_true_number_is_shown_and_leads_to_its_persons(counted: Statistiques, screen: Screen):
    count = counted.figures.count
    assert count is not None
    figures = Figures(screen.window.palette(), count)
    for family in layout.families(count.tables):
        html = figures.html(family)
        for table in family.tables:
            for row in table.rows:
                assert f">{layout.number(row.count)}<" in html
                assert (f'href="{table.heading.code}/{row.code}"' in html) is (row.count > 0)


def test_a_grid_draws_each_line_and_gives_the_period_before(screen: Screen):
    """Four persons evaluated this year, three with an urgent need of housing; two the year before."""
    need = evaluation.BESOINS[0]
    for day, answers in ((date(2012, 5, 2), "uuui"), (date(2011, 5, 2), "ui")):
        for said in answers:
            whose = screen.records.add(PERSONNE, Answers(personne.FORM))
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, day)
            situation = screen.records.add(SITUATION, intake, whose)
            level = evaluation.ECHELLE[3 if said == "u" else 1]
            noted = Answers(evaluation.FORM).with_(evaluation.DATE_EVALUATION, day).with_(need, level)
            screen.records.add(EVALUATION, noted, situation)
    screen.workspace.show_statistics()
    page = screen.page
    assert isinstance(page, Statistiques)
    count, before = page.figures.count, outgoing.counted(screen.vault, year_of(2011))
    assert count is not None
    family = next(each for each in layout.families(count.tables) if each.title == "Besoins")
    html = Figures(screen.window.palette(), count, before).html(family)
    first, second = (re.sub("<[^>]+>", " ", part).split() for part in html.split("</table></td>")[:2])
    assert first[-8:-1] == ["base", ":", "4", "·", "renseigné", ":", "100,0"]
    assert second[:7] == ["0", "1", "0", "3", "0", "0", "0"]
    assert second[7:17] == ["année", "2011", "(2)", "0", "1", "0", "1", "0", "0", "0"]
    widths = re.findall(r'width="(\d+)" height', html.split("</table></td>")[0])
    assert widths == ["28", "82"], "a quarter and three quarters"


def test_a_number_opens_the_list_of_the_persons_behind_it(counted: Statistiques, screen: Screen):
    text = screen.seen("statistiques.tableaux", QTextBrowser)
    text.anchorClicked.emit(QUrl("personne.sexe/homme"))
    (line,) = rows(screen, "statistiques.personnes")
    man = next(
        each for each in screen.records.recent_persons() if each.record.answers[personne.SEXE] == "homme"
    )
    assert line == man.code, "no name, unless names are shown"
    assert screen.seen("statistiques.qui", QLabel).text() == "Sexe : Homme — 1 personne"
    text.anchorClicked.emit(QUrl("personne.sexe/base"))
    assert len(rows(screen, "statistiques.personnes")) == 7
    screen.click("statistiques.fermer_liste")
    assert not screen.is_seen("statistiques.personnes")
    text.anchorClicked.emit(QUrl("personne.sexe/homme"))
    press(screen.seen("statistiques.personnes", QListView), Qt.Key.Key_Return)
    settle()
    assert screen.page.person_id == man.record.id


def test_names_are_in_the_list_only_when_they_are_shown_everywhere(screen: Screen):
    screen.situation()
    screen.workspace._desk.preferences.show_names(True)
    screen.workspace.show_statistics()
    screen.seen("statistiques.tableaux", QTextBrowser).anchorClicked.emit(QUrl("activite.personne/base"))
    (line,) = rows(screen, "statistiques.personnes")
    assert NAME.upper() in line


def test_a_period_is_compared_with_the_one_before(counted: Statistiques, screen: Screen):
    known = screen.records.add(PERSONNE, Answers(personne.FORM))
    before = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 2, 1))
    screen.records.add(SITUATION, before, known)
    screen.click("statistiques.trimestre")
    assert "comparé à : 1er trimestre 2012" in screen.seen("statistiques.periode", QLabel).text()
    shown = screen.seen("statistiques.tableaux", QTextBrowser).toPlainText()
    assert re.search(r"Personnes reçues\s+7\s+1\s+\+\s6", shown)


def test_lines_are_sorted_when_it_is_asked(counted: Statistiques, screen: Screen):
    families = screen.seen("statistiques.familles", QListWidget)
    families.setCurrentRow(1)
    text = screen.seen("statistiques.tableaux", QTextBrowser)
    assert text.toPlainText().index("Moins de 18 ans") < text.toPlainText().index("18 à 24 ans")
    before = text.toPlainText()
    screen.seen("statistiques.trier", QCheckBox).setChecked(True)
    assert before != text.toPlainText() or "Femme" in before
    women, men = text.toPlainText().index("Femme"), text.toPlainText().index("Homme")
    assert women < men


def test_what_is_printed_says_that_it_must_not_be_handed_on(
    counted: Statistiques, screen: Screen, tmp_path: Path
):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    counted.figures.print_on(printer)
    told = " ".join(page_texts((tmp_path / "papier.pdf").read_bytes()))
    assert "ne pas diffuser" in re.sub(r"\s+", " ", told)
    (left,) = screen.vault.departures.all()
    assert left.kind is Departure.CHIFFRES


def test_periods_are_one_click_away(counted: Statistiques, screen: Screen):
    for name, first, last in (
        ("mois", "01/06/2012", "30/06/2012"),
        ("trimestre", "01/04/2012", "30/06/2012"),
        ("annee_derniere", "01/01/2011", "31/12/2011"),
        ("annee", "01/01/2012", "31/12/2012"),
    ):
        screen.click(f"statistiques.{name}")
        assert screen.seen("statistiques.du", QLineEdit).text() == first
        assert screen.seen("statistiques.au", QLineEdit).text() == last


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2012, 2, 29), Period(date(2012, 1, 1), date(2012, 3, 31))),
        (date(2012, 12, 31), Period(date(2012, 10, 1), date(2012, 12, 31))),
    ],
)
def test_a_quarter_is_whole(today: date, quarter: Period):
    assert quick_period("trimestre", today) == quarter
    assert quick_period("mois_dernier", date(2012, 1, 15)) == Period(date(2011, 12, 1), date(2011, 12, 31))


def test_what_has_no_date_is_told(screen: Screen):
    situation = screen.situation()
    screen.workspace.show_statistics()
    assert not screen.is_seen("statistiques.sans_date")
    screen.records.add(ACTE, Answers(acte.FORM), situation)
    screen.records.add(ORIENTATION, Answers(orientation.FORM), situation)
    screen.workspace.show_today()
    screen.workspace.show_statistics()
    assert screen.seen("statistiques.sans_date", QLabel).text().startswith("2 fiches sans date ne sont")


def test_dates_that_make_no_period_are_told(counted: Statistiques, screen: Screen):
    screen.click("statistiques.annee_derniere")
    assert "aucun accueil" in screen.seen("statistiques.periode", QLabel).text()
    line = screen.seen("statistiques.au", QLineEdit)
    line.setText("31/12/2010")
    line.editingFinished.emit()
    assert "avant de commencer" in screen.seen("statistiques.probleme", QLabel).text()
    assert not screen.seen("statistiques.imprimer", QPushButton).isEnabled()
    line.setText("n’importe quoi")
    line.editingFinished.emit()
    assert "deux dates" in screen.seen("statistiques.probleme", QLabel).text()
    screen.workspace.show_today()
    screen.workspace.show_statistics()
    assert line.text() == "n’importe quoi", "what is typed stays"


def test_a_page_that_cannot_be_read_is_told(screen: Screen, monkeypatch: pytest.MonkeyPatch):
    situation = screen.situation()

    def refuse(*_: object) -> None:
        raise Failure("Le disque ne répond pas.")

    monkeypatch.setattr(type(screen.records), "of", refuse)
    before = screen.page
    screen.workspace.show_situation(situation.id)
    assert screen.notice == "Le disque ne répond pas."
    assert screen.page is before


def test_forty_thousand_characters_are_typed_on(screen: Screen):
    text = ("Elle dit que rien ne va plus. " * 1400)[:40_000].strip()
    screen.situation(intake=Answers(accueil.FORM).with_(accueil.EXPOSE, text))
    area = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    assert area.height() < screen.window.height()
    type_in(area, "Suite. ")
    screen.page.flush()
    assert screen.only(SITUATION).answers[accueil.EXPOSE] == f"Suite. {text}"


# Réglages.


def test_names_are_shown_without_being_asked_for_once_it_is_set_and_it_is_remembered(screen: Screen):
    screen.situation()
    assert not screen.is_seen("personne.nom_affiche")
    screen.click("aller.reglages")
    screen.seen("reglages.noms", QCheckBox).click()
    screen.workspace.show_situation(screen.only(SITUATION).id)
    assert screen.seen("personne.nom_affiche", QLabel).text() == NAME.upper()
    screen.workspace.show_today()
    assert NAME.upper() in " ".join(rows(screen, "recents"))
    screen.window.lock()
    screen.open_again()
    assert NAME.upper() in " ".join(rows(screen, "recents"))
    screen.click("aller.reglages")
    screen.seen("reglages.noms", QCheckBox).click()
    screen.workspace.show_today()
    assert NAME.upper() not in " ".join(rows(screen, "recents"))
