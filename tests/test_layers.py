"""The layers hold: the import contracts and the banned modules, each with a control that breaks."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("models", "storage", "exports", "ui")
BIN = Path(sys.executable).parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
BANNED = SETTINGS["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our code alone, to be broken at will."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.ttf")
        )
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def contracts_kept(folder: Path, *names: str) -> bool:
    chosen = [word for name in names for word in ("--contract", name)]
    done = subprocess.run(
        [BIN / "lint-imports", "--no-logo", "--no-cache", *chosen],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


@pytest.fixture
def intruder(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with one import too many: (module, line)."""
    module, line = request.param
    file = copy / f"{module.replace('.', '/')}.py"
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text((before or '"""Breaks a rule."""\n') + f"\n{line}\n", "utf-8")
    yield copy
    if before is None:
        file.unlink()
    else:
        file.write_text(before, "utf-8")


def test_contracts_hold(copy: Path):
    assert contracts_kept(copy)


@pytest.mark.parametrize(
    ("intruder", "contract"),
    [
        (("models.intruder", "import storage"), "layers"),
        (("exports.intruder", "import storage"), "layers"),
        (("storage.intruder", "def f():\n    import exports"), "layers"),
        (("storage.intruder", "import ui"), "layers"),
        (("ui.intruder", "import main"), "composer"),
        (("exports.intruder", "from sqlcipher3 import dbapi2"), "vault"),
        (("ui.intruder", "from cryptography.fernet import Fernet"), "vault"),
        (("exports.intruder", "import pyseccomp"), "network"),
        (("exports.intruder", "from PySide6.QtCore import QDate"), "screen"),
        (("ui.intruder", "import pikepdf"), "paper"),
        (("exports.intruder", "import openpyxl"), "incoming"),
        (("exports.protection.intruder", "import highspy"), "solver"),
        (("exports.protection.intruder", "from numpy import array"), "arrays"),
        (("ui.commands", "from PySide6.QtCore import QDate"), "command-line"),
    ],
    indirect=["intruder"],
)
def test_a_forbidden_import_breaks_its_contract(intruder: Path, contract: str):
    assert not contracts_kept(intruder, contract)


def test_every_contract_has_a_control():
    marks = test_a_forbidden_import_breaks_its_contract.pytestmark  # pyright: ignore[reportFunctionMemberAccess]
    controlled = {contract for _, contract in marks[0].args[1]}
    assert controlled == {contract["id"] for contract in SETTINGS["importlinter"]["contracts"]}


def roots_imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


def strangers_to_models(source: str) -> set[str]:
    """What is imported that neither Python ships nor models holds."""
    return roots_imported(source) - sys.stdlib_module_names - {"models"}


def test_models_needs_the_standard_library_only():
    files = list((ROOT / "models").rglob("*.py"))
    assert files
    sources = (file.read_text("utf-8") for file in files)
    assert set().union(*map(strangers_to_models, sources)) == set()


def test_a_stranger_to_models_is_seen():
    assert strangers_to_models("def f():\n    from attrs.x import y\n    import re") == {"attrs"}


def lint(folder: Path, source: str, file: str) -> str:
    done = subprocess.run(
        [
            BIN / "ruff",
            "check",
            "--no-cache",
            "--output-format=concise",
            "--stdin-filename",
            file,
            "-",
        ],
        cwd=folder,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("place", ["main.py", "ui/x.py", "storage/x.py", "exports/x.py", "models/x.py"])
def test_every_banned_module_is_seen_even_inside_a_function(place: str):
    source = "def f() -> None:\n" + "".join(f"    import {name}\n" for name in BANNED)
    seen = set(re.findall(r"TID251 `([^`]+)` is banned", lint(ROOT, source, place)))
    assert seen == set(BANNED)


def test_no_comment_lifts_the_ban():
    files = [ROOT / "main.py", *(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))]
    lifted = re.compile(r"#\s*(?:ruff:\s*)?noqa(?:\s*$|.*TID)", re.MULTILINE)
    assert [file.name for file in files if lifted.search(file.read_text("utf-8"))] == []
