"""Rich text, web pages and OpenDocument texts: paragraphs, tables and what stands beside them, each with its place."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from format_files import odt, rtf, web, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_files import CANARY, only, read, rezipped, slugs, write

WRITERS = {".rtf": rtf, ".html": web, ".odt": odt}
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zs", "Zl", "Zp"], exclude_characters="\ufeff")
PARAGRAPH = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=40, deadline=None)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_paragraphs_come_back_as_written(suffix, paragraphs):
    """Any paragraphs are read back as lines, each with its number."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(WRITERS[suffix](Path(folder, f"n{suffix}"), *paragraphs))
    assert record.text == "\n".join(paragraphs)
    starts = [place.start for place in record.places] + [len(record.text) + 1]
    for number, paragraph in enumerate(paragraphs, start=1):
        assert record.places[number - 1].label == f"paragraph {number}"
        assert record.text[starts[number - 1] : starts[number] - 1] == paragraph


RTF_TABLE = (
    r"\trowd\intbl Date\cell Event\cell\row\trowd\intbl 12/03/2009\cell Seen\par again.\cell\row\pard After.\par "
)
ODT_CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
ODT_TABLE = (
    f"<table:table><table:table-header-rows><table:table-row>{ODT_CELL.format('Date')}{ODT_CELL.format('Event')}"
    f"</table:table-row></table:table-header-rows><table:table-row>{ODT_CELL.format('12/03/2009')}"
    f"{ODT_CELL.format('Seen</text:p><text:p>again.')}</table:table-row></table:table><text:p>After.</text:p>"
)
WEB_TABLE = (
    "<table><tr><th>Date</th><th>Event</th></tr><tr><td>12/03/2009</td><td>Seen<br>again.</td></tr></table>"
    "<p>After.</p>"
)


@pytest.mark.parametrize(("suffix", "raw"), [(".rtf", RTF_TABLE), (".odt", ODT_TABLE), (".html", WEB_TABLE)])
def test_tables_stand_where_they_are(tmp_path, suffix, raw):
    """A table is read a line a row, and a chronology in it is cut into its entries."""
    record = only(WRITERS[suffix](tmp_path / f"n{suffix}", "Before.", raw=raw))
    assert record.text == "Before.\nDate | Event\n12/03/2009 | Seen\nagain.\nAfter."
    labels = ["paragraph 1", "table 1, row 1", "table 1, row 2", "paragraph 2"]
    assert [place.label for place in record.places] == labels
    assert [entry.date for entry in record.entries] == [None, date(2009, 3, 12)]


def test_parts_of_rich_text_are_told_apart(tmp_path):
    """Headers, footnotes, boxes and comments have their places; deleted and hidden words are named, not read."""
    raw = (
        r"{\header Head\par}Body{\footnote Note one.} {\deleted " + CANARY + r"}{\v " + CANARY + r"}here"
        r"{\*\annotation Whose words?}\par{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In the box.\par}}}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\pict 00ff}{\info{\title t}}\'e9\lquote s\par "
    )
    (record,) = read(rtf(tmp_path / "n.rtf", raw=raw))[0]
    assert record.text == "Head\nBody here\nlink\u00e9\u2018s\nNote one.\nIn the box.\nWhose words?"
    labels = ["header", "paragraph 1", "paragraph 2", "footnote 1", "text box 1", "comment 1"]
    assert [place.label for place in record.places] == labels
    slugs_met = [problem.slug for problem in record.problems]
    assert slugs_met == ["tracked-deletions", "pictures-not-read", "hidden-text"]
    assert record.problems[0].place == "paragraph 1"
    assert record.entries[-1].note_type == "comment"


def test_alphabets_of_rich_text(tmp_path):
    """Bytes are read in the alphabet of their font, and a letter's stand-in for old readers is not."""
    raw = r"{\fonttbl{\f0 A;}{\f1\fcharset204 C;}}{\f1 \'e4\'e0} \u8217\'92s {\uc0\u8364}5 \u-10179?\u-8704?\par "
    assert only(rtf(tmp_path / "n.rtf", raw=raw)).text == "\u0434\u0430 \u2019s \u20ac5 \U0001f600"


def test_rich_text_that_ends_too_soon_is_read_and_named(tmp_path):
    """A file cut off in the middle is read as far as it goes, and says so."""
    path = rtf(tmp_path / "n.rtf", "One.", "Two.")
    path.write_bytes(path.read_bytes()[:-4])
    (record,) = read(path)[0]
    assert record.text.startswith("One.\nTwo")
    assert [problem.slug for problem in record.problems] == ["cut-off"]
    assert slugs(write(tmp_path / "b.rtf", "{\\rtf1{" * 9000)) == ["damaged-file"]


