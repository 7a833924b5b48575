"""The directory on the screen: found as one types, changed, taken over, exported and brought from a sheet."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from models.casework import ORIENTATION, PERSONNE
from models.directory import NATIONAL, Entry, check, is_doubtful
from models.directory_import import brought
from models.fields import Address, Answers
from models.forms import orientation, personne, structure
from tests.windows import NAME, Screen, press, settle, type_in
from ui.pages.annuaire import Annuaire
from ui.referral import ReferralPanel

TODAY = date(2012, 6, 15)


def page(screen: Screen) -> Annuaire:
    screen.workspace.show_directory()
    shown = screen.page
    assert isinstance(shown, Annuaire)
    settle()
    return shown


def listed(screen: Screen) -> list[str]:
    model = screen.seen("annuaire.structures", QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def named(screen: Screen) -> list[str]:
    return [entry.name for entry in screen.vault.directory.entries()]


def test_national_numbers_are_there_from_the_first_day(screen: Screen) -> None:
    page(screen)
    assert len(listed(screen)) == len(NATIONAL)
    assert any(row.startswith("3919") and row.endswith("à vérifier") for row in listed(screen))


def test_a_structure_is_added_found_and_kept(screen: Screen) -> None:
    page(screen)
    type_in(screen.seen("annuaire.recherche", QLineEdit), "Maison de l’Exemple")
    screen.click("annuaire.nouvelle")
    line = screen.seen("telephone", QLineEdit)
    type_in(line, "01 99 00 12 34")
    screen.page.flush()
    (entry,) = screen.vault.directory.entries()
    assert (entry.name, entry.answers[structure.TELEPHONE]) == ("Maison de l’Exemple", "01 99 00 12 34")
    screen.seen("annuaire.recherche", QLineEdit).setText("exemple maison")
    assert listed(screen) == ["Maison de l’Exemple · 01 99 00 12 34   à vérifier"]
    screen.seen("annuaire.recherche", QLineEdit).setText("personne de ce nom")
    assert "Aucune structure" in listed(screen)[0]


def test_a_national_number_is_read_and_taken_over(screen: Screen) -> None:
    shown = page(screen)
    shown._open("3919, Violences Femmes Info")
    settle()
    assert "3919" in screen.seen("annuaire.detail", QLabel).text()
    assert "À vérifier" in screen.seen("annuaire.verification", QLabel).text()
    screen.click("annuaire.adapter")
    assert named(screen) == ["3919, Violences Femmes Info"]
    assert len(listed(screen)) == len(NATIONAL)


STUDIED = "17 112 114 15 18 115 119 3919 116006 3018 3133 3114 0800059595 0800235236 0801901911 116000 3939"


def test_every_national_number_of_the_study_is_there_and_is_doubted_unless_a_dated_source_says_it() -> None:
    by_number = {entry.answers[structure.TELEPHONE]: entry for entry in NATIONAL}
    assert set(by_number) - {None} == set(STUDIED.split())
    sure = {number for number, entry in by_number.items() if not is_doubtful(entry, date(2026, 4, 1))}
    assert sure == {"119", "3018", "3133"}
    for number in ("119", "3018", "3133"):
        assert "plus d’un an" in check(by_number[number], date(2027, 6, 1))


@pytest.mark.parametrize(("former", "now"), [("3977", "3133"), ("3020", "3018")])
def test_a_former_number_leads_to_the_one_that_answers(screen: Screen, former: str, now: str) -> None:
    page(screen)
    screen.seen("annuaire.recherche", QLineEdit).setText(former)
    assert now in listed(screen)[0]


def test_a_number_is_said_to_be_checked_by_one_gesture(screen: Screen) -> None:
    shown = page(screen)
    type_in(screen.seen("annuaire.recherche", QLineEdit), "3919")
    press(screen.focus(), Qt.Key.Key_Return)
    assert "À vérifier" in screen.seen("annuaire.verification", QLabel).text()
    screen.click("annuaire.verifiee")
    assert screen.seen("annuaire.verification", QLabel).text() == "Vérifié le 15/06/2012."
    (entry,) = screen.vault.directory.entries()
    assert entry.answers[structure.VERIFIE_LE] == TODAY
    assert not shown._list.model().index(0, 0).data().endswith("à vérifier")


def test_a_structure_is_withdrawn_without_breaking_what_was_directed_to_it(screen: Screen) -> None:
    kept = screen.vault.directory.add(Answers(structure.FORM, {"nom": "Maison Un", "telephone": "3919"}))
    screen.vault.directory.add(Answers(structure.FORM, {"nom": "Maison Zéro", "telephone": "3919"}))
    situation = screen.situation()
    towards = Answers(orientation.FORM, {"structure": "Maison Un", "destinataire": "autre"})
    screen.records.add(ORIENTATION, towards, situation)
    shown = page(screen)
    shown._open(kept.id)
    screen.click("annuaire.retirer")
    assert [entry.is_retired for entry in screen.vault.directory.entries()] == [True, False]
    assert listed(screen)[-1] == "Maison Un · 3919   retirée"
    screen.workspace.show_situation(situation.id)
    screen.click("orientation.deplier")
    assert screen.seen("structure", QLineEdit).text() == "Maison Un"
    assert "3919" in screen.seen("orientation.contact", QLabel).text()
    panel = screen.page.findChild(ReferralPanel)
    assert panel is not None
    assert "Maison Un" not in {each.target for each in panel._offers()}
    assert "Maison Zéro" in {each.target for each in panel._offers()}, "the control"
    page(screen)
    screen.click("annuaire.retirer")
    assert not screen.vault.directory.get(kept.id).is_retired
    screen.click("avis.action")
    assert screen.vault.directory.get(kept.id).is_retired


def test_two_structures_of_one_name_are_refused_and_nothing_is_lost(screen: Screen) -> None:
    for name in ("Maison Un", "Maison Deux"):
        screen.vault.directory.add(Answers(structure.FORM, {"nom": name}))
    shown = page(screen)
    shown._open(next(each.id for each in screen.vault.directory.entries() if each.name == "Maison Deux"))
    line = screen.seen("nom", QLineEdit)
    line.selectAll()
    type_in(line, "maison un")
    shown.flush()
    assert "porte déjà ce nom" in screen.notice
    assert line.text() == "maison un"
    assert sorted(named(screen)) == ["Maison Deux", "Maison Un"]


def test_what_is_exported_holds_structures_and_nothing_of_any_person(screen: Screen, tmp_path: Path) -> None:
    screen.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, NAME))
    screen.vault.directory.add(Answers(structure.FORM, {"nom": "=2+2", "precisions": "Sonner deux fois."}))
    page(screen).export(tmp_path / "annuaire.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "annuaire.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {"=2+2", "Sonner deux fois."} <= {str(cell.value) for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(NAME in str(cell.value) for cell in cells)


def test_what_was_exported_is_brought_back_as_it_was(screen: Screen, tmp_path: Path) -> None:
    full = {"nom": "Maison Un", "genre": "avocat", "telephone": "01 99 00 12 34", "verifie_le": TODAY}
    screen.vault.directory.add(Answers(structure.FORM, full))
    shown = page(screen)
    shown.export(tmp_path / "annuaire.xlsx")
    before = [entry.answers for entry in screen.vault.directory.entries()]
    shown.bring(tmp_path / "annuaire.xlsx")
    assert "À ajouter : 0. À compléter : 0." in screen.seen("annuaire.apercu", QLabel).text()
    assert [entry.answers for entry in screen.vault.directory.entries()] == before


def test_a_sheet_is_tried_then_taken_in(screen: Screen, tmp_path: Path) -> None:
    screen.vault.directory.add(Answers(structure.FORM, {"nom": "Maison Un", "telephone": "3919"}))
    sheet = tmp_path / "partenaires.csv"
    sheet.write_text(
        "nom du service ou de la structure;Téléphone;Horaires inconnus\n"
        "Maison un;01 99 00 12 34;x\nMaison Deux;01 99 00 56 78;x\n;01 99 00 00 00;x\n",
        encoding="cp1252",
    )
    shown = page(screen)
    shown.bring(sheet)
    told = screen.seen("annuaire.apercu", QLabel).text()
    assert "À ajouter : 1. À compléter : 1." in told
    assert "Ligne 4 : il manque le nom." in told
    assert named(screen) == ["Maison Un"]
    screen.click("annuaire.appliquer")
    assert sorted(named(screen)) == ["Maison Deux", "Maison Un"]
    phones = {entry.name: entry.answers[structure.TELEPHONE] for entry in screen.vault.directory.entries()}
    assert phones["Maison Un"] == "01 99 00 12 34"


def test_a_sheet_without_names_is_told() -> None:
    found = brought(["Téléphone", "Ville"], [(2, ["3919", "Bobigny"])], [], TODAY)
    assert found.changes == ()
    assert "Aucune colonne ne s’appelle" in found.problems[0]
    assert "Titres lus : Téléphone, Ville." in found.problems[0]


USUAL = ["Structure", "TYPE", "Tél.", "Rue", "CP", "Ville", "Horaires d’ouverture", "Mail", "Référente"]


def test_a_sheet_with_other_titles_is_read_and_what_is_left_aside_is_told() -> None:
    cells = ["Maison Un", "MDF", "199001234 / 06 39 98 00 00", "1 rue Neuve", "1000", "Bourg"]
    found = brought(USUAL, [(2, [*cells, "lundi 9 h\nmardi 14 h", "a@exemple.fr", "X"])], [], TODAY)
    ((known, answers),) = found.changes
    assert known is None
    assert (answers[structure.TELEPHONE], answers[structure.TELEPHONE_2]) == ("0199001234", "06 39 98 00 00")
    assert answers[structure.ADRESSE] == Address("1 rue Neuve", "", "01000", "Bourg")
    assert answers[structure.GENRE] == "maison_des_femmes"
    assert answers[structure.HORAIRES] == "lundi 9 h\nmardi 14 h"
    assert found.unread == ("Référente",)


def test_one_name_in_two_towns_is_two_structures_and_in_one_town_one() -> None:
    rows = (("CCAS", "Bobigny", "01 99 00 00 01"), ("ccas", "Aubervilliers", ""), ("CCAS", "BOBIGNY", "3919"))
    lines = [(number, list(row)) for number, row in enumerate(rows, start=2)]
    found = brought(["Nom", "Ville", "Téléphone"], lines, [], TODAY)
    told = {answers[structure.NOM]: answers[structure.TELEPHONE] for _, answers in found.changes}
    assert told == {"CCAS": "3919", "ccas (Aubervilliers)": None}
    assert found.twice == 1
    again = brought(["Nom", "Ville", "Téléphone"], lines, [Entry(a, "x") for _, a in found.changes], TODAY)
    assert again.changes == ()


def test_a_sort_that_is_not_of_the_list_is_kept_in_words_and_a_town_alone_keeps_the_street() -> None:
    here = Address("1 rue Neuve", "", "93000", "Bobigny")
    known = Entry(Answers(structure.FORM, {"nom": "Maison", "adresse": here}), "x")
    found = brought(["Nom", "Type", "Ville"], [(2, ["Maison", "Divers", "Bobigny"])], [known], TODAY)
    ((_, answers),) = found.changes
    assert answers[structure.ADRESSE] == here
    assert answers[structure.PRECISIONS] == "Sorte de service : Divers."


def test_an_unreadable_cell_is_explained_and_its_line_left_out() -> None:
    found = brought(["nom", "Vérifié le"], [(2, ["Maison", "hier peut-être"])], [], TODAY)
    assert found.changes == ()
    assert found.problems[0].startswith("Ligne 2 : « Vérifié le » : une date est attendue")
