"""The first screen: open a vault, or make one."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from models.failure import Failure
from models.journal import Act
from storage import paper_key, rekey, restoration, vault
from storage.failures import MustWait, VaultInUse
from storage.restoration import Restored
from storage.vault import Opening, Vault
from ui import safeguards
from ui.buttons import button
from ui.entering import Entering
from ui.jobs import Jobs
from ui.labels import label
from ui.patience import Patience
from ui.preferences import Preferences
from ui.recovery_cards import ChooseCard, HandOverCard, RecoverCard
from ui.renewal import Renewal, Renewing
from ui.restore_card import RestoreCard
from ui.scroll import Scroll
from ui.sheet_card import SheetCard
from ui.unlock_cards import CreateCard, OpenCard

Clock = Callable[[], datetime]

Card = OpenCard | CreateCard | RecoverCard | RestoreCard | HandOverCard | ChooseCard | SheetCard

WIDTH_IN_CHARACTERS = 84

SHEET_FIRST = "Étape 3 sur 3 — La feuille de secours"
SHEET_AGAIN = "La nouvelle feuille de secours : l’ancienne n’ouvre plus ce coffre"

EVERY, LONGEST_WAIT = 2_000, 15 * 60_000
"""Milliseconds between two attempts at a vault in use, and after which its open keys are forgotten."""


class Unlock(QWidget):
    """Emits ``opened`` with the open vault, then ``renewed`` when its key was just changed."""

    opened = Signal(object)
    renewed = Signal()

    def __init__(self, folder: Path | None, preferences: Preferences, clock: Clock, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page.deverrouillage")
        self.setAccessibleName("Ouverture du coffre")
        self._preferences, self._clock, self._jobs = preferences, clock, jobs
        self._open, self._create, self._recover = OpenCard(), CreateCard(), RecoverCard()
        self._restore = RestoreCard()
        self.entering = Entering(clock, jobs, self)
        self._cards: tuple[Card, ...] = (
            *(self._open, self._create, self._recover, self._restore),
            *(self.entering.hand_over, self.entering.choose, self.entering.sheet),
        )
        self._back_up = button("&Restaurer une sauvegarde…", "deverrouillage.restaurer", self.show_restore)
        self._wanted: Opening | None = None
        self._handed: Mapping[str, str] = {}
        self._sheet, self._renews = "", False
        self._act: Act | None = None
        self._refusals = Patience(self._open.wait, self)
        self._attempts = QTimer(self)
        self._attempts.setInterval(EVERY)
        self._attempts.timeout.connect(self._try_again)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_WAIT)
        self._longest.timeout.connect(self._stop_waiting)
        self._wait_for = button("&Attendre qu’il se libère", "deverrouillage.attendre", self._start_waiting)
        self._no_longer = button("Ne plus &attendre", "deverrouillage.renoncer", self._stop_waiting)
        self._awaited = False
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Vérification en cours")
        self._busy.hide()
        self._renewing = Renewing()
        self._problem = label("", "problem", "deverrouillage.probleme")
        self._problem.hide()
        self._told = label("", "body", "deverrouillage.restaure")
        self._told.hide()
        self._lay_out()
        self._offer_to_wait(None)
        self._open.submitted.connect(self._unlock)
        self._open.wants_new.connect(lambda: self._show(self._create))
        self._create.submitted.connect(self._make)
        self._create.wants_old.connect(lambda: self._show(self._open))
        self._open.wants_recovery.connect(self._start_recovery)
        self._recover.submitted.connect(self._recover_with)
        self._recover.given_up.connect(lambda: self._show(self._open))
        self.entering.shows.connect(self._show)
        self.entering.waits.connect(self._wait)
        self.entering.refused.connect(self._refused)
        self.entering.ready.connect(self._end)
        self._restore.submitted.connect(self._make_again)
        self._restore.wants_back.connect(lambda: self._show(self._open))
        known = folder or preferences.vault
        self._open.set_folder(known)
        self._show(self._open if known is not None else self._create)

    def focus_first(self) -> None:
        next(card for card in self._cards if not card.isHidden()).focus_first()

    def show_restore(self) -> None:
        """Offer to make a vault again of a backup, in place of the one that was to be opened."""
        self._restore.set_folder(self._open.folder)
        self._show(self._restore)

    def tell(self, sentence: str) -> None:
        """Say what went wrong, under the fields."""
        self._told.hide()
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def give_up(self) -> None:
        """The window closes, or is locked: what is being verified opens nothing, what was opened closes."""
        self._awaited = False
        self._offer_to_wait(None)
        self._renewing.stop()
        if self.entering.abandon():
            self._forget()
            self._show(self._open)

    def renew(self, asked: Renewal) -> None:
        """Change the key of a vault that was just closed; then it opens again."""
        self._open.set_folder(asked.folder)
        self._show(self._open)
        given_up, clock = self._renewing.start(), self._clock

        def work() -> Opening:
            renewed = rekey.renew(
                asked.folder,
                asked.user,
                asked.passphrase,
                clock,
                without=asked.without,
                present=asked.present,
                progress=self._renewing.advance,
                stopped=given_up.is_set,
            )
            self._handed = renewed.phrases
            return renewed.opening

        self._run(work, sheet=SHEET_AGAIN, renews=True)

    def _show(self, card: Card) -> None:
        self.tell("")
        self._offer_to_wait(None)
        for each in self._cards:
            each.setVisible(each is card)
        self._back_up.setVisible(card in (self._open, self._create))
        card.focus_first()

    def _unlock(self, folder: Path, user: str, passphrase: str) -> None:
        clock = self._clock
        self._run(lambda: vault.unlock(folder.absolute(), passphrase, clock, user or None))

    def _make(self, folder: Path, user: str, passphrase: str) -> None:
        clock = self._clock
        self._run(lambda: vault.prepare(folder.absolute(), user, passphrase, clock), sheet=SHEET_FIRST)

    def _start_recovery(self) -> None:
        self._recover.begin(self._open.folder)
        self._show(self._recover)

    def _recover_with(self, folder: Path, sheet: str, user: str, passphrase: str) -> None:
        self._run(
            lambda: paper_key.recover(folder.absolute(), sheet, user, passphrase), act=Act.PAPIER_UTILISE
        )

    def _end(self, opened: Vault) -> None:
        self._forget()
        self._show(self._open)
        self.opened.emit(opened)
        if self._renews:
            self.renewed.emit()

    def _forget(self) -> None:
        for card in self._cards:
            card.forget()

    def _make_again(self, file: Path, folder: Path, passphrase: str) -> None:
        clock = self._clock
        self._wait(True)
        self._jobs.start(
            self,
            lambda: restoration.restore(file, folder.absolute(), passphrase, clock),
            self._made_again,
            self._refused,
        )

    def _made_again(self, restored: Restored) -> None:
        self._wait(False)
        self._restore.forget()
        self._open.set_folder(restored.folder)
        self._show(self._open)
        self._told.setText(safeguards.told_restored(restored))
        self._told.show()

    def _offer_to_wait(self, opening: Opening | None, *, waiting: bool = False) -> None:
        """Keep the open keys while she may still wait, and no longer."""
        self._wanted = opening
        self._wait_for.setVisible(opening is not None and not waiting)
        self._no_longer.setVisible(waiting)
        for timer, running in ((self._attempts, waiting), (self._longest, opening is not None)):
            if running:
                timer.start()
            else:
                timer.stop()

    def _start_waiting(self) -> None:
        self._wait(True)
        self.tell("En attente : le coffre s’ouvrira ici dès qu’il sera fermé là-bas.")
        self._offer_to_wait(self._wanted, waiting=True)
        self._no_longer.setFocus()

    def _stop_waiting(self) -> None:
        self._wait(False)
        self._offer_to_wait(None)
        self.tell("L’attente est terminée. Pour recommencer, redonnez votre phrase de passe.")
        self._open.forget()
        self.focus_first()

    def _try_again(self) -> None:
        if self._wanted is not None:
            self._enter(self._wanted)

    def _run(
        self,
        work: Callable[[], Opening],
        *,
        sheet: str = "",
        act: Act | None = None,
        renews: bool = False,
    ) -> None:
        """Then the vault opens; ``sheet`` and ``act`` are what to show and to note once it has."""
        self._handed, self._sheet, self._act, self._renews = {}, sheet, act, renews
        self._wait(True)
        self._offer_to_wait(None)
        self._awaited = True
        self._jobs.start(self, work, self._enter, self._refused)

    def _enter(self, opening: Opening) -> None:
        if not self._awaited:
            self._wait(False)
            return
        if vault.is_large(opening):
            self._open_beside(opening)
            return
        try:
            opened = vault.open_database(opening, self._clock)
        except Failure as failure:
            self._not_opened(opening, failure)
        else:
            self._opened(opened)

    def _open_beside(self, opening: Opening) -> None:
        """Its checks take a while: the window stays alive meanwhile, and says that it is busy."""
        clock = self._clock
        self._jobs.start(
            self,
            lambda: vault.open_database(opening, clock),
            self._opened,
            lambda failure: self._not_opened(opening, failure),
        )

    def _not_opened(self, opening: Opening, failure: Failure) -> None:
        if not isinstance(failure, VaultInUse):
            self._refused(failure)
        elif self._wanted is None:
            self._refused(failure)
            self._offer_to_wait(opening)

    def _opened(self, opened: Vault) -> None:
        self._wait(False)
        if not self._awaited:
            with suppress(Failure, OSError):
                opened.close()
            return
        self._forget()
        self._preferences.remember(opened.folder)
        self._open.set_folder(opened.folder)
        if self._act is not None:
            opened.journal.note(self._act)
        self.entering.begin(opened, self._handed, self._sheet)

    def _refused(self, failure: Failure) -> None:
        self._wait(False)
        self._offer_to_wait(None)
        self.tell(str(failure))
        if isinstance(failure, MustWait):
            self._refusals.wait(failure.seconds)
        self.focus_first()

    def _wait(self, waiting: bool) -> None:
        self.tell("")
        renewing = waiting and self._renewing.is_running
        self._busy.setVisible(waiting and not renewing)
        self._renewing.setVisible(renewing)
        if not waiting:
            self._renewing.end()
        for card in (*self._cards, self._back_up):
            card.setEnabled(not waiting)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_IN_CHARACTERS * self.fontMetrics().averageCharWidth())
        inner = QVBoxLayout(middle)
        inner.addStretch(1)
        for widget in (
            label("Permanence", "title"),
            *self._cards,
            self._problem,
            self._told,
            self._busy,
            self._renewing,
        ):
            inner.addWidget(widget)
        for choice in (self._wait_for, self._no_longer, self._back_up):
            inner.addWidget(choice, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(2)
        area = Scroll(fill=True)
        page = QWidget()
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area.add(page)
        column.addWidget(area)
