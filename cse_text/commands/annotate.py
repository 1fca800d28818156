"""`cse-text annotate`: notes to mark-up for a person to edit, and marked-up notes to annotated ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cse_text.commands.console import say
from cse_text.commands.exit_codes import NOTHING_FOUND
from cse_text.errors import IntakeError, SettingsError
from cse_text.types import Finding, Record

ANNOTATED, MARKED = ".jsonl", ".txt"


def annotate(file: Path, out: Path, *, suggest: bool) -> int:
    """Write mark-up or annotated notes, whichever the ending of `out` asks for; return the exit code."""
    from cse_text.commands.output import open_report

    if out.suffix.lower() == ANNOTATED:
        text, number = _annotated(file)
    elif out.suffix.lower() == MARKED:
        text, number = _marked(file, suggest=suggest)
    else:
        raise SettingsError("unknown-ending", f"--out ends in {MARKED} for mark-up or {ANNOTATED} for annotated notes.")
    with open_report(out, "utf-8") as stream:
        stream.write(text)
    say(f"{number} notes written to {out}.")
    return NOTHING_FOUND


def _annotated(file: Path) -> tuple[str, int]:
    import json

    from cse_text.annotation import MarkupError, parse_file

    try:
        documents = list(parse_file(file))
    except (MarkupError, UnicodeDecodeError) as error:
        raise IntakeError("mark-up-broken", str(error), source=str(file)) from error
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents), len(documents)


def _marked(file: Path, *, suggest: bool) -> tuple[str, int]:
    from cse_text.annotation import to_markup
    from cse_text.intake import IntakeSettings, read_paths
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanner = Scanner.load(Settings(depth="full")) if suggest else None
    blocks = []
    for item in read_paths([file], IntakeSettings()):
        if not isinstance(item, Record):
            say(f"{item.source}: {item.message}")
            continue
        findings = scanner.scan(item).findings if scanner else ()
        blocks.append(to_markup(_document(item, findings)))
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
