"""Which passphrases are strong enough, and what is said of those that are not."""

import pytest

from models.passphrase import RULE, normalized, weakness
from ui import demonstration


@pytest.mark.parametrize(
    "phrase",
    [
        "Tr0ub4dor&3x",
        "aB3!eF6$hI9?",
        "Camomille20Gir",
        "camomille tonneau girafe violon brume escalier pivoine",
        "sept mots tirés au hasard pour essayer",
        demonstration.PASSPHRASE,
    ],
)
def test_what_keeps_the_rule_of_the_cnil_is_accepted(phrase: str):
    """Twelve characters of four classes, fourteen of three, seven words."""
    assert weakness(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "missing"),
    [
        ("", ""),
        ("Tr0ub4dor&3", ""),
        ("camomille20gir", ""),
        ("camomille tonneau girafe violon brume escalier", ""),
        ("mot mot mot mot mot mot mot", ""),
        ("a b c d e f g", "mots sont trop courts"),
        ("a b c d e f g h i j k l", "mots sont trop courts"),
        ("1 2 3 4 5 6 7", "25 lettres"),
        ("11111 22222 33333 44444 55555 66666 77777", "25 lettres"),
        ("aaaa aaa aa a aaaaa aaaaaa aaaaaaa", "8 caractères différents"),
        ("Aa1!Aa1!Aa1!", "même morceau"),
        ("Abcdef1!Abcdef1!", "même morceau"),
        ("Abcdef1!aBCDEF1!ab", "même morceau"),
        ("AaaaAaaa1!Aa1", "8 caractères différents"),
        ("Commissariat-2026", "un mot et un nombre"),
        ("Aubervilliers_93!", "un mot et un nombre"),
        ("2026 Gendarmerie !", "un mot et un nombre"),
    ],
)
def test_what_is_guessed_at_once_is_refused_with_what_is_missing(phrase: str, missing: str):
    told = weakness(phrase) or "accepted"
    assert told.startswith("Phrase trop facile à deviner")
    assert missing in told
    assert told.endswith(RULE)


def test_a_space_too_many_is_no_other_phrase():
    assert normalized(" camomille  tonneau\tgirafe ") == "camomille tonneau girafe"
    assert normalized("Camomille tonneau") != "camomille tonneau"
