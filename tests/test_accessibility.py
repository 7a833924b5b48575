"""A screen reader can do the whole journey: every page is walked, widget by widget."""

import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)

from exports import intake
from models import fictitious
from models.casework import ACTE, ECHEANCE, EVALUATION, ORDONNANCE, ORIENTATION, PERSONNE, PIECE, SITUATION
from models.fields import Answers
from models.forms import personne, structure
from tests import exhibit_files
from tests.windows import Screen, settle
from ui import look
from ui.pages.importation import ImportationPage
from ui.reading_order import stops
from ui.scroll import focus

INPUTS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)


def full(screen: Screen) -> str:
    """A person with something of everything; the identifier of her situation."""
    today, rng = screen.workspace._desk.today(), Random(3)
    records = screen.records
    person = records.add(PERSONNE, fictitious.answers(PERSONNE.form, rng, today))
    situation = records.add(SITUATION, fictitious.answers(SITUATION.form, rng, today), person)
    for noun in (ACTE, EVALUATION, ORIENTATION, ECHEANCE, ORDONNANCE):
        for _ in range(1 if noun.single else 2):
            records.add(noun, fictitious.answers(noun.form, rng, today), situation)
    return situation.id


def show_today(screen: Screen) -> None:
    full(screen)
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    screen.seen("recherche", QLineEdit).setText("a")


def show_statistics(screen: Screen) -> None:
    full(screen)
    screen.workspace.show_statistics()


def show_person(screen: Screen) -> None:
    full(screen)
    screen.workspace.show_person(screen.only(PERSONNE).id)
    screen.click("personne.fiche")


def show_situation(screen: Screen) -> None:
    screen.workspace.show_situation(full(screen))
    for name in ("personne", "evaluation", "acte", "orientation", "echeance"):
        screen.click(f"{name}.deplier")


def show_order(screen: Screen) -> None:
    situation = screen.records.get(SITUATION, full(screen))
    exhibit = screen.vault.exhibits.add(situation, Answers(PIECE.form))
    screen.vault.exhibits.attach(exhibit, intake.taken_in(exhibit_files.photo()))
    screen.workspace.show_order(situation.id)
    screen.click("voile.lever")
    screen.click("piece.deplier")


def show_document(screen: Screen) -> None:
    show_order(screen)
    screen.click("piece.voir")


def show_history(screen: Screen) -> None:
    screen.workspace.show_situation(full(screen))
    person = screen.only(PERSONNE)
    screen.records.save(person, fictitious.answers(PERSONNE.form, Random(4), screen.workspace._desk.today()))
    screen.workspace.show_history()
    screen.seen("historique.filtre", QLineEdit).clear()


def show_comparison(screen: Screen) -> None:
    full(screen)
    person = screen.only(PERSONNE)
    other = screen.records.add(PERSONNE, person.answers.with_(personne.LANGUE, "lingala"))
    screen.workspace.show_person(person.id)
    screen.workspace.compare(person.id, other.id)


def show_settings(screen: Screen) -> None:
    screen.workspace.show_settings()


def show_directory(screen: Screen) -> None:
    screen.vault.directory.add(Answers(structure.FORM, {"nom": "Maison de l’Exemple", "telephone": "3919"}))
    screen.workspace.show_directory()
    screen.workspace._directory._open(screen.vault.directory.entries()[0].id)


TABLE = """nom;prénom;sexe;date de l’accueil;statut;autre
Chimérac;Zoé;F;12/05/2011;victime;
Chimérac;Zoé;F;13/05/2011;victime;
Fabulon;Paul;H;99/99/2011;parentèle;
"""


def show_import(screen: Screen) -> None:
    """A table that was entered and is read again: a line to correct, persons who are there already."""
    screen.workspace.show_import()
    page, path = screen.page, screen.vault.folder.with_name("essai.csv")
    assert isinstance(page, ImportationPage)
    path.write_text(TABLE, "utf-8")
    page.open_table(path)
    wait_for(lambda: page._checked is not None)
    page.apply()
    wait_for(lambda: bool(page._past))
    page.open_table(path)
    volets = ("importation.volet.doublons", "importation.volet.erreurs")
    wait_for(lambda: all(map(screen.is_seen, volets)) and screen.is_seen("importation.mots"))
    screen.workspace.notices.turn_page()


def show_import_faults(screen: Screen) -> None:
    show_import(screen)
    screen.click("importation.volet.erreurs")


def show_new_import(screen: Screen) -> None:
    screen.workspace.show_import()


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not done() and time.monotonic() < until:
        QTest.qWait(10)
    assert done()


def show_conservation(screen: Screen) -> None:
    full(screen)
    screen.workspace.show_conservation()


