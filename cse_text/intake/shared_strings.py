"""How long a workbook's texts are once every cell has its own: a .xlsx keeps each text once and names it by number.

A file of a few kilobytes can so name a long text a million times, and whoever reads it makes a million copies.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest

_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 16
_NAMED = re.compile(
    rb"""<(?:[A-Za-z0-9]+:)?c\s[^<>]*?\bt\s*=\s*["']s["'][^<>]*>\s*<(?:[A-Za-z0-9]+:)?v>\s*([0-9]{1,9})\s*<"""
)
_BEGINS = re.compile(rb"<(?:[A-Za-z0-9]+:)?si[\s/>]")


def named_bytes(archive: zipfile.ZipFile, enough: int) -> int:
    """Return how many bytes the texts that cells name come to; an upper bound where that is not above `enough`."""
    lengths = _lengths(archive)
    longest = max(lengths, default=0)
    total = sum(1 for _ in _names(archive)) * longest if longest else 0
    if total <= enough:
        return total
    known = len(lengths)
    return sum(lengths[number] for number in _names(archive) if number < known)


def _lengths(archive: zipfile.ZipFile) -> list[int]:
    """Return the length of each shared text, by its number, its mark-up included.

    A file decides itself which part holds its texts; where several could, the longest of a number counts.
    """
    lengths: list[int] = []
    for name in archive.namelist():
        begins: list[int] = []
        at = 0
        for chunk in _chunks(archive, name, b"<"):
            begins += [at + found.start() for found in _BEGINS.finditer(chunk)]
            at += len(chunk)
        found = [end - begin for begin, end in zip(begins, [*begins[1:], at], strict=False)]
        lengths = [max(pair) for pair in zip_longest(lengths, found, fillvalue=0)]
    return lengths


def _names(archive: zipfile.ZipFile) -> Iterator[int]:
    """Yield the number of each text that a cell of any part names."""
    for name in archive.namelist():
        for chunk in _chunks(archive, name, b"<c"):
            yield from map(int, _NAMED.findall(chunk))


def _chunks(archive: zipfile.ZipFile, name: str, begin: bytes) -> Iterator[bytes]:
    """Yield a member piece by piece; what may go on behind a piece waits for the next."""
    rest = b""
    with archive.open(name) as stream:
        while read := stream.read(_CHUNK):
            held = rest + read
            cut = held.rfind(begin)
            cut = len(held) if cut < max(1, len(held) - _LONGEST_CELL) else cut
            yield held[:cut]
            rest = held[cut:]
    yield rest
