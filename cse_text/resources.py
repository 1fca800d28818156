"""Where the data folders are (inside the installed package, or beside it in a checkout), and how a part is added."""

from __future__ import annotations

from pathlib import Path

from cse_text.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder of lexicons, models or corpus_samples."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def how_to_add(extra: str) -> str:
    """Return the way on where an optional part is missing: from the clone, for no public index has the tool."""
    return f'To add it, in the folder of the clone: python -m pip install ".[{extra}]"'


def check_pictures(otherwise: str = "") -> None:
    """Raise SettingsError where no picture can be drawn, before anything long is begun; `otherwise`: what else can."""
    try:
        import matplotlib as mpl  # noqa: F401
    except ImportError as error:
        message = f"A picture needs matplotlib. {how_to_add('plots')} {otherwise}".rstrip()
        raise SettingsError("no-matplotlib", message) from error
