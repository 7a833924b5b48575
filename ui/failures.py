"""What happens when something goes wrong that no page expected."""

import contextlib
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from models.failure import Failure


def install(tell: Callable[[Failure], None], lock: Callable[[], None]) -> None:
    """Show a ``Failure`` in place by ``tell``; for anything else, ``lock``, say what is safe and stop.

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
            with contextlib.suppress(Exception):
                lock()
            _crash(kind, trace)

    sys.excepthook = hook


def _crash(kind: type[BaseException], trace: TracebackType | None) -> None:
    box = QMessageBox()
    box.setObjectName("panne")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Permanence")
    box.setText("Une erreur imprévue s’est produite. Permanence va se fermer.")
    box.setInformativeText(
        "Tout ce qui était marqué « Enregistré » est intact. Rouvrez le coffre pour continuer ; "
        "si l’erreur revient, transmettez le détail ci-dessous, qui ne contient aucune réponse."
    )
    box.setDetailedText("\n".join(_places(kind, trace)))
    box.exec()
    QApplication.exit(1)


def _places(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """Kind of error and places in the program: the message itself could quote an answer."""
    frames = traceback.extract_tb(trace)
    return [kind.__name__, *(f"{frame.name}, ligne {frame.lineno}" for frame in frames)]
