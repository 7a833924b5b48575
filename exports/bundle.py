"""The exhibits in one document: their list, then each behind a cover page, numbered from end to end.

It is read back before it may leave: what must stay hidden is looked for in the text of every exhibit.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer

from exports import house_style, pdf_file, typography
from exports.bundle_search import refuse_leaks, refuse_unseen
from exports.concealment import refuse_crossing
from exports.dossier import KEPT, Dossier
from exports.examination import Stopped
from exports.house_style import BODY, CELL, CELL_STRONG, NOTE, PLAIN, PLAIN_LARGE, TITLE, WIDTH, Heading, text
from models.exhibit import Content
from models.failure import Failure
from models.fields import Answers
from models.forms import piece
from models.wording import words

DOCUMENT = "Pièces"
LISTED = "Bordereau des pièces"

_SIDE, _TOP, _FOOT = 12 * mm, 12 * mm, 18 * mm
MOST = 200 * 1024 * 1024
"""Bytes of all the files together."""


@dataclass(frozen=True, repr=False)
class Piece:
    """An exhibit by its number in the list; without ``content``, it is on paper or missing."""

    number: int
    answers: Answers
    content: Content | None

    @property
    def name(self) -> str:
        return f"Pièce n° {self.number}"

    @property
    def title(self) -> str:
        return typography.on_one_line(self.answers[piece.INTITULE] or "Sans intitulé")

    @property
    def is_missing(self) -> bool:
        return self.content is None and self.answers[piece.ETAT_PIECE] != piece.OBTENUE


@dataclass(frozen=True, repr=False)
class _Sheet:
    """A page of the bundle: of which exhibit, and which one of its pages; 0 for what is ours."""

    owner: Piece | None
    page: int = 0


Listed = tuple[int, Answers, str]
"""Of an exhibit: its number, its answers, and the digest of its file, empty when it has none."""

Progress = Callable[[int], object]


def bundle(
    dossier: Dossier,
    pieces: Sequence[Piece],
    progress: Progress = lambda _done: None,
    given_up: Callable[[], bool] = lambda: False,
) -> bytes:
    """The document as PDF; the same exhibits give the same bytes.

    ``Failure`` when there is none, when nobody looked at one, or when one tells what must stay hidden;
    ``Stopped`` when it was given up. ``progress`` is given how many exhibits are done.
    """
    _refuse_nothing(pieces)
    refuse_unseen(dossier, [(each.name, each.answers) for each in pieces if each.content is not None])
    drawn, sheets = _assembled(pieces, progress, given_up)
    data = pdf_file.finished(drawn, DOCUMENT)
    refuse_crossing(dossier, data)
    files = [(each.name.lower(), each.content.data) for each in pieces if each.content is not None]
    refuse_leaks(dossier, data, [_place(sheet) for sheet in sheets], files)
    return data


def made_of(listed: Iterable[Listed]) -> bytes:
    """What the document would say, without making it: the same as long as it would be the same."""
    parts = (
        (number, Piece(number, answers, None).title, _proves(answers), digest, _is_there(answers, digest))
        for number, answers, digest in listed
    )
    return json.dumps(list(parts)).encode()


def _is_there(answers: Answers, digest: str) -> bool:
    return bool(digest) or answers[piece.ETAT_PIECE] == piece.OBTENUE


def _refuse_nothing(pieces: Sequence[Piece]) -> None:
    if all(each.content is None for each in pieces):
        raise Failure(
            "Aucune pièce n’a de fichier dans le coffre : il n’y a rien à réunir. Ouvrez une pièce,"
            f" prenez son fichier, puis recommencez. {KEPT}"
        )
    if sum(len(each.content.data) for each in pieces if each.content is not None) > MOST:
        raise Failure(
            f"Ces pièces dépassent ensemble {MOST // 2**20} Mo : le greffe ne pourrait pas ouvrir ce fichier."
            f" Remplacez les plus lourdes par des copies moins fines. {KEPT}"
        )


def _place(sheet: _Sheet) -> str:
    if sheet.owner is None:
        return "bordereau"
    return f"{sheet.owner.name.lower()}, {f'page {sheet.page}' if sheet.page else 'page de garde'}"


def _assembled(
    pieces: Sequence[Piece], progress: Progress, given_up: Callable[[], bool]
) -> tuple[bytes, list[_Sheet]]:
    printed = [each for each in pieces if not each.is_missing]
    front = _front(pieces, printed)
    with pikepdf.open(BytesIO(front)) as ours, pikepdf.new() as made:
        listed = len(ours.pages) - len(printed)
        made.pages.extend(ours.pages[:listed])
        sheets = [_Sheet(None)] * listed
        outline = [pikepdf.OutlineItem(LISTED, 0)]
        for done, each in enumerate(printed):
            if given_up():
                raise Stopped
            outline.append(pikepdf.OutlineItem(f"{each.name} — {each.title}", len(made.pages)))
            made.pages.append(ours.pages[listed + done])
            sheets.append(_Sheet(each))
            sheets += _append(made, each)
            progress(done + 1)
        _number(made, sheets)
        with made.open_outline() as contents:
            contents.root.extend(outline)
        out = BytesIO()
        made.save(out, deterministic_id=True, min_version="1.7")
    return out.getvalue(), sheets


def _append(made: pikepdf.Pdf, each: Piece) -> Iterator[_Sheet]:
    """The pages of an exhibit, a little smaller where there must be room for their numbers."""
    if each.content is None:
        return
    with pikepdf.open(BytesIO(each.content.data)) as source:
        for number, page in enumerate(source.pages, start=1):
            form = made.copy_foreign(page.as_form_xobject())
            across, down = _extent(page)
            size = landscape(A4) if across > down else A4
            room = pikepdf.Rectangle(_SIDE, _FOOT, size[0] - _SIDE, size[1] - _TOP)
            _draw(made.add_blank_page(page_size=size), form, pikepdf.Name.Piece, room)
            yield _Sheet(each, number)


def _draw(sheet: pikepdf.Page, form: pikepdf.Object, name: pikepdf.Name, room: pikepdf.Rectangle) -> None:
    """A page inside another one, under a name of ours: a random one would make other bytes each time."""
    sheet.add_resource(form, pikepdf.Name.XObject, name)
    placed = sheet.calc_form_xobject_placement(
        form, name, room, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    sheet.contents_add(b"q\n", prepend=True)
    sheet.contents_add(b"\nQ\nq\n" + placed + b"\nQ")


def _extent(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page as it is seen."""
    left, low, right, high = (float(each) for each in page.cropbox.as_list())
    across, down = right - left, high - low
    return (down, across) if page.rotation % 180 else (across, down)


