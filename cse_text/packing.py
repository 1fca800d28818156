"""Office files are ZIP archives: the same content packed without the clock, so that it gives the same bytes."""

from __future__ import annotations

import io
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive knows


def pack_again(packed: bytes, stream: IO[bytes]) -> None:
    """Write the archive to the stream, its members in their order, each with the same fixed date."""
    with ZipFile(io.BytesIO(packed)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for member in before.infolist():
            after.writestr(_dateless(member.filename), before.read(member))


def _dateless(name: str) -> ZipInfo:
    info = ZipInfo(name, _DAY)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0  # the same on every system
    info.external_attr = 0
    return info
