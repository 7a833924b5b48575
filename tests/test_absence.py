"""Nobody there: the vault locks whatever is on the screen, nothing typed is lost, one comes back there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from models.casework import ACTE
from models.fields import Answers
from models.forms import accueil, acte
from storage import vault
from tests import vaults
from tests.vaults import Watch
from tests.windows import Screen, open_screen, settle, type_in
from ui import absence, idle
from ui.clipboard import Clipboard
from ui.preferences import Preferences

ROOT = Path(__file__).parents[1]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The time that passes while nobody touches anything."""
    watch = Watch()
    start = watch.now
    monkeypatch.setattr(idle, "elapsed", lambda: (watch.now - start).total_seconds())
    return watch


@pytest.fixture
def left(screen: Screen, nobody: Watch) -> Screen:
    """A situation on the screen, and words typed that are not saved yet."""
    screen.window._idle.start()
    screen.situation()
    type_in(screen.seen(accueil.EXPOSE.code, QPlainTextEdit), "Dispute.")
    return screen


def test_after_ten_minutes_it_locks_and_what_was_typed_is_saved(left: Screen, nobody: Watch):
    situation = left.page.record()
    assert situation is not None
    nobody.advance(minutes=9, seconds=59)
    left.window._idle.look()
    assert left.window.workspace is not None
    nobody.advance(seconds=1)
    left.window._idle.look()
    assert left.window.workspace is None
    left.open_again()
    assert left.answers(situation)[accueil.EXPOSE] == "Dispute."


def test_a_key_or_the_mouse_begins_the_ten_minutes_again(left: Screen, nobody: Watch):
    nobody.advance(minutes=9)
    window = left.window.windowHandle()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    left.window._idle._watch(window)
    QGuiApplication.sendEvent(window, key)
    nobody.advance(minutes=9)
    left.window._idle.look()
    assert left.window.workspace is not None


def test_half_a_minute_before_it_says_so_and_a_gesture_takes_it_away(left: Screen, nobody: Watch):
    told = left.window._countdown
    nobody.advance(minutes=9, seconds=29)
    left.window._idle.look()
    assert not told.isVisible()
    nobody.advance(seconds=11)
    left.window._idle.look()
    assert told.isVisible()
    assert "dans 20 secondes" in told.text()
    left.window._idle._watch(left.window.windowHandle())
    move = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(left.window.windowHandle(), move)
    assert not told.isVisible()


@pytest.mark.parametrize("kind", [QMessageBox, QDialog])
def test_an_open_dialog_keeps_nothing_from_locking(left: Screen, nobody: Watch, kind: type[QDialog]):
    dialog = kind(left.window)
    seen: list[bool] = []

    def leave() -> None:
        seen.append(QApplication.activeModalWidget() is dialog)
        nobody.advance(minutes=10)
        left.window._idle.look()

    QTimer.singleShot(0, leave)
    dialog.exec()
    assert seen == [True]
    assert left.window.workspace is None
    assert not dialog.isVisible()


@pytest.mark.parametrize(("asked", "kept"), [(1, 2), (2, 2), (17, 17), (30, 30), (500, 30), ("x", 10)])
def test_never_is_no_choice(tmp_path: Path, asked: object, kept: int):
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"verrouillage_minutes": asked}), "utf-8")
    assert Preferences(file).idle_minutes == kept


def test_the_minutes_are_a_setting(left: Screen, nobody: Watch):
    left.workspace.show_settings()
    left.seen("reglages.verrouillage", QSpinBox).setValue(25)
    nobody.advance(minutes=24)
    left.window._idle.look()
    assert left.window.workspace is not None
    nobody.advance(minutes=1)
    left.window._idle.look()
    assert left.window.workspace is None


def test_after_the_lock_one_comes_back_to_the_same_card(screen: Screen):
    situation = screen.situation()
    added = screen.records.add(ACTE, Answers(acte.FORM).with_(acte.NOTES, "Elle dit que"), situation)
    screen.workspace.show_situation(situation.id, added.id)
    screen.seen(acte.NOTES.code, QPlainTextEdit).setFocus()
    screen.window.lock()
    screen.open_again()
    assert screen.page.record() == screen.records.get(ACTE, added.id)
    assert screen.page.focusWidget().objectName() == acte.NOTES.code
    type_in(screen.page.focusWidget(), " ce soir")
    assert screen.seen(acte.NOTES.code, QPlainTextEdit).toPlainText() == "Elle dit que ce soir"


