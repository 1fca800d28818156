"""The live page: the page itself, and what it shows of a text that has just been typed. Finished values, no requests.

The script builds the page from plain values and never from markup, so nothing typed can become part of the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from cse_text.reports.passages import Passage
from cse_text.reports.views import Viewer
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, TO_CHECK, count
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, Record, ScannedRecord

MOST_CHARACTERS = 20_000  # some seven pages; more is for `cse-text scan`
_TEMPLATES = {
    "": ("live.html", "text/html"),
    "page.css": ("live.css", "text/css"),
    "page.js": ("live.js", "text/javascript"),
}
_LINE_END = re.compile(r"\n+")


def page_files(examples: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, tuple[str, bytes]]:
    """Return the page and what belongs to it: by name, the kind of content and its bytes.

    `examples` are notes to begin with: by the name of their group, each with a title.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("cse_text.reports")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    values = {"examples": examples, "most": MOST_CHARACTERS, "not_safe": NOT_SAFE, "to_check": TO_CHECK}
    return {
        name: (f"{kind}; charset=utf-8", templates.get_template(template).render(values).encode())
        for name, (template, kind) in _TEMPLATES.items()
    }


def live_view(scanned: ScannedRecord, sources: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows of a text: its lines in pieces, the findings of each, and what is said of it aloud."""
    viewer = Viewer(sources)
    lines = []
    for passage in _lines(scanned.record.text, scanned.findings):
        line = asdict(viewer.passage(scanned.record, passage))
        for shown, finding in zip(line["findings"], passage.findings, strict=True):
            shown["then"] = sentences_then(scanned.record, finding)
        lines.append(line)
    wholes = [asdict(viewer.whole(scanned.record, each)) for each in scanned.record_findings]
    return {"lines": lines, "wholes": wholes, "said": _said(scanned)}


def sentences_then(record: Record, finding: Finding) -> list[str]:
    """Return for each reframing the sentence as it would then read."""
    starts = sentence_starts(record.text)
    then = []
    for each in finding.reframings:
        begin, _ = sentence_at(starts, min(each.start, finding.start), len(record.text))
        _, end = sentence_at(starts, max(each.end, finding.end) - 1, len(record.text))
        then.append(one_line(f"{record.text[begin : each.start]}{each.text}{record.text[each.end : end]}"))
    return then


def _lines(text: str, findings: Sequence[Finding]) -> Iterator[Passage]:
    """Yield the lines of a text with their findings; two lines are one where a finding runs from one into the other."""
    ends = [match.end() for match in _LINE_END.finditer(text)]
    kept = [end for end in ends if not any(each.start < end < each.end for each in findings)]
    ordered = sorted(findings, key=lambda each: (each.start, -each.end, each.rule))
    for start, end in itertools.pairwise([0, *kept, len(text)]):
        if text[start:end].strip():
            yield Passage(start, end, tuple(each for each in ordered if start <= each.start < end))


def _said(scanned: ScannedRecord) -> str:
    """Return what is said aloud of the text: how much masks, how much was left alone."""
    if not scanned.record.text.strip():
        return "Nothing is written yet."
    masking = sum(each.masking for each in scanned.findings)
    spared = len(scanned.findings) - masking
    parts = [f"{count(masking, 'phrase')} to look at" if masking else "Nothing found to look at"]
    parts += [f"{spared} weighed and left alone"] if spared else []
    parts += [f"{len(scanned.record_findings)} about the whole text"] if scanned.record_findings else []
    return ", ".join(parts) + "."
