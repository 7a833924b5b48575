"""Before a document of the dossier leaves: can she take it without danger, and is it sealed by a phrase."""

from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from models.departure import Departure
from models.forms import mesures, ordonnance
from storage.departures import Left
from storage.journal import troubles
from tests import exhibit_files
from tests.departing import answer, dialogs, save, states
from tests.test_order_page import body, opened, order
from tests.windows import Screen, settle
from ui.choices import RadioChoice
from ui.departure_card import QUESTION
from ui.pages.apercu import ApercuPage


def hide(screen: Screen) -> None:
    view = body(screen).view
    view.give(mesures.MESURES, frozenset({ordonnance.DISSIMULATION}))
    view.give(ordonnance.DISSIMULATION_EXPLIQUEE, "oui")
    view.give(ordonnance.ELECTION_DOMICILE, "avocat")
    view.give(ordonnance.ELECTION_PRECISIONS, "Me Plaidoiron, barreau de Plaidebourg")
    order(screen)


def test_no_place_is_asked_for_before_it_is_said_whether_she_can_take_it(screen: Screen) -> None:
    opened(screen)
    assert not screen.is_seen("ordonnance.sans_danger")
    screen.click("ordonnance.enregistrer")
    assert screen.seen("ordonnance.sans_danger", RadioChoice).accessibleName() == QUESTION
    assert not screen.seen("ordonnance.continuer", QPushButton).isEnabled()
    answer(screen, "ordonnance", "non")
    assert not screen.seen("ordonnance.continuer", QPushButton).isEnabled()
    assert "Rien n’est fait" in screen.seen("ordonnance.consigne", QLabel).text()
    assert dialogs(screen) == []
    screen.click("ordonnance.renoncer")
    assert not screen.is_seen("ordonnance.sans_danger")
    assert dialogs(screen) == []


def test_the_question_is_asked_again_for_each_document(screen: Screen, tmp_path: Path) -> None:
    opened(screen)
    save(screen, "ordonnance.enregistrer", "ordonnance", tmp_path / "un.pdf")
    screen.click("ordonnance.enregistrer")
    assert screen.seen("ordonnance.sans_danger", RadioChoice).value() is None
    assert not screen.seen("ordonnance.continuer", QPushButton).isEnabled()


def test_the_address_sheet_is_never_said_to_go_to_the_greffe(screen: Screen) -> None:
    opened(screen)
    hide(screen)
    screen.click("ordonnance.fiche_adresse")
    choice = screen.seen("fiche_adresse.sans_danger", RadioChoice)
    said = [each.text() for each in choice.findChildren(QRadioButton)]
    assert any("et à personne d’autre" in each for each in said)
    assert not any("greffe" in each for each in said)


def test_a_refusal_comes_before_the_question(screen: Screen) -> None:
    opened(screen)
    body(screen).view.give(ordonnance.DANGER, "Je vis rue Kléber.")
    screen.click("ordonnance.enregistrer")
    assert "laissant lire" in screen.seen("ordonnance.probleme", QLabel).text()
    assert not screen.is_seen("ordonnance.sans_danger")


@pytest.mark.parametrize(
    ("button", "name", "kind"),
    [
        ("ordonnance.enregistrer", "ordonnance", Departure.ORDONNANCE),
        ("ordonnance.fiche_adresse", "fiche_adresse", Departure.ADRESSE),
    ],
)
def test_a_sealed_document_opens_with_its_phrase_alone_and_is_superseded_like_any_other(
    screen: Screen, tmp_path: Path, button: str, name: str, kind: Departure
) -> None:
    opened(screen)
    hide(screen)
    path = tmp_path / "a.pdf"
    save(screen, button, name, path, sealed=True)
    phrase = screen.seen(f"{name}.phrase", QLabel).text()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=phrase) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    assert phrase.encode() not in path.read_bytes()
    screen.click(f"{name}.phrase_notee")
    assert not screen.is_seen(f"{name}.phrase")
    assert states(screen) == {kind: False}
    body(screen).view.give(ordonnance.ELECTION_PRECISIONS, "Me Autrement, barreau de Plaidebourg")
    order(screen)
    assert states(screen) == {kind: True}


def test_the_digest_of_a_sealed_document_is_that_of_the_file_and_its_row_is_sealed_too(
    screen: Screen, tmp_path: Path
) -> None:
    """The register tells of the bytes that left; what they say is kept beside, and cannot be changed."""
    opened(screen)
    save(screen, "ordonnance.enregistrer", "ordonnance", tmp_path / "a.pdf", sealed=True)
    left: Left = screen.vault.departures.all()[0]
    assert left.digest != left.says
    database, key = screen.vault._database, screen.vault.journal._key
    assert troubles(database, key) == []
    database.execute("DROP TRIGGER sortie_contenu_inchange")
    database.execute("UPDATE sortie SET contenu = empreinte")
    assert troubles(database, key) == ["registre des sorties : ligne 1 modifiée"]


# Looked at, and printed from there.


def look(screen: Screen) -> ApercuPage:
    screen.click("ordonnance.apercu")
    assert isinstance(screen.page, ApercuPage)
    return screen.page


def test_no_file_is_made_to_look_at_the_draft(screen: Screen, tmp_path: Path) -> None:
    opened(screen)
    before = sorted(tmp_path.rglob("*"))
    shown = look(screen)
    assert shown._preview._pages > 1
    screen.click("apercu.suivante")
    screen.click("apercu.fermer")
    assert sorted(tmp_path.rglob("*")) == before
    assert screen.vault.departures.all() == []


def test_the_draft_is_printed_once_the_question_is_answered_and_the_register_says_so(
    screen: Screen, tmp_path: Path
) -> None:
    opened(screen)
    shown = look(screen)
    screen.click("apercu.imprimer")
    assert not screen.seen("apercu.continuer", QPushButton).isEnabled()
    assert not screen.is_seen("apercu.chiffrer"), "paper is not sealed"
    answer(screen, "apercu", "oui")
    screen.click("apercu.continuer")
    (dialog,) = shown.findChildren(QPrintDialog)
    printer = dialog.printer()
    assert printer.docName() == "Document", "the queue of the printer is read by others"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    cast("Any", dialog.accepted)[QPrinter].emit(printer)  # as once a printer is chosen
    settle()
    assert (tmp_path / "papier.pdf").stat().st_size > 0
    assert "Reprenez chaque feuille" in screen.notice
    screen.click("apercu.fermer")
    assert states(screen) == {Departure.ORDONNANCE: False}


def test_an_exhibit_that_is_looked_at_is_not_printed_from_there(screen: Screen) -> None:
    opened(screen)
    screen.workspace.show_document("Pièce n° 1", exhibit_files.honest())
    assert not screen.is_seen("apercu.imprimer")
    screen.click("apercu.fermer")
