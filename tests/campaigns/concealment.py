"""A secret written anywhere, in any spelling: what may leave never holds it, read by other means."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from unittest import mock

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, OutlineItem, String
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from exports import bundle, concealment, intake, next_steps, ordonnance, pocket, to_bring
from exports.bundle import Piece
from exports.dossier import Dossier
from exports.secrets import NAMES
from models.failure import Failure
from models.fields import Answers
from models.forms import piece
from tests import dossiers, exhibit_files
from tests.campaigns import Campaign, Outcome, outcome
from tests.dossiers import TODAY, Place, ordered, saying
from tests.test_ordonnance import VARIANTS
from tests.test_search_set import TOKENS, WATCHED, concealment_allows, hidden_answers

PLACES = tuple(dossiers.free_text())
CERTIFICATE = intake.taken_in(exhibit_files.honest("Certificat médical"))
TELEPHONES = ("0639981234", "06.39.98.12.34", "+33 (0)6 39 98 12 34", "06 39\n98 12 34", "٠٦ ٣٩ ٩٨ ١٢ ٣٤")

Made = tuple[str, bytes]
"""A file that was allowed out: what it is, its bytes."""


def run(runs: int, seed: int) -> Outcome:
    chance = random.Random(seed)
    return outcome([_one(chance) for _ in range(runs)])


def control(runs: int, seed: int) -> Outcome:
    """The same documents, with the search switched off."""
    searches = (
        *("concealment.refuse_leaks", "next_steps.refuse_leaks", "to_bring.refuse_leaks"),
        *("bundle.refuse_leaks", "pocket.refuse_set", "concealment.refuse_name"),
    )
    with ExitStack() as off:
        for each in searches:
            off.enter_context(mock.patch(f"exports.{each}", return_value=None))
        return run(runs, seed)


def _one(chance: random.Random) -> str:
    token = chance.choice(sorted(TOKENS))
    said = _spelt(chance, token)
    carrier = chance.choice(CARRIERS)
    sought = _bare(TOKENS[token]).removeprefix("0")
    telling = [name for name, data in carrier(chance, token, said) if sought in _bare(_whole(data))]
    return f"{token}, {carrier.__name__} : {', '.join(telling)}" if telling else ""


def _spelt(chance: random.Random, token: str) -> str:
    if token == "telephone":
        return chance.choice(TELEPHONES)
    return VARIANTS[chance.choice(sorted(VARIANTS))](TOKENS[token])


def _bare(text: str) -> str:
    """Its letters without accents, and its digits, end to end."""
    plain = unicodedata.normalize("NFKD", text.replace("Œ", "oe").replace("œ", "oe")).casefold()
    return "".join(c if c.isascii() else str(unicodedata.decimal(c, "")) for c in plain if c.isalnum())


def _whole(data: bytes) -> str:
    """All that a file says: its pages, then each of its objects, decompressed, in both of the usual codes."""
    if not data.startswith(b"%PDF"):
        return data.decode()
    with pypdfium2.PdfDocument(data) as document:
        pages = [str(page.get_textpage().get_text_range()) for page in document]
    with pikepdf.open(BytesIO(data)) as pdf:
        parts = [str(part) for part in pdf.objects if isinstance(part, pikepdf.String)]
        parts += [_read(part) for part in pdf.objects if isinstance(part, pikepdf.Stream)]
        parts += map(str, pdf.docinfo.values())
        with pdf.open_outline() as outline:
            parts += [each.title for each in outline.root]
    return "\n".join((*pages, *parts, data.decode("latin-1")))


def _read(stream: pikepdf.Stream) -> str:
    try:
        return stream.read_bytes().decode("latin-1")
    except pikepdf.PdfError:
        return stream.read_raw_bytes().decode("latin-1")


# Where a secret is written.


def in_an_answer(chance: random.Random, token: str, said: str) -> Iterator[Made]:
    place = chance.choice([each for each in PLACES if not _is_allowed(each, token)])
    around = chance.choice(("{}", "Il sait : {}.", "Je vis près de {}, maintenant"))
    dossier = ordered({**saying(around.format(said), place), **hidden_answers()}, WATCHED)
    proves = frozenset({chance.choice((piece.ADMINISTRATIF, piece.VIOLENCES))})
    listed = [replace(each, answers=each.answers.with_(piece.MONTRE, proves)) for each in dossier.pieces]
    yield from _allowed(replace(dossier, pieces=tuple(listed)), chance)


def _is_allowed(place: Place, token: str) -> bool:
    """The town where the law wants one; a name of theirs, which is no secret by itself."""
    town = place[-1] in concealment_allows() and token == "postal code and town"
    return town or (place[-1] in NAMES and not re.search(r"[\d@]", TOKENS[token]))


def _allowed(dossier: Dossier, chance: random.Random) -> Iterator[Made]:
    """Two of the documents of a dossier, if they may leave."""
    without = tuple(Piece(n, each.answers, None) for n, each in enumerate(dossier.pieces, start=1))
    joined = tuple(replace(each, content=CERTIFICATE) for each in without)
    makers: dict[str, Callable[[], bytes]] = {
        "brouillon": lambda: ordonnance.draft(dossier, TODAY),
        "étapes": lambda: next_steps.next_steps(dossier, TODAY),
        "liste": lambda: to_bring.to_bring(dossier, without, TODAY),
        "poche": lambda: pocket.pocket(dossier, without),
        "pièces": lambda: bundle.bundle(dossier, joined),
    }
    for name in chance.sample(sorted(makers), 2):
        yield from _made(name, makers[name])


def _made(name: str, make: Callable[[], bytes]) -> Iterator[Made]:
    try:
        yield name, make()
    except Failure:
        return


def in_an_exhibit(chance: random.Random, _token: str, said: str) -> Iterator[Made]:
    file = chance.choice(FILES)(said)
    answers = Answers(
        piece.FORM, {"intitule": "Courrier", "etat_piece": "obtenue", "adresse_occultee": "oui"}
    )
    yield from _made("pièces", lambda: bundle.bundle(WATCHED, (Piece(1, answers, intake.taken_in(file)),)))


def in_the_name_of_a_file(_chance: random.Random, _token: str, said: str) -> Iterator[Made]:
    name = f"{' '.join(said.split())}.pdf"
    try:
        concealment.refuse_name(WATCHED, name)
    except Failure:
        return
    yield "nom", name.encode()


def _pages(said: str) -> bytes:
    return exhibit_files.honest("Certificat", f"Adressé à {said}, ce jour")


def _properties(said: str) -> bytes:
    return exhibit_files.altered(lambda pdf: pdf.docinfo.update({"/Author": said}))


def _outline(said: str) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(said, 0))

    return exhibit_files.altered(add)


def _comment(said: str) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(said))
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    return exhibit_files.altered(add)


def _attachment(said: str) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = said.encode()

    return exhibit_files.altered(add)


def _picture(said: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = said, said
    out = BytesIO()
    Image.new("RGB", (64, 48)).save(out, "JPEG", exif=exif, comment=said)
    return out.getvalue()


def _screenshot(said: str) -> bytes:
    told, out = PngInfo(), BytesIO()
    told.add_text("Comment", said)
    Image.new("RGB", (64, 48)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


FILES = (_pages, _properties, _outline, _comment, _attachment, _picture, _screenshot)
CARRIERS = (in_an_answer, in_an_answer, in_an_exhibit, in_the_name_of_a_file)

CAMPAIGNS = (
    Campaign(
        "concealment",
        "Adresse à cacher, écrite de toutes les façons dans une réponse, une pièce ou un nom de fichier :"
        " dans aucun document qui peut sortir",
        run,
        control,
        full=2000,
        short=12,
        control_runs=12,
    ),
)
