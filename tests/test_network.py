"""No network: the kernel refuses it to the program, to its libraries and to what it starts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storage import network

ROOT = Path(__file__).parents[1]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the filter is that of Linux")

TRY = """
import ctypes, socket, subprocess, sys
from storage import network, process
if sys.argv[1] == "hardened":
    process.harden()
library = ctypes.CDLL(None, use_errno=True)
for family in (socket.AF_INET, socket.AF_INET6, getattr(socket, "AF_NETLINK", 16), 17):
    descriptor = library.socket(int(family), socket.SOCK_RAW if family in (16, 17) else socket.SOCK_STREAM, 0)
    print("refused" if descriptor < 0 and ctypes.get_errno() == 97 else "open")
child = "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0) >= 0)"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout.strip())
for act in (lambda: socket.socket(), lambda: socket.getaddrinfo("127.0.0.1", 80)):
    try:
        act()
        print("open")
    except PermissionError:
        print("refused")
print(library.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0) >= 0)
socket.socket(socket.AF_UNIX).close()
print(network.refusal().name)
"""


def told(how: str, script: str = TRY) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script, how], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@LINUX
def test_every_socket_but_a_local_one_is_refused_by_the_kernel():
    refused, child_opens, local_opens = ["refused"] * 4, "False", "True"
    assert told("hardened") == [*refused, child_opens, "refused", "refused", local_opens, "BY_THE_SYSTEM"]


@LINUX
def test_without_the_filter_they_open():
    """The control: what is refused above is not refused by this machine."""
    seen = told("as it is")
    assert seen[:2] == ["open", "open"]
    assert seen[4:] == ["True", "open", "open", "True", "NONE"]


@LINUX
def test_where_the_system_lacks_the_filter_the_program_runs_and_says_so():
    lacking = "from storage import network as without\nwithout.pyseccomp = None\n"
    seen = told("hardened", TRY.replace("if sys.argv", lacking + "if sys.argv", 1))
    assert seen[0] == "open"
    assert seen[5:7] == ["refused", "refused"]
    assert seen[-1] == "BY_PYTHON_ALONE"


def test_a_process_that_was_not_hardened_is_told_from_one_that_was():
    assert network.refusal() is network.Refusal.NONE


JOURNEY = [sys.executable, "main.py", "--autotest"]


def traced(folder: Path, *command: str) -> str:
    """The network calls of a command, as the kernel saw them."""
    log = folder / "calls"
    alone = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), *command],
        cwd=ROOT,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return log.read_text("utf-8")


@LINUX
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_whole_journey_asks_for_no_network(tmp_path: Path):
    """But for the trial by which the program finds out that it is refused."""
    calls = traced(tmp_path, *JOURNEY)
    asked = [line.split(maxsplit=1)[1] for line in calls.splitlines() if "AF_INET" in line]
    assert len(asked) == 1
    assert asked[0].startswith("socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = -1 EAFNOSUPPORT")
    assert "AF_NETLINK" not in calls


@LINUX
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_call_to_the_network_is_seen(tmp_path: Path):
    """The control of the test above."""
    opens = "import socket; socket.socket().close()"
    assert "AF_INET" in traced(tmp_path, sys.executable, "-c", opens)
