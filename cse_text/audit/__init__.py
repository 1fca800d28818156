"""Record checks: what a whole record shows beyond one span. One small file a check; signs in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cse_text.audit import (
    closure,
    criminal_label,
    harm_as_risk,
    missing,
    not_recorded,
    over,
    unknown_perpetrator,
)
from cse_text.audit.case import Case, Sign, read_case
from cse_text.types import Evidence, Finding, Record

Check = Callable[[Case], Iterator[Sign]]
CHECKS: dict[str, Check] = {
    module.CHECK: module.find
    for module in (harm_as_risk, missing, closure, unknown_perpetrator, criminal_label, not_recorded, over)
}


def signs(record: Record, findings: Iterable[Finding], evidence: Iterable[Evidence]) -> list[Sign]:
    """Return everything the checks see in a record, weak signs too."""
    case = read_case(record, findings, evidence)
    return [sign for check in CHECKS.values() for sign in check(case)]
