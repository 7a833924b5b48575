"""The two papers of an orientation: hers says nothing to who finds it, the service's only what is meant."""

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QRadioButton

from exports import neutral_note, pdf_file
from exports.dossier import Dossier
from exports.neutral_note import Naming
from exports.slip import Referral, slip
from models.casework import ORIENTATION, PERSONNE, SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from models.fields import Address, AddressField, Answers, ListField, PhoneField, TextField
from models.forms import accueil, ordonnance, orientation, personne, structure
from tests.windows import Screen, settle, type_in
from ui.papers import Papers
from ui.referral import ReferralPanel

ON = date(2012, 6, 15)
SERVICE = "Intervention sociale"
ORIENTED = (
    Answers(orientation.FORM)
    .with_(orientation.DESTINATAIRE, "avocat")
    .with_(orientation.STRUCTURE, "Cabinet Bellocq")
    .with_(orientation.ACCORD, "oral")
    .with_(orientation.DEMANDE, "Une consultation.")
)
HER = (
    Answers(personne.FORM)
    .with_(personne.NOM, "Ravinier")
    .with_(personne.PRENOM, "Zoé")
    .with_(personne.TELEPHONE, "06 39 98 12 34")
    .with_(personne.ADRESSE, Address("31 rue Kléber", "", "93100", "Montreuil"))
    .with_(personne.ACCORD_CONTACT, "oui")
    .with_(personne.CANAUX_SURS, frozenset({"appel"}))
    .with_(personne.HORAIRES_SURS, "le mardi de 9 h à 11 h")
)


def full(answers: Answers) -> Answers:
    """Every free text not answered yet filled with a token of its own."""
    for field in answers.form.fields:
        token = f"Jeton{answers.form.code}{field.code}".replace("_", "")
        match field:
            case TextField():
                answers = answers if answers[field] else answers.with_(field, token)
            case ListField():
                answers = answers.with_(field, (full(Answers(field.item)),))
            case AddressField():
                answers = answers if answers[field] else answers.with_(field, Address(token))
            case PhoneField():
                answers = answers if answers[field] else answers.with_(field, "06 39 98 77 66")
            case _:
                pass
    return answers


def referral(oriented: Answers = ORIENTED, her: Answers = HER) -> Referral:
    situation, order = full(Answers(accueil.FORM)), full(Answers(ordonnance.FORM))
    return Referral(oriented, Dossier(her, situation, None, order))


def read(data: bytes) -> str:
    """Its pages, and every string that is in the file."""
    return " ".join((*pdf_file.page_texts(data), *pdf_file.strings(data))).replace("\u00a0", " ")


def test_the_slip_says_who_she_is_what_is_asked_and_how_to_reach_her() -> None:
    said = read(slip(referral(), SERVICE, ON))
    for words in ("Cabinet Bellocq", "Ravinier", "Zoé", "Une consultation.", "06 39 98 12 34", "le mardi"):
        assert words in said


def test_the_slip_says_nothing_else_of_her_file() -> None:
    said = read(slip(referral(), SERVICE, ON))
    assert "Jeton" not in said
    assert "Kléber" not in said
    assert "Montreuil" not in said
    # The control: a token where something is meant to be printed is seen.
    told = slip(referral(ORIENTED.with_(orientation.DEMANDE, "Jeton")), SERVICE, ON)
    assert "Jeton" in read(told)


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        (None, "n’est pas noté"),
        ("sans_objet", "n’est pas noté"),
        ("refus", "Elle refuse"),
        ("sans_accord", "sans dire ce qui le permet"),
    ],
)
def test_without_her_agreement_no_slip_carries_her_name(agreed: str | None, why: str) -> None:
    with pytest.raises(Failure, match=why):
        slip(referral(ORIENTED.with_(orientation.ACCORD, agreed)), SERVICE, ON)


def test_a_refused_orientation_takes_her_agreement_back() -> None:
    declined = ORIENTED.with_(orientation.ETAT, orientation.REFUSEE)
    with pytest.raises(Failure, match="refusé cette orientation"):
        slip(referral(declined), SERVICE, ON)
    assert slip(referral(ORIENTED.with_(orientation.ETAT, "pas_de_place")), SERVICE, ON), "the control"


def test_what_permits_doing_without_her_agreement_is_printed() -> None:
    oriented = ORIENTED.with_(orientation.ACCORD, "sans_accord")
    oriented = oriented.with_(orientation.SANS_ACCORD_MOTIF, "Mineur en danger, art. 226-14")
    assert "Mineur en danger" in read(slip(referral(oriented), SERVICE, ON))


def test_her_address_is_refused_even_when_it_was_written_by_hand() -> None:
    oriented = ORIENTED.with_(orientation.DEMANDE, "La voir chez elle, 31 rue Kléber.")
    with pytest.raises(Failure, match="Son adresse se lit"):
        slip(referral(oriented), SERVICE, ON)


