"""Closed lists: all by keyboard, nothing by the wheel, and a half-typed word is no answer."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QListView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.fields import AnyField
from models.forms import accueil, orientation
from tests.vaults import Watch
from tests.windows import press, settle, type_in
from ui.choices import RadioChoice, SearchChoice, TickChoice
from ui.editors import editor

TODAY = Watch().now.date()

LABELS = {
    "police": "Police ou gendarmerie",
    "police.accueil": "Police ou gendarmerie › Accueil, chef de poste",
    "police.enqueteur": "Police ou gendarmerie › Enquêteur",
    "familial.conflit": "Violences familiales › Conflit",
    "couple.conflit": "Violences du couple › Conflit",
    "victime.declaree": "Victime › Victime déclarée",
    "victime.presumee": "Victime › Victime présumée, non déclarée",
    "oeuvre": "Œuvre sociale",
    "ancienne": "Ancienne réponse",
}
OFFERED = [code for code in LABELS if code != "ancienne"]

Choice = RadioChoice | SearchChoice | TickChoice


class Stage(QWidget):
    """A choice, and a field after it to go to."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.after = QLineEdit()
        self.changes = 0
        column = QVBoxLayout(self)
        column.addWidget(choice)
        column.addWidget(self.after)
        choice.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1


def staged(qtbot: QtBot, choice: Choice) -> Stage:
    stage = Stage(choice)
    qtbot.addWidget(stage)
    with qtbot.waitActive(stage):
        stage.show()
        stage.activateWindow()
    choice.setFocus()
    return stage


@pytest.fixture
def search(qtbot: QtBot) -> Iterator[SearchChoice]:
    choice = SearchChoice(LABELS, OFFERED)
    stage = staged(qtbot, choice)
    yield choice
    stage.close()
    settle()


def popup(choice: SearchChoice) -> QListView:
    return choice._popup


def rows(choice: SearchChoice) -> Sequence[str]:
    model = popup(choice).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def leave(choice: SearchChoice) -> None:
    press(popup(choice) if popup(choice).isVisible() else choice, Qt.Key.Key_Tab)
    assert not choice.hasFocus()


# A list that is searched.


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("enqueteur", "police.enqueteur"),
        ("ENQUÊTEUR", "police.enqueteur"),
        ("poste accueil", "police.accueil"),
        ("conflit couple", "couple.conflit"),
        ("victime déclarée", "victime.declaree"),
        ("police ou gendarmerie", "police"),
        ("oeuvre", "oeuvre"),
    ],
)
def test_an_answer_is_found_by_any_of_its_words_whatever_their_accents(
    search: SearchChoice, typed: str, code: str
):
    type_in(search, typed)
    leave(search)
    assert search.value() == code
    assert search.text() == LABELS[code]
    assert search.trouble() == ""


def test_the_list_opens_below_and_narrows_while_she_types(search: SearchChoice):
    type_in(search, "conflit")
    assert popup(search).isVisible()
    assert rows(search) == [LABELS["familial.conflit"], LABELS["couple.conflit"]]
    type_in(search, " xyz")
    assert not popup(search).isVisible()


def test_enter_takes_the_marked_row(search: SearchChoice):
    type_in(search, "conflit")
    press(popup(search), Qt.Key.Key_Down)
    press(popup(search), Qt.Key.Key_Return)
    assert search.value() == "couple.conflit"
    assert not popup(search).isVisible()


def test_the_whole_list_opens_without_typing_and_at_the_answer(search: SearchChoice):
    search.set_value("oeuvre")
    press(search, Qt.Key.Key_Down)
    assert rows(search) == [LABELS[code] for code in OFFERED]
    assert popup(search).currentIndex().data() == LABELS["oeuvre"]
    press(popup(search), Qt.Key.Key_Escape)
    assert search.value() == "oeuvre"


def test_a_half_typed_word_stays_and_changes_nothing(search: SearchChoice):
    search.set_value("oeuvre")
    search.selectAll()
    type_in(search, "conflit")
    leave(search)
    assert search.text() == "conflit"
    assert search.value() == "oeuvre"
    assert "correspond à 2 réponses" in search.trouble()


def test_a_word_that_is_in_no_answer_is_told(search: SearchChoice):
    type_in(search, "tracteur")
    leave(search)
    assert search.text() == "tracteur"
    assert "n’est pas dans la liste" in search.trouble()


def test_escape_puts_the_answer_back(search: SearchChoice):
    search.set_value("oeuvre")
    search.selectAll()
    type_in(search, "confl")
    press(popup(search), Qt.Key.Key_Escape)
    assert search.text() == LABELS["oeuvre"]
    assert search.value() == "oeuvre"
    assert not popup(search).isVisible()
    assert search.trouble() == ""


