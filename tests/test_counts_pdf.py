"""The PDF of the counts shows the publication: its numbers, all of them, and no other."""

import re

import pytest
from hypothesis import given, settings

from exports import layout
from exports.counts import tabulate
from exports.counts_pdf import counts_pdf
from exports.layout import Block, Family
from exports.pdf_file import page_texts, unpacked
from exports.publication import publishable
from exports.tables import Kind, Table
from models.counting import Observations
from models.fields import Unit
from tests import counted
from tests.counted import YEAR, several

SERVICE = "Commissariat d’Exemple-sur-Seine"


def flat(text: str) -> str:
    """The words of a text with single spaces between them; line breaks are the paper's."""
    return re.sub(r"\s+", " ", text).strip()


def told(data: bytes) -> str:
    pages = (re.sub(r"page \d+ / \d+", " ", page) for page in page_texts(data))
    alone = (page.replace(f"{SERVICE} — Année 2012", " ", 1) for page in pages)
    return flat(" ".join(page.replace("Comptage de l’activité", " ", 1) for page in alone))


def lines(family: Family) -> list[str]:
    """What must be printed of a family, line by line, from the publication alone."""
    return [flat(line) for block in family.blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    found: list[str] = []
    for table in block.tables:
        title = table.heading.title
        if not isinstance(table, Table):
            found.append(f"{title} retenu" if block.is_grid else title)
        elif table.heading.kind is Kind.TOTAL:
            found.append(f"{title} {layout.number(table.base)}")
        elif block.is_grid:
            found.append(" ".join((title, *map(layout.number, (*table.counts, table.base)))))
        else:
            found += [
                f"{row.label} {layout.number(row.count)} {layout.percentage(row.count, table.base)}"
                for row in table.rows
            ]
            if table.heading.kind is Kind.PARTITION:
                found += [f"Total {layout.number(table.base)}", layout.proof(block)]
    return found + list(layout.reasons(block))


@given(counted.observations())
@settings(max_examples=8)
def test_what_is_read_back_is_the_publication(observed: Observations) -> None:
    publication = publishable(tabulate(observed))
    rest = told(counts_pdf(publication, SERVICE))
    for family in layout.families(publication.tables):
        for line in lines(family):
            before, found, rest = rest.partition(line)
            assert found, (line, before[:500])


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d\u00a0]*", text)


def test_a_withheld_table_shows_its_reason_and_no_number() -> None:
    persons = [*several(80, {"statut": "victime"}), *several(3, {"statut": "mis_en_cause"}, first=80)]
    publication = publishable(tabulate(counted.of(Unit.PERSONNE, persons)))
    text = told(counts_pdf(publication, SERVICE))
    start = text.index("Personnes par statut")
    between = text[start : text.index("Activité", start)]
    assert flat(layout.reasons(layout.headline(publication))[0]) in between
    assert numbers(between) == [*numbers(layout.period(publication)), "1", "5", "1", "5"]


def test_what_is_withheld_does_not_change_the_file() -> None:
    def made(few: int) -> bytes:
        victims = several(80 - few, {"statut": "victime"})
        others = several(few, {"statut": "mis_en_cause"}, first=80 - few)
        return counts_pdf(publishable(tabulate(counted.of(Unit.PERSONNE, victims + others))), SERVICE)

    assert made(2) == made(3)
    assert made(2) != made(10)


def test_the_first_page_can_be_read_alone() -> None:
    first = flat(page_texts(counts_pdf(publishable(tabulate(counted.seed())), SERVICE))[0])
    for words in (SERVICE, "Année 2012", "Victime 84 26,0 %", "Total vérifié : 323 = 84 + 44 + 195"):
        assert words in first


def test_the_same_publication_gives_the_same_bytes_and_says_nothing_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "HOME"):
        monkeypatch.setenv(name, "MARQUEUR")
    publication = publishable(tabulate(counted.seed()))
    data = counts_pdf(publication, SERVICE)
    assert data == counts_pdf(publication, SERVICE)
    for word in (b"MARQUEUR", b"ReportLab", b"pikepdf", b"CreationDate", b"Producer", b"Author"):
        assert word not in unpacked(data)


@pytest.mark.parametrize("service", ["", "<b>&amp;</b> " + "x" * 300, "=1+1"])
def test_any_name_of_a_service_is_printed_as_it_is(service: str) -> None:
    text = "".join(page_texts(counts_pdf(publishable(tabulate(Observations(YEAR))), service)))
    assert re.sub(r"\s", "", service) in re.sub(r"\s", "", text)
