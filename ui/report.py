"""What a crash report says: versions, kinds of error and places in the program.

Neither a message nor the value of a variable: either could quote an answer, a name, a passphrase.
"""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from models.edition import VERSION
from storage.database import ENGINE

ROOT = Path(__file__).parents[1]


def report(error: BaseException, trace: TracebackType | None = None) -> str:
    """The error with those that led to it, the first one first."""
    lines = [
        f"Permanence {VERSION}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}",
        f"{ENGINE}{', programme installé' if getattr(sys, 'frozen', False) else ''}",
    ]
    for each in reversed(_chain(error)):
        lines += ["", type(each).__name__, *_places(each.__traceback__ or (trace if each is error else None))]
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return found


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_module(frame.filename)}, ligne {frame.lineno}, {frame.name}"
        for frame in traceback.extract_tb(trace, limit=-40)
    ]


def _module(file: str) -> str:
    """Inside the program, and no more than its name outside: a path may hold the name of a user."""
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
