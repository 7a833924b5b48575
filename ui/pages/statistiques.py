"""Statistiques: true figures at any time, and the file for the supervisor."""

from datetime import date, timedelta
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
)

from exports import layout
from exports.counts import Count
from exports.layout import Block, Family
from exports.publication import Publication, Withheld, publishable
from exports.tables import Table
from models.dates import Period, named, written
from models.failure import Failure
from ui import outgoing
from ui.editors import DateLine
from ui.flow_layout import FlowLayout
from ui.jobs import Jobs
from ui.page import Desk, Page


class Statistiques(Page):
    """The figures of a period, table by table, and which of them the file would withhold."""

    exported = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__("statistiques", "Statistiques")
        self._desk = desk
        self._jobs = Jobs(self)
        self._count: Count | None = None
        self._publication: Publication | None = None
        self._from, self._to = DateLine(desk.today), DateLine(desk.today)
        for line, name, label in ((self._from, "du", "Du"), (self._to, "au", "Au")):
            line.setObjectName(f"statistiques.{name}")
            line.setAccessibleName(f"{label}, date")
            line.editingFinished.connect(self.compute)
        self._families = QListWidget()
        self._families.setObjectName("statistiques.familles")
        self._families.setAccessibleName("Familles de tableaux")
        self._families.setFixedWidth(230)
        self._families.currentRowChanged.connect(self._show_family)
        self._text = QTextBrowser()
        self._text.setObjectName("statistiques.tableaux")
        self._text.setAccessibleName("Tableaux")
        self._problem = QLabel()
        self._problem.setObjectName("statistiques.probleme")
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._export = QPushButton("Enregistrer le fichier du superviseur…")
        self._export.setObjectName("statistiques.enregistrer")
        self._export.setProperty("primary", True)
        self._export.clicked.connect(self._ask_folder)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Préparation du fichier")
        self._busy.hide()
        self._lay_out()

    def arrive(self) -> None:
        if self._from.value() is None:
            self.show_period(_year(self._desk.today().year))
        else:
            self.compute()

    def show_period(self, period: Period) -> None:
        self._from.set_value(period.start)
        self._to.set_value(period.end)
        self.compute()

    def compute(self) -> None:
        """Read the figures again."""
        row = max(0, self._families.currentRow())
        self._families.clear()
        self._text.clear()
        self._count = self._publication = None
        try:
            self._count = outgoing.counted(self._desk.vault, self._period())
            self._publication = publishable(self._count)
        except Failure as failure:
            self._problem.setText(str(failure))
        else:
            self._problem.setText(
                "Aucun accueil, acte ni orientation n’est daté de cette période."
                if self._count.is_empty
                else ""
            )
            for family in self._shown():
                self._families.addItem(family.title)
            self._families.setCurrentRow(min(row, self._families.count() - 1))
        self._problem.setVisible(bool(self._problem.text()))
        self._export.setEnabled(self._count is not None and not self._count.is_empty)

    def export(self, folder: Path) -> None:
        """Write the supervisor's files in a folder; ``exported`` is emitted with their paths."""
        if self._publication is None:
            return
        publication, origin = self._publication, outgoing.service(self._desk.vault)
        self._busy.show()
        self._export.setEnabled(False)
        self._jobs.start(
            lambda: outgoing.write_all(outgoing.count_documents(publication, origin), folder),
            self._done,
            self._failed,
        )

    def flush(self) -> None:
        self._jobs.wait()

    def _done(self, paths: list[Path]) -> None:
        self._rest()
        names = " et ".join(path.name for path in paths)
        self._desk.notices.tell(f"{names} : enregistrés dans {paths[0].parent}.")
        self.exported.emit(paths)

    def _failed(self, failure: Failure) -> None:
        self._rest()
        self._desk.notices.fail(str(failure))

    def _rest(self) -> None:
        self._busy.hide()
        self._export.setEnabled(True)

    def _period(self) -> Period:
        start, end = self._from.value(), self._to.value()
        if start is None or end is None:
            raise Failure("Indiquez les deux dates de la période, par exemple 01/01/2012 et 31/12/2012.")
        return period(start, end)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Où enregistrer le fichier du superviseur", str(Path.home())
        )
        if chosen:
            self.export(Path(chosen))

    def _shown(self) -> tuple[Family, ...]:
        return () if self._count is None else layout.families(self._count.tables)

    def _show_family(self, row: int) -> None:
        if row < 0 or self._count is None or self._publication is None:
            return
        family = self._shown()[row]
        self._text.setHtml(_html(family, self._publication, named(self._count.period)))

    def _lay_out(self) -> None:
        title = QLabel("Statistiques")
        title.setProperty("role", "title")
        quick = FlowLayout()
        for label, name in (
            ("Ce mois-ci", "mois"),
            ("Ce trimestre", "trimestre"),
            ("Cette année", "annee"),
            ("L’année dernière", "annee_derniere"),
        ):
            button = QPushButton(label)
            button.setObjectName(f"statistiques.{name}")
            button.clicked.connect(
                lambda _=False, name=name: self.show_period(quick_period(name, self._desk.today()))
            )
            quick.addWidget(button)
        choose = QHBoxLayout()
        for label, widget in (("Du", self._from), ("au", self._to)):
            choose.addWidget(QLabel(label))
            choose.addWidget(widget)
        choose.addLayout(quick, 1)
        note = QLabel(
            "Chiffres exacts, à la date des faits, pour vous seule. Les tableaux marqués « retenu » ne "
            "figurent pas dans le fichier du superviseur : ils feraient reconnaître quelqu’un."
        )
        note.setProperty("role", "hint")
        note.setWordWrap(True)
        body = QHBoxLayout()
        body.addWidget(self._families)
        body.addWidget(self._text, 1)
        end = QHBoxLayout()
        end.addWidget(self._busy, 1)
        end.addStretch()
        end.addWidget(self._export)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addLayout(choose)
        column.addWidget(note)
        column.addWidget(self._problem)
        column.addLayout(body, 1)
        column.addLayout(end)


