"""Tests of the whole path: a record in, its findings out, at quick depth and with the tagger."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cse_text.scanner
from cse_text.matching.passages import PassageReader
from cse_text.matching.tagger import Reading
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Finding, Passage, Record

NOTE = (
    "Home visit. Kayla (14) was seen with an older man. She keeps putting herself at risk and is promiscuous. "
    "Mum's boyfriend was at work. Kayla said \u201che is my boyfriend\u201d. She is not attention seeking."
)


@pytest.fixture(scope="session")
def quick() -> Scanner:
    """A scanner at quick depth."""
    return Scanner.load(Settings(depth="quick"))


@pytest.fixture(scope="session")
def full() -> Scanner:
    """A scanner at full depth."""
    return Scanner.load(Settings(depth="full"))


@pytest.fixture(scope="session")
def standard() -> Scanner:
    """A scanner at standard depth."""
    return Scanner.load(Settings(depth="standard"))


def texts(findings: tuple[Finding, ...], *, masking: bool) -> list[str]:
    """Return the words of the findings of one kind."""
    return [finding.text for finding in findings if finding.masking is masking]


def test_what_masks_is_shown_and_what_does_not_is_left_alone(quick: Scanner) -> None:
    """Masking words are findings; an adult's partner, the child's quoted words and a denial are ruled out."""
    findings = quick.scan(Record("n", NOTE, "n.txt", {"child_sex": "female", "child_age": "14"})).findings

    assert texts(findings, masking=True) == ["putting herself at risk", "promiscuous"]
    assert {"boyfriend", "attention seeking"} <= set(texts(findings, masking=False))


def test_a_finding_carries_what_a_reader_needs(quick: Scanner) -> None:
    """Quote, rule, why, source, reasons, question and confidence come with every finding."""
    finding = next(f for f in quick.scan(Record("n", NOTE, "n.txt")).findings if f.rule == "SE001")

    assert NOTE[finding.start : finding.end] == finding.text
    assert 0.5 <= finding.confidence <= 1
    assert finding.why
    assert finding.question.endswith("?")
    assert finding.sources
    assert finding.reasons[0].code == "wording"


def test_suggestions_fit_and_are_clean(quick: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each suggestion, however it ranks, gives a sentence that no rule flags there when put in place."""
    monkeypatch.setattr(quick.suggester, "floor", 0.0)
    findings = quick.scan(Record("n", NOTE, "n.txt", {"child_sex": "female"})).findings
    shown = [finding for finding in findings if finding.masking]

    assert any(finding.reframings for finding in shown)
    for finding in shown:
        assert len(finding.reframings) <= 3
        for each in finding.reframings:
            edited = NOTE[: each.start] + each.text + NOTE[each.end :]
            again = quick.scan(Record("n", edited, "n.txt", {"child_sex": "female"})).findings
            here = range(each.start, each.start + len(each.text))
            assert not any(f.masking and f.start in here for f in again), each.text


def test_quoted_words_are_never_rewritten(quick: Scanner) -> None:
    """What stands in quotation marks and is another's gets no edit."""
    note = 'PC Dale told me "she is promiscuous and streetwise and puts herself at risk".'

    assert all(not f.reframings for f in quick.scan(Record("n", note, "")).findings if f.voice.startswith("quoted"))


SWAPS = [("Kayla", "Jordan"), ("Kayla", "Amina"), ("Kayla", "Wei")]


@pytest.mark.parametrize(("old", "new"), SWAPS)
def test_names_do_not_move_a_decision(old: str, new: str, quick: Scanner) -> None:
    """Another name for the child leaves every decision and confidence as it was."""
    meta = {"child_sex": "female", "child_age": "14"}
    before = quick.scan(Record("n", NOTE, "", meta)).findings
    after = quick.scan(Record("n", NOTE.replace(old, new), "", meta)).findings

    assert [(f.rule, f.masking, f.confidence) for f in before] == [(f.rule, f.masking, f.confidence) for f in after]


