"""`--comments DIR`: beside each Word document read, a copy with comments. The original is opened for reading only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from cse_text.commands.output import make_folder
from cse_text.errors import ReportError, SettingsError
from cse_text.types import ScannedRecord

_SUFFIX = ".docx"


class Commenter:
    """Writes the copies into one folder, each as soon as its record was read."""

    def __init__(self, folder: Path, sources: Mapping[str, str], tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._sources = sources
        self._tell = tell
        self._taken: set[str] = set()
        try:
            make_folder(folder)
        except OSError as error:
            raise SettingsError("no-folder", f"{folder}: no folder can be made there ({error.strerror}).") from error

    def add(self, shown: ScannedRecord) -> None:
        """Write the copy of a Word document in which something was found; say where a copy cannot be made."""
        source = Path(shown.record.source)
        found = shown.record_findings or any(finding.masking for finding in shown.findings)
        if source.suffix.lower() != _SUFFIX or not found:
            return
        if not source.is_file():  # inside an archive or a message
            self._tell(f"{source}: no copy with comments was made; if it lies inside another file, unpack it first.")
            return
        target = self._target(source)
        if target.resolve() == source.resolve():
            message = f"{target}: the copy would take the place of the original; name another folder with --comments."
            raise SettingsError("same-folder", message)
        self._write(source, target, shown)

    def _write(self, source: Path, target: Path, shown: ScannedRecord) -> None:
        from cse_text.commands.output import write_bytes
        from cse_text.reports.docx_comments import add_comments
        from cse_text.reports.wording import count

        try:
            commented = add_comments(source.read_bytes(), shown, self._sources)
        except OSError as error:
            raise ReportError("not-written", f"{source}: it could not be read again ({error.strerror}).") from error
        write_bytes(target, commented.content)
        placed = count(commented.placed, "comment on its words", "comments on their words")
        listed = f", {commented.listed} listed in one where Word allows none" if commented.listed else ""
        self._tell(f"{target}: {placed}{listed}.")

    def _target(self, source: Path) -> Path:
        """Return a place of its own for each document, also where two have the same name."""
        name, number = source.name, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{source.stem} ({number}){source.suffix}"
        self._taken.add(name.casefold())
        return self._folder / name
