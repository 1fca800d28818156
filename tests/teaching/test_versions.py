"""Two versions of a note: what went, what stays, what is new."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_text.teaching.side_by_side import as_data, by_category, lines, marked
from cse_text.teaching.versions import compare, pair, rows, unpaired
from cse_text.teaching.versions_page import as_page
from cse_text.types import Record, ScannedRecord
from tests.teaching.samples import scanned

RISK, SEEK, FREE, BLAME = (
    ("putting herself at risk", "self-endangerment"),
    ("attention seeking", "discrediting"),
    ("promiscuous", "implied-consent"),
    ("won't engage", "engagement-blame"),
)
BEFORE = scanned(
    "Seen at 22:10. Leah is putting herself at risk. She is attention seeking. She won't engage.", RISK, SEEK, BLAME
)
AFTER = scanned("She won't engage. A man is placing Leah at risk. She is promiscuous.", BLAME, FREE)


def test_what_changed() -> None:
    """Gone, kept and new wording are told apart, also where a sentence moved."""
    found = compare(BEFORE, AFTER)

    assert [each.finding.text for each in found.improved] == ["putting herself at risk", "attention seeking"]
    assert [each.after.text for each in found.remains] == ["won't engage"]
    assert [each.text for each in found.crept_in] == ["promiscuous"]
    assert found.masking_after == 2


def test_details_that_went() -> None:
    """A time that the later version no longer holds is named."""
    found = compare(BEFORE, AFTER)

    assert found.lost == ("22:10",)
    assert found.added == ()


def test_what_stands_there_now() -> None:
    """The sentence that stands in a phrase's place is shown; where nothing does, that is said."""
    before = scanned("Leah is putting herself at risk. Dean is 34.", RISK)
    reworded, cut = scanned("Leah is harmed by Dean. Dean is 34."), scanned("Dean is 34.")

    now = compare(before, reworded).improved[0].now
    assert now is not None
    assert reworded.record.text[now[0] : now[1]].strip() == "Leah is harmed by Dean."
    assert compare(before, cut).improved[0].now is None


def test_the_same_note_twice() -> None:
    """A note beside itself keeps all and gains nothing."""
    found = compare(BEFORE, BEFORE)

    assert (found.improved, found.crept_in, found.lost) == ((), (), ())
    assert len(found.remains) == 3


def test_pairs_by_id_or_place() -> None:
    """Two single notes belong together; many only by id or as many in both."""
    assert pair([BEFORE], [AFTER]) == [(BEFORE, AFTER)]
    assert pair([BEFORE, AFTER], [AFTER]) != []
    assert len(pair([BEFORE, AFTER], [BEFORE, AFTER])) == 2


@given(
    st.lists(st.sampled_from(["One man came.", "She was 14.", "It rained.", "A car left."]), max_size=6),
    st.lists(st.sampled_from(["One man came.", "He left.", "It rained.", "A car left."]), max_size=6),
)
def test_rows_hold_every_sentence_once(one: list[str], two: list[str]) -> None:
    """Each side's sentences stand in the rows once and in order."""
    before, after = " ".join(one), " ".join(two)
    found = rows(before, after)
    left = "".join(before[a:b] for side, _ in found if side for a, b in [side])
    right = "".join(after[a:b] for _, side in found if side for a, b in [side])

    assert (left.strip(), right.strip()) == (before, after)


def test_side_by_side_fits() -> None:
    """At 80 and at 120 columns no line is wider, and both versions' words are marked."""
    for width in (79, 119):
        shown = list(lines(compare(BEFORE, AFTER), width))
        assert max(map(len, shown)) <= width
        assert sum("^" in line for line in shown) >= 4
        assert "Improved: 2" in shown
        assert "New wording that masks: 1" in shown


def test_data() -> None:
    """JSON holds offsets that lead back into each version's own text."""
    data = as_data(compare(BEFORE, AFTER))
    new = data["crept_in"][0]

    assert AFTER.record.text[new["start"] : new["end"]] == new["text"] == "promiscuous"
    assert data["details"] == {"lost": ["22:10"], "added": []}


def test_a_sentence_written_anew_stands_for_its_words() -> None:
    """Where the words are gone and their sentence was written anew, the new sentence is what stands there now."""
    before = "Seen. She is putting herself at risk with Dean, 24."
    after = "Seen. Dean, 24, is suspected of exploiting Leah."
    found = compare(scanned(before, ("putting herself at risk", "self-endangerment")), scanned(after))

    assert found.improved[0].now is not None
    assert after[slice(*found.improved[0].now)] == "Dean, 24, is suspected of exploiting Leah."


def test_records_without_a_pair_are_known() -> None:
    """A record that stands in one of the two only is named, in order."""
    one, two, three = (ScannedRecord(Record(name, "x", name)) for name in ("a", "b", "c"))

    assert unpaired((one, two, three), [(one, three)]) == [two]


def test_the_page_of_two_versions() -> None:
    """The page marks the words, escapes them, counts by category and needs nothing beside it."""
    before = scanned("<i>Leah</i> is putting herself at risk.", RISK)
    page = as_page([compare(before, scanned("A man is placing Leah at risk."))])

    assert "&lt;i&gt;Leah&lt;/i&gt; is <mark>putting herself at risk</mark>." in page
    assert "<i>" not in page
    assert '<th scope="row">self-endangerment</th><td>1</td><td>0</td>' in page
    assert "Masking phrases: 1 before, 0 after, in 1 note." in page
    assert not any(word in page for word in ("http://", "https://", 'src="', "href="))


@given(st.integers(0, 60), st.integers(0, 60))
def test_marked_parts_join_to_the_stretch(start: int, length: int) -> None:
    """The parts of any stretch are that stretch, and the marked ones stand within its phrases."""
    end = min(start + length, len(BEFORE.record.text))
    parts = marked(BEFORE, (start, end))

    assert "".join(text for text, _ in parts) == BEFORE.record.text[start:end]
    assert all(any(text in each.text for each in BEFORE.findings) for text, is_mark in parts if is_mark)


def test_categories_of_all_notes() -> None:
    """Categories are counted over all notes, the most first."""
    assert by_category([compare(BEFORE, AFTER)]) == [
        ("engagement-blame", 1, 1),
        ("discrediting", 1, 0),
        ("implied-consent", 0, 1),
        ("self-endangerment", 1, 0),
    ]
