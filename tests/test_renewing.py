"""The renewal report: of a published year only, from the window as from the command line."""

import io
import shutil
from pathlib import Path

import docx
import pytest

from models.departure import Departure
from models.failure import Failure
from storage import vault
from tests.vaults import Watch
from ui import demonstration, renewing


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault whose year 2012 is published; 60 persons."""
    folder, clock = tmp_path_factory.mktemp("annee") / "demonstration", Watch()
    clock.advance(days=365)
    demonstration.make(folder, 60, 2012, 3, clock, lambda _: None)
    return folder / "coffre"


@pytest.fixture
def published(year: Path, tmp_path: Path, clock: Watch) -> vault.Vault:
    clock.advance(days=365)
    copy = Path(shutil.copytree(year, tmp_path / "coffre"))
    return vault.open_vault(copy, demonstration.PASSPHRASE, clock)


def test_the_report_says_what_was_published_and_is_noted_as_it_leaves(published: vault.Vault, tmp_path: Path):
    with published as opened:
        paths = renewing.write(opened, 2012, tmp_path)
        assert [path.name for path in paths] == ["rapport-2012.docx", "rapport-2012.pdf"]
        left = [each.kind for each in opened.departures.all()]
        assert left.count(Departure.RAPPORT) == 2
        document = docx.Document(io.BytesIO(paths[0].read_bytes()))
        told = " ".join(each.text for each in document.paragraphs).replace("\u00a0", " ")
        assert "En 2012, le service a reçu 60 personnes" in told


def test_a_year_that_is_not_published_has_no_report(published: vault.Vault, tmp_path: Path):
    with published as opened, pytest.raises(Failure, match="pas encore publiée"):
        renewing.write(opened, 2011, tmp_path)
    assert not list(tmp_path.glob("rapport-*"))


def test_nothing_is_left_nor_noted_when_one_of_the_two_files_is_refused(
    published: vault.Vault, tmp_path: Path
):
    (tmp_path / "rapport-2012.pdf").write_bytes(b"un autre")
    with published as opened:
        before = len(opened.departures.all())
        with pytest.raises(Failure, match="existe déjà"):
            renewing.write(opened, 2012, tmp_path)
        assert len(opened.departures.all()) == before
    assert [path.name for path in tmp_path.glob("rapport-*")] == ["rapport-2012.pdf"]