@pytest.mark.parametrize("agreed", ["non", None])
def test_a_person_not_to_be_called_gives_no_number(agreed: str | None) -> None:
    said = read(slip(referral(her=HER.with_(personne.ACCORD_CONTACT, agreed)), SERVICE, ON))
    assert "98 12 34" not in said


def test_the_slip_and_the_note_tell_no_author_program_or_path() -> None:
    note = neutral_note.pdf(neutral_note.note(ORIENTED, None, HER), safe_to_carry=True)
    for data in (slip(referral(), SERVICE, ON), note):
        said = " ".join(pdf_file.strings(data)).lower()
        for word in ("reportlab", "permanence", "claire", "/tmp", "2026"):
            assert word not in said


def entry(name: str, **more: object) -> Answers:
    return Answers(structure.FORM, {"nom": name, "telephone": "01 99 00 12 34", **more})


def test_the_note_bears_the_service_and_nothing_of_her() -> None:
    asked = neutral_note.note(full(ORIENTED), entry("Cabinet Bellocq"), full(HER))
    said = read(neutral_note.pdf(asked, safe_to_carry=True))
    assert "Cabinet Bellocq" in said
    assert "01 99 00 12 34" in said
    for secret in ("Jeton", "Ravinier", "RAVINIER", "Zoé", "Kléber", "98 12 34", "consultation", SERVICE):
        assert secret not in said


@pytest.mark.parametrize(
    "name",
    [
        "SOS Violences conjugales",
        "Police secours",
        "Association d’aide aux victimes",
        "Commissariat d’Aubervilliers",
        "Bureau des plaintes",
        "Tribunal judiciaire",
        "Maison des femmes battues",
        "Centre d’hébergement des Lilas",
    ],
)
def test_a_name_that_would_tell_is_refused_and_can_be_shortened(name: str) -> None:
    asked = neutral_note.note(ORIENTED.with_(orientation.STRUCTURE, name), entry(name), HER)
    with pytest.raises(Failure, match="Un mot dirait"):
        neutral_note.pdf(asked, safe_to_carry=True)
    for naming in (Naming.INITIALS, Naming.NONE):
        said = read(neutral_note.pdf(asked.named(naming), safe_to_carry=True)).lower()
        assert not any(word in said for word in ("violenc", "police", "victime", "commissariat", "plainte"))


def test_nothing_is_made_when_she_cannot_take_it_home() -> None:
    with pytest.raises(Failure, match="à haute voix"):
        neutral_note.pdf(neutral_note.note(ORIENTED, None, HER), safe_to_carry=False)


@pytest.fixture
def papers(screen: Screen, tmp_path: Path) -> Papers:
    """Those of an orientation to a structure of the directory, on the screen."""
    screen.vault.directory.add(entry("Cabinet Bellocq", genre="avocat", horaires="9 h – 17 h"))
    person = screen.records.add(PERSONNE, HER)
    situation = screen.records.add(SITUATION, Answers(accueil.FORM), person)
    screen.records.add(ORIENTATION, Answers(orientation.FORM), situation)
    screen.workspace.show_situation(situation.id)
    screen.click("orientation.deplier")
    screen.click("papiers.deplier")
    found = screen.page.findChild(Papers)
    assert isinstance(found, Papers)
    return found


def oriented(screen: Screen) -> Record:
    return screen.only(ORIENTATION)


def answer(papers: Papers, said: str) -> None:
    next(each for each in papers.findChildren(QRadioButton) if each.text() == said).click()
    settle()


def panel_of(screen: Screen) -> ReferralPanel:
    panel = screen.page.findChild(ReferralPanel)
    assert panel is not None
    return panel


def take_from_the_directory(screen: Screen) -> None:
    line = screen.seen(orientation.STRUCTURE.code, QLineEdit)
    line.setFocus()
    type_in(line, "belloc")
    panel_of(screen)._proposals.taken.emit("Cabinet Bellocq")
    settle()


def test_a_structure_of_the_directory_fills_what_it_knows_and_gives_its_number(
    screen: Screen, papers: Papers
) -> None:
    take_from_the_directory(screen)
    screen.page.flush()
    answers = oriented(screen).answers
    assert answers[orientation.STRUCTURE] == "Cabinet Bellocq"
    assert answers[orientation.DESTINATAIRE] == "avocat"
    assert "01 99 00 12 34" in screen.seen("orientation.contact", QLabel).text()