def show_restore(screen: Screen) -> None:
    screen.window.lock()
    screen.window.unlock.show_restore()


def show_lock(screen: Screen) -> None:
    screen.window.lock()


PAGES = [
    show_today,
    show_statistics,
    show_person,
    show_situation,
    show_order,
    show_document,
    show_history,
    show_comparison,
    show_settings,
    show_directory,
    show_new_import,
    show_import,
    show_import_faults,
    show_conservation,
    show_restore,
    show_lock,
]

Show = Callable[[Screen], None]


def visible(screen: Screen) -> list[QWidget]:
    settle()
    return [each for each in screen.window.findChildren(QWidget) if each.isVisible()]


def name_said(widget: QWidget) -> str:
    """What a screen reader says of it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_every_control_has_a_name(screen: Screen, show: Show):
    show(screen)
    inputs = [each for each in visible(screen) if isinstance(each, INPUTS)]
    assert len(inputs) > 3
    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for each in inputs
        if not (name_said(each) or each.toolTip())
    ]
    assert nameless == []


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_what_can_be_reached_by_tab_has_a_stable_name(screen: Screen, show: Show):
    show(screen)
    buttons = [each for each in visible(screen) if isinstance(each, QAbstractButton)]
    inside_choices = ("QRadioButton", "QCheckBox", "QLineEditIconButton")
    unnamed = [
        each.text()
        for each in buttons
        if not each.objectName() and each.metaObject().className() not in inside_choices
    ]
    assert unnamed == []


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_no_two_neighbours_have_the_same_name(screen: Screen, show: Show):
    show(screen)
    names = Counter(
        (id(each.parentWidget()), each.objectName())
        for each in visible(screen)
        if each.objectName() and not each.objectName().startswith("qt_")
    )
    assert [name for (_, name), count in names.items() if count > 1] == []


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_every_question_is_tied_to_its_answer(screen: Screen, show: Show):
    show(screen)
    questions = [
        each
        for each in visible(screen)
        if isinstance(each, QLabel) and each.property("role") == "label" and each.isVisible()
    ]
    assert [each.text() for each in questions if each.buddy() is None] == []


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_groups_of_buttons_are_said_with_their_question(screen: Screen, show: Show):
    show(screen)
    choices = [
        each for each in visible(screen) if each.metaObject().className() in ("RadioChoice", "TickChoice")
    ]
    for each in choices:
        interface = QAccessible.queryAccessibleInterface(each)
        assert interface.role() == QAccessible.Role.Grouping
        assert interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_no_text_is_cut(screen: Screen, show: Show):
    show(screen)
    cut = [
        f"{each.text()} {each.size().toTuple()}"
        for each in visible(screen)
        if isinstance(each, QLabel)
        and each.text()
        and (
            each.height() < each.heightForWidth(each.width())
            or (not each.wordWrap() and each.width() < each.sizeHint().width())
        )
    ]
    cut += [
        each.text()
        for each in visible(screen)
        if isinstance(each, QAbstractButton)
        and each.text()
        and each.width() < each.minimumSizeHint().width()
        and not each.accessibleName()
    ]
    assert cut == []


@pytest.mark.parametrize("show", PAGES[:-1], ids=lambda show: show.__name__)
@pytest.mark.parametrize("size", [(910, 475), (1093, 580)])
def test_every_page_fits_the_width_of_a_scaled_screen(screen: Screen, show: Show, size: tuple[int, int]):
    """1366 x 768 at 150 and at 125 %: nothing is wider than the window."""
    show(screen)
    screen.window.resize(*size)
    settle()
    assert (screen.window.width(), screen.window.height()) == size
    for each in visible(screen):
        if each.metaObject().className() == "QScrollBar" and each.property("orientation") is not None:
            assert each.property("orientation").name != "Horizontal" or each.property("maximum") == 0


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_pages_say_which_they_are(screen: Screen, show: Show):
    show(screen)
    page = screen.window.unlock if screen.window.workspace is None else screen.page
    assert page.objectName().startswith("page.")
    assert page.accessibleName()


def test_a_failure_is_read_aloud(screen: Screen, monkeypatch: pytest.MonkeyPatch):
    said: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.type()))
    screen.workspace.notices.fail("Le disque est plein.")
    assert said == [QAccessible.Event.Announcement]


def test_text_twice_as_large_leaves_the_page_usable(screen: Screen):
    """What does not fit is reached by scrolling: every stop of Tab can be brought into sight."""
    show_situation(screen)
    screen.window.setStyleSheet(look.style_sheet(20.0, dark=False))
    settle()
    order = list(stops(screen.page))
    for each in order[::9]:
        focus(each)
        settle()
        assert not each.visibleRegion().isEmpty(), each.objectName()
