"""The encrypted file; the only room that names SQLCipher and derives keys."""
