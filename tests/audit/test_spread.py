"""Tests of how wording goes through a record: first, repeated, copied, challenged, and what came after."""

from __future__ import annotations

from cse_text.audit.chronology import assemble, timeline
from cse_text.audit.spread import Spread, spread
from cse_text.types import Finding, Record, ScannedRecord

NOTES = (
    ("2019-01-01", "Police", "Kayla keeps putting herself at risk with older men by the canal."),
    ("2019-02-01", "School", "She puts herself at risk."),
    ("2019-03-01", "Health", "Kayla keeps putting herself at risk with older men by the canal."),
    ("2019-04-01", "Advocate", "The phrase putting herself at risk was struck through."),
)


def audited(*notes: tuple[str, str, str]) -> tuple[Spread, ...]:
    """Return the spread of 'put herself at risk' in notes; in the advocate's the words are talked about."""
    records = [
        Record(str(n), text, f"{n}.txt", {"note_date": day, "agency": agency})
        for n, (day, agency, text) in enumerate(notes)
    ]
    record = assemble("k", records)
    findings = []
    for entry in record.entries:
        text = record.text[entry.start : entry.end]
        words = next(each for each in ("putting herself at risk", "puts herself at risk") if each in text)
        start = entry.start + text.index(words)
        meta = entry.agency == "Advocate"
        findings.append(
            Finding(
                *("SE001", "n", "self-endangerment", start, start + len(words), words, "", "high", not meta, 0.9),
                *("meta" if meta else "own", "child", "phrase"),
            )
        )
    scanned = ScannedRecord(record, tuple(findings))
    return spread(timeline(scanned), scanned)


def test_who_wrote_first_who_repeated_copied_and_challenged() -> None:
    """The first writer, other endings, a copied sentence and a challenge are told apart, with their agencies."""
    (only,) = audited(*NOTES)

    assert only.wording == "putting herself at risk"
    assert [(use.line.entry.agency, use.how) for use in only.uses] == [
        ("Police", "first"),
        ("School", "repeated"),
        ("Health", "copied"),
        ("Advocate", "challenged"),
    ]
    assert not only.after_challenge


def test_language_that_goes_on_after_a_challenge() -> None:
    """Uses behind the first challenge are counted."""
    (only,) = audited(*NOTES, ("2019-05-01", "Police", "She puts herself at risk."))
    assert [use.line.entry.agency for use in only.after_challenge] == ["Police"]


def test_wording_that_stands_once_has_no_spread() -> None:
    """One use is no spread."""
    assert audited(NOTES[0]) == ()
