"""What the operating system may keep, show or give of this process."""

import contextlib
import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence

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


def relaunch(arguments: Sequence[str]) -> None:
    """Start the program anew in the place of this one, whose memory goes with all that was in it.

    Returns only when the system refuses.
    """
    frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable, *([] if frozen else [os.path.abspath(sys.argv[0])]), *arguments]
    around = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    with contextlib.suppress(OSError):
        if sys.platform == "win32":  # which has no way to put a program in the place of another
            subprocess.Popen(command, env=around, close_fds=True)  # noqa: S603 - itself
            os._exit(0)
        os.execve(command[0], command, around)  # noqa: S606 - itself


if sys.platform == "win32":
    _CLOSED = "D:P(A;;0x101001;;;OW)(A;;0x1fffff;;;SY)"
    """Its owner may wait for this process, ask what it is and end it, not read it; the system may all."""
    _DACL, _REVISION, _READ_MEMORY = 4, 1, 0x0010

    def _forbid_dumps() -> None:
        """Close the memory of this process to the other programs of the session, and to crash reports."""
        kernel, security = ctypes.windll.kernel32, ctypes.windll.advapi32
        descriptor = ctypes.c_void_p()
        made = security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            _CLOSED, _REVISION, ctypes.byref(descriptor), None
        )
        if made:
            myself = ctypes.c_void_p(kernel.GetCurrentProcess())
            security.SetKernelObjectSecurity(myself, _DACL, descriptor)
            kernel.LocalFree(descriptor)

    def is_hidden() -> bool:
        """Whether another program of this session is refused its memory: found by asking for it."""
        kernel = ctypes.windll.kernel32
        asked = kernel.OpenProcess(_READ_MEMORY, 0, kernel.GetCurrentProcessId())
        if asked:
            kernel.CloseHandle(ctypes.c_void_p(asked))
        return not asked

    def total_memory() -> int:
        """Bytes of physical memory."""
        kilobytes = ctypes.c_ulonglong()
        known = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024 if known else _UNKNOWN_MEMORY

else:
    import resource

    _PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4

    def _forbid_dumps() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

    def is_hidden() -> bool:
        """Whether another program of this session is refused its memory."""
        if sys.platform != "linux":
            return False
        return ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0

    def total_memory() -> int:
        """Bytes of physical memory."""
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
