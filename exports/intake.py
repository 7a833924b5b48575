"""A file brought for an exhibit, made anew before it enters the vault: of it, only pages are left.

Whatever it holds, it comes out as pages without script, action, attachment, comment, form or metadata, or
it is refused in one sentence. ``examination`` does this in a process of its own.
"""

from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pikepdf.settings
from PIL import Image, ImageOps

from exports import bare_pdf, jpeg, pdfium
from models.exhibit import LARGEST, NOTHING_TAKEN, Content
from models.failure import Failure

KINDS = "PDF et images (*.pdf *.jpg *.jpeg *.png)"

UNREADABLE = (
    "Ce fichier est abîmé, incomplet ou fait pour tromper un lecteur. Demandez-le de nouveau, ou"
    f" photographiez chaque page. {NOTHING_TAKEN}"
)

_ENORMOUS = (
    f"Cette image est démesurée : elle bloquerait le poste. Réduisez-la, puis recommencez. {NOTHING_TAKEN}"
)

_LONGEST_IMAGE = 3508
"""Pixels: a page of A4 at 300 points to the inch; a larger photo is brought down to it."""
_MOST_PIXELS = 80_000_000
_MOST_UNPACKED = 96 * 1024 * 1024
"""Bytes of one compressed part once open."""
_LONGEST_PAGE = 14_400
"""Points, 5 metres: the largest page that the format allows."""
_A4 = (595.28, 841.89)

_TRIAL_WIDTH = 400
"""Pixels: each page is drawn once, so that what cannot be shown is refused now and not later."""


def check_size(size: int) -> None:
    """Raise ``Failure`` for a file that is too large to be taken in, before it is read."""
    if size > LARGEST:
        raise Failure(
            f"Ce fichier est trop lourd : {LARGEST // 2**20} Mo au plus par pièce. Numérisez-le"
            f" moins finement, ou partagez-le en plusieurs pièces. {NOTHING_TAKEN}"
        )
    if size == 0:
        raise Failure(f"Ce fichier est vide. Demandez-le de nouveau. {NOTHING_TAKEN}")


def taken_in(data: bytes) -> Content:
    """The file as a bare PDF; nothing but ``Failure`` is raised, whatever the bytes are."""
    check_size(len(data))
    try:
        with _limits():
            return _checked(_made_anew(data))
    except Failure:
        raise
    except Exception:  # a boundary: what broken bytes make three libraries raise has no list
        raise Failure(UNREADABLE) from None


@contextmanager
def _limits() -> Generator[None]:
    before = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
        dct_max_memory=_MOST_UNPACKED,
        max_stream_filters=4,
        parser_max_nesting=100,
    )
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)  # pyright: ignore[reportArgumentType] - its own values


def _made_anew(data: bytes) -> bytes:
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _page_of_image(data)
    if data.startswith(b"%PDF-"):
        return bare_pdf.bare(data)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        raise Failure(
            "Cette photo est au format HEIC, que tout le monde ne peut pas lire. Enregistrez-la en JPEG, puis"
            f" recommencez. {NOTHING_TAKEN}"
        )
    raise Failure(
        "Ce fichier n’est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom. Convertissez-le en"
        f" PDF, puis recommencez. {NOTHING_TAKEN}"
    )


def _page_of_image(data: bytes) -> bytes:
    """One page, its pixels alone: place, moment and device of the photo do not come along."""
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Failure(_ENORMOUS) from None
    with image:
        if image.width * image.height > _MOST_PIXELS:
            raise Failure(_ENORMOUS)
        image.thumbnail((_LONGEST_IMAGE, _LONGEST_IMAGE))
        pixels = _on_white(ImageOps.exif_transpose(image))
    packed = BytesIO()
    pixels.save(packed, "JPEG", quality=90, subsampling=0)
    return _page(jpeg.bare(packed.getvalue()), pixels.size)


def _on_white(image: Image.Image) -> Image.Image:
    """Three colours, what is transparent being white."""
    seen = image.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


def _page(packed: bytes, size: tuple[int, int]) -> bytes:
    """A page of A4, or smaller, in the direction of the image."""
    across, down = size
    frame = _A4 if down >= across else _A4[::-1]
    scale = min(frame[0] / across, frame[1] / down)
    width, height = round(across * scale, 2), round(down * scale, 2)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        picture = pdf.make_stream(
            packed,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=across,
            Height=down,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Image=picture))
        page.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Image Do".encode())
        return bare_pdf.saved(pdf)


def _checked(data: bytes) -> Content:
    """Each page is drawn and read once."""
    with pdfium.Reader(data) as reader:
        silent = 0
        for number in range(len(reader)):
            width, height = reader.size(number)
            if not (1 <= width <= _LONGEST_PAGE and 1 <= height <= _LONGEST_PAGE):
                raise Failure(UNREADABLE)
            reader.raster(number, _TRIAL_WIDTH)
            silent += not reader.text(number).strip()
        return Content(data, len(reader), silent)
