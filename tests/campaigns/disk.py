"""The disk under a vault, seen from between the program and the system: logged, or made to fail.

What is watched runs in a process of its own, started with the C library of ``disk.c`` before all others.
"""

import atexit
import ctypes
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.campaigns import IN_MEMORY

ROOT = Path(__file__).parents[2]
NEEDS = ("gcc",)


@dataclass(frozen=True)
class Change:
    """``what``: ``c`` created, ``w`` written, ``t`` cut to ``offset``, ``s`` made durable, ``u`` removed,
    ``r`` renamed to ``data``, or ``a``: the program acknowledged number ``offset``.
    """

    what: str
    path: str
    offset: int
    data: bytes


def read(log: Path) -> Iterator[Change]:
    """The changes, in order."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        what, length, offset, size = struct.unpack_from("<cIqI", content, at)
        at += struct.calcsize("<cIqI")
        path = content[at : at + length].decode()
        data = content[at + length : at + length + size]
        at += length + size
        yield Change(what.decode(), path, offset, data)


@cache
def _built() -> Path:
    place = Path(tempfile.mkdtemp(prefix="permanence-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    library = place / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def run(module: str, **arguments: object) -> Any:
    """What ``python -m module`` says as JSON, run with the library; it is given its arguments as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, json.dumps(arguments, default=str)],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(_built())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


class Watched:
    """Inside that process: the library that is loaded already."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.disk_acknowledge.argtypes = [ctypes.c_int64]
        self._library.disk_watch.argtypes = [
            ctypes.c_char_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int
        ]  # fmt: skip
        self._library.disk_calls.restype = ctypes.c_long

    def log(self, folder: Path, log: Path) -> None:
        self._library.disk_watch(os.fsencode(folder), os.fsencode(log), -1, 0, 0)

    def fail(self, folder: Path, nth: int, error: int, *, for_good: bool) -> None:
        """From now on, count the changes, and fail that one: none when it is 0."""
        self._library.disk_watch(os.fsencode(folder), b"", nth or -1, int(for_good), error)

    def calls(self) -> int:
        return int(self._library.disk_calls())

    def acknowledge(self, number: int) -> None:
        self._library.disk_acknowledge(number)


@contextmanager
def place() -> Generator[Path]:
    """A folder that goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="permanence-", dir=IN_MEMORY))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
