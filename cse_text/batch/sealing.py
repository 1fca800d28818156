"""Outcomes made unreadable without the record they belong to.

A journal may stay on a disk after a crash, and the outcome of a record quotes it. So each outcome is covered with a
stream of numbers that only the record itself gives: SHAKE-256 over the record and the key of the run. Whoever holds
the note can take the outcome up again, and nobody else can read a word of it; who guesses a whole record exactly could
confirm the guess. The stream is used once: another record, or the same under other settings, has another.
"""

from __future__ import annotations

import hashlib
import zlib


def sealed(data: bytes, secret: bytes) -> bytes:
    """Return data packed and covered; b'' stays b''."""
    return _covered(zlib.compress(data), secret) if data else b""


def opened(data: bytes, secret: bytes) -> bytes:
    """Return what was sealed; raise ValueError where the secret is another one or the data damaged."""
    if not data:
        return b""
    try:
        return zlib.decompress(_covered(data, secret))
    except zlib.error as error:
        raise ValueError("not sealed with this secret") from error


def _covered(data: bytes, secret: bytes) -> bytes:
    stream = hashlib.shake_256(secret).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")
