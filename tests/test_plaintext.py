"""After a whole journey of the real window, no word of anyone is left in clear anywhere on the disk."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "Camille"

JOURNEY = """
import sys
from pathlib import Path
import main
from storage import process
from ui import autotest

def work(place):
    process.harden()
    window = main.build([], preferences=place / "home" / "preferences.json")
    journey = autotest.Journey(window, place / "travail")
    journey.run()
    journey.end()

work(Path(sys.argv[1]))
"""

_OUTPUTS = (".pdf", ".xlsx", ".zip")
"""What was asked to leave in clear, and bears her name by its nature."""


def found(place: Path) -> list[str]:
    """The files in which her name can be read, in the writings of Python and of Qt."""
    forms = [word.encode(coding) for word in (NAME, NAME.upper()) for coding in ("utf-8", "utf-16-le")]
    return [
        str(path.relative_to(place))
        for path in place.rglob("*")
        if path.is_file() and path.suffix not in _OUTPUTS and any(form in path.read_bytes() for form in forms)
    ]


def test_a_whole_journey_leaves_no_name_on_the_disk(tmp_path: Path):
    for name in ("home", "temporaire", "travail"):
        (tmp_path / name).mkdir()
    home, temporary = str(tmp_path / "home"), str(tmp_path / "temporaire")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    around = {**kept, "HOME": home, "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary}
    done = subprocess.run(
        [sys.executable, "-c", JOURNEY, tmp_path],
        cwd=ROOT,
        env={**around, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert NAME not in done.stdout + done.stderr
    assert (tmp_path / "travail" / "coffre" / "clefs.json").exists()
    assert found(tmp_path) == []


def test_a_name_on_the_disk_is_seen(tmp_path: Path):
    """The control of the test above."""
    (tmp_path / "trace.log").write_bytes(b"\0" + NAME.encode("utf-16-le"))
    assert found(tmp_path) == ["trace.log"]
