"""The scanner as a spaCy pipe: `nlp.add_pipe("cse_text")` puts what masks into `doc.spans["masking"]`.

Each span has its category as label and its rule as id; confidences stand in
`doc.spans["masking"].attrs["confidences"]`, in the same order. Importing this module registers the factory.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Depth, Record

SPANS = "masking"


@Language.factory("cse_text", default_config={"depth": "standard"})
def create_cse_text(nlp: Language, name: str, depth: Depth) -> CseTextPipe:  # noqa: ARG001 - spaCy passes both
    """Return the pipe at one depth; spaCy calls this."""
    return CseTextPipe(Scanner.load(Settings(depth=depth)))


class CseTextPipe:
    """Scans each doc's text and sets `doc.spans["masking"]`; tokens are widened to where a span cuts one."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its spans set."""
        findings = [finding for finding in self._scanner.scan(Record("", doc.text, "")).findings if finding.masking]
        spans = [
            doc.char_span(each.start, each.end, label=each.category, span_id=each.rule, alignment_mode="expand")
            for each in findings
        ]
        doc.spans[SPANS] = [span for span in spans if span is not None]
        doc.spans[SPANS].attrs["confidences"] = [finding.confidence for finding in findings]
        return doc
