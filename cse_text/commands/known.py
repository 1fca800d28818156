"""What is known of findings from before: decisions to show with them, and a baseline of those to leave out."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.errors import SettingsError
from cse_text.types import ScannedRecord

if TYPE_CHECKING:
    from cse_text.types import Decision, Problem

_SETTLED = ("accepted", "rejected")


class Known:
    """Puts keys on findings as they come, decisions on those that have some, and leaves out what a baseline holds.

    `left_out` counts the findings left out that would have counted as masking, so that nothing goes missing unsaid;
    with `keep`, they stay and are marked.
    """

    def __init__(
        self, decisions: Mapping[str, Decision] | None, baseline: frozenset[str], *, keep: bool = False
    ) -> None:
        self._decisions = decisions or {}
        self._baseline = baseline
        self._keep = keep
        self.left_out = 0

    @classmethod
    def load(cls, decisions: Path | None, baseline: Path | None, *, keep: bool = False) -> Known:
        """Return what a file of decisions and a baseline hold; a baseline may also be a JSON report."""
        if keep and baseline is None:
            raise SettingsError("no-baseline", "--keep-baseline goes with --baseline FILE; name one.")
        known = _keys(baseline) if baseline else frozenset()
        return cls(_settled(decisions) if decisions else None, known, keep=keep)

    def apply(self, items: Iterator[ScannedRecord | Problem]) -> Iterator[ScannedRecord | Problem]:
        """Yield the items with what is known of their findings."""
        with closing(_closable(items)) as given:
            for item in given:
                yield self._known(item) if isinstance(item, ScannedRecord) else item

    def _known(self, scanned: ScannedRecord) -> ScannedRecord:
        from cse_text.review.keys import keyed
        from cse_text.review.merge import decided

        left = self._against_baseline(keyed(scanned))
        return decided(left, self._decisions) if self._decisions else left

    def _against_baseline(self, scanned: ScannedRecord) -> ScannedRecord:
        """Return the record without the findings of the baseline, or with them marked."""
        from cse_text.review.merge import marked, without

        if not self._baseline or self._keep:
            return marked(scanned, self._baseline) if self._baseline else scanned
        left = without(scanned, self._baseline)
        self.left_out += _masking(scanned) - _masking(left)
        return left


def _closable(items: Iterable[ScannedRecord | Problem]) -> Generator[ScannedRecord | Problem, None, None]:
    """Return the items as something that can be closed, which ends the worker processes behind them."""
    yield from items


def _masking(scanned: ScannedRecord) -> int:
    return sum(finding.masking for finding in scanned.findings) + len(scanned.record_findings)


def _settled(path: Path) -> dict[str, Decision]:
    from cse_text.review.merge import settle
    from cse_text.review.store import open_store

    with open_store(path) as store:
        return settle(store.rows())


def _keys(path: Path) -> frozenset[str]:
    """Return the keys of the findings that somebody settled, or that an earlier report shows as masking."""
    from cse_text.review.keys import keyed
    from cse_text.review.reading import read_report
    from cse_text.review.store import is_store

    if is_store(path):
        return frozenset(key for key, decision in _settled(path).items() if decision.verdict in _SETTLED)
    records = [keyed(each) for each in read_report(path)]
    whole = (each.key for scanned in records for each in scanned.record_findings)
    return frozenset([*whole, *(each.key for scanned in records for each in scanned.findings if each.masking)])
