"""What cannot be undone, confirmed on the page itself: a question, and for the gravest a code to type."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.buttons import button
from ui.labels import Role, label
from ui.lines import Line


class Confirmation(QWidget):
    """Hidden until something is asked; Enter confirms nothing."""

    def __init__(
        self, name: str, confirms: str, *, gives_up: str = "Renoncer", role: Role = "problem"
    ) -> None:
        """``confirms`` and ``gives_up`` are what the buttons say, ``role`` how grave the question looks."""
        super().__init__()
        self._confirmed: Callable[[], object] | None = None
        self._expected = ""
        self._question = label("", role, f"{name}.question")
        self._typed = Line()
        self._typed.setObjectName(f"{name}.confirmation")
        self._typed.setAccessibleName("Code, pour confirmer")
        self._typed.textChanged.connect(self._judge)
        self._yes = button(confirms, f"{name}.confirmer", self._confirm, destroys=True)
        self._no = button(gives_up, f"{name}.renoncer", self.give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._question, 1)
        for each in (self._typed, self._yes, self._no):
            row.addWidget(each)
        self.hide()

    def ask(self, question: str, confirmed: Callable[[], object], code: str = "") -> None:
        """Call ``confirmed`` when it is; with a ``code``, once that is typed."""
        self._confirmed, self._expected = confirmed, code
        self._question.setText(question)
        self._typed.clear()
        self._typed.setVisible(bool(code))
        self._yes.setEnabled(not code)
        self.show()
        (self._typed if code else self._no).setFocus()

    def give_up(self) -> None:
        self._confirmed = None
        self.hide()

    def _judge(self, typed: str) -> None:
        self._yes.setEnabled(_bare(typed) == _bare(self._expected))

    def _confirm(self) -> None:
        confirmed = self._confirmed
        self.give_up()
        if confirmed is not None:
            confirmed()


def _bare(code: str) -> str:
    """Case, spaces and hyphens do not matter."""
    return "".join(each for each in code.upper() if each.isalnum())
