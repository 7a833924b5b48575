"""Conservation: the files of which the time has come, what goes before the files, and a person's rights."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from exports import elimination
from models.conservation import Elimination, Ground, Reason, Term
from models.dates import written
from models.departure import Departure
from storage.conservation import Due
from ui import outgoing, rights
from ui.buttons import button
from ui.confirmation import Confirmation
from ui.file_choice import choose_file
from ui.labels import label
from ui.number_box import NumberBox
from ui.page import Desk, Page
from ui.remaking import Remaking
from ui.rights_box import RightsBox
from ui.section_box import section_box

NOTE = (
    "Deux ans après le dernier contact avec la personne, son dossier s’élimine, sauf raison de le garder "
    "(recommandation de la CNIL). Les comptages déjà publiés ne changent pas. Rien ne part sans votre accord."
)
_SURE = "Éliminer définitivement {} ? Rien ne pourra faire revenir ce qui est éliminé."
_HELD = "Les sauvegardes faites avant le contiennent encore, 60 jours au plus."
_UNSETTLED = (
    "Le disque n’a pas tout accepté : des mots peuvent rester dans le coffre, chiffrés, jusqu’à sa prochaine "
    "ouverture, qui finit de les effacer."
)
_LINE, _WIDTH = 38, 120
"""Pixels of a line of durations, and of a number of months."""
_PERSON = Qt.ItemDataRole.UserRole


class ConservationPage(Page):
    """``eliminated`` tells that files are no more; ``wants_person`` asks for the file to be looked at."""

    eliminated = Signal()
    wants_person = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("conservation", "Conservation")
        self._desk = desk
        self._due: tuple[Due, ...] = ()
        self._remaking = Remaking(desk)
        self._make_due()
        self._make_terms()
        self._sure = Confirmation("conservation", "Éliminer définitivement")
        self._rights = RightsBox(
            desk, self._sure, lambda person: self._do_eliminate([person], Ground.DEMANDE)
        )
        self._lay_out()

    def arrive(self) -> None:
        with self._desk.notices.telling():
            self._show()

    def focus_first(self) -> None:
        self._list.setFocus()

    def flush(self) -> None:
        self._sure.give_up()

    def _show(self) -> None:
        kept = self._desk.vault.conservation
        self._due = kept.due()
        self._list.clear()
        for each in self._due:
            item = QListWidgetItem(f"{each.code}   dernier contact le {written(each.last)}")
            item.setData(_PERSON, each.person_id)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        longer = kept.kept_longer()
        months = kept.months(Term.DOSSIERS)
        self._told.setText(
            f"À éliminer : {len(self._due)} ; gardés plus longtemps : {len(longer)}."
            if self._due
            else f"Aucun dossier n’a plus de {months} mois sans contact ; "
            f"gardés plus longtemps : {len(longer)}."
        )
        for term, box in self._months.items():
            box.setValue(kept.months(term))
        drafts, places = len(kept.drafts()), len(kept.addresses())
        self._drafts.setAccessibleName(f"Effacer les ordonnances et pièces échues : {drafts}")
        self._places.setAccessibleName(f"Effacer les adresses échues : {places}")
        self._drafts.setText(f"Effacer les échues ({drafts})")
        self._places.setText(f"Effacer les échues ({places})")
        self._past.clear()
        for each in kept.eliminations():
            self._past.addItem(_told_elimination(each))
        self._allow()

    def _allow(self) -> None:
        kept, chosen = self._desk.vault.conservation, bool(self._chosen())
        for each in (self._slip, self._longer, self._eliminate):
            each.setEnabled(chosen)
        self._drafts.setEnabled(bool(kept.drafts()))
        self._places.setEnabled(bool(kept.addresses()))

    def _chosen(self) -> tuple[Due, ...]:
        """The files that are still ticked."""
        items = (self._list.item(row) for row in range(self._list.count()))
        ticked = {item.data(_PERSON) for item in items if item.checkState() is Qt.CheckState.Checked}
        return tuple(each for each in self._due if each.person_id in ticked)

    def _open(self, item: QListWidgetItem) -> None:
        self.wants_person.emit(item.data(_PERSON))

    def _set_months(self, term: Term) -> None:
        kept, months = self._desk.vault.conservation, self._months[term].value()
        if months != kept.months(term):
            with self._desk.notices.telling():
                kept.set_months(term, months)
            self.arrive()

    def _ask_slip(self) -> None:
        chosen = self._chosen()
        choose_file(
            self,
            "Où enregistrer le bordereau",
            Path.home() / elimination.NAME,
            "PDF (*.pdf)",
            lambda path: self.write_slip(chosen, path),
        )

    def write_slip(self, chosen: tuple[Due, ...], path: Path) -> None:
        """The slip of these files as PDF."""
        vault = self._desk.vault
        with self._desk.notices.telling():
            drawn = rights.slip_pdf(vault, chosen, self._desk.today())
            outgoing.leave(vault, Departure.ELIMINATION, path, drawn, replace=True)
            self._desk.notices.tell("Bordereau enregistré. Il ne contient que des nombres et des dates.")

    def _keep_longer(self) -> None:
        chosen = [each.person_id for each in self._chosen()]
        kept = self._desk.vault.conservation
        with self._desk.notices.telling():
            until = kept.keep_longer(chosen, self._reason.currentData())
            self._show()
            self._desk.notices.tell(
                f"Gardés jusqu’au {written(until)} : {len(chosen)}.",
                "Annuler",
                lambda: self._no_longer(chosen),
            )

    def _no_longer(self, persons: list[str]) -> None:
        with self._desk.notices.telling():
            self._desk.vault.conservation.keep_no_longer(persons)
            self._show()

    def _ask_elimination(self) -> None:
        chosen = [each.person_id for each in self._chosen()]
        count = f"{len(chosen)} dossiers" if len(chosen) > 1 else "ce dossier"
        self._sure.ask(_SURE.format(count), lambda: self._do_eliminate(chosen, Ground.DUREE))

    def _do_eliminate(self, persons: list[str], ground: Ground) -> None:
        with self._desk.notices.telling():
            done = self._desk.vault.conservation.eliminate(persons, ground)
            self._desk.undo.clear()
            self.eliminated.emit()
            self._show()
            self._tell_erased(_told_elimination(done))

    def _erase_person(self, person_id: str) -> None:
        self._do_eliminate([person_id], Ground.DEMANDE)

    def _erase_drafts(self) -> None:
        self._sure.ask(
            _SURE.format("les brouillons d’ordonnance et les pièces des situations closes"),
            lambda: self._erase(self._desk.vault.conservation.erase_drafts, "Brouillons et pièces effacés"),
        )

    def _erase_places(self) -> None:
        self._sure.ask(
            _SURE.format("les adresses des personnes dont toutes les situations sont closes"),
            lambda: self._erase(self._desk.vault.conservation.erase_addresses, "Fiches sans adresse"),
        )

    def _erase(self, work: Callable[[], int], told: str) -> None:
        with self._desk.notices.telling():
            count = work()
            self._desk.undo.clear()
            self.eliminated.emit()
            self._show()
            self._tell_erased(f"{told} : {count}.")

    def _tell_erased(self, told: str) -> None:
        settled = self._desk.vault.conservation.is_settled
        self._remaking.offer(f"{told} {_HELD}" if settled else f"{told} {_UNSETTLED} {_HELD}")

    def _make_due(self) -> None:
        self._told = label("", "body", "conservation.total")
        self._list, self._past = QListWidget(), QListWidget()
        for made, name, title in (
            (self._list, "echus", "Dossiers à éliminer ; décochez ceux qui restent"),
            (self._past, "passees", "Éliminations faites"),
        ):
            made.setObjectName(f"conservation.{name}")
            made.setAccessibleName(title)
        self._past.setMinimumHeight(_LINE)
        self._list.itemChanged.connect(self._allow)
        self._list.itemActivated.connect(self._open)
        self._list.setToolTip("Entrée ouvre la fiche ; Espace la coche ou la décoche")
        self._slip = button("&Bordereau d’élimination…", "conservation.bordereau", self._ask_slip)
        self._reason = QComboBox()
        self._reason.setObjectName("conservation.motif")
        self._reason.setAccessibleName("Raison de garder plus longtemps")
        for reason in Reason:
            self._reason.addItem(reason.label, reason)
        self._longer = button("&Garder un an de plus", "conservation.garder", self._keep_longer)
        self._eliminate = button(
            "&Éliminer les dossiers cochés…", "conservation.eliminer", self._ask_elimination, destroys=True
        )

    def _make_terms(self) -> None:
        self._months: dict[Term, NumberBox] = {}
        for term in Term:
            box = NumberBox(f"conservation.mois.{term.value}", f"{term.label}, en mois", 0, 120, " mois")
            box.editingFinished.connect(partial(self._set_months, term))
            box.setMinimumWidth(_WIDTH)
            self._months[term] = box
        self._drafts = button("", "conservation.brouillons", self._erase_drafts, destroys=True)
        self._places = button("", "conservation.adresses", self._erase_places, destroys=True)

    def _lay_out(self) -> None:
        due, aside = QVBoxLayout(), QVBoxLayout()
        for each in (self._told, self._list):
            due.addWidget(each)
        actions, longer = QHBoxLayout(), QHBoxLayout()
        actions.addWidget(self._slip)
        actions.addStretch(1)
        actions.addWidget(self._eliminate)
        longer.addWidget(self._longer)
        longer.addWidget(self._reason, 1)
        due.addLayout(longer)
        due.addLayout(actions)
        terms = QGridLayout()
        terms.setColumnStretch(0, 1)
        beside = {Term.BROUILLONS: self._drafts, Term.ADRESSES: self._places}
        for row, (term, box) in enumerate(self._months.items()):
            terms.setRowMinimumHeight(row, _LINE)
            terms.addWidget(label(term.label, "body"), row, 0)
            terms.addWidget(box, row, 1)
            if term in beside:
                terms.addWidget(beside[term], row, 2)
        aside.addWidget(section_box("Durées", _holding(terms)))
        aside.addWidget(section_box("Droits d’une personne", self._rights))
        aside.addWidget(section_box("Éliminations faites", self._past), 1)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(section_box("À éliminer", _holding(due)), 5)
        body.addLayout(aside, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Conservation des dossiers", "title"))
        column.addWidget(label(NOTE, "hint"))
        column.addLayout(body, 1)
        column.addWidget(self._sure)


def _holding(layout: QVBoxLayout | QGridLayout) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _told_elimination(done: Elimination) -> str:
    persons = f"{done.persons} personnes" if done.persons > 1 else "1 personne"
    why = "à sa demande" if done.ground is Ground.DEMANDE else "durée échue"
    return f"{written(done.on)} : {persons}, {done.records} fiches ({why})."
