"""The disk under a vault: what it refuses, and the room kept aside for when it is full.

Released when the disk is full, the ballast lets what is on the screen still be saved.
"""

import contextlib
import errno
import os
import shutil
from pathlib import Path

from storage import durable
from storage.failures import DiskTrouble, disk_full, disk_gone, folder_instead, path_too_long, read_only

BALLAST, BALLAST_BYTES = "ballast", 16 * 1024 * 1024


def may_change(path: Path) -> bool:
    """Whether this user may read and write it, as far as the system tells before it is tried."""
    return os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def take_ballast(folder: Path) -> None:
    """Keep the room, if it is not kept yet and is no more than a quarter of what is free."""
    path = folder / BALLAST
    with contextlib.suppress(OSError):
        if not path.exists() and shutil.disk_usage(folder).free >= 4 * BALLAST_BYTES:
            durable.write(path, os.urandom(BALLAST_BYTES))


def full(folder: Path) -> DiskTrouble:
    """Gives the room back: what failed now succeeds, and the sentence says so."""
    try:
        (folder / BALLAST).unlink()
    except OSError:
        return disk_full(released=False)
    return disk_full(released=True)


def trouble(error: OSError, folder: Path) -> DiskTrouble:
    """What the system answered to a reading or a writing in the folder of the vault."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(folder)
    if error.errno == errno.ENAMETOOLONG:
        return path_too_long()
    if in_the_way := _folder_in_the_way(error, folder):
        return folder_instead(in_the_way)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(folder)
    return disk_gone(folder)


def _folder_in_the_way(error: OSError, folder: Path) -> str | None:
    """The name of a folder that stands where a file was to be written; Windows only says « refused »."""
    if error.errno != errno.EISDIR and os.name != "nt":
        return None
    paths = [Path(os.fsdecode(each)) for each in (error.filename2, error.filename) if each]
    return next((path.name for path in paths if path.parent == folder and path.is_dir()), None)
