"""Statistiques: true figures at any time, and the file for the supervisor."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from exports import layout
from exports.counts import Count
from exports.layout import Family
from exports.publication import Publication, publishable
from models.dates import Period, named
from models.failure import Failure
from ui import outgoing
from ui.buttons import button
from ui.figures import Figures
from ui.file_choice import choose_folder
from ui.flow_layout import FlowLayout
from ui.labels import label
from ui.lines import DateLine
from ui.page import Desk, Page
from ui.periods import QUICK, period, quick_period

NOTE = (
    "Chiffres exacts, à la date des faits, pour vous seule. Un tableau « retenu » n’est pas dans le "
    "fichier : il pourrait faire reconnaître quelqu’un."
)


NOTHING = "aucun accueil, acte ni orientation n’est daté de cette période"


Written = tuple[list[Path], Mapping[str, bytes]]
"""Where documents were written, and their bytes by name."""


class Statistiques(Page):
    """The figures of a period, table by table, and which of them the file would withhold.

    ``exported`` carries the paths of the supervisor's files once written.
    """

    exported = Signal(list)
    wants_import = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("statistiques", "Statistiques")
        self._desk = desk
        self._dates = ("", "")
        self._count: Count | None = None
        self._publication: Publication | None = None
        self._from, self._to = DateLine(desk.today), DateLine(desk.today)
        for line, name, words in ((self._from, "du", "Du"), (self._to, "au", "Au")):
            line.setObjectName(f"statistiques.{name}")
            line.setAccessibleName(f"{words}, date")
            line.editingFinished.connect(self._dates_typed)
        self._families = QListWidget()
        self._families.setObjectName("statistiques.familles")
        self._families.setAccessibleName("Sujets des tableaux")
        self._families.currentRowChanged.connect(self._show_family)
        self._text = QTextBrowser()
        self._text.setObjectName("statistiques.tableaux")
        self._text.setAccessibleName("Tableaux")
        self._named = label("", "heading", "statistiques.periode")
        self._undated = label("", "hint", "statistiques.sans_date")
        self._problem = label("", "problem", "statistiques.probleme")
        self._export = button(
            "&Enregistrer le fichier du superviseur…",
            "statistiques.enregistrer",
            self._ask_folder,
            kind="primary",
        )
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Préparation du fichier")
        self._busy.hide()
        self._lay_out()

    def arrive(self) -> None:
        if self._from.value() is None and self._to.value() is None:
            self.show_period(quick_period("annee", self._desk.today()))
        else:
            self.compute()

    def focus_first(self) -> None:
        self._families.setFocus()

    def show_period(self, period: Period) -> None:
        self._from.set_value(period.start)
        self._to.set_value(period.end)
        self.compute()

    def compute(self) -> None:
        """Read the figures again."""
        self._dates = self._typed()
        row = max(0, self._families.currentRow())
        self._count = self._publication = None
        self._families.clear()
        self._text.clear()
        self._named.setText("")
        self._undated.hide()
        try:
            count = outgoing.counted(self._desk.vault, period(self._from.value(), self._to.value()))
        except Failure as failure:
            self._tell(str(failure))
            return
        self._count, self._publication = count, publishable(count)
        self._tell("")
        shown = f"tableaux dans le fichier : {layout.shown(self._publication.tables)}"
        self._tell_undated(sum(count.undated.values()))
        self._named.setText(f"{_capital(named(count.period))} — {NOTHING if count.is_empty else shown}")
        for family in self._shown():
            self._families.addItem(family.title)
        self._families.setFixedWidth(self._width_of_families())
        self._families.setCurrentRow(min(row, self._families.count() - 1))

    def _width_of_families(self) -> int:
        """The longest title beside the bar that scrolls them."""
        bar = self._families.verticalScrollBar().sizeHint().width()
        return self._families.sizeHintForColumn(0) + bar + 2 * self._families.frameWidth()

    def export(self, folder: Path) -> None:
        """Write the supervisor's files in a folder, for the dates as they are typed."""
        self._dates_typed()
        if self._publication is None:
            return
        publication, origin = self._publication, outgoing.service(self._desk.vault)
        self._busy.show()
        self._export.setEnabled(False)
        self._desk.jobs.start(
            self,
            lambda: _written(outgoing.count_documents(publication, origin), folder),
            self._done,
            self._failed,
        )

    def _typed(self) -> tuple[str, str]:
        return self._from.text(), self._to.text()

    def _dates_typed(self) -> None:
        """Leaving a date is no reason to count again; changing it is."""
        if self._typed() != self._dates:
            self.compute()

    def _done(self, written: Written) -> None:
        self._rest()
        paths, documents = written
        with self._desk.notices.telling():
            outgoing.register_counts(self._desk.vault, documents)
        names = " et ".join(path.name for path in paths)
        self._desk.notices.tell(f"{names} : enregistrés dans {paths[0].parent}.")
        self.exported.emit(paths)

    def _failed(self, failure: Failure) -> None:
        self._rest()
        self._desk.notices.fail(str(failure))

    def _rest(self) -> None:
        self._busy.hide()
        self._tell(self._problem.text())

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._export.setEnabled(
            self._count is not None and not self._count.is_empty and self._busy.isHidden()
        )

    def _tell_undated(self, records: int) -> None:
        many, are = ("s", "ne sont") if records > 1 else ("", "n’est")
        self._undated.setText(
            f"{records} fiche{many} sans date {are} dans aucune période : "
            "donnez-leur une date pour les compter."
        )
        self._undated.setVisible(records > 0)

    def _ask_folder(self) -> None:
        self._dates_typed()
        if self._publication is None:
            return
        choose_folder(self, "Où enregistrer le fichier du superviseur", self.export)

    def _shown(self) -> tuple[Family, ...]:
        return () if self._count is None else layout.families(self._count.tables)

    def _show_family(self, row: int) -> None:
        if row >= 0 and self._publication is not None:
            self._text.setHtml(Figures(self.palette(), self._publication).html(self._shown()[row]))

    def _lay_out(self) -> None:
        choose = QHBoxLayout()
        for words, line in (("Du", self._from), ("au", self._to)):
            text = label(words, "body")
            text.setWordWrap(False)
            text.setBuddy(line)
            choose.addWidget(text)
            choose.addWidget(line)
        choose.addWidget(self._quick_buttons(), 1)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._families)
        body.addWidget(self._text, 1)
        end = QHBoxLayout()
        end.addWidget(label(NOTE, "hint"), 1)
        end.addWidget(self._busy)
        end.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(label("Statistiques", "title"), 1)
        top.addWidget(
            button(
                "Importer les années passées…", "statistiques.importer", self.wants_import.emit, kind="link"
            )
        )
        column.addLayout(top)
        column.addLayout(choose)
        column.addWidget(self._named)
        column.addWidget(self._undated)
        column.addWidget(self._problem)
        column.addLayout(body, 1)
        column.addLayout(end)

    def _quick_buttons(self) -> QWidget:
        quick = QWidget()
        row = FlowLayout(quick)
        for name, words in QUICK:
            row.addWidget(
                button(
                    words,
                    f"statistiques.{name}",
                    lambda name=name: self.show_period(quick_period(name, self._desk.today())),
                )
            )
        return quick


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _written(documents: Mapping[str, bytes], folder: Path) -> Written:
    return outgoing.write_all(documents, folder), documents
