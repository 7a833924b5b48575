"""The window: the lock screen, or the workspace of an open vault."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.failure import Failure
from storage.vault import Vault
from ui.icons import icon
from ui.notices import Notices
from ui.outgoing import FICTITIOUS
from ui.page import Desk, Page
from ui.pages.aujourdhui import Aujourdhui
from ui.pages.ordonnance import OrdonnancePage
from ui.pages.personne import PersonnePage
from ui.pages.situation import SituationPage
from ui.pages.statistiques import Statistiques
from ui.preferences import Preferences
from ui.unlock import Unlock

Clock = Callable[[], datetime]

TITLE = "Permanence"
"""The title bar and the task bar say nothing else, whatever is open."""


class Window(QMainWindow):
    """Switches between the lock screen and the workspace, and knows nothing of what they do."""

    def __init__(self, folder: Path | None, preferences: Preferences, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("fenetre")
        self.setWindowTitle(TITLE)
        self.resize(1366, 768)
        self.setMinimumSize(900, 560)
        self._clock = clock
        self._stack = QStackedWidget()
        self.unlock = Unlock(folder, preferences, clock)
        self.unlock.opened.connect(self._enter)
        self._stack.addWidget(self.unlock)
        self.setCentralWidget(self._stack)
        self.workspace: Workspace | None = None
        self.unlock.focus_first()

    def tell(self, failure: Failure) -> None:
        """Show a failure that no page caught."""
        if self.workspace is not None:
            self.workspace.notices.fail(str(failure))
        else:
            self.unlock.tell(str(failure))

    def lock(self) -> None:
        """Save everything, close the vault, and show the lock screen: never asks, never waits."""
        if self.workspace is None:
            return
        workspace, self.workspace = self.workspace, None
        workspace.leave()
        self._stack.removeWidget(workspace)
        workspace.deleteLater()
        self.unlock.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.lock()
        super().closeEvent(event)

    def _enter(self, vault: Vault) -> None:
        self.workspace = Workspace(vault, self._clock)
        self.workspace.wants_lock(self.lock)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.show_today()


class Workspace(QWidget):
    """The pages of an open vault; one page of each kind at most is alive."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("espace")
        self._vault = vault
        self.notices = Notices()

        def today() -> date:
            return clock().date()

        self._desk = Desk(vault, today, self.notices)
        self._pages = QStackedWidget()
        self._today = Aujourdhui(self._desk)
        self._statistics = Statistiques(self._desk)
        for page in (self._today, self._statistics):
            self._pages.addWidget(page)
        self._today.wants_person.connect(self.show_person)
        self._today.wants_situation.connect(self.show_situation)
        self._saved = QLabel("")
        self._saved.setObjectName("enregistre")
        self._saved.setProperty("role", "saved")
        self.notices.saved.connect(self._tell_saved)
        self._lock = QPushButton(icon("cadenas"), "Verrouiller")
        self._lay_out()
        for keys, act in (
            ("Ctrl+K", self.show_today),
            ("Ctrl+N", self._new_contact),
            ("Ctrl+T", self.show_statistics),
        ):
            QShortcut(QKeySequence(keys), self, act)

    @property
    def page(self) -> Page:
        current = self._pages.currentWidget()
        assert isinstance(current, Page)
        return current

    def wants_lock(self, lock: Callable[[], None]) -> None:
        """What the lock button and its keys do."""
        self._lock.clicked.connect(lock)
        for keys in ("F12", "Ctrl+L"):
            QShortcut(QKeySequence(keys), self, lock)

    def leave(self) -> None:
        """Save all pages and close the vault."""
        for page in self._all_pages():
            page.flush()
        self._vault.close()

    def show_today(self) -> None:
        self._show(self._today)

    def show_statistics(self) -> None:
        self._show(self._statistics)

    def show_person(self, person_id: str) -> None:
        page = PersonnePage(self._desk, person_id)
        page.wants_situation.connect(self.show_situation)
        self._replace(page)

    def show_situation(self, situation_id: str) -> None:
        page = SituationPage(self._desk, situation_id)
        page.wants_person.connect(self.show_person)
        page.wants_order.connect(self.show_order)
        self._replace(page)

    def show_order(self, situation_id: str) -> None:
        page = OrdonnancePage(self._desk, situation_id)
        page.wants_situation.connect(self.show_situation)
        self._replace(page)

    def _all_pages(self) -> list[Page]:
        pages = (self._pages.widget(index) for index in range(self._pages.count()))
        return [page for page in pages if isinstance(page, Page)]

    def _replace(self, page: Page) -> None:
        """Show a page of one person, in place of the former one."""
        self.page.flush()
        kept = (self._today, self._statistics)
        former = [each for each in self._all_pages() if each not in kept]
        self._pages.addWidget(page)
        self._show(page)
        for widget in former:
            self._pages.removeWidget(widget)
            widget.deleteLater()

    def _show(self, page: Page) -> None:
        if self._pages.currentWidget() is not page:
            self.page.flush()
        self._pages.setCurrentWidget(page)
        for button in self._tabs.buttons():
            button.setChecked(button.property("page") == page.objectName())
        page.arrive()

    def _new_contact(self) -> None:
        self.page.flush()
        self._today.new_contact("")

    def _tell_saved(self, moment: datetime) -> None:
        self._saved.setText(f"Enregistré à {moment:%H:%M:%S}")

    def _lay_out(self) -> None:
        brand = QLabel(TITLE)
        brand.setProperty("role", "brand")
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(brand)
        self._tabs = QButtonGroup(self)
        self._tabs.setExclusive(False)
        for label, page, act, keys in (
            ("Aujourd’hui", self._today, self.show_today, "Ctrl+K"),
            ("Statistiques", self._statistics, self.show_statistics, "Ctrl+T"),
        ):
            button = QPushButton(label)
            button.setObjectName(f"aller.{page.objectName().removeprefix('page.')}")
            button.setProperty("tab", True)
            button.setProperty("page", page.objectName())
            button.setCheckable(True)
            button.setToolTip(keys)
            button.clicked.connect(act)
            self._tabs.addButton(button)
            bar.addWidget(button)
        if self._vault.is_fictitious:
            mark = QLabel(FICTITIOUS)
            mark.setObjectName("fictif")
            mark.setProperty("role", "fictitious")
            bar.addWidget(mark)
        bar.addStretch()
        self._lock.setObjectName("verrouiller")
        self._lock.setToolTip("F12 ou Ctrl+L")
        bar.addWidget(self._saved)
        bar.addWidget(self._lock)
        top = QWidget()
        top.setObjectName("barre")
        top.setLayout(bar)
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(self.notices)
        body.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
