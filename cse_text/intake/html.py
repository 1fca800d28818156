"""Reads .html and .htm: one record a page, a place a paragraph or table row, as a browser would show its words.

Scripts are never run, nothing is fetched; what a browser hides is not read and is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.intake.blocks import block_record, cut_problem, deletions_problem, left_out, no_text
from cse_text.intake.encodings import opened_text
from cse_text.intake.html_walk import HtmlWalker
from cse_text.intake.safe_xml import parsed_html
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_LOOKS = re.compile(
    r"<(?:/?(?:p|div|br|span|b|i|u|ul|ol|li|table|html|body|font|strong|em|h[1-6]))(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LEAST_TAGS = 2


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a web page."""
    limit = job.settings.max_record_chars
    with opened_text(source, job, newline="") as stream:
        text = stream.read(limit + 1)
    walker = walked(text[:limit])
    problems = [*_problems(source, walker)]
    if len(text) > limit:
        problems.append(cut_problem(source, f"character {limit:,}", job))
    record = block_record(source, job, walker.blocks, problems=problems)
    if record is None:
        raise no_text(source)
    yield record


def walked(text: str) -> HtmlWalker:
    """Return what a web page shows."""
    walker = HtmlWalker()
    root = parsed_html(text)
    if root is not None:
        walker.walk(root)
    return walker


def plain(text: str) -> str:
    """Return the words of a web page that stands in a cell or a message."""
    return "\n".join(block.text for block in walked(text).blocks)


def looks_like_html(text: str) -> bool:
    """Return whether a text is marked up as a web page is; one stray sign of a tag is not enough."""
    found = _LOOKS.finditer(text)
    return sum(1 for _, _ in zip(found, range(_LEAST_TAGS), strict=False)) == _LEAST_TAGS or "<br" in text.casefold()


def _problems(source: Source, walker: HtmlWalker) -> Iterator[Problem]:
    yield from deletions_problem(source, walker.deletions)
    yield from left_out(source, walker.pictures, "pictures-not-read", "picture", "words in them are not read")
    yield from left_out(source, walker.hidden, "hidden-text", "part that a browser hides", "open its source to see it")
    yield from left_out(source, walker.frames, "embedded-not-read", "embedded page", "save them as files of their own")
