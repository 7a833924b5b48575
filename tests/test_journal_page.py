"""The page of the journal: who did what, on which code, and never on whom."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView

from exports.pdf_file import page_texts
from models.casework import SITUATION
from models.departure import Departure
from models.journal import Act, end_in_words
from storage import keys
from storage.journal import reseal, troubles
from tests import vaults
from tests.vaults import Watch
from tests.windows import NAME, Screen
from ui import outgoing
from ui.pages.journal import JournalPage


def lines(screen: Screen) -> list[list[str]]:
    model = screen.seen("journal.lignes", QTableView).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def journal(screen: Screen) -> Screen:
    """Opened after a person was received, and seen."""
    screen.situation()
    screen.click("aller.reglages")
    screen.click("reglages.journal")
    return screen


def test_it_tells_who_did_what_on_which_file(journal: Screen):
    code = journal.workspace._about.code if journal.workspace._about else ""
    seen = lines(journal)
    assert [line[3] for line in seen] == [
        Act.LECTURE.label, Act.CREATION.label, Act.CREATION.label, Act.OUVERTURE.label
    ]  # fmt: skip
    assert [line[4] for line in seen] == [code, code, code, ""]
    assert {line[2] for line in seen} == {vaults.USER}
    assert NAME not in str(seen)


def test_it_is_chosen_by_kind_by_user_and_by_day(journal: Screen, clock: Watch):
    kind = journal.seen("journal.acte", QComboBox)
    kind.setCurrentIndex(kind.findData(Act.CREATION.value))
    assert {line[3] for line in lines(journal)} == {Act.CREATION.label}
    day = journal.seen("journal.jour", QLineEdit)
    day.setText("14/06/2012")
    day.editingFinished.emit()
    assert journal.is_seen("journal.vide")
    assert not journal.is_seen("journal.lignes")
    journal.click("journal.tout")
    assert len(lines(journal)) == 4
    user = journal.seen("journal.utilisateur", QComboBox)
    assert [user.itemText(index) for index in range(user.count())] == ["Tous les utilisateurs", vaults.USER]


def test_what_left_is_told_by_its_kind(journal: Screen, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("out") / "note.pdf"
    outgoing.leave(journal.vault, Departure.NOTE, path, b"papier")
    journal.click("journal.tout")
    assert lines(journal)[0][5] == f"{Departure.NOTE.label} (registre, n° 1)"


def test_an_anomaly_is_told_at_the_top(journal: Screen):
    told = journal.seen("journal.etat", QLabel)
    assert told.text().startswith("Vérifié à l’ouverture")
    journal.vault.journal.troubles_found = ("l’entrée n° 4 a été modifiée",)
    journal.page.arrive()
    assert told.text() == "Anomalie : l’entrée n° 4 a été modifiée."


def test_a_file_that_is_no_more_is_told_so(journal: Screen):
    situation = journal.only(SITUATION)
    journal.records.remove(situation)
    journal.click("journal.tout")
    assert lines(journal)[0][3:5] == [Act.RETRAIT.label, "fiche qui n’est plus"]


def written(journal: Screen, path: Path) -> str:
    """The words of the journal saved as a file."""
    assert isinstance(journal.page, JournalPage)
    journal.page.save(path)
    return " ".join(" ".join(page_texts(path.read_bytes())).split())


def test_it_is_kept_on_paper_with_the_seal_at_which_it_ends(journal: Screen, tmp_path: Path):
    end, shown = journal.vault.journal.head(), lines(journal)
    told = written(journal, tmp_path / "journal.pdf")
    assert end_in_words(end) in told
    assert all(line[6] in told for line in shown)
    assert NAME not in told
    assert journal.vault.departures.all()[0].kind is Departure.JOURNAL
    assert journal.vault.journal.entries()[0].act is Act.SORTIE


def test_a_journal_written_again_with_the_key_has_another_seal_than_on_paper(journal: Screen, tmp_path: Path):
    """Inside the vault nothing tells: whoever has the key seals what she likes."""
    told = written(journal, tmp_path / "journal.pdf")
    key, database = keys.journal_key(journal.vault._keyring.master_key), journal.vault._database
    journal.click("journal.tout")
    assert all(line[6] in told for line in lines(journal)[1:]), "nothing was changed yet"
    database.execute("DROP TRIGGER journal_inchange")
    database.execute("UPDATE journal SET acte = 'lecture' WHERE numero = 2")
    reseal(database, key, key)
    assert troubles(database, key) == []
    journal.click("journal.tout")
    assert lines(journal)[-2][6] not in told