def test_after_the_lock_what_was_being_looked_for_is_still_typed(screen: Screen):
    type_in(screen.seen("recherche", QLineEdit), "Exemple Cam")
    screen.window.lock()
    screen.open_again()
    assert screen.seen("recherche", QLineEdit).text() == "Exemple Cam"


def test_leaving_for_good_begins_with_the_day(screen: Screen):
    """The control: the place is kept by the lock alone."""
    screen.situation()
    screen.window.shut()
    screen.open_again()
    assert screen.page.objectName() == "page.aujourdhui"


def test_words_not_understood_are_found_again_by_another_process(
    qapp: object, opening: vault.Opening, clock: Watch, tmp_path: Path
):
    with open_screen(opening, clock, tmp_path / "preferences.json") as first:
        first.situation()
        first.seen(accueil.DATE_ACCUEIL.code, QLineEdit).setText("32/13/2012")
        first.window.lock()
    with open_screen(vaults.again(opening), clock, tmp_path / "preferences.json") as second:
        assert second.seen(accueil.DATE_ACCUEIL.code, QLineEdit).text() == "32/13/2012"


def test_the_program_is_replaced_by_the_lock_and_only_by_it(screen: Screen):
    relaunched: list[Path] = []
    screen.window.relaunch_by(relaunched.append)
    folder = screen.vault.folder
    screen.window.lock()
    assert relaunched == [folder]
    screen.open_again()
    screen.window.shut()
    assert relaunched == [folder]
    screen.open_again()


def test_what_the_disk_refuses_is_not_lost_by_a_replacement(screen: Screen):
    relaunched: list[Path] = []
    screen.window.relaunch_by(relaunched.append)
    screen.situation()
    screen.break_disk()
    type_in(screen.seen(accueil.EXPOSE.code, QPlainTextEdit), "Dispute.")
    screen.window.lock()
    assert relaunched == []
    screen.open_again()


REAL = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
import main
place = Path(os.environ["PLACE"])
first, build = not (place / "begun").exists(), main.build

def built(arguments):
    window = build(arguments, preferences=place / "preferences.json")
    QTimer.singleShot(0, lambda: begin(window) if first else (place / "relaunched").touch())
    return window

def begin(window):
    from models.casework import PERSONNE, SITUATION
    from models.fields import Answers
    from models.forms import accueil, personne
    from storage import vault
    secret = json.loads((place / "secret").read_text())
    opened = vault.open_vault(Path(secret["folder"]), secret["phrase"], main.now)
    window._enter(opened)
    person = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": secret["canary"]}))
    situation = opened.records.add(SITUATION, Answers(accueil.FORM, {"expose": secret["canary"] * 3}), person)
    window.workspace.show_situation(situation.id)
    (place / "begun").touch()
    window.watch = QTimer(window)
    window.watch.timeout.connect(lambda: window.lock() if (place / "lock").exists() else None)
    window.watch.start(20)

main.build = built
sys.exit(main.main(sys.argv[1:]))
"""


def occurrences(pid: int, text: str) -> int:
    """In all the memory of a process, in the writings of Python and of Qt."""
    found = 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(each, 16) for each in span.split("-"))
            if "r" not in rights or "[v" in line:
                continue
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            found += sum(content.count(text.encode(each)) for each in ("utf-8", "utf-16-le"))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read in /proc")
def test_nothing_of_a_person_is_left_in_the_memory_of_the_real_program(
    opening: vault.Opening, tmp_path: Path, qtbot: QtBot
):
    """Before the lock, the control: her name is there."""
    canary = "Zyxwvu" + os.urandom(6).hex()
    secret = {"folder": str(opening.folder), "phrase": vaults.PASSPHRASE, "canary": canary}
    (tmp_path / "secret").write_text(json.dumps(secret), "utf-8")
    (tmp_path / "real.py").write_text(REAL, "utf-8")
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PLACE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, tmp_path / "real.py"], env=around, cwd=ROOT) as program:
        try:
            qtbot.waitUntil(lambda: (tmp_path / "begun").exists(), timeout=60_000)
            try:
                before = occurrences(program.pid, canary)
            except PermissionError:
                pytest.skip("the memory of a hardened process is hidden from this user")
            (tmp_path / "lock").touch()
            qtbot.waitUntil(lambda: (tmp_path / "relaunched").exists(), timeout=60_000)
            after = occurrences(program.pid, canary), occurrences(program.pid, vaults.PASSPHRASE)
            assert program.poll() is None
        finally:
            program.kill()
    assert before > 0
    assert after == (0, 0)
    with vault.open_database(vaults.again(opening), Watch()) as opened:
        assert len(opened.records.search(canary)) == 1


SIGNALS = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from ui.absence import Absence
application = QApplication([])
other = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "other")
assert other.registerService(sys.argv[1])
window = QWidget()
seen = []
absence = Absence(window)
absence.begun.connect(lambda: seen.append(1))

def send():
    message = QDBusMessage.createSignal(sys.argv[2], sys.argv[3], sys.argv[4])
    message.setArguments([each == "true" for each in sys.argv[5:]])
    other.send(message)

QTimer.singleShot(200, send)
QTimer.singleShot(900, application.quit)
application.exec()
print(len(seen), *absence.sources)
"""

