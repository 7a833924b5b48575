"""The main job on a full year: the same figures everywhere, and nobody in any of the files."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

import main
from exports import supervisor
from exports.closing import Account, prepare
from exports.edition import Edition
from exports.pdf_file import page_texts, unpacked
from exports.protection.cells import address
from exports.protection.written import from_json
from exports.star import CATALOGUE
from exports.volumes import DUREES, ECRITS, ENTRETIENS, ISSUES, NATURES
from models.casework import NOUNS
from models.closing import newcomers
from models.counting import observe
from models.dates import Period
from models.fields import AddressField, Answers, ListField, PhoneField, TextField
from models.validation import problems
from storage import vault
from tests import editions
from ui import demonstration, outgoing, publishing
from ui.pages.statistiques import Statistiques

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))


@dataclass(frozen=True)
class Demo:
    """A year of invented persons; ``secrets`` are their words, but for those that the same documents
    say of nobody ("aucune")."""

    folder: Path
    edition: Edition
    stricter: Edition
    secrets: frozenset[str]

    @property
    def documents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob("comptage-*")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("annee") / "demonstration"
    demonstration.make(folder, 323, 2012, 1, main.now, lambda _: None)
    with vault.open_vault(folder / "coffre", demonstration.PASSPHRASE, main.now) as opened:
        (edition,) = publishing.editions(opened)
        stricter = with_threshold(opened, edition, 11)
        records = [record for noun in NOUNS for record in opened.records.all(noun)]
        assert not [wrong for record in records for wrong in problems(record.answers, YEAR.end)]
        secrets = {text for record in records for text in told(record.answers)}
        secrets |= {person.code for person in opened.records.recent_persons(400)}
    said_anyway = found(frozenset(secrets), json.dumps(CATALOGUE.data(), ensure_ascii=False).encode())
    said_anyway += found(frozenset(secrets), " ".join(words_of_a_year_of_nobody()).encode())
    telling = {text for text in secrets if len(text) >= 4} - set(said_anyway)
    assert len(telling) > 1000
    return Demo(folder, edition, stricter, frozenset(telling))


def with_threshold(opened: vault.Vault, edition: Edition, k: int) -> Edition:
    """The same year as it would have been published with another threshold."""
    observed = observe(opened.material(YEAR.end), YEAR)
    counted = newcomers(observed, set(), 1)
    account = Account(
        2012, 4, 1, observed, (), counted, {}, edition.catalogue, k, bytes(32), (), main.now(),
        outgoing.FICTITIOUS, 1, "",
    )  # fmt: skip
    return prepare(account).edition


def words_of_a_year_of_nobody() -> list[str]:
    volumes_of_nobody = [
        label for recoding in (NATURES, ENTRETIENS, ECRITS, DUREES, ISSUES) for _, label, _ in recoding
    ]
    documents = supervisor.documents(editions.year(), outgoing.FICTITIOUS)
    return [*volumes_of_nobody, *(opened_up(*each).decode("utf-8", "ignore") for each in documents.items())]


def told(answers: Answers) -> Iterator[str]:
    """Every identity, narrative, address and telephone, in the pieces that a leak would show."""
    for field in answers.answered():
        match field:
            case TextField():
                yield answers[field] or ""
            case PhoneField():
                phone = answers[field] or ""
                yield phone
                yield re.sub(r"\D", "", phone)
            case AddressField():
                address = answers[field]
                if address is not None:
                    yield address.street
                    yield address.more
            case ListField():
                for item in answers[field] or ():
                    yield from told(item)
            case _:
                pass


def found(secrets: frozenset[str], data: bytes) -> list[str]:
    """Which of them stand in the bytes, in any encoding that the program writes."""
    texts = [
        data.decode(encoding, errors="ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
    ]
    return [secret for secret in secrets if any(whole(secret, text) for text in texts)]


def whole(secret: str, text: str) -> bool:
    """A first name must not be found inside a longer word: "Inès" is not in "Orphelinès"."""
    return secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) is not None


def opened_up(name: str, data: bytes) -> bytes:
    """The document without its compression, and with its text."""
    if name.endswith((".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(f"{each}\n".encode() + archive.read(each) for each in archive.namelist())
    if name.endswith(".json"):
        return data
    return unpacked(data) + "\n".join(page_texts(data)).encode()


@pytest.mark.parametrize("k", [6, 11])
def test_the_partition_is_the_seeds_in_every_form(demo: Demo, k: int) -> None:
    edition = demo.edition if k == 6 else demo.stricter
    assert (edition.k, edition.reason, edition.total) == (k, "", 323)
    counts = {column.code: count for column, count in edition.partition}
    assert counts == {"victime": 84, "mis_en_cause": 44, "hors_champ_penal": 195}
    documents = demo.documents if k == 6 else supervisor.documents(edition, outgoing.FICTITIOUS)
    sheets, pages, data, publication = (
        opened_up(name, documents[name])
        for suffix in (".xlsx", ".pdf", ".zip", ".json")
        for name in documents
        if name.endswith(suffix)
    )
    told = squeezed("Total vérifié : 323 = 84 + 44 + 195")
    assert told in squeezed(sheets.decode("utf-8", "ignore"))
    assert told in squeezed(pages.decode("utf-8", "ignore"))
    assert all(f"{number}".encode() in data for number in (323, 84, 44, 195))
    totals = from_json(publication).totals
    assert [totals[address({"statut": code})] for code in counts] == [84, 44, 195]
    assert totals[()] == 323


def test_the_count_says_something(demo: Demo) -> None:
    """Masks are the exception in a full year, or the file would be of no use."""
    masked, size = demo.edition.masked
    assert masked < size / 4
    for code in ("sexe", "tranche_age", "problematique", "origine"):
        assert demo.edition.crossing(code).lines[0].cells[-1] is not None


def test_the_screen_and_the_files_give_the_same_partition(demo: Demo, qtbot: QtBot, tmp_path: Path) -> None:
    window = main.build([str(demo.folder / "coffre")], preferences=tmp_path / "preferences.json")
    qtbot.addWidget(window)
    window.unlock.opened.emit(vault.open_vault(demo.folder / "coffre", demonstration.PASSPHRASE, main.now))
    assert window.workspace is not None
    window.workspace.show_statistics()
    page = window.workspace.page
    assert isinstance(page, Statistiques)
    page.figures.show_period(YEAR)
    screen = squeezed(everything_on(page))
    window.lock()
    assert squeezed(f"Total vérifié : {demo.edition.sum}") in screen
    assert demo.edition.sum == "323 = 84 + 44 + 195"


def everything_on(page: Statistiques) -> str:
    """The text of the page, family of tables after family."""
    families = page.findChild(QListWidget, "statistiques.familles")
    tables = page.findChild(QTextBrowser, "statistiques.tableaux")
    assert families is not None
    assert tables is not None
    texts: list[str] = []
    for row in range(families.count()):
        families.setCurrentRow(row)
        texts.append(tables.toPlainText())
    return "\n".join(texts)


def squeezed(text: str) -> str:
    """Without the spaces and line breaks that each rendering puts where it wants."""
    return re.sub(r"[\s\u00a0\u202f]+", "", text)


def test_no_small_number_is_published(demo: Demo) -> None:
    for edition in (demo.edition, demo.stricter):
        few = set(range(1, edition.k))
        for crossing in edition.crossings:
            assert not {number for line in crossing.lines for number in line.cells} & few
            assert not set(crossing.regrouped) & few


def test_nobody_is_in_the_bytes_of_the_count(demo: Demo) -> None:
    assert len(demo.documents) == 4
    for name, data in demo.documents.items():
        assert not found(demo.secrets, data), name
        assert not found(demo.secrets, opened_up(name, data)), name
        assert not found(demo.secrets, name.encode())


def test_nobody_is_in_the_bytes_of_the_vault(demo: Demo) -> None:
    paths = list((demo.folder / "coffre").rglob("*"))
    assert {"coffre-0001.db", "clefs.json"} <= {path.name for path in paths}
    for path in paths:
        assert not found(demo.secrets, path.name.encode())
        data = path.read_bytes()
        assert not [secret for secret in demo.secrets if secret.encode() in data and len(secret) >= 6], (
            path.name
        )


def test_the_search_for_persons_finds_them_where_they_are(demo: Demo) -> None:
    """The control: the draft of an order names its parties, and so would a leak."""
    draft = demo.folder / outgoing.DRAFT_NAME
    assert found(demo.secrets, opened_up(draft.name, draft.read_bytes()))
    secret = max(demo.secrets, key=len)
    assert found(demo.secrets, f"<c>{secret}</c>".encode("utf-16-le"))


def test_the_documents_say_that_they_are_invented(demo: Demo) -> None:
    for name, data in demo.documents.items():
        assert squeezed("personnes inventées") in squeezed(opened_up(name, data).decode("utf-8", "ignore")), (
            name
        )


def test_no_date_finer_than_the_period_is_in_the_count(demo: Demo) -> None:
    days = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
    text = " ".join(page_texts(demo.documents["comptage-2012.pdf"]))
    assert not days.findall(text)
    book = openpyxl.load_workbook(io.BytesIO(demo.documents["comptage-2012.xlsx"]))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if days.search(cell)]


def test_the_draft_is_marked_on_each_page(demo: Demo) -> None:
    pages = page_texts((demo.folder / outgoing.DRAFT_NAME).read_bytes())
    assert pages
    assert all("BROUILLON — document préparatoire" in re.sub(r"\s+", " ", page) for page in pages)
