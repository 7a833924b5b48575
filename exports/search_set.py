"""Finished files searched, all of a set, for what must stay hidden: whatever is in them, and their names.

Text of the pages, properties, outline, comments, attachments, earlier states of the file, text layers and
properties of the images: nothing is taken on trust from whoever made them. Files are searched before they
are encrypted. Nothing here quotes what it finds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image

from exports import pdf_file
from exports.dossier import KEPT
from exports.folding import LONG, Haystack, Needle
from exports.secrets import Secret
from models.failure import Failure

POSITION = "une position GPS"
ACROSS = "d’une page à la suivante"
_GPS = 0x8825
"""The tag under which a picture keeps where it was taken."""


@dataclass(frozen=True, repr=False)
class Finished:
    """A file as it would leave: its name, its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Hit:
    """A kind of secret, in which file of the set (counted from 1) and where in it."""

    kind: str
    file: int
    place: str


def search_set(files: Iterable[Finished], hidden: Sequence[Secret]) -> tuple[Hit, ...]:
    """Every secret found, once for each place; ``Failure`` when a file cannot be read back."""
    return tuple(
        Hit(kind, number, place)
        for number, file in enumerate(files, start=1)
        for kind, place in dict.fromkeys(_hits(file, hidden))
    )


def refuse_set(files: Sequence[Finished], hidden: Sequence[Secret]) -> None:
    """Raise ``Failure`` when anything is found, by file and place."""
    found = search_set(files, hidden)
    if found:
        told = " ; ".join(f"{hit.kind} (fichier {hit.file}, {hit.place})" for hit in found)
        raise Failure(
            f"L’adresse doit rester cachée, et ces fichiers laisseraient lire : {told}. Retirez ces"
            f" indications, puis recommencez. {KEPT}"
        )


def _hits(file: Finished, hidden: Sequence[Secret]) -> Iterator[tuple[str, str]]:
    yield from _told(hidden, file.name, "nom du fichier")
    try:
        if file.data.lstrip()[:5] == b"%PDF-":
            yield from _in_pdf(file.data, hidden)
        else:
            yield from _in_picture(file.data, hidden, "image")
    except (Failure, pikepdf.PdfError, OSError, ValueError, SyntaxError) as error:
        raise Failure(
            "Un fichier ne peut pas être relu : rien ne prouve qu’il ne révèle pas l’adresse. Retirez-le ou"
            f" refaites-le, puis recommencez. {KEPT}"
        ) from error


def _told(hidden: Iterable[Secret], text: str, place: str) -> Iterator[tuple[str, str]]:
    said = Haystack(text)
    yield from ((secret.kind, place) for secret in hidden if said.count(secret.needle))


def _in_pdf(data: bytes, hidden: Sequence[Secret]) -> Iterator[tuple[str, str]]:
    pages = pdf_file.page_texts(data)
    for number, text in enumerate(pages, start=1):
        yield from _told(hidden, text, f"page {number}")
    yield from ((kind, ACROSS) for kind in across(pages, hidden))
    for text in pdf_file.strings(data):
        yield from _told(hidden, text, "propriétés du fichier")
    with pikepdf.open(BytesIO(data)) as pdf:
        for stream in (obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)):
            yield from _in_stream(stream, hidden)
    yield from _in_bytes(pdf_file.unpacked(data), hidden)


def across(pages: Sequence[str], hidden: Iterable[Secret]) -> Iterator[str]:
    """The kinds of the secrets that begin on one page and end on the next."""
    whole = Haystack("\n".join(pages))
    apart = [Haystack(text) for text in pages]
    for secret in hidden:
        if whole.count(secret.needle) > sum(page.count(secret.needle) for page in apart):
            yield secret.kind


def _in_stream(stream: pikepdf.Stream, hidden: Sequence[Secret]) -> Iterator[tuple[str, str]]:
    """What is kept beside the pages: properties, attachments, and those of each picture."""
    kind = stream.stream_dict.get("/Type")
    if kind in (pikepdf.Name.Metadata, pikepdf.Name.EmbeddedFile):
        place = "propriétés du fichier" if kind == pikepdf.Name.Metadata else "fichier joint"
        yield from _told(hidden, stream.read_bytes().decode("utf-8", errors="replace"), place)
    if stream.stream_dict.get("/Filter") == pikepdf.Name.DCTDecode:
        yield from _in_picture(stream.read_raw_bytes(), hidden, "propriétés d’une image")


def _in_picture(data: bytes, hidden: Sequence[Secret], place: str) -> Iterator[tuple[str, str]]:
    with Image.open(BytesIO(data)) as picture:
        tags = picture.getexif()
        if tags.get_ifd(_GPS):
            yield POSITION, place
        said = [*_named(picture), *tags.values(), *tags.get_ifd(0x8769).values()]
    for value in said:
        text = value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)
        yield from _told(hidden, text, place)


def _named(picture: Image.Image) -> list[object]:
    """Comments and the like; colour profiles are no text."""
    return [value for name, value in picture.info.items() if name not in ("icc_profile", "exif")]


def _in_bytes(data: bytes, hidden: Sequence[Secret]) -> Iterator[tuple[str, str]]:
    """Long words written plainly anywhere, in an earlier state of the file too."""
    lowered = data.lower()
    for secret in hidden:
        if any(each in lowered for each in _written(secret.needle)):
            yield secret.kind, "octets du fichier"


def _written(needle: Needle) -> Iterator[bytes]:
    """A long word or number as bytes; what is shorter would be found by chance."""
    if len(needle.words) == 1 and len(needle.words[0].folded) >= LONG:
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            yield needle.words[0].folded.encode(encoding)
