"""The first screen: open a vault, or make one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.failure import Failure
from models.passphrase import RULE, weakness
from storage import vault
from storage.vault import Opening, Vault
from ui.icons import icon
from ui.jobs import Jobs
from ui.preferences import Preferences

Clock = Callable[[], datetime]

NEW_FOLDER = "Permanence"


class PassphraseLine(QLineEdit):
    """A passphrase, hidden unless asked; ``caps`` tells whether Caps Lock seems to be on."""

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = self.addAction(icon("oeil"), QLineEdit.ActionPosition.TrailingPosition)
        self._show.setCheckable(True)
        self._show.setToolTip("Afficher ou masquer la phrase de passe")
        self._show.toggled.connect(self._reveal)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        typed = arg__1.text()
        if typed.isalpha():
            shifted = bool(arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(arg__1)

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class Unlock(QWidget):
    """Emits ``opened`` with the open vault."""

    opened = Signal(object)

    def __init__(self, folder: Path | None, preferences: Preferences, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("page.deverrouillage")
        self._preferences, self._clock = preferences, clock
        self._jobs = Jobs(self)
        self._steps = QStackedWidget()
        self._open, self._create = OpenCard(), CreateCard()
        self._open.setProperty("role", "card")
        self._create.setProperty("role", "card")
        for card in (self._open, self._create):
            self._steps.addWidget(card)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Vérification en cours")
        self._busy.hide()
        self._problem = QLabel()
        self._problem.setObjectName("deverrouillage.probleme")
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        title = QLabel("Permanence")
        title.setProperty("role", "title")
        middle = QVBoxLayout()
        middle.addStretch(1)
        for widget in (title, self._steps, self._problem, self._busy):
            middle.addWidget(widget)
        middle.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)
        self._steps.setFixedWidth(560)
        self._problem.setFixedWidth(560)
        self._open.submitted.connect(self._unlock)
        self._open.wants_new.connect(lambda: self._show(self._create))
        self._create.submitted.connect(self._make)
        self._create.wants_old.connect(lambda: self._show(self._open))
        known = folder or preferences.vault
        self._open.set_folder(known)
        self._show(self._open if known is not None else self._create)

    def focus_first(self) -> None:
        current = self._steps.currentWidget()
        if isinstance(current, OpenCard | CreateCard):
            current.focus_first()

    def tell(self, sentence: str) -> None:
        """Say what went wrong, under the fields."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show(self, card: "OpenCard | CreateCard") -> None:
        self.tell("")
        self._steps.setCurrentWidget(card)
        card.focus_first()

    def _unlock(self, folder: Path, user: str, passphrase: str) -> None:
        self._run(lambda: vault.unlock(folder, passphrase, user or None))

    def _make(self, folder: Path, user: str, passphrase: str) -> None:
        clock = self._clock
        self._run(lambda: vault.prepare(folder, user, passphrase, clock))

    def _run(self, work: Callable[[], Opening]) -> None:
        self._wait(True)
        self._jobs.start(work, self._enter, self._refused)

    def _enter(self, opening: Opening) -> None:
        try:
            opened: Vault = vault.open_database(opening, self._clock)
        except Failure as failure:
            self._refused(failure)
            return
        self._wait(False)
        self._open.forget()
        self._create.forget()
        self._preferences.remember(opening.folder)
        self._open.set_folder(opening.folder)
        self._show(self._open)
        self.opened.emit(opened)

    def _refused(self, failure: Failure) -> None:
        self._wait(False)
        self.tell(str(failure))
        self.focus_first()

    def _wait(self, waiting: bool) -> None:
        self.tell("")
        self._busy.setVisible(waiting)
        self._steps.setEnabled(not waiting)


class OpenCard(QFrame):
    """Which vault, who, and the passphrase."""

    submitted = Signal(Path, str, str)
    wants_new = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = FolderLine("coffre.dossier", "Choisir le dossier du coffre")
        self._folder.changed.connect(self._list_users)
        self._user = QComboBox()
        self._user.setObjectName("coffre.utilisateur")
        self._user.setAccessibleName("Utilisateur")
        self._passphrase = PassphraseLine()
        self._passphrase.setObjectName("coffre.phrase")
        self._passphrase.setAccessibleName("Phrase de passe")
        self._caps = _hint("La touche Majuscules semble verrouillée.")
        self._caps.hide()
        self._passphrase.caps.connect(self._caps.setVisible)
        self._go = _button("Ouvrir", "coffre.ouvrir", self._submit, primary=True)
        self._passphrase.returnPressed.connect(self._submit)
        new = _button("Créer un nouveau coffre…", "coffre.nouveau", self.wants_new.emit)
        form = QFormLayout(self)
        form.setSpacing(12)
        form.addRow("Coffre", self._folder)
        form.addRow("Qui ouvre", self._user)
        form.addRow("Phrase de passe", self._passphrase)
        form.addRow("", self._caps)
        form.addRow("", _side_by_side(self._go, new))

    def set_folder(self, folder: Path | None) -> None:
        self._folder.set_folder(folder)

    def focus_first(self) -> None:
        (self._passphrase if self._folder.folder else self._folder).setFocus()

    def forget(self) -> None:
        self._passphrase.clear()

    def _list_users(self) -> None:
        self._user.clear()
        folder = self._folder.folder
        try:
            names = () if folder is None else vault.users(folder)
        except Failure:
            names = ()
        self._user.addItems(list(names))
        self._user.setEnabled(len(names) > 1)

    def _submit(self) -> None:
        if self._folder.folder is not None:
            self.submitted.emit(self._folder.folder, self._user.currentText(), self._passphrase.text())


