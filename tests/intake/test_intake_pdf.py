"""PDF documents: pages as places, pages without a text layer named, printed lines made running text."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from format_files import pdf
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import CANARY, only, read, slugs

from cse_text.intake.pdf_pages import flowing, page_lines, without_running_lines

WORDS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzé"), min_size=1, max_size=9), min_size=1, max_size=60
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=2))
def test_words_come_back_on_their_pages(pages):
    """Any words are read back in their order, each on the page where it stands."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(pdf(Path(folder, "n.pdf"), *(" ".join(words) + "." for words in pages)))
    assert record.text.split() == [word for words in pages for word in f"{' '.join(words)}.".split()]
    starts = [place.start for place in record.places] + [len(record.text)]
    for number, (place, end) in enumerate(zip(record.places, starts[1:], strict=True), start=1):
        assert place.label == f"page {number}"
        assert record.text[place.start : end].split() == f"{' '.join(pages[number - 1])}.".split()


def test_pages_without_a_text_layer_are_named(tmp_path):
    """A scanned page among others is named by its number; a document of nothing else is a problem."""
    (record,) = read(pdf(tmp_path / "a.pdf", "One.", "", "", "Four."))[0]
    assert record.text == "One.\nFour."
    assert [record.place_at(0), record.place_at(5)] == ["page 1", "page 4"]
    (problem,) = record.problems
    assert (problem.slug, problem.place) == ("no-text-layer", "page 2")
    assert "2 pages (2 to 3) without a text layer" in problem.message
    records, problems, _ = read(pdf(tmp_path / "b.pdf", "", ""))
    assert (records, [problem.slug for problem in problems]) == ([], ["no-text-layer"])


def test_running_headers_are_read_once(tmp_path):
    """A header and a page number on every page are text once, and the rest goes on without them."""
    pages = [f"She was seen at home on visit {word}." for word in ("one", "two", "three", "four")]
    (record,) = read(pdf(tmp_path / "a.pdf", *pages, header="Strictly confidential", footer="Page {} of 4"))[0]
    assert record.text.count("confidential") == 1
    assert record.text.count("Page") == 1
    assert all(page in record.text for page in pages)
    assert [problem.slug for problem in record.problems] == ["running-lines-once"]
    assert "6 running headers" in record.problems[0].message


def test_a_scan_under_a_stamp_is_named(tmp_path):
    """A page whose only words are the running header is named like any page without text."""
    (record,) = read(pdf(tmp_path / "a.pdf", "One.", "", "Three.", "Four.", header="Stamp"))[0]
    assert (record.problems[0].slug, record.problems[0].place) == ("empty-pages", "page 2")


def test_words_parted_at_line_ends_are_whole(tmp_path):
    """A hyphen that only parts a word goes; one that the document writes elsewhere, or English asks for, stays."""
    text = "We spoke of exploi-\ntation and of self-\nharm. A drug-run matters: the drug-\nrun was hers."
    assert only(pdf(tmp_path / "a.pdf", text)).text == (
        "We spoke of exploitation and of self-harm. A drug-run matters: the drug-run was hers."
    )


def test_wrapped_lines_are_joined_and_short_ones_are_not():
    """A line that was full goes on in the next; a heading, a list and a dated line stand for themselves."""
    lines = ["Chronology", "She was seen by her social worker near the station with", "Sarah and older men.", "- one"]
    lines += ["12/03/2009 | Health | Seen at the clinic again with her mother that day"]
    assert [text for _, text in flowing([lines])] == [
        "Chronology\nShe was seen by her social worker near the station with Sarah and older men.\n- one\n" + lines[-1]
    ]


def test_headers_need_most_pages():
    """What two pages of many share is text of both."""
    pages = [["Same.", f"{letter}."] for letter in "ab"] + [[f"{letter}."] for letter in "cdef"]
    assert without_running_lines(pages) == (pages, 0)
    assert page_lines(" a \r\nb\x00") == ["a", "b"]


def test_form_fields_and_links_are_text_as_shown(tmp_path):
    """Links are no notes in the margin; a note there is named, and its words are not shown."""
    made = FPDF()
    made.add_page()
    made.set_font("helvetica")
    made.cell(0, 8, "Body.", link="https://example.org")
    made.text_annotation(x=10, y=50, text=CANARY)
    made.output(str(tmp_path / "a.pdf"))
    (record,) = read(tmp_path / "a.pdf")[0]
    assert (record.text, [problem.slug for problem in record.problems]) == ("Body.", ["comments-not-read"])


def test_passwords_are_named(tmp_path):
    """A document under a password is named as such."""
    made = FPDF()
    made.set_encryption(owner_password="a", user_password="b")
    made.add_page()
    made.output(str(tmp_path / "a.pdf"))
    assert slugs(tmp_path / "a.pdf") == ["encrypted"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_anywhere_is_a_record_or_a_problem(data):
    """Bytes changed anywhere never raise and never show words in a problem."""
    with tempfile.TemporaryDirectory() as folder:
        path = pdf(Path(folder, "n.pdf"), CANARY, "Two.")
        target = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, 100_000)) % len(target)
            target[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=6))
        path.write_bytes(bytes(target))
        records, problems, _ = read(path)
    assert records or problems
    assert not any(CANARY in problem.message for problem in (*problems, *(p for r in records for p in r.problems)))


def test_long_documents_are_cut_with_a_word(tmp_path):
    """What is above the limit of a record is cut at a page, and the place is named."""
    (record,) = read(pdf(tmp_path / "a.pdf", "First page.", "Second page."), max_record_chars=15)[0]
    assert record.text == "First page.\nSec"
    assert [(problem.slug, problem.place) for problem in record.problems] == [("text-cut", "page 2")]


def test_every_page_of_a_long_file_has_its_place(tmp_path):
    """Three hundred pages are three hundred places; benchmarks/large_files.py measures how long full ones take."""
    words = "she was seen with older males near the station and mum said professionals".split()
    chance = random.Random(1)
    path = pdf(tmp_path / "a.pdf", *[" ".join(chance.choices(words, k=40)) for _ in range(300)])

    assert len(only(path).places) == 300
