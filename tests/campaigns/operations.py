"""What is interrupted: an operation of the real program on a copy of a vault, and what must be true after."""

import contextlib
import shutil
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from unittest import mock

from models.failure import Failure
from storage import keys
from tests.campaigns.header import quick_derivation

LONG = 0.6
"""Seconds during which a control is in a state that it should not be in."""

PLAINTEXT = (b"SQLite format 3", b"CREATE TABLE", b"Camille", b"xyloquant", b"yyyyyyyyyyyyyyyy")
"""What no file may hold that is in no vault in clear: the engine's own words, and those of the persons."""

Spoilt: TypeAlias = Callable[[], AbstractContextManager[object]]
"""What makes the program bad, for a control."""

Seen: TypeAlias = tuple[bool, str]
"""Whether the operation took place, and what is broken; empty when nothing is."""


@dataclass(frozen=True)
class Ready:
    """``act`` does its work in the folder that it is given, and ``sound`` looks at that folder afterwards.

    ``model`` is copied for each; it is not there for what makes a vault.
    """

    model: Path
    act: Callable[[Path], object]
    sound: Callable[[Path], Seen]

    def copy(self, folder: Path) -> None:
        if self.model.exists():
            shutil.copytree(self.model, folder)


@dataclass(frozen=True)
class Operation:
    """``title`` goes on « pendant … »; ``ready`` makes its vault; ``control`` is it done badly."""

    code: str
    title: str
    ready: Callable[[Spoilt], AbstractContextManager[Ready]]
    control: Spoilt = contextlib.nullcontext


@contextlib.contextmanager
def quick() -> Generator[None]:
    """No time spent on deriving keys."""
    with (
        mock.patch.object(keys, "_derive", quick_derivation),
        mock.patch.object(keys, "raised", return_value=None),
    ):
        yield


def sound(ready: Ready, folder: Path) -> Seen:
    """Whatever is raised, an opening should not end so: it is what is broken."""
    try:
        return ready.sound(folder)
    except Failure as failure:
        return False, str(failure)
    except Exception as error:
        return False, repr(error)


def sound_without_plaintext(ready: Ready, folder: Path) -> Seen:
    """The same, and no word in clear in any file that is there, before anything tidies it up."""
    clear = [path.name for path in folder.rglob("*") if path.is_file() and _tells(path)]
    done, broken = sound(ready, folder)
    return done, broken or ", ".join(f"{name} is in clear" for name in clear)


def _tells(path: Path) -> bool:
    content = path.read_bytes()
    return any(each in content for each in PLAINTEXT)
