"""Comparaison: two files that may be of one person, side by side, before they are merged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.casework import PERSONNE, SITUATION, Record
from models.fields import AnyField
from models.forms import accueil, personne
from models.resemblance import resemblance
from models.wording import words
from ui.buttons import button
from ui.labels import label
from ui.page import Desk, Page
from ui.person_line import NameLine
from ui.scroll import Scroll

_HIDDEN = "(masqué : affichez le nom)"
_EXPLAINED = (
    "Les situations des deux fiches se liront ensemble, et la personne sera comptée une fois. Rien n’est"
    " effacé : la fusion se défait à tout moment depuis la page de la personne."
)


class ComparaisonPage(Page):
    """Emits the person whose file is kept, once merged, or to go back to."""

    wants_person = Signal(str)
    merged = Signal(object)

    def __init__(self, desk: Desk, kept_id: str, other_id: str, parent: QWidget | None = None) -> None:
        super().__init__("comparaison", "Comparaison de deux fiches", parent)
        self._desk, self.person_id = desk, kept_id
        records = desk.vault.records
        self._kept, self._other = records.get(PERSONNE, kept_id), records.get(PERSONNE, other_id)
        self._codes = records.person(kept_id).code, records.person(other_id).code
        self._choices: dict[AnyField, QButtonGroup] = {}
        self._name = NameLine(desk, kept_id)
        self.code = self._name.code
        self._name.turned.connect(self._fill)
        self._area = Scroll(self)
        self._holder: QWidget | None = None
        self._lay_out()
        self._fill()

    def arrive(self) -> None:
        self._name.refresh()

    def focus_first(self) -> None:
        self._merge.setFocus()

    def _fill(self) -> None:
        """The answers of both; where they differ, the one to keep is chosen, hers at first."""
        chosen = self._chosen()
        holder = QFrame(self._area.holder)
        holder.setProperty("role", "section")
        grid = QGridLayout(holder)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, text in enumerate(("", f"Fiche {self._codes[0]}", f"Fiche {self._codes[1]}")):
            grid.addWidget(label(text, "heading"), 0, column)
        self._choices = {}
        for field in self._fields():
            self._add_row(grid, holder, field, other=field in chosen)
        self._add_situations(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = holder
        self._area.add(holder)
        holder.show()

    def _fields(self) -> tuple[AnyField, ...]:
        answered = {*self._kept.answers.answered(), *self._other.answers.answered()}
        return tuple(field for field in personne.FORM.fields if field in answered)

    def _add_row(self, grid: QGridLayout, holder: QWidget, field: AnyField, *, other: bool) -> None:
        line = grid.rowCount()
        mine, theirs = (self._told(each, field) for each in (self._kept, self._other))
        differ = field in self._kept.answers.differing(self._other.answers)
        grid.addWidget(label(field.label + (" ≠" if differ else ""), "body"), line, 0)
        if not (differ and mine and theirs):
            grid.addWidget(label(mine or "—", "body"), line, 1)
            grid.addWidget(label(theirs or "—", "body"), line, 2)
            return
        group = QButtonGroup(holder)
        for column, (told, code) in enumerate(zip((mine, theirs), self._codes, strict=True), start=1):
            choice = QRadioButton(told.replace("&", "&&").replace("\n", " "))
            choice.setObjectName(f"{field.code}.{'garder' if column == 1 else 'prendre'}")
            choice.setAccessibleName(f"{field.label}, fiche {code} : {told}")
            choice.setChecked(other == (column == 2))
            group.addButton(choice, column)
            grid.addWidget(choice, line, column)
        self._choices[field] = group

    def _add_situations(self, grid: QGridLayout) -> None:
        line = grid.rowCount()
        grid.addWidget(label("Situations", "body"), line, 0)
        for column, person in enumerate((self._kept, self._other), start=1):
            grid.addWidget(label(self._situations(person), "body"), line, column, Qt.AlignmentFlag.AlignTop)

    def _situations(self, person: Record) -> str:
        found = self._desk.vault.records.of(person, SITUATION)
        told = (
            " · ".join(
                filter(None, (words(each.answers, field) for field in (accueil.DATE_ACCUEIL, accueil.STATUT)))
            )
            for each in found
        )
        return "\n".join(line or "sans date" for line in told) or "—"

    def _told(self, person: Record, field: AnyField) -> str:
        told = words(person.answers, field)
        return _HIDDEN if told and field in personne.NAMES and not self._name.tells_name else told

    def _chosen(self) -> list[AnyField]:
        """The questions whose answer is taken from the other file."""
        return [field for field, group in self._choices.items() if group.checkedId() == 2]

    def _do_merge(self) -> None:
        with self._desk.notices.telling():
            self.merged.emit(self._desk.vault.merges.merge(self._kept, self._other, self._chosen()))

    def _keep_apart(self) -> None:
        with self._desk.notices.telling():
            self._desk.vault.merges.keep_apart(self._kept, self._other)
            self.wants_person.emit(self._kept.id)

    def _lay_out(self) -> None:
        alike = resemblance(self._kept.answers, self._other.answers)
        self._merge = button(
            "&Fusionner les deux fiches", "comparaison.fusionner", self._do_merge, kind="primary"
        )
        actions = QHBoxLayout()
        actions.addWidget(self._merge)
        actions.addWidget(button("Ce n’est pas la même personne", "comparaison.distinguer", self._keep_apart))
        actions.addWidget(
            button(
                "&Revenir à la fiche", "comparaison.revenir", lambda: self.wants_person.emit(self._kept.id)
            )
        )
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(label(f"La même personne que {self._codes[1]} ?", "title"))
        column.addWidget(
            label(
                str(alike).capitalize() if alike else "Rien ne les rapproche.", "body", "comparaison.raisons"
            )
        )
        column.addWidget(self._area, 1)
        column.addWidget(label(_EXPLAINED, "hint"))
        column.addLayout(actions)
