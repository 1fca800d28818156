"""Word comments: on the exact words, wherever runs begin and end; the document's own words stay as they were."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_text.intake import read_paths
from cse_text.reports.docx_comments import LISTED, Commented, add_comments
from cse_text.types import Record, RecordFinding, ScannedRecord
from tests.reports.samples import edit, finding

WORDS = "She keeps placing herself at risk and refuses to engage."


def document_of(*paragraphs: Sequence[str]) -> Any:
    """Return a document of paragraphs, each given as its runs."""
    document = Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for number, text in enumerate(runs):
            paragraph.add_run(text).bold = number % 2 == 1
    return document


def scanned(document: Any, folder: Path, *quotes: str) -> tuple[bytes, ScannedRecord]:
    """Return the document's bytes, and its record as intake reads it with a finding on each quote."""
    path = folder / "case.docx"
    document.save(str(path))
    (record,) = [item for item in read_paths([path]) if isinstance(item, Record)]
    findings = tuple(finding(record.text, quote, place=record.place_at(record.text.index(quote))) for quote in quotes)
    return path.read_bytes(), ScannedRecord(record, findings)


def comments_of(content: bytes) -> list[tuple[str, str]]:
    """Return each comment's words in the document and its own text, read back."""
    document = Document(io.BytesIO(content))
    found = []
    for comment in document.comments:
        inside, words = False, ""
        for element in document.element.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = (inside or element.tag == qn("w:commentRangeStart")) and element.tag != qn("w:commentRangeEnd")
            if inside and element.tag in (qn("w:t"), qn("w:tab")):
                words += element.text or "\t" if element.tag == qn("w:t") else "\t"
        found.append((words, comment.text))
    return found


def visible(content: bytes) -> list[str]:
    """Return the document's paragraphs as a reader sees them."""
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def commented(document: Any, folder: Path, *quotes: str) -> tuple[bytes, Commented]:
    """Return a document's bytes before and with its comments."""
    content, record = scanned(document, folder, *quotes)
    return content, add_comments(content, record, {"cs-napac-2024": "A guide. A society, 2024"})


def test_comments_stand_on_the_exact_words(tmp_path: Path) -> None:
    """A comment covers its words and no others, in the middle of a run and over several."""
    document = document_of(["She keeps pla", "cing her", "self at risk and refuses to engage."])
    content, made = commented(document, tmp_path, "placing herself at risk", "refuses to engage")

    assert [words for words, _ in comments_of(made.content)] == ["placing herself at risk", "refuses to engage"]
    assert (made.placed, made.listed) == (2, 0)
    assert visible(made.content) == visible(content)


def test_a_comment_says_rule_why_reframing_and_question(tmp_path: Path) -> None:
    """A comment holds the rule, why it matters, words to consider, the question and the guidance."""
    content, record = scanned(document_of([WORDS]), tmp_path, "placing herself at risk")
    text = record.record.text
    full = finding(
        text,
        "placing herself at risk",
        why="It hides who harms.",
        question="Who is there?",
        sources=("cs-napac-2024",),
        reframings=edit(text, "placing herself at risk", "at risk of harm from others"),
    )
    made = add_comments(content, ScannedRecord(record.record, (full,)), {"cs-napac-2024": "A guide. A society, 2024"})

    assert comments_of(made.content)[0][1].split("\n") == [
        "SE001 placing-self-at-risk: SE self-endangerment, severity high, very likely 0.94",
        "Why it matters: It hides who harms.",
        "Consider: \u201cat risk of harm from others\u201d (likely 0.72)",
        "Ask: Who is there?",
        "Source: A guide. A society, 2024",
    ]


def test_overlapping_words_have_a_comment_each(tmp_path: Path) -> None:
    """Findings inside one another, and findings that overlap, keep their own words."""
    quotes = ("keeps placing herself", "herself at risk", "herself")
    _, made = commented(document_of([WORDS]), tmp_path, *quotes)

    assert [words for words, _ in comments_of(made.content)] == list(quotes)


def test_words_in_tables_insertions_and_links_are_reached(tmp_path: Path) -> None:
    """Cells, tracked insertions and links take comments; tabs and line breaks in a quote are kept."""
    document = document_of(["She refuses\tto engage."])
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "02/05/2014", "YP absconded from placement."
    run = "<w:r><w:t>is promiscuous</w:t></w:r>"
    inserted = f'<w:ins {nsdecls("w")} w:id="90" w:author="a">{run}</w:ins>'
    linked = f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>a prostitute</w:t></w:r></w:hyperlink>'
    for words, xml in (("She ", inserted), ("She was called ", linked)):
        document.add_paragraph(words)._p.append(parse_xml(xml))
    quotes = ("refuses\tto engage", "absconded", "promiscuous", "a prostitute")
    _, made = commented(document, tmp_path, *quotes)

    assert [words for words, _ in comments_of(made.content)] == list(quotes)


