"""What a sitting goes through: findings one by one, and findings about whole records after those of their record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cse_text.types import Decision, Finding, RecordFinding, ScannedRecord


@dataclass(frozen=True, slots=True)
class Item:
    """One finding with its record, as a report holds them."""

    scanned: ScannedRecord

    @property
    def finding(self) -> Finding | RecordFinding:
        """The finding itself."""
        return self.scanned.findings[0] if self.scanned.findings else self.scanned.record_findings[0]

    @property
    def key(self) -> str:
        """The finding's key."""
        return self.finding.key

    @property
    def rule(self) -> str:
        """The rule, or the check that looks at whole records."""
        finding = self.finding
        return finding.rule if isinstance(finding, Finding) else finding.check

    @property
    def record(self) -> str:
        """The id of the record."""
        return self.scanned.record.id

    def decided(self, decision: Decision | None) -> ScannedRecord:
        """Return the record with this finding alone and the decision on it, ready to be shown."""
        return replace(
            self.scanned,
            findings=tuple(replace(each, decision=decision) for each in self.scanned.findings),
            record_findings=tuple(replace(each, decision=decision) for each in self.scanned.record_findings),
        )


def items_of(records: Iterable[ScannedRecord], *, left_alone: bool = False) -> list[Item]:
    """Return the findings of keyed records, one an item; with `left_alone` also what context ruled out."""
    items = []
    for scanned in records:
        alone = replace(scanned, findings=(), record_findings=())
        findings = [each for each in scanned.findings if each.masking or left_alone]
        items += [Item(replace(alone, findings=(each,))) for each in findings]
        items += [Item(replace(alone, record_findings=(each,))) for each in scanned.record_findings]
    return items
