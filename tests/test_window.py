"""The window says nothing of whom it shows, locks at once, and is worked with the keyboard alone."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.casework import ACTE, PERSONNE, SITUATION
from models.conservation import Ground
from models.dates import vague
from models.fields import Answers
from models.forms import accueil, personne
from tests.departing import ask
from tests.windows import NAME, Screen, press, settle, type_in
from ui import look, publishing_pane
from ui.pages.statistiques import Statistiques
from ui.reading_order import stops
from ui.scroll import focus
from ui.search_choice import SearchChoice

ROOT = Path(__file__).parents[1]

# Keys.


def key(screen: Screen, which: Qt.Key, **modifiers: bool) -> None:
    """A key pressed wherever the keyboard is."""
    press(screen.focus(), which, **modifiers)
    settle()


@pytest.mark.parametrize(
    ("which", "page"),
    [
        (Qt.Key.Key_K, "page.aujourdhui"),
        (Qt.Key.Key_T, "page.statistiques"),
        (Qt.Key.Key_N, "page.situation"),
    ],
)
def test_the_keys_of_the_window_work_from_inside_a_text(screen: Screen, which: Qt.Key, page: str):
    screen.situation()
    former = screen.page
    for kind, name in ((QPlainTextEdit, accueil.EXPOSE.code), (QLineEdit, personne.PRENOM.code)):
        field = screen.seen(name, kind)
        field.setFocus()
        type_in(field, "Avant")
        press(field, Qt.Key.Key_Home)
        key(screen, which, control=True)
        assert screen.page.objectName() == page
        assert screen.page is not former
        if which is not Qt.Key.Key_N:
            key(screen, Qt.Key.Key_R, control=True)
            assert screen.page is former
            assert field.hasFocus(), "back where she was"
            assert "Avant" in (field.text() if isinstance(field, QLineEdit) else field.toPlainText())
        else:
            break


def test_a_lock_hides_and_closes_whatever_fails(screen: Screen, monkeypatch: pytest.MonkeyPatch):
    screen.situation()
    opened, workspace = screen.vault, screen.workspace

    def broken() -> None:
        raise KeyError("panne")

    monkeypatch.setattr(workspace.page, "flush", broken)
    with pytest.raises(KeyError):
        screen.window.lock()
    settle()
    assert screen.window.workspace is None
    assert screen.window.unlock.isVisible()
    with pytest.raises(Exception, match="closed"):
        opened.records.all(PERSONNE)
    screen.open_again()


@pytest.mark.parametrize("which", [Qt.Key.Key_F12, Qt.Key.Key_L])
def test_the_lock_keys_work_from_anywhere(screen: Screen, which: Qt.Key):
    screen.situation()
    field = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    field.setFocus()
    type_in(field, "Dispute.")
    key(screen, which, control=which is Qt.Key.Key_L)
    assert screen.window.workspace is None
    assert screen.window.unlock.isAncestorOf(screen.focus())
    screen.open_again()
    assert screen.only(SITUATION).answers[accueil.EXPOSE] == "Dispute."


def open_calendar(screen: Screen) -> None:
    day = screen.seen(accueil.DATE_ACCUEIL.code, QLineEdit)
    day.setFocus()
    press(day, Qt.Key.Key_Down, alt=True)
    assert screen.window.findChildren(QCalendarWidget)


def open_list(screen: Screen) -> None:
    choice = screen.seen(accueil.STATUT.code, SearchChoice)
    choice.setFocus()
    type_in(choice, "vict")
    assert choice._popup.isVisible()


def open_files(screen: Screen) -> None:
    screen.click("section.ordonnance")
    ask(screen, "ordonnance.enregistrer", "ordonnance")
    assert screen.window.findChildren(QFileDialog)


@pytest.mark.parametrize("open_something", [open_calendar, open_list, open_files])
def test_the_lock_key_works_in_front_of_calendars_lists_and_files(
    screen: Screen, open_something: Callable[[Screen], None]
):
    screen.situation()
    open_something(screen)
    key(screen, Qt.Key.Key_F12)
    assert screen.window.workspace is None
    settle()
    fronts = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert fronts == [screen.window]


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("keyboard", ["digits", "french"])
def test_every_section_is_one_key_away(screen: Screen, number: int, keyboard: str):
    screen.situation()
    french = (Qt.Key.Key_Ampersand, Qt.Key.Key_Eacute, Qt.Key.Key_QuoteDbl, Qt.Key.Key_Apostrophe)
    french = (*french, Qt.Key.Key_ParenLeft, Qt.Key.Key_Minus, Qt.Key.Key_Egrave)
    which = Qt.Key(Qt.Key.Key_0.value + number) if keyboard == "digits" else french[number - 1]
    key(screen, which, control=True)
    blocks = list(screen.page._blocks.values())  # pyright: ignore[reportAttributeAccessIssue]
    blocks.insert(3, blocks[2])  # the danger is asked about in an evaluation, which is begun first
    block = blocks[number - 1]
    assert block.isAncestorOf(screen.focus())
    assert_in_sight(screen.focus())


def test_the_order_is_one_key_away_too(screen: Screen):
    screen.situation()
    key(screen, Qt.Key.Key_8, control=True)
    assert screen.page.objectName() == "page.ordonnance"


def assert_in_sight(widget: QWidget) -> None:
    settle()
    assert not widget.visibleRegion().isEmpty(), f"{widget.objectName()} is out of sight"


def test_a_first_contact_is_recorded_with_the_keyboard_alone(screen: Screen):
    """Name, origin, status, problem, sex, age, agreement, an act: some twenty gestures besides words."""
    type_in(screen.focus(), f"{NAME} Zoé")
    key(screen, Qt.Key.Key_Return)
    assert screen.page.objectName() == "page.situation"
    for field, words in (
        (accueil.ORIGINE, "enqueteur"),
        (accueil.CADRE, "main courante"),
    ):
        assert screen.focus().objectName() == field.code
        assert_in_sight(screen.focus())
        type_in(screen.focus(), words)
        key(screen, Qt.Key.Key_Tab)
        if field is accueil.ORIGINE:
            key(screen, Qt.Key.Key_Tab)  # the delay is left aside
    for field in (accueil.RANG, accueil.DEMANDE, accueil.EXPOSE):
        page_widget = screen.page.findChild(QWidget, field.code)
        assert page_widget is not None
        assert page_widget is screen.focus() or page_widget.isAncestorOf(screen.focus())
        key(screen, Qt.Key.Key_Tab)
    type_in(screen.focus(), "victime déclarée")
    key(screen, Qt.Key.Key_Tab)
    key(screen, Qt.Key.Key_Tab)
    type_in(screen.focus(), "ex-conjoint")
    key(screen, Qt.Key.Key_2, control=True)
    key(screen, Qt.Key.Key_5, control=True)
    key(screen, Qt.Key.Key_Return)
    assert screen.focus().objectName() == "nature"
    assert_in_sight(screen.focus())
    type_in(screen.focus(), "au bureau")
    key(screen, Qt.Key.Key_F12)
    screen.open_again()
    intake = screen.only(SITUATION).answers
    assert intake[accueil.ORIGINE] == "police.enqueteur"
    assert intake[accueil.STATUT] == "victime.declaree"
    assert intake[accueil.PROBLEMATIQUE] == "violences_couple.ex_conjoint"
    assert [
        record.answers.codes(record.noun.form.field("nature")) for record in screen.records.all(ACTE)
    ] == [{"entretien.bureau"}]


def test_tab_goes_through_a_page_as_it_is_read_and_keeps_the_focus_in_sight(screen: Screen):
    screen.situation()
    for name in ("acte.ajouter", "evaluation.ajouter", "acte.ajouter"):
        screen.click(name)
    order = list(stops(screen.page._area))  # pyright: ignore[reportAttributeAccessIssue]
    assert len(order) > 80
    tops = [each.mapTo(screen.window, each.rect().topLeft()).y() for each in order]
    assert all(later > earlier - 40 for earlier, later in pairwise(tops)), "downwards"
    focus(order[0])
    seen: list[QWidget] = []
    for _ in order:
        seen.append(screen.focus())
        assert_in_sight(screen.focus())
        key(screen, Qt.Key.Key_Tab)
    assert seen == order
    key(screen, Qt.Key.Key_Backtab, shift=True)
    assert screen.focus() is order[-1]


def test_the_focus_is_visible_on_every_page(screen: Screen):
    situation = screen.situation(intake=complete_intake())
    for show in (
        screen.workspace.show_today,
        screen.workspace.show_statistics,
        lambda: screen.workspace.show_situation(situation.id),
        lambda: screen.workspace.show_person(situation.owner_id or ""),
        lambda: screen.workspace.show_order(situation.id),
    ):
        show()
        settle()
        assert screen.page.isAncestorOf(screen.focus())
        assert_in_sight(screen.focus())


def complete_intake() -> Answers:
    answers = Answers(accueil.FORM)
    for field in accueil.FORM.fields:
        if field.required:
            code = next(iter(getattr(field, "labels", {"": ""})))
            answers = answers.with_(field, code or None)  # pyright: ignore[reportArgumentType]
    return answers


def test_the_main_actions_say_their_key(screen: Screen):
    situation = screen.situation()
    expected = {
        "aller.aujourdhui": "Ctrl+K",
        "aller.statistiques": "Ctrl+T",
        "aller.fiche": "Ctrl+R",
        "verrouiller": "F12 ou Ctrl+L",
        "section.accueil": "Ctrl+1",
        "section.ordonnance": "Ctrl+8",
        "acte.ajouter": "Alt+A",
        "personne.afficher": "Alt+M",
    }
    assert {name: screen.seen(name, QPushButton).toolTip() for name in expected} == expected
    screen.workspace.show_person(situation.owner_id or "")
    assert screen.seen("situation.nouvelle", QPushButton).toolTip() == "Alt+N"
    screen.workspace.show_statistics()
    assert screen.seen("statistiques.imprimer", QPushButton).toolTip() == "Alt+I"


# Nothing shows who is being helped.


def words_on_screen(screen: Screen) -> str:
    settle()
    told = [
        each.property("text") or each.property("plainText") or ""
        for each in screen.window.findChildren(QWidget)
        if each.isVisible()
    ]
    return " ".join(str(each) for each in told)


def test_no_page_shows_a_name_before_it_is_asked_for(screen: Screen):
    known = Answers(personne.FORM).with_(personne.NOM, NAME)
    for field in personne.FORM.fields:
        if field.required:
            code = next(iter(getattr(field, "labels", {"": "30 ans"})))
            value = code if hasattr(field, "labels") else None
            known = known.with_(field, value)  # pyright: ignore[reportArgumentType]
    known = known.with_(personne.NAISSANCE, vague("1987", date(2012, 6, 15)))
    situation = screen.situation(person=known)
    for show in (
        screen.workspace.show_today,
        lambda: screen.workspace.show_situation(situation.id),
        lambda: screen.workspace.show_person(situation.owner_id or ""),
        lambda: screen.workspace.show_order(situation.id),
    ):
        show()
        assert NAME.upper() not in words_on_screen(screen).upper()
        assert screen.window.windowTitle() == "Permanence"
    screen.click("voile.lever")
    assert NAME in words_on_screen(screen)
    screen.workspace.show_person(situation.owner_id or "")
    screen.click("personne.afficher")
    assert NAME.upper() in words_on_screen(screen)
    assert screen.window.windowTitle() == "Permanence"
    screen.workspace.show_situation(situation.id)
    assert not screen.is_seen(personne.NOM.code)
    screen.click("personne.deplier")
    assert screen.is_seen(personne.NOM.code)


def test_nothing_of_a_person_is_left_in_the_window_once_locked(screen: Screen):
    screen.situation()
    screen.window.lock()
    settle()
    assert NAME not in words_on_screen(screen)
    assert screen.window.findChildren(QPlainTextEdit) == []


# What ends late.


def test_an_export_that_ends_after_the_lock_hurts_nobody(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    screen.situation()
    go_on, begun = threading.Event(), threading.Event()

    def slowly(*_: object) -> None:
        begun.set()
        assert go_on.wait(10)

    monkeypatch.setattr(publishing_pane, "prepare", slowly)
    screen.workspace.show_statistics()
    page = screen.page
    assert isinstance(page, Statistiques)
    page.show_publishing()
    page.publishing.look()
    assert begun.wait(10)
    key(screen, Qt.Key.Key_F12)
    assert screen.window.workspace is None, "at once"
    settle()
    go_on.set()
    screen.finish()


def test_nothing_is_shown_as_a_window_of_its_own(screen: Screen):
    situation = screen.situation()
    for name in ("acte.ajouter", "evaluation.ajouter", "orientation.ajouter"):
        screen.click(name)
    screen.workspace.show_order(situation.id)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [screen.window]


def test_the_page_of_the_person_received_is_one_key_away(screen: Screen):
    situation = screen.situation()
    code = screen.records.person(situation.owner_id or "").code
    screen.workspace.show_today()
    assert screen.seen("aller.fiche", QPushButton).text() == code
    screen.click("aller.fiche")
    assert screen.page.objectName() == "page.situation"


def test_after_a_call_one_comes_back_to_the_very_answer_of_the_person_before(screen: Screen):
    hers = screen.situation()
    code = screen.records.person(hers.owner_id or "").code
    words = screen.seen(accueil.EXPOSE.code, QPlainTextEdit)
    words.setFocus()
    type_in(words, "Elle dit que")
    his = screen.situation()
    assert screen.seen("aller.fiche.avant", QPushButton).text() == code
    key(screen, Qt.Key.Key_R, control=True)
    assert screen.page.record() == screen.records.get(SITUATION, hers.id)
    type_in(screen.focus(), " cela recommence.")
    screen.page.flush()
    assert screen.answers(hers)[accueil.EXPOSE] == "Elle dit que cela recommence."
    key(screen, Qt.Key.Key_R, control=True)
    assert screen.page.record() == his


def test_the_person_before_may_be_no_more(screen: Screen):
    gone = screen.situation()
    here = screen.situation()
    screen.vault.conservation.eliminate([gone.owner_id or ""], Ground.DEMANDE)
    screen.click("aller.fiche.avant")
    assert "n’est plus dans le coffre" in screen.notice
    assert screen.page.record() == here
    assert not screen.is_seen("aller.fiche.avant")


# Look.


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


R = QPalette.ColorRole
TEXTS = [
    *[(R.Text, ground) for ground in (R.Base, R.Window, R.AlternateBase)],
    *[(R.WindowText, ground) for ground in (R.Base, R.Window, R.AlternateBase)],
    *[(R.PlaceholderText, ground) for ground in (R.Base, R.Window, R.AlternateBase)],
    *[(R.BrightText, ground) for ground in (R.Base, R.Window)],
    (R.ButtonText, R.Button),
    (R.HighlightedText, R.Highlight),
    (R.ToolTipText, R.ToolTipBase),
]
SIGNS = [(sign, ground) for sign in (R.Highlight, R.Mid) for ground in (R.Base, R.Window, R.Button)]


@pytest.mark.parametrize("palette", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_texts_and_signs_stand_out(palette: look.Palette):
    faint = {
        (text.name, ground.name): round(found, 2)
        for pairs, least in ((TEXTS, 4.5), (SIGNS, 3.0))
        for text, ground in pairs
        if (found := contrast(palette[text], palette[ground])) < least
    }
    assert faint == {}


@pytest.mark.parametrize("points", [9.0, 10.0, 20.0])
@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_grows_with_the_text_and_finds_its_signs(points: float, dark: bool):
    sheet = look.style_sheet(points, dark=dark)
    assert f"font-size: {points:.1f}pt" in sheet
    assert "tx" not in sheet.split("*/")[1]
    signs = [Path(part.split('"')[0]) for part in sheet.split('url("')[1:]]
    assert signs
    assert all(sign.exists() for sign in signs)


def test_the_binding_gives_nothing_away_uncounted():
    """PySide6 6.12.0 did on Python 3.11: the interpreter stopped after some thousand keys."""
    probe, before = QObject(), sys.getrefcount(None)
    for _ in range(1_000):
        probe.setObjectName("")
    assert sys.getrefcount(None) > before - 500


def test_the_second_session_finds_what_the_first_one_left(screen: Screen, qtbot: QtBot):
    screen.situation()
    screen.window.lock()
    screen.open_again()
    assert len(screen.records.all(PERSONNE)) == 1
    assert screen.page.objectName() == "page.situation", "where she was"
    screen.workspace.show_today()
    assert screen.focus().objectName() == "recherche"


def test_the_label_of_what_is_saved_says_nothing_at_first(screen: Screen):
    assert screen.seen("enregistre", QLabel).text() == ""


def test_a_program_just_started_is_dressed_and_speaks_french():
    """By itself: the tests share an application that one of them has dressed."""
    told = (
        "import main; from PySide6.QtWidgets import QApplication\n"
        "window = main.build([]); application = QApplication.instance()\n"
        "print(len(application.styleSheet()) > 1000, application.translate('QPlatformTheme', 'Cancel'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["True", "Annuler"]
