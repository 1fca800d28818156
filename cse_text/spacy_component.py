"""The scanner as a spaCy pipe: `nlp.add_pipe("cse_text")` puts what masks into `doc.spans["masking"]`.

Each span has its category as label and its rule as id. What else was found of it is asked of the span:

    span._.masking_confidence    how probable it is that a trained reviewer would agree, 0 to 1
    span._.masking_why           why the wording matters
    span._.masking_question      what to ask the writer, '' if nothing
    span._.masking_reframings    words to consider, the best first: [(start, end, text), …] into doc.text

They are None for a span that is not in the group. All of it is kept in `doc.spans["masking"].attrs` (one list a name,
in the order of the spans), as plain values, so that it comes back from a DocBin or a file. spaCy finds the factory by
its entry point where the package is installed; elsewhere importing this module registers it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Depth, Finding, Record

SPANS = "masking"
EXTENSIONS = {
    "masking_confidence": "confidences",
    "masking_why": "whys",
    "masking_question": "questions",
    "masking_reframings": "reframings",
}


@Language.factory("cse_text", default_config={"depth": "standard", "threshold": None})
def create_cse_text(nlp: Language, name: str, depth: Depth, threshold: float | None) -> CseTextPipe:  # noqa: ARG001 - spaCy passes both
    """Return the pipe at one depth; a threshold of None is the model's own. spaCy calls this."""
    return CseTextPipe(Scanner.load(Settings(depth=depth, threshold=threshold)))


class CseTextPipe:
    """Scans each doc's text and sets `doc.spans["masking"]`; tokens are widened to where a span cuts one."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its spans set."""
        found = [finding for finding in self._scanner.scan(Record("", doc.text, "")).findings if finding.masking]
        placed = [(span, finding) for finding in found if (span := _span(doc, finding)) is not None]
        doc.spans[SPANS] = [span for span, _ in placed]
        attrs = doc.spans[SPANS].attrs
        attrs["confidences"] = [finding.confidence for _, finding in placed]
        attrs["whys"] = [finding.why for _, finding in placed]
        attrs["questions"] = [finding.question for _, finding in placed]
        attrs["reframings"] = [[[r.start, r.end, r.text] for r in finding.reframings] for _, finding in placed]
        return doc


def register_extensions() -> None:
    """Give spans their extensions; one of the same name that is there already is somebody else's and stays."""
    for name, attribute in EXTENSIONS.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=partial(_said, attribute))


def _span(doc: Doc, finding: Finding) -> Span | None:
    return doc.char_span(
        finding.start, finding.end, label=finding.category, span_id=finding.rule, alignment_mode="expand"
    )


def _said(attribute: str, span: Span) -> Any:
    """Return what the group says of a span under one of its names."""
    group = span.doc.spans.get(SPANS, ())
    for number, each in enumerate(group):
        if (each.start, each.end, each.label, each.id) == (span.start, span.end, span.label, span.id):
            return _plain(group.attrs[attribute][number])
    return None


def _plain(value: Any) -> Any:
    return [tuple(each) for each in value] if isinstance(value, list) else value


register_extensions()