def _number(made: pikepdf.Pdf, sheets: Sequence[_Sheet]) -> None:
    sizes = [_extent(page) for page in made.pages]
    with pikepdf.open(BytesIO(_numbers(sheets, sizes))) as numbers:
        for page, over, size in zip(made.pages, numbers.pages, sizes, strict=True):
            form = made.copy_foreign(over.as_form_xobject())
            _draw(page, form, pikepdf.Name.Numero, pikepdf.Rectangle(0, 0, *size))


def _numbers(sheets: Sequence[_Sheet], sizes: Sequence[tuple[float, float]]) -> bytes:
    """Pages that bear only « Pièce n° 3, page 2 sur 5 » and « 14 / 32 »."""
    house_style.glyphs()  # makes the fonts known
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for number, (sheet, size) in enumerate(zip(sheets, sizes, strict=True), start=1):
        canvas.setPageSize(size)
        canvas.setFillColor(house_style.SOFT)
        canvas.setFont(house_style.REGULAR, 8)
        canvas.drawString(_SIDE, 9 * mm, typography.clean(_foot(sheet)))
        canvas.drawRightString(size[0] - _SIDE, 9 * mm, f"{number} / {len(sheets)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _foot(sheet: _Sheet) -> str:
    if sheet.owner is None:
        return LISTED
    if not sheet.page or sheet.owner.content is None:
        return sheet.owner.name
    return f"{sheet.owner.name}, page {sheet.page} sur {sheet.owner.content.pages}"


def _front(pieces: Sequence[Piece], printed: Sequence[Piece]) -> bytes:
    """The list, as many pages as it takes, then the covers, one each."""
    paper = house_style.Paper(DOCUMENT, "", "")
    listed = 1
    while True:
        firsts = _first_pages(printed, listed)
        drawn = house_style.pdf(paper, lambda firsts=firsts: [*_list(pieces, firsts), *_covers(printed)])
        with pikepdf.open(BytesIO(drawn)) as pdf:
            found = len(pdf.pages) - len(printed)
        if found == listed:
            return drawn
        listed = found


def _first_pages(printed: Sequence[Piece], listed: int) -> dict[int, int]:
    """On which page of the whole each exhibit begins, by number."""
    firsts: dict[int, int] = {}
    page = listed + 1
    for each in printed:
        firsts[each.number] = page
        page += 1 + (each.content.pages if each.content else 0)
    return firsts


def _list(pieces: Sequence[Piece], firsts: dict[int, int]) -> Iterator[Flowable]:
    yield Heading(LISTED, TITLE)
    yield text("Chaque pièce est remise à la partie adverse avec la requête (art. 1136-3 du CPC).", NOTE)
    cells = [[text(each, CELL_STRONG) for each in ("N°", "Pièce", "Ce qu’elle sert à prouver", "Page")]]
    for each in pieces:
        where = "à joindre" if each.is_missing else str(firsts[each.number])
        row = (str(each.number), each.title, _proves(each.answers), where)
        cells.append([text(cell, CELL) for cell in row])
    yield house_style.table(cells, [WIDTH * share for share in (0.07, 0.4, 0.4, 0.13)], cut=True)


def _proves(answers: Answers) -> str:
    return "\n".join(filter(None, (words(answers, piece.MONTRE), words(answers, piece.PROUVE))))


def _covers(printed: Sequence[Piece]) -> Iterator[Flowable]:
    for each in printed:
        yield PageBreak()
        yield Spacer(1, 80 * mm)
        yield text(each.name, PLAIN_LARGE)
        yield text(each.title, PLAIN)
        if proves := _proves(each.answers):
            yield text(proves, BODY)
        pages = each.content.pages if each.content else 0
        many = f"{pages} page{'s' if pages > 1 else ''}"
        yield text(many if pages else "Remise sur papier : à glisser derrière cette page.", NOTE)