def test_a_web_page_is_read_as_a_browser_shows_it(tmp_path):
    """Scripts, styles and hidden parts are no text; deletions are named; nothing is fetched."""
    raw = (
        f"<script>{CANARY}</script><del>{CANARY}</del><div style='display: none'>{CANARY}</div><ul><li>One<li>Two</ul>"
        "<pre>a\n  b</pre>x&nbsp;y<br>z<img src='http://127.0.0.1:1/x.png'><iframe src='x'></iframe>"
    )
    (record,) = read(web(tmp_path / "n.html", raw=raw))[0]
    assert record.text == "One\nTwo\na\nb\nx\u00a0y\nz"
    slugs_met = [problem.slug for problem in record.problems]
    assert slugs_met == ["tracked-deletions", "pictures-not-read", "hidden-text", "embedded-not-read"]
    assert CANARY not in repr(record)


def test_tables_for_layout_are_no_single_row(tmp_path):
    """A table inside a table is one of its own, and what stands round it keeps its place."""
    inner = "<table><tr><td>in</td></tr></table>"
    record = only(web(tmp_path / "n.html", raw=f"<table><tr><td>before{inner}after</td></tr></table>"))
    assert record.text == "before\nin\nafter"
    assert [place.label for place in record.places] == ["table 1, row 1", "table 2, row 1", "table 1, row 1"]


def test_parts_of_opendocument_are_told_apart(tmp_path):
    """Headers, notes, boxes and comments have their places; tracked deletions are named by theirs."""
    changes = (
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>{CANARY}</text:p>'
        '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
        "</text:changed-region>"
        "</text:tracked-changes>"
    )
    body = (
        '<text:h>Title</text:h><text:p>She<text:s text:c="2"/>is<text:change text:change-id="c1"/>'
        '<text:change-start text:change-id="c2"/> here<text:change-end text:change-id="c2"/>'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.'
        "</text:p></text:note-body></text:note><office:annotation><dc:creator>A. Lee</dc:creator><dc:date>2019-02-03T10"
        "</dc:date><text:p>Whose words?</text:p></office:annotation><draw:frame><draw:text-box><text:p>Box.</text:p>"
        "</draw:text-box></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
    )
    styles = "<style:master-page><style:header><text:p>Head</text:p></style:header></style:master-page>"
    (record,) = read(odt(tmp_path / "n.odt", raw=changes + body, styles=styles))[0]
    assert record.text == "Head\nTitle\nShe  is here\nBox.\nItem\nNote.\nWhose words?"
    assert [place.label for place in record.places] == [
        *("header", "paragraph 1", "paragraph 2", "text box 1", "paragraph 3", "footnote 1"),
        "comment 1, at paragraph 2",
    ]
    assert [(problem.slug, problem.place) for problem in record.problems] == [("tracked-deletions", "paragraph 2")]
    assert (record.entries[-1].author, record.entries[-1].date) == ("A. Lee", date(2019, 2, 3))
    assert CANARY not in repr(record)


def test_entities_are_not_resolved(tmp_path):
    """XML that names another file, or swells by its entities, is refused; a web page brings in nothing."""
    secret = write(tmp_path / "secret.txt", CANARY)
    swell = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    for inside in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY a0 "ha">{swell}'):
        path = odt(tmp_path / "n.odt", raw="<text:p>x</text:p>", before=f"<!DOCTYPE r [{inside}]>")
        assert slugs(path) == ["unsafe-file"]
        page = f"<!DOCTYPE html [{inside}]><p>a&x;&a8;b</p>"
        records, problems, _ = read(write(tmp_path / "n.html", page))
        assert CANARY not in repr((records, problems))
        assert all(len(record.text) < 1000 for record in records)


def test_opendocument_that_is_none(tmp_path):
    """A zip without content, or with broken content, is named."""
    assert slugs(zipped(tmp_path / "a.odt", {"x": b"y"})) == ["wrong-suffix"]
    assert slugs(zipped(tmp_path / "b.odt", {"content.xml": b"<a><b>"})) == ["damaged-file"]
    assert slugs(rezipped(odt(tmp_path / "c.odt", "x"), {"b": b"0" * 2_000_000}), max_expanded_bytes=1_500_000) == [
        "too-large"
    ]


@pytest.mark.parametrize("suffix", [".txt", ".rtf", ".html", ".odt"])
def test_endless_lines_are_cut_with_a_word(tmp_path, suffix):
    """A line without end is read up to the limit of a record, and the place of the cut is named."""
    path = tmp_path / f"n{suffix}"
    words = "word " * 400
    _ = write(path, words) if suffix == ".txt" else WRITERS[suffix](path, words)
    (record,) = read(path, max_record_chars=100)[0]
    assert 30 <= len(record.text) <= 100
    assert [problem.slug for problem in record.problems] == ["text-cut"]
    assert record.problems[0].place
    assert "word" not in record.problems[0].message


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_is_a_record_or_a_problem(tmp_path, suffix, data):
    """Bytes changed anywhere never raise and never show words in a problem."""
    path = WRITERS[suffix](tmp_path / f"n{suffix}", CANARY, "Two.")
    target = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, 100_000)) % len(target)
        target[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=5))
    path.write_bytes(bytes(target))
    records, problems, _ = read(path)
    assert records or problems
    assert not any(CANARY in problem.message for problem in (*problems, *(p for r in records for p in r.problems)))
