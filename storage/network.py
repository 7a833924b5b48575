"""No network: the system is asked to refuse it to this process and to those that it starts.

On Linux, the kernel refuses every socket but local ones, to Python and to any library. Everywhere, a
hook refuses those that Python would open: a tripwire, which a library walks around.
"""

import ctypes
import errno
import sys
from enum import Enum

if sys.platform == "linux":
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):  # the system lacks libseccomp
        pyseccomp = None
else:
    pyseccomp = None

_AF_UNIX, _AF_INET, _SOCK_STREAM = 1, 2, 1
_RESOLVING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_TSYNC = 4


class Refusal(Enum):
    """What keeps the network out of this process, as it is found when it is tried."""

    BY_THE_SYSTEM = "système"
    BY_PYTHON_ALONE = "Python seul"
    NONE = "rien"


def refuse() -> None:
    """Once, before anything is opened; what cannot be set up is told by ``refusal``."""
    sys.addaudithook(_refuse_in_python)
    if pyseccomp is None:
        return
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused = pyseccomp.ERRNO(errno.EAFNOSUPPORT)
    rules.add_rule(refused, "socket", pyseccomp.Arg(0, pyseccomp.NE, _AF_UNIX))
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "io_uring_setup")  # which opens sockets in its own way
    rules.set_attr(_TSYNC, 1)  # the threads that libraries have begun too
    rules.load()


def refusal() -> Refusal:
    """Found by trying."""
    if sys.platform != "win32" and _refused_by_system():
        return Refusal.BY_THE_SYSTEM
    try:
        sys.audit("socket.__new__", None, _AF_INET, _SOCK_STREAM, 0)
    except PermissionError:
        return Refusal.BY_PYTHON_ALONE
    return Refusal.NONE


def _refused_by_system() -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = library.socket(_AF_INET, _SOCK_STREAM, 0)
    if descriptor >= 0:
        library.close(descriptor)
    return descriptor < 0


def _refuse_in_python(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] not in (_AF_UNIX, -1):
        raise PermissionError("no network")
    if event in _RESOLVING:
        raise PermissionError("no network")
