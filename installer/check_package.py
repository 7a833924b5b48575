"""Checks a built folder: its self-test passes off the network, our data is in it, and Qt's network is not."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("models", "storage", "exports", "ui")
REFUSED = "réseau refusé par : système"
NETWORK = re.compile(r"Qt6?Network|QtWebEngine|networkinformation|[/\\]tls[/\\]|libssl")


def network_files(folder: Path) -> list[str]:
    return [str(file) for file in folder.rglob("*") if NETWORK.search(str(file.relative_to(folder)))]


def data_left_out(folder: Path) -> list[str]:
    inside = folder / "_internal"
    ours = (file for name in PACKAGES for file in (ROOT / name).rglob("*") if file.is_file())
    data = (file.relative_to(ROOT) for file in ours if file.suffix not in {".py", ".pyi", ".pyc"})
    return [str(file) for file in data if not (inside / file).is_file()]


def self_test(folder: Path) -> str:
    """What went wrong in the program's own test, run as on a machine that has nothing else."""
    name = "permanence.exe" if sys.platform == "win32" else "permanence"
    kept = {"SYSTEMROOT", "TEMP", "TMP"}  # without which Windows starts nothing
    with tempfile.TemporaryDirectory() as home:
        alone = {key: value for key, value in os.environ.items() if key in kept}
        alone |= {"HOME": home, "USERPROFILE": home, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        done = subprocess.run(
            [(folder / name).resolve(), "--autotest"],
            env=alone,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
    if done.returncode:
        return f"code {done.returncode}\n{done.stdout}{done.stderr}"
    closed = sys.platform != "linux" or REFUSED in done.stdout
    return "" if closed else f"le système ne refuse pas le réseau.\n{done.stdout}{done.stderr}"


def size(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:.0f} Mo, {len(files)} fichiers"


def main() -> None:
    folder = Path(sys.argv[1])
    faults = {
        "Des fichiers de réseau sont dans le dossier": network_files(folder),
        "Des données manquent": data_left_out(folder),
    }
    for words, files in faults.items():
        if files:
            sys.exit(f"{words} :\n  " + "\n  ".join(files))
    if fault := self_test(folder):
        sys.exit(f"L'autotest a échoué : {fault}")
    print(f"{folder} : autotest réussi, pas de réseau, {size(folder)}.")


if __name__ == "__main__":
    main()
