"""Word documents: everything a reader of the page sees, in its order."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import CANARY, LINES, document, only, read, rezipped, slugs, with_part

W = nsdecls("w")


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6).filter(lambda lines: any(line.strip() for line in lines)))
def test_paragraphs_come_back_as_written(lines):
    """Any paragraphs are read back as lines, blank ones at either end aside, each with its number."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(document(Path(folder, "note.docx"), *lines))
    filled = [number for number, line in enumerate(lines) if line.strip()]
    kept = lines[filled[0] : filled[-1] + 1]
    assert record.text == "\n".join(kept)
    offset = 0
    for number, line in enumerate(kept, start=filled[0] + 1):
        assert record.place_at(offset) == f"paragraph {number}"
        offset += len(line) + 1


def test_tracked_insertions_are_text_and_deletions_are_named(tmp_path):
    """What was inserted is read; what was deleted is not, and its place is named without its words."""
    body = _paragraph(
        _run("She is "),
        f'<w:del w:id="1" w:author="A">{_run(CANARY, "delText")}</w:del>',
        f'<w:ins w:id="2" w:author="A">{_run("and puts herself at risk")}</w:ins>',
        f'<w:moveFrom w:id="3" w:author="A">{_run("moved away")}</w:moveFrom>',
        f'<w:moveTo w:id="4" w:author="A">{_run(", moved here")}</w:moveTo>',
        _run(" today."),
    )
    record = only(document(tmp_path / "note.docx", "First.", body=body))
    assert record.text == "First.\nShe is and puts herself at risk, moved here today."
    (problem,) = record.problems
    assert (problem.slug, problem.place) == ("tracked-deletions", "paragraph 2")
    assert "1 tracked deletion was" in problem.message
    assert CANARY not in problem.message


def test_inserted_paragraphs_and_content_controls_are_read(tmp_path):
    """Text inside content controls, hyperlinks and inserted blocks is read like any other."""
    body = (
        f"<w:sdt><w:sdtContent>{_paragraph(_run('Form answer.'))}</w:sdtContent></w:sdt>"
        + _paragraph(
            f"<w:hyperlink>{_run('Link')}</w:hyperlink>",
            f"<w:sdt><w:sdtContent>{_run(' answer')}</w:sdtContent></w:sdt>",
            f"<w:smartTag>{_run('.')}</w:smartTag>",
            _run("PAGE", "instrText"),
        )
        + f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{_paragraph(_run('Cell.'))}</w:tc></w:tr>"
        + "</w:sdtContent></w:sdt></w:tbl>"
    )
    record = only(document(tmp_path / "note.docx", body=body))
    assert record.text == "Form answer.\nLink answer.\nCell."
    assert [place.label for place in record.places] == ["paragraph 1", "paragraph 2", "table 1, row 1"]


def test_tables_stand_where_they_are(tmp_path):
    """Tables are read in document order, a line a row, with table and row numbers; a chronology is cut."""
    made = docx.Document()
    made.add_paragraph("Before.")
    table = made.add_table(3, 3)
    rows = [("Date", "Agency", "Event"), ("12/03/2009", "Health", "Seen."), ("13/03/2009", "Police", "Seen\nagain.")]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_paragraph("After.")
    made.add_table(1, 2).cell(0, 1).text = "Second."
    made.save(tmp_path / "note.docx")
    record = only(tmp_path / "note.docx")
    assert record.text == (
        "Before.\nDate | Agency | Event\n12/03/2009 | Health | Seen.\n13/03/2009 | Police | Seen\nagain.\n"
        "After.\nSecond."
    )
    assert [place.label for place in record.places] == [
        "paragraph 1",
        "table 1, row 1",
        "table 1, row 2",
        "table 1, row 3",
        "paragraph 2",
        "table 2, row 1",
    ]
    assert record.place_at(record.text.index("again")) == "table 1, row 3"
    assert [(entry.date, entry.agency) for entry in record.entries] == [
        (None, ""),
        (date(2009, 3, 12), "Health"),
        (date(2009, 3, 13), "Police"),
    ]


