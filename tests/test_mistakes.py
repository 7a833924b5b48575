"""Mistakes that other programs made with somebody's casework, each of them not made here."""

import io
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from exports import pdf_file
from exports.cells import LONGEST
from exports.correction import correction
from exports.directory_sheet import directory_sheet
from exports.dossier import Dossier
from exports.slip import Referral, slip
from models.casework import ACTE, PERSONNE, SITUATION
from models.counting import observe
from models.dates import Period, vague
from models.doubles import doubts
from models.fields import Answers, Unit
from models.forms import accueil, acte, ordonnance, orientation, personne, structure
from models.importing import Entry
from storage.vault import Vault
from tests.mistakes import MADE_BY_OTHERS
from tests.vaults import Watch
from tests.windows import NAME, Screen, press, settle, type_in

LAST_YEAR, THIS_YEAR = (Period(date(year, 1, 1), date(year, 12, 31)) for year in (2011, 2012))
LONG = "Elle dit que rien ne va plus. " * 1400
assert len(LONG) > 40_000


def test_each_mistake_of_the_list_has_tests_that_are_there():
    """What renames or removes one of them has to say so in the list."""
    missing = [
        name
        for tests in MADE_BY_OTHERS.values()
        for file, _, name in (test.partition("::") for test in tests)
        if f"def {name}(" not in Path(__file__).with_name(f"{file}.py").read_text("utf-8")
    ]
    assert missing == []


def test_the_bands_of_days_leave_no_day_out_and_share_none():
    """3 and 4, 14 and 15, 30 and 31."""
    bounds = [[int(n) for n in re.findall(r"\d+", option.label)] for option in accueil.DELAI.options]
    assert bounds == [[], [1, 3], [4, 14], [15, 30], [30]]
    for (_, last), (first, _) in pairwise(bounds[1:4]):
        assert first == last + 1


def figures(vault: Vault, period: Period) -> dict[Unit, int]:
    seen = observe(vault.material(period.end), period)
    return {unit: len(seen.of(unit)) for unit in (Unit.PERSONNE, Unit.SITUATION, Unit.ACTE)}


def test_what_is_entered_on_the_2nd_of_january_about_december_counts_in_december(
    screen: Screen, clock: Watch
):
    """Figures by the date of entry."""
    clock.now = datetime(2012, 1, 2, 9, 0, tzinfo=clock.now.tzinfo)
    intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2011, 12, 28))
    situation = screen.situation(intake=intake)
    screen.click("acte.ajouter")
    day = screen.seen(acte.DATE_ACTE.code, QLineEdit)
    assert day.text() == "02/01/2012"
    day.setFocus()
    day.selectAll()
    type_in(day, "29/12/2011")
    screen.page.flush()
    assert screen.records.of(situation, ACTE)[0].entered_at.date() == date(2012, 1, 2)
    assert figures(screen.vault, LAST_YEAR) == {Unit.PERSONNE: 1, Unit.SITUATION: 1, Unit.ACTE: 1}
    assert figures(screen.vault, THIS_YEAR) == {Unit.PERSONNE: 0, Unit.SITUATION: 0, Unit.ACTE: 0}


def test_who_comes_three_times_is_one_person_and_three_acts(screen: Screen):
    """Persons counted once for each visit."""
    situation = screen.situation()
    for day in (1, 8, 15):
        met = Answers(acte.FORM).with_(acte.DATE_ACTE, date(2012, 6, day))
        screen.records.add(ACTE, met.with_(acte.NATURE, "entretien.bureau"), situation)
    assert figures(screen.vault, THIS_YEAR) == {Unit.PERSONNE: 1, Unit.SITUATION: 1, Unit.ACTE: 3}


def test_a_tick_neither_doubles_nor_moves_a_typed_text(screen: Screen):
    """A checkbox that wrote the text again."""
    situation = screen.situation(
        intake=Answers(accueil.FORM).with_(accueil.PROBLEMATIQUE, "violences_couple.ex_conjoint")
    )
    texts = [screen.seen(field.code, QPlainTextEdit) for field in (accueil.DEMANDE, accueil.EXPOSE)]
    for area, words in zip(texts, ("Que cela s’arrête.", "Dispute hier."), strict=True):
        area.setFocus()
        type_in(area, words)
    ticks = screen.seen(accueil.VIOLENCES.code, QWidget).findChildren(QCheckBox)
    for tick in (*ticks[:4], ticks[0]):
        tick.click()
        screen.page.flush()
    settle()
    assert [area.toPlainText() for area in texts] == ["Que cela s’arrête.", "Dispute hier."]
    kept = screen.answers(situation)
    assert (kept[accueil.DEMANDE], kept[accueil.EXPOSE]) == ("Que cela s’arrête.", "Dispute hier.")
    assert len(kept[accueil.VIOLENCES] or ()) == 3


