"""What is asked to add or rename a user, to change a passphrase, or to change the key of the vault."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from models.roles import Role
from storage.users import User
from ui.buttons import button
from ui.choices import RadioChoice
from ui.labels import label
from ui.lines import Line
from ui.new_phrase import NewPhrase
from ui.passphrase_line import PassphraseLine
from ui.side_by_side import side_by_side

ROLES = {role.value: role.label for role in Role}

OLD_COPIES = (
    "Les sauvegardes antérieures restent lisibles avec l’ancienne phrase, par qui en a gardé une copie, et "
    "avec l’ancienne feuille de secours. Refaites une sauvegarde ensuite, et détruisez les anciennes."
)
_REMOVES = "{name} perd l’accès au coffre, qui est recopié sous une nouvelle clef. Son travail y reste."
_RENEWS = (
    "Le coffre est recopié sous une nouvelle clef : à faire si la feuille de secours est perdue ou a été "
    "lue, ou si une copie du coffre a pu être volée avec une phrase."
)
_PRESENT = (
    "Qui est là tape sa phrase et la garde. Laissez vide pour les absents : une nouvelle phrase vous sera "
    "donnée à leur remettre."
)


class Panel(QFrame):
    """A question below the list; ``given_up`` closes it."""

    given_up = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "item")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(8)
        self.title = label(title, "heading")
        self.problem = label("", "problem", f"{name}.probleme")
        self.problem.hide()
        self.column.addWidget(self.title)

    def tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def end_with(self, go: QWidget) -> None:
        """The last line: what goes wrong, then what can be done."""
        self.column.addWidget(self.problem)
        back = button("Annuler", f"{self.objectName()}.annuler", self.given_up.emit)
        self.column.addWidget(side_by_side(go, back))


class AddPanel(Panel):
    """``asked`` carries a name and a role."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("ajout", "Ajouter un utilisateur")
        self._name = Line()
        self._name.setObjectName("ajout.nom")
        self._name.setAccessibleName("Son nom ou ses initiales")
        self._name.returnPressed.connect(self._ask)
        self._role = RadioChoice(ROLES, ROLES)
        self._role.setObjectName("ajout.role")
        self._role.setAccessibleName("Son rôle")
        form = QFormLayout()
        form.addRow("Nom", self._name)
        form.addRow("Rôle", self._role)
        self.column.addLayout(form)
        self.column.addWidget(
            label(
                "Une phrase vous sera donnée à lui remettre ; la sienne la remplacera à l’ouverture.", "hint"
            )
        )
        self.end_with(button("&Ajouter", "ajout.ajouter", self._ask, kind="primary"))
        self.setFocusProxy(self._name)

    def begin(self) -> None:
        self._name.clear()
        self._role.set_value(Role.INTERVENANT.value)
        self.tell("")

    def _ask(self) -> None:
        self.asked.emit(self._name.text(), Role(self._role.value() or Role.INTERVENANT.value))


class NamePanel(Panel):
    """``asked`` carries whose name it is, and the new one."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("renommage", "Changer un nom")
        self._user: User | None = None
        self._name = Line()
        self._name.setObjectName("renommage.nom")
        self._name.setAccessibleName("Nouveau nom, ou initiales")
        self._name.returnPressed.connect(self._ask)
        form = QFormLayout()
        form.addRow("Nouveau nom", self._name)
        self.column.addLayout(form)
        self.column.addWidget(
            label("Tout ce qui a été fait sous l’ancien nom, journal compris, porte le nouveau.", "hint")
        )
        self.end_with(button("&Renommer", "renommage.changer", self._ask, kind="primary"))
        self.setFocusProxy(self._name)

    def begin(self, user: User) -> None:
        self._user = user
        self.title.setText(f"Renommer {user.name}")
        self._name.setText(user.name)
        self._name.selectAll()
        self.tell("")

    def _ask(self) -> None:
        self.asked.emit(self._user, self._name.text())


class PhrasePanel(Panel):
    """``asked`` carries her former passphrase and the new one."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("maphrase", "Changer ma phrase de passe")
        self._former = PassphraseLine("maphrase.ancienne", "Votre phrase actuelle")
        self._new = NewPhrase("maphrase", "Nouvelle phrase")
        self._go = button("&Changer", "maphrase.changer", self._ask, kind="primary")
        self._new.changed.connect(self._judge)
        self._new.submitted.connect(self._ask)
        form = QFormLayout()
        form.addRow("Phrase actuelle", self._former)
        self.column.addLayout(form)
        self.column.addWidget(self._new)
        self.column.addWidget(label(OLD_COPIES, "hint"))
        self.end_with(self._go)
        self.setFocusProxy(self._former)

    def begin(self) -> None:
        self._former.forget()
        self._new.forget()
        self.tell("")
        self._judge()

    def _judge(self) -> None:
        self._go.setEnabled(self._new.accepted)

    def _ask(self) -> None:
        if self._go.isEnabled():
            self.asked.emit(self._former.text(), self._new.text)


class RenewPanel(Panel):
    """``asked`` carries her passphrase, who is removed, and the passphrases of those who are there."""

    asked = Signal(str, object, object)

    def __init__(self) -> None:
        super().__init__("renouvellement", "Changer la clef du coffre")
        self._without: frozenset[str] = frozenset()
        self._others: dict[str, PassphraseLine] = {}
        self._words: QLabel = label("", "body")
        self._mine = PassphraseLine("renouvellement.phrase", "Votre phrase de passe")
        self._present = label(_PRESENT, "hint")
        self._form = QFormLayout()
        self._form.addRow("Votre phrase", self._mine)
        self.column.addWidget(self._words)
        self.column.addWidget(label(OLD_COPIES, "banner", "renouvellement.sauvegardes"))
        self.column.addLayout(self._form)
        self.column.addWidget(self._present)
        self._go = button("", "renouvellement.faire", self._ask, destroys=True)
        self.end_with(self._go)
        self.setFocusProxy(self._mine)

    def begin(self, users: Sequence[User], gone: User | None, copies: str) -> None:
        """``copies`` says which backups the former key still opens."""
        self._without = frozenset() if gone is None else frozenset({gone.id})
        self.title.setText("Changer la clef du coffre" if gone is None else f"Retirer {gone.name}")
        self._words.setText(_RENEWS if gone is None else _REMOVES.format(name=gone.name))
        banner = self.findChild(QLabel, "renouvellement.sauvegardes")
        assert banner is not None
        banner.setText(" ".join(filter(None, (OLD_COPIES, copies))))
        self._go.setText("Changer la clef" if gone is None else "Retirer et changer la clef")
        while self._form.rowCount() > 1:
            self._form.removeRow(1)
        self._others = {
            user.id: PassphraseLine(f"renouvellement.phrase.{user.id}", f"Phrase de {user.name}")
            for user in users
            if not user.is_me and user.id not in self._without
        }
        for user in users:
            if line := self._others.get(user.id):
                self._form.addRow(f"Phrase de {user.name}", line)
        self._present.setVisible(bool(self._others))
        self._mine.forget()
        self.tell("")

    def _ask(self) -> None:
        if not self._mine.text():
            self.tell("Donnez votre phrase de passe ; rien n’a été changé.")
            return
        present: Mapping[str, str] = {key: line.text() for key, line in self._others.items() if line.text()}
        self.asked.emit(self._mine.text(), self._without, present)
