"""The exhibits in one document: their order and numbers, and nothing in it of what must stay hidden."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QLabel

from exports import bundle_search, intake, pdf_file
from exports.bundle import Piece, bundle, made_of
from exports.concealment import CROSSING
from exports.dossier import Dossier
from exports.examination import Stopped
from exports.sealed import sealed
from models.departure import Departure
from models.exhibit import Content
from models.failure import Failure
from models.fields import Answers
from models.forms import ordonnance, personne, piece
from tests import dossiers, exhibit_files
from tests.departing import ask, save, states
from tests.dossiers import CONCEALED, HIDDEN, ordered
from tests.test_exhibits_screen import add, take_in
from tests.windows import Screen, settle
from ui.exhibits import ExhibitList
from ui.pages.apercu import ApercuPage

SHOWN = ordered({"mesures": CONCEALED.measures - {ordonnance.DISSIMULATION}})
SPELLINGS = (
    HIDDEN.street,
    "7 BIS RUE DES OEILLETS SAUVAGES",
    "rue des\nŒillets-\nSauvages",
    "foyer eglantine",
    "93 812",
    "SAINT ERABLE",
    "06.39.98.12.34",
    "+33 6 39 98 12 34",
    "cachette.secrete@exemple.invalid",
    "blanchisserie hibiscus",
    "École Hyacinthe-Pelletier",
)
"""What must stay hidden in the made-up dossier, as letterheads, payslips and screenshots would spell it."""


def content(*pages: str) -> Content:
    return intake.taken_in(exhibit_files.honest(*pages))


CERTIFICATE = content("Certificat médical", "Deuxième page")
PHOTO = intake.taken_in(exhibit_files.photo(size=(700, 300)))


def made(number: int, title: str, file: Content | None = None, **answers: object) -> Piece:
    given = {"intitule": title, "etat_piece": "obtenue", "adresse_occultee": "oui", **answers}
    return Piece(number, Answers(piece.FORM, given), file)


PIECES = (
    made(1, "Certificat médical", CERTIFICATE, montre=frozenset({"violences"}), prouve="Cinq jours d’ITT"),
    made(2, "Captures d’écran", PHOTO, note="pour moi seule"),
    made(3, "Récépissé de plainte", etat_piece="manquante"),
    made(4, "Attestation originale"),
)


def outline(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as found:
        return [each.title for each in found.root]


def test_the_exhibits_follow_their_list_each_behind_its_cover_and_numbered_to_the_end():
    pages = pdf_file.page_texts(bundle(CONCEALED, PIECES))
    assert len(pages) == 7
    for number, page in enumerate(pages, start=1):
        assert f"{number} / 7" in page
    flat = [" ".join(page.replace("\u00a0", " ").split()) for page in pages]
    assert "Bordereau des pièces" in flat[0]
    assert "Récépissé de plainte" in flat[0]
    assert "à joindre" in flat[0]
    assert "Cinq jours d’ITT" in flat[0]
    assert "Pièce n° 1" in flat[1]
    assert "Certificat médical" in flat[2]
    assert "Pièce n° 1, page 2 sur 2" in flat[3]
    assert "Pièce n° 2, page 1 sur 1" in flat[5]
    assert "à glisser derrière" in flat[6]
    assert "pour moi seule" not in "".join(flat)


def test_the_list_says_on_which_page_each_exhibit_begins():
    (listed, *_) = pdf_file.page_texts(bundle(CONCEALED, PIECES))
    assert {"5", "7"} <= set(listed.split()), "there are four exhibits: these are pages"


def test_a_long_list_goes_on_and_its_page_numbers_stay_true():
    many = [made(number, f"Pièce jointe {number} " + "longue " * 30, PHOTO) for number in range(1, 31)]
    pages = pdf_file.page_texts(bundle(CONCEALED, many))
    listed = len(pages) - 60
    assert listed > 1
    assert "Pièce jointe 1 " in pages[listed]
    first = f"{listed + 1}"
    assert first in pages[0].split()


def test_the_outline_names_each_exhibit_and_the_document_its_language_alone():
    data = bundle(CONCEALED, PIECES)
    assert outline(data) == [
        "Bordereau des pièces",
        "Pièce n° 1 — Certificat médical",
        "Pièce n° 2 — Captures d’écran",
        "Pièce n° 4 — Attestation originale",
    ]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert {str(value) for value in pdf.docinfo.values()} == {"Pièces"}
        assert "/Metadata" not in pdf.Root


def test_the_same_exhibits_give_the_same_bytes():
    assert bundle(CONCEALED, PIECES) == bundle(CONCEALED, PIECES)


def test_a_wide_page_stays_wide_and_no_page_is_covered_by_its_number():
    data = bundle(CONCEALED, PIECES)
    with pikepdf.open(BytesIO(data)) as pdf:
        shapes = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert shapes == [False] * 5 + [True, False]


def refusal(dossier: Dossier, pieces: tuple[Piece, ...]) -> str:
    with pytest.raises(Failure) as refused:
        bundle(dossier, pieces)
    return str(refused.value)


@pytest.mark.parametrize("said", SPELLINGS)
def test_what_must_stay_hidden_blocks_by_exhibit_and_page(said: str):
    telling = made(2, "Quittance", content("Première page", f"Adresse : {said}. Merci."))
    told = refusal(CONCEALED, (PIECES[0], telling))
    assert "pièce n° 2, page 2" in told
    assert said not in told
    assert bundle(SHOWN, (PIECES[0], telling)).startswith(b"%PDF"), "the address may be told"


def test_what_goes_on_from_one_page_of_an_exhibit_to_the_next_blocks_too(monkeypatch: pytest.MonkeyPatch):
    """Once joined, the number of each page stands in between: the file itself is read again."""
    cut = made(1, "Courrier", content("Elle vit à Saint-", "Érable depuis mars"))
    assert "pièce n° 1, d’une page à la suivante" in refusal(CONCEALED, (cut,))
    monkeypatch.setattr(bundle_search, "across", lambda *_: ())
    assert bundle(CONCEALED, (cut,)).startswith(b"%PDF"), "the control"


def test_with_the_search_switched_off_what_must_stay_hidden_is_in_the_document(
    monkeypatch: pytest.MonkeyPatch,
):
    """The control: the words were there to be found."""
    monkeypatch.setattr(bundle_search, "secrets", lambda _dossier: ())
    telling = made(1, "Quittance", content(f"Adresse : {HIDDEN.street}."))
    (found,) = [page for page in pdf_file.page_texts(bundle(CONCEALED, (telling,))) if HIDDEN.street in page]
    assert found


def test_a_title_that_tells_blocks_too():
    told = refusal(CONCEALED, (made(1, "Quittance de Saint-Érable", CERTIFICATE),))
    assert "bordereau" in told
    assert "page de garde" in told
    assert "propriétés du fichier" in told, "the outline"


@pytest.mark.parametrize("answer", [None, "non", "ne_sait_pas", "non_renseigne"])
def test_an_exhibit_that_nobody_looked_at_blocks_while_the_address_is_hidden(answer: str | None):
    unseen = (PIECES[0], made(2, "Photo", PHOTO, adresse_occultee=answer))
    told = refusal(CONCEALED, unseen)
    assert "pièce n° 2" in told
    assert "pièce n° 1" not in told
    assert "ne peut pas être relue" in told
    assert bundle(SHOWN, unseen)


def test_the_address_known_from_the_file_of_the_other_party_never_leaves():
    other = Answers(personne.FORM, {"adresse": replace(HIDDEN, street="31 quai des Brumailles")})
    crossing = replace(SHOWN, other_parties=(other,))
    telling = (made(1, "Courrier", content("Vu au 31 quai des Brumailles.")),)
    assert refusal(crossing, telling) == CROSSING


def test_there_must_be_something_to_join():
    assert "Aucune pièce" in refusal(CONCEALED, PIECES[2:])
    assert "Aucune pièce" in refusal(CONCEALED, ())


def test_joining_tells_how_far_it_is_and_can_be_given_up():
    done: list[int] = []
    bundle(CONCEALED, PIECES, done.append)
    assert done == [1, 2, 3]
    with pytest.raises(Stopped):
        bundle(CONCEALED, PIECES, given_up=lambda: True)


def test_a_sealed_document_opens_with_its_phrase_alone():
    data = sealed(bundle(CONCEALED, PIECES), "girafe tonneau")
    assert b"Certificat" not in data
    for wrong in ("", "girafe"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(data), password=wrong)
    with pikepdf.open(BytesIO(data), password="girafe tonneau") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert len(pdf.pages) == 7


# Through the window.


@pytest.fixture
def joined(screen: Screen, tmp_path: Path) -> Screen:
    situation = screen.situation(person=dossiers.person())
    screen.workspace.show_order(situation.id)
    settle()
    card = add(screen, "Certificat")
    path = tmp_path / "certificat.pdf"
    path.write_bytes(exhibit_files.honest("Certificat médical"))
    take_in(screen, card, path)
    return screen


def press(screen: Screen, name: str) -> None:
    screen.click(name)
    screen.finish()


def look_at_it(screen: Screen) -> None:
    (exhibits,) = screen.page.findChildren(ExhibitList)
    exhibits.cards[0]._view.give(piece.ADRESSE_OCCULTEE, "sans_objet")
    screen.page.flush()


def test_nothing_is_joined_before_somebody_has_looked(joined: Screen, tmp_path: Path):
    ask(joined, "pieces.enregistrer", "pieces")
    assert "Adresse occultée" in joined.seen("pieces.probleme", QLabel).text()
    look_at_it(joined)
    save(joined, "pieces.enregistrer", "pieces", tmp_path / "pieces.pdf")
    assert (tmp_path / "pieces.pdf").stat().st_mode & 0o077 == 0
    (left,) = joined.vault.departures.all()
    assert left.kind is Departure.PIECES


def test_the_joined_exhibits_are_looked_at_before_any_file(joined: Screen, tmp_path: Path):
    look_at_it(joined)
    before = sorted(tmp_path.rglob("*"))
    press(joined, "pieces.apercu")
    assert isinstance(joined.page, ApercuPage)
    assert sorted(tmp_path.rglob("*")) == before
    assert joined.vault.departures.all() == []
    joined.click("apercu.fermer")


def test_the_phrase_of_a_sealed_document_is_shown_once_and_opens_it(joined: Screen, tmp_path: Path):
    look_at_it(joined)
    save(joined, "pieces.enregistrer", "pieces", tmp_path / "pieces.pdf", sealed=True)
    phrase = joined.seen("pieces.phrase", QLabel).text()
    assert len(phrase.split()) >= 7
    with pikepdf.open(tmp_path / "pieces.pdf", password=phrase) as pdf:
        assert len(pdf.pages) == 3
    joined.click("pieces.phrase_notee")
    assert not joined.is_seen("pieces.phrase")


@pytest.mark.parametrize("sealed", [False, True])
def test_the_joined_exhibits_are_superseded_once_they_would_say_something_else(
    joined: Screen, tmp_path: Path, sealed: bool
):
    """Compared by what they are made of: joining them again to see would take as long as the first time."""
    look_at_it(joined)
    save(joined, "pieces.enregistrer", "pieces", tmp_path / "pieces.pdf", sealed=sealed)
    assert states(joined) == {Departure.PIECES: False}
    (exhibits,) = joined.page.findChildren(ExhibitList)
    exhibits.cards[0]._view.give(piece.NOTE, "pour moi seule")
    joined.page.flush()
    assert states(joined) == {Departure.PIECES: False}, "what is not printed changes nothing"
    path = tmp_path / "autre.pdf"
    path.write_bytes(exhibit_files.honest("Un autre certificat"))
    take_in(joined, exhibits.cards[0], path)
    assert states(joined) == {Departure.PIECES: True}


def test_what_the_exhibits_say_is_told_without_joining_them():
    listed = [(each.number, each.answers, "a" if each.content else "") for each in PIECES]
    turned = [(2, listed[0][1], "a"), (1, listed[1][1], "a"), *listed[2:]]
    now_there = [*listed[:2], (3, listed[2][1], "b"), listed[3]]
    renamed = [(1, listed[0][1].with_(piece.INTITULE, "Autre"), "a"), *listed[1:]]
    told = {made_of(each) for each in (listed, turned, now_there, renamed)}
    assert len(told) == 4
    assert made_of(listed) in told