def test_tables_in_tables_and_merged_cells_are_read_once(tmp_path):
    """A table inside a cell is read with its row; a merged cell is not repeated."""
    made = docx.Document()
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Heading"
    inner = table.cell(1, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    table.cell(1, 1).text = "c"
    made.save(tmp_path / "note.docx")
    record = only(tmp_path / "note.docx")
    assert record.text.replace("\n", "") == "Headinga | b | c"
    assert record.place_at(record.text.index("b")) == "table 1, row 2"


def test_headers_and_footers_are_read_once(tmp_path):
    """Headers come first, footers last, each once however many sections repeat them; tables in them too."""
    made = docx.Document()
    made.add_paragraph("Body.")
    section = made.sections[0]
    section.header.paragraphs[0].text = "Child: Leah"
    section.header.add_table(1, 2, 3_000_000).cell(0, 0).text = "Age 14"
    section.footer.paragraphs[0].text = "Confidential"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "Confidential"
    made.save(tmp_path / "note.docx")
    record = only(tmp_path / "note.docx")
    assert record.text == "Child: Leah\nAge 14\nBody.\nConfidential"
    assert [record.place_at(record.text.index(word)) for word in ("Leah", "Age", "Body", "Conf")] == [
        "header",
        "header",
        "paragraph 1",
        "footer",
    ]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_read(tmp_path, kind):
    """Foot- and endnotes are read by number; the line above them is none."""
    path = document(tmp_path / "note.docx", "Body.")
    separator = f'<w:{kind} w:type="separator" w:id="-1">{_paragraph(_run("___"))}</w:{kind}>'
    notes = "".join(f'<w:{kind} w:id="{n}">{_paragraph(_run(f"Note {n}."))}</w:{kind}>' for n in (1, 2))
    with_part(path, f"{kind}s", f"<w:{kind}s {W}>{separator}{notes}</w:{kind}s>")
    record = only(path)
    assert record.text == "Body.\nNote 1.\nNote 2."
    assert record.place_at(record.text.index("Note 2")) == f"{kind} 2"


def test_text_boxes_are_read_once(tmp_path):
    """A text box follows the paragraph or row it hangs on, once, though the file stores it in two forms."""
    box = f"<w:txbxContent>{_paragraph(_run('In the box.'))}<w:p/></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    old = f"<w:r><mc:AlternateContent>{fallback}</mc:AlternateContent></w:r>"
    table = f"<w:tbl><w:tr><w:tc>{_paragraph(_run('Cell.'), old)}</w:tc></w:tr></w:tbl>"
    record = only(document(tmp_path / "note.docx", body=_paragraph(_run("Before."), both) + table))
    assert record.text == "Before.\nIn the box.\nCell.\nIn the box."
    assert [place.label for place in record.places] == ["paragraph 1", "text box 1", "table 1, row 1", "text box 2"]


def test_tabs_and_breaks_are_kept(tmp_path):
    """Tabs, line breaks and unbreakable hyphens become the characters they stand for."""
    body = _paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")
    assert only(document(tmp_path / "note.docx", body=body)).text == "a\tb\nc-d"


def test_smart_quotes_and_no_break_spaces_stay(tmp_path):
    """Typography is not tidied."""
    assert only(document(tmp_path / "n.docx", "\u2018at\u00a0risk\u2019")).text == "\u2018at\u00a0risk\u2019"


def test_comments_are_entries_of_their_own(tmp_path):
    """A comment is read last, with its place, and its writer is the author of its entry."""
    made = docx.Document()
    run = made.add_paragraph("Body.").add_run("More.")
    made.add_comment(run, "Whose words?", author="A. Lee", initials="A")
    made.save(tmp_path / "note.docx")
    record = only(tmp_path / "note.docx")
    assert (record.text, record.problems) == ("Body.More.\nWhose words?", ())
    assert record.places[-1].label == "comment 1, at paragraph 1"
    assert [(entry.author, entry.note_type) for entry in record.entries] == [("", ""), ("A. Lee", "comment")]
    assert record.text[slice(record.entries[-1].start, record.entries[-1].end)] == "Whose words?"


def test_embedded_documents_are_named(tmp_path):
    """What is in the file but not read is named in the record's problems."""
    record = only(document(tmp_path / "b.docx", "Body.", body="<w:altChunk/>"))
    assert [problem.slug for problem in record.problems] == ["embedded-not-read"]


def test_documents_without_text_are_named(tmp_path):
    """A document of blank paragraphs, as a scan is, is a problem that says so."""
    _, problems, _ = read(document(tmp_path / "scan.docx", "", " "))
    assert [problem.slug for problem in problems] == ["empty-file"]
    assert "scan" in problems[0].message


def test_many_deletions_are_shown_by_their_first_places(tmp_path):
    """A heavily edited document names the first places and says that there are more."""
    gone = f'<w:del w:id="1" w:author="A">{_run("x", "delText")}</w:del>'
    record = only(document(tmp_path / "n.docx", body=_paragraph(_run("a"), gone) * 7))
    assert "7 tracked deletions" in record.problems[0].message
    assert "paragraph 5 and more" in record.problems[0].message


def test_entities_are_not_resolved(tmp_path):
    """XML that names another file, or defines entities at all, is refused and the file not looked at."""
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    for name in ("word/document.xml", "word/footnotes.xml"):
        path = with_part(document(tmp_path / "note.docx", "Body."), "footnotes", f"<w:footnotes {W}/>")
        root = "w:document" if "document" in name else "w:footnotes"
        inside = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>" if "document" in name else ""
        xml = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><{root} {W}>{inside}</{root}>'
        records, problems, _ = read(rezipped(path, {name: xml.encode()}))
        assert (records, [problem.slug for problem in problems]) == ([], ["unsafe-file"])
        assert CANARY not in problems[0].message


def test_deeply_nested_xml_is_a_problem(tmp_path):
    """XML nested without end is one more damaged file."""
    xml = f"<w:document {W}><w:body>{'<w:p>' * 5000}{'</w:p>' * 5000}</w:body></w:document>"
    assert slugs(rezipped(document(tmp_path / "n.docx", "x"), {"word/document.xml": xml.encode()})) == ["damaged-file"]
