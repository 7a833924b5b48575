"""One exhibit on the screen: its number and title, its questions once opened, and its file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.casework import Record
from models.forms import piece
from models.wording import words
from storage.exhibits import Exhibit
from ui.buttons import button
from ui.fold import Fold
from ui.form_view import FormView
from ui.labels import label
from ui.page import Desk
from ui.saver import Saver
from ui.scroll import reveal

UP, DOWN = "Alt+Up", "Alt+Down"
TO_CHECK = "adresse à vérifier"


def headline(number: int, record: Record, pages: int) -> str:
    """``Pièce n° 2 — Certificat médical · obtenue · 3 pages``; what may give her away is said too."""
    answers = record.answers
    told = [f"Pièce n° {number} — {answers[piece.INTITULE] or 'sans intitulé'}"]
    if state := words(answers, piece.ETAT_PIECE):
        told.append(state.lower())
    if pages:
        told.append(in_pages(pages))
        if not is_covered(record):
            told.append(TO_CHECK)
    return " · ".join(told)


def in_pages(count: int) -> str:
    return f"{count} page{'s' if count > 1 else ''}"


def is_covered(record: Record) -> bool:
    """Whether somebody looked: no address is left to be read, or there was none."""
    return record.answers[piece.ADRESSE_OCCULTEE] in ("oui", "sans_objet")


class ExhibitCard(Fold):
    """Emits itself when it is to be moved, looked at, filled, emptied or removed."""

    changed = Signal()
    wants_place = Signal(object, int)
    wants_file = Signal(object)
    wants_view = Signal(object)
    wants_no_file = Signal(object)
    wants_removal = Signal(object)

    def __init__(self, desk: Desk, exhibit: Exhibit, parent: QWidget) -> None:
        super().__init__("", "piece", self._inside, parent)
        self._desk, self._exhibit = desk, exhibit
        self._record = exhibit.record
        self._saver: Saver | None = None
        self._file = label("", "hint", "piece.fichier_dit")
        self._buttons = self._make_buttons()
        for keys, by in ((UP, -1), (DOWN, 1)):
            shortcut = QShortcut(QKeySequence(keys), self, partial(self.wants_place.emit, self, by))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        desk.unsaved.saved.connect(self._written)
        self.show_exhibit(exhibit)
        if desk.unsaved.words(self._record):
            self.unfold()

    @property
    def record(self) -> Record:
        return self._record if self._saver is None else self._saver.record

    @property
    def exhibit(self) -> Exhibit:
        """As it was last read, but for its answers."""
        return self._exhibit

    def show_exhibit(self, exhibit: Exhibit) -> None:
        """It has another number, or another file."""
        self._exhibit = exhibit
        self._tell()

    def open(self) -> None:
        """Unfold, and go to the first question without an answer."""
        self.unfold()
        reveal(self)
        if self._saver is not None:
            self._view.focus_on_next()

    def flush(self) -> None:
        if self._saver is not None:
            self._saver.flush()

    def _inside(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self._view = FormView(piece.FORM, self._desk.today, box, framed=False)
        self._saver = Saver(self._desk, self._record, self._view)
        self._saver.saved.connect(self._saved)
        column.addWidget(self._view)
        column.addWidget(self._file)
        row = QHBoxLayout()
        for each in self._buttons[2:]:
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        """Two on the line of the title, the others below the questions."""

        def emit(signal: Callable[..., None], *given: object) -> Callable[[], None]:
            return lambda: signal(self, *given)

        up = button("Monter", "piece.monter", emit(self.wants_place.emit, -1), keys=UP)
        down = button("Descendre", "piece.descendre", emit(self.wants_place.emit, 1), keys=DOWN)
        self.head.addWidget(up)
        self.head.addWidget(down)
        return (
            up,
            down,
            button("Voir les pages", "piece.voir", emit(self.wants_view.emit)),
            button("Prendre un fichier…", "piece.prendre", emit(self.wants_file.emit)),
            button("Retirer le fichier", "piece.sans_fichier", emit(self.wants_no_file.emit), destroys=True),
            button("Retirer la pièce", "piece.retirer", emit(self.wants_removal.emit), destroys=True),
        )

    def _written(self, record: Record) -> None:
        """It was answered elsewhere."""
        if record.id == self._record.id:
            self._record = record
            self._tell()

    def _saved(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        exhibit, title = self._exhibit, self.record.answers[piece.INTITULE] or "sans intitulé"
        self.entitle(headline(exhibit.number, self.record, exhibit.pages))
        self._file.setText(_file_told(exhibit))
        _, _, view, take, drop, _ = self._buttons
        view.setVisible(exhibit.has_file)
        drop.setVisible(exhibit.has_file)
        take.setText("Remplacer le fichier…" if exhibit.has_file else "Prendre un fichier…")
        for each in self._buttons:
            each.setAccessibleName(f"{each.text()} : pièce n° {exhibit.number}, {title}")


def _file_told(exhibit: Exhibit) -> str:
    if not exhibit.has_file:
        return "Aucun fichier dans le coffre. PDF, photo JPEG ou PNG, 25 Mo au plus."
    told = f"Dans le coffre : {in_pages(exhibit.pages)}"
    if not exhibit.silent:
        return f"{told}. Le logiciel peut en lire le texte ; pas ce qui n’y est qu’en image."
    those = "c’est une image" if exhibit.silent == exhibit.pages == 1 else f"dont {exhibit.silent} en image"
    return f"{told}, {those} : le logiciel ne peut pas y chercher l’adresse. Regardez-la vous-même."
