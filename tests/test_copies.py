"""Copied text: found over records and entries, shown with the earlier place, counted once."""

from __future__ import annotations

from cse_text.copies import LEAST_WORDS, Copies, mark_copies
from cse_text.reports.summary import Tally
from cse_text.types import Entry, Finding, Place, Problem, Record, ScannedRecord

WORDS = "She keeps putting herself at risk by staying out late with older men she has met online."
PHRASE = "putting herself at risk"


def scanned(text: str, name: str = "a", *, entries: tuple[Entry, ...] = (), masking: bool = True) -> ScannedRecord:
    """Return a record in which the phrase was found wherever it stands."""
    found, at = [], text.find("putting")
    while at >= 0:
        found.append(
            Finding(
                *("SB001", "n", "self-blame", at, at + len(PHRASE), PHRASE, f"line {text.count(chr(10), 0, at) + 1}"),
                *("high", masking, 0.9, "own", "child", "phrase"),
            )
        )
        at = text.find("putting", at + 1)
    record = Record(name, text, f"{name}.txt", entries=entries, places=(Place(0, "line 1"),))
    return ScannedRecord(record, tuple(found))


def places(*records: ScannedRecord) -> list[str]:
    """Return where each finding was copied from."""
    return [
        finding.copied_from
        for item in mark_copies(records)
        for finding in item.findings  # type: ignore[union-attr]
    ]


def test_a_paragraph_of_an_earlier_record_is_copied() -> None:
    """The second record shows the place in the first, in whatever lines its words stand."""
    wrapped = WORDS.replace("by staying", "by\n   staying").replace("she has", "\nshe has")

    assert places(scanned(f"Intro.\n\n{WORDS}"), scanned(f"{wrapped}\n\nOther.", "b")) == ["", "a.txt, a, line 3"]


def test_a_line_carried_forward_under_a_new_date_is_copied() -> None:
    """Within one record a later entry shows the earlier one, whatever date stands before the words."""
    first, second = f"12/03/2009 | {WORDS}\n", f"14/05/2010 - {WORDS}\n"
    entries = (Entry(0, len(first)), Entry(len(first), len(first + second)))

    assert places(scanned(first + second, entries=entries)) == ["", "line 1"]


def test_what_is_said_twice_in_one_entry_is_no_copy() -> None:
    """A form that repeats a paragraph within one entry counts as it stands."""
    assert places(scanned(f"{WORDS}\n\n{WORDS}")) == ["", ""]


def test_short_paragraphs_and_other_words_are_no_copies() -> None:
    """What is shorter than twelve words may be the same by chance; one word changed is another paragraph."""
    short = "She keeps putting herself at risk."

    assert len(short.split()) < LEAST_WORDS
    assert places(scanned(short), scanned(short, "b")) == ["", ""]
    assert places(scanned(WORDS), scanned(WORDS.replace("online", "there"), "b")) == ["", ""]


def test_what_was_left_alone_before_is_counted_when_it_masks() -> None:
    """A finding is copied only where the earlier one was reported."""
    assert places(scanned(WORDS, masking=False), scanned(WORDS, "b")) == ["", ""]


def test_copies_are_counted_once() -> None:
    """The counts of a run hold the phrase once and say how often it was copied."""
    tally = Tally()
    for item in mark_copies([scanned(WORDS), Problem("x", "", "s", "m"), scanned(WORDS, "b"), scanned(WORDS, "c")]):
        if isinstance(item, ScannedRecord):
            tally.add_record(item)
    summary = tally.summary()

    assert (summary.findings, summary.copied, summary.left_alone) == (1, 2, 0)
    assert [row.findings for row in summary.categories] == [1]
    assert summary.files_with_nothing == ()


def test_memory_is_bounded() -> None:
    """Beyond the bound the oldest paragraphs are forgotten."""
    copies = Copies(most=2)
    for number in range(5):
        copies.mark(scanned(f"{WORDS} {number}", f"r{number}"))

    assert copies.mark(scanned(f"{WORDS} 0", "z")).findings[0].copied_from == ""
    assert copies.mark(scanned(f"{WORDS} 0", "y")).findings[0].copied_from == "z.txt, z, line 1"