def test_both_papers_are_made_from_the_page_and_read_back(
    screen: Screen, papers: Papers, tmp_path: Path
) -> None:
    take_from_the_directory(screen)
    papers.export_note(tmp_path / "note.pdf")
    assert not (tmp_path / "note.pdf").exists(), "not before the question is answered"
    answer(papers, "Oui")
    papers.export_note(tmp_path / "note.pdf")
    said = read((tmp_path / "note.pdf").read_bytes())
    assert "Cabinet Bellocq" in said
    assert "Ravinier" not in said

    papers.export_slip(tmp_path / "fiche.pdf")
    assert not (tmp_path / "fiche.pdf").exists()
    assert "Son accord" in screen.seen("papiers.probleme", QLabel).text()
    panel_of(screen)._view.give(orientation.ACCORD, "oral")
    papers.export_slip(tmp_path / "fiche.pdf")
    assert "Ravinier" in read((tmp_path / "fiche.pdf").read_bytes())


def test_both_papers_are_looked_at_before_any_file(screen: Screen, papers: Papers, tmp_path: Path) -> None:
    take_from_the_directory(screen)
    panel_of(screen)._view.give(orientation.ACCORD, "oral")
    before = sorted(tmp_path.rglob("*"))
    for name in ("note", "fiche"):
        screen.click(f"papiers.apercu_{name}")
        assert screen.page.objectName() == "page.apercu"
        assert sorted(tmp_path.rglob("*")) == before
        screen.click("apercu.fermer")
        assert screen.page.objectName() == "page.situation"
    assert screen.vault.departures.all() == []


def proposed(screen: Screen, typed: str) -> list[str]:
    line = screen.seen(orientation.STRUCTURE.code, QLineEdit)
    line.setFocus()
    line.selectAll()
    type_in(line, typed)
    settle()
    panel = panel_of(screen)
    found = panel._proposals._popup
    assert isinstance(found, QListView)
    rows = panel._proposals._rows
    told = [rows.index(row).data() for row in range(rows.rowCount())] if found.isVisible() else []
    found.hide()
    return told


def test_a_structure_is_proposed_by_its_town_its_sort_its_number_and_its_first_letters(
    screen: Screen, papers: Papers
) -> None:
    place = Address("1 rue Neuve", "", "93000", "Bobigny")
    there = entry("Permanence sociale", genre="ccas", adresse=place, telephone_2="06 39 98 55 44")
    screen.vault.directory.add(there)
    line = "Permanence sociale · Bobigny · 01 99 00 12 34 ou 06 39 98 55 44"
    for typed in ("bobi", "centre communal", "06 39 98 55", "0639985544", "pe so", "rue neuve"):
        assert proposed(screen, typed)[0] == line, typed
    assert proposed(screen, "saint-denis") == []


def test_a_structure_that_is_not_in_the_directory_is_added_by_a_click(screen: Screen, papers: Papers) -> None:
    view = panel_of(screen)._view
    assert not screen.is_seen("orientation.annuaire")
    view.give(orientation.DESTINATAIRE, "ccas")
    view.give(orientation.STRUCTURE, "CCAS de Bobigny")
    screen.seen("orientation.annuaire", QPushButton).setFocus()
    screen.click("orientation.annuaire")
    added = next(each for each in screen.vault.directory.entries() if each.name == "CCAS de Bobigny")
    assert added.answers[structure.GENRE] == "ccas"
    assert "jamais vérifié" in screen.seen("orientation.contact", QLabel).text()
    assert not screen.is_seen("orientation.annuaire")


def test_a_name_that_would_tell_is_shortened_without_being_asked(screen: Screen, papers: Papers) -> None:
    screen.vault.directory.add(entry("SOS Victimes Bobigny"))
    panel_of(screen)._view.give(orientation.STRUCTURE, "SOS Victimes Bobigny")
    settle()
    told = screen.seen("papiers.apercu", QLabel).text()
    assert "Sur la note : SVB · 01 99 00 12 34" in told
    assert "initiales" in told


def test_a_paper_is_printed_without_a_file_and_the_question_is_asked_again(
    screen: Screen, papers: Papers, tmp_path: Path
) -> None:
    take_from_the_directory(screen)
    assert not screen.seen("papiers.imprimer_note", QPushButton).isEnabled()
    answer(papers, "Non")
    assert not screen.seen("papiers.imprimer_note", QPushButton).isEnabled()
    assert "à haute voix" in screen.seen("papiers.apercu", QLabel).text()
    answer(papers, "Oui")
    screen.click("papiers.imprimer_note")
    (dialog,) = papers.findChildren(QPrintDialog)
    printer = dialog.printer()
    shown = " ".join((printer.docName(), dialog.windowTitle(), screen.window.windowTitle())).lower()
    assert printer.docName() == "Document"
    assert not any(word in shown for word in ("note", "orientation", "violence", "victime", "bellocq"))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    before = sorted(tmp_path.iterdir())
    cast("Any", dialog.accepted)[QPrinter].emit(printer)  # as once a printer is chosen
    settle()
    assert [each.name for each in sorted(tmp_path.iterdir()) if each not in before] == ["papier.pdf"]
    (left,) = screen.vault.departures.all()
    assert left.kind is Departure.NOTE
    assert not screen.seen("papiers.imprimer_note", QPushButton).isEnabled()
