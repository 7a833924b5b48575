"""Backups made again after an elimination, or a change of the key: what was made before holds too much."""

from models.failure import Failure
from storage import backups
from storage.backups import Made
from ui.page import Desk


class Remaking:
    """Offers it in a notice; the older ones of this workstation go once the new one is verified."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def offer(self, told: str) -> None:
        """``told`` says what was done, and why the backups made before are to be made again."""
        self._desk.notices.tell(
            f"{told} Refaites celle de ce poste maintenant, puis celle de la clé.",
            "Refaire la sauvegarde et effacer les anciennes",
            self._remake,
            lasting=True,
        )

    def _remake(self) -> None:
        self._desk.backing_up.start(self._desk.vault.backups.folder, self._remade, self._refused)

    def _remade(self, made: Made) -> None:
        removed = backups.remove_older(self._desk.vault.backups.source, made.path)
        self._desk.notices.tell(
            f"Sauvegarde de ce poste refaite ; anciennes effacées : {removed}. Pensez à celle de la clé "
            "(Réglages).",
            lasting=True,
        )

    def _refused(self, failure: Failure) -> None:
        self._desk.notices.fail(f"{failure} Les anciennes sauvegardes sont toujours là.")
