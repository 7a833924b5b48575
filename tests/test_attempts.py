"""Wrong passphrases one after the other: each makes the next one wait, and none destroys anything."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from storage import attempts, durable, keys, vault
from storage.attempts import Attempts
from storage.failures import MustWait, WrongPassphrase
from tests import vaults
from tests.vaults import PASSPHRASE, WRONG_PASSPHRASE, Watch


@pytest.fixture(autouse=True)
def quick(made_once: vault.Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of Argon2id: the vault is made before, only the right passphrase opens it."""
    real = keys.unwrap

    def unwrap(wrapped: keys.Wrapped, passphrase: str, context: bytes) -> bytes:
        if passphrase == PASSPHRASE:
            return made_once.master_key
        with monkeypatch.context() as patch:
            patch.setattr(keys, "_derive", lambda *_: bytes(32))
            return real(wrapped, passphrase, context)

    monkeypatch.setattr(keys, "unwrap", unwrap)


def wrong(folder: Path, clock: Watch) -> WrongPassphrase:
    with pytest.raises(WrongPassphrase) as told:
        vault.unlock(folder, WRONG_PASSPHRASE, clock)
    return told.value


def waits(folder: Path, clock: Watch) -> int:
    """Seconds that even the right passphrase has to wait."""
    try:
        vault.unlock(folder, PASSPHRASE, clock)
    except MustWait as told:
        return told.seconds
    return 0


def test_the_wait_doubles_from_five_seconds_to_five_minutes(opening: vault.Opening, clock: Watch):
    seen: list[int] = []
    for _ in range(12):
        assert not isinstance(wrong(opening.folder, clock), MustWait)
        seen.append(waits(opening.folder, clock))
        clock.advance(seconds=seen[-1])
        assert waits(opening.folder, clock) == 0
    assert seen == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]


def test_what_is_tried_too_early_is_not_tried_and_not_counted(opening: vault.Opening, clock: Watch):
    for _ in range(3):
        wrong(opening.folder, clock)
    told = wrong(opening.folder, clock)
    assert isinstance(told, MustWait)
    assert "3 phrases incorrectes de suite : prochain essai possible dans 5 s." in str(told)
    clock.advance(seconds=2)
    assert waits(opening.folder, clock) == 3
    assert attempts.read(opening.folder).failed == 3


def test_the_wait_outlives_the_program_and_ends_by_an_opening(opening: vault.Opening, clock: Watch):
    for _ in range(4):
        clock.advance(minutes=6)
        wrong(opening.folder, clock)
    later = Watch(clock.now + timedelta(seconds=10))
    opened = vault.open_vault(opening.folder, PASSPHRASE, later)
    opened.close()
    assert opened.failed == Attempts(4, clock.now)
    assert not (opening.folder / attempts.NAME).exists()
    assert not isinstance(wrong(opening.folder, later), MustWait)


def test_a_clock_set_back_makes_nobody_wait_for_years(opening: vault.Opening, clock: Watch):
    for _ in range(3):
        wrong(opening.folder, clock)
    assert waits(opening.folder, Watch(clock.now - timedelta(days=900))) == 5


@pytest.mark.parametrize(
    "note",
    [
        "", "[]", "{}", '{"echecs": 5}', '{"echecs": "5", "dernier": "2012-06-15T09:12:30+02:00"}',
        '{"echecs": true, "dernier": "2012-06-15T09:12:30+02:00"}', '{"echecs": 5, "dernier": "2012-06-15"}',
        '{"echecs": -5, "dernier": "2012-06-15T09:12:30+02:00"}', "[" * 100_000, "\0",
    ],
)  # fmt: skip
def test_a_note_that_is_not_ours_locks_nobody_out(opening: vault.Opening, clock: Watch, note: str):
    (opening.folder / attempts.NAME).write_text(note)
    assert waits(opening.folder, clock) == 0
    good = {"echecs": 5, "dernier": clock.now.isoformat()}
    (opening.folder / attempts.NAME).write_text(json.dumps(good))
    assert waits(opening.folder, clock) == 20, "the control: one that is"


def test_a_disk_that_refuses_the_note_still_tells_the_passphrase(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(durable, "write", refuse)
    assert re.match("Phrase de passe incorrecte", str(wrong(opening.folder, clock)))


def test_nothing_is_erased_however_many_fail(opening: vault.Opening, clock: Watch):
    before = dict(vaults.contents(opening.folder))
    for _ in range(60):
        clock.advance(minutes=5)
        wrong(opening.folder, clock)
    after = dict(vaults.contents(opening.folder))
    del after[attempts.NAME]
    assert after == before
    clock.advance(minutes=5)
    assert waits(opening.folder, clock) == 0
