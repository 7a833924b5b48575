"""A publication on A4 paper: the tables of the spreadsheet, in the same order and the same words."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph

from exports import house_style, layout
from exports.house_style import (
    CELL,
    CELL_STRONG,
    HEADING,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    NUMBER_NOTE,
    NUMBER_STRONG,
    SUBHEADING,
    TITLE,
    WIDTH,
    Heading,
    Paper,
    text,
)
from exports.layout import Block, Family
from exports.publication import Publication
from exports.tables import Kind, Table
from models.dates import Period

NUMBER_WIDTH = 20 * mm


def counts_pdf(publication: Publication, service: str) -> bytes:
    """The file, the same bytes each time; ``service`` is the words that name the post."""
    about = f"{service} — {layout.period(publication)}" if service else layout.period(publication)
    paper = Paper(title=layout.TITLE, head=about, foot=layout.TITLE)
    return house_style.pdf(paper, lambda: list(_story(publication, about)))


def _story(publication: Publication, about: str) -> Iterator[Flowable]:
    yield Heading(layout.TITLE, TITLE)
    yield text(about)
    for block in (layout.headline(publication), layout.totals(publication)):
        yield KeepTogether([text(block.title, SUBHEADING), *_block(block, publication.period)])
    yield text("Comment lire ce document", SUBHEADING)
    yield from (text(words) for words in layout.READING)
    yield PageBreak()
    for family in layout.families(publication.tables):
        yield from _family(family, publication.period)
    yield PageBreak()
    yield Heading("Définitions")
    for family in layout.families(publication.tables):
        for title, words in layout.definitions(family):
            yield KeepTogether([text(title, SUBHEADING), text(words)])
    yield Heading("Méthode")
    for title, words in layout.METHOD:
        yield KeepTogether([text(title, SUBHEADING), text(words)])


def _family(family: Family, when: Period) -> Iterator[Flowable]:
    heading: list[Flowable] = [Heading(family.title, HEADING)]
    for block in family.blocks:
        title = [] if block.title == family.title else [text(block.title, SUBHEADING)]
        yield KeepTogether([*heading, *title, *_block(block, when)])
        heading = []


def _block(block: Block, when: Period) -> list[Flowable]:
    """Definition, numbers, proof."""
    about = (layout.counted(block, when), layout.definition(block))
    parts: list[Flowable] = [text(words, NOTE) for words in about if words]
    if block.first.heading.kind is Kind.TOTAL:
        parts.append(_totals(block))
    elif block.is_grid:
        parts.append(_grid(block))
    elif isinstance(block.first, Table):
        parts.append(_table(block.first))
    if layout.proof(block):
        parts.append(text(layout.proof(block), CELL_STRONG))
    return parts + [text(reason, NOTE) for reason in layout.reasons(block)]


def _totals(block: Block) -> Flowable:
    cells = [[text("", CELL_STRONG), text("Nombre", NUMBER_STRONG)]]
    for table in block.tables:
        if isinstance(table, Table):
            number = text(layout.number(table.base), NUMBER)
        else:
            number = text(layout.WITHHELD, NUMBER_NOTE)
        cells.append([text(table.heading.title, CELL), number])
    return house_style.table(cells, [WIDTH - 2 * NUMBER_WIDTH, NUMBER_WIDTH])


def _grid(block: Block) -> Flowable:
    """A line for each table; one that is withheld has words where its numbers would be."""
    labels = (*block.columns, "Base")
    cells = [[text("", CELL_STRONG), *(text(label, NUMBER_HEAD) for label in labels)]]
    for table in block.tables:
        if isinstance(table, Table):
            numbers = [text(layout.number(n), NUMBER) for n in (*table.counts, table.base)]
        else:
            numbers = [text(layout.WITHHELD, NUMBER_NOTE), *(text("", NUMBER) for _ in block.columns)]
        cells.append([text(table.heading.title, CELL), *numbers])
    width = min(NUMBER_WIDTH, WIDTH * 0.8 / len(labels))
    return house_style.table(cells, [WIDTH - width * len(labels), *[width] * len(labels)])


def _table(table: Table) -> Flowable:
    cells = [[text("", CELL_STRONG), text("Nombre", NUMBER_STRONG), text("Part", NUMBER_STRONG)]]
    for row in table.rows:
        share = layout.percentage(row.count, table.base)
        cells.append(_line(row.label, layout.number(row.count), share))
    if table.heading.kind is Kind.PARTITION:
        share = layout.percentage(table.base, table.base)
        cells.append(_line("Total", layout.number(table.base), share, strong=True))
    else:
        base = f"Base : {table.heading.base_label}"
        cells.append(_line(base, layout.number(table.base), "", strong=True))
    widths = [WIDTH - 2 * NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH]
    return house_style.table(cells, widths, foot=1)


def _line(label: str, number: str, share: str, *, strong: bool = False) -> list[Paragraph]:
    left, right = (CELL_STRONG, NUMBER_STRONG) if strong else (CELL, NUMBER)
    return [text(label, left), text(number, right), text(share, right)]