_LOGIN = "org.freedesktop.login1"


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no bus to be started here")
@pytest.mark.parametrize(
    ("told", "locks"),
    [
        ((_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep", "true"), 1),
        ((_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep", "false"), 0),
        ((_LOGIN, "/org/freedesktop/login1/session/_31", f"{_LOGIN}.Session", "Lock"), 1),
        (
            (
                "org.freedesktop.ScreenSaver",
                "/org/freedesktop/ScreenSaver",
                "org.freedesktop.ScreenSaver",
                "ActiveChanged",
                "true",
            ),
            1,
        ),
        (
            (
                "org.gnome.ScreenSaver",
                "/org/gnome/ScreenSaver",
                "org.gnome.ScreenSaver",
                "ActiveChanged",
                "false",
            ),
            0,
        ),
    ],
)
def test_what_the_desktop_says_of_an_absence_is_heard(told: tuple[str, ...], locks: int):
    """On a bus of the test's own, which is that of the system too."""
    script = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", sys.executable, "-c", SIGNALS, *told],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(locks), "login1", "ScreenSaver"]


@pytest.mark.parametrize(
    ("kind", "word", "locks"), [(0x2B1, 7, 1), (0x2B1, 8, 0), (0x218, 4, 1), (0x218, 18, 0), (0x100, 7, 0)]
)
def test_what_windows_says_of_an_absence_is_heard(screen: Screen, kind: int, word: int, locks: int):
    heard: list[int] = []
    screen.window._absence.begun.disconnect()
    screen.window._absence.begun.connect(lambda: heard.append(1))
    message = absence._Message(0, kind, word, 0)
    absence._WindowsFilter(screen.window._absence).nativeEventFilter(
        b"windows_generic_MSG", absence.ctypes.addressof(message)
    )
    assert len(heard) == locks


def copied() -> str:
    return QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard)


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen of the tests does not know whose the clipboard is."""
    monkeypatch.setattr(Clipboard, "is_ours", lambda _: True)


@pytest.mark.usefixtures("copying")
def test_what_was_copied_is_taken_back_after_a_while(screen: Screen, qtbot: QtBot):
    screen.window._clipboard._timer.setInterval(50)
    line = screen.seen("recherche", QLineEdit)
    line.setText("Chimérac")
    line.selectAll()
    line.copy()
    assert copied() == "Chimérac"
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert "x-kde-passwordManagerHint" in formats
    qtbot.waitUntil(lambda: copied() == "")


def test_what_another_program_copied_stays(screen: Screen):
    QGuiApplication.clipboard().setText("d’ailleurs")
    screen.window.lock()
    assert copied() == "d’ailleurs"
    screen.open_again()


@pytest.mark.usefixtures("copying")
@pytest.mark.parametrize("leave", ["lock", "close"])
def test_what_was_copied_is_taken_back_when_the_vault_is_left(screen: Screen, leave: str):
    line = screen.seen("recherche", QLineEdit)
    line.setText("Chimérac")
    line.selectAll()
    line.copy()
    assert copied() == "Chimérac"
    getattr(screen.window, leave)()
    assert copied() == ""
    screen.open_again()
    settle()
