"""Record checks: what a whole record shows beyond one span. One small file a check; signs in, findings out.

A stage beside the others: it takes a record, its findings and its evidence as plain values and knows none of the
stages that made them. Adding a check means one more file and one more name in CHECKS.
"""

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
from cse_text.audit.case import FILE, About, Case, Sign, Span, parts_of, read_case
from cse_text.audit.closure import DOUBTED
from cse_text.audit.passages import with_passages
from cse_text.audit.weights import Weights
from cse_text.types import Evidence, Finding, Passage, Record, RecordFinding

Check = Callable[[Case], Iterator[Sign]]
_MODULES = (harm_as_risk, missing, closure, unknown_perpetrator, criminal_label, not_recorded, over)
CHECKS: dict[str, Check] = {module.CHECK: module.find for module in _MODULES}
ABOUT: dict[str, About] = {module.CHECK: module.ABOUT for module in _MODULES}
CLOSED = (
    "nfa",
    "case clos",
    "close case",
    "step down",
    "stepped down",
    "no referral",
    "no further",
    "no crime",
    "notice",
)
# Evidence beside which the tagger reads a record that is too long to be read whole, the tellingest first.
RESTS_ON = (
    *("not-asked", "closure", "called-over", "turned-away", "ended", "went-often", "return", "missing"),
    *("safe-and-well", "unknown-perpetrator", "unidentified", "risk-named", "risk-bare", "lowered"),
)
MOST_READ = 600  # places beside which it is read
# Words of which a record without a finding must hold one of each side before it may show something as a whole.
TRIGGERS = (
    (
        ("missing", "misper", "abscond", "awol", "ran away", "run away"),
        ("returned", "located", "brought back", "back at", "rhi", "came home", "came back", "walked in", "home at"),
    ),
    (
        ("risk of", "at risk", "vulnerable to", "on the edge", "danger"),
        ("sexual", "rape", "assault", "exploit", "threat"),
    ),
    (("unknown", "identif", "not known", "no suspect"), ("risk", "closed", "nfa", "threshold", "downgrade", "reduced")),
    (("county lines", "cce", "criminal exploitation", "offending"), ("sexual", "rape", "naked", "strip")),
    (
        ("ethnic", "disab", "gender"),
        ("blank", "empty", "not recorded", "not stated", "not held", "not asked", "__", "unknown"),
    ),
    (CLOSED, ("engag", "won't", "refus", "choos", "chose", "comfortable", "in it for")),
)


def concerns(record: Record) -> bool:
    """Return whether a record in which no wording was found may still show something: cheap, and on the safe side."""
    if is_whole_file(record) or is_case_file(record):
        return True
    text = record.text.lower()
    return any(all(any(word in text for word in side) for side in pair) for pair in TRIGGERS)


def deserves(findings: Iterable[Finding]) -> bool:
    """Return whether a record's findings make the checks worth their time, though it may not concern them itself."""
    return any(each.confidence >= DOUBTED for each in findings)


def rests_on(evidence: Iterable[Evidence]) -> list[int]:
    """Return the places that the checks of a record rest on most, and its beginning, where details are left blank."""
    ranks = {kind: rank for rank, kind in enumerate(RESTS_ON)}
    told = sorted((ranks[each.name], each.start) for each in evidence if each.name in ranks)
    return [0, not_recorded.FRONT, *(start for _, start in told[:MOST_READ])]


def is_case_file(record: Record) -> bool:
    """Return whether a record has the dated entries of a case file: what it shows is seldom said in listed words."""
    return len(parts_of(record)) >= FILE


def is_whole_file(record: Record) -> bool:
    """Return whether a record is long enough to be a case file, however its entries are headed."""
    return len(record.text) >= not_recorded.LONG


def run_checks(
    record: Record,
    findings: Iterable[Finding],
    evidence: Iterable[Evidence],
    weights: Weights,
    passages: Iterable[Passage] | None = None,
    stretches: Iterable[Span] | None = None,
) -> tuple[RecordFinding, ...]:
    """Return what the record as a whole shows, in order of place: of each check the surest sign in each dated part.

    Whether the record deserves it is for the caller to ask first, before gathering the evidence. `passages` are those
    in which the tagger reads a finding; None where it was not asked for them. `stretches` are what it read of a record
    too long to be read whole; None where it read all.
    """
    case = read_case(record, findings, evidence, passages, stretches)
    best: dict[tuple[str, int], tuple[float, Sign]] = {}
    for sign in _signs(case):
        confidence = weights.probability(sign)
        key = (sign.check, case.part(sign.spans[0][0]))
        if confidence >= weights.shown and confidence > best.get(key, (0.0, None))[0]:
            best[key] = (confidence, sign)
    chosen = sorted(best.values(), key=lambda each: (each[1].spans, each[1].check))
    return tuple(_finding(sign, sure) for sure, sign in chosen)


def _finding(sign: Sign, sure: float) -> RecordFinding:
    about = ABOUT[sign.check]
    return RecordFinding(
        sign.check,
        sign.spans,
        round(sure, 4),
        about.message.format(lacking=sign.lacking),
        title=about.title,
        why=about.why,
        settle=about.settle,
        sources=about.sources,
    )


def signs(
    record: Record,
    findings: Iterable[Finding],
    evidence: Iterable[Evidence],
    passages: Iterable[Passage] | None = None,
) -> list[Sign]:
    """Return everything the checks see in a record, weak signs too: what the weights are fitted on."""
    return _signs(read_case(record, findings, evidence, passages))


def _signs(case: Case) -> list[Sign]:
    return with_passages(case, [sign for check in CHECKS.values() for sign in check(case)])
