"""What the operating system may keep, show or give of this process."""

import ctypes
import os
import sys

from storage import network

_UNKNOWN_MEMORY = 1 << 30
"""Bytes, when the system does not say: the derivation then stays at its starting cost."""


def harden() -> None:
    """Owner-only files, no core dump, no reading by another process, no network; what ``main`` does first.

    The passphrase and the keys are in memory while the vault is open.
    """
    os.umask(0o077)
    _forbid_dumps()
    network.refuse()


if sys.platform == "win32":

    def _forbid_dumps() -> None:
        """Windows keeps the memory of a crashed program only when it is set up to do so."""

    def total_memory() -> int:
        """Bytes of physical memory."""
        kilobytes = ctypes.c_ulonglong()
        known = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024 if known else _UNKNOWN_MEMORY

else:
    import resource

    _PR_SET_DUMPABLE = 4

    def _forbid_dumps() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

    def total_memory() -> int:
        """Bytes of physical memory."""
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
