"""What a judged sample tells, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from cse_text.reports.wording import count
from cse_text.trends import Rate
from cse_text.trends.judged import Estimate
from cse_text.trends.sample import FLAGGED, UNFLAGGED

NOT_ENOUGH = (
    "Recall cannot be estimated: judge some flagged and some unflagged notes, at least one of which masks, or draw a "
    "larger sample."
)


def estimate_lines(found: Estimate) -> Iterator[str]:
    """Yield what was judged, how many flagged notes mask, and what share of masking notes was flagged."""
    for kind in (FLAGGED, UNFLAGGED):
        judged = f"{found.judged[kind]:,} of {count(found.sizes[kind], f'{kind} entry', f'{kind} entries')}"
        yield f"Judged: {judged}, {found.masking[kind]:,} of which mask."
    if found.unsure:
        yield f"Not judged or not sure, and left out: {found.unsure:,}."
    if found.precision is not None:
        yield f"Of flagged entries, mask: {_percent(found.precision)}"
    if found.recall is None:
        yield NOT_ENOUGH
        return
    yield f"Of masking entries, were flagged (recall): {_percent(found.recall)}"
    yield (
        "Whole entries are judged: one is found where anything in it was flagged. The interval for flagged entries is "
        "exact; that for recall draws the entries nobody judged, by Jeffreys' rule."
    )


def _percent(rate: Rate) -> str:
    low, value, high = (100 * each for each in (rate.low, rate.value, rate.high))
    return f"{value:.1f} %, 95 % interval {low:.1f} to {high:.1f} %."
