"""`cse-text compare`: two versions of a note. Thin: it joins intake, scanner and the training room."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say, write_out
from cse_text.commands.exit_codes import NOT_DONE, decide_exit_code
from cse_text.errors import SettingsError
from cse_text.types import Record

if TYPE_CHECKING:
    from cse_text.teaching.versions import Compared

_WIDEST = 120
FORMS = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}


def versions(before: Path, after: Path, depth: str, width: int | None, out: Path | None, *, as_json: bool) -> int:
    """Write what changed between two versions; return the exit code of a scan of the later one."""
    from cse_text.commands.output import open_report
    from cse_text.reports.wording import count
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings
    from cse_text.teaching.versions import compare, pair, unpaired

    form = _form(out, as_json=as_json)
    records = [_records(path) for path in (before, after)]
    if not all(records):
        say("One of the two could not be read, so there is nothing to compare.")
        return NOT_DONE
    scanner = Scanner.load(Settings(depth=depth))  # type: ignore[arg-type]  # the option allows the three depths only
    one, two = ([scanner.scan(each) for each in part] for part in records)
    pairs = pair(one, two)
    if not pairs:
        say("The notes of the two files do not belong together: no ids in common, and not as many in both.")
        return NOT_DONE
    for each in unpaired((*one, *two), pairs):
        say(f"{each.record.id} stands in one of the two only and is not compared.")
    compared = [compare(*each) for each in pairs]
    shown = _shown(form, compared, width or shutil.get_terminal_size((80, 24)).columns)
    if out is None:
        write_out(shown)
    else:
        with open_report(out, "utf-8") as stream:
            stream.write(shown)
        say(f"{out}: {count(len(compared), 'note')} compared.")
    return decide_exit_code(records=len(pairs), findings=sum(each.masking_after for each in compared))


def _records(path: Path) -> list[Record]:
    from cse_text.intake import IntakeSettings, read_paths

    found = []
    for item in read_paths([path], IntakeSettings(), notify=say):
        if isinstance(item, Record):
            found.append(item)
        else:
            say(f"{item.source}: {item.message}")
    return [record for record in found if record.text.strip()]


def _form(out: Path | None, *, as_json: bool) -> str:
    """Return the form that the options ask for; refuse an ending that says none."""
    form = FORMS.get(out.suffix.lower(), "") if out else "text"
    if not form:
        raise SettingsError("unknown-ending", "--out ends in .html, .json or .txt.")
    return "json" if as_json else form


def _shown(form: str, compared: Sequence[Compared], width: int) -> str:
    from cse_text.teaching.versions_page import as_page

    if form == "html":
        return as_page(compared)
    return _json(compared) if form == "json" else _text(compared, width)


def _json(compared: Sequence[Compared]) -> str:
    from cse_text.teaching.side_by_side import SCHEMA, as_data

    data = {"schema": SCHEMA, "notes": [as_data(each) for each in compared]}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _text(compared: Sequence[Compared], width: int) -> str:
    from cse_text.reports.visible import make_visible
    from cse_text.teaching.side_by_side import by_category, lines, totals

    width = min(width, _WIDEST) - 1
    shown = []
    for each in compared:
        shown += [f"== {each.before.record.id} ".ljust(width, "=")] if len(compared) > 1 else []
        shown += [*lines(each, width)]
    if len(compared) > 1:
        shown += [f"{name:<24} {before:>5} before {after:>5} after" for name, before, after in by_category(compared)]
        shown.append("")
    shown += totals(compared)
    return "".join(f"{make_visible(line)}\n" for line in shown)
