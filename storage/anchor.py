"""What the key file keeps of an open vault: its session, and the head of its journal."""

from dataclasses import replace
from pathlib import Path

from storage import disk, header
from storage.failures import header_damaged


def keep(folder: Path, master_key: bytes, head: str) -> None:
    """Write the head of the journal into the key file, when it is another one; ``Failure`` when it cannot.

    The rest of the key file is read first: users may have been added since the vault was opened.
    """
    read = header.read(folder)
    if read.header.anchor.head == head:
        return
    if not read.is_authentic(master_key):
        raise header_damaged("il a été modifié hors du programme")
    try:
        header.write(folder, replace(read.header, anchor=replace(read.header.anchor, head=head)), master_key)
    except OSError as error:
        raise disk.trouble(error, folder) from None
