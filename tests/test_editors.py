"""An editor gives back what it is shown, keeps what is typed, and says what it does not understand."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.dates import VagueDate, vague
from models.fields import (
    Address,
    AddressField,
    AnyField,
    ChoiceField,
    DateField,
    ListField,
    MultiChoiceField,
    NumberField,
    Option,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from tests.windows import press, settle, type_in
from ui.address_box import AddressBox
from ui.editors import Editor, editor
from ui.lines import DateLine, Line, NumberLine, PhoneLine
from ui.text_area import TALLEST, TextArea
from ui.vague_date import VagueDateBox

TODAY = date(2013, 1, 2)
YESTERDAY = date(2013, 1, 1)

OPTIONS = (Option("oui_da", "Oui-da"), Option("nenni", "Nenni"))


def today() -> date:
    return TODAY


def no_list(_: ListField) -> Editor:
    raise AssertionError


pytestmark = pytest.mark.usefixtures("qapp")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (TextField(code="a", label="A"), "Les Lilas"),
        (TextField(code="a", label="A", lines=4), "Une ligne\net l’autre\u00a0: la fin"),
        (PhoneField(code="a", label="A"), "+33 6 39 98 12 34"),
        (AddressField(code="a", label="A"), Address("3 rue", "chez elle", "93 000", "Bobigny")),
        (DateField(code="a", label="A"), YESTERDAY),
        (VagueDateField(code="a", label="A"), VagueDate("l’été d’avant", None, None)),
        (NumberField(code="a", label="A", maximum=10), 3),
        (YesNoField(code="a", label="A"), "ne_sait_pas"),
        (ChoiceField(code="a", label="A", options=OPTIONS), "nenni"),
        (TreeChoiceField(code="a", label="A", options=OPTIONS), "oui_da"),
        (MultiChoiceField(code="a", label="A", options=OPTIONS), frozenset({"nenni", "de_demain"})),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, AnyField) else "",
)
def test_an_editor_gives_back_what_it_is_shown(field: AnyField, value: object):
    made = editor(field, today, no_list)
    assert made.get() is None
    made.set(value)
    assert made.get() == value
    assert made.trouble() == ""
    made.set(None)
    assert made.get() is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("hier", YESTERDAY), ("1/1", YESTERDAY), ("1er janvier 2013", YESTERDAY)]
)
def test_a_day_is_typed_in_any_usual_way_and_written_whole(typed: str, meant: date):
    line = DateLine(today)
    line.setText(typed)
    assert line.value() == meant
    line.editingFinished.emit()
    assert line.text() == "01/01/2013"


def test_a_day_that_is_not_understood_stays_as_it_is_and_says_so():
    line = DateLine(today)
    line.setText("32/13/2012")
    line.editingFinished.emit()
    assert line.text() == "32/13/2012"
    assert line.value() is None
    assert "pas enregistrée" in line.trouble()


def test_a_day_is_picked_in_the_calendar_with_the_keyboard(qtbot: QtBot):
    line = DateLine(today)
    shown(qtbot, line)
    press(line, Qt.Key.Key_Down, alt=True)
    (calendar,) = line.findChildren(QCalendarWidget)
    days = QApplication.focusWidget()
    assert days is not None
    assert calendar.isAncestorOf(days)
    press(days, Qt.Key.Key_Left)
    press(days, Qt.Key.Key_Return)
    assert line.value() == YESTERDAY
    settle()
    assert not line.findChildren(QCalendarWidget)


def test_an_age_keeps_the_day_on_which_it_was_said():
    said = vague("34 ans", date(2012, 1, 2))
    box = VagueDateBox(today)
    box.set_value(said)
    assert box.value() == said
    box.line.setText("35 ans")
    assert box.value() == vague("35 ans", TODAY)
    box.line.setText(" 34 ans")
    assert box.value() == said, "typed and taken back"


def test_a_vague_date_says_how_it_is_understood():
    box = VagueDateBox(today)
    (told,) = box.findChildren(QLabel)
    box.line.setText("2010")
    assert told.text() == "Compris : entre le 01/01/2010 et le 31/12/2010."
    box.line.setText("un jour de pluie")
    assert told.text() == "Gardé tel quel : aucune date n’a été reconnue."
    assert box.value() == VagueDate("un jour de pluie")


def test_words_that_are_no_number_stay_and_say_so():
    line = NumberLine(1, 10)
    line.setText("deux")
    assert line.value() is None
    assert "entre 1 et 10" in line.trouble()
    line.setText("12")
    assert line.value() == 12, "out of bounds: for the validation to say"


def test_a_telephone_is_grouped_once_left_and_kept_as_it_is_when_unknown():
    line = PhoneLine()
    line.setText("0639981234")
    line.editingFinished.emit()
    assert line.text() == "06 39 98 12 34"
    line.setText("chez sa sœur")
    line.editingFinished.emit()
    assert line.text() == "chez sa sœur"


def test_every_part_of_an_address_is_told_of_and_nothing_typed_is_cut(qtbot: QtBot):
    box = AddressBox("adresse")
    changes: list[None] = []
    box.changed.connect(lambda: changes.append(None))
    parts = {
        part: box.findChild(Line, f"adresse.{part}")
        for part in ("voie", "complement", "code_postal", "commune")
    }
    for name, line in parts.items():
        assert line is not None
        line.setText(f"{name} assez long")
    assert box.value() == Address(
        "voie assez long", "complement assez long", "code_postal assez long", "commune assez long"
    )
    assert len(changes) == 4


def test_a_narrative_grows_with_its_text_up_to_a_limit(qtbot: QtBot):
    area = TextArea(3)
    area.setFixedWidth(600)
    shown(qtbot, area)
    small = area.height()
    area.setPlainText("une ligne\n" * 9)
    grown = area.height()
    assert grown > 2 * small
    area.setPlainText("une ligne\n" * 400)
    assert area.height() < (TALLEST + 3) * area.fontMetrics().lineSpacing()
    area.setPlainText("")
    assert area.height() == small


def test_a_narrative_of_one_long_line_grows_when_it_is_shown(qtbot: QtBot):
    area = TextArea(3)
    area.set_value("mot " * 300)
    area.setFixedWidth(400)
    shown(qtbot, area)
    assert area.height() > 10 * area.fontMetrics().lineSpacing()


def test_forty_thousand_characters_are_given_back_whole(qtbot: QtBot):
    text = ("Elle dit\u00a0: « rien ne va plus ». " * 1300)[:40_000].strip()
    area = TextArea(6)
    area.set_value(text)
    shown(qtbot, area)
    assert area.value() == text
    type_in(area, "a")
    assert area.value() == "a" + text


def test_tab_leaves_a_narrative(qtbot: QtBot):
    area = TextArea(3)
    shown(qtbot, area)
    press(area, Qt.Key.Key_Tab)
    assert area.value() is None


def test_every_input_is_named_after_its_question():
    made = editor(TextField(code="nom", label="Nom", hint="De naissance."), today, no_list)
    assert made.widget.objectName() == "nom"
    assert made.widget.accessibleName() == "Nom"
    assert made.widget.accessibleDescription() == "De naissance."
