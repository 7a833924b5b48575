"""Sheets as they were really kept, brought through the page: explained once, and no word of them lost."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from models.casework import ORIENTATION, PERSONNE, SITUATION
from models.cells import Unread, proposed, read_cell
from models.columns import WHOLE_NAME, Apart, matched
from models.fields import Answers, AnyClosedField
from models.forms import accueil, orientation, personne
from models.importing import Entry
from models.spelling import joined, words
from models.vocabulary import UNANSWERED, Vocabulary
from models.wording import words as in_words
from storage import incoming, vault
from storage.vault import Opening
from tests import sheets, vaults
from tests.test_importation import command, lines, page, tried
from tests.vaults import Watch
from tests.windows import Screen, press, settle, type_in
from ui import commands
from ui.incoming import Checked, check, read, with_words

TODAY = date(2012, 6, 15)


def explain(screen: Screen, qtbot: QtBot, *answers: str) -> None:
    """Type what the words under the hand stand for, one after the other: a key for each."""
    for answer in answers:
        choice = screen.focus()
        assert choice.objectName() == "importation.reponse"
        type_in(choice, answer)
        press(choice, Qt.Key.Key_Return)
        settle()
        screen.window.activateWindow()  # the list that was open had taken its place
        qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))


def test_her_words_are_explained_once_with_the_keyboard_alone(screen: Screen, qtbot: QtBot, tmp_path: Path):
    tried(screen, qtbot, sheets.made(tmp_path, "une-annee.xlsx"))
    assert (
        "Titres répétés, mois et totaux, laissés de côté : 1."
        in screen.seen("importation.totaux", QLabel).text()
    )
    assert "Brigade  (2)  →  à relier" not in lines(screen, "importation.mots")
    assert lines(screen, "importation.mots")[0] == "VD  (1)  →  à relier", "the first column that lacks some"
    explain(screen, qtbot, "victime déclarée")
    assert "CCAS Aubervilliers  (1)  →  à relier ; proposé : Partenaire › CCAS, mairie" in lines(
        screen, "importation.mots"
    )
    explain(screen, qtbot, "chef de poste")
    screen.click("importation.accepter")
    qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))
    assert "CCAS Aubervilliers  (1)  →  Partenaire › CCAS, mairie" in lines(screen, "importation.mots")
    assert screen.focus().objectName() == "importation.importer", "nothing is left to say"
    screen.click("importation.importer")
    qtbot.waitUntil(lambda: "Lignes importées : 4" in screen.notice)
    found = screen.records.all(SITUATION)
    assert [each.answers[accueil.STATUT] for each in found] == [
        "victime",
        "mis_en_cause",
        "victime.declaree",
        "hors_champ_penal",
    ]
    assert [each.answers[accueil.ORIGINE] for each in found][1:] == [
        "police.accueil",
        "partenaire.ccas",
        "personne.spontanee",
    ]
    assert found[2].answers[accueil.EXPOSE] == (
        "Statut (V/MEC/HCP) : VD\nOrienté par : CCAS Aubervilliers"
    ), "what an answer of the list does not say is kept"
    names = [
        (each.answers[personne.NOM], each.answers[personne.PRENOM]) for each in screen.records.all(PERSONNE)
    ]
    assert names[:2] == [("CHIMÉRAC", "Zoé"), ("Fabulon", "Noël")]


def test_what_was_said_of_a_word_is_remembered_for_the_next_sheet(
    screen: Screen, qtbot: QtBot, tmp_path: Path
):
    path = sheets.made(tmp_path, "une-annee.xlsx")
    tried(screen, qtbot, path)
    explain(screen, qtbot, "victime déclarée", "chef de poste")
    screen.workspace.show_today()
    tried(screen, qtbot, path)
    assert "Mots à relier à une réponse : 2." in screen.seen("importation.totaux", QLabel).text()
    assert screen.records.count(SITUATION) == 0, "nothing is entered by what was said"


def test_several_words_are_chosen_together_and_one_may_give_no_answer(
    screen: Screen, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "a.csv"
    path.write_text("Nom;Date;Commune\nA;03/01/2011;Pantin\nB;03/01/2011;Le Pré\nC;03/01/2011;?1\n", "utf-8")
    tried(screen, qtbot, path)
    shown = screen.seen("importation.mots", QListWidget)
    for row in range(2):
        shown.item(row).setSelected(True)
    explain(screen, qtbot, "autre commune du département", "sans réponse")
    screen.click("importation.importer")
    qtbot.waitUntil(lambda: screen.records.count(SITUATION) == 3)
    found = [each.answers for each in screen.records.all(SITUATION)]
    assert [each[accueil.RESIDENCE] for each in found] == ["departement", "departement", None]
    assert [each[accueil.EXPOSE] for each in found] == [
        "Commune : Pantin",
        "Commune : Le Pré",
        "Commune : ?1",
    ]


def test_rows_with_what_cannot_be_read_are_brought_with_a_note_when_she_asks(
    screen: Screen, qtbot: QtBot, tmp_path: Path
):
    shown = tried(screen, qtbot, sheets.made(tmp_path, "douze-feuilles.xlsx"))
    told = screen.seen("importation.totaux", QLabel).text()
    assert (
        "Feuilles lues : Janvier, Février, Mars. Feuilles sans les titres attendus, non lues : Stats." in told
    )
    explain(screen, qtbot, "autre commune du département")
    screen.click("importation.volet.erreurs")
    (fault,) = lines(screen, "importation.erreurs")
    assert fault.startswith("Ligne 3 de « Mars », DDN « ne sait plus » : une date ou un âge")
    screen.seen("importation.noter", QCheckBox).click()
    qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))
    assert (
        "Lignes importées avec une note de ce qui n’a pas été compris : 1."
        in screen.seen("importation.totaux", QLabel).text()
    )
    shown.apply()
    qtbot.waitUntil(lambda: screen.records.count(SITUATION) == 3)
    last = screen.records.all(SITUATION)[2].answers
    assert (
        last[accueil.EXPOSE]
        == "DDN : ne sait plus\nTél : pas de téléphone\nCommune : Pantin\nRemarques : à rappeler"
    )
    assert [each.answers[orientation.DESTINATAIRE] for each in screen.records.all(ORIENTATION)] == [
        "cidff",
        "ccas",
    ] * 3, "one orientation for each service of the cell"


def brought(path: Path) -> Checked:
    table = read(path)
    return check(table, matched(table.header), TODAY, noting=True)


def said(entry: Entry) -> str:
    """All that an entry says, in words and in codes, folded."""
    forms = (entry.person, entry.situation, *(answers for _, answers in entry.inside))
    texts = [in_words(each, field) for each in forms for field in each.answered()]
    return joined(" ".join(texts))


def is_kept(checked: Checked, entry: Entry, column: int, cell: str) -> bool:
    """Whether a cell is in what was read, as its words or as the answer that they give."""
    if all(word in said(entry) for word in map(joined, words(cell))):
        return True
    question = checked.columns[column]
    if isinstance(question, Apart) or question is WHOLE_NAME:
        return False
    answers = dict([(PERSONNE, entry.person), (SITUATION, entry.situation), *reversed(entry.inside)])
    form = question.noun.form
    try:
        found = read_cell(question.field, cell, entry.situation[accueil.DATE_ACCUEIL] or TODAY)
    except Unread:
        return False
    alone = Answers(form, {question.field.code: found})
    return bool(alone) and not alone.differing(Answers(form).taking(answers[question.noun], question.field))


@pytest.mark.parametrize("name", sheets.KINDS)
def test_no_word_of_a_sheet_is_lost(tmp_path: Path, name: str):
    checked = brought(sheets.made(tmp_path, name))
    assert not checked.reading.faults
    assert len(checked.reading.entries) == len(checked.table.lines) == sheets.KINDS[name][1]
    assert all(entry.situation[accueil.DATE_ACCUEIL] for entry in checked.reading.entries)
    for line, entry in zip(checked.table.lines, checked.reading.entries, strict=True):
        for column, cell in enumerate(line.cells):
            if checked.columns[column] is not Apart.LEFT and cell:
                assert is_kept(checked, entry, column, cell), (checked.table.header[column], cell)


def test_the_control_a_column_left_aside_is_lost_and_told(tmp_path: Path):
    table = read(sheets.made(tmp_path, "une-annee.xlsx"))
    columns = [*matched(table.header)[:-1], Apart.LEFT]
    checked = check(table, columns, TODAY, noting=True)
    assert checked.titles(Apart.LEFT) == ("N°", "Suite donnée")
    assert not is_kept(checked, checked.reading.entries[0], 8, "CIDFF, rendez-vous le 12")


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        (accueil.ORIGINE, "CCAS Aubervilliers", "partenaire.ccas"),
        (accueil.ORIGINE, "elle-même", "personne.spontanee"),
        (accueil.ORIGINE, "main courante", None),
        (accueil.PROBLEMATIQUE, "Violences conj.", "violences_couple"),
        (accueil.PROBLEMATIQUE, "conflit parent ado", "violences_familiales.conflit"),
        (accueil.PROBLEMATIQUE, "VC + logement", None),
        (accueil.PROBLEMATIQUE, "VIF", None),
        (accueil.STATUT, "mis en cause, victime", None),
        (orientation.DESTINATAIRE, "mission loc", "mission_locale"),
    ],
)
def test_a_word_that_names_one_answer_is_proposed_and_one_that_names_two_is_not(
    field: AnyClosedField, word: str, code: str | None
):
    assert proposed(field, word) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("40612", date(2011, 3, 10)),
        ("40612.5", date(2011, 3, 10)),
        ("12-mars-11", date(2011, 3, 12)),
        ("1er févr. 2011", date(2011, 2, 1)),
        ("lun. 10/01/2011", date(2011, 1, 10)),
        ("mardi 12 août 2011", date(2011, 8, 12)),
        ("12.03.11", date(2011, 3, 12)),
        ("12/03/2011 à 14h30", date(2011, 3, 12)),
        ("12/03/2011 14h", date(2011, 3, 12)),
        ("12-jui-11", None),
        ("123456", None),
    ],
)
def test_a_day_is_read_as_spreadsheets_write_it(text: str, day: date | None):
    try:
        assert read_cell(accueil.DATE_ACCUEIL, text, TODAY) == day
    except Unread:
        assert day is None


def test_a_word_is_known_by_its_digest_and_never_written(opening: Opening, clock: Watch):
    said_once = Vocabulary().with_option("situation.residence", "Chimérac-sur-Fable", "ressort")
    said_once = said_once.with_option("situation.statut", "?", UNANSWERED).with_column("Fablerie", "note")
    with vault.open_database(opening, clock) as opened:
        opened.glossary.keep(said_once)
        kept = opened._database.rows("SELECT * FROM mot_connu") + opened._database.rows(
            "SELECT * FROM titre_connu"
        )
        assert not any("chim" in str(cell).casefold() for row in kept for cell in row)
    with vault.open_database(vaults.again(opening), clock) as opened:
        again = opened.glossary.read()
        assert again.option("situation.residence", "CHIMERAC sur fable") == "ressort"
        assert again.option("situation.statut", "?") == UNANSWERED
        assert again.column("fablerie") == "note"
        opened.glossary.keep(again.with_option("situation.statut", "?", None))
        assert opened.glossary.read().option("situation.statut", "?") is None


def test_the_command_takes_the_words_answered_in_the_sheet_of_corrections(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path, correct = sheets.made(tmp_path, "une-annee.xlsx"), tmp_path / "corriger.xlsx"
    assert command(opening, monkeypatch, str(path), "--corriger", str(correct)) == commands.DONE
    assert "Mots à relier à une réponse : 4." in capsys.readouterr().out
    book = openpyxl.load_workbook(correct)
    sheet = book["Mots à relier"]
    answers = {
        "VD": "Victime › Victime déclarée",
        "Brigade": "Police ou gendarmerie",
        "elle-même": "Sans réponse",
    }
    for line, (_, word, *_) in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        sheet.cell(line, 4, answers.get(str(word), "CCAS, mairie"))
    book.save(correct)
    applied = (str(path), "--mots", str(correct), "--appliquer")
    assert command(opening, monkeypatch, *applied) == commands.DONE
    assert "Lignes importées : 4." in capsys.readouterr().out
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        origins = [each.answers[accueil.ORIGINE] for each in opened.records.all(SITUATION)]
        assert origins == ["police", "police", "partenaire.ccas", None]
        assert opened.glossary.read().option("situation.origine", "BRIGADE") == "police"


def test_a_sheet_of_corrections_brings_its_words_with_its_rows(tmp_path: Path):
    table = read(sheets.made(tmp_path, "une-annee.xlsx"))
    correct = tmp_path / "corriger.xlsx"
    correct.write_bytes(check(table, matched(table.header), TODAY).to_correct())
    assert with_words(Vocabulary(), correct) == Vocabulary(), "nothing was answered yet"
    again = read(correct)
    assert again.unread == ("Mots à relier", "Réponses possibles")
    assert [line.cells[:-1] for line in again.lines] == [line.cells for line in table.lines]


def test_titles_are_found_below_others_and_a_total_is_no_person(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("Suivi;Poste\n;;\nNom;Date\nLEROY;1\nNom;Date\nTOTAL;1\nMars;\nMars;2\n", "utf-8")
    table = incoming.read(path, titles=lambda cells: len({"Nom", "Date"} & set(cells)))
    assert table.header == ("Nom", "Date")
    assert [line.cells for line in table.lines] == [("LEROY", "1"), ("Mars", "2")]
    assert table.passed == 3


def test_the_page_offers_to_choose_what_a_column_is_by_typing(screen: Screen, qtbot: QtBot, tmp_path: Path):
    tried(screen, qtbot, sheets.made(tmp_path, "texte.txt"))
    screen.seen("importation.colonnes", QListWidget).setCurrentRow(1)
    choice = screen.seen("importation.question", QLineEdit)
    assert choice.text() == "Garder en note, dans « Ce qui amène la personne »"
    choice.setFocus()
    choice.selectAll()
    type_in(choice, "pseudonyme")
    press(choice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.is_seen("importation.arreter"))
    assert "Référence  →  Personne — Pseudonyme" in lines(screen, "importation.colonnes")
    assert page(screen) is screen.page
