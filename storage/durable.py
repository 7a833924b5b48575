"""Small files written so that a power cut leaves the old content or the new one, never a mixture."""

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

PART = ".part"
"""Suffix of a file being written; what is left of an interrupted writing is swept at the next opening."""

NOT_A_FILE = (errno.EINVAL, errno.ENXIO)
"""What ``read`` answers for a pipe, a folder or a socket."""

_WAITS = (0.1, 0.2, 0.4, 0.8, 1.0) if os.name == "nt" else ()
"""Seconds between attempts: on Windows, an antivirus may hold the file that was just written."""


def write(path: Path, data: bytes) -> None:
    """Replace the content of ``path``; owner-only rights; ``OSError`` leaves the old file."""
    part = path.with_name(path.name + PART)
    try:
        part.unlink(missing_ok=True)
        create(part, data)
        _replace(part, path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file; at once, ``OSError`` of ``NOT_A_FILE`` for anything else."""
    binary, at_once = getattr(os, "O_BINARY", 0), getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_RDONLY | binary | at_once)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def create(path: Path, data: bytes = b"") -> None:
    """A file that did not exist, owner-only from its first instant whatever the umask."""
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Make the content of a file that someone else wrote durable."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_cached(path: Path) -> None:
    """Have the system read the file from the disk next time, where it can be asked to."""
    if sys.platform != "linux":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def rename(part: Path, path: Path) -> None:
    """Give a written file its name, over what bears it, for good."""
    _replace(part, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems of USB sticks do not do it
            raise
    finally:
        os.close(descriptor)


def _replace(part: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(part, path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(part, path)
