"""Words on the screen break where French breaks them."""

from PySide6.QtWidgets import QLabel

from ui.labels import label


def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before(qapp: object):
    said = "Quand : jamais le « week-end » ?"
    made = label(said, "hint")
    assert QLabel.text(made) == "Quand\u00a0: jamais le «\u00a0week-end\u00a0»\u00a0?"
    assert made.text() == said


def test_a_word_longer_than_its_place_is_broken(qapp: object):
    made = label(120 * "x", "body")
    assert made.text() == 120 * "x"
    assert made.minimumSizeHint().width() < 300
    assert "\u200b" not in QLabel.text(label(24 * "x" + " y", "body"))


def test_the_control_an_ordinary_label_may_break_there(qapp: object):
    assert "\u00a0" not in QLabel.text(QLabel("Quand : jamais"))
