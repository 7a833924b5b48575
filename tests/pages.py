"""The pages of an encrypted database, decrypted one by one by hand: what a search of its bytes must see."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT, _VECTOR = 4096, 80, 16, 16


def decrypted(path: Path, key: str) -> bytes:
    """All pages of a file, free ones included; ``key`` is what ``keys.database_key`` gives."""
    data, secret = path.read_bytes(), bytes.fromhex(key[:64])
    return b"".join(
        _page(data[start : start + _PAGE], secret, start == 0) for start in range(0, len(data), _PAGE)
    )


def _page(page: bytes, secret: bytes, first: bool) -> bytes:
    end = _PAGE - _RESERVED
    cipher = Cipher(algorithms.AES(secret), modes.CBC(page[end : end + _VECTOR])).decryptor()
    return cipher.update(page[_SALT if first else 0 : end]) + cipher.finalize()
