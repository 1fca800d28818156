"""What every format of a trends report says: titles, remarks, the cells of a row, how the figures came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cse_text.reports.coverage import coverage_lines, problem_line
from cse_text.reports.manifest import manifest_facts
from cse_text.reports.summary import Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, count
from cse_text.trends import Rate, Row, Table, Trends

TITLE = "Trends in language that may mask exploitation"
HIDDEN = "not shown"
COLUMNS = ("entries", "words", "findings", "per 1,000 words", "95 % interval", "per 100 entries", "95 % interval")
TOO_FEW = "There are fewer than five findings in all that was read, too few for any rate that hides nobody."
_TITLES = {
    "note type": "By note type",
    "agency": "By agency",
    "team": "By team",
    "worker": "By named worker",
    "category": "By category of wording",
    "quarter": "By quarter",
    "sex": "By the child's recorded sex",
    "ethnicity": "By the child's recorded ethnicity",
    "disability": "By the child's recorded disability",
}
_METHOD = (
    "A rate is findings in 1,000 words, or in 100 entries. An entry is a dated note.",
    (
        "Findings are what the tool takes for masking. Some are wrong, and some masking wording is missed: --sample "
        "draws notes to read, so that it can be said how many."
    ),
    (
        "The interval holds the true rate with a probability of 95 %. It is exact for counts (Garwood). Since findings "
        "in one child's notes hang together, it is widened by as much as they do: {words:.2f} times the variance for "
        "words, {entries:.2f} for entries. Where two intervals overlap widely, a difference may be chance."
    ),
    (
        "A group with fewer than five findings or entries is not shown, nor one of fewer than five children where the "
        "group is of children. Others are not shown with it where it could be worked out from them and the totals. "
        "'Not shown' says nothing about the wording: it may stand for none."
    ),
    "Notes of different types are written differently. Compare groups within a note type wherever they are shown so.",
    "Text copied from an earlier note counts once, where it was read first.",
    (
        "Sex, ethnicity and disability are as recorded for the child, put into broad groups; 'not found' means that it "
        "was not found in what was read, not that nobody asked."
    ),
    "This is about wording that services share. It ranks nobody and holds nobody to account.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The trends of a run with what was read."""

    trends: Trends
    summary: Summary

    def lead(self) -> str:
        """Return the whole in a sentence."""
        total = self.trends.total
        if total.hidden or total.per_words is None or total.per_entries is None:
            return TOO_FEW
        most = "at most " if self.trends.without_child else ""
        return (
            f"{count(total.findings or 0, 'finding')} in {count(total.words or 0, 'word')} and "
            f"{count(total.entries or 0, 'entry', 'entries')} about {most}"
            f"{count(self.trends.children, 'child', 'children')}: {rate_words(total.per_words)} per 1,000 words, "
            f"{rate_words(total.per_entries)} per 100 entries."
        )

    def remarks(self) -> Iterator[str]:
        """Yield what must be known before any figure is read."""
        trends = self.trends
        if trends.reason:
            yield f"Named workers are shown, for this reason: {one_line(trends.reason)}"
        if trends.copied_words:
            whole = count(trends.copied_entries, "whole entry", "whole entries")
            yield (
                f"{count(trends.copied_words, 'word')} and {count(trends.copied_findings, 'finding')} stand in text "
                f"copied from an earlier place and were left out, {whole} among them."
            )
        if trends.without_child:
            yield (
                f"{count(trends.without_child, 'record has', 'records have')} no child's number; each was taken for a "
                "child of its own."
            )
        if trends.drawn:
            yield one_line(trends.drawn)

    def method(self) -> list[str]:
        """Return how the figures came about."""
        spreads = {"words": self.trends.spread_words, "entries": self.trends.spread_entries}
        return [line.format(**spreads) if "{words" in line else line for line in _METHOD]

    def coverage(self) -> list[str]:
        """Return what was read and what was not."""
        problems = (*self.summary.not_read, *self.summary.noted)
        return [*coverage_lines(self.summary), *(problem_line(each) for each in problems), NOT_SAFE]

    def facts(self) -> list[tuple[str, str]]:
        """Return what it takes to make the report again."""
        manifest = self.summary.manifest
        if manifest is None:
            return []
        hashes = [(f"SHA-256 of {one_line(each.source)}", each.sha256 or "not to be had") for each in manifest.inputs]
        return [*manifest_facts(manifest), *hashes]


def hidden_line(rows: Iterable[Row]) -> str:
    """Return in one line which groups are not shown; '' where all are."""
    names = [one_line(row.group) for row in rows if row.hidden]
    return f"Not shown, being too few or giving away another: {'; '.join(names)}." if names else ""


def title_of(table: Table) -> str:
    """Return the heading of a table."""
    return _TITLES[table.dimension]


def cells(row: Row) -> list[str]:
    """Return the numbers of a row as people read them."""
    if row.hidden or row.per_words is None or row.per_entries is None:
        return [HIDDEN, *[""] * (len(COLUMNS) - 1)]
    numbers = [f"{value or 0:,}" for value in (row.entries, row.words, row.findings)]
    return [*numbers, *_pair(row.per_words), *_pair(row.per_entries)]


def rate_words(rate: Rate) -> str:
    """Return a rate with its interval: '2.31 (1.90 to 2.80)'."""
    value, within = _pair(rate)
    return f"{value} ({within})"


def _pair(rate: Rate) -> tuple[str, str]:
    return f"{rate.value:.2f}", f"{rate.low:.2f} to {rate.high:.2f}"
