"""The file the marks are kept in: written whole after every mark, taken up again where somebody stopped."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from cse_text.errors import IntakeError, ReportError
from cse_text.marking.notes import Note
from cse_text.types import Record

MARKING_ENDING = ".annotated.jsonl"


def begin(records: Iterable[Record], path: Path) -> list[Note]:
    """Return the notes to be marked, with the marks that the file already holds; later notes of it are kept too."""
    kept = {note.id: note for note in _read(path)} if path.exists() else {}
    notes = []
    for record in records:
        note = kept.pop(record.id, None)
        if note is not None and note.text != record.text:
            message = f"{path.name}: the text of a note has changed since it was marked; name another file with --out."
            raise IntakeError("note-changed", message, source=str(path), place=record.id)
        notes.append(note or Note(record.id, record.text, dict(record.meta)))
    return [*notes, *kept.values()]


def save(notes: Sequence[Note], path: Path) -> None:
    """Write the notes that have been begun, all of them or, if that fails, none: the file before stays whole."""
    lines = [json.dumps(note.as_data(), ensure_ascii=False) for note in notes if note.done or note.at or note.marks]
    name = ""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
            stream.write("".join(f"{line}\n" for line in lines))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise ReportError("not-written", f"{path}: the marks could not be saved ({error.strerror}).") from error
    finally:
        if name:  # moved into place by now, or left over with words of notes in it
            Path(name).unlink(missing_ok=True)


def _read(path: Path) -> list[Note]:
    notes = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            notes.append(Note.from_data(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{path.name}, line {number}: not a marked note; name another file with --out."
            raise IntakeError("not-marked", message, source=str(path), place=f"line {number}") from error
    return notes


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="surrogatepass")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path.name}: not a file of marks that can be read; name another file with --out."
        raise IntakeError("not-marked", message, source=str(path)) from error
