"""Tests of keys: the same finding is known again, another is not, and no word can be read from a key."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import cse_text
from cse_text.review.keys import key_of, keyed
from cse_text.types import Record, RecordFinding
from tests.review.samples import TEXT, case, finding, scanned


def test_a_key_stays_when_the_record_grows_before_it() -> None:
    """Text added before a finding moves it and leaves its key as it was."""
    before = scanned(finding("puts herself at risk", "SE001"))
    longer = "An entry of a later export. " + TEXT
    after = scanned(finding("puts herself at risk", "SE001", longer), text=longer)

    assert before.findings[0].start != after.findings[0].start
    assert before.findings[0].key == after.findings[0].key


def test_what_differs_has_another_key() -> None:
    """Record, rule, words and which occurrence it is each make another key."""
    keys = {
        key_of("r1", "IC025", "promiscuous", 1),
        key_of("r2", "IC025", "promiscuous", 1),
        key_of("r1", "IC026", "promiscuous", 1),
        key_of("r1", "IC025", "streetwise", 1),
        key_of("r1", "IC025", "promiscuous", 2),
    }

    assert len(keys) == 5


def test_occurrences_are_counted_in_order_also_where_one_was_left_alone() -> None:
    """The second of two equal findings is the second at any threshold, since what was left alone counts."""
    first, second = case().findings[:2]
    left = scanned(replace(finding("promiscuous"), masking=False), finding("Promiscuous"))

    assert first.key == key_of("r1", "IC025", "promiscuous", 1)
    assert second.key == key_of("r1", "IC025", "promiscuous", 2) == left.findings[1].key


@given(st.sampled_from(["she\u2019s streetwise", "She's  streetwise", "SHE'S\nstreetwise"]))
def test_spacing_capitals_and_quotation_marks_do_not_matter(words: str) -> None:
    """The same words as another system exports them have the same key."""
    assert key_of("r1", "IC025", words, 1) == key_of("r1", "IC025", "she's streetwise", 1)


@given(st.text(min_size=1), st.text())
def test_a_key_is_digits_whatever_it_is_made_of(words: str, record: str) -> None:
    """A key is 32 hexadecimal digits, of any record id and any words, half surrogates among them."""
    assert re.fullmatch(r"[0-9a-f]{32}", key_of(record, "IC025", words, 1))
    assert key_of("\ud800", "IC025", "\udfff", 1)


def test_the_scanner_is_followed_across_scans() -> None:
    """Scanned again with an entry more and another threshold, every finding of before has the key it had."""
    old = "She keeps putting herself at risk. She is promiscuous. He said she is promiscuous."
    quick = cse_text.Scanner.load(cse_text.Settings(depth="quick"))
    strict = cse_text.Scanner.load(cse_text.Settings(depth="quick", threshold=0.99))
    before = keyed(quick.scan(Record("r1", old, "r1.txt"))).findings
    after = keyed(strict.scan(Record("r1", f"Tea was pasta. She refuses to engage.\n\n{old}", "r1.txt"))).findings
    kept = {each.key: each.text for each in after}

    assert len(before) > 2
    assert len({each.key for each in before}) == len(before)
    assert [kept[each.key] for each in before] == [each.text for each in before]
    assert not any(each.masking for each in after)


def test_findings_about_whole_records_have_keys() -> None:
    """A check has a key by the first words that show it, also where none do."""
    none = RecordFinding("not-recorded", (), 0.9, "Nothing of it is found.")
    found = scanned(whole=(none, replace(none, spans=((0, 3),))))

    assert len({each.key for each in found.record_findings}) == 2
    assert case().record_findings[0].key == case().record_findings[0].key != ""


def test_keys_that_are_there_stay() -> None:
    """What was read from a report keeps the keys of the scan that made it."""
    given_before = scanned(replace(finding("promiscuous"), key="ab"))

    assert keyed(given_before).findings[0].key == "ab"
