"""A whole journey through the real window on a temporary vault: proof that an installed program works."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from exports.protection.cells import Catalogue, Counts, Variable
from exports.protection.release import protect
from models.casework import EVALUATION, ORIENTATION
from models.closing import LAST
from models.dates import Period
from models.forms import accueil, evaluation, orientation
from storage import network
from storage.vault import Clock
from ui.choices import RadioChoice, SearchChoice
from ui.demonstration import PASSPHRASE
from ui.pages.ordonnance import OrdonnancePage
from ui.pages.situation import SituationPage
from ui.pages.statistiques import Statistiques
from ui.window import Window, Workspace

OPTION = "--autotest"

_PATIENCE = 60.0
"""Seconds allowed for the slowest step, the derivation of the key."""

W = TypeVar("W", bound=QWidget)

Build = Callable[..., Window]


def run(build: Build, clock: Clock) -> int:
    """Create, receive, evaluate, orient, lock, reopen, find, publish, report, draft; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raised: list[str] = []
    sys.excepthook = lambda kind, error, _trace: raised.append(f"{kind.__name__} : {error}")
    with tempfile.TemporaryDirectory() as folder:
        journey = Journey(build([], clock=clock, preferences=Path(folder) / "preferences.json"), Path(folder))
        try:
            journey.run()
        except Unexpected as error:
            raised.append(str(error))
        finally:
            journey.end()
            sys.excepthook = sys.__excepthook__
    if raised:
        _say(f"autotest : échec : {' ; '.join(raised)}")
        return 1
    _say(f"autotest : réussi ; réseau refusé par : {network.refusal().value}")
    return 0


class Unexpected(Exception):
    """What should have been seen and was not."""


def _expect(seen: bool, what: str) -> None:
    if not seen:
        raise Unexpected(what)


class Journey:
    """The steps, each as a user makes it."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self._folder = window, folder

    def run(self) -> None:
        self.window.show()
        self._create()
        self._receive()
        self._lock_and_reopen()
        self._find()
        self._count()
        self._protect()
        self._draft()

    def end(self) -> None:
        """Closed again while it backs up, the window waits for nothing but what is running."""
        while self.window.isVisible():
            self.window.close()

    def _create(self) -> None:
        self._type("nouveau.dossier", str(self._folder / "coffre"))
        self._type("nouveau.utilisateur", "Autotest")
        self._press("nouveau.suivant")
        self._type("nouveau.phrase", PASSPHRASE)
        self._type("nouveau.phrase_encore", PASSPHRASE)
        self._press("nouveau.creer")
        self._press("secours.plus_tard")
        self._wait(lambda: self.window.workspace is not None, "le coffre se crée")

    def _receive(self) -> None:
        self._type("recherche", "Exemple Camille")
        self._child("recherche", QLineEdit).returnPressed.emit()
        page = self._page(SituationPage)
        self._choose(page, accueil.STATUT.code, "victime.declaree")
        self._choose(page, accueil.PROBLEMATIQUE.code, "violences_couple.ex_conjoint")
        self._press(f"{EVALUATION.code}.ajouter")
        self._choose(page, evaluation.BESOINS[0].code, "urgent")
        self._press(f"{ORIENTATION.code}.ajouter")
        self._choose(page, orientation.DESTINATAIRE.code, "avocat")
        page.flush()
        said = self._child("enregistre", QLabel)
        _expect(said.text().startswith("Enregistré à "), "l’enregistrement est annoncé")

    def _lock_and_reopen(self) -> None:
        self._press("verrouiller")
        _expect(self.window.workspace is None, "le coffre se verrouille")
        self._type("coffre.phrase", PASSPHRASE)
        self._press("coffre.ouvrir")
        self._wait(lambda: self.window.workspace is not None, "le coffre se rouvre")
        self._page(SituationPage)

    def _find(self) -> None:
        self._workspace.show_today()
        self._type("recherche", "camille exem")
        self._child("recherche", QLineEdit).returnPressed.emit()
        _expect(self._workspace.page.objectName() == "page.personne", "la personne est retrouvée")

    def _count(self) -> None:
        self._workspace.show_statistics()
        page = self._page(Statistiques)
        page.figures.show_period(Period(date(date.today().year, 1, 1), date.today()))
        _expect(page.figures.count is not None and not page.figures.count.is_empty, "la personne est comptée")
        page.show_publishing()
        page.publishing.choose(date.today().year - 1, LAST)
        page.publishing.look()
        self._wait(lambda: page.publishing.is_ready, "l’aperçu de la publication se calcule")
        written: list[list[Path]] = []
        page.publishing.published.connect(written.append)
        page.publishing.publish(self._folder)
        self._wait(lambda: bool(written), "la publication s’enregistre")
        _expect(all(path.stat().st_size > 0 for path in written[0]), "la publication n’est pas vide")
        page.publishing.write_report(self._folder)
        kinds = {path.suffix for path in written[-1]}
        _expect(kinds == {".docx", ".pdf"}, "le rapport de renouvellement s’enregistre")

    def _protect(self) -> None:
        """The solver is there and proves a small table."""
        variables = (Variable("statut", ("un", "autre")), Variable("sexe", ("femme", "homme")))
        star = Catalogue("essai", variables, "statut", (("statut", "sexe"),))
        cells = {("un", "femme"): 20, ("un", "homme"): 3, ("autre", "femme"): 30, ("autre", "homme"): 17}
        counts = Counts("essai", "essai", (), {("statut", "sexe"): cells})
        protected = protect(star, counts, (), 6, bytes(32))
        _expect(
            not protected.reason and bool(protected.tables[0].masked), "les petits effectifs sont protégés"
        )

    def _draft(self) -> None:
        self._workspace.show_today()
        self._type("recherche", "camille")
        self._child("recherche", QLineEdit).returnPressed.emit()
        self._press("situation.ouvrir")
        self._press("section.ordonnance")
        page = self._page(OrdonnancePage)
        target = self._folder / "brouillon.pdf"
        page.export(target)
        _expect(target.exists(), "le brouillon s’enregistre")

    @property
    def _workspace(self) -> Workspace:
        if self.window.workspace is None:
            raise Unexpected("le coffre est ouvert")
        return self.window.workspace

    def _page(self, kind: type[W]) -> W:
        page = self._workspace.page
        if not isinstance(page, kind):
            raise Unexpected(f"la page est {kind.__name__}")
        return page

    def _child(self, name: str, kind: type[W], inside: QWidget | None = None) -> W:
        seen: list[W] = []

        def look() -> bool:
            found = (inside or self.window).findChildren(kind, name)
            seen.extend(each for each in found if each.isVisible())
            return bool(seen)

        self._wait(look, f"« {name} » est à l’écran")
        return seen[0]

    def _type(self, name: str, text: str) -> None:
        line = self._child(name, QLineEdit)
        line.setText(text)
        line.editingFinished.emit()

    def _press(self, name: str) -> None:
        self._child(name, QAbstractButton).click()

    def _choose(self, page: QWidget, name: str, code: str) -> None:
        widget = self._child(name, QWidget, page)
        if not isinstance(widget, RadioChoice | SearchChoice):
            raise Unexpected(f"« {name} » est une liste")
        widget.set_value(code)
        widget.changed.emit()

    def _wait(self, done: Callable[[], bool], what: str) -> None:
        limit = time.monotonic() + _PATIENCE
        while not done():
            _expect(time.monotonic() < limit, what)
            QCoreApplication.processEvents()
            time.sleep(0.01)


def _say(sentence: str) -> None:
    """A program without a console has no standard output."""
    if sys.stdout is not None:
        sys.stdout.write(f"{sentence}\n")
