"""A new passphrase: proposed or her own, typed twice, judged as it is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from models.passphrase import RULE, weakness
from storage import phrases
from ui.buttons import button
from ui.labels import label
from ui.passphrase_line import PassphraseLine

_NOTE = "Notez ces sept mots, puis retapez-les : c’est ainsi qu’on les retient."


class NewPhrase(QWidget):
    """``submitted`` is emitted by Enter, when the phrase is accepted."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, name: str, title: str = "Phrase de passe") -> None:
        super().__init__()
        self._proposed = ""
        self._line = PassphraseLine(f"{name}.phrase", title)
        self._again = PassphraseLine(f"{name}.phrase_encore", "La même phrase, encore une fois")
        self._advice = label(RULE, "hint", f"{name}.conseil")
        self._words = label("", "banner", f"{name}.mots")
        self._words.hide()
        propose = button("&Proposer sept mots", f"{name}.proposer", self._propose)
        propose.setSizePolicy(propose.sizePolicy().Policy.Maximum, propose.sizePolicy().Policy.Fixed)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(propose, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        column.addWidget(self._advice)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addRow(title, first)
        form.addRow("Encore une fois", self._again)
        self.setFocusProxy(self._line)
        for line in (self._line, self._again):
            line.textChanged.connect(self._judge)
            line.returnPressed.connect(self._submit)
        self._judge()

    @property
    def accepted(self) -> bool:
        phrase = self._line.text()
        return weakness(phrase) is None and phrase == self._again.text()

    @property
    def text(self) -> str:
        return self._line.text()

    def forget(self) -> None:
        self._proposed = ""
        self._words.setText("")
        self._line.forget()
        self._again.forget()

    def _propose(self) -> None:
        self._proposed = phrases.proposed()
        self._words.setText(self._proposed)
        self._line.setText(self._proposed)
        self._again.forget()
        self._again.setFocus()

    def _judge(self) -> None:
        phrase, again = self._line.text(), self._again.text()
        self._words.setVisible(bool(phrase) and phrase == self._proposed)
        told = weakness(phrase) if phrase else RULE
        if told is None and phrase != again:
            waiting = "Phrase acceptée : retapez-la." if self._words.isHidden() else _NOTE
            told = (
                "Les deux phrases ne sont pas les mêmes."
                if again and not phrase.startswith(again)
                else waiting
            )
        self._advice.setText(told or "Phrase acceptée.")
        self.changed.emit()

    def _submit(self) -> None:
        if self.accepted:
            self.submitted.emit()