def period(start: date, end: date) -> Period:
    """``Failure`` when it ends before it starts."""
    if end < start:
        raise Failure(
            f"La période finit (le {written(end)}) avant de commencer (le {written(start)}). "
            "Inversez les deux dates."
        )
    return Period(start, end)


def quick_period(name: str, today: date) -> Period:
    """The month, quarter or year of today, or the year before, whole."""
    if name == "mois":
        return Period(today.replace(day=1), _end_of_month(today))
    if name == "trimestre":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        return Period(first, _end_of_month(first.replace(month=first.month + 2)))
    return _year(today.year if name == "annee" else today.year - 1)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _html(family: Family, publication: Publication, when: str) -> str:
    parts = [f"<h2>{escape(family.title)}</h2><p><i>Période : {escape(when)}</i></p>"]
    parts += [_block_html(block, publication) for block in family.blocks]
    return "".join(parts)


def _block_html(block: Block, publication: Publication) -> str:
    title = f"<h3>{escape(block.title)}</h3>"
    told = f"<p>{escape(layout.counted(block))}<br>{escape(layout.definition(block))}</p>"
    proof = f"<p><b>{escape(layout.proof(block))}</b></p>"
    body = _grid_html(block, publication) if block.is_grid else _table_html(block, publication)
    return title + told + body + proof


def _table_html(block: Block, publication: Publication) -> str:
    table = block.first
    assert isinstance(table, Table)
    rows = [("Total", table.base)] if not table.rows else [(row.label, row.count) for row in table.rows]
    cells = "".join(
        f"<tr><td>{escape(label)}</td><td align='right'>{layout.number(count)}</td>"
        f"<td align='right'>{layout.percentage(count, table.base)}</td></tr>"
        for label, count in rows
    )
    return f"{_withheld(table, publication)}{_TABLE}{cells}</table>"


def _grid_html(block: Block, publication: Publication) -> str:
    columns = block.columns
    head = "".join(f"<th>{escape(label)}</th>" for label in ("", *columns, "Base" if columns else "Nombre"))
    lines = "".join(
        f"<tr><td>{escape(table.heading.title)} {_withheld(table, publication)}</td>"
        + "".join(f"<td align='right'>{layout.number(row.count)}</td>" for row in table.rows)
        + f"<td align='right'>{layout.number(table.base)}</td></tr>"
        for table in block.tables
        if isinstance(table, Table)
    )
    return f"{_TABLE}<tr>{head}</tr>{lines}</table>"


def _withheld(table: Table, publication: Publication) -> str:
    held = isinstance(publication[table.heading.code], Withheld)
    return "<i>— retenu dans le fichier</i>" if held else ""


_TABLE = (
    "<table cellpadding='5' cellspacing='0' border='1'"
    " style='border-collapse: collapse; border-color: #b5bdc6; border-style: solid'>"
)
