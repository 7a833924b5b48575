"""The main job on a full year: the same figures everywhere, and nobody in any of the files."""

import io
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
from exports import layout
from exports.counts import tabulate
from exports.pdf_file import page_texts, unpacked
from exports.publication import Publication, Withheld, publishable
from exports.tables import FEW, Table
from models.casework import NOUNS
from models.counting import Observations
from models.dates import Period
from models.fields import AddressField, Answers, ListField, PhoneField, TextField
from models.validation import problems
from storage import vault
from ui import demonstration, outgoing
from ui.pages.statistiques import Statistiques

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))


@dataclass(frozen=True)
class Demo:
    """A year of invented persons; ``secrets`` are their words, but for those that the same documents
    say of nobody ("aucune")."""

    folder: Path
    publication: Publication
    secrets: frozenset[str]

    @property
    def documents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob("comptage-*")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("annee") / "demonstration"
    demonstration.make(folder, 323, 2012, 1, main.now, lambda _: None)
    with vault.open_vault(folder / "coffre", demonstration.PASSPHRASE, main.now) as opened:
        publication = publishable(outgoing.counted(opened, YEAR))
        records = [record for noun in NOUNS for record in opened.records.all(noun)]
        assert not [wrong for record in records for wrong in problems(record.answers, YEAR.end)]
        secrets = {text for record in records for text in told(record.answers)}
        secrets |= {person.code for person in opened.records.recent_persons(400)}
    nobody = publishable(tabulate(Observations(YEAR)))
    said_anyway = found(
        frozenset(secrets),
        b"\n".join(
            opened_up(name, data)
            for name, data in outgoing.count_documents(nobody, outgoing.FICTITIOUS).items()
        ),
    )
    telling = {text for text in secrets if len(text) >= 4} - set(said_anyway)
    assert len(telling) > 1000
    return Demo(folder, publication, frozenset(telling))


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
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(f"{each}\n".encode() + archive.read(each) for each in archive.namelist())
    return unpacked(data) + "\n".join(page_texts(data)).encode()


def test_the_partition_is_the_seeds(demo: Demo) -> None:
    table = demo.publication["personne.statut"]
    assert isinstance(table, Table)
    assert {row.code: row.count for row in table.rows} == {
        "victime": 84,
        "mis_en_cause": 44,
        "hors_champ_penal": 195,
        "non_renseigne": 0,
    }
    assert table.base == 323


def test_the_count_says_something(demo: Demo) -> None:
    """Withheld tables are the exception in a full year, or the file would be of no use."""
    assert len(demo.publication.withheld) < len(demo.publication.tables) / 2
    asked = ("personne.sexe", "personne.majorite", "personne.tranche_age", "situation.origine")
    for code in (*asked, "situation.problematique", "orientation.destinataire"):
        assert isinstance(demo.publication[code], Table), f"{code} is withheld"


def test_the_three_renderings_give_the_same_numbers(demo: Demo, qtbot: QtBot, tmp_path: Path) -> None:
    window = main.build([str(demo.folder / "coffre")], preferences=tmp_path / "preferences.json")
    qtbot.addWidget(window)
    window.unlock.opened.emit(vault.open_vault(demo.folder / "coffre", demonstration.PASSPHRASE, main.now))
    assert window.workspace is not None
    window.workspace.show_statistics()
    page = window.workspace.page
    assert isinstance(page, Statistiques)
    page.show_period(YEAR)
    screen = squeezed(everything_on(page))
    pdf = squeezed(" ".join(page_texts(demo.documents["comptage-2012.pdf"])))
    book = openpyxl.load_workbook(io.BytesIO(demo.documents["comptage-2012.xlsx"]))
    cells = [cell.value for sheet in book for row in sheet for cell in row if cell.value is not None]
    sheet_text = squeezed(" ".join(layout.number(c) if isinstance(c, int) else str(c) for c in cells))
    window.lock()
    proofs = [
        squeezed(layout.proof(block))
        for family in layout.families(demo.publication.tables)
        for block in family.blocks
        if isinstance(block.first, Table) and not block.is_grid
    ]
    assert squeezed("Total vérifié : 323 = 84 + 44 + 195") in proofs
    for proof in filter(None, proofs):
        for name, rendering in (("screen", screen), ("pdf", pdf), ("spreadsheet", sheet_text)):
            assert proof in rendering, f"{proof} is not in the {name}"
    for table in demo.publication.tables:
        if isinstance(table, Table):
            for row in table.rows:
                label = squeezed(row.label)
                for name, rendering in (("screen", screen), ("pdf", pdf), ("spreadsheet", sheet_text)):
                    assert label in rendering, f"{row.label} is not in the {name}"


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


def test_each_table_says_its_unit_its_base_its_period_and_its_definition(demo: Demo) -> None:
    pdf = squeezed(" ".join(page_texts(demo.documents["comptage-2012.pdf"])))
    book = openpyxl.load_workbook(io.BytesIO(demo.documents["comptage-2012.xlsx"]))
    cells = [squeezed(str(cell.value)) for sheet in book for row in sheet for cell in row if cell.value]
    for family in layout.families(demo.publication.tables):
        for block in family.blocks:
            said = layout.counted(block, YEAR)
            assert "Période : année 2012" in said
            for sentence in filter(None, (said, layout.definition(block))):
                assert squeezed(sentence) in cells
                assert squeezed(sentence) in pdf


def test_no_small_number_and_no_withheld_number_is_published(demo: Demo) -> None:
    for table in demo.publication.tables:
        if isinstance(table, Withheld):
            assert not hasattr(table, "rows")
        else:
            assert not {table.base, *table.counts} & set(FEW)


def test_nobody_is_in_the_bytes_of_the_count(demo: Demo) -> None:
    assert len(demo.documents) == 2
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
