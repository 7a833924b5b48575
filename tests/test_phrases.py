"""The passphrases that are proposed: enough words, easy to type, drawn by nothing that can be guessed."""

import math
import random
import re
import unicodedata

import pytest

from models.passphrase import LEAST_WORDS, weakness
from storage import phrases

WOUNDING = re.compile(
    "(viol(?!et|on)|sexe|tuer|tueu|meurtr|mort(?!i)|cadavr|gifle|tortur|assassin|suicid|esclav|pute|salop(?!ette)|crim"
    "|haine|menac|otage|coups|divorc|inceste|nazi|juif|arabe$|musulman|gitan).*"
)


def test_there_are_enough_words_each_typed_on_any_keyboard():
    found = phrases.words()
    assert len(found) == len(set(found)) == 7776
    assert [word for word in found if not re.fullmatch("[a-z]{4,13}", word)] == []
    assert [word for word in found if unicodedata.normalize("NFKC", word.casefold()) != word] == []


def test_no_word_speaks_of_what_she_hears_all_day():
    assert [word for word in phrases.words() if WOUNDING.fullmatch(word)] == []
    for control in ("violence", "gifle", "meurtrier", "violer"):
        assert WOUNDING.fullmatch(control)


def test_the_licence_of_the_words_is_beside_them():
    assert "MIT License" in phrases._WORDS.with_name("LICENCE.txt").read_text("utf-8")


def test_seven_words_stand_for_more_than_the_eighty_bits_of_the_rule():
    assert math.log2(math.perm(len(phrases.words()), LEAST_WORDS)) > 90


def test_what_is_proposed_keeps_the_rule_and_is_never_twice_the_same():
    drawn = [phrases.proposed() for _ in range(300)]
    assert [phrase for phrase in drawn if weakness(phrase)] == []
    assert len(set(drawn)) == 300
    assert all(len(set(phrase.split()) & set(phrases.words())) == LEAST_WORDS for phrase in drawn)


def test_a_phrase_does_not_follow_from_a_seed():
    drawn: list[str] = []
    for _ in range(2):
        random.seed(1)
        drawn.append(phrases.proposed())
    assert drawn[0] != drawn[1]


def test_short_words_that_keep_no_rule_are_drawn_again(monkeypatch: pytest.MonkeyPatch):
    """Words of four letters alone are 28 letters; of three they would be too few."""
    short = ("abc", "bcd", "cde", "def", "efg", "fgh", "ghi", "hij", "violoncelle", "quincaillier")
    monkeypatch.setattr(phrases, "words", lambda: short)
    assert {weakness(phrases.proposed()) for _ in range(50)} == {None}
    assert weakness(" ".join(short[:LEAST_WORDS])) is not None
