"""Whether the tool reads an invented sentence at each depth: a library that is here may still not work."""

from __future__ import annotations

from collections.abc import Iterator

from cse_text.errors import CseTextError
from cse_text.types import Check, Depth, Record

PART = "Reading"
SENTENCE = "She keeps putting herself at risk by going to his flat."
DEPTHS: tuple[Depth, ...] = ("quick", "full")
_WAY = {
    "quick": "Install the package again.",
    "full": "Use --depth quick meanwhile. On Windows, onnxruntime needs Microsoft's Visual C++ Redistributable (x64).",
}


def sample_checks() -> Iterator[Check]:
    """Yield whether the invented sentence is found to mask, by the rules alone and with the tagger."""
    return map(sample_check, DEPTHS)


def sample_check(depth: Depth) -> Check:
    """Return whether one depth works here."""
    name = f"depth {depth}"
    try:
        found = _found(depth)
    except CseTextError as error:
        return Check(PART, name, "mend", error.message, _WAY[depth])
    except Exception as error:  # noqa: BLE001 - a library may fail in any way; the sentence is invented
        return Check(PART, name, "mend", f"failed with {type(error).__name__}", _WAY[depth])
    if found:
        return Check(PART, name, "ok", "an invented sentence is read and its wording found")
    return Check(PART, name, "mend", "the wording of an invented sentence was not found", _WAY[depth])


def _found(depth: Depth) -> bool:
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanned = Scanner.load(Settings(depth=depth)).scan(Record("sample", SENTENCE, ""))
    return any(finding.masking for finding in scanned.findings)
