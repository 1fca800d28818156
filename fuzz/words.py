"""Targets of the phrase notation and of the scanner.

Promises: a phrase is laid out or refused by NotationError, and whatever it is, finding it takes bounded time; any text
is scanned, the spans of what is found fit it, and nothing of it is altered.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from cse_text.errors import LexiconError
from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.notation import NotationError, layouts
from cse_text.lexicon.rules import Lexicon, Rule
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.text import words
from cse_text.types import Record, ScannedRecord
from fuzz.damage import texts
from fuzz.target import Target, as_text

_PHRASE = (
    "put", "=sex", "risk", "{self}", "{child}", "{any}", "{nothing}", "…", "...", "(", ")", "[", "]", "|", " ", " ",
    "a", "[very]", "[a]", "[{any}]", "(a|b)", "{any} ", "{any} … ", "[a] ", "[very] ", "(a|b|c) ", "=", "{", "}",
    "-", "\u2019",
)  # fmt: skip
_NOISE = " ".join(["a b very risk a put", "really a", "a " * 40, "very " * 40, "put herself at risk"])


def targets() -> list[Target]:
    """Return the targets of notation and scanner."""
    phrases = st.lists(st.sampled_from(_PHRASE), max_size=30).map(lambda parts: "".join(parts).encode())
    return [
        Target("notation", phrases | texts(_PHRASE), _check_phrase),
        Target("find-phrase", phrases, _check_found),
        Target("scan-quick", texts(), _check_scan),
    ]


def _check_phrase(data: bytes) -> None:
    try:
        found = layouts(as_text(data))
    except NotationError:
        return
    assert found
    assert all(any(step.kind == "word" for step in layout) for layout in found)


def _check_found(data: bytes) -> None:
    rule = Rule(
        id="ZZ001", name="z", title="Z", severity="low", since="", why="", sources=("s",), match=(as_text(data),),
        prior="likely", valid_from="", needs=(), unless=(), reframings=(), question="", detector="phrase",
        category="other", file="z.yaml", line=1, flag=(), passes=(), gap=(),
    )  # fmt: skip
    classes = {"self": ("herself", "(him|her) self"), "child": ("she", "young person")}
    try:
        compiled = compile_lexicon(Lexicon("v", (rule,), {}, classes, (), ()))
    except LexiconError:
        return
    sentence = words(_NOISE, 0, len(_NOISE))
    for match in PhraseFinder(compiled.rules).find(sentence):
        assert 0 <= match.first <= match.last < len(sentence)


@cache
def _scanner() -> Scanner:
    return Scanner.load(Settings(depth="quick"))


def _check_scan(data: bytes) -> None:
    text = as_text(data)
    check_scanned(_scanner().scan(Record("r", text, "r.txt")), text)


def check_scanned(scanned: ScannedRecord, text: str) -> None:
    """Check that what was found in a text fits it."""
    assert scanned.record.text == text
    for finding in scanned.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert 0 <= finding.confidence <= 1
        for offer in finding.reframings:
            assert 0 <= offer.start <= offer.end <= len(text)
            assert 0 <= offer.confidence <= 1
    for whole in scanned.record_findings:
        assert all(0 <= start <= end <= len(text) for start, end in whole.spans)
