"""Which findings are shown: the reader's threshold, severity and categories, applied to one record at a time."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from cse_text.types import Finding, Reason, ScannedRecord, Severity

RANKS: dict[Severity, int] = {"low": 0, "medium": 1, "high": 2}
BELOW_THRESHOLD = Reason("below-threshold", "Its confidence is below the threshold that was asked for.", masks=False)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader asked to see. No categories means all of them."""

    show_all: bool = False
    threshold: float | None = None
    min_severity: Severity = "low"
    categories: AbstractSet[str] = frozenset()

    def judge(self, scanned: ScannedRecord) -> ScannedRecord:
        """Return the record with the findings in question; those below the threshold no longer count as masking."""
        findings = tuple(self._weighed(finding) for finding in scanned.findings if self._is_asked_for(finding))
        whole = () if self.categories else scanned.record_findings
        kept = tuple(one for one in whole if self.threshold is None or one.confidence >= self.threshold)
        return replace(scanned, findings=findings, record_findings=kept)

    def show(self, judged: ScannedRecord) -> ScannedRecord:
        """Return the judged record as it is shown: without what was left alone, unless all was asked for."""
        if self.show_all:
            return judged
        return replace(judged, findings=tuple(finding for finding in judged.findings if finding.masking))

    def _is_asked_for(self, finding: Finding) -> bool:
        in_category = not self.categories or finding.category in self.categories
        return in_category and RANKS[finding.severity] >= RANKS[self.min_severity]

    def _weighed(self, finding: Finding) -> Finding:
        if self.threshold is None or not finding.masking or finding.confidence >= self.threshold:
            return finding
        return replace(finding, masking=False, reasons=(*finding.reasons, BELOW_THRESHOLD))
