"""Where the data folders are (inside the installed package, or beside it in a checkout), and how a part is added."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder of lexicons, models or corpus_samples."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def how_to_add(extra: str) -> str:
    """Return the way on where an optional part is missing: from the clone, for no public index has the tool."""
    return f'To add it, in the folder of the clone: python -m pip install ".[{extra}]"'
