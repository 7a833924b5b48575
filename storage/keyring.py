"""The key file of a vault in use: the one who writes it, one change after the other."""

import threading
from collections.abc import Callable
from dataclasses import replace

from storage import disk, header, keys
from storage.failures import DiskTrouble, HeaderDamaged, vault_closed
from storage.header import Header, Slot
from storage.opening import Opening


class Keyring:
    """Holds the master key and the header while the vault is open.

    It knows no database: it may be used on any thread, which a derivation of a second asks for.
    """

    def __init__(self, opening: Opening) -> None:
        self.folder, self.mine = opening.folder, opening.slot.id
        self._head, self._master_key = opening.head, opening.master_key
        self._one_at_a_time = threading.Lock()
        self._closed = False

    @property
    def head(self) -> Header:
        return self._head

    @property
    def slot(self) -> Slot:
        """Of the user who opened the vault."""
        slot = self._head.slot(self.mine)
        assert slot is not None
        return slot

    @property
    def master_key(self) -> bytes:
        return self._master_key

    def wrap(self, slot_id: str, passphrase: str) -> keys.Wrapped:
        """The master key for a slot, at the cost of the slot of whoever opened the vault; a second."""
        context = self._head.context(slot_id)
        return keys.wrap(self._master_key, passphrase, self.slot.wrapped.cost, context)

    def change(self, change: Callable[[Header], Header]) -> None:
        """Write what ``change`` makes of the header as it is now; ``VaultClosed`` once it is closed."""
        with self._one_at_a_time:
            if self._closed:
                raise vault_closed()
            changed = change(self._head)
            try:
                header.write(self.folder, changed, self._master_key)
            except OSError as error:
                if not self._is_written(changed):
                    raise disk.trouble(error, self.folder) from None
            self._head = changed

    def change_slot(self, slot_id: str, **changed: object) -> None:
        """Change one slot, if it is still there."""

        def change(head: Header) -> Header:
            slot = head.slot(slot_id)
            return head if slot is None else head.with_slot(replace(slot, **changed))  # pyright: ignore[reportArgumentType]

        self.change(change)

    def close(self) -> None:
        """After this, the key file is another session's to write."""
        with self._one_at_a_time:
            self._closed = True

    def _is_written(self, changed: Header) -> bool:
        """Whether the first copy, which is the one that counts, has it; an opening mends the second."""
        try:
            return header.first(self.folder) == changed
        except (HeaderDamaged, DiskTrouble):
            return False
