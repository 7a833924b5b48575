"""A finished PDF that asks for a phrase before it opens: AES of 256 bits, the format's own (revision 6)."""

from io import BytesIO

import pikepdf


def sealed(data: bytes, phrase: str) -> bytes:
    """The same document, unreadable without the phrase: its outline and properties too."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user=phrase, owner=phrase, R=6, aes=True, metadata=True))
    return out.getvalue()