def test_words_where_word_allows_no_comment_are_listed(tmp_path: Path) -> None:
    """A finding in a header is listed, with its place and words, in one comment at the first words."""
    document = document_of(["Nothing here."])
    document.sections[0].header.paragraphs[0].text = "Leah is promiscuous."
    _, made = commented(document, tmp_path, "promiscuous")
    ((words, text),) = comments_of(made.content)

    assert (made.placed, made.listed) == (0, 1)
    assert words == "Nothing here."
    assert text.startswith(f"{LISTED}\nheader: \u201cpromiscuous\u201d\nSE001 ")


def test_words_over_two_paragraphs_are_listed(tmp_path: Path) -> None:
    """Words that begin in one paragraph and end in another are listed, not half commented."""
    _, made = commented(document_of(["She refuses"], ["to engage."]), tmp_path, "refuses\nto engage")

    assert (made.placed, made.listed) == (0, 1)


def test_the_same_words_twice_are_told_apart(tmp_path: Path) -> None:
    """A comment stands on the words that were found, not on the same words elsewhere."""
    content, record = scanned(document_of(["She absconded."], ["He absconded."]), tmp_path)
    text = record.record.text
    second = finding(text, "absconded", start=text.rindex("absconded"), end=text.rindex("absconded") + 9)
    made = add_comments(content, ScannedRecord(record.record, (second,)), {})
    paragraphs = Document(io.BytesIO(made.content)).paragraphs

    assert [bool(each._p.xpath("w:commentRangeStart")) for each in paragraphs] == [False, True]


def test_what_was_left_alone_has_no_comment(tmp_path: Path) -> None:
    """Words that were weighed and left alone are not commented; a point about the whole record is."""
    content, record = scanned(document_of([WORDS]), tmp_path)
    left = finding(record.record.text, "refuses", masking=False)
    whole = RecordFinding("closed-on-blame", ((4, 9),), 0.9, "Closed on blame.", title="Closed on blame")
    made = add_comments(content, ScannedRecord(record.record, (left,), (whole,)), {})

    assert comments_of(made.content) == [
        ("keeps", "Whole record: Closed on blame, very likely 0.90\nClosed on blame."),
    ]


def test_comments_of_others_stay(tmp_path: Path) -> None:
    """A comment that was in the document keeps its words and its place."""
    document = document_of([WORDS])
    document.add_comment(document.paragraphs[0].runs, text="Seen by a manager.", author="M", initials="m")
    _, made = commented(document, tmp_path, "refuses to engage")
    read = comments_of(made.content)

    assert read[0] == (WORDS, "Seen by a manager.")
    assert read[1][0] == "refuses to engage"


def test_the_copy_repeats_to_the_byte(tmp_path: Path) -> None:
    """The same document and findings give the same bytes: neither the archive nor a comment bears a date."""
    content, record = scanned(document_of([WORDS]), tmp_path, "refuses to engage")
    first, second = (add_comments(content, record, {}).content for _ in range(2))

    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert b"w:date" not in archive.read("word/comments.xml")
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


@pytest.mark.parametrize("text", ["<script>&]]>", "\x1b[2J\u202e", "\ud800\ufffe"])
def test_hostile_words_break_no_comment(tmp_path: Path, text: str) -> None:
    """Whatever a rule or a record holds, the comment can be read back and shows it."""
    content, record = scanned(document_of([WORDS]), tmp_path)
    hostile = finding(record.record.text, "refuses", why=text, name=text, question=text)
    ((words, said),) = comments_of(add_comments(content, ScannedRecord(record.record, (hostile,)), {}).content)

    assert words == "refuses"
    assert said.count("\n") == 2


RUNS = st.lists(st.text(st.sampled_from("ab \t.\u2019\u00e9\U0001f600"), max_size=6), min_size=1, max_size=5)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RUNS, min_size=1, max_size=3), st.data())
def test_any_span_of_a_paragraph_gets_its_own_words(tmp_path: Path, paragraphs: list[list[str]], data: Any) -> None:
    """Wherever runs are cut, a comment on any words of a paragraph carries exactly these words."""
    document = document_of(*[["x", *runs, "y"] for runs in paragraphs])
    content, record = scanned(document, tmp_path)
    text = record.record.text
    lines = [(place.start, text.find("\n", place.start) % (len(text) + 1)) for place in record.record.places]
    spans = []
    for _ in range(3):
        low, high = data.draw(st.sampled_from(lines))
        start = data.draw(st.integers(low, high - 1))
        spans.append((start, data.draw(st.integers(start + 1, high))))
    findings = tuple(finding(text, text[a:b], start=a, end=b) for a, b in spans if text[a:b].strip() == text[a:b])
    made = add_comments(content, ScannedRecord(record.record, findings), {})

    assert [words for words, _ in comments_of(made.content)] == [text[each.start : each.end] for each in findings]
    assert visible(made.content) == visible(content)
