"""Outcomes made unreadable without the record they belong to.

A journal may stay on a disk after a crash, and the outcome of a record quotes it. So each outcome is sealed with
ChaCha20-Poly1305 under a key that only the record itself gives, with the key of the run (versions.record_keys).
Whoever holds the note can take the outcome up again, and nobody else can read a word of it; who guesses a whole record
exactly could confirm the guess.
"""

from __future__ import annotations

import os
import zlib

_NONCE = 12  # bytes


def sealed(data: bytes, secret: bytes) -> bytes:
    """Return data packed and sealed with a secret of 32 bytes, behind a nonce of their own; b'' stays b''."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if not data:
        return b""
    nonce = os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(secret).encrypt(nonce, zlib.compress(data), None)


def opened(data: bytes, secret: bytes) -> bytes:
    """Return what was sealed; raise ValueError where the secret is another one or the data were altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if not data:
        return b""
    try:
        packed = ChaCha20Poly1305(secret).decrypt(data[:_NONCE], data[_NONCE:], None)
    except (InvalidTag, ValueError) as error:  # the second where too little is left to hold a nonce
        raise ValueError("not sealed with this secret") from error
    return zlib.decompress(packed)
