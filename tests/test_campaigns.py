"""The campaigns in short: nothing broken, and the control of each finds what it must."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns import Campaign, Outcome, figures, interrupted
from tests.campaigns.every import EVERY

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that can be copied")
@pytest.mark.parametrize("campaign", [each for each in EVERY if each.short], ids=lambda each: each.name)
def test_nothing_breaks_and_the_control_does(campaign: Campaign):
    """In a process of its own, without a window: it is copied and killed."""
    if campaign.lacking:
        pytest.skip(f"needs {', '.join(campaign.lacking)}")
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns", "--short", campaign.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["run"]["broken"] == 0, told["run"]["details"]
    assert told["run"]["runs"] >= campaign.short
    assert told["control"]["broken"] > 0, "the control finds nothing: this campaign proves nothing"


@pytest.mark.skipif(shutil.which("gcc") is None, reason="the disk that refuses is compiled")
@pytest.mark.parametrize("heedless", [False, True], ids=["the program", "the control"])
def test_a_disk_that_refuses_a_write_of_any_operation_is_told(heedless: bool):
    """Each of their writings, in the campaigns."""
    assert bool(interrupted.sampled(heedless=heedless)) is heedless


def test_names_are_told_apart():
    assert len({each.name for each in EVERY}) == len({each.title for each in EVERY}) == len(EVERY)


def test_the_page_tells_figures_of_campaigns_that_are_there_and_none_that_found_anything():
    """Written there by the runs themselves, in the order of the campaigns."""
    rows = figures.rows()
    assert list(rows) == [each.title for each in EVERY if each.title in rows]
    assert len(rows) > 20
    for row in rows.values():
        _title, _runs, _full, broken, control, _day = row.split(" | ")
        assert broken == "0", row
        assert not control.startswith("0 "), row


@pytest.mark.parametrize(("runs", "broken", "kept"), [(5, 0, "9"), (9, 0, "9"), (12, 0, "12"), (5, 1, "5")])
def test_a_shorter_run_takes_the_place_of_a_longer_one_only_when_it_found_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int, broken: int, kept: str
):
    page = tmp_path / "page.md"
    page.write_text(f"avant\n{figures.BEGIN}\n{figures.END}\naprès\n", "utf-8")
    monkeypatch.setattr(figures, "PAGE", page)
    control = Outcome(2, 1)
    figures.write(figures.Seen("journal", Outcome(9, 0), control, 1))
    figures.write(figures.Seen("journal", Outcome(runs, broken), control, 1))
    (row,) = figures.rows().values()
    assert row.split(" | ")[1] == kept
