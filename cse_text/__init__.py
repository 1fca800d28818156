"""cse_text reads practitioner notes and finds language that masks child exploitation.

For a notebook or a script:

    import cse_text

    cse_text.scan("She keeps putting herself at risk.")            # the findings in one text
    cse_text.scan_frame(notes, text="Detail", case="Person ID")    # a frame, one row a finding

`Scanner` and `Settings` are for more: whole records, another depth, rules of your own. docs/guide-pandas.md goes
through it. Every name is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cse_text.errors import CseTextError
    from cse_text.frames import scan, scan_frame
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings
    from cse_text.types import Finding, Record, Reframing, ScannedRecord

# onnxruntime's own builds report their use to their maker, and keep a device's id in the user's home, unless this
# stands before it is imported. Worker processes inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__all__ = [
    "CseTextError",
    "Finding",
    "Record",
    "Reframing",
    "ScannedRecord",
    "Scanner",
    "Settings",
    "scan",
    "scan_frame",
]
_ROOMS = {
    "CseTextError": "errors",
    "Finding": "types",
    "Record": "types",
    "Reframing": "types",
    "ScannedRecord": "types",
    "Scanner": "scanner",
    "Settings": "settings",
    "scan": "frames",
    "scan_frame": "frames",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the room it lives in, loaded now."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'cse_text' has no attribute '{name}'")
    return getattr(import_module(f"cse_text.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names, for completion in a notebook."""
    return sorted({*globals(), *_ROOMS})
