"""The page for the data protection officer: every promise names a test, and every test named is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "securite.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/\w+\.py)::(\w+)`")


def missing(text: str) -> list[str]:
    """The tests that are named and are not there."""
    return [f"{file}::{name}" for file, name in NAMED.findall(text) if name not in functions(ROOT / file)]


def functions(file: Path) -> set[str]:
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_exists():
    assert len(NAMED.findall(PAGE)) > 30
    assert missing(PAGE) == []


def test_a_test_that_does_not_exist_is_seen():
    """The control."""
    assert missing("`tests/test_security_page.py::test_of_nothing` `tests/none.py::test_a`") == [
        "tests/test_security_page.py::test_of_nothing",
        "tests/none.py::test_a",
    ]


def test_what_is_not_protected_is_said():
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 19
    for told in ("Administrateur du poste", "Mémoire d’échange", "Ancien utilisateur", "Contrainte"):
        assert any(told in row and "**non" in row for row in rows), told


def test_no_promise_stands_without_a_test():
    promises = PAGE.split("## Promesses")[1].split("\n## ")[0]
    for promise in re.split(r"\n- ", promises)[1:]:
        assert NAMED.search(promise), promise
