"""Strategies: whole files with something changed, at the surface or inside their archive, and hostile text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from fuzz.target import as_bytes

_LARGEST = 200_000
_INTERESTING = (
    b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00", b"-1", b"0", b"99999999999", b"%s", b"{}",
    b"<", b">", b"&", b"&#x0;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"]]>", b"{\\", b"\\'", b"\\u-1?",
    b"\\bin999 ", b"\\cell\\row", b"\r\n\r\n", b'"', b'""', b",", b"\t", b";", b"=?utf-8?q?", b"?=", b"(", b")", b"[",
    b"]", b"|", b"...", "\u2026".encode(), "\u202e".encode(), "\ufeff".encode(), b"\xed\xa0\x80", b"=cmd|", b"../",
    b"1e999", b"NaN", b"null", b"true", b"*a", b"&a", b"!!python/object:os.system", b"<<: ", b"- ", b": ",
)  # fmt: skip
WORDING = (
    "She puts herself at risk by going with older males.", "He is promiscuous.", "YP absconded again",
    "Mum said \u201cshe is no angel\u201d.", "14/03/2014 Home visit:", "Leah (13)", "made a choice to",
    "sexually active", "refuses to engage", "no concerns", "her boyfriend, aged 31,", "was told that",
    "not", "?", "> quoted", "From: Jo Bell <jo@x.police.uk>", "On Tue, Jo wrote:", "very " * 30, "((((",
    "\n\n", " | ", "...", "\u2026", "{child}", "=word", "[adj]", "(a|b)",
)  # fmt: skip
_LETTERS = st.characters() | st.sampled_from("\x00\x1b\x85\u200b\u2028\u202e\u2066\ufeff\ud800\udfff\U000e0001=+-@\t\r")


@st.composite
def texts(draw: st.DrawFn, pieces: Sequence[str] = WORDING) -> bytes:
    """Draw wording that rules know among text that nobody would write, as bytes."""
    piece = st.sampled_from(pieces) | st.text(_LETTERS, max_size=8) | st.sampled_from((" ", "\n", ". ", ", "))
    return as_bytes("".join(draw(st.lists(piece, max_size=25))))


@st.composite
def damaged(draw: st.DrawFn, seeds: Callable[[], Sequence[bytes]]) -> bytes:
    """Draw a whole file with up to six changes; a zip is changed inside its members as often as outside."""
    data = draw(st.sampled_from(seeds()))
    if data.startswith(b"PK") and draw(st.integers(0, 3)):
        return _inside(draw, data)
    return _edited(draw, data, seeds())


def _inside(draw: st.DrawFn, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = draw(st.sampled_from(sorted(members)))
    members[chosen] = _edited(draw, members[chosen], list(members.values()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _edited(draw: st.DrawFn, data: bytes, others: Sequence[bytes]) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        data = _edit(draw, data, others)[:_LARGEST]
    return data


def _edit(draw: st.DrawFn, data: bytes, others: Sequence[bytes]) -> bytes:
    """Change one place: write over it, put in, cut out, repeat a stretch many times, or splice with another file."""
    at = draw(st.integers(0, len(data)))
    match draw(st.integers(0, 4)):
        case 0:
            new = draw(st.binary(min_size=1, max_size=8))
            return data[:at] + new + data[at + len(new) :]
        case 1:
            return data[:at] + draw(st.sampled_from(_INTERESTING)) + data[at:]
        case 2:
            return data[:at] + data[at + draw(st.integers(1, 64)) :]
        case 3:
            piece = data[at : at + draw(st.integers(1, 40))]
            return data[:at] + piece * draw(st.sampled_from((2, 10, 100, 1_000))) + data[at:]
    other = draw(st.sampled_from(others))
    return data[:at] + other[draw(st.integers(0, len(other))) :]
