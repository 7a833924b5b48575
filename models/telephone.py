"""French telephone numbers, however they are written."""

import re

_SEPARATORS = re.compile(r"[\s.\-_/()]+")

_SHORT = r"15|17|18|112|114|115|119|116\d{3}|118\d{3}|10\d{2}|3\d{3}"
"""Emergency and helplines, directories, operators, 3xxx: not a year, an age or a number of street."""


def number(text: str) -> str | None:
    """Canonical form, the same for each way of writing one number; ``None`` when it is none.

    A French number becomes its ten digits (``0612345678``), a short number stays as
    it is (``3919``), a foreign one keeps its ``+`` and country code (``+32475123456``).
    """
    bare = _SEPARATORS.sub("", text)
    bare = re.sub(r"^(\+|00)330?", "0", bare)
    bare = re.sub(r"^00", "+", bare)
    if re.fullmatch(rf"0[1-9]\d{{8}}|{_SHORT}|\+[1-9]\d{{6,14}}", bare):
        return bare
    return None


def grouped(text: str) -> str:
    """As it is read aloud: ``06 12 34 56 78``, ``0 800 05 95 95``, ``116 006``; unchanged when it is
    none of these.
    """
    canonical = number(text)
    if canonical is None:
        return text.strip()
    if canonical.startswith("+") or len(canonical) < 6:
        return canonical
    if len(canonical) == 6:
        return f"{canonical[:3]} {canonical[3:]}"
    if canonical.startswith("08"):
        return f"0 {canonical[1:4]} {canonical[4:6]} {canonical[6:8]} {canonical[8:]}"
    return " ".join(canonical[i : i + 2] for i in range(0, 10, 2))
