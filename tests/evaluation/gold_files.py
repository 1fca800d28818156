"""Annotated documents and what a scanner might have made of them, made by hand."""

from __future__ import annotations

from typing import Any

from cse_text.evaluation.reading import Given, Read, as_record
from cse_text.types import Detector, Finding, ScannedRecord, Subject, Voice

TEXT = "Kayla (14) is promiscuous. Mum's boyfriend was at work. She absconded and came back."


def gold_span(words: str, text: str = TEXT, **values: Any) -> dict[str, Any]:
    """Return an annotated span on words of a text."""
    start = text.index(words)
    span = {"start": start, "end": start + len(words), "surface": words, "category": "discrediting"}
    return {**span, "masking": True, "voice": "own", "subject": "child", "note": "", **values}


def document(name: str, *spans: dict[str, Any], text: str = TEXT, **meta: Any) -> dict[str, Any]:
    """Return an annotated document."""
    return {"id": name, "text": text, "meta": meta, "spans": list(spans), "documents": []}


def finding(
    words: str,
    confidence: float,
    *,
    text: str = TEXT,
    rule: str = "DC001",
    category: str = "discrediting",
    detector: Detector = "phrase",
    voice: Voice = "own",
    subject: Subject = "child",
) -> Finding:
    """Return a finding on words of a text, masking from 0.5."""
    start = text.index(words)
    names = (rule, f"name-of-{rule}", category)
    masking = confidence >= 0.5
    rest = ("high", masking, confidence, voice, subject, detector)
    return Finding(*names, start, start + len(words), words, "", *rest)  # type: ignore[arg-type]


def read(gold: dict[str, Any], *findings: Finding, given: tuple[Finding, ...] = ()) -> Read:
    """Return a document as read; `given` are the decisions on its scored spans, in order."""
    spans = [span for span in gold["spans"] if span["masking"] is not None]
    handed = tuple(Given(span, each, proposed=True) for span, each in zip(spans, given, strict=bool(given)))
    return Read(gold, ScannedRecord(as_record(gold), findings), handed)
