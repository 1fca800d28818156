"""Where a text stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

# A quotation may run over a line end but not over an empty line, and not for pages.
_BODY = r"(?:(?!\n\s*\n).){1,700}?"
_QUOTES = re.compile(
    rf"\u201c(?P<curly>{_BODY})\u201d"
    rf"|\"(?P<straight>(?:(?!\n\s*\n)[^\"]){{1,700}})\""
    rf"|(?<![\w\u2019'])[\u2018](?P<single>{_BODY})[\u2019'](?!\w)"
    rf"|(?<![\w'\u2019)])'(?P<plain>(?:(?!\n).){{1,300}}?)'(?!\w)",
    re.DOTALL,
)


def quotation_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges inside quotation marks, without the marks, in order."""
    if not any(mark in text for mark in "\"'\u201c\u2018"):
        return []
    return [match.span(match.lastgroup or 0) for match in _QUOTES.finditer(text)]


def quotation_at(quotations: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the quotation that holds start..end, if any."""
    index = bisect_right(quotations, (start, 1 << 62)) - 1
    if index >= 0 and quotations[index][0] <= start and end <= quotations[index][1]:
        return quotations[index]
    return None
