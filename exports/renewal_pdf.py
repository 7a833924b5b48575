"""The renewal report as pages: the words and the tables of the document to be edited."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from exports import house_style
from exports.house_style import CELL, CELL_STRONG, NOTE, SUBHEADING, TITLE, WIDTH, Heading, Paper, text
from exports.renewal import Renewal
from exports.report_pdf import drawn

_LABELS = 52 * mm


def renewal_pdf(renewal: Renewal) -> bytes:
    """The file, the same bytes each time."""
    paper = Paper(title=renewal.title, head=renewal.title, foot=renewal.title)
    return house_style.pdf(paper, lambda: list(_story(renewal)))


def _story(renewal: Renewal) -> Iterator[Flowable]:
    yield Heading(renewal.title, TITLE)
    if renewal.about:
        cells = [[text(label, CELL_STRONG), text(said, CELL)] for label, said in renewal.about]
        yield house_style.table(cells, [_LABELS, WIDTH - _LABELS], head=0)
    for chapter in renewal.chapters:
        first, *others = (text(claim.text) for claim in chapter.claims)
        yield KeepTogether([Heading(chapter.title), first])
        yield from others
    yield Heading("Tableaux")
    for block in renewal.tables:
        yield KeepTogether([text(block.title, SUBHEADING), *drawn(block)])
    yield Heading("D’où viennent ces nombres")
    yield text("Chaque phrase ne dit que des nombres imprimés dans le comptage de la même année.", NOTE)
    cells = [[text("Phrase", CELL_STRONG), text("Tableau", CELL_STRONG)]]
    cells += [[text(claim, CELL), text(tables, CELL)] for claim, tables in renewal.sources]
    yield house_style.table(cells, [WIDTH * 0.65, WIDTH * 0.35], cut=True)
    yield Heading("Comment lire ces nombres")
    yield from (text(words) for words in renewal.reading)
