"""A form view gives back what it was shown, whatever the form, and keeps what is typed."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from models import fictitious
from models.casework import FORMS
from models.conditions import when
from models.dates import VagueDate
from models.fields import (
    Answers,
    ChoiceField,
    DateField,
    Form,
    ListField,
    NumberField,
    Option,
    PhoneField,
    Section,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, evaluation, ordonnance
from tests import strategies
from tests.windows import press, settle, type_in
from ui.form_view import FormView
from ui.scroll import Scroll
from ui.search_choice import SearchChoice

TODAY = date(2012, 6, 15)

pytestmark = pytest.mark.usefixtures("qapp")


def view_of(form: Form) -> FormView:
    return FormView(form, lambda: TODAY)


class Ear:
    """Counts what a form says."""

    def __init__(self, view: FormView) -> None:
        self.edits = 0
        view.edited.connect(self._hear)

    def _hear(self) -> None:
        self.edits += 1


@pytest.fixture(scope="module")
def views(qapp: object) -> dict[str, tuple[FormView, Ear]]:
    """One view of each form, shown answers again and again."""
    made = {form.code: view_of(form) for form in FORMS}
    return {code: (view, Ear(view)) for code, view in made.items()}


# Whatever the form and the answers.


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_any_answers_are_given_back_as_they_were_shown(form: Form, views: dict[str, tuple[FormView, Ear]]):
    view, ear = views[form.code]

    @settings(max_examples=30)
    @given(shown=strategies.answers(form))
    def check(shown: Answers) -> None:
        view.show_answers(shown)
        assert view.answers() == shown
        assert view.unread() == {}
        assert ear.edits == 0

    check()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(seed=st.integers(0))
@settings(max_examples=5)
def test_plausible_answers_are_given_back(form: Form, views: dict[str, tuple[FormView, Ear]], seed: int):
    view, _ = views[form.code]
    shown = fictitious.answers(form, Random(seed), TODAY)
    view.show_answers(shown)
    assert view.answers() == shown
    view.settle()
    assert view.answers() == shown


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_question_asked_is_on_the_screen_under_its_code(
    form: Form, views: dict[str, tuple[FormView, Ear]]
):
    view, _ = views[form.code]
    for field in form.asked:
        widget = view.widget(field)
        assert widget.objectName() == field.code
        assert widget.accessibleName() == field.label


# A small form with everything that can go wrong.

QUI = TextField(code="qui", label="Qui")
QUAND = DateField(code="quand", label="Quand", past_only=True)
COMBIEN = NumberField(code="combien", label="Combien", minimum=1, maximum=9)
OU = TreeChoiceField(
    code="ou",
    label="Où",
    options=(
        Option("ici", "Ici", children=(Option("dedans", "Dedans"), Option("dehors", "Dehors"))),
        Option("ailleurs", "Ailleurs"),
        Option("jadis", "Jadis", retired=True),
    ),
)
AIDE = YesNoField(code="aide", label="Aide")
AIDE_NOTE = TextField(code="aide_note", label="Aide : précision")
LAQUELLE = TextField(code="laquelle", label="Laquelle", relevant=when(AIDE, "oui"))
TELEPHONE = PhoneField(code="telephone", label="Téléphone")
ANCIENNE = TextField(code="ancienne", label="Ancienne question", retired=True)
NE = VagueDateField(code="ne", label="Né")
JOUR = DateField(code="jour", label="Jour")
PRENOM = TextField(code="prenom", label="Prénom")
ENFANT = Form("enfant", "Enfant", (Section("Enfant", (PRENOM, JOUR)),))
ENFANTS = ListField(code="enfants", label="Enfants", item=ENFANT, noun="un enfant")
FORM = Form(
    "essai",
    "Essai",
    (
        Section("Un", (QUI, QUAND, COMBIEN, OU, TELEPHONE, ANCIENNE, NE)),
        Section("Deux", (AIDE, AIDE_NOTE, LAQUELLE)),
        Section("Enfants", (ENFANTS,)),
    ),
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[FormView]:
    made = view_of(FORM)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    settle()


def line(view: QWidget, name: str) -> QLineEdit:
    found = [each for each in view.findChildren(QLineEdit, name) if each.isVisible()]
    assert found, name
    return found[-1]


def write(view: FormView, name: str, text: str) -> None:
    target = line(view, name)
    target.setFocus()
    target.selectAll()
    type_in(target, text)


def leave(view: FormView) -> None:
    line(view, "qui").setFocus()


def problem(view: FormView, name: str) -> str:
    found = view.findChild(QLabel, f"{name}.probleme")
    return "" if found is None or found.isHidden() else found.text()


def button(view: FormView, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_words_not_understood_stay_and_the_answer_before_them_too(view: FormView):
    view.show_answers(Answers(FORM).with_(QUAND, date(2012, 6, 1)))
    write(view, "quand", "32/13/2012")
    leave(view)
    assert line(view, "quand").text() == "32/13/2012"
    assert "pas enregistrée" in problem(view, "quand")
    assert view.answers()[QUAND] == date(2012, 6, 1)
    assert view.unread() == {"quand": "32/13/2012"}
    write(view, "quand", "02/06/2012")
    leave(view)
    assert problem(view, "quand") == ""
    assert view.answers()[QUAND] == date(2012, 6, 2)
    assert view.unread() == {}
    write(view, "quand", "03/06/201")
    assert view.answers()[QUAND] == date(2012, 6, 2), "as it was before she typed"


def test_clearing_words_not_understood_is_no_answer(view: FormView):
    view.show_answers(Answers(FORM).with_(COMBIEN, 3))
    write(view, "combien", "beaucoup")
    line(view, "combien").clear()
    assert view.answers()[COMBIEN] is None
    assert view.unread() == {}


def test_nothing_is_said_to_be_wrong_while_it_is_being_typed(view: FormView):
    write(view, "telephone", "06")
    assert problem(view, "telephone") == ""
    leave(view)
    assert "forme connue" in problem(view, "telephone")
    write(view, "telephone", "06 39 98 12 34")
    assert problem(view, "telephone") == "", "taken back at once"


def test_what_is_wrong_is_linked_to_its_field(view: FormView):
    write(view, "quand", "16/06/2012")
    leave(view)
    assert "avenir" in problem(view, "quand")
    assert view.widget(QUAND).accessibleDescription() == problem(view, "quand")


def test_words_not_understood_are_shown_again_elsewhere(view: FormView):
    view.show_answers(Answers(FORM).with_(ENFANTS, (Answers(ENFANT).with_(PRENOM, "Léa"),)))
    write(view, "quand", "32/13")
    write(view, "ou", "tracteur")
    write(view, "jour", "demain ou après")
    button(view, "enfants.ajouter").click()
    settle()
    write(view, "jour", "jamais")
    kept, answers = view.unread(), view.answers()
    assert answers[ENFANTS] == (Answers(ENFANT).with_(PRENOM, "Léa"),)
    other = view_of(FORM)
    ear = Ear(other)
    other.show_answers(answers)
    other.show_unread(kept)
    assert other.unread() == kept
    assert other.answers() == answers
    assert [each.text() for each in other.findChildren(QLineEdit, "jour")] == ["demain ou après", "jamais"]
    assert ear.edits == 0


def test_a_word_still_being_typed_is_taken_when_the_form_is_left(view: FormView):
    write(view, "ou", "dehors")
    assert view.answers()[OU] is None
    view.settle()
    assert view.answers()[OU] == "ici.dehors"


def test_a_hidden_answer_is_kept_and_shown_again(view: FormView):
    shown = Answers(FORM).with_(AIDE, "oui").with_(LAQUELLE, "le logement").with_(ANCIENNE, "gardée")
    view.show_answers(shown)
    oui, non, _ = [each for each in view.widget(AIDE).findChildren(QRadioButton) if each.isVisible()]
    non.click()
    assert not view.widget(LAQUELLE).isVisible()
    assert view.answers() == shown.with_(AIDE, "non")
    oui.click()
    assert view.widget(LAQUELLE).isVisible()
    assert view.answers() == shown


def test_an_answer_no_longer_offered_is_shown_and_kept(view: FormView):
    shown = Answers(FORM).with_(OU, "jadis")
    view.show_answers(shown)
    assert line(view, "ou").text() == "Jadis"
    write(view, "qui", "quelqu’un")
    assert view.answers() == shown.with_(QUI, "quelqu’un")


def test_spaces_that_were_there_are_no_change(view: FormView):
    shown = Answers(FORM).with_(QUI, "  avec ses blancs\n")
    view.show_answers(shown)
    assert view.answers() == shown
    write(view, "qui", "autre")
    assert view.answers()[QUI] == "autre"


def test_only_what_is_done_by_hand_is_an_edit(view: FormView):
    ear = Ear(view)
    view.show_answers(Answers(FORM).with_(QUI, "un").with_(NE, VagueDate("1987")))
    assert ear.edits == 0
    write(view, "qui", "deux")
    assert ear.edits == 4, "one for each key"


# Repeated groups.


def test_items_are_added_taken_away_and_put_back(view: FormView):
    lea, tom = (Answers(ENFANT).with_(PRENOM, name) for name in ("Léa", "Tom"))
    view.show_answers(Answers(FORM).with_(ENFANTS, (lea, tom)))
    button(view, "enfants.0.retirer").click()
    settle()
    assert view.answers()[ENFANTS] == (tom,)
    button(view, "enfants.0.retirer").click()
    settle()
    assert view.answers()[ENFANTS] is None
    button(view, "enfants.retablir").click()
    settle()
    button(view, "enfants.retablir").click()
    settle()
    assert view.answers()[ENFANTS] == (lea, tom)
    assert not button(view, "enfants.retablir").isVisible()


def test_a_new_item_takes_the_keyboard_and_an_empty_one_is_no_answer(view: FormView):
    button(view, "enfants.ajouter").click()
    settle()
    assert view.answers()[ENFANTS] is None
    assert view.focusWidget() is line(view, "prenom")
    type_in(line(view, "prenom"), "Zoé")
    assert view.answers()[ENFANTS] == (Answers(ENFANT).with_(PRENOM, "Zoé"),)


def test_enter_on_the_button_that_takes_away_does_nothing(view: FormView):
    view.show_answers(Answers(FORM).with_(ENFANTS, (Answers(ENFANT).with_(PRENOM, "Léa"),)))
    settle()
    remove = button(view, "enfants.0.retirer")
    remove.setFocus()
    press(remove, Qt.Key.Key_Return)
    assert view.answers()[ENFANTS] is not None


# Notes.


def test_a_note_is_one_key_away_and_shown_when_it_is_written(view: FormView):
    assert not view.widget(AIDE_NOTE).isVisible()
    opener = button(view, "aide_note.ouvrir")
    assert opener.accessibleName() == "Ajouter : Aide : précision"
    opener.click()
    settle()
    assert view.widget(AIDE_NOTE).isVisible()
    assert not opener.isVisible()
    assert view.focusWidget() is view.widget(AIDE_NOTE)
    view.show_answers(Answers(FORM))
    assert not view.widget(AIDE_NOTE).isVisible()
    view.show_answers(Answers(FORM).with_(AIDE_NOTE, "à rappeler"))
    assert view.widget(AIDE_NOTE).isVisible()


def test_the_needs_have_their_notes_beside_them(views: dict[str, tuple[FormView, Ear]]):
    view, _ = views[evaluation.FORM.code]
    view.show_answers(Answers(evaluation.FORM))
    for note in evaluation.NOTES_BESOINS:
        assert not view.widget(note).isVisibleTo(view)
        assert view.findChild(QPushButton, f"{note.code}.ouvrir") is not None


@pytest.mark.parametrize("width", [1100])
def test_the_six_levels_of_a_need_stand_on_one_line(qtbot: QtBot, width: int):
    view = view_of(evaluation.FORM)
    qtbot.addWidget(view)
    view.setFixedWidth(width)
    view.show()
    settle()
    levels = view.widget(evaluation.BESOINS[0]).findChildren(QRadioButton)
    shown = [each for each in levels if each.isVisible()]
    assert len(shown) == 6
    assert len({each.y() for each in shown}) == 1


def test_the_keyboard_goes_to_the_first_question_without_an_answer():
    view = view_of(accueil.FORM)
    view.show_answers(Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, TODAY))
    view.show()
    view.focus_on_next()
    assert view.focusWidget() is view.widget(accueil.ORIGINE)
    view.close()


def test_long_questions_are_whole_at_the_narrowest_window(qtbot: QtBot):
    for form in (evaluation.FORM, ordonnance.FORM):
        area = Scroll()
        qtbot.addWidget(area)
        view = FormView(form, lambda: TODAY, area.holder)
        area.add(view)
        area.resize(560, 800)
        area.show()
        settle()
        for text in view.findChildren(QLabel):
            if text.isVisible() and text.text():
                assert text.height() >= text.heightForWidth(text.width()) > 0, text.text()


def test_a_choice_among_few_is_buttons_and_among_many_is_searched():
    few = ChoiceField(code="peu", label="Peu", options=tuple(Option(f"o{n}", f"O{n}") for n in range(7)))
    many = ChoiceField(code="trop", label="Trop", options=tuple(Option(f"o{n}", f"O{n}") for n in range(9)))
    view = view_of(Form("f", "F", (Section("S", (few, many)),)))
    assert view.widget(few).findChildren(QRadioButton)
    assert isinstance(view.widget(many), SearchChoice)
