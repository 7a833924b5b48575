"""Processes killed and disks that fail at the worst moment: nothing acknowledged is lost."""

import errno
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.casework import PERSONNE, SITUATION
from models.fields import Answers
from models.forms import personne
from storage import durable, header, keys, vault
from storage.failures import DiskTrouble, NotAVault
from tests import vaults
from tests.vaults import PASSPHRASE, USER, Watch

ROOT = Path(__file__).parents[1]
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that can be copied")


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


KILLED_WHILE_WRITING = """
import os, random, signal, sys, time
from datetime import datetime
from pathlib import Path
from models.casework import PERSONNE, SITUATION
from models.fields import Answers
from models.forms import accueil, personne
from storage import vault
place, phrase, kills, too_early = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "True"
rng = random.Random(1)

def write(out, first):
    records = vault.open_vault(place, phrase, datetime.now).records
    os.write(out, b"open\\n")
    number = first
    while True:
        with records.transaction():
            values = {"nom": f"N{number}", "prenom": "x" * 2000}
            person = records.add(PERSONNE, Answers(personne.FORM, values))
            situation = records.add(SITUATION, Answers(accueil.FORM, {"demande": "y" * 3000}), person)
            if too_early:
                os.write(out, f"{number}\\n".encode())
                time.sleep(0.02)
        if not too_early:
            os.write(out, f"{number}\\n".encode())
        if number % 3 == 0:
            records.save(person, person.answers.with_(personne.PRENOM, "z"))
            records.remove(situation)
            os.write(out, f"-{number}\\n".encode())
        number += 1

acknowledged = []
for _ in range(kills):
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write(outside, len([each for each in acknowledged if each > 0]) and max(acknowledged) + 2 or 1)
        finally:
            os._exit(1)
    os.close(outside)
    said, awaited = b"", rng.randrange(1, 12)
    while said.count(b"\\n") < awaited:
        read = os.read(inside, 100)
        assert read, "the vault did not open again"
        said += read
    time.sleep(rng.random() * 0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while read := os.read(inside, 65536):
        said += read
    os.close(inside)
    acknowledged += [int(line) for line in said.decode().split("\\n")[1:-1]]
print(*acknowledged)
"""


@FORKS
def test_no_kill_loses_what_was_acknowledged(opening: vault.Opening):
    """20 kills while two records at a time are added, changed and removed."""
    told = [int(each) for each in run(KILLED_WHILE_WRITING, opening.folder, PASSPHRASE, 20, False).split()]
    added, changed = {each for each in told if each > 0}, {-each for each in told if each < 0}
    assert len(added) > 50
    assert len(changed) > 10
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        assert opened.damages() == []
        people = {each.answers[personne.NOM]: each for each in opened.records.all(PERSONNE)}
        situations = {each.owner_id for each in opened.records.all(SITUATION)}
    assert {f"N{number}" for number in added} <= set(people)
    assert [number for number in changed if people[f"N{number}"].answers[personne.PRENOM] != "z"] == []
    assert [number for number in changed if people[f"N{number}"].id in situations] == []
    kept = {number for number in added if number % 3}
    assert [number for number in kept if people[f"N{number}"].id not in situations] == []


@FORKS
def test_a_record_acknowledged_too_early_is_seen_to_be_lost(opening: vault.Opening):
    """The control of the test above: the same kills, the word given before the transaction ends."""
    told = {int(each) for each in run(KILLED_WHILE_WRITING, opening.folder, PASSPHRASE, 5, True).split()}
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        names = {each.answers[personne.NOM] for each in opened.records.all(PERSONNE)}
        assert opened.damages() == []
    assert {f"N{number}" for number in told if number > 0} - names


KILLED_AT_A_LINE = """
import itertools, os, shutil, signal, sys
from datetime import datetime
from pathlib import Path
from storage import disk, keys, vault
disk.BALLAST_BYTES = 65536
place, phrase, action, step = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
storage = Path(vault.__file__).parent
keys._derive = lambda *_: bytes(32)

def act(where):
    if action == "create":
        vault.prepare(where, "Claire", phrase, datetime.now, cost=keys.FLOOR)
    else:
        vault.open_vault(where, phrase, datetime.now).close()

def killed_at(last):
    lines = 0
    def trace(frame, event, argument):
        nonlocal lines
        module = Path(frame.f_code.co_filename)
        if module.parent != storage or module.stem in quiet:
            return None
        if event == "line":
            lines += 1
            if lines == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

quiet = ("header", "keys", "failures", "derived", "records", "search", "answers_json")  # they write nothing
for last in itertools.count(step, step):
    where = place / str(last)
    if action == "open":
        shutil.copytree(place / "model", where)
    child = os.fork()
    if child == 0:
        sys.settrace(killed_at(last))
        try:
            act(where)
        finally:
            os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        break
print(last)
"""


