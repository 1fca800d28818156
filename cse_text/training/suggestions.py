"""Lists every suggestion that fits and stands up to the checks, however it ranks, as rows for readers to judge.

A row is what corpus_samples/reframings/judged.jsonl holds, without the verdicts: judges add `verdicts` and `reasons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cse_text.context import find_people
from cse_text.scanner import Scanner
from cse_text.types import Candidate, Record


def list_suggestions(documents: Iterable[dict[str, Any]], scanner: Scanner) -> Iterator[dict[str, Any]]:
    """Yield a row for each suggestion beside each masking finding of annotated documents.

    A finding without a suggestion yields one row whose `new` is None, so that coverage can be counted.
    """
    for document in documents:
        meta = {key: str(value) for key, value in document.get("meta", {}).items() if value is not None}
        record = Record(document["id"], document["text"], "", meta)
        for finding in scanner.scan(record).findings:
            if finding.masking:
                candidate = Candidate(finding.start, finding.end, finding.rule, finding.category, finding.detector)
                yield from _rows(record, candidate, scanner, quoted=finding.voice.startswith("quoted"))


def _rows(record: Record, candidate: Candidate, scanner: Scanner, *, quoted: bool) -> Iterator[dict[str, Any]]:
    people = find_people(record.text, record.meta)
    evidence = scanner.evidence(record.text, people)
    rule = scanner.compiled.by_id[candidate.rule]
    edits = () if quoted else scanner.suggester.suggestions(record.text, candidate, rule, evidence, people.sex)
    found = list(edits)
    found += scanner.suggester.analyses(record.text, candidate, rule, people.sex)
    given = {"id": record.id, "rule": candidate.rule, "finding": [candidate.start, candidate.end]}
    if not found:
        yield given | {"new": None}
    for each in found:
        start, end = each.sentence
        edit = each.reframing
        yield given | {
            "say": each.rung,
            "rank": each.rank,
            "template": each.template,
            "sentence": record.text[start:end],
            "start": edit.start - start,
            "end": edit.end - start,
            "new": edit.text,
            "because": edit.because,
            "evidence": [[ground.name, ground.start, ground.end] for ground in edit.evidence],
            "confidence": edit.confidence,
            "features": each.features,
        }