def test_words_typed_before_the_window_is_left_for_another_are_saved(screen: Screen, qtbot: QtBot):
    """A comment lost because another window was looked at."""
    situation = screen.situation()
    area = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    area.setFocus()
    type_in(area, "Dispute hier.")
    QApplication.sendEvent(screen.window, QEvent(QEvent.Type.WindowDeactivate))
    qtbot.waitUntil(lambda: screen.answers(situation)[accueil.EXPOSE] == "Dispute hier.", timeout=3_000)


@pytest.mark.parametrize("birth", ["12/03/1987", "mars 1960", None], ids=["same", "other", "unknown"])
def test_a_homonym_is_told_and_never_merged_by_itself(screen: Screen, birth: str | None):
    known = Answers(personne.FORM).with_(personne.NOM, NAME).with_(personne.PRENOM, "Zoé")
    born = known.with_(personne.NAISSANCE, vague("12/03/1987", date(2012, 6, 15)))
    screen.situation(person=born)
    screen.workspace.show_today()
    line = screen.seen("recherche", QLineEdit)
    type_in(line, f"{NAME} Zoé {birth or ''}")
    screen.workspace._new_contact()
    settle()
    press(screen.focus(), Qt.Key.Key_K, control=True)
    first, second = screen.records.all(PERSONNE)
    assert first.answers == born
    assert second.answers[personne.NOM] == NAME
    assert screen.records.count(SITUATION) == 2
    assert screen.vault.merges.of(first) == ()


@pytest.mark.parametrize(
    ("birth", "same"), [("12/03/1987", True), ("13/03/1987", False), ("1987", False), ("", False)]
)
def test_an_import_takes_two_for_the_same_person_only_for_the_same_birth(
    opened: Vault, birth: str, same: bool
):
    """Homonyms made one, or one person made two."""
    today = date(2012, 6, 15)
    known = Answers(personne.FORM).with_(personne.NOM, NAME).with_(personne.PRENOM, "Zoé")
    opened.records.add(PERSONNE, known.with_(personne.NAISSANCE, vague("12/03/1987", today)))
    row = known.with_(personne.NAISSANCE, vague(birth, today)) if birth else known
    entry = Entry(2, "empreinte", row, Answers(accueil.FORM))
    (found,) = doubts([entry], opened.imports.persons(), frozenset())
    assert found.kind.is_sure is same, "whoever is not surely the same is only proposed"


def test_forty_thousand_characters_come_out_on_paper():
    oriented = Answers(orientation.FORM).with_(orientation.DESTINATAIRE, "avocat")
    oriented = oriented.with_(orientation.ACCORD, "oral").with_(
        orientation.DEMANDE, f"{LONG}Fin de la demande."
    )
    her = Answers(personne.FORM).with_(personne.NOM, NAME)
    dossier = Dossier(her, Answers(accueil.FORM), None, Answers(ordonnance.FORM))
    pages = pdf_file.page_texts(slip(Referral(oriented, dossier), "Intervention sociale", date(2012, 6, 15)))
    assert len(pages) > 5
    text = " ".join(" ".join(pages).split())
    assert "Fin de la demande." in text
    assert text.count("rien ne va plus") == LONG.count("rien ne va plus")


def cells(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]


def test_forty_thousand_characters_break_no_spreadsheet_and_are_cut_in_sight():
    written = cells(correction(["Nom", "Notes"], [(("LEROY", LONG), "Statut : inconnu")]))
    shared = cells(directory_sheet([Answers(structure.FORM, {"nom": "Foyer", "precisions": LONG})]))
    for told in (written, shared):
        (text,) = [each for each in told if each.startswith("Elle dit")]
        assert len(text) == LONGEST
        assert "texte coupé" in text
    whole = "x" * LONGEST
    assert whole in cells(correction(["Notes"], [((whole,), "")]))


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+33", "-2", "{=A1}", "http://exemple.invalid"])
def test_a_name_that_looks_like_a_formula_stays_a_name(name: str):
    for data in (
        correction([name], [((name,), name)]),
        directory_sheet([Answers(structure.FORM, {"nom": name})]),
    ):
        book = openpyxl.load_workbook(io.BytesIO(data))
        found = [cell for sheet in book for row in sheet for cell in row if cell.value == name]
        assert found
        assert {cell.data_type for cell in found} == {"s"}
        assert not any(cell.hyperlink for cell in found)
