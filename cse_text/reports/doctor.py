"""How an installation stands, for the terminal and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import groupby

from cse_text.reports.visible import one_line
from cse_text.reports.wording import count
from cse_text.types import Check

SCHEMA = 1
WIDEST = 100
_STATE = 4  # the longest of ok, note, mend


def doctor_text(checks: Sequence[Check], version: str, width: int) -> str:
    """Return the checks part by part, each on a line, its way on below; the last line says how all stands."""
    lines = [f"cse-text {version}"]
    names = min(24, max(len(check.name) for check in checks))
    for part, members in groupby(checks, key=lambda check: check.part):
        lines += ["", part]
        for check in members:
            lines += _lines(check, names, min(width, WIDEST))
    return "\n".join([*lines, "", _end(checks)]) + "\n"


def doctor_json(checks: Sequence[Check], version: str) -> str:
    """Return the checks as one object, stable and versioned."""
    data = {
        "schema": SCHEMA,
        "tool": "cse-text",
        "version": version,
        "sound": not count_wrong(checks),
        "checks": [asdict(check) for check in checks],
    }
    return json.dumps(data, indent=1) + "\n"


def count_wrong(checks: Sequence[Check]) -> int:
    """Return how many things are to be mended."""
    return sum(check.state == "mend" for check in checks)


def _lines(check: Check, names: int, width: int) -> Iterator[str]:
    head = f"  {check.state:<{_STATE}}  {one_line(check.name):<{names}}  "
    indent = " " * (_STATE + names + 6)
    if len(head) > len(indent):
        yield head.rstrip()
        head = indent
    wrap = partial(textwrap.wrap, width=width, subsequent_indent=indent, break_on_hyphens=False)
    yield from wrap(one_line(check.says), initial_indent=head)
    yield from wrap(check.way, initial_indent=indent)


def _end(checks: Sequence[Check]) -> str:
    wrong = count_wrong(checks)
    if not wrong:
        return "All is in order."
    return f"{count(wrong, 'thing')} to mend, marked 'mend' above, each with a way on."
