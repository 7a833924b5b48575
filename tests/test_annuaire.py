"""The directory on the screen: found as one types, changed, taken over, exported and brought from a sheet."""

import io
from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from models.casework import PERSONNE
from models.directory import NATIONAL
from models.directory_import import brought
from models.fields import Answers
from models.forms import personne, structure
from tests.windows import NAME, Screen, settle, type_in
from ui.pages.annuaire import Annuaire

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
    assert listed(screen) == ["Maison de l’Exemple   01 99 00 12 34   à vérifier"]
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


def test_an_unreadable_cell_is_explained_and_its_line_left_out() -> None:
    found = brought(["nom", "Vérifié le"], [(2, ["Maison", "hier peut-être"])], [], TODAY)
    assert found.changes == ()
    assert found.problems[0].startswith("Ligne 2 : « Vérifié le » : une date est attendue")
