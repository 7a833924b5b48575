"""Passphrases to propose: French words drawn by the system's own generator."""

import secrets
from functools import cache
from pathlib import Path

from models.passphrase import LEAST_WORDS, weakness

_WORDS = Path(__file__).parent / "mots" / "francais.txt"
"""Its source and its licence are beside it."""


@cache
def words() -> tuple[str, ...]:
    """The words that are drawn from: no accent, no two that sound alike, none that wounds."""
    return tuple(_WORDS.read_text(encoding="ascii").split())


def proposed() -> str:
    """Seven different words, about 90 bits; drawn again in the rare case that they keep no rule."""
    while weakness(phrase := " ".join(secrets.SystemRandom().sample(words(), LEAST_WORDS))):
        continue
    return phrase