def test_no_text_is_no_answer(search: SearchChoice):
    search.set_value("oeuvre")
    search.selectAll()
    press(search, Qt.Key.Key_Delete)
    leave(search)
    assert search.value() is None
    assert search.trouble() == ""


def test_the_wheel_changes_nothing(search: SearchChoice):
    search.set_value("police")
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(search.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(search, wheel)
    assert search.value() == "police"


def test_an_answer_no_longer_offered_is_shown_and_kept_but_not_proposed(search: SearchChoice):
    search.set_value("ancienne")
    assert search.text() == "Ancienne réponse"
    press(search, Qt.Key.Key_Down)
    assert "Ancienne réponse" not in rows(search)
    press(popup(search), Qt.Key.Key_Escape)
    leave(search)
    assert search.value() == "ancienne"


def test_two_answers_of_the_same_name_are_told_apart(qtbot: QtBot):
    choice = SearchChoice({"a.autre": "Autre", "b.autre": "Autre"}, ["a.autre", "b.autre"])
    _stage = staged(qtbot, choice)
    type_in(choice, "autre")
    leave(choice)
    assert choice.value() is None
    assert "2 réponses" in choice.trouble()
    choice.setFocus()
    press(choice, Qt.Key.Key_Down)
    press(popup(choice), Qt.Key.Key_Down)
    press(popup(choice), Qt.Key.Key_Return)
    assert choice.value() == "b.autre"
    leave(choice)
    assert choice.value() == "b.autre"


def test_a_row_is_taken_with_the_mouse(search: SearchChoice, qtbot: QtBot):
    press(search, Qt.Key.Key_Down)
    view = popup(search)
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert search.value() == OFFERED[2]
    assert not view.isVisible()


# Radio buttons.


def buttons(choice: QWidget, kind: type[QAbstractButton] = QRadioButton) -> list[QAbstractButton]:
    return [button for button in choice.findChildren(kind) if button.isVisible()]


@pytest.fixture
def radio(qtbot: QtBot) -> Iterator[RadioChoice]:
    choice = RadioChoice(
        {"oui": "Oui", "non": "Non", "nsp": "Ne sait pas", "avant": "Avant"}, ["oui", "non", "nsp"]
    )
    stage = staged(qtbot, choice)
    yield choice
    stage.close()
    settle()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_space_answers_and_a_stray_one_takes_nothing_back(radio: RadioChoice):
    assert focused() is buttons(radio)[0]
    press(focused(), Qt.Key.Key_Space)
    assert radio.value() == "oui"
    press(focused(), Qt.Key.Key_Space)
    assert radio.value() == "oui"
    press(focused(), Qt.Key.Key_Delete)
    assert radio.value() is None


def test_the_arrows_go_through_the_buttons_and_take_the_answer_along(radio: RadioChoice):
    press(focused(), Qt.Key.Key_Right)
    assert focused() is buttons(radio)[1]
    assert radio.value() is None, "looking is not answering"
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Down)
    assert radio.value() == "nsp"
    press(focused(), Qt.Key.Key_Down)
    assert radio.value() == "nsp", "the end of the list"
    press(focused(), Qt.Key.Key_Left)
    assert radio.value() == "non"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_the_answer_back(radio: RadioChoice, key: Qt.Key):
    radio.set_value("non")
    radio.setFocus()
    press(focused(), key)
    assert radio.value() is None