def states(place: Path, lines: int) -> Iterator[Path]:
    """One folder for each different state in which the kills left them."""
    seen: set[frozenset[tuple[str, int]]] = set()
    for line in range(1, lines):
        left = place / str(line)
        if left.exists():
            state = frozenset((path.name, path.stat().st_size) for path in left.iterdir())
            if state not in seen:
                seen.add(state)
                yield left


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of Argon2id, as in the processes that are killed."""
    monkeypatch.setattr(keys, "_derive", lambda *_: bytes(32))


def made_or_to_be_opened(place: Path) -> bool:
    """Make a vault over what is there, unless there is one, that opens: whether it was made."""
    made = not (place / header.NAME).exists()
    if made:
        vault.prepare(place, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
    else:
        with pytest.raises(NotAVault, match="contient déjà un coffre : ouvrez-le"):
            vault.prepare(place, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
    with vault.open_vault(place, PASSPHRASE, Watch()) as opened:
        opened.records.add(PERSONNE, Answers(personne.FORM))
        assert opened.damages() == []
    assert {path.name for path in place.iterdir()} == {
        "clefs.json", "clefs.json.bak", "coffre-0001.db", "ballast"
    }  # fmt: skip
    return made


@FORKS
@pytest.mark.usefixtures("quick")
def test_a_creation_killed_anywhere_can_be_done_again_or_is_done(tmp_path: Path):
    """Killed at one line of it in forty, at each in the campaigns; it is then made anew, or opens."""
    lines = int(run(KILLED_AT_A_LINE, tmp_path, PASSPHRASE, "create", 40))
    outcomes: list[bool] = []
    for left in states(tmp_path, lines):
        before = {path.name for path in left.iterdir()}
        if not before & {header.NAME, header.COPY} and before:
            with pytest.raises(NotAVault, match=r"a été interrompue : il ne contient encore rien"):
                vault.unlock(left, PASSPHRASE, Watch())
        outcomes.append(made_or_to_be_opened(left))
    assert outcomes.count(True) > 8
    assert False in outcomes
    assert outcomes == sorted(outcomes, reverse=True)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("left", ["-wal", "-shm", "-journal"])
def test_what_the_engine_leaves_beside_the_database_of_a_creation_is_no_vault(tmp_path: Path, left: str):
    """Without the mark of a creation, the control: it may be a vault that lost its keys."""
    for name in ("coffre-0001.db", f"coffre-0001.db{left}"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(NotAVault, match="plus ses clefs"):
        vault.prepare(tmp_path, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
    (tmp_path / "creation.part").touch()
    assert made_or_to_be_opened(tmp_path)


@FORKS
@pytest.mark.usefixtures("quick")
def test_an_opening_killed_anywhere_opens_again(tmp_path: Path):
    """Killed at one line of it in forty, at each in the campaigns, while the index is made anew too."""
    with vault.create(tmp_path / "model", USER, PASSPHRASE, Watch(), cost=keys.FLOOR) as opened:
        added = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))
        opened._database.execute("UPDATE coffre SET declarations = 'those of yesterday'")
    lines = int(run(KILLED_AT_A_LINE, tmp_path, PASSPHRASE, "open", 40))
    left = list(states(tmp_path, lines))
    assert len(left) > 3
    for each in left:
        with vault.open_vault(each, PASSPHRASE, Watch()) as opened:
            assert opened.records.all(PERSONNE) == (added,)
            assert opened.damages() == []


CALLS = ("open", "fsync", "replace", "mkdir", "unlink", "rmdir")


class FailingDisk:
    """The system's calls, of which the n-th fails, alone or with all that follow."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, *, for_good: bool) -> None:
        self._nth, self._for_good, self.count = nth, for_good, 0
        for name in CALLS:
            patch.setattr(os, name, self._failing(getattr(os, name)))

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self._nth or (self._for_good and self.count > self._nth):
                raise OSError(errno.EIO, "failed")
            return call(*arguments, **named)

        return called


def failures_of(
    action: Callable[[Path], object], places: Callable[[int], Path], *, for_good: bool
) -> Iterator[Path]:
    """Do it once for each call, which fails; each place in which it failed."""
    for nth in itertools.count(1):
        place = places(nth)
        with pytest.MonkeyPatch.context() as patch:
            failing = FailingDisk(patch, nth, for_good=for_good)
            failed = ""
            try:
                action(place)
            except DiskTrouble as trouble:
                failed = str(trouble)
        if failing.count < nth:
            return
        if failed:
            assert "ne répond pas comme il faut" in failed
            yield place


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("for_good", [False, True])
def test_a_creation_on_a_failing_disk_can_be_done_again(tmp_path: Path, for_good: bool):
    def make(place: Path) -> None:
        vault.prepare(place, USER, PASSPHRASE, Watch(), cost=keys.FLOOR)

    failed = 0
    for place in failures_of(make, lambda nth: tmp_path / str(nth), for_good=for_good):
        failed += 1
        if not for_good and place.exists():
            assert list(place.iterdir()) == []
        made_or_to_be_opened(place)
    assert failed > 12


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("for_good", [False, True])
def test_an_opening_on_a_failing_disk_can_be_done_again(tmp_path: Path, for_good: bool):
    with vault.create(tmp_path / "model", USER, PASSPHRASE, Watch(), cost=keys.FLOOR) as opened:
        added = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))

    def copy(nth: int) -> Path:
        return Path(shutil.copytree(tmp_path / "model", tmp_path / str(nth)))

    def act(place: Path) -> None:
        vault.open_vault(place, PASSPHRASE, Watch()).close()

    failed = 0
    for place in failures_of(act, copy, for_good=for_good):
        failed += 1
        with vault.open_vault(place, PASSPHRASE, Watch()) as opened:
            assert opened.records.all(PERSONNE) == (added,)
            assert opened.damages() == []
    assert failed > 5


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    path = tmp_path / "clefs.json"
    durable.write(path, b"before")

    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "failed")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        with pytest.raises(OSError, match="failed"):
            durable.write(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "clefs.json.part").symlink_to(path)
    durable.write(path, b"after")
    assert path.read_bytes() == b"after"
    assert not path.is_symlink()


def test_a_file_held_by_an_antivirus_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    replace, refusals = os.replace, 3

    def held(part: Path, path: Path) -> None:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            raise PermissionError
        replace(part, path)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(durable, "_WAITS", (0, 0, 0, 0))
    durable.write(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"
    refusals = 5
    with pytest.raises(PermissionError):
        durable.write(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"
