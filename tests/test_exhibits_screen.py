"""Exhibits through the real window: taken in, put in order, looked at, removed and brought back."""

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from exports import examination, intake
from models.casework import PIECE, Record
from models.exhibit import Content
from models.forms import piece
from storage.vault import Opening
from tests import exhibit_files, vaults
from tests.exhibit_files import NESTED, TO_BE_REFUSED
from tests.windows import Screen, press, settle, type_in
from ui.exhibit_card import ExhibitCard
from ui.exhibits import ExhibitList
from ui.page_preview import PagePreview
from ui.pages.ordonnance import OrdonnancePage

WORDS = "Éléonore-canari-du-certificat"


@pytest.fixture
def situation(screen: Screen) -> Record:
    found = screen.situation()
    screen.workspace.show_order(found.id)
    settle()
    return found


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "certificat.pdf"
    path.write_bytes(exhibit_files.honest(WORDS, "Deuxième page"))
    return path


def exhibits(screen: Screen) -> ExhibitList:
    (found,) = screen.page.findChildren(ExhibitList)
    return found


def add(screen: Screen, title: str) -> ExhibitCard:
    screen.click("piece.ajouter")
    card = exhibits(screen).cards[-1]
    (line,) = card.findChildren(QLineEdit, piece.INTITULE.code)
    type_in(line, title)
    screen.page.flush()
    settle()
    return card


def take_in(screen: Screen, card: ExhibitCard, path: Path) -> None:
    exhibits(screen).take_in(card, path)
    screen.finish()


def titles(screen: Screen, situation: Record) -> list[str | None]:
    return [each.answers[piece.INTITULE] for each in screen.vault.exhibits.of(situation)]


def seen_titles(screen: Screen) -> list[str]:
    return [card._toggle.accessibleName() for card in exhibits(screen).cards]


def test_an_exhibit_is_taken_in_looked_at_and_kept_in_the_vault(
    screen: Screen, situation: Record, certificate: Path
):
    card = add(screen, "Certificat médical")
    take_in(screen, card, certificate)
    assert "Pièce prise dans le coffre : 2 pages" in screen.notice
    assert "effacez-le" in screen.notice
    assert certificate.exists()
    assert seen_titles(screen) == ["Pièce n° 1 — Certificat médical · obtenue · 2 pages · adresse à vérifier"]
    screen.click("piece.voir")
    (preview,) = screen.seen("page.apercu", QWidget).findChildren(PagePreview)
    page = screen.seen("apercu.page", QLabel)
    assert not page.pixmap().isNull()
    assert WORDS in page.accessibleDescription()
    press(preview, Qt.Key.Key_PageDown)
    assert "page 2 sur 2" in page.accessibleName()
    press(preview, Qt.Key.Key_Escape)
    settle()
    assert isinstance(screen.page, OrdonnancePage)
    screen.window.lock()
    screen.open_again()
    (exhibit,) = screen.vault.exhibits.of(screen.records.get(situation.noun, situation.id))
    assert exhibit.pages == 2


def test_exhibits_are_put_in_order_by_hand_with_the_keyboard(screen: Screen, situation: Record):
    cards = [add(screen, title) for title in ("a", "b", "c")]
    cards[2]._toggle.setFocus()
    press(cards[2]._toggle, Qt.Key.Key_Up, alt=True)
    press(cards[2]._toggle, Qt.Key.Key_Up, alt=True)
    press(cards[2]._toggle, Qt.Key.Key_Up, alt=True)
    settle()
    assert titles(screen, situation) == ["c", "a", "b"]
    assert [each.split(" · ")[0] for each in seen_titles(screen)] == [
        "Pièce n° 1 — c",
        "Pièce n° 2 — a",
        "Pièce n° 3 — b",
    ]
    assert screen.focus() is cards[2]._toggle
    cards[2]._buttons[1].click()
    assert titles(screen, situation) == ["a", "c", "b"]


def test_a_removal_comes_back_with_its_file_at_its_place(
    screen: Screen, situation: Record, certificate: Path
):
    first, _ = add(screen, "a"), add(screen, "b")
    take_in(screen, first, certificate)
    first._buttons[-1].click()
    settle()
    assert titles(screen, situation) == ["b"]
    screen.click("avis.action")
    assert titles(screen, situation) == ["a", "b"]
    assert screen.vault.exhibits.of(situation)[0].pages == 2


def test_a_file_replaced_or_taken_away_comes_back(
    screen: Screen, situation: Record, certificate: Path, tmp_path: Path
):
    card = add(screen, "a")
    take_in(screen, card, certificate)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(exhibit_files.photo())
    take_in(screen, card, photo)
    (exhibit,) = screen.vault.exhibits.of(situation)
    assert (exhibit.pages, exhibit.silent) == (1, 1)
    assert "c’est une image" in card._file.text()
    screen.click("avis.action")
    assert screen.vault.exhibits.of(situation)[0].pages == 2
    card._buttons[4].click()
    assert not screen.vault.exhibits.of(situation)[0].has_file
    screen.click("avis.action")
    assert screen.vault.exhibits.of(situation)[0].pages == 2


