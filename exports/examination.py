"""Files brought from outside are opened in a process of their own, which holds no key and can be ended.

What reads a hostile PDF or image may be made to loop, to swell or to crash: the vault is not open there.
The file goes in by a pipe and comes out by another; nothing is written on the disk.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from exports import intake
from models.exhibit import Content
from models.failure import Failure

OPTION = "--examiner-piece"
"""What the program is started with to be that process."""

_LONGEST = 90.0
"""Seconds."""
_LOOK = 0.1
_MOST_MEMORY = 1536 * 1024 * 1024
_TAKEN, _REFUSED = b"pris", b"refus"


class Stopped(Exception):
    """It was given up by the user."""


def examined(data: bytes, given_up: Callable[[], bool]) -> Content:
    """What ``intake.taken_in`` makes of the file; ``Failure`` as well when it takes too long."""
    intake.check_size(len(data))
    child = subprocess.Popen(  # noqa: S603 - ourselves
        _command(), cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with child:
        try:
            said = _answer(child, data, given_up)
        finally:
            child.kill()
    kind, _, rest = said.partition(b"\n")
    word, *numbers = kind.split()
    if word == _TAKEN:
        pages, silent = map(int, numbers)
        return Content(rest, pages, silent)
    raise Failure(rest.decode())


def _answer(child: subprocess.Popen[bytes], data: bytes, given_up: Callable[[], bool]) -> bytes:
    waited, brought = 0.0, data
    while True:
        try:
            said, _ = child.communicate(brought, timeout=_LOOK)
        except subprocess.TimeoutExpired:
            brought, waited = b"", waited + _LOOK
            if given_up():
                raise Stopped from None
            if waited > _LONGEST:
                raise Failure(intake.UNREADABLE) from None
        else:
            if child.returncode:
                raise Failure(intake.UNREADABLE)
            return said


_ROOT = Path(__file__).parents[1]


def _command() -> list[str]:
    """The packaged program is its own interpreter; a checkout runs this module alone, without a window."""
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION]
    return [sys.executable, "-m", "exports.examination"]


def serve() -> int:
    """Be that process: a file on the standard input, what was made of it on the standard output."""
    _bound_memory()
    try:
        content = intake.taken_in(sys.stdin.buffer.read(intake.LARGEST + 1))
    except Failure as failure:
        said = [_REFUSED, b"\n", str(failure).encode()]
    else:
        said = [b"%s %d %d\n" % (_TAKEN, content.pages, content.silent), content.data]
    sys.stdout.buffer.write(b"".join(said))
    sys.stdout.buffer.flush()
    return 0


if sys.platform == "win32":

    def _bound_memory() -> None:
        """There, only the limits set to the library that unpacks hold."""

else:
    import resource

    def _bound_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(serve())
