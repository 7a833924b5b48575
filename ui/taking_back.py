"""Files that are merged, parted, removed and put back, each told with the gesture that takes it back."""

from collections.abc import Callable, Sequence

from models.casework import PERSONNE, SITUATION
from storage.merges import Merge
from storage.records import Removed
from ui.page import Desk, Page


class TakingBack:
    """``page`` gives the page that is seen; ``part_with`` leaves the page of what is no more."""

    def __init__(
        self,
        desk: Desk,
        page: Callable[[], Page],
        show_person: Callable[[str], None],
        show_situation: Callable[[str], None],
        part_with: Callable[[], None],
    ) -> None:
        self._desk, self._page, self._part_with = desk, page, part_with
        self._show_person, self._show_situation = show_person, show_situation

    def tell_merged(self, merge: Merge) -> None:
        """Show the file that is kept."""
        self._show_person(merge.kept_id)
        self._desk.notices.tell(
            "Les deux fiches sont fusionnées.", "Défaire la fusion", lambda: self.part(merge)
        )

    def part(self, merge: Merge) -> None:
        """Undo a merge."""
        self._page().flush()
        with self._desk.notices.telling():
            changed = self._desk.vault.merges.undo(merge)
            self._show_person(merge.kept_id)
            told = "Les deux fiches sont de nouveau séparées."
            if changed:
                kept = ", ".join(field.label for field in changed)
                told = f"{told} Réponses changées depuis la fusion, laissées comme elles sont : {kept}."
            self._desk.notices.tell(told, lasting=bool(changed))

    def remove_situation(self, situation_id: str) -> None:
        """Take back a situation entered by mistake, and the person when she has no other."""
        records = self._desk.vault.records
        with self._desk.notices.telling():
            self._page().flush()
            situation = records.get(SITUATION, situation_id)
            person = records.get(PERSONNE, situation.owner_id or "")
            with records.transaction():
                removed = [records.remove(situation)]
                if not records.of(person, SITUATION):
                    removed.append(records.remove(person))
            for each in removed:
                self._desk.unsaved.forget(each.record)
            self._part_with()
            told = (
                "Situation retirée, et la fiche qui ne contenait qu’elle."
                if len(removed) > 1
                else "Situation retirée."
            )
            self._desk.notices.tell(told, "Annuler le retrait", lambda: self._put_back(removed))

    def _put_back(self, removed: Sequence[Removed]) -> None:
        records = self._desk.vault.records
        with self._desk.notices.telling():
            with records.transaction():
                for each in reversed(removed):
                    records.put_back(each, each.record.answers)
            self._show_situation(removed[0].record.id)
