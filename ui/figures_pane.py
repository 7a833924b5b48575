"""The true figures of any period, for her eyes: compared with the one before, with who is behind each."""

from PySide6.QtCore import QMarginsF, QUrl, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from exports import layout
from exports.counts import Count
from exports.layout import Family
from models.dates import Period, named
from models.departure import Departure
from models.failure import Failure
from ui import outgoing
from ui.buttons import button
from ui.figures import Figures, behind
from ui.flow_layout import FlowLayout
from ui.labels import label
from ui.lines import DateLine
from ui.page import Desk
from ui.periods import QUICK, before, period, quick_period
from ui.rows import Rows

NOTE = (
    "Chiffres exacts, à la date des faits, pour vous seule : ils peuvent faire reconnaître quelqu’un. "
    "Pour le superviseur, publiez une période. Un clic sur un nombre montre les personnes."
)
NOTHING = "aucun accueil, acte ni orientation n’est daté de cette période"
ON_PAPER = "Chiffres exacts, à usage interne : ne pas diffuser. Ils peuvent faire reconnaître quelqu’un."


class FiguresPane(QWidget):
    """``wants_person`` carries the identifier of a person to open."""

    wants_person = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dates = ("", "")
        self._count: Count | None = None
        self._before: Count | None = None
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
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._show_persons)
        self._named = label("", "heading", "statistiques.periode")
        self._undated = label("", "hint", "statistiques.sans_date")
        self._problem = label("", "problem", "statistiques.probleme")
        self._sorted = QCheckBox("Les plus nombreux d’abord")
        self._sorted.setObjectName("statistiques.trier")
        self._sorted.toggled.connect(self._show_family)
        self._persons = Rows("statistiques.personnes", "Personnes derrière le nombre")
        self._persons.opened.connect(self.wants_person)
        self._whose = label("", "heading", "statistiques.qui")
        self._print = button("&Imprimer…", "statistiques.imprimer", self._ask_printer)
        self._lay_out()

    @property
    def count(self) -> Count | None:
        """What is shown, ``None`` while the dates cannot be read."""
        return self._count

    def arrive(self) -> None:
        if self._from.value() is None and self._to.value() is None:
            self.show_period(quick_period("annee", self._desk.today()))
        else:
            self.compute()

    def focus_first(self) -> None:
        self._families.setFocus()

    def show_period(self, when: Period) -> None:
        self._from.set_value(when.start)
        self._to.set_value(when.end)
        self.compute()

    def compute(self) -> None:
        """Read the figures again."""
        self._dates = self._typed()
        row = max(0, self._families.currentRow())
        self._count = self._before = None
        self._families.clear()
        self._text.clear()
        self._named.setText("")
        self._undated.hide()
        self._side.hide()
        try:
            when = period(self._from.value(), self._to.value())
            self._count = outgoing.counted(self._desk.vault, when)
            self._before = outgoing.counted(self._desk.vault, before(when))
        except Failure as failure:
            self._tell(str(failure))
            return
        self._tell("")
        self._tell_undated(sum(self._count.undated.values()))
        told = _capital(named(self._count.period))
        compared = f"comparé à : {named(self._before.period)}"
        self._named.setText(f"{told} — {NOTHING if self._count.is_empty else compared}")
        for family in self._shown():
            self._families.addItem(family.title)
        self._families.setFixedWidth(self._width_of_families())
        self._families.setCurrentRow(min(row, self._families.count() - 1))

    def _width_of_families(self) -> int:
        """The longest title beside the bar that scrolls them."""
        bar = self._families.verticalScrollBar().sizeHint().width()
        return self._families.sizeHintForColumn(0) + bar + 2 * self._families.frameWidth()

    def html(self) -> str:
        """The tables shown now, as they would be printed."""
        if self._count is None or not 0 <= self._families.currentRow() < len(self._shown()):
            return ""
        figures = Figures(self.palette(), self._count, self._before, sorted_rows=self._sorted.isChecked())
        return figures.html(self._shown()[self._families.currentRow()])

    def print_on(self, printer: QPrinter) -> None:
        """Print the tables shown, marked as not to be handed on; the register keeps a trace of it."""
        head = f"<h2>{_capital(named(self._count.period))}</h2>" if self._count else ""
        page = f"<p><b>{ON_PAPER}</b></p>{head}{self.html()}"
        with self._desk.notices.telling():
            self._desk.vault.departures.note(Departure.CHIFFRES, page.encode())
            document = QTextDocument()
            document.setHtml(page)
            document.print_(printer)

    def _typed(self) -> tuple[str, str]:
        return self._from.text(), self._to.text()

    def _dates_typed(self) -> None:
        """Leaving a date is no reason to count again; changing it is."""
        if self._typed() != self._dates:
            self.compute()

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._print.setEnabled(self._count is not None)

    def _tell_undated(self, records: int) -> None:
        many, are = ("s", "ne sont") if records > 1 else ("", "n’est")
        self._undated.setText(
            f"{records} fiche{many} sans date {are} dans aucune période : "
            "donnez-leur une date pour les compter."
        )
        self._undated.setVisible(records > 0)

    def _shown(self) -> tuple[Family, ...]:
        return () if self._count is None else layout.families(self._count.tables)

    def _show_family(self) -> None:
        if self._persons.hasFocus():
            self._families.setFocus()
        self._side.hide()
        self._text.setHtml(self.html())

    def _show_persons(self, url: QUrl) -> None:
        """Who is behind a number; names only when they are shown everywhere."""
        if self._count is None:
            return
        title, numbers = behind(self._count, url.toString())
        with self._desk.notices.telling():
            persons = self._desk.vault.records.persons_numbered(numbers)
            named_too = self._desk.preferences.shows_names
            rows = [
                (f"{each.code}  {each.name}" if named_too and each.name else each.code, each.record.id)
                for each in persons
            ]
            people = "personnes" if len(rows) > 1 else "personne"
            self._whose.setText(f"{title} — {len(rows)} {people}")
            self._persons.fill(rows)
            self._side.show()
            self._persons.enter()

    def _hide_persons(self) -> None:
        self._side.hide()
        self._text.setFocus()

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

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
        body.addWidget(self._persons_side())
        end = QHBoxLayout()
        end.addWidget(label(NOTE, "hint"), 1)
        end.addWidget(self._sorted)
        end.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(choose)
        column.addWidget(self._named)
        column.addWidget(self._undated)
        column.addWidget(self._problem)
        column.addLayout(body, 1)
        column.addLayout(end)

    def _persons_side(self) -> QWidget:
        self._side = QWidget()
        self._side.setFixedWidth(34 * self.fontMetrics().averageCharWidth())
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whose)
        column.addWidget(self._persons, 1)
        column.addWidget(button("&Fermer la liste", "statistiques.fermer_liste", self._hide_persons))
        self._side.hide()
        return self._side

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
