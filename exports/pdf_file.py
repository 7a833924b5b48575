"""A finished PDF: it says its neutral title and its language, and nothing of where it was made."""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from exports import pdfium


def finished(drawn: bytes, title: str) -> bytes:
    """The same pages, rewritten whole: one title, no author, date, producer, comment or past.

    The identifier is computed from the content: equal content gives equal bytes.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        if pikepdf.Name.Info in pdf.trailer:
            del pdf.trailer.Info
        if pikepdf.Name.Metadata in pdf.Root:
            del pdf.Root.Metadata
        pdf.docinfo[pikepdf.Name.Title] = pikepdf.String(title)
        pdf.Root.Lang = pikepdf.String("fr-FR")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if pikepdf.Name.ID in pdf.trailer:
            del pdf.trailer.ID
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def page_texts(data: bytes) -> tuple[str, ...]:
    """The text of each page, as a reader would select it."""
    with pdfium.Reader(data) as reader:
        return tuple(reader.text(number) for number in range(len(reader)))


def unpacked(data: bytes) -> bytes:
    """The file as it is, then with each stream decompressed: what a search of its bytes must see."""
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = [_unpacked(obj) for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        info = [str(value).encode() for value in pdf.docinfo.values()]
    return b"\n".join([data, *info, *streams])


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """A picture stays packed as it is."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def strings(data: bytes) -> Iterator[str]:
    """Every text that the file holds beside its pages: title, outline, form fields, comments."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for obj in pdf.objects:
            yield from _strings(obj)


def _strings(obj: object) -> Iterator[str]:
    """The texts of an object and of what is written inside it; what it refers to comes by itself."""
    match obj:
        case pikepdf.String():
            yield str(obj)
        case pikepdf.Array():
            yield from _inside(obj.as_list())
        case pikepdf.Dictionary():
            yield from _inside(obj.as_dict().values())
        case pikepdf.Stream():
            yield from _strings(obj.stream_dict)
        case _:
            pass


def _inside(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if not (isinstance(value, pikepdf.Object) and value.is_indirect):
            yield from _strings(value)
