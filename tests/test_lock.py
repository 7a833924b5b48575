"""The locks name every file to install by its hash, and nothing of the machine that wrote them."""

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parent.parent / "requirements"
PIN = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*(?: ; [^\\]+)?(?: --hash=sha256:[0-9a-f]{64})+", re.ASCII)
ADDRESS = re.compile(r"://|^\s*-|(?:^|\s)[/~.]|[A-Za-z]:\\|find-links|index-url| @ ", re.MULTILINE)


def requirements(lock: str) -> list[str]:
    """One line per requirement: comments left out, continuation lines joined."""
    lines = (LOCKS / lock).read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [" ".join(line.split()) for line in text.replace("\\\n", " ").splitlines()]


def pins(lock: str) -> dict[str, str]:
    return dict(line.split(" ")[0].split("==") for line in requirements(lock))


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_every_requirement_is_pinned_with_hashes(lock: str):
    found = requirements(lock)
    assert found
    assert [line for line in found if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_a_lock_holds_no_address_and_no_path(lock: str):
    assert [line for line in requirements(lock) if ADDRESS.search(line)] == []
    assert "://" not in (LOCKS / lock).read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "pillow>=13",
        "pillow==13.0.0",
        "pillow @ https://example.org/pillow.whl",
        "--find-links folder",
        "--extra-index-url https://example.org",
        "/a/folder/pillow-13.0.0.whl",
    ],
)
def test_a_line_that_is_not_pinned_is_seen(line: str):
    assert not PIN.fullmatch(line)


def test_what_is_checked_is_what_is_shipped():
    shipped, checked = pins("run.txt"), pins("dev.txt")
    assert {name: checked[name] for name in shipped} == shipped


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_holds_what_was_asked_for(name: str):
    lines = (LOCKS / f"{name}.in").read_text("utf-8").splitlines()
    asked = {found[0].lower() for line in lines if (found := re.match(r"[A-Za-z0-9-]+", line))}
    assert {name for name in asked if name != "-r"} <= pins(f"{name}.txt").keys()
