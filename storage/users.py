"""The users of a vault: who they are, what they may do, and the passphrases by which they open it.

Each has a slot of the key file. Nothing here encrypts the data again: whoever had access and a copy
keeps what that copy held, which only a new generation ends (``storage.rekey``).
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from models.failure import Failure
from models.passphrase import normalized, weakness
from models.roles import Action, Role, require
from storage import header, keys, phrases
from storage.header import Header, Slot
from storage.keyring import Keyring


@dataclass(frozen=True)
class User:
    """``provisional`` when the passphrase was made by someone else, to be used once."""

    id: str
    name: str
    role: Role
    provisional: bool
    is_me: bool


class Users:
    """The users of one open vault, for the one who opened it.

    What derives a key takes about a second, and may run on another thread.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    @property
    def me(self) -> User:
        return self._user(self._keyring.slot)

    def all(self) -> list[User]:
        return [self._user(slot) for slot in self._keyring.head.slots]

    def name_of(self, author: str) -> str:
        """The name of a user by the identifier that records bear."""
        slot = self._keyring.head.slot(author)
        return slot.name if slot else "une personne qui n’a plus accès au coffre"

    def add(self, name: str, role: Role) -> str:
        """A new user; returns the passphrase to hand over, which opens once."""
        require(self.me.role, Action.UTILISATEURS)
        wanted, slot_id, phrase = checked(name, self._keyring.head.slots), new_id(), phrases.proposed()
        slot = Slot(slot_id, wanted, role, self._keyring.wrap(slot_id, phrase), provisional=True)

        def change(head: Header) -> Header:
            checked(name, head.slots)
            return head.with_slot(slot)

        self._keyring.change(change)
        return phrase

    def reset(self, user_id: str) -> str:
        """Replace a forgotten passphrase, which stays unknown; returns the one to hand over."""
        require(self.me.role, Action.UTILISATEURS)
        phrase = phrases.proposed()
        wrapped = self._keyring.wrap(user_id, phrase)
        self._keyring.change_slot(user_id, wrapped=wrapped, provisional=True)
        return phrase

    def change_passphrase(self, former: str, new: str) -> None:
        """Hers; ``WrongPassphrase`` when the former one is not."""
        slot = self._keyring.slot
        keys.unwrap(slot.wrapped, former, self._keyring.head.context(slot.id))
        if normalized(former) == normalized(new):
            raise Failure("C’est la même phrase. Choisissez-en une autre ; rien n’a été changé.")
        self._choose(new)

    def choose_passphrase(self, new: str) -> None:
        """In the place of one that was made by someone else, and was just used."""
        assert self.me.provisional
        self._choose(new)

    def _choose(self, new: str) -> None:
        if weak := weakness(new):
            raise Failure(weak)
        mine = self._keyring.mine
        self._keyring.change_slot(mine, wrapped=self._keyring.wrap(mine, new), provisional=False)

    def rename(self, user_id: str, name: str) -> None:
        """What she wrote bears the new name: records keep her identifier."""
        if user_id != self._keyring.mine:
            require(self.me.role, Action.UTILISATEURS)
        others = [slot for slot in self._keyring.head.slots if slot.id != user_id]
        self._keyring.change_slot(user_id, name=checked(name, others))

    def set_role(self, user_id: str, role: Role) -> None:
        """``Failure`` when nobody would be left to manage the vault."""
        require(self.me.role, Action.UTILISATEURS)
        others = [slot for slot in self._keyring.head.slots if slot.id != user_id]
        if role is not Role.RESPONSABLE:
            check_managed(others)
        self._keyring.change_slot(user_id, role=role)

    def _user(self, slot: Slot) -> User:
        return User(slot.id, slot.name, slot.role, slot.provisional, slot.id == self._keyring.mine)


def new_id() -> str:
    return os.urandom(8).hex()


def checked(name: str, others: Iterable[Slot] = ()) -> str:
    """The name as it is kept; ``Failure`` when it cannot be, or when another has it."""
    wanted = name.strip()
    if not wanted:
        raise Failure("Indiquez votre nom ou vos initiales : le coffre dit qui l’a ouvert.")
    if len(wanted) > header.LONGEST_NAME or not wanted.isprintable():
        raise Failure(
            f"Ce nom ne peut pas être gardé : {header.LONGEST_NAME} caractères au plus, sur une ligne, sans "
            "caractère invisible. Indiquez votre nom ou vos initiales."
        )
    if any(slot.name.casefold() == wanted.casefold() for slot in others):
        raise Failure("Quelqu’un a déjà ce nom dans ce coffre. Ajoutez une initiale ; rien n’a été changé.")
    return wanted


def check_managed(slots: Iterable[Slot]) -> None:
    """``Failure`` when none of them manages the vault."""
    if all(slot.role is not Role.RESPONSABLE for slot in slots):
        raise Failure(
            "Ce coffre n’aurait plus de responsable. Donnez d’abord ce rôle à quelqu’un d’autre ; rien n’a "
            "été changé."
        )