class CreateCard(QFrame):
    """Where the new vault goes, whose it is, and its passphrase twice."""

    submitted = Signal(Path, str, str)
    wants_old = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = FolderLine("nouveau.dossier", "Choisir où ranger le coffre", new=True)
        self._folder.set_folder(Path.home() / NEW_FOLDER)
        self._user = QLineEdit()
        self._user.setObjectName("nouveau.utilisateur")
        self._user.setAccessibleName("Votre nom ou vos initiales")
        self._passphrase, self._again = PassphraseLine(), PassphraseLine()
        self._passphrase.setObjectName("nouveau.phrase")
        self._passphrase.setAccessibleName("Phrase de passe")
        self._again.setObjectName("nouveau.phrase_encore")
        self._again.setAccessibleName("La même phrase, encore une fois")
        self._advice = _hint("")
        self._go = _button("Créer le coffre", "nouveau.creer", self._submit, primary=True)
        self._again.returnPressed.connect(self._submit)
        back = _button("Ouvrir un coffre existant…", "nouveau.retour", self.wants_old.emit)
        warning = _hint(
            "Sans cette phrase, personne ne peut relire le coffre, pas même nous. Écrivez-la et confiez-la, "
            "sous pli fermé, à votre employeur."
        )
        form = QFormLayout(self)
        form.setSpacing(12)
        form.addRow("Dossier du coffre", self._folder)
        form.addRow("Votre nom", self._user)
        form.addRow("Phrase de passe", self._passphrase)
        form.addRow("", self._advice)
        form.addRow("Encore une fois", self._again)
        form.addRow("", warning)
        form.addRow("", _side_by_side(self._go, back))
        for line in (self._user, self._passphrase, self._again):
            line.textChanged.connect(self._judge)
        self._judge()

    def focus_first(self) -> None:
        (self._passphrase if self._user.text() else self._user).setFocus()

    def forget(self) -> None:
        self._passphrase.clear()
        self._again.clear()

    def _judge(self) -> None:
        phrase, again = self._passphrase.text(), self._again.text()
        weak = weakness(phrase) if phrase else RULE
        if weak is None and again and phrase != again:
            weak = "Les deux phrases ne sont pas les mêmes."
        self._advice.setText(weak or "Phrase acceptée.")
        ready = weak is None and phrase == again and bool(self._user.text().strip())
        self._go.setEnabled(ready)

    def _submit(self) -> None:
        if self._go.isEnabled() and self._folder.folder is not None:
            self.submitted.emit(self._folder.folder, self._user.text().strip(), self._passphrase.text())


class FolderLine(QWidget):
    """A folder, typed or chosen."""

    changed = Signal()

    def __init__(self, name: str, question: str, *, new: bool = False) -> None:
        super().__init__()
        self._question, self._new = question, new
        self._line = QLineEdit()
        self._line.setObjectName(name)
        self._line.setAccessibleName(question)
        self._line.editingFinished.connect(self.changed)
        browse = QToolButton()
        browse.setText("…")
        browse.setProperty("plain", True)
        browse.setObjectName(f"{name}.parcourir")
        browse.setAccessibleName(f"{question} : parcourir")
        browse.setToolTip("Parcourir…")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(browse)
        self.setFocusProxy(self._line)

    @property
    def folder(self) -> Path | None:
        text = self._line.text().strip()
        return Path(text).expanduser() if text else None

    def set_folder(self, folder: Path | None) -> None:
        self._line.setText("" if folder is None else str(folder))
        self.changed.emit()

    def _browse(self) -> None:
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._question, start)
        if chosen:
            folder = Path(chosen)
            occupied = self._new and any(folder.iterdir())
            self.set_folder(folder / NEW_FOLDER if occupied else folder)


def _button(text: str, name: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("primary", primary)
    button.clicked.connect(lambda: act())
    return button


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label


def _side_by_side(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return box
