"""Where a French word may be cut at the end of a line; a name, a place or a short word never is."""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import pyphen

SHORTEST = 7
"""Letters of a word that may be cut."""
LEFT, RIGHT = 3, 3
"""Letters that stay before the cut, and that go after it, at least."""


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Both parts of the word for each cut, the last one first.

    A capital may begin a name: what reveals a place is easier to find in one piece. What has a hyphen
    already has enough of one.
    """
    if len(word) < SHORTEST or not (word.isalpha() and word.islower()):
        return
    for before, after in _french().iterate(word):
        if len(before) >= LEFT and len(after) >= RIGHT:
            yield before, after


@cache
def _french() -> Any:
    return cast("Any", pyphen).Pyphen(lang="fr_FR")
