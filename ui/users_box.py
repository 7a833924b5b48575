"""Who opens the vault, in Réglages: users, roles, passphrases, the recovery sheet and the key."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.backup import Place
from models.dates import written
from models.failure import Failure
from models.journal import Act
from models.roles import Action, Role, may
from storage.backups import Past
from storage.users import User
from ui.buttons import button
from ui.labels import label
from ui.page import Desk
from ui.renewal import Renewal
from ui.scroll import focus, reveal
from ui.sheet_card import SheetCard
from ui.side_by_side import side_by_side
from ui.users_panels import AddPanel, NamePanel, Panel, PhrasePanel, RenewPanel

WHY = (
    "Chaque personne a sa phrase : le coffre et son journal disent qui a fait quoi. Les responsables gèrent "
    "le poste ; les rôles rangent l’écran, ils ne chiffrent pas : qui ouvre le coffre peut tout y lire."
)
_NAME_IN_CHARACTERS = 60

_HANDED = (
    "Phrase à remettre à {name}, en mains propres. Elle ouvre une fois et ne sera plus montrée :\n{phrase}"
)
_NO_SHEET = (
    "La feuille de secours n’a pas encore été imprimée et relue : sans elle, si plus personne n’a sa phrase, "
    "tout est perdu."
)


class UsersBox(QFrame):
    """``wants_renewal`` asks that the vault be closed and its key changed."""

    wants_renewal = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("utilisateurs")
        self.setProperty("role", "section")
        self.setAccessibleName("Utilisateurs")
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._handed = label("", "banner", "utilisateurs.phrase")
        self._add, self._name, self._phrase = AddPanel(), NamePanel(), PhrasePanel()
        self._renew, self._sheet = RenewPanel(), SheetCard()
        self._panels = (self._add, self._name, self._phrase, self._renew, self._sheet)
        self._paper = label("", "hint", "utilisateurs.feuille")
        self._actions = (
            button("Ajouter un utilisateur…", "utilisateurs.ajouter", self._start_adding),
            button("Feuille de secours…", "utilisateurs.imprimer", self.start_sheet),
            button(
                "Changer la clef du coffre…", "utilisateurs.renouveler", lambda: self._start_renewing(None)
            ),
        )
        self._mine = button("Changer ma phrase de passe…", "utilisateurs.maphrase", self._start_phrase)
        self._add.asked.connect(self._do_add)
        self._name.asked.connect(self._do_rename)
        self._phrase.asked.connect(self._do_change)
        self._renew.asked.connect(self._do_renew)
        self._sheet.finished.connect(self._sheet_done)
        for panel in (self._add, self._name, self._phrase, self._renew):
            panel.given_up.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.addWidget(label("Utilisateurs", "heading"))
        column.addWidget(label(WHY, "hint"))
        column.addLayout(self._list)
        column.addWidget(self._handed)
        column.addWidget(side_by_side(self._mine, *self._actions))
        column.addWidget(self._paper)
        for panel in self._panels:
            column.addWidget(panel)
        self._close()

    def arrive(self) -> None:
        """Show who there is; what was handed over is no longer shown."""
        self._handed.hide()
        self._close()
        self.refresh()

    def leave(self) -> None:
        """What is secret does not stay on a page that is left."""
        self._handed.setText("")
        self._handed.hide()
        self._close()

    def refresh(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        users = self._desk.vault.users.all()
        for user in users:
            self._list.addWidget(self._line(user))
        for action in self._actions:
            action.setVisible(self._manages)
        checked = self._desk.vault.paper_key.checked_on
        self._paper.setText(
            f"Feuille de secours imprimée et relue le {written(checked)}." if checked else _NO_SHEET
        )

    @property
    def _manages(self) -> bool:
        return may(self._desk.vault.users.me.role, Action.UTILISATEURS)

    def _line(self, user: User) -> QWidget:
        told = f"{user.name} — {user.role.label}"
        told += " (vous)" if user.is_me else ""
        told += " · phrase pas encore choisie" if user.provisional else ""
        words = label(told, "body", f"utilisateur.{user.id}")
        words.setMinimumWidth(_NAME_IN_CHARACTERS * self.fontMetrics().averageCharWidth())
        return side_by_side(words, *(self._button(user, *each) for each in self._acts(user)))

    def _acts(self, user: User) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """What can be done about a user, and by which word in the name of the button."""
        if self._manages or user.is_me:
            yield "Renommer…", "nom", lambda: self._start_renaming(user)
        if self._manages and not user.is_me:
            other = Role.INTERVENANT if user.role is Role.RESPONSABLE else Role.RESPONSABLE
            yield f"Passer {other.label.lower()}", "role", lambda: self._do_role(user, other)
            yield "Refaire sa phrase", "phrase", lambda: self._do_reset(user)
            yield "Retirer…", "retirer", lambda: self._start_renewing(user)

    def _button(self, user: User, text: str, code: str, act: Callable[[], object]) -> QWidget:
        made = button(text, f"utilisateur.{code}.{user.id}", act, destroys=code in ("phrase", "retirer"))
        made.setAccessibleName(f"{text} : {user.name}")
        return made

    def _show(self, panel: QFrame | None) -> None:
        for each in self._panels:
            each.setVisible(each is panel)
        if isinstance(panel, Panel):
            focus(panel)

    def _close(self) -> None:
        self._show(None)
        for begin in (self._add.begin, self._phrase.begin):
            begin()
        self._sheet.forget()

    def _start_adding(self) -> None:
        self._add.begin()
        self._show(self._add)

    def _start_renaming(self, user: User) -> None:
        self._name.begin(user)
        self._show(self._name)

    def _start_phrase(self) -> None:
        self._phrase.begin()
        self._show(self._phrase)

    def _start_renewing(self, gone: User | None) -> None:
        self._renew.begin(self._desk.vault.users.all(), gone, _copies(self._desk.vault.backups.alive()))
        self._show(self._renew)

    def start_sheet(self) -> None:
        """Print the recovery sheet, and copy it back."""
        self._sheet.begin(self._desk.vault, self._desk.today, "La feuille de secours")
        self._show(self._sheet)
        self._sheet.focus_first()
        reveal(self._sheet)

    def _sheet_done(self) -> None:
        self._close()
        self.refresh()

    def _do_add(self, name: str, role: Role) -> None:
        users = self._desk.vault.users
        self._run(
            self._add, lambda: users.add(name, role), Act.UTILISATEUR_AJOUTE, lambda p: self._hand(name, p)
        )

    def _do_reset(self, user: User) -> None:
        users = self._desk.vault.users
        self._run(None, lambda: users.reset(user.id), Act.PHRASE_REFAITE, lambda p: self._hand(user.name, p))

    def _do_change(self, former: str, new: str) -> None:
        users = self._desk.vault.users

        def work() -> str:
            users.change_passphrase(former, new)
            return ""

        def told(_: str) -> None:
            self._desk.notices.tell("Votre phrase de passe est changée.")

        self._run(self._phrase, work, Act.PHRASE_CHANGEE, told)

    def _do_role(self, user: User, role: Role) -> None:
        with self._desk.notices.telling():
            self._desk.vault.users.set_role(user.id, role)
            self._desk.vault.journal.note(Act.ROLE)
            self.refresh()
            self._desk.notices.tell(
                f"{user.name} : {role.label}.", "Annuler", lambda: self._do_role(user, user.role)
            )

    def _do_rename(self, user: User, name: str) -> None:
        try:
            self._rename(user, name)
        except Failure as failure:
            self._name.tell(str(failure))
            return
        self._close()
        self._desk.notices.tell(
            f"{user.name} s’appelle maintenant {self._desk.vault.name_of(user.id)}.",
            "Annuler",
            lambda: self._name_again(user),
        )

    def _name_again(self, user: User) -> None:
        with self._desk.notices.telling():
            self._rename(user, user.name)
            self._desk.notices.tell(f"{user.name} a retrouvé son nom.")

    def _rename(self, user: User, name: str) -> None:
        self._desk.vault.users.rename(user.id, name)
        self._desk.vault.journal.note(Act.UTILISATEUR_RENOMME)
        self.refresh()

    def _do_renew(self, passphrase: str, without: frozenset[str], present: Mapping[str, str]) -> None:
        vault = self._desk.vault
        self.wants_renewal.emit(Renewal(vault.folder, vault.user, passphrase, without, present))

    def _hand(self, name: str, phrase: str) -> None:
        self._handed.setText(_HANDED.format(name=name.strip(), phrase=phrase))
        self._handed.show()

    def _run(
        self, panel: Panel | None, work: Callable[[], str], act: Act, done: Callable[[str], None]
    ) -> None:
        """A derivation takes a second: the window stays alive meanwhile, and asks nothing twice."""
        self.setEnabled(False)

        def ended(result: str) -> None:
            self.setEnabled(True)
            self._desk.vault.journal.note(act)
            self._close()
            self.refresh()
            self._mine.setFocus()  # what was pressed is no more
            done(result)

        def failed(failure: Failure) -> None:
            self.setEnabled(True)
            panel.tell(str(failure)) if panel else self._desk.notices.fail(str(failure))

        self._desk.jobs.start(self, work, ended, failed)


def _copies(backups: Sequence[Past]) -> str:
    """The backups that the former key still opens, and that may still be somewhere."""
    told = [
        f"{len(dates)} {where}, {'du' if len(dates) == 1 else 'la dernière du'} {written(dates[0])}"
        for place, where in ((Place.POSTE, "sur ce poste"), (Place.CLE, "sur une clé"))
        if (dates := [each.at.date() for each in backups if each.place is place])
    ]
    return f"Faites ces deux derniers mois : {' ; '.join(told)}." if told else ""
