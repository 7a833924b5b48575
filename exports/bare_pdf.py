"""The pages of a PDF with what they show and nothing else: no script, action, file, comment or property."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from exports import jpeg
from models.exhibit import MOST_PAGES, NOTHING_TAKEN
from models.failure import Failure


def bare(data: bytes) -> bytes:
    """The pages of a PDF in another one, with what they show and nothing else."""
    with _opened(data) as source, pikepdf.new() as made:
        if not 0 < len(source.pages) <= MOST_PAGES:
            raise Failure(
                f"Ce PDF n’a aucune page, ou en a plus de {MOST_PAGES} : ne gardez que celles qui"
                f" servent, puis recommencez. {NOTHING_TAKEN}"
            )
        source.generate_appearance_streams()
        source.flatten_annotations("all")  # what was filled in is shown, and becomes part of the page
        for page in source.pages:
            alone = source.make_indirect(_only_what_shows(page))
            made.pages.append(pikepdf.Page(made.copy_foreign(alone)))
        for part in made.objects:
            _clear(part)
        _untag(made)
        made.remove_unreferenced_resources()
        return saved(made)


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Failure(
            "Ce PDF est protégé par un mot de passe. Ouvrez-le avec son mot de passe, imprimez-le en PDF,"
            f" puis recommencez. {NOTHING_TAKEN}"
        ) from None


def _only_what_shows(page: pikepdf.Page) -> pikepdf.Dictionary:
    """Without annotations, actions, thumbnails, private data: named one by one, these would be forgotten."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=page.cropbox,
        Rotate=page.rotation,
        Resources=page.resources,
        Contents=page.obj.get("/Contents", pikepdf.Array()),
    )


_TELLING = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/EF",
    "/JS",
    "/StructParent",
    "/StructParents",
)
_OF_STREAMS = (
    *_TELLING,
    "/OPI",
    "/Alternates",
    "/Ref",
    "/OC",
    "/Measure",
    "/PtData",
    "/F",
    "/FFilter",
    "/FDecodeParms",
)


def _clear(part: object) -> None:
    """Take from an object what is not shown: metadata, files, other versions, what it calls elsewhere."""
    match part:
        case pikepdf.Stream():
            _forget(part, _OF_STREAMS)
            _clear_image(part)
            _clear_inside(part.stream_dict)
        case pikepdf.Dictionary():
            _forget(part, _TELLING)
            _clear_inside(part)
        case pikepdf.Array():
            for each in part.as_list():
                _clear_direct(each)
        case _:
            pass


def _clear_inside(part: pikepdf.Object) -> None:
    for each in part.as_dict().values():
        _clear_direct(each)


def _clear_direct(part: object) -> None:
    """What is referred to comes by itself."""
    if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
        _clear(part)


def _forget(part: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in part:
            del part[key]


def _clear_image(part: pikepdf.Stream) -> None:
    """A photo in a PDF carries where and when it was taken, as a file does."""
    filters = part.get("/Filter")
    if filters == pikepdf.Name.DCTDecode or filters == pikepdf.Array([pikepdf.Name.DCTDecode]):
        parameters = part.get("/DecodeParms")
        part.write(jpeg.bare(part.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
        if parameters is not None:
            part.DecodeParms = parameters


_TAGS = {"BDC": "BMC", "DP": "MP"}


def _untag(made: pikepdf.Pdf) -> None:
    """Take away the words that tags hold besides those shown (« texte de remplacement »)."""
    for drawing in _drawings(made):
        if any(tag.encode() in drawing.read_bytes() for tag in _TAGS):
            plain = [_plain(each) for each in pikepdf.parse_content_stream(drawing)]
            drawing.write(pikepdf.unparse_content_stream(plain))


def _drawings(made: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """What draws: the pages, the forms and the patterns in them."""
    for page in made.pages:
        page.contents_coalesce()
        if isinstance(contents := page.obj.get("/Contents"), pikepdf.Stream):
            yield contents
    for part in made.objects:
        if isinstance(part, pikepdf.Stream) and (part.get("/Subtype") == "/Form" or "/PatternType" in part):
            yield part


def _plain(
    instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
) -> pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage:
    tag = _TAGS.get(str(instruction.operator))
    if tag is None:
        return instruction
    return pikepdf.ContentStreamInstruction(instruction.operands[:1], pikepdf.Operator(tag))


def saved(pdf: pikepdf.Pdf) -> bytes:
    if pikepdf.Name.Info in pdf.trailer:
        del pdf.trailer.Info
    out = BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()