def test_tab_stops_once_at_the_answer(radio: RadioChoice):
    stops = [button for button in buttons(radio) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [buttons(radio)[0]]
    radio.set_value("nsp")
    stops = [button for button in buttons(radio) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [buttons(radio)[2]]


def test_enter_changes_no_answer(radio: RadioChoice):
    press(focused(), Qt.Key.Key_Return)
    assert radio.value() is None


def test_clicking_the_answer_again_takes_it_back(radio: RadioChoice, qtbot: QtBot):
    for expected in ("non", None):
        qtbot.mouseClick(buttons(radio)[1], Qt.MouseButton.LeftButton)
        assert radio.value() == expected


def test_a_button_no_longer_offered_appears_only_while_it_is_the_answer(radio: RadioChoice):
    assert len(buttons(radio)) == 3
    radio.set_value("avant")
    settle()
    assert [button.text() for button in buttons(radio) if button.isChecked()] == ["Avant"]
    radio.set_value("oui")
    assert len(buttons(radio)) == 3


# Ticks.


@pytest.fixture
def ticks(qtbot: QtBot) -> Iterator[TickChoice]:
    labels = {"a": "Physiques", "b": "Verbales", "aucune": "Aucune", "refuse": "Refuse", "avant": "Avant"}
    choice = TickChoice(labels, ["a", "b", "aucune", "refuse"], ["aucune", "refuse"])
    stage = staged(qtbot, choice)
    yield choice
    stage.close()
    settle()


def tick(choice: TickChoice, name: str) -> None:
    (box,) = [box for box in choice.findChildren(QCheckBox) if box.accessibleName() == name]
    box.setFocus()
    press(box, Qt.Key.Key_Space)


def test_an_exclusive_tick_clears_the_others_and_the_reverse(ticks: TickChoice):
    tick(ticks, "Physiques")
    tick(ticks, "Verbales")
    assert ticks.value() == {"a", "b"}
    tick(ticks, "Aucune")
    assert ticks.value() == {"aucune"}
    tick(ticks, "Refuse")
    assert ticks.value() == {"refuse"}
    tick(ticks, "Physiques")
    assert ticks.value() == {"a"}
    tick(ticks, "Physiques")
    assert ticks.value() is None


def test_a_tick_of_another_time_is_kept_beside_new_ones(ticks: TickChoice):
    ticks.set_value(frozenset({"avant", "de_demain"}))
    tick(ticks, "Physiques")
    assert ticks.value() == {"avant", "de_demain", "a"}
    ticks.set_value(frozenset({"a"}))
    assert ticks.value() == {"a"}


def test_long_answers_wrap_and_their_words_can_be_clicked(qtbot: QtBot):
    words = "Interdire à la partie défenderesse de se rendre dans certains lieux " * 3
    choice = TickChoice({"a": words, "b": words}, ["a", "b"])
    choice.setFixedWidth(300)
    _stage = staged(qtbot, choice)
    (first, _) = choice._labels.values()
    assert first.width() <= 300
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert choice.value() == {"a"}


@pytest.mark.parametrize(
    "choice",
    [
        lambda: SearchChoice(LABELS, OFFERED),
        lambda: RadioChoice(LABELS, OFFERED),
        lambda: TickChoice(LABELS, OFFERED),
    ],
    ids=["search", "radio", "tick"],
)
def test_showing_an_answer_is_no_change(qtbot: QtBot, choice):
    made = choice()
    stage = staged(qtbot, made)
    made.set_value(frozenset({"oeuvre"}) if isinstance(made, TickChoice) else "oeuvre")
    made.set_value(None)
    assert stage.changes == 0


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (accueil.ORIGINE, "patrouille", "police.intervention"),
        (accueil.ORIGINE, "gav", "police.garde_a_vue"),
        (accueil.STATUT, "mec", "mis_en_cause"),
        (accueil.STATUT, "hors champ", "hors_champ_penal"),
        (accueil.STATUT, "sdf", "hors_champ_penal.sans_domicile"),
        (accueil.PROBLEMATIQUE, "violences conjugales", "violences_couple"),
        (accueil.PROBLEMATIQUE, "conjugal", "violences_couple"),  # and not the conflict without violence
        (accueil.PROBLEMATIQUE, "mari", "violences_couple.couple_actuel"),
        (accueil.PROBLEMATIQUE, "ex", "violences_couple.ex_conjoint"),
        (accueil.PROBLEMATIQUE, "viol", "violences_sexuelles.viol"),
        (accueil.CADRE, "plainte", "plainte"),
        (accueil.CADRE, "pvrj", "renseignement_judiciaire"),
        (orientation.DESTINATAIRE, "assistante sociale", "service_social"),
        (orientation.DESTINATAIRE, "3919", None),  # the listening line, or who answers there
    ],
)
def test_an_answer_is_found_by_the_words_of_the_trade(
    qtbot: QtBot, field: AnyField, typed: str, code: str | None
):
    made = editor(field, lambda: TODAY, lambda _: pytest.fail("no list here"))
    choice = made.widget
    assert isinstance(choice, SearchChoice)
    stage = staged(qtbot, choice)
    type_in(choice, typed)
    assert len(rows(choice)) > 0
    leave(choice)
    assert choice.value() == code
    stage.close()
    settle()


def test_what_is_nearest_comes_first_and_what_is_under_it_follows(qtbot: QtBot):
    field = accueil.PROBLEMATIQUE
    choice = SearchChoice(field.labels, field.labels, field.said)
    stage = staged(qtbot, choice)
    type_in(choice, "violences conjugales")
    couple = [text for code, text in field.labels.items() if code.startswith("violences_couple")]
    assert list(rows(choice)) == couple
    stage.close()
    settle()
