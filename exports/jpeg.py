"""A JPEG with nothing but its picture: no place, no moment, no device, no comment, nothing after its end."""

_KEPT = frozenset((0xE0, 0xEE))
"""JFIF, and how Adobe stores colours: without them, a reader may show others."""
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers that stand without a segment."""


def bare(data: bytes) -> bytes:
    """The same picture, not packed again; ``ValueError`` when this is no JPEG.

    A segment is its marker (two bytes) and its length (two bytes, themselves included), as ITU-T T.81,
    annex B, has it.
    """
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    out, at = bytearray(b"\xff\xd8"), 2
    while at < len(data) - 1:
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise ValueError("no marker where one should be")
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 if marker in _ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if end <= at or end > len(data):
            raise ValueError("a segment goes beyond the end")
        if not _is_told(marker):
            out += data[at:end]
        at = end
        if marker == _SCAN:
            end = _end_of_scan(data, at)
            out += data[at:end]
            at = end
    return bytes(out + b"\xff\xd9")


def _is_told(marker: int) -> bool:
    """Whether the segment says something about the picture, rather than being some of it."""
    return marker == _COMMENT or (0xE0 <= marker <= 0xEF and marker not in _KEPT)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker that ends the packed pixels begins: neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        if data[at + 1] not in (0x00, *range(0xD0, 0xD8), 0xFF):
            return at
        at += 1
    return len(data)
