"""Documents of a dossier made to leave through the window: the question answered, the place chosen."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog

from models.casework import SITUATION
from models.departure import Departure
from tests.windows import Screen, settle
from ui import left_files, outgoing
from ui.choices import RadioChoice


def answer(screen: Screen, name: str, said: str) -> None:
    """Whether she can take it without danger."""
    choice = screen.seen(f"{name}.sans_danger", RadioChoice)
    choice.set_value(said)
    choice.changed.emit()
    settle()


def ask(screen: Screen, button: str, name: str, *, sealed: bool = False) -> None:
    """As far as its place is asked for, or a refusal is told."""
    screen.click(button)
    screen.seen(f"{name}.chiffrer", QCheckBox).setChecked(sealed)
    answer(screen, name, "oui")
    screen.click(f"{name}.continuer")
    screen.finish()


def save(screen: Screen, button: str, name: str, path: Path, *, sealed: bool = False) -> None:
    ask(screen, button, name, sealed=sealed)
    (dialog,) = dialogs(screen)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    screen.finish()


def dialogs(screen: Screen) -> list[QFileDialog]:
    settle()
    return [each for each in screen.window.findChildren(QFileDialog, "choix") if each.isVisible()]


def states(screen: Screen) -> dict[Departure, bool]:
    """By kind, whether the latest that left was superseded."""
    situation = screen.only(SITUATION)
    left = screen.vault.departures.of(situation)
    lines = left_files.lines(left, outgoing.order_makers(screen.vault, situation))
    return {line.left.kind: line.superseded for line in reversed(lines)}
