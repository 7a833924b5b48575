"""Users in Réglages: who may do what, passphrases handed over once, a key changed with the vault closed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.casework import PERSONNE
from models.fields import Answers
from models.forms import personne
from models.journal import Act
from models.roles import Role
from storage import backups, header, keys, vault
from storage.failures import WrongPassphrase
from tests.campaigns.header import quick_derivation
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch
from tests.windows import Screen, press, settle, type_in
from ui import safeguards

NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "raised", lambda *_: None)
    monkeypatch.setattr(keys, "_derive", quick_derivation)


@pytest.fixture
def opening(tmp_path: Path, clock: Watch) -> vault.Opening:
    return vault.prepare(tmp_path / "coffre", USER, PASSPHRASE, clock, cost=keys.FLOOR)


class Settings:
    """The page of the settings, and hands."""

    def __init__(self, screen: Screen, bot: QtBot) -> None:
        self.screen, self.bot = screen, bot
        screen.workspace.show_settings()
        settle()

    def write(self, name: str, text: str) -> None:
        line = self.screen.seen(name, QLineEdit)
        line.setFocus()
        line.selectAll()
        type_in(line, text)

    def until(self, seen: Callable[[], bool]) -> None:
        self.bot.waitUntil(seen, timeout=20_000)
        settle()

    def add(self, name: str) -> str:
        """Add a user by hand; the passphrase that is shown."""
        count = len(self.screen.vault.users.all())
        self.screen.click("utilisateurs.ajouter")
        self.write("ajout.nom", name)
        self.screen.click("ajout.ajouter")
        self.until(lambda: len(self.screen.vault.users.all()) > count)
        self.until(lambda: self.screen.is_seen("utilisateurs.phrase"))
        return self.screen.seen("utilisateurs.phrase", QLabel).text().splitlines()[-1]

    def acts(self) -> list[Act]:
        return [each.act for each in self.screen.vault.journal.entries()]

    def id_of(self, name: str) -> str:
        return next(each.id for each in self.screen.vault.users.all() if each.name == name)


@pytest.fixture
def page(screen: Screen, qtbot: QtBot) -> Settings:
    return Settings(screen, qtbot)


def test_a_user_is_added_and_her_passphrase_is_shown_once(page: Settings):
    phrase = page.add("Anne-Lise")
    assert len(phrase.split()) == 7
    assert page.acts()[0] is Act.UTILISATEUR_AJOUTE
    folder = page.screen.vault.folder
    page.screen.workspace.show_today()
    page.screen.workspace.show_settings()
    assert not page.screen.is_seen("utilisateurs.phrase")
    page.screen.window.lock()
    vault.open_vault(folder, phrase, Watch(), "Anne-Lise").close()


def test_a_name_that_is_taken_is_told_in_place(page: Settings):
    page.screen.click("utilisateurs.ajouter")
    page.write("ajout.nom", USER.upper())
    press(page.screen.seen("ajout.nom", QLineEdit), Qt.Key.Key_Return)
    page.until(lambda: page.screen.is_seen("ajout.probleme"))
    assert "déjà ce nom" in page.screen.seen("ajout.probleme", QLabel).text()
    assert len(page.screen.vault.users.all()) == 1


def test_she_changes_her_passphrase(page: Settings):
    folder = page.screen.vault.folder
    page.screen.click("utilisateurs.maphrase")
    page.write("maphrase.ancienne", WRONG_PASSPHRASE)
    for name in ("maphrase.phrase", "maphrase.phrase_encore"):
        page.write(name, NEW)
    page.screen.click("maphrase.changer")
    page.until(lambda: page.screen.is_seen("maphrase.probleme"))
    assert "incorrecte" in page.screen.seen("maphrase.probleme", QLabel).text()
    page.write("maphrase.ancienne", PASSPHRASE)
    page.screen.click("maphrase.changer")
    page.until(lambda: "changée" in page.screen.notice)
    assert page.acts()[0] is Act.PHRASE_CHANGEE
    page.screen.window.lock()
    vault.open_vault(folder, NEW, Watch(), USER).close()


def test_a_role_is_changed_and_changed_back(page: Settings):
    page.add("Anne-Lise")
    hers = page.id_of("Anne-Lise")
    page.screen.click(f"utilisateur.role.{hers}")
    assert page.screen.vault.users.all()[1].role is Role.RESPONSABLE
    page.screen.click("avis.action")
    assert page.screen.vault.users.all()[1].role is Role.INTERVENANT
    assert page.acts()[:2] == [Act.ROLE, Act.ROLE]


def test_a_user_is_renamed_and_named_as_before(page: Settings):
    screen = page.screen
    page.add("Anne-Lise")
    hers = page.id_of("Anne-Lise")
    screen.click(f"utilisateur.nom.{hers}")
    page.write("renommage.nom", USER.upper())
    screen.click("renommage.changer")
    assert "déjà ce nom" in screen.seen("renommage.probleme", QLabel).text()
    page.write("renommage.nom", "Anne-Lise B.")
    press(screen.seen("renommage.nom", QLineEdit), Qt.Key.Key_Return)
    assert screen.seen(f"utilisateur.{hers}", QLabel).text().startswith("Anne-Lise B. —")
    assert not screen.is_seen("renommage")
    screen.click("avis.action")
    assert page.id_of("Anne-Lise") == hers
    assert page.acts()[:2] == [Act.UTILISATEUR_RENOMME, Act.UTILISATEUR_RENOMME]


def test_a_forgotten_passphrase_is_made_again(page: Settings):
    first = page.add("Anne-Lise")
    page.screen.click(f"utilisateur.phrase.{page.id_of('Anne-Lise')}")
    page.until(lambda: page.acts()[0] is Act.PHRASE_REFAITE)
    assert page.screen.seen("utilisateurs.phrase", QLabel).text().splitlines()[-1] != first


def test_removing_a_user_says_what_old_copies_still_open_and_changes_the_key(page: Settings):
    screen = page.screen
    folder, phrase = screen.vault.folder, page.add("Anne-Lise")
    screen.vault.backups.folder.mkdir()
    former = safeguards.back_up(screen.vault, screen.vault.backups.folder).path
    added = screen.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Chimérac"}))
    screen.click(f"utilisateur.retirer.{page.id_of('Anne-Lise')}")
    told = screen.seen("renouvellement.sauvegardes", QLabel).text()
    assert "Les sauvegardes antérieures restent lisibles avec l’ancienne phrase" in told
    assert "Faites ces deux derniers mois" in told
    screen.click("renouvellement.faire")
    assert "Donnez votre phrase" in screen.seen("renouvellement.probleme", QLabel).text()
    assert header.read(folder).header.generation == 1
    page.write("renouvellement.phrase", PASSPHRASE)
    screen.click("renouvellement.faire")
    page.until(lambda: screen.is_seen("secours.imprimer") and screen.window.workspace is None)
    screen.click("secours.plus_tard")
    page.until(lambda: screen.window.workspace is not None)
    assert header.read(folder).header.generation == 2
    assert [each.name for each in screen.vault.users.all()] == [USER]
    assert screen.records.all(PERSONNE) == (added,)
    assert Act.UTILISATEUR_RETIRE in page.acts()
    assert "s’ouvrent encore avec l’ancienne" in screen.notice
    screen.click("avis.action")
    page.until(lambda: "Sauvegarde de ce poste refaite" in screen.notice)
    (made,) = backups.found(screen.vault.backups.folder, screen.vault.backups.source.vault_id)
    assert made != former
    screen.window.lock()
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, phrase, Watch())


def test_who_was_away_is_given_a_passphrase_when_the_key_changes(page: Settings):
    screen = page.screen
    page.add("Anne-Lise")
    screen.click("utilisateurs.renouveler")
    page.write("renouvellement.phrase", PASSPHRASE)
    screen.click("renouvellement.faire")
    page.until(lambda: screen.is_seen("remise.phrases"))
    told = screen.seen("remise.phrases", QLabel).text()
    assert told.startswith("Anne-Lise : ")
    screen.click("remise.notee")
    screen.click("secours.plus_tard")
    page.until(lambda: screen.window.workspace is not None)
    assert not screen.is_seen("remise.phrases")
    assert Act.CLEF_CHANGEE in page.acts()
    assert "ancienne" not in screen.notice, "there is no backup to make again"


def test_a_wrong_passphrase_changes_no_key_and_the_vault_opens_as_before(page: Settings):
    screen, folder = page.screen, page.screen.vault.folder
    screen.click("utilisateurs.renouveler")
    page.write("renouvellement.phrase", WRONG_PASSPHRASE)
    screen.click("renouvellement.faire")
    page.until(lambda: "incorrecte" in screen.window.unlock._problem.text())
    assert header.read(folder).header.generation == 1
    page.write("coffre.phrase", PASSPHRASE)
    screen.click("coffre.ouvrir")
    page.until(lambda: screen.window.workspace is not None)
    assert "ancienne" not in screen.notice


def test_a_worker_is_shown_only_what_she_may_do(opening: vault.Opening, screen: Screen, qtbot: QtBot):
    """What the storage refuses is not proposed."""
    page = Settings(screen, qtbot)
    phrase, folder = page.add("Anne-Lise"), screen.vault.folder
    claire = screen.vault.users.me.id
    screen.window.lock()
    hers = vault.open_vault(folder, phrase, Watch(), "Anne-Lise")
    screen.window._enter(hers)
    screen.workspace.show_settings()
    settle()
    for name in ("utilisateurs.ajouter", "utilisateurs.imprimer", "utilisateurs.renouveler"):
        assert not screen.is_seen(name), name
    assert screen.is_seen(f"utilisateur.nom.{hers.users.me.id}")
    for code in ("nom", "role", "phrase", "retirer"):
        assert screen.window.findChildren(QPushButton, f"utilisateur.{code}.{claire}") == []
    assert screen.is_seen("utilisateurs.maphrase")


def test_nothing_secret_stays_on_a_page_that_is_left(page: Settings):
    page.add("Anne-Lise")
    page.screen.click("utilisateurs.maphrase")
    page.write("maphrase.ancienne", PASSPHRASE)
    page.screen.workspace.show_today()
    found = page.screen.window.findChildren(QLineEdit, "maphrase.ancienne")
    assert [each.text() for each in found] == [""]
    shown = page.screen.window.findChildren(QLabel, "utilisateurs.phrase")
    assert [each.text() for each in shown] == [""]


def test_the_backups_that_the_former_key_still_opens_are_told(screen: Screen, tmp_path: Path):
    (tmp_path / "ailleurs").mkdir()
    safeguards.back_up(screen.vault, tmp_path / "ailleurs")
    screen.workspace.show_settings()
    screen.click("utilisateurs.renouveler")
    told = screen.seen("renouvellement.sauvegardes", QLabel).text()
    assert told.endswith("Faites ces deux derniers mois : 1 sur ce poste, du 15/06/2012.")


def test_the_page_of_the_day_reminds_of_the_sheet_until_it_is_copied_back(screen: Screen, clock: Watch):
    def is_told() -> bool:
        screen.workspace.show_settings()
        screen.workspace.show_today()
        return screen.is_seen("rappel_feuille")

    assert is_told()
    screen.click("rappel_feuille.plus_tard")
    assert not is_told()
    clock.advance(days=7)
    assert is_told()
    screen.click("rappel_feuille.imprimer")
    groups = screen.vault.paper_key.groups()
    for line in ("secours.groupe_1", "secours.groupe_2"):
        place = int(screen.seen(line, QLineEdit).accessibleName().split()[1])
        screen.seen(line, QLineEdit).setText(groups[place - 1])
    screen.click("secours.verifier")
    assert not is_told()
