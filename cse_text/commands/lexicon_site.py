"""`cse-text lexicon site DIR`: writes the lexicon's pages. What they say stands in authoring and lexicon.pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cse_text.commands.console import say
from cse_text.commands.exit_codes import NOTHING_FOUND
from cse_text.errors import ReportError, SettingsError

_MARK = "index.html"  # a folder that holds one beside site.css was made here


def write_site(folder: Path, folders: Sequence[Path]) -> int:
    """Write the site into a new or empty folder, or over one made before; return the exit code."""
    from cse_text.authoring.site import site
    from cse_text.commands.output import write_bytes
    from cse_text.lexicon import load_lexicon

    _check_free(folder)
    lexicon = load_lexicon(folders).lexicon
    _make(folder / "rules")
    written = set()
    for name, text in site(lexicon):
        write_bytes(folder / name, text.encode("utf-8"))
        written.add(folder / name)
    for page in set((folder / "rules").glob("*.html")) - written:
        page.unlink()  # a rule that is no longer there
    say(f"{len(written):,} files in {folder}: open {folder / _MARK}.")
    return NOTHING_FOUND


def _check_free(folder: Path) -> None:
    """Refuse a folder that holds anything else, so that nothing of the user's is written over."""
    made_here = (folder / _MARK).is_file() and (folder / "site.css").is_file()
    if folder.is_dir() and any(folder.iterdir()) and not made_here:
        raise SettingsError("folder-in-use", f"{folder} holds other files. Name a new folder for the site.")


def _make(folder: Path) -> None:
    from cse_text.commands.output import make_folder

    try:
        make_folder(folder)
    except OSError as error:
        raise ReportError("not-written", f"{folder}: the folder could not be made ({error.strerror}).") from error