def test_the_childs_sex_does_not_move_a_decision(quick: Scanner) -> None:
    """The same note about a boy gives the same decisions."""
    her = "She is promiscuous. She keeps putting herself at risk and she is streetwise."
    his = "He is promiscuous. He keeps putting himself at risk and he is streetwise."
    found = [quick.scan(Record("n", note, "")).findings for note in (her, his)]

    assert [(f.rule, f.confidence) for f in found[0]] == [(f.rule, f.confidence) for f in found[1]]


def test_the_tagger_finds_wording_that_no_phrase_holds(full: Scanner) -> None:
    """At full depth, wording of no list is found under the general rule of its category."""
    note = "Jade, 14, says nothing of the men. She loves every minute of it and would not be told. Tea was pasta."
    findings = full.scan(Record("n", note, "", {"child_age": "14"})).findings

    assert any(f.masking and f.detector == "tagger" for f in findings)
    assert not any(f.masking and "pasta" in f.text for f in findings)


def test_a_frame_stands_alone_or_backs_a_phrase(quick: Scanner, full: Scanner) -> None:
    """Above quick depth, grammar proposes what no phrase holds, and a phrase that it agrees with says so."""
    note = "Jade (14) is seen with a man. She carries a torch for the man. She idolises an older boyfriend of 30."
    findings = full.scan(Record("n", note, "", {"child_sex": "female"})).findings

    assert any(f.detector == "frame" and f.rule == "FR007" for f in findings)
    assert not any(f.detector == "frame" for f in quick.scan(Record("n", note, "")).findings)
    backed = full.scan(Record("n", "Jade (14) keeps seeing an older man. She is having sex with him.", "")).findings
    assert any("frame-agrees" in {reason.code for reason in f.reasons} for f in backed if f.detector == "phrase")


def test_empty_and_odd_records_give_no_findings(quick: Scanner, full: Scanner) -> None:
    """Nothing, spaces, marks and control characters are read without error."""
    for text in ("", " \n\n ", "\u202e\x00\x1b[31m", "\u201c\u201d''\"\"", "."):
        assert not quick.scan(Record("n", text, "")).findings
        full.scan(Record("n", text, ""))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*NOTE.split(), "\u201c", "\u201d", "\n", "(34)", "|", "not", "Mum:", "at risk"]), max_size=40
    )
)
def test_findings_always_quote_the_text(parts: list[str]) -> None:
    """Whatever the words and marks, a finding's quote is the text at its place and edits lie in the text."""
    text = " ".join(parts)
    for finding in _quick().scan(Record("n", text, "")).findings:
        assert text[finding.start : finding.end] == finding.text
        assert all(0 <= each.start <= each.end <= len(text) for each in finding.reframings)


def test_results_pickle(quick: Scanner) -> None:
    """A scanned record survives pickling, as process pools and clusters need."""
    scanned = quick.scan(Record("n", NOTE, "n.txt"))

    assert pickle.loads(pickle.dumps(scanned)) == scanned


_kept: list[Scanner] = []


def _quick() -> Scanner:
    if not _kept:
        _kept.append(Scanner.load(Settings(depth="quick")))
    return _kept[0]


def test_a_record_too_long_to_read_whole_is_read_where_its_checks_rest(
    standard: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside its closing and its return the tagger reads too, so what it tells of them weighs as in a short one."""
    filler = "Tea was pasta and the washing was done. " * 12
    text = (
        f"03/05/2019 Unit. {filler}Missing from 22:00, returned at 04:00. No further action.\n\n"
        f"10/05/2019 Duty. {filler}Case closed as she will not engage with the service.\n"
    )
    record = Record("r", text, "r.txt")
    short = standard.scan(record).record_findings
    monkeypatch.setattr(cse_text.scanner, "READ_WHOLE", 100)
    read: list[Reading] = []

    told = PassageReader.passages

    def kept(reader: PassageReader, text: str, reading: Reading) -> tuple[Passage, ...] | None:
        read.append(reading)
        return told(reader, text, reading)

    monkeypatch.setattr(PassageReader, "passages", kept)
    long = standard.scan(record).record_findings

    assert all("closed-on-blame" in {each.check for each in found} for found in (long, short))
    stretches = read[0].stretches or ()
    assert any("Case closed" in text[start:end] for start, end in stretches)
    assert any("returned at 04:00. No further action." in text[start:end] for start, end in stretches)
    assert sum(end - start for start, end in stretches) < len(text) / 2
