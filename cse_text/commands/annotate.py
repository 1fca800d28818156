"""`cse-text annotate`: mark notes at the terminal, as mark-up in an editor, or compare two people's marks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.errors import IntakeError, SettingsError
from cse_text.types import Finding, Record

if TYPE_CHECKING:
    from cse_text.commands.annotate_options import AnnotateOptions
    from cse_text.commands.marking.dialogue import Propose
    from cse_text.marking import Note

ANNOTATED, MARKED = ".jsonl", ".txt"
TWO = 2


def annotate(options: AnnotateOptions) -> int:
    """Do what the options ask for; return the exit code."""
    from cse_text.evaluation.gold import is_markup

    if options.compare:
        from cse_text.commands.compare import compare

        if len(options.files) != TWO:
            raise SettingsError("two-files", "--compare takes two files: cse-text annotate --compare A.jsonl B.jsonl")
        return compare(options)
    if len(options.files) != 1:
        raise SettingsError("one-file", "annotate takes one file at a time; --compare takes two.")
    file = options.files[0]
    out = options.out
    if out is not None and out.suffix.lower() not in {ANNOTATED, MARKED}:
        raise SettingsError("unknown-ending", f"--out ends in {ANNOTATED} for marks or {MARKED} for mark-up to edit.")
    if out is not None and out.suffix.lower() == MARKED:
        return _write(out, *_marked(file, suggest=options.suggest))
    if is_markup(file.read_bytes()[:200].decode("utf-8", "replace")):
        return _write(out or _beside(file), *_annotated(file))
    return _sit(options, file)


def _sit(options: AnnotateOptions, file: Path) -> int:
    """Hold one sitting of marking at the terminal."""
    from cse_text.commands.marking.dialogue import Dialogue
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.commands.marking.screen import Screen
    from cse_text.marking import MARKING_ENDING, begin, save
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.page import Page

    out = options.out or file.with_name(f"{file.stem}{MARKING_ENDING}")
    if out.resolve() == file.resolve():
        raise SettingsError("same-file", "The marks need a file of their own; name it with --out.")
    notes = begin(_records(file), out)
    if not notes:
        say("No note could be read.")
        return NOT_DONE
    page = Page(prepare_output(), ReportOptions())
    screen = Screen(page, clears=page.console.is_terminal)
    propose = _proposals() if options.suggest else _nothing
    sitting = Dialogue(notes, screen, Terminal(), lambda each: save(each, out), propose, by_sentence=options.sentences)
    _farewell(done=sitting.run(), notes=sitting.notes, out=out)
    return NOTHING_FOUND


def _farewell(*, done: bool, notes: Sequence[Note], out: Path) -> None:
    from cse_text.reports.wording import count

    finished, marks = sum(note.done for note in notes), sum(len(note.marks) for note in notes)
    say(f"{finished} of {count(len(notes), 'note')} read to their end, {count(marks, 'mark')}; kept in {out}.")
    say(f"Measure with them: cse-text evaluate {out}" if done else "The same command goes on from here.")


def _nothing(_note: Note) -> Sequence[Finding]:
    return ()


def _proposals() -> Propose:
    """Return what gives the tool's own findings in a note, each note read once."""
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanner = Scanner.load(Settings(depth="full"))

    @cache
    def found(name: str, text: str, meta: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
        return scanner.scan(Record(name, text, "", dict(meta))).findings

    return lambda note: found(note.id, note.text, tuple((key, str(value)) for key, value in note.meta.items()))


def _records(file: Path) -> list[Record]:
    from cse_text.intake import IntakeSettings, read_paths

    records = []
    for item in read_paths([file], IntakeSettings()):
        if isinstance(item, Record):
            records.append(item)
        else:
            say(f"{item.source}: {item.message}")
    return [record for record in records if record.text.strip()]


def _beside(file: Path) -> Path:
    """Return where the marks of a file go unasked; refuse a place where marks are kept already."""
    from cse_text.marking import MARKING_ENDING

    out = file.with_name(f"{file.stem}{MARKING_ENDING}")
    if out.exists():
        raise SettingsError("marks-there", f"{out.name} is there already; name another file with --out.")
    return out


def _write(out: Path, text: str, number: int) -> int:
    from cse_text.commands.output import open_report

    with open_report(out, "utf-8") as stream:
        stream.write(text)
    say(f"{number} notes written to {out}.")
    return NOTHING_FOUND


def _annotated(file: Path) -> tuple[str, int]:
    from cse_text.annotation import MarkupError, parse_file

    try:
        documents = list(parse_file(file))
    except (MarkupError, UnicodeDecodeError) as error:
        raise IntakeError("mark-up-broken", str(error), source=str(file)) from error
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents), len(documents)


def _marked(file: Path, *, suggest: bool) -> tuple[str, int]:
    from cse_text.annotation import to_markup
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanner = Scanner.load(Settings(depth="full")) if suggest else None
    records = _records(file)
    blocks = [to_markup(_document(each, scanner.scan(each).findings if scanner else ())) for each in records]
    return "\n".join(blocks), len(blocks)


def _document(record: Record, findings: tuple[Finding, ...]) -> dict[str, Any]:
    spans = [
        {
            "start": finding.start,
            "end": finding.end,
            "category": finding.category,
            "masking": finding.masking,
            "voice": finding.voice,
            "subject": finding.subject,
            "note": "" if finding.masking else "suggested",
        }
        for finding in findings
    ]
    return {"id": record.id, "text": record.text, "meta": dict(record.meta), "spans": spans}
