"""The program's own test sees what it should: a journey that works, and one that does not."""

import pytest

import main
from ui import autotest
from ui.pages.situation import SituationPage
from ui.workspace import Workspace


def test_the_journey_of_the_installed_program_succeeds(capsys: pytest.CaptureFixture[str]):
    assert autotest.run(main.build, main.now) == 0
    assert "réussi" in capsys.readouterr().out


def test_an_error_behind_a_button_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Qt only prints what a slot raises."""

    def broken(_: SituationPage, __: object = None) -> None:
        raise ValueError("panne")

    monkeypatch.setattr(SituationPage, "_tell_gaps", broken)
    assert autotest.run(main.build, main.now) == 1
    assert "échec" in capsys.readouterr().out


def test_a_lock_that_does_not_close_the_vault_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(Workspace, "wants_lock", lambda _self, _lock: None)
    assert autotest.run(main.build, main.now) == 1
    assert "le coffre se verrouille" in capsys.readouterr().out
