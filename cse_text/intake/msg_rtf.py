"""Unpacks the rich text inside Outlook messages (LZFu, as MS-OXRTFCP describes it). Bytes in, bytes out."""

from __future__ import annotations

import struct

_HEADER = 16
_PACKED, _PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes, limit: int) -> bytes:
    """Return the rich text of a stream, at most `limit` bytes of it; b'' where the stream is something else."""
    if len(data) < _HEADER:
        return b""
    size = min(struct.unpack_from("<I", data, 4)[0], limit)
    if data[8:12] == _PLAIN:
        return data[_HEADER : _HEADER + size]
    return _inflated(data[_HEADER:], size) if data[8:12] == _PACKED else b""


def _inflated(data: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    at, out, position = len(_START), bytearray(), 0
    while position < len(data) and len(out) < size:
        flags = data[position]
        position += 1
        for bit in range(8):
            packed = flags >> bit & 1
            if position + packed >= len(data):
                return bytes(out)
            if not packed:
                piece = data[position : position + 1]
                position += 1
            else:
                reference = data[position] << 8 | data[position + 1]
                position += 2
                begin, length = reference >> 4, (reference & 15) + 2
                if begin == at:
                    return bytes(out)
                # What is copied may overlap what is being written, as in runs of one letter.
                run = (at - begin) % _WINDOW or _WINDOW
                piece = bytes(window[(begin + step % run) % _WINDOW] for step in range(length))
            for byte in piece:
                window[at] = byte
                at = (at + 1) % _WINDOW
            out += piece
    return bytes(out[:size])
