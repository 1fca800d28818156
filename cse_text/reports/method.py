"""What a report says of its own making: how findings come about, what the marks mean. Shared by HTML, DOCX, XLSX."""

from __future__ import annotations

_PARAGRAPHS = """
Phrases of the lexicon, and at standard and full depth a small language model for wording that no list holds,
propose words that may mask exploitation.

The words around them then decide: whose words they are, whom they are about, whether they are denied, quoted or
talked about. Each decision is given with its reasons.

Confidence is the probability that a trained reviewer would agree, fitted on invented, annotated records. Severity
belongs to the rule and says how much the wording matters.

Words to consider are suggestions to think with, never corrections: records are not rewritten, and nothing is
suggested that the record does not support.

Findings on whole records rest on what was read. What is not found there may still have been done and be recorded
elsewhere.

The report is about wording that whole services share. It counts no worker and holds nobody to account.
"""
METHOD = tuple(" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.strip().split("\n\n"))
MARKS = (
    "Marked words are underlined: a double line for high severity, a single line for medium, dots for low. Words "
    "that were weighed and left alone have a dashed line. Behind them stand two letters for the category and the "
    "number of the finding."
)
