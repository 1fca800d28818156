"""What a record states that rules and reframings may rest on: ages, adults, harm, gifts, coercion, going missing."""

from __future__ import annotations

from cse_text.context.people import People
from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.compiled import CompiledLexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.text import words
from cse_text.types import Evidence

_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "without",
        "denies",
        "denied",
        "deny",
        "nor",
        "neither",
        "nothing",
        "isn't",
        "wasn't",
        "didn't",
        "hasn't",
        "hadn't",
    ]
)
_DOUBTS = frozenset(
    [
        "if",
        "might",
        "may",
        "could",
        "would",
        "risk",
        "potential",
        "potentially",
        "possible",
        "prevent",
        "worry",
        "worried",
        "fear",
        "future",
    ]
)
REACH = 5  # words before a piece of evidence in which a negation or a condition undoes it


class EvidenceReader:
    """Finds evidence words over a whole record. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon) -> None:
        self._cues = compiled.lexicon.evidence
        self._finder = PhraseFinder(compiled.evidence)
        self._anchors = AnchorScanner(compiled.evidence) if compiled.evidence.phrases else None

    def find(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return the affirmed evidence of a record, in order; ages from its fields come first with an empty span."""
        found = [
            Evidence(f"under-{limit}", 0, 0) for limit in (13, 16, 18) if people.age is not None and people.age < limit
        ]
        if self._anchors is None:
            return tuple(found)
        for begin, end in self._anchors.sentences(text):
            found += self._in_sentence(text, begin, end, people)
        return tuple(found)

    def _in_sentence(self, text: str, begin: int, end: int, people: People) -> list[Evidence]:
        sentence = words(text, begin, end)
        found: dict[Evidence, None] = {}
        for match in self._finder.find(sentence, people.child):
            before = {word.form for word in sentence[max(0, match.first - REACH) : match.first]}
            if before & _NEGATIONS:
                continue
            name = self._cues[match.owner].kind
            if before & _DOUBTS:
                name = "harm-suspected" if name == "harm" else ""
            if name:
                found[Evidence(name, sentence[match.first].start, sentence[match.last].end)] = None
        return list(found)
