"""The keys of a vault opened by a passphrase, before its database is."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.failure import Failure
from storage import attempts, header, keys
from storage import folder as folders
from storage.attempts import NONE, Attempts
from storage.failures import NOTHING_CHANGED, WrongPassphrase, header_damaged, wrong_passphrase
from storage.moment import Clock


@dataclass(frozen=True)
class Opening:
    """A vault whose keys are open and whose database is not yet.

    The derivation takes a second and may run on another thread; the database then opens
    on the thread that will use it.
    """

    folder: Path
    head: header.Header
    slot: header.Slot
    master_key: bytes
    failed: Attempts = NONE
    """Those before this one succeeded."""
    stronger: Callable[[], keys.Wrapped] | None = None
    """Wraps the master key again, at a cost that this machine bears and the slot does not have."""

    def __repr__(self) -> str:
        return f"Opening({self.folder})"


def unlock(folder: Path, passphrase: str, clock: Clock, user: str | None = None) -> Opening:
    """Open the keys; ``user`` names the slot, else each is tried.

    On the disk, nothing changes but the count of what failed. ``WrongPassphrase``, or ``MustWait`` after
    too many of them.
    """
    folders.check(folder)
    read = header.read(folder)
    slots = [slot for slot in read.header.slots if user in (None, slot.name)]
    if not slots:
        raise Failure(f"Ce nom n’est pas celui d’un utilisateur de ce coffre. {NOTHING_CHANGED}")
    attempts.check(folder, clock)
    for slot in slots:
        context, started = read.header.context(slot.id), time.perf_counter()
        try:
            master_key = keys.unwrap(slot.wrapped, passphrase, context)
        except WrongPassphrase:
            continue
        if not read.is_authentic(master_key):
            raise header_damaged("il a été modifié hors du programme")
        cost = keys.raised(slot.wrapped.cost, time.perf_counter() - started)
        stronger = None if cost is None else partial(keys.wrap, master_key, passphrase, cost, context)
        return Opening(folder, read.header, slot, master_key, attempts.read(folder), stronger)
    attempts.failed(folder, clock)
    raise wrong_passphrase()


def users(folder: Path) -> tuple[str, ...]:
    """Names of the users of a vault, as its key file says them."""
    folders.check(folder)
    return tuple(slot.name for slot in header.read(folder).header.slots)
