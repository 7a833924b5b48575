"""French telephone numbers, however they are written."""

import re

_SEPARATORS = re.compile(r"[\s.\-_/()]+")


def number(text: str) -> str | None:
    """Canonical form, the same for each way of writing one number; ``None`` when it is none.

    A French number becomes its ten digits (``0612345678``), a short number stays as
    it is (``3919``), a foreign one keeps its ``+`` and country code (``+32475123456``).
    """
    bare = _SEPARATORS.sub("", text)
    bare = re.sub(r"^(\+|00)33\(?0?\)?", "0", bare)
    bare = re.sub(r"^00", "+", bare)
    if re.fullmatch(r"0[1-9]\d{8}|[13]\d{1,5}|\+[1-9]\d{6,14}", bare):
        return bare
    return None


def grouped(text: str) -> str:
    """As it is read aloud: ``06 12 34 56 78``; unchanged when it is no ten-digit number."""
    canonical = number(text)
    if canonical is None:
        return text.strip()
    if len(canonical) != 10 or canonical.startswith("+"):
        return canonical
    return " ".join(canonical[i : i + 2] for i in range(0, 10, 2))
