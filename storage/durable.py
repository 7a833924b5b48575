"""Small files written so that a power cut leaves the old content or the new one, never a mixture."""

import os
from pathlib import Path

PART = ".part"
"""Suffix of a file being written; whatever carries it is no one's, and swept at the next opening."""


def write(path: Path, data: bytes) -> None:
    """Replace the content of ``path``; owner-only rights; ``OSError`` leaves the old file."""
    part = path.with_name(path.name + PART)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
