"""The exhibits of a dossier: added, put in order by hand, their files taken into the vault and looked at."""

import threading
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from exports import examination, intake
from models.casework import PIECE, Record
from models.exhibit import Content
from models.failure import Failure
from models.fields import Answers
from models.forms import piece
from storage.exhibits import Exhibit, RemovedExhibit
from ui.bundle_box import BundleBox
from ui.buttons import button
from ui.exhibit_card import ExhibitCard, in_pages
from ui.file_choice import choose_existing
from ui.labels import label
from ui.page import Desk

_EMPTY = "Aucune pièce. Ajoutez aussi celles qui manquent : la liste dira qui peut les donner."
_LEFT = "Le fichier d’origine est resté où il était, lisible par tous : effacez-le s’il n’a rien à y faire."


class ExhibitList(QWidget):
    """``changed`` when a number, a title or a file is another; ``departed`` when they left, joined."""

    changed = Signal()
    departed = Signal()

    def __init__(self, desk: Desk, situation: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._situation = desk, situation
        self._exhibits = desk.vault.exhibits
        self._cards: list[ExhibitCard] = []
        self._given_up = threading.Event()
        self._empty = label(_EMPTY, "hint")
        self._add = button("Ajouter une pièce", "piece.ajouter", self.add, sign="plus")
        self._progress = QProgressBar()
        self._progress.setObjectName("piece.progression")
        self._progress.setAccessibleName("Lecture du fichier")
        self._progress.setRange(0, 0)
        self._stop = button("Arrêter", "piece.arreter", self.cancel)
        self._bundle = BundleBox(desk, situation, self)
        self._bundle.departed.connect(self.departed)
        self._lay_out()
        self._rest()
        for exhibit in self._exhibits.of(situation):
            self._insert(len(self._cards), self._card(exhibit))
        self._renumber()
        desk.unsaved.saved.connect(self._follow)

    @property
    def cards(self) -> tuple[ExhibitCard, ...]:
        """In their order."""
        return tuple(self._cards)

    def types(self, record: Record) -> bool:
        """Whether the record is one of these exhibits."""
        return any(card.record.id == record.id for card in self._cards)

    def flush(self) -> None:
        for card in self._cards:
            card.flush()

    def open(self, record_id: str) -> None:
        """Open the card of an exhibit."""
        for card in self._cards:
            if card.record.id == record_id:
                card.open()

    def add(self) -> None:
        """A new exhibit, saved at once and opened."""
        with self._desk.notices.telling():
            record = self._exhibits.add(self._situation, Answers(piece.FORM))
            self._desk.notices.saved.emit(record.changed_at)
            card = self._card(self._exhibits.of(self._situation)[-1])
            self._insert(len(self._cards), card)
            self._renumber()
            card.open()

    def take_in(self, card: ExhibitCard, path: Path) -> None:
        """Take a file into the vault, made anew on the way; a refusal is told, and nothing is kept of it.

        It is taken in even when this page was left meanwhile.
        """
        self.cancel()
        given_up = self._given_up = threading.Event()
        self._progress.show()
        self._stop.show()
        desk, record_id = self._desk, card.record.id
        code = desk.vault.records.person(self._situation.owner_id or "").code

        def take(content: Content | None) -> None:
            if isValid(card):
                self._attach(card, content)
            elif content is not None:
                _attach_unseen(desk, record_id, content, code)

        desk.jobs.start(desk.notices, lambda: _examined(path, given_up), take, self._refuse)

    def cancel(self) -> None:
        """Give up the file that is being read."""
        self._given_up.set()
        self._rest()

    def _attach(self, card: ExhibitCard, content: Content | None) -> None:
        self._rest()
        if content is None:
            return
        with self._desk.notices.telling():
            card.flush()
            former = self._former(card)
            self._keep(card, content)
            told = f"Pièce prise dans le coffre : {in_pages(content.pages)}. {_LEFT}"
            if former is None:
                self._desk.notices.tell(told, lasting=True)
            else:
                self._desk.notices.tell(
                    told, "Remettre le fichier précédent", lambda: self._keep(card, former), lasting=True
                )

    def _keep(self, card: ExhibitCard, content: Content) -> None:
        with self._desk.notices.telling():
            self._exhibits.attach(card.record, content)
            self._desk.undo.answer(card.record, piece.ETAT_PIECE, piece.OBTENUE)
            self._renumber()

    def _former(self, card: ExhibitCard) -> Content | None:
        return self._exhibits.content(card.record) if card.exhibit.has_file else None

    def _drop_file(self, card: ExhibitCard) -> None:
        with self._desk.notices.telling():
            content = self._exhibits.detach(card.record)
            self._renumber()
            self._desk.notices.tell(
                "Fichier retiré du coffre.", "Annuler le retrait", lambda: self._keep(card, content)
            )

    def _view(self, card: ExhibitCard) -> None:
        with self._desk.notices.telling():
            card.flush()
            title = (
                f"Pièce n° {card.exhibit.number} — {card.record.answers[piece.INTITULE] or 'sans intitulé'}"
            )
            self._desk.show(title, self._exhibits.looked_at(card.record).data)

    def _move(self, card: ExhibitCard, by: int) -> None:
        place = self._cards.index(card) + by
        if not 0 <= place < len(self._cards):
            return
        with self._desk.notices.telling():
            self._exhibits.place(self._situation, card.record, place)
            focused = cast("QWidget | None", self.focusWidget())
            self._cards.remove(card)
            self._column.removeWidget(card)
            self._insert(place, card)
            self._renumber()
            if focused is not None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, card: ExhibitCard) -> None:
        with self._desk.notices.telling():
            card.flush()
            record, answers = card.record, self._desk.unsaved.answers(card.record)
            gone = self._exhibits.remove(self._situation, record)
            self._desk.unsaved.forget(record)
            self._cards.remove(card)
            card.hide()
            card.deleteLater()
            self._renumber()
            self._add.setFocus()
            self._desk.notices.tell(
                "Pièce retirée ; les suivantes changent de numéro.",
                "Annuler le retrait",
                lambda: self._put_back(gone, answers),
            )

    def _put_back(self, gone: RemovedExhibit, answers: Answers) -> None:
        with self._desk.notices.telling():
            back = self._exhibits.put_back(self._situation, gone, answers)
            self._desk.notices.saved.emit(back.changed_at)
            exhibit = self._exhibits.of(self._situation)[gone.place]
            self._insert(gone.place, self._card(exhibit))
            self._renumber()
            self._cards[gone.place].open()

    def _insert(self, place: int, card: ExhibitCard) -> None:
        self._cards.insert(place, card)
        self._column.insertWidget(place, card)
        card.show()

    def _card(self, exhibit: Exhibit) -> ExhibitCard:
        card = ExhibitCard(self._desk, exhibit, self)
        card.changed.connect(self.changed)
        card.wants_place.connect(self._move)
        card.wants_file.connect(self._ask_file)
        card.wants_view.connect(self._view)
        card.wants_no_file.connect(self._drop_file)
        card.wants_removal.connect(self._take_away)
        return card

    def _renumber(self) -> None:
        """Read again how many pages each has, and its number."""
        for card, exhibit in zip(self._cards, self._exhibits.of(self._situation), strict=True):
            card.show_exhibit(exhibit)
        self._empty.setVisible(not self._cards)
        self._bundle.show_count(sum(card.exhibit.has_file for card in self._cards))
        self.changed.emit()

    def _ask_file(self, card: ExhibitCard) -> None:
        choose_existing(self, "Fichier de la pièce", intake.KINDS, lambda path: self.take_in(card, path))

    def _refuse(self, failure: Failure) -> None:
        if isValid(self):
            self._rest()
        self._desk.notices.fail(str(failure))

    def _follow(self, record: Record) -> None:
        """A file was taken in from a page that was left."""
        if self.types(record):
            known = [card.exhibit.digest for card in self._cards]
            if known != [each.digest for each in self._exhibits.of(self._situation)]:
                self._renumber()

    def _rest(self) -> None:
        self._progress.hide()
        self._stop.hide()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addWidget(self._progress, 1)
        row.addWidget(self._stop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addLayout(self._column)
        column.addLayout(row)
        column.addWidget(self._bundle)


def _attach_unseen(desk: Desk, record_id: str, content: Content, code: str) -> None:
    """Keep a file whose card is no longer on the screen, and say for whom."""
    with desk.notices.telling():
        try:
            record = desk.vault.records.get(PIECE, record_id)
        except KeyError:
            raise Failure(
                "La pièce a été retirée pendant la lecture de son fichier : rien n’en a été gardé. Annulez le"
                " retrait, puis prenez le fichier de nouveau."
            ) from None
        desk.vault.exhibits.attach(record, content)
        desk.undo.answer(record, piece.ETAT_PIECE, piece.OBTENUE)
        desk.unsaved.saved.emit(desk.vault.records.get(PIECE, record_id))
        told = f"Pièce prise dans le coffre pour {code} : {in_pages(content.pages)}. {_LEFT}"
        desk.notices.tell(told, lasting=True)


def _examined(path: Path, given_up: threading.Event) -> Content | None:
    """``None`` when it was given up."""
    try:
        intake.check_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError:
        raise Failure(
            "Ce fichier n’a pas pu être lu : il n’est plus là, ou la clé a été retirée. Vérifiez, puis"
            " recommencez. Rien n’a été pris dans le coffre."
        ) from None
    try:
        return examination.examined(data, given_up.is_set)
    except examination.Stopped:
        return None
