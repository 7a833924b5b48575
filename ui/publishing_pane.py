"""Publishing a period: what would be masked is seen first; then it is closed, and its files written."""

import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from exports.closing import Account, Prepared, prepare
from exports.edition import edition_of
from models.closing import LAST, QUARTERS
from models.dates import written
from models.failure import Failure
from storage.publications import THRESHOLDS, Gap, Published
from ui import publishing, renewing
from ui.buttons import button
from ui.file_choice import choose_folder
from ui.labels import label
from ui.number_box import NumberBox
from ui.page import Desk
from ui.preview import Preview, preview
from ui.publishing import State

NOTE = (
    "Un trimestre donne les personnes par statut ; l’année, tous les tableaux, avec le quatrième trimestre. "
    "Une période publiée est close : ses chiffres ne changent plus."
)
EMPTY = "Choisissez une période, puis « Aperçu » : rien n’est clos ni écrit avant votre confirmation."
CONFIRM = (
    "La période sera close pour de bon : les fiches remplies ensuite n’y entreront plus, et le même fichier "
    "sera rendu à chaque fois. Le dossier choisi recevra des fichiers lisibles par tous."
)


class Stopped(Exception):
    """The user gave up."""


class PublishingPane(QWidget):
    """``published`` carries the paths of the files once they are written."""

    published = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state: State | None = None
        self._prepared: Prepared | None = None
        self._past: tuple[Published, ...] = ()
        self._given_up = threading.Event()
        self._done, self._total = 0, 0
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._show_progress)
        self._make_choices()
        self._make_actions()
        self._lay_out()

    def arrive(self) -> None:
        if self._prepared is None and self._done == self._total:
            self._read()

    def focus_first(self) -> None:
        self._year.setFocus()

    def choose(self, year: int, quarter: int) -> None:
        """Quarter 4 is the year."""
        self._year.setValue(year)
        self._quarter.setCurrentIndex(QUARTERS.index(quarter))

    def look(self) -> None:
        """Compute what the publication of the chosen period would say; nothing is written."""
        self._forget()
        with self._desk.notices.telling():
            account = publishing.gather(
                self._desk.vault,
                self._year.value(),
                self._chosen,
                self._threshold.currentData() if self._threshold.isEnabled() else None,
                elsewhere=self._elsewhere.isVisible() and self._elsewhere.isChecked(),
                nothing_since=self._nothing_since.isVisible() and self._nothing_since.isChecked(),
            )
            self._begin(len(account.catalogue.crossed))
            self._desk.jobs.start(self, lambda: self._prepare(account), self._ready, self._failed)

    def cancel(self) -> None:
        """Give up what is under way, or what was looked at."""
        self._given_up.set()
        self._forget()

    @property
    def is_ready(self) -> bool:
        """Whether a period was looked at, and may be published as it was seen."""
        return self._prepared is not None

    def leave(self) -> None:
        """The page is left: a preview that is being computed is given up."""
        if self._total and self._done < self._total:
            self._given_up.set()

    def publish(self, folder: Path) -> None:
        """Close the period that was looked at, and write its files."""
        prepared = self._prepared
        if prepared is None:
            return
        self._begin(0)
        self._desk.jobs.start(
            self,
            lambda: publishing.documents(prepared),
            lambda made: self._write(prepared, made, folder),
            self._failed,
        )

    def write_again(self, folder: Path) -> None:
        """Write the files of the publication chosen in the register once more."""
        row = self._register.currentRow()
        if not 0 <= row < len(self._past):
            return
        with self._desk.notices.telling():
            paths = publishing.publish_again(self._desk.vault, self._past[row], folder)
            self._desk.notices.tell(f"Mêmes fichiers, à l’octet près : enregistrés dans {folder}.")
            self.published.emit(paths)

    def write_report(self, folder: Path) -> None:
        """Write the renewal report of the year chosen in the register."""
        row = self._register.currentRow()
        if not 0 <= row < len(self._past):
            return
        with self._desk.notices.telling():
            paths = renewing.write(self._desk.vault, self._past[row].year, folder)
            names = " et ".join(path.name for path in paths)
            self._desk.notices.tell(f"{names} : enregistrés dans {folder}.")
            self.published.emit(paths)

    @property
    def _chosen(self) -> int:
        return QUARTERS[self._quarter.currentIndex()]

    def _prepare(self, account: Account) -> Prepared | None:
        """On the other thread; nothing when it was given up."""
        given_up = self._given_up

        def progress(done: int, total: int) -> None:
            if given_up.is_set():
                raise Stopped
            self._done, self._total = done, total

        try:
            return prepare(account, progress)
        except Stopped:
            return None

    def _ready(self, prepared: Prepared | None) -> None:
        self._rest()
        if prepared is None:
            self._desk.notices.tell("Aperçu arrêté : rien n’a été publié.")
            return
        self._prepared = prepared
        self._text.setHtml(preview(self.palette(), prepared))
        self._ask.show()
        self._confirm.setFocus()

    def _write(self, prepared: Prepared, made: Mapping[str, bytes], folder: Path) -> None:
        self._rest()
        with self._desk.notices.telling():
            paths = publishing.publish(self._desk.vault, prepared, made, folder)
            self._forget()
            names = ", ".join(path.name for path in paths)
            self._desk.notices.tell(
                f"{prepared.edition.title} : période close et publiée. {names} : enregistrés dans {folder}.",
                lasting=True,
            )
            self.published.emit(paths)
        self._read()

    def _failed(self, failure: Failure) -> None:
        self._rest()
        self._desk.notices.fail(str(failure))

    def _begin(self, most: int) -> None:
        self._given_up = threading.Event()
        self._done, self._total = 0, most
        self._show_progress()
        self._progress.show()
        self._stop.setVisible(most > 0)
        self._watch.start()
        self._allow(False)

    def _rest(self) -> None:
        self._watch.stop()
        self._done = self._total
        self._progress.hide()
        self._stop.hide()
        self._allow(True)

    def _show_progress(self) -> None:
        self._progress.setRange(0, self._total)
        self._progress.setValue(self._done)

    def _forget(self) -> None:
        """What was looked at is of another period now."""
        self._prepared = None
        self._ask.hide()
        self._text.setHtml(f"<p>{EMPTY}</p>")

    def _allow(self, free: bool) -> None:
        for widget in (self._year, self._quarter, self._look, self._confirm, self._again, self._register):
            widget.setEnabled(free)
        begun = self._state is not None and self._state.k is not None
        self._threshold.setEnabled(free and not begun)
        self._elsewhere.setEnabled(free)
        self._again.setEnabled(free and bool(self._past))
        self._allow_report()

    def _allow_report(self) -> None:
        """A report is of a published year."""
        row = self._register.currentRow()
        chosen = self._past[row] if 0 <= row < len(self._past) else None
        whole = chosen is not None and chosen.quarter == LAST
        self._report.setEnabled(whole and self._register.isEnabled())

    def _read(self) -> None:
        """Where the chosen year stands, and the register."""
        self._forget()
        try:
            self._state = publishing.state(self._desk.vault, self._year.value())
        except Failure as failure:
            self._state = None
            self._told.setText(str(failure))
            self._allow(False)
            return
        self._told.setText(self._sentence(self._state))
        self._elsewhere.setVisible(self._state.k is None)
        self._tell_gap(self._state.gap)
        if self._state.k is not None:
            self._threshold.setCurrentIndex(THRESHOLDS.index(self._state.k))
        self._past = tuple(reversed(self._desk.vault.publications.all()))
        self._register.clear()
        for each in self._past:
            self._register.addItem(self._line(each))
        self._register.setCurrentRow(0)
        self._allow(True)

    def _tell_gap(self, gap: Gap | None) -> None:
        """A backup was put back: she alone knows whether something was published meanwhile."""
        self._nothing_since.setVisible(gap is not None)
        if gap is not None:
            since, until = (f"{each:%d/%m/%Y à %H:%M}" for each in (gap.since, gap.until))
            self._nothing_since.setText(
                f"Une sauvegarde du {since} a été remise le {until} : rien n’a été publié entre les deux"
                " (sinon, totaux seuls)"
            )

    def _show_past(self) -> None:
        """What was published, when nothing is about to be."""
        self._allow_report()
        row = self._register.currentRow()
        if self._prepared is None and 0 <= row < len(self._past):
            edition = edition_of(self._past[row].content)
            self._text.setHtml(Preview(self.palette(), edition, {}).html())

    def _line(self, each: Published) -> str:
        by = self._desk.vault.name_of(each.author)
        period = publishing.title(each.year, each.quarter)
        mark = f"Empreinte {each.digest[:16]}"
        return f"N° {each.number} — {period}\nLe {written(each.at.date())} par {by}\n{mark}"

    def _sentence(self, state: State) -> str:
        if state.k is None:
            told = f"Rien n’est encore publié de {state.year}."
        elif state.is_closed:
            told = f"L’année {state.year} est close et publiée."
        else:
            names = ", ".join(each.title.lower() for each in state.editions)
            told = f"Publié de {state.year} : {names}. Seuil {state.k} jusqu’au 31 décembre."
        return " ".join(filter(None, (told, state.waiting)))

    def _make_choices(self) -> None:
        self._year = NumberBox("publier.annee", "Année", 1990, 2100)
        self._year.setValue(self._desk.today().year - 1)
        self._quarter = QComboBox()
        for quarter in QUARTERS:
            self._quarter.addItem("Année entière" if quarter == LAST else publishing.quarter_name(quarter))
        self._quarter.setCurrentIndex(len(QUARTERS) - 1)
        self._quarter.setObjectName("publier.periode")
        self._quarter.setAccessibleName("Période")
        self._threshold = QComboBox()
        for k in THRESHOLDS:
            self._threshold.addItem(f"Moins de {k} personnes", k)
        self._threshold.setObjectName("publier.seuil")
        self._threshold.setAccessibleName("Effectifs masqués")
        self._elsewhere = QCheckBox("Cette année a déjà été publiée depuis un autre coffre (totaux seuls)")
        self._elsewhere.setObjectName("publier.ailleurs")
        self._nothing_since = QCheckBox("")
        self._nothing_since.setObjectName("publier.rien_depuis")
        self._nothing_since.hide()
        self._nothing_since.toggled.connect(self._forget)
        self._year.valueChanged.connect(self._read)
        self._quarter.currentIndexChanged.connect(self._forget)
        self._threshold.activated.connect(self._forget)
        self._elsewhere.toggled.connect(self._forget)

    def _make_actions(self) -> None:
        self._told = label("", "body", "publier.etat")
        self._look = button("A&perçu", "publier.apercu", self.look, kind="primary")
        self._stop = button("Arrêter", "publier.arreter", self.cancel)
        self._progress = QProgressBar()
        self._progress.setObjectName("publier.progression")
        self._progress.setAccessibleName("Progression")
        self._text = QTextBrowser()
        self._text.setObjectName("publier.texte")
        self._text.setAccessibleName("Aperçu de la publication")
        self._register = QListWidget()
        self._register.setObjectName("publier.registre")
        self._register.setAccessibleName("Registre des publications")
        self._register.setWordWrap(True)
        self._register.currentRowChanged.connect(self._show_past)
        self._again = button("&Enregistrer de nouveau…", "publier.encore", self._ask_again)
        self._report = button("&Rapport de renouvellement…", "publier.rapport", self._ask_report)
        self._confirm = button(
            "&Clore et publier…", "publier.confirmer", self._ask_folder, kind="primary", destroys=True
        )
        self._ask = QFrame()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(CONFIRM, "body"), 1)
        row.addWidget(button("&Renoncer", "publier.renoncer", self.cancel))
        row.addWidget(self._confirm)
        for hidden in (self._stop, self._progress, self._ask):
            hidden.hide()

    def _ask_folder(self) -> None:
        choose_folder(self, "Où enregistrer les fichiers du superviseur", self.publish)

    def _ask_report(self) -> None:
        choose_folder(self, "Où enregistrer le rapport de renouvellement", self.write_report)

    def _ask_again(self) -> None:
        choose_folder(self, "Où enregistrer de nouveau ces fichiers", self.write_again)

    def _lay_out(self) -> None:
        choose = QHBoxLayout()
        for words, widget in (
            ("Année", self._year),
            ("Période", self._quarter),
            ("Masquer", self._threshold),
        ):
            text = label(words, "body")
            text.setWordWrap(False)
            text.setBuddy(widget)
            choose.addWidget(text)
            choose.addWidget(widget)
        choose.addWidget(self._look)
        choose.addWidget(self._progress, 1)
        choose.addWidget(self._stop)
        choose.addStretch(1)
        side = QVBoxLayout()
        side.addWidget(label("Registre des publications", "heading"))
        side.addWidget(self._register, 1)
        side.addWidget(self._again)
        side.addWidget(self._report)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._text, 3)
        body.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(choose)
        column.addWidget(self._elsewhere)
        column.addWidget(self._nothing_since)
        column.addWidget(self._told)
        column.addLayout(body, 1)
        column.addWidget(self._ask)
        column.addWidget(label(NOTE, "hint"))
