"""What happens when something goes wrong that no page expected."""

import contextlib
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from models.failure import Failure
from ui.report import report

_KEPT = (
    "Ce qui était tapé a été enregistré et le coffre est verrouillé. Rouvrez-le pour reprendre où vous en "
    "étiez."
)
_UNKNOWN = (
    "Tout ce qui était marqué « Enregistré » est intact ; les derniers mots tapés sont peut-être à reprendre."
)


def install(tell: Callable[[Failure], None], stop: Callable[[], str]) -> None:
    """Show a ``Failure`` in place by ``tell``; for anything else, ``stop``, say what is safe and end.

    ``stop`` saves, closes the vault, and says what could not be saved, if something could not.

    Going on in an unknown state is worse than stopping: everything acknowledged is in the file.
    """
    stopping: list[type[BaseException]] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Failure):
            tell(error)
        elif issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
        elif not stopping:  # the first trouble is the one to be told
            stopping.append(kind)
            lost = _UNKNOWN
            with contextlib.suppress(Exception):
                lost = stop()
            _crash(error, trace, lost)

    speak_without_answers()
    sys.excepthook = hook


def speak_without_answers() -> None:
    """What Python says of an error outside the window is a report too: no message, no value."""

    def tell(error: BaseException | None) -> None:
        if error is not None and sys.stderr is not None:
            sys.stderr.write(f"{report(error)}\n")

    sys.excepthook = lambda _kind, error, trace: tell(error.with_traceback(trace))
    threading.excepthook = lambda told: tell(told.exc_value)
    sys.unraisablehook = lambda told: tell(told.exc_value)


def _crash(error: BaseException, trace: TracebackType | None, lost: str) -> None:
    """The one dialog; by then everything that could be is saved, and the vault is closed."""
    told = report(error, trace)
    box = QMessageBox()
    box.setObjectName("panne")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Permanence")
    box.setText("Une erreur imprévue s’est produite. Permanence va se fermer.")
    box.setInformativeText(
        f"{lost or _KEPT} Si l’erreur revient, transmettez le rapport : il dit les versions et l’endroit du "
        f"programme, "
        "aucune réponse, aucun nom."
    )
    box.setDetailedText(told)
    copy = box.addButton("Copier le rapport et fermer", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Fermer", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(told)
    QApplication.exit(1)
