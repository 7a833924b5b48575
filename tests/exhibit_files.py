"""Files as they are brought for an exhibit: honest, broken and hostile; all invented."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.platypus import Flowable, PageBreak

from exports import house_style
from exports.house_style import Paper

CANARY = "canari-jeton-secret"
"""Planted where it must not come out."""
PLACE = "48.8566"


def honest(*pages: str) -> bytes:
    """A PDF with these words on its pages."""
    story = [part for words in pages or ("Certificat médical",) for part in _page(words)]
    return house_style.pdf(Paper("Courrier", "", ""), lambda: list(story))


def _page(words: str) -> list[Flowable]:
    return [house_style.text(words), PageBreak()]


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), colour: str = "teal") -> bytes:
    """A picture that says where it was taken, who made it, and something after its end."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x013B] = CANARY
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (48.0, 51.0, 24.0)
    gps[29] = PLACE
    out = BytesIO()
    image.save(out, kind, exif=exif, comment=CANARY)
    return out.getvalue() + CANARY.encode()


def altered(change: Callable[[pikepdf.Pdf], object], encryption: pikepdf.Encryption | bool = False) -> bytes:
    """A PDF once something was put in it."""
    with pikepdf.open(BytesIO(honest())) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def _javascript(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.pages[0].AA = Dictionary(O=script)


def _launch(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String(CANARY))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 500, 800], A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()


def _commented(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(CANARY))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def _described(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Author] = CANARY
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [CANARY]
    pdf.pages[0].PieceInfo = Dictionary(X=Dictionary(Private=String(CANARY)))
    pdf.pages[0].obj.Metadata = pdf.make_stream(CANARY.encode())
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(CANARY, 0))


def _tagged(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(f"/Span <</ActualText ({CANARY})>> BDC EMC".encode())


def _hidden_image(pdf: pikepdf.Pdf) -> None:
    hidden = pdf.make_stream(CANARY.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    pdf.pages[0].add_resource(hidden, Name.XObject, Name.Hidden)


def _photographed(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        photo(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=640,
        Height=480,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    pdf.pages[0].add_resource(picture, Name.XObject, Name.Photo)
    pdf.pages[0].contents_add(b"q 200 0 0 150 50 50 cm /Photo Do Q")


def _external(pdf: pikepdf.Pdf) -> None:
    outside = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    outside.Ref = Dictionary(F=String(CANARY), Page=0)
    pdf.pages[0].add_resource(outside, Name.XObject, Name.Outside)
    pdf.pages[0].contents_add(b"/Outside Do")


TO_BE_CLEANED = {
    "script": altered(_javascript),
    "program to start": altered(_launch),
    "attached file": altered(_attached),
    "comment": altered(_commented),
    "properties": altered(_described),
    "words behind tags": altered(_tagged),
    "unused content": altered(_hidden_image),
    "photo inside": altered(_photographed),
    "call to another file": altered(_external),
    "photo": photo(),
    "screenshot": photo("PNG"),
}
"""Each bears the canary, and is taken in without it."""


def _bomb(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(b" " * 200_000_000, 9)
    pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)


def _nested(pdf: pikepdf.Pdf) -> None:
    """Ten forms that each call the next ten times: 10 billion drawings."""
    inner = pdf.make_stream(b"0 0 m 1 1 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(10):
        inner = pdf.make_stream(
            b"/X Do " * 10,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=Dictionary(XObject=Dictionary(X=inner)),
        )
    pdf.pages[0].add_resource(inner, Name.XObject, Name.X)
    pdf.pages[0].contents_add(b"/X Do")


def _huge(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 2_000_000, 2_000_000]


def _many(pdf: pikepdf.Pdf) -> None:
    for _ in range(201):
        pdf.pages.append(pdf.pages[0])


def _empty(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


def _png_bomb() -> bytes:
    """65 000 by 65 000 points in a few hundred bytes."""
    head = (65_000).to_bytes(4) * 2 + bytes((1, 0, 0, 0, 0))
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    body = (
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


TO_BE_REFUSED = {
    "protected": (
        altered(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")),
        "mot de passe",
    ),
    "truncated": (honest("a", "b")[:-600], "abîmé"),
    "bomb": (altered(_bomb), "abîmé"),
    "huge page": (altered(_huge), "abîmé"),
    "too many pages": (altered(_many), "200"),
    "no page": (altered(_empty), "aucune page"),
    "image bomb": (_png_bomb(), "démesurée"),
    "cut image": (photo()[:900], "abîmé"),
    "text": (b"Bonjour, voici mon adresse", "ni un PDF"),
    "page of the web": (b"<html><script>alert(1)</script>", "ni un PDF"),
    "program": (b"MZ" + bytes(200), "ni un PDF"),
    "PDF after something else": (b"GIF89a" + honest(), "ni un PDF"),
    "HEIC photo": (b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC"),
    "empty": (b"", "vide"),
}
"""Each with words of the sentence that refuses it."""

NESTED = altered(_nested)