def test_a_change_of_an_exhibit_is_undone_from_the_page(screen: Screen, situation: Record):
    card = add(screen, "Certificat")
    card._view.give(piece.PROUVE, "Les coups")
    screen.page.flush()
    screen.workspace.undo()
    assert "Annulé : Plus précisément" in screen.notice
    assert screen.only(PIECE).answers[piece.PROUVE] is None


@pytest.mark.parametrize("name", ["truncated", "protected", "text"])
def test_a_refused_file_is_told_and_leaves_nothing(
    screen: Screen, situation: Record, tmp_path: Path, name: str
):
    card = add(screen, "a")
    brought, words = TO_BE_REFUSED[name]
    path = tmp_path / "piece.pdf"
    path.write_bytes(brought)
    take_in(screen, card, path)
    assert words in screen.notice
    assert not screen.vault.exhibits.of(situation)[0].has_file
    take_in(screen, card, tmp_path / "absent.pdf")
    assert "n’a pas pu être lu" in screen.notice


def test_a_file_that_takes_too_long_is_given_up(screen: Screen, situation: Record, tmp_path: Path):
    card = add(screen, "a")
    path = tmp_path / "piece.pdf"
    path.write_bytes(NESTED)
    exhibits(screen).take_in(card, path)
    assert screen.is_seen("piece.progression")
    screen.click("piece.arreter")
    screen.finish()
    assert not screen.is_seen("piece.progression")
    assert not screen.vault.exhibits.of(situation)[0].has_file


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """No file is read through before this is set."""
    go_on = threading.Event()

    def examined(data: bytes, _given_up: object) -> Content:
        go_on.wait(10)
        return intake.taken_in(data)

    monkeypatch.setattr(examination, "examined", examined)
    return go_on


def test_a_file_that_is_being_read_is_taken_in_though_its_page_was_left(
    screen: Screen, situation: Record, certificate: Path, held: threading.Event
):
    card = add(screen, "Certificat")
    exhibits(screen).take_in(card, certificate)
    code = screen.page.code
    another = screen.situation()
    assert not isValid(card)
    held.set()
    screen.finish()
    assert f"Pièce prise dans le coffre pour {code} : 2 pages" in screen.notice
    (kept,) = screen.vault.exhibits.of(situation)
    assert kept.has_file
    assert kept.answers[piece.ETAT_PIECE] == piece.OBTENUE
    assert screen.vault.exhibits.of(another) == ()


def test_a_page_that_was_opened_again_meanwhile_shows_the_file(
    screen: Screen, situation: Record, certificate: Path, held: threading.Event
):
    card = add(screen, "Certificat")
    exhibits(screen).take_in(card, certificate)
    screen.situation()
    screen.workspace.show_order(situation.id)
    settle()
    assert "2 pages" not in seen_titles(screen)[0]
    held.set()
    screen.finish()
    assert "2 pages" in seen_titles(screen)[0]


def test_a_refusal_is_told_though_the_page_was_left(
    screen: Screen, situation: Record, tmp_path: Path, held: threading.Event
):
    path = tmp_path / "abime.pdf"
    path.write_bytes(b"%PDF-1.7 rien")
    exhibits(screen).take_in(add(screen, "Certificat"), path)
    screen.situation()
    held.set()
    screen.finish()
    assert "abîmé" in screen.notice
    assert not screen.vault.exhibits.of(situation)[0].has_file


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The places where a program leaves things: home and temporary folder, empty at first."""
    places = [tmp_path / "maison", tmp_path / "temporaire"]
    for place in places:
        place.mkdir()
    monkeypatch.setenv("HOME", str(places[0]))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(places[1]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield places
    tempfile.tempdir = None


def test_nothing_is_written_in_clear_while_an_exhibit_is_taken_in_and_looked_at(
    screen: Screen, situation: Record, certificate: Path, watched: list[Path], opening: Opening
):
    card = add(screen, "Certificat")
    take_in(screen, card, certificate)
    screen.click("piece.voir")
    screen.click("apercu.suivante")
    screen.click("apercu.fermer")
    screen.window.lock()
    assert [path for place in watched for path in place.rglob("*")] == []
    assert WORDS.encode() not in vaults.every_byte(opening.folder)
    (watched[1] / "temoin").write_bytes(certificate.read_bytes())
    assert [path.name for place in watched for path in place.rglob("*")] == ["temoin"]


def test_examination_is_started_with_what_the_program_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert examination._command()[1:] == [examination.OPTION]
